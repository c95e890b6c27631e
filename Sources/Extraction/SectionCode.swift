// SPDX-License-Identifier: EUPL-1.2

/// LOINC codes of sections that are asked for by name.
enum SectionCode {
    static let exemptions = "57827-8"
    static let report = "47045-0"
    static let conclusions = "55110-1"
    static let diagnosis = "29548-5"
    static let dischargeDiagnosis = "11535-2"
    static let emergencyDiagnosis = "28574-2"
    /// Not a section: the comment that may hang on an exemption.
    static let comment = "48767-8"
}
