// SPDX-License-Identifier: EUPL-1.2

internal import Domain

/// A header's name as everything on the way might read it: letters and digits only, in capitals.
///
/// Servers and frameworks differ in how they treat case, hyphens, underscores and blanks in names (CGI makes one of hyphen and
/// underscore); two names of one form may reach a program as one and the same.
package struct HeaderForm: Hashable, Sendable {
    private let bytes: [UInt8]

    package init(_ name: String) {
        bytes = name.utf8.map(\.asciiUppercased).filter { $0.isASCIIDigit || $0.isASCIIUppercaseLetter }
    }

    func begins(with other: HeaderForm) -> Bool { bytes.starts(with: other.bytes) }
}
