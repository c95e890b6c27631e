// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain

/// The kind of a printed paper by the words of its title or by sentences that only it has (domain.md §4.4-4.6).
struct PaperKind {
    let context: PageContext

    var kind: DocumentKind {
        let first = context.layout.cells.first?.page ?? 1
        let kind = kind(headedOn: first)
        guard kind == .otherPaper, let page = context.pageOfPerson, page > first else { return kind }
        return self.kind(headedOn: page)
    }

    /// By the titles at the head of a page, else by sentences.
    private func kind(headedOn page: Int) -> DocumentKind {
        let named = context.cues.compactMap { cue in kind(of: cue).map { (cue: cue, kind: $0) } }
            .filter { !($0.kind == .otherPaper && isOfLetter($0.cue) && certifies) }
            .sorted { $0.cue.first < $1.cue.first }
        let titles = named.filter { isTitle($0.cue, on: page) }
        // The regional certificate's text mentions exemptions like the others; its title decides.
        if titles.contains(where: { $0.kind == .regionalCertificate }) { return .regionalCertificate }
        // Notices for the citizen may stand before a certificate.
        if let title = titles.first {
            return title.kind == .otherPaper
                ? titles.first { $0.cue.meaning == .titleReport }?.kind ?? .otherPaper : title.kind
        }
        return named.first { isSentence($0.cue) && context.cell(of: $0.cue.first).page >= page }?.kind ?? .unknown
    }

    private func kind(of cue: Cue) -> DocumentKind? {
        let isCertificate = cue.meaning == .titleReport && context.tokens[cue.first].key.starts(with: "CERTIFICA".utf8)
        return isCertificate ? .specialistCertificate : Self.kinds[cue.meaning]
    }

    /// `Le confermiamo l'appuntamento del …` may end a letter that certifies an illness.
    private func isOfLetter(_ cue: Cue) -> Bool { Self.opensSentence.contains(context.tokens[cue.first].key) }

    private static let opensSentence = Set(keys: "LE SI VI CONFERMIAMO")

    private var certifies: Bool {
        context.cues.contains { [.condition, .diagnosisCode, .exemptionStrong].contains($0.meaning) }
    }

    /// It opens a line at the head of a page that says little else.
    private func isTitle(_ cue: Cue, on page: Int) -> Bool {
        let cell = context.cell(of: cue.first)
        guard cell.page == page, let top = context.layout.lines.firstIndex(where: { $0.page == page }) else {
            return false
        }
        // Other phrases may stand before it in the line: *Esenzione dalla partecipazione … per motivi di reddito*.
        // `come da piano terapeutico` names no paper.
        let isOpening = (cell.tokens.lowerBound..<max(cell.tokens.lowerBound, cue.first)).allSatisfy {
            context.cue(at: $0).map { $0.meaning != .stop } ?? false
        }
        // *Esenzioni ticket: guida per i cittadini*
        let isClosing = cue.range.count >= 3 && cell.tokens.upperBound == cue.last + 1
        guard isOpening || isClosing, !isMentioned(cue), cell.line - top < Self.headLines else { return false }
        let rest = cell.tokens.prefix { $0 <= cue.last || !isOfPerson($0) }.filter { token in
            guard let other = context.cue(at: token) else { return !context.tokens[token].isNumber }
            return Self.kinds[other.meaning] == nil && other.meaning != .common && other.meaning != .filler
        }
        return rest.count <= Self.mostOtherWords
    }

    /// `Laboratorio Analisi - Direttore Dott.ssa Rossi Anna`, `Laboratorio Analisi  Paziente: Ciampi Bruno`
    private func isOfPerson(_ token: Int) -> Bool {
        guard let cue = context.cue(at: token) else { return false }
        return [.otherPhysician, .physicianTitle, .personTitle, .personCode, .birth].contains(cue.meaning)
    }

    /// `il rilascio della tessera di esenzione`, or one word in a box beside what the paper says.
    private func isMentioned(_ cue: Cue) -> Bool {
        if let before = context.previous(cue.first),
            Self.articles.contains(context.tokens[before].key) || Self.offices.contains(context.tokens[before].key),
            cue.first > context.cell(of: cue.first).tokens.lowerBound || context.tokens[before].after.isEmpty
        {
            return true
        }
        // `Ufficio Anagrafe Assistiti - Scelta e Revoca`
        let cell = context.cell(of: cue.first).tokens
        if (cell.lowerBound..<cue.first).contains(where: { Self.offices.contains(context.tokens[$0].key) }) {
            return true
        }
        if isForExemption(cue) || isAmongLabels(cue) || isValue(cue) || isBesideCertification(cue) { return true }
        return cue.range.count == 1
            && context.cues.contains { $0.first < cue.first && Self.answered.contains($0.meaning) && $0.isLabel }
    }

    /// `Certificato di malattia` of a paper that asks for an exemption is none for an employer, nor is `Delega al ritiro` above what
    /// somebody certifies; and `Prenotazione 805450035` in a corner is a number.
    private func isBesideCertification(_ cue: Cue) -> Bool {
        guard cue.meaning == .titleOther else { return false }
        let isAsked = context.cues.contains { $0.meaning == .exemptionStrong }
        let cell = context.layout.cellOf[cue.first]
        let isInCorner = context.layout.lines[context.layout.cells[cell].line].cells.lowerBound < cell
        if cue.range.count == 1, isInCorner { return isAsked || certifiesBesideExemption }
        let key = context.tokens[cue.first].key
        let isAbove =
            Self.otherParts.contains(key)
            && context.cues.contains { $0.meaning == .condition && $0.first > cue.last }
        return isAsked && (key.starts(with: "CERTIFICATO".utf8) || isAbove)
    }

    /// `Si certifica la patologia in diagnosi per esenzione ticket`
    private var certifiesBesideExemption: Bool {
        context.cues.contains { $0.meaning == .exemption }
            && context.tokens.contains { Self.certifying.contains($0.key) }
    }

    /// What forms have beside the certificate itself.
    private static let otherParts = Set(keys: "DELEGA INFORMATIVA CONSENSO PRIVACY")
    private static let certifying = Set(keys: "CERTIFICA CERTIFICO CERTIFICANO ATTESTA ATTESTO")

    /// `Certificato di malattia per esenzione ticket` is none for an employer.
    private func isForExemption(_ cue: Cue) -> Bool {
        guard cue.meaning == .titleOther else { return false }
        let cell = context.cell(of: cue.first).tokens
        let rest = (cue.last + 1)..<max(cue.last + 1, cell.upperBound)
        guard let named = rest.first(where: { isExemption($0) }) else { return false }
        let between = (cue.last + 1)..<named
        return between.count <= Self.mostOtherWords
            && between.allSatisfy { token in
                !context.tokens[token].hasDigit && context.cue(at: token).map { !$0.isLabel } ?? true
            }
            && (context.tokens[cue.first].key.starts(with: "CERTIFICA".utf8) || isAsked(named))
    }

    /// `Piano terapeutico e richiesta di esenzione`
    private func isAsked(_ exemption: Int) -> Bool {
        context.cue(at: exemption).map { Self.asking.contains(context.tokens[$0.first].key) } ?? false
    }

    private static let asking = Set(["RICHIESTA", "PROPOSTA"].map { [UInt8]($0.utf8) })

    /// `RICETTA: 0100A…`, or `NOME | RICETTA` over their values.
    private func isAmongLabels(_ cue: Cue) -> Bool {
        guard cue.range.count == 1, cue.opensCell else { return false }
        guard cue.endsCell else { return cue.hasColon }
        let own = context.layout.cellOf[cue.first]
        return context.layout.lines[context.layout.cells[own].line].cells.contains { other in
            other != own && context.soleCue(of: other).map { $0.namesPerson || $0.meaning == .personCode } ?? false
        }
    }

    /// `Terapia: | piano terapeutico AIFA`: beside a label in a cell of its own.
    private func isValue(_ cue: Cue) -> Bool {
        let own = context.layout.cellOf[cue.first]
        guard cue.meaning == .titleOther, own > context.layout.lines[context.layout.cells[own].line].cells.lowerBound
        else { return false }
        return context.soleCue(of: own - 1).map { $0.isLabel && Self.kinds[$0.meaning] == nil } ?? false
    }

    private func isExemption(_ token: Int) -> Bool {
        [.exemption, .exemptionStrong].contains(context.cue(at: token)?.meaning)
    }

    private static let offices = Set(["UFFICIO", "SPORTELLO", "UFFICI"].map { [UInt8]($0.utf8) })
    private static let articles = Set(
        ["IL", "LA", "L", "DI", "DEL", "DELLA", "DELL", "ALLA", "UNA", "UN"].map { [UInt8]($0.utf8) })
    private static let answered: Set<WordingMeaning> = [.diagnosisCode, .exemption, .exemptionStrong]
    private static let headLines = 14
    private static let mostOtherWords = 4

    private func isSentence(_ cue: Cue) -> Bool { cue.range.count >= 5 }

    private static let kinds: [WordingMeaning: DocumentKind] = [
        .titleRegional: .regionalCertificate, .titleAttestation: .exemptionAttestation,
        .titleReminder: .exemptionReminder, .titleIncome: .incomeCertificate, .titleDischarge: .dischargeLetter,
        .titleEmergency: .emergencyReport, .titleLaboratory: .laboratoryReport, .titleRadiology: .radiologyReport,
        .titlePathology: .pathologyReport, .titleVaccination: .vaccinationRecord, .titleReport: .specialistReport,
        .titleOther: .otherPaper,
    ]
}

extension PageContext {
    /// The first page with a fiscal code: notices on privacy and covering letters, which name nobody, may stand before it.
    var pageOfPerson: Int? {
        tokens.indices.first { tokens[$0].key.count == 16 && FiscalCodeShape.resembles(tokens[$0].key) }
            .map { cell(of: $0).page }
    }
}
