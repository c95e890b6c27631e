// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain

/// Papers that say nothing of an illness for which an exemption is asked, whatever they look like (contract §4): forms that
/// nobody filled in, letters on a stay without a diagnosis or for an acute one, and visits of patients who have their exemption
/// already.
///
/// Only printed pages are judged: what stands on a picture may have been written by hand.
struct SilentPaper {
    let context: PageContext
    let reading: SourceReading
    let vocabulary: Vocabulary

    var certifiesNothing: Bool {
        guard !context.tokens.indices.contains(where: context.isRecognised), reading.kind != .regionalCertificate else {
            return false
        }
        return isUnfilled || isStayOnly || isAcuteOnly || isOfExemptAlready || isExaminationOnly
    }

    private var statesNothing: Bool {
        let offered = context.rows.options.joined().filter { !context.isTicked($0) }.map { context.source([$0]) }
        return reading.exemptions.allSatisfy { offered.contains($0.source) }
            && !reading.diagnoses.contains { $0.role.counts }
    }

    /// Labels for a person and an illness, and no answer to any.
    private var isUnfilled: Bool {
        let answers: [FieldName] = FieldName.identity + [.issueDate, .diagnosisCode, .diagnosisText]
        guard statesNothing, !answers.contains(where: { isAnswered($0) }) else { return false }
        let asked = Set(context.cues.map(\.meaning)).intersection(Self.questions)
        return asked.count >= 4
    }

    /// A name that no code proves may be that of anybody on the page.
    private func isAnswered(_ name: FieldName) -> Bool {
        guard let field = reading.fields[name] else { return false }
        return !(FieldName.identity.contains(name) && field.confidence == .doubtful)
    }

    private static let questions: Set<WordingMeaning> = [
        .personCode, .familyName, .givenName, .fullName, .birth, .diagnosis, .diagnosisCode, .exemption,
        .exemptionStrong,
        .issueDate,
    ]

    /// A letter on a stay in hospital that names neither an illness nor an exemption.
    private var isStayOnly: Bool {
        guard reading.kind == .dischargeLetter || reading.kind == .emergencyReport, statesNothing else { return false }
        return !context.cues.contains { Self.ofIllness.contains($0.meaning) && $0.isLabel }
    }

    /// `Diagnosi di dimissione: colica renale destra`, and nothing that asks for an exemption or certifies: whatever else the letter
    /// names keeps it, since a chronic condition of a stay is evidence.
    private var isAcuteOnly: Bool {
        guard reading.kind == .dischargeLetter || reading.kind == .emergencyReport, reading.exemptions.isEmpty,
            !reading.diagnoses.isEmpty, reading.diagnoses.allSatisfy(isAcute)
        else { return false }
        return !context.cues.contains { $0.meaning == .exemption || $0.meaning == .exemptionStrong }
            && !context.tokens.contains { Self.certifying.contains($0.key) }
    }

    private func isAcute(_ stated: StatedDiagnosis) -> Bool {
        guard stated.code == nil, let text = stated.text else { return false }
        let words = WordPieces.pieces(of: Array(text.unicodeScalars)).map(\.key)
        return words.count <= Self.mostWords && vocabulary.isAcute(words) && Self.joining.isDisjoint(with: words)
    }

    private static let mostWords = 7
    /// `polmonite in paziente con BPCO`: another condition follows.
    private static let joining = Set(keys: "CON IN SU PAZIENTE NOTO NOTA AFFETTO AFFETTA PORTATORE PORTATRICE")

    private static let ofIllness: Set<WordingMeaning> = [
        .diagnosis, .dischargeDiagnosis, .diagnosisCode, .condition, .exemption, .exemptionStrong,
    ]

    /// `RX TORACE` with its findings, or `invio alla Tua attenzione il paziente …`: neither illness nor exemption, and no word of
    /// certifying.
    private var isExaminationOnly: Bool {
        guard reading.kind == .unknown, statesNothing, reading.fields[.diagnosisText] == nil else { return false }
        let isSilent = context.cues.contains { cue in
            cue.meaning == .silentPaper && (cue.opensCell && cue.endsCell || cue.range.count >= Self.sentence)
        }
        return isSilent && !context.cues.contains { Self.ofIllness.contains($0.meaning) && $0.isLabel }
            && !context.tokens.contains { Self.certifying.contains($0.key) }
    }

    private static let sentence = 4

    /// `Paziente già in possesso di esenzione 042, seguita per …`: nothing is asked and nothing certified.
    private var isOfExemptAlready: Bool {
        guard !reading.exemptions.contains(where: { $0.isActive(on: nil) }) else { return false }
        let isExempt = context.cues.contains { cue in
            cue.meaning == .exemptionOff
                && !Self.already.isDisjoint(with: context.tokens[cue.first...cue.last].map(\.key))
        }
        let isAsked = context.cues.contains { $0.meaning == .exemptionStrong }
        return isExempt && !isAsked && !context.tokens.contains { Self.certifying.contains($0.key) }
    }

    private static let already = Set(["GIA", "CORSO"].map { [UInt8]($0.utf8) })
    private static let certifying = Set(
        [
            "CERTIFICA", "CERTIFICO", "CERTIFICATO", "CERTIFICAZIONE", "ATTESTA", "ATTESTO", "ATTESTAZIONE", "DICHIARA",
            "RINNOVO", "RINNOVARE", "RICHIEDE", "RICHIEDO", "CHIEDE", "CHIEDO",
        ].map { [UInt8]($0.utf8) })
}
