// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import PDFReading

extension SourceReading {
    /// Sets what is printed against the structured values. The CDA wins; what the page says otherwise is told, and what the
    /// CDA does not state at all is taken from the page.
    mutating func complete(with text: PageText) {
        let page = text.reading
        compareFiscalCodes(Set(text.pages.flatMap(\.personalCodes)).union(page?.soundCodes ?? []))
        guard let page, isSamePaper(as: page) else { return }
        compareValues(with: page, text)
        takeMissing(from: page)
        locate(on: page)
    }

    private mutating func takeMissing(from page: SourceReading) {
        for (name, field) in page.fields where name != .pathologyNote && name != .structureCode && fields[name] == nil {
            fields[name] = field
            if page.unsure.contains(name) { unsure.insert(name) }
        }
        if !exemptions.contains(where: { $0.isActive(on: nil) }) {
            exemptions += page.exemptions
            if page.unsure.contains(.exemptionCode) { unsure.insert(.exemptionCode) }
        }
        guard codedDiagnoses.isEmpty else { return }
        // Words alone may be the same condition in other words.
        let said = page.diagnoses.filter { $0.role.counts && $0.code != nil }
        guard !said.isEmpty || (kind != .regionalCertificate && !diagnoses.contains(where: \.role.counts)) else {
            return
        }
        diagnoses = diagnoses.filter { !$0.role.counts || $0.code != nil } + page.diagnoses
        unsure.formUnion(page.unsure.intersection([.diagnosisCode, .diagnosisText]))
    }

    /// Where the page shows the same value its place is told too, so that a doctor can look at it.
    private mutating func locate(on page: SourceReading) {
        for (name, printed) in page.fields {
            guard let own = fields[name]?.value, let value = printed.value, SameValue.isSame(name, own, value) else {
                continue
            }
            fields[name]?.source.stand(where: printed.source)
        }
        for index in exemptions.indices {
            guard let printed = page.exemptions.first(where: { $0.code == exemptions[index].code }) else { continue }
            exemptions[index].source.stand(where: printed.source)
        }
        for index in diagnoses.indices where diagnoses[index].code != nil {
            guard let printed = page.diagnoses.first(where: { $0.code == diagnoses[index].code }) else { continue }
            diagnoses[index].source.stand(where: printed.source)
        }
    }

    /// Vendors attach pages that are only placeholders: a page is set against the data where it names a person, or is the
    /// regional certificate's.
    private func isSamePaper(as page: SourceReading) -> Bool {
        if kind == .regionalCertificate, page.kind == .regionalCertificate { return true }
        if !page.soundCodes.isEmpty { return true }
        let person = [FieldName.beneficiaryFamilyName, .beneficiaryGivenName, .beneficiaryBirthDate]
        return person.count { page.fields[$0]?.value != nil } > 1
    }

    /// A sound personal code on the page while the document's own is not there: a placeholder page, or another person's.
    /// The doctor's code counts for nobody.
    private mutating func compareFiscalCodes(_ printed: Set<String>) {
        guard let own = fields[.beneficiaryFiscalCode]?.value, !printed.contains(own) else { return }
        let others = printed.subtracting([fields[.physicianFiscalCode]?.value].compactMap(\.self))
        guard !others.isEmpty else { return }
        note(.pageNamesAnother, detail: others.sorted().joined(separator: ", "))
        lower(FieldName.identity, to: .probable)
    }

    private mutating func compareValues(with page: SourceReading, _ text: PageText) {
        let names: [FieldName] = [
            .beneficiaryFamilyName, .beneficiaryGivenName, .beneficiaryBirthDate, .beneficiarySex, .issueDate,
        ]
        var strangers = 0
        for name in names {
            guard let ours = fields[name], let theirs = page.fields[name],
                let own = ours.value, let printed = theirs.value,
                theirs.confidence != .doubtful || kind == .regionalCertificate,
                !SameValue.isSame(name, own, printed),
                !SameValue.isCut(name, own, printed)
            else { continue }
            disagree(name, own, printed)
            fields[name]?.candidates = [own, printed]
            fields[name]?.candidateSources = [ours.source, theirs.source]
            if FieldName.identity.contains(name) { strangers += 1 }
        }
        // One value may be a slip; two are another person.
        if strangers > 1 { lower(FieldName.identity, to: .doubtful) }
        let codes = (Set(exemptions.map(\.code)), Set(page.exemptions.map(\.code)))
        if compareCodes(.exemptionCode, codes.0, codes.1) {
            opposed[.exemptionCode] = page.exemptions.filter { $0.isActive(on: nil) }.map {
                ExtractedField.Claim($0.written.code?.value ?? $0.code, $0.source)
            }
        }
        if codes.0.isEmpty { compareDiagnosis(with: codes.1, text.catalogue) }
        if compareCodes(.diagnosisCode, certifiedCodes, page.certifiedCodes) {
            opposed[.diagnosisCode] = page.diagnoses.filter(\.role.counts).compactMap { stated in
                stated.code.map { ExtractedField.Claim($0, stated.source) }
            }
        }
    }

    /// The data have a diagnosis and no exemption, the page an exemption that is not for that diagnosis.
    private mutating func compareDiagnosis(with printed: Set<String>, _ catalogue: ExemptionCatalogue) {
        let own = diagnoses.filter(\.role.counts).compactMap { $0.code.flatMap { DiagnosisCode($0) } }
        let granted = Set(own.flatMap { catalogue.exemptions(forDiagnosis: $0) }.map(\.code.value))
        guard !granted.isEmpty, !printed.isEmpty, granted.isDisjoint(with: printed) else { return }
        disagree(.exemptionCode, own.map(\.value).joined(separator: ", "), printed.sorted().joined(separator: ", "))
    }

    /// - Returns: whether they contradict each other.
    private mutating func compareCodes(_ name: FieldName, _ own: Set<String>, _ printed: Set<String>) -> Bool {
        guard !own.isEmpty, !printed.isEmpty, own.isDisjoint(with: printed) else { return false }
        disagree(name, own.sorted().joined(separator: ", "), printed.sorted().joined(separator: ", "))
        return true
    }

    private mutating func disagree(_ name: FieldName, _ own: String, _ printed: String) {
        note(.sourcesDisagree, field: name, detail: "dati strutturati \(own), pagina \(printed)")
        lower([name], to: .probable)
    }
}

extension FieldSource {
    fileprivate mutating func stand(where other: FieldSource) {
        page = other.page
        box = other.box
    }
}

extension SourceReading {
    /// The conditions that are certified, not those that are only mentioned.
    fileprivate var certifiedCodes: Set<String> { Set(diagnoses.filter(\.role.counts).compactMap(\.code)) }

    /// The person's own code, where it is whole.
    fileprivate var soundCodes: Set<String> {
        Set([fields[.beneficiaryFiscalCode]?.value].compactMap(\.self).filter { FiscalCode($0)?.kind == .personal })
    }
}

extension PDFPage {
    /// Every sound personal fiscal code on the page, signs around it ignored.
    var personalCodes: [String] { words.compactMap(\.personalCode) }
}

extension PDFWord {
    /// A label may be glued to its value: the last sixteen characters are tried, then the first.
    fileprivate var personalCode: String? {
        let bare = text.utf8.map(\.asciiUppercased).filter { $0.isASCIIDigit || $0.isASCIIUppercaseLetter }
        guard bare.count >= 16 else { return nil }
        for part in [bare.suffix(16), bare.prefix(16)] {
            if let code = FiscalCode(String(decoding: part, as: UTF8.self)), code.kind == .personal {
                return code.value
            }
        }
        return nil
    }
}
