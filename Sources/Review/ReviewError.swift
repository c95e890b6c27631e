// SPDX-License-Identifier: EUPL-1.2

internal import Templating

/// Why the desk could not be set up.
package enum ReviewError: Error, Hashable, Sendable {
    case templateMissing(String)
    /// A template cannot be parsed; the text names the file, the line and the fault.
    case templateUnsound(String)
    case assetMissing(String)
}

extension ReviewError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .templateMissing(let name): "the template \(name).mustache is missing"
        case .templateUnsound(let text): "a template cannot be parsed: \(text)"
        case .assetMissing(let path): "the file \(path) is missing"
        }
    }
}

extension ReviewError {
    init(_ fault: TemplateFault) {
        switch fault {
        case .missing(let template): self = .templateMissing(template)
        case .unsound, .endless, .unanswered: self = .templateUnsound(fault.description)
        }
    }
}
