// SPDX-License-Identifier: EUPL-1.2

internal import Catalogue
internal import Domain
internal import Storage

/// The first card of the detail page, in the manual's words.
struct PracticeSummary: Encodable, Hashable, Sendable {
    let number: String
    /// "Pratica di esenzione per …"; nothing where the exemption is not known.
    let group: String?
    let beneficiaryCode: String
    /// Surname before name, as the manual's detail has it.
    let beneficiary: String
    let exemption: String
    /// That its reading, or that of the diagnosis, is not sure.
    let exemptionDoubt: DoubtfulCode?
    let diagnosisDoubt: DoubtfulCode?
    let state: String
    let updatedOn: String
    let validFrom: String?
    /// The manual's label stands before it also where there is no last day; nothing once the practice is cancelled.
    let availableUntil: String?
    /// The last day of an exemption that was granted and then cancelled.
    let endedOn: String?
    let rejectedOn: String?
    let cancelledOn: String?
    let diagnosis: String
    let inCharge: String?
    let aslName: String
    let district: String
    let submitter: String

    init(_ dossier: PracticeDossier, _ catalogue: ExemptionCatalogue) {
        let practice = dossier.practice
        let entry = practice.codes.exemption.flatMap { catalogue.exemption($0) }
        number = practice.number.value
        group = entry?.group.label
        beneficiaryCode = practice.beneficiary.fiscalCode.value
        beneficiary = "\(practice.beneficiary.familyName) \(practice.beneficiary.givenName)".trimmed
        exemption = catalogue.words(for: practice.codes.exemption)
        exemptionDoubt = .exemption(dossier)
        diagnosisDoubt = .diagnosis(dossier)
        state = practice.state.label
        updatedOn = practice.updatedAt.romeDay.italian
        validFrom = practice.validity?.from.italian
        let isCancelled = practice.state == .cancelled
        availableUntil = isCancelled ? nil : practice.validity.map { $0.until?.italian ?? "Senza scadenza" }
        endedOn = isCancelled ? practice.validity?.end(cancelledOn: practice.updatedAt.romeDay).italian : nil
        rejectedOn = practice.state == .rejected ? practice.updatedAt.romeDay.italian : nil
        cancelledOn = isCancelled ? practice.updatedAt.romeDay.italian : nil
        // Without one, AURA is told 000.
        let decided = practice.state == .validated || practice.state == .cancelled ? DiagnosisCode.noneStated : nil
        diagnosis = catalogue.words(
            for: practice.codes.diagnosis ?? decided, of: practice.codes.exemption, stated: dossier.statedDiagnosisText)
        // Once it is decided, the history tells who did what.
        inCharge = practice.state.isOpen ? dossier.inCharge : nil
        aslName = catalogue.aslName(practice.asl) ?? practice.asl.value
        district = practice.district ?? ""
        let physician = practice.submitter.kind == .physician ? dossier.physicianName : nil
        submitter = "\(practice.submitter.label) \(practice.submitter.fiscalCode?.value ?? physician ?? "")".trimmed
    }
}

extension PracticeDossier {
    /// Who has the practice in charge, and since when: "DEMO VENTICINQUE DEMO (LBRCRD53H10D205E), dal 26/07/2023 10:00:00".
    var inCharge: String? {
        practice.charge.map { charge in
            let person = chargedName.map { "\($0) (\(charge.by.value))" } ?? charge.by.value
            return "\(person), dal \(charge.since.italian)"
        }
    }

    /// The doctor whom a document names, for want of a code.
    fileprivate var physicianName: String? { documentsToRead.compactMap { $0.extract.value(.physicianName) }.first }

    /// The words that a document has beside its diagnosis.
    var statedDiagnosisText: String? { documentsToRead.compactMap { $0.extract.value(.diagnosisText) }.first }
}

extension ExemptionCatalogue {
    /// "044 Psicosi", the code alone where the catalogue does not know it, "-" where there is none.
    func words(for exemption: ExemptionCode?) -> String {
        guard let exemption else { return "-" }
        return "\(exemption) \(self.exemption(exemption)?.description ?? "")".trimmed
    }

    /// "2960 - DIS MANIACALE"; "000 - -" for no specific diagnosis, "-" for the region's internal codes, which are never
    /// shown (manual §3.2, domain.md §2.4).
    func words(for diagnosis: DiagnosisCode?, of exemption: ExemptionCode?, stated: String? = nil) -> String {
        guard let diagnosis else { return "-" }
        guard !diagnosis.isPlaceholder else { return diagnosis == .noneStated ? "000 - -" : "-" }
        let entry = exemption.flatMap { self.diagnosis(diagnosis, of: $0) }
        let exact = entry?.code == diagnosis ? entry?.description : nil
        let text = exact ?? classificationName(of: diagnosis) ?? stated ?? entry?.description ?? "-"
        return "\(diagnosis) - \(text)"
    }
}
