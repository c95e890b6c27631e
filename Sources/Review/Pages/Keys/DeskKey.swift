// SPDX-License-Identifier: EUPL-1.2

/// A thing that one key does, and the key that does it until the operator chooses another.
struct DeskKey: Hashable, Sendable {
    let standard: Character
    let label: String
    /// The pages that have it, as the page of the keys groups them.
    let place: Place

    enum Place: String, Hashable, Sendable, CaseIterable {
        case everywhere = "In ogni pagina"
        case list = "Nell'elenco"
        case practice = "Nella pratica"
    }

    /// All of them. On a page whatever has the attribute `data-key` with one of these is done by that key.
    static let all: [DeskKey] = [
        DeskKey("?", "Mostra i tasti di questa pagina", .everywhere),
        DeskKey("/", "Vai alla ricerca", .everywhere),
        DeskKey("l", "Vai alle pratiche", .everywhere),
        DeskKey("d", "Vai ai documenti da abbinare", .everywhere),
        DeskKey("s", "Vai allo stato del servizio (per chi lo amministra)", .everywhere),
        DeskKey("j", "Riga successiva", .list),
        DeskKey("k", "Riga precedente", .list),
        DeskKey("1", "Pratiche da fare", .list),
        DeskKey("2", "Pratiche chiuse", .list),
        DeskKey("n", "Pagina successiva dell'elenco, prossima pratica", .list),
        DeskKey("b", "Pagina precedente dell'elenco, pratica precedente", .list),
        DeskKey("u", "Torna all'elenco", .practice),
        DeskKey("p", "Presa in carico", .practice),
        DeskKey("v", "Valida", .practice),
        DeskKey("r", "Respingi", .practice),
        DeskKey("w", "Salva bozza", .practice),
        DeskKey("a", "Annulla pratica", .practice),
        DeskKey("c", "Vai al certificato", .practice),
        DeskKey("g", "Vai alle segnalazioni", .practice),
        DeskKey("i", "Durata senza scadenza", .practice),
    ]

    private init(_ standard: Character, _ label: String, _ place: Place) {
        self.standard = standard
        self.label = label
        self.place = place
    }

    /// The field of the form that changes it.
    var field: String {
        switch standard {
        case "?": "tasto-aiuto"
        case "/": "tasto-cerca"
        default: "tasto-\(standard)"
        }
    }
}
