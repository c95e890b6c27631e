// SPDX-License-Identifier: EUPL-1.2

/// Identifiers of numberings and code systems in Italian CDA documents (documents.md §2).
enum OID {
    static let fiscalCode = "2.16.840.1.113883.2.9.4.3.2"
    /// A slip for `fiscalCode` that the ministry's own samples spread: 929 of 6,832 documents have it.
    static let fiscalCodeMistyped = "2.16.840.1.113883.2.9.2.4.3.2"
    /// *Straniero temporaneamente presente*.
    static let stp = "2.16.840.1.113883.2.9.4.3.17"
    /// *Europeo non iscritto*.
    static let eni = "2.16.840.1.113883.2.9.4.3.18"
    /// The European card; it does not identify a person toward the regional system.
    static let europeanCard = "2.16.840.1.113883.2.9.4.3.7"

    static let loinc = "2.16.840.1.113883.6.1"
    /// ICD-9-CM; the same number serves diagnoses, procedures and exams, so the place in the document decides.
    static let icd9 = "2.16.840.1.113883.6.103"
    /// Codes that say "no known problems" and the like.
    static let absentOrUnknown = "2.16.840.1.113883.11.22.17"

    static let nationalExemptions = "2.16.840.1.113883.2.9.6.1.22"
    /// The list whose only use here is `NE`, no exemption.
    static let noExemption = "2.16.840.1.113883.2.9.5.2.2"

    static let regionOrASL = "2.16.840.1.113883.2.9.4.1.1"
    static let hospitalCompany = "2.16.840.1.113883.2.9.4.1.2"
    static let facility = "2.16.840.1.113883.2.9.4.1.3"

    /// Given out in Italy: the lists of the ministry, the regions and the houses.
    static func isNational(_ oid: String) -> Bool { oid.hasPrefix("2.16.840.1.113883.2.9.") }

    /// The list of a region: `2.16.840.1.113883.2.9.2.[region].6.22`.
    static func isRegionalExemptions(_ oid: String) -> Bool {
        oid.hasPrefix("2.16.840.1.113883.2.9.2.") && oid.hasSuffix(".6.22")
    }
}
