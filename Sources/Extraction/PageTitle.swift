// SPDX-License-Identifier: EUPL-1.2

import Domain
import PDFReading

/// The kind of a printed paper by the words of its title (domain.md §4.4-4.6).
enum PageTitle {
    static func kind(of pages: [PDFPage]) -> DocumentKind {
        guard let first = pages.first(where: { !$0.words.isEmpty }) else { return .unknown }
        let cells = first.lines.flatMap(\.cells).map(\.text.foldedToASCII)
        for (kind, titles) in titles where cells.contains(where: titles.contains) { return kind }
        let whole = cells.joined(separator: " ")
        return phrases.first { whole.contains($0.phrase) }?.kind ?? .unknown
    }

    /// Titles that fill a line. The regional certificate comes first: its text mentions exemptions like the others.
    private static let titles: [(DocumentKind, Set<String>)] = [
        (.regionalCertificate, ["CERTIFICATO DI CONDIZIONE O MALATTIA"]),
        (.exemptionAttestation, ["ATTESTATO DI ESENZIONE"]),
        (.exemptionReminder, ["MODELLO PROMEMORIA ATTESTATO"]),
        (.dischargeLetter, ["LETTERA DI DIMISSIONE", "LETTERA DI DIMISSIONE OSPEDALIERA"]),
        (.emergencyReport, ["VERBALE DI PRONTO SOCCORSO", "VERBALE TOTALE DI PRONTO SOCCORSO"]),
        (.laboratoryReport, ["REFERTO DI LABORATORIO", "REFERTO DI MEDICINA DI LABORATORIO", "ESAMI DI LABORATORIO"]),
        (.radiologyReport, ["REFERTO RADIOLOGICO", "REFERTO DI RADIOLOGIA"]),
        (
            .specialistReport,
            ["REFERTO DI SPECIALISTICA AMBULATORIALE", "REFERTO SPECIALISTICO", "CERTIFICATO SPECIALISTICO"]
        ),
    ]

    /// Sentences that only these papers have, however their lines are broken.
    private static let phrases: [(phrase: String, kind: DocumentKind)] = [
        ("PROMEMORIA ATTESTATO DI SINGOLA ESENZIONE", .exemptionReminder),
        ("SI ATTESTA IL DIRITTO DEL CITTADINO SOPRA INDICATO A BENEFICIARE", .exemptionAttestation),
        ("ESENZIONE DALLA PARTECIPAZIONE ALLA SPESA SANITARIA PER MOTIVI DI REDDITO", .incomeCertificate),
        ("PER MOTIVI DI REDDITO", .incomeCertificate),
    ]
}
