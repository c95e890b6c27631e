// SPDX-License-Identifier: EUPL-1.2

/// LOINC codes of sections that are asked for by name.
enum SectionCode {
    static let exemptions = "57827-8"
    /// *Referto*.
    static let report = "47045-0"
    /// Not a section: the comment that may hang on an exemption.
    static let comment = "48767-8"
}
