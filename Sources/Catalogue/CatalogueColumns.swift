// SPDX-License-Identifier: EUPL-1.2

/// The columns that a data file must have, in any order, and no others; raw values are the names of its header row.
protocol CatalogueColumn: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
    /// The name of the file under the catalogue's folder.
    static var file: String { get }
}

enum ExemptionColumn: String, CatalogueColumn {
    static let file = "exemptions.csv"
    case code, group, description, status, evidence, source, note
    case auraType = "aura_type"
    case durationValue = "duration_value"
    case durationUnit = "duration_unit"
    case durationEvidence = "duration_evidence"
    case replacedBy = "replaced_by"
}

enum DiagnosisColumn: String, CatalogueColumn {
    static let file = "diagnoses.csv"
    case exemption, diagnosis, description, label, evidence, source
    case durationValue = "duration_value"
    case durationUnit = "duration_unit"
    case durationEvidence = "duration_evidence"
}

enum ServiceColumn: String, CatalogueColumn {
    static let file = "services.csv"
    case exemption, service, description, frequency, condition, regime, completeness, source
}

enum ASLColumn: String, CatalogueColumn {
    static let file = "asl.csv"
    case code, type, name, seat, province, source
}

enum DistrictColumn: String, CatalogueColumn {
    static let file = "districts.csv"
    case asl, name, label, status, evidence, source, note
}

enum ClassificationColumn: String, CatalogueColumn {
    static let file = "icd9cm.csv"
    case code, description
}
