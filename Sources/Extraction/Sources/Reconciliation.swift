// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain

/// One answer from several sources that were read apart (form, printed text, recognised text), the most binding first.
///
/// Two sources of different kinds that say the same make a value certain. Where they say different things both are kept,
/// the value is that of the more binding one and doubtful, and the contradiction is a finding.
struct Reconciliation {
    let sources: [SourceReading]
    let catalogue: ExemptionCatalogue

    var reading: SourceReading? {
        guard var merged = sources.first else { return nil }
        for source in sources.dropFirst() { merge(source, into: &merged) }
        return merged
    }

    private func merge(_ other: SourceReading, into merged: inout SourceReading) {
        if merged.kind == .unknown { merged.kind = other.kind }
        if isCover(merged, of: other) { merged.dropSender() }
        // The name of the house alone, as a form carries it before anybody fills it in, is nothing certified either.
        merged.certifiesNothing =
            (merged.certifiesNothing && (other.certifiesNothing || other.saysNothing))
            || (merged.saysNothingOfAnybody && other.certifiesNothing)
        // How hard a picture was to read does not matter for what is printed as well.
        let printed = Set(merged.fields.filter { $0.value.value != nil && $0.value.confidence != .doubtful }.keys)
        let told = other.findings.filter { finding in
            !other.isRecognised || !(finding.field.map(printed.contains) ?? false)
        }
        for name in FieldName.allCases {
            guard let theirs = other.fields[name] else { continue }
            guard let ours = merged.fields[name] else {
                merged.fields[name] = theirs
                continue
            }
            merged.fields[name] = settled(name, ours, theirs, &merged)
        }
        mergeCodes(other, into: &merged)
        merged.unsure.formUnion(other.unsure)
        merged.residences.formUnion(other.residences)
        for finding in told { merged.note(finding.code, field: finding.field, detail: finding.detail) }
    }

    /// `Si trasmette in allegato la certificazione …`: a letter before a certificate that was scanned states nothing of what is
    /// certified.
    private func isCover(_ letter: SourceReading, of other: SourceReading) -> Bool {
        other.isRecognised && letter.exemptions.isEmpty && !letter.diagnoses.contains { $0.role.counts }
            && letter.fields[.beneficiaryFiscalCode]?.value == nil
            && (!other.exemptions.isEmpty || other.diagnoses.contains { $0.role.counts && $0.code != nil })
    }

    private func settled(
        _ name: FieldName, _ ours: ExtractedField, _ theirs: ExtractedField, _ merged: inout SourceReading
    ) -> ExtractedField {
        guard let own = ours.value else { return theirs.value == nil ? ours : theirs }
        guard let other = theirs.value else { return ours }
        var settled = ours
        if SameValue.isSame(name, own, other) {
            let isApart = ours.source.kind != theirs.source.kind
            if isApart { settled.confidence = .certain }
            return settled
        }
        // A guess of one source gives way to what another proves.
        if ours.confidence == .doubtful, theirs.confidence != .doubtful {
            if name == .issueDate { merged.findings.removeAll { $0.code == .issueDateUncertain } }
            return theirs
        }
        // What a picture was read as without proof contradicts nothing that is printed.
        if theirs.source.kind == .ocr, theirs.confidence == .doubtful || !name.isKey { return ours }
        if !name.isKey, let longer = SameValue.longer(own, other) {
            settled.value = longer
            return settled
        }
        settled.confidence = .doubtful
        settled.candidates = [own, other]
        settled.candidateSources = [ours.source, theirs.source]
        merged.note(.sourcesDisagree, field: name, detail: "\(ours.told), \(theirs.told)")
        return settled
    }

    /// Codes are gathered; that two sources certify different ones is told here, as the choice among them comes later.
    private func mergeCodes(_ source: SourceReading, into merged: inout SourceReading) {
        var other = source
        if other.isRecognised { other.dropUnprovenCodes(beside: merged, catalogue) }
        let own = (merged.standingExemptions, merged.certifiedCodes)
        let theirs = (other.standingExemptions, other.certifiedCodes)
        if own.0.contradicts(theirs.0) {
            merged.note(.sourcesDisagree, field: .exemptionCode, detail: told(own.0, theirs.0))
        }
        if own.1.contradicts(theirs.1) {
            merged.note(.sourcesDisagree, field: .diagnosisCode, detail: told(own.1, theirs.1))
        }
        merged.agreed.formUnion(own.0.intersection(theirs.0))
        merged.agreed.formUnion(own.1.intersection(theirs.1))
        merged.exemptions += other.exemptions.filter { theirs in
            !merged.exemptions.contains { $0.code == theirs.code && $0.status == theirs.status }
        }
        for theirs in other.diagnoses { add(theirs, to: &merged.diagnoses) }
    }

    /// The same condition once; the one with a code tells more than its bare words.
    private func add(_ diagnosis: StatedDiagnosis, to diagnoses: inout [StatedDiagnosis]) {
        guard let place = diagnoses.firstIndex(where: { SameValue.isSame($0, diagnosis) }) else {
            return diagnoses.append(diagnosis)
        }
        if diagnoses[place].code == nil, diagnosis.code != nil { diagnoses[place] = diagnosis }
        // The names of fields may tell a code only, and the words stand behind a printed label.
        guard diagnoses[place].text == nil, let text = diagnosis.text else { return }
        diagnoses[place].text = text
        diagnoses[place].textSource = diagnosis.textSource ?? diagnosis.source
    }

    private func told(_ own: Set<String>, _ theirs: Set<String>) -> String {
        "\(own.sorted().joined(separator: ", ")); \(theirs.sorted().joined(separator: ", "))"
    }
}

extension Set<String> {
    fileprivate func contradicts(_ other: Set<String>) -> Bool { !isEmpty && !other.isEmpty && isDisjoint(with: other) }
}

extension SourceReading {
    /// All that it states was recognised in pictures.
    fileprivate var saysNothing: Bool { fields.isEmpty && exemptions.isEmpty && diagnoses.isEmpty }

    /// Nobody and nothing that could be certified of anybody.
    fileprivate var saysNothingOfAnybody: Bool {
        exemptions.isEmpty && diagnoses.isEmpty
            && fields.keys.allSatisfy { $0 == .structureName || $0 == .structureCode || $0 == .physicianName }
    }

    fileprivate var isRecognised: Bool {
        exemptions.allSatisfy { $0.source.kind == .ocr } && diagnoses.allSatisfy { $0.source.kind == .ocr }
            && fields.values.allSatisfy { $0.source.kind == .ocr }
    }

    fileprivate var standingExemptions: Set<String> { Set(exemptions.filter { $0.status == nil }.map(\.code)) }

    fileprivate var certifiedCodes: Set<String> { Set(diagnoses.filter(\.role.counts).compactMap(\.code)) }

    /// Where text says what is certified, a picture of it only confirms; it contradicts with a pair of exemption and
    /// diagnosis that belong together, which no misreading makes.
    fileprivate mutating func dropUnprovenCodes(beside text: SourceReading, _ catalogue: ExemptionCatalogue) {
        let isPair = standingExemptions.contains { exemption in
            certifiedCodes.contains { diagnosis in catalogue.hasPair(exemption, diagnosis) }
        }
        if isPair { return }
        if !text.standingExemptions.isEmpty {
            exemptions.removeAll { !text.standingExemptions.contains($0.code) }
        }
        let known = text.certifiedCodes
        if !known.isEmpty {
            diagnoses.removeAll { $0.role.counts && !($0.code.map(known.contains) ?? false) }
        }
    }
}

extension ExemptionCatalogue {
    fileprivate func hasPair(_ exemption: String, _ diagnosis: String) -> Bool {
        guard let exemption = WrittenExemption(exemption).code, let diagnosis = DiagnosisCode(diagnosis) else {
            return false
        }
        return self.diagnosis(diagnosis, of: exemption) != nil
    }
}

/// When two sources say the same thing.
enum SameValue {
    static func isSame(_ name: FieldName, _ one: String, _ other: String) -> Bool {
        if one == other { return true }
        if name == .physicianName { return words(one) == words(other) }
        return letters(one) == letters(other)
    }

    /// A name of which one source has only the first words: lines of narrow cells are not always told to be one value.
    static func isCut(_ name: FieldName, _ one: String, _ other: String) -> Bool {
        guard name == .beneficiaryFamilyName || name == .beneficiaryGivenName else { return false }
        let (own, theirs) = (letters(one), letters(other))
        return min(own.count, theirs.count) > 2 && (own.starts(with: theirs) || theirs.starts(with: own))
    }

    /// The same condition in the same part, by its code, or by its words where one of the two has no code.
    static func isSame(_ one: StatedDiagnosis, _ other: StatedDiagnosis) -> Bool {
        guard one.role == other.role else { return false }
        if let code = one.code, let theirs = other.code { return code == theirs }
        return letters(one.text ?? "") == letters(other.text ?? "")
    }

    /// The longer of two texts of which one is part of the other.
    static func longer(_ one: String, _ other: String) -> String? {
        let (own, theirs) = (letters(one), letters(other))
        if own.starts(with: theirs) || own.firstRange(of: theirs) != nil { return one }
        return theirs.firstRange(of: own) != nil ? other : nil
    }

    private static func letters(_ text: String) -> [UInt8] {
        var letters: [UInt8] = []
        for scalar in text.unicodeScalars { scalar.plainLetters.append(to: &letters) }
        return letters
    }

    private static func words(_ text: String) -> Set<[UInt8]> {
        Set(text.split(whereSeparator: \.isWhitespace).map { letters(String($0)) })
    }
}

extension FieldName {
    /// A wrong value of these decides wrongly.
    var isKey: Bool {
        switch self {
        case .beneficiaryFiscalCode, .beneficiaryFamilyName, .beneficiaryGivenName, .beneficiaryBirthDate,
            .beneficiarySex, .exemptionCode, .diagnosisCode, .issueDate:
            true
        default: false
        }
    }
}

extension ExtractedField {
    /// The value with where it was read, for the person who decides.
    fileprivate var told: String {
        let place =
            switch source.kind {
            case .cda: "dati strutturati"
            case .form: "modulo"
            case .text: "testo"
            case .ocr: "immagine"
            case .request: "richiesta"
            case .catalogue: "catalogo"
            }
        return "\(place) \(value ?? "")"
    }
}

extension SourceReading {
    /// Without the day of a letter and those who sent it, which the certificate has of its own.
    fileprivate mutating func dropSender() {
        let sender: Set<FieldName> = [.issueDate, .physicianName, .physicianFiscalCode, .structureName, .structureCode]
        for name in sender { fields[name] = nil }
        findings.removeAll { $0.field.map(sender.contains) ?? false }
    }
}
