// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain

/// The kind of a printed paper by the words of its title or by sentences that only it has (domain.md §4.4-4.6).
struct PaperKind {
    let context: PageContext

    var kind: DocumentKind {
        let titles = context.cues.compactMap { cue in Self.kinds[cue.meaning].map { (cue: cue, kind: $0) } }
        // The regional certificate's text mentions exemptions like the others; its title decides.
        if titles.contains(where: { $0.kind == .regionalCertificate && isTitle($0.cue) }) {
            return .regionalCertificate
        }
        if let title = titles.first(where: { isTitle($0.cue) }) { return title.kind }
        return titles.first { isSentence($0.cue) }?.kind ?? .unknown
    }

    /// It fills a cell of the first page, give or take a word or number.
    private func isTitle(_ cue: Cue) -> Bool {
        let cell = context.cell(of: cue.first)
        return cue.opensCell && cell.page == context.layout.cells[0].page && cell.tokens.count <= cue.range.count + 3
    }

    private func isSentence(_ cue: Cue) -> Bool { cue.range.count >= 5 }

    private static let kinds: [WordingMeaning: DocumentKind] = [
        .titleRegional: .regionalCertificate, .titleAttestation: .exemptionAttestation,
        .titleReminder: .exemptionReminder, .titleIncome: .incomeCertificate, .titleDischarge: .dischargeLetter,
        .titleEmergency: .emergencyReport, .titleLaboratory: .laboratoryReport, .titleRadiology: .radiologyReport,
        .titlePathology: .pathologyReport, .titleVaccination: .vaccinationRecord, .titleReport: .specialistReport,
        .titleOther: .otherPaper,
    ]
}
