// SPDX-License-Identifier: EUPL-1.2

/// The forms in which samples are written.
package enum SampleKind: String, Hashable, Sendable, CaseIterable, Codable {
    /// The regional certificate: page and XFA data set say the same (domain.md §4.3, §4.4).
    case regionalPDF
    /// The same page without the data set.
    case regionalText
    /// Lines of `label: value`, as departments write without a template.
    case plainText
    /// *Lettera di dimissione ospedaliera* with a discharge diagnosis and no exemption.
    case dischargeLetter
    /// *Referto di specialistica ambulatoriale* with a diagnosis and no exemption.
    case specialistReport
    /// The regional certificate for 048 with the diagnosis `000`.
    case regionalNoDiagnosis
    /// The regional certificate's XML alone.
    case regionalXML
    /// The regional certificate with a fictitious internal diagnosis, which the page prints as `-`.
    case regionalFictitious
    /// The regional certificate whose custodian has the three digits of the company instead of six.
    case regionalShortASL
    /// *Attestato di esenzione*: no evidence.
    case attestation
    /// *Referto di laboratorio*: no evidence.
    case laboratoryReport

    /// How the file begins its name.
    var fileStem: String {
        switch self {
        case .regionalPDF, .regionalText, .regionalXML, .regionalFictitious, .regionalShortASL, .regionalNoDiagnosis:
            "certificato"
        case .plainText: "relazione"
        case .dischargeLetter: "lettera-dimissione"
        case .specialistReport: "referto"
        case .attestation: "attestato"
        case .laboratoryReport: "esami"
        }
    }

    var fileExtension: String {
        switch self {
        case .regionalXML, .dischargeLetter, .specialistReport, .laboratoryReport: "xml"
        default: "pdf"
        }
    }
}
