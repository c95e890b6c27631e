// SPDX-License-Identifier: EUPL-1.2

/// The free text on an illness, of very different lengths.
enum SampleNote {
    /// A sentence; for one certificate in six a few lines of a clinical history, for one in twenty more than a page of it.
    static func text(_ disease: String, since year: Int, _ random: inout SplitMix64) -> String {
        let first =
            "\(disease.prefix(1))\(disease.dropFirst().lowercased()), in trattamento dal \(year) e in controllo periodico."
        let sentences =
            switch random.number(in: 1...60) {
            case 1...3: random.number(in: 60...90)
            case 4...13: random.number(in: 3...12)
            default: 0
            }
        let history = (0..<sentences).map { _ in random.pick(histories, or: "") }
        return ([first] + history).joined(separator: " ")
    }

    /// Colons, codes and words of labels occur in real texts too, and end nothing.
    private static let histories = [
        "Terapia in atto: metotrexato 15 mg una volta alla settimana, acido folico 5 mg.",
        "Gli esami ematochimici dell'ultimo controllo sono nella norma.",
        "All'esame obiettivo non si rilevano segni di riacutizzazione (PA 130/80 mmHg, FC 72 bpm).",
        "In anamnesi familiarità materna per diabete mellito; la diagnosi di allora non è documentata.",
        "Si raccomandano controlli semestrali presso l'ambulatorio di riferimento e attività fisica regolare.",
        "L'esenzione già in possesso è scaduta.",
        "Ecografia del 12/03/2019: quadro stabile rispetto al precedente.",
    ]
}
