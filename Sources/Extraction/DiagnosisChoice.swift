// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain

extension SourceReading {
    /// Fills `diagnosisCode` and `diagnosisText` with the one condition that the patient has by the doctor's word.
    ///
    /// Only ICD-9-CM codes claim the place: the catalogue and the regional system know no other.
    mutating func chooseDiagnosis(_ catalogue: ExemptionCatalogue) {
        // What the patient has besides stands in the list of problems.
        let certified = diagnoses.filter(\.role.isCertified)
        let counting = certified.contains { $0.code != nil } ? certified : diagnoses.filter(\.role.counts)
        let coded = counting.filter { $0.code != nil && ($0.codeSystem == OID.icd9 || $0.source.kind != .cda) }
        guard let first = coded.first else {
            takeFromExemption(catalogue)
            takeText(certified.contains { $0.text != nil } ? certified : counting)
            return
        }
        let claims = coded.compactMap { stated in stated.code.map { ExtractedField.Claim($0, stated.source) } }
        let codes = Set(claims.map(\.value))
        guard codes.count == 1, let code = codes.first else { return contest(.diagnosisCode, among: claims) }
        let sound = DiagnosisCode(code)
        fields[.diagnosisCode] = ExtractedField(
            value: sound?.value,
            confidence: first.source.kind == .cda || agreed.contains(code) ? .certain : .probable,
            source: first.source,
            asWritten: code
        )
        checkIsKnown(sound, asWritten: code, catalogue)
        let worded = [coded, certified].first { $0.contains { $0.text != nil } }
        takeText(worded ?? counting)
    }

    /// `013.250` states diagnosis 250 with the exemption; it says so only of the category, and a finer code may stand where
    /// nobody looked for it, hence doubtful.
    private mutating func takeFromExemption(_ catalogue: ExemptionCatalogue) {
        guard let field = fields[.exemptionCode], field.value != nil, let written = field.asWritten,
            let diagnosis = WrittenExemption(written).diagnosis, !diagnosis.isPlaceholder
        else { return }
        fields[.diagnosisCode] = ExtractedField(
            value: diagnosis.value,
            confidence: .doubtful,
            source: field.source,
            asWritten: written
        )
        checkIsKnown(diagnosis, asWritten: written, catalogue)
    }

    private mutating func checkIsKnown(
        _ diagnosis: DiagnosisCode?,
        asWritten: String,
        _ catalogue: ExemptionCatalogue
    ) {
        if let diagnosis {
            // `000` says that there is none; the codes with F are the regional software's own (domain.md §2.4).
            if diagnosis == .noneStated { return }
            if diagnosis.isPlaceholder, kind == .regionalCertificate { return }
            if catalogue.isKnown(diagnosis) { return }
        }
        note(.diagnosisUnknown, detail: asWritten)
        lower([.diagnosisCode], to: .doubtful)
    }

    private mutating func takeText(_ stated: [StatedDiagnosis]) {
        let texts = stated.filter { $0.text != nil }
        guard fields[.diagnosisText] == nil, let first = texts.first, let text = first.text else { return }
        let distinct = Set(texts.compactMap { $0.text?.foldedToASCII.collapsed })
        guard
            distinct.count == 1 || stated.allSatisfy({ $0.code == first.code && first.code != nil })
                || distinct.areEndings(of: text.foldedToASCII.collapsed)
        else {
            let claims = texts.compactMap { stated in
                stated.text.map { ExtractedField.Claim($0, stated.textSource ?? stated.source) }
            }
            return contest(.diagnosisText, among: claims)
        }
        fields[.diagnosisText] = ExtractedField(
            value: text,
            confidence: first.source.kind == .cda ? .certain : .probable,
            source: first.textSource ?? first.source,
            asWritten: text
        )
    }
}

extension Set<String> {
    /// `portatore di pace-maker`, of which another phrase announces `pace-maker`: the same words, from another place on.
    fileprivate func areEndings(of text: String) -> Bool { allSatisfy { text == $0 || text.hasSuffix(" " + $0) } }
}
