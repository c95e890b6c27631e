// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import Domain
internal import Storage

/// `esenzioni erase`: what retention, or a person's right, says must go.
struct Erase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Cancella i dati di una persona o di una pratica chiusa.",
        discussion: """
            Non guarda alcun termine di conservazione e non ne conosce per le pratiche: che sia passato lo verifica chi dà il \
            comando. Un'esenzione in vigore si cancella soltanto con --in-force; AURA continua ad averla. Chi consegna di nuovo \
            lo stesso documento ottiene una pratica nuova, senza l'avviso che l'esenzione c'è già. Il motivo non è controllato: \
            non scrivervi dati personali. \
            Senza --confirm dice soltanto che cosa toglierebbe. Vanno via i documenti come ricevuti, ciò che vi è stato letto, \
            nomi, codice fiscale, diagnosi, note, il contenuto di avvisi e ricevute e i nomi dei file; restano numeri, stati, \
            date e operatori, perché i conti tornino. Il registro degli accessi non si cancella: ha il suo termine. Ciò che è \
            già uscito (cartelle dei mittenti, AURA) e i salvataggi non sono toccati.
            """)

    @OptionGroup var options: ConfigurationOption
    @Option(help: "Il codice fiscale della persona.") var person: FiscalCode?
    @Option(help: "Il numero della pratica.") var practice: PracticeNumber?
    @Option(help: "Perché si cancella; resta scritto, senza dati personali.") var reason: String
    @Flag(help: "Cancella davvero; non si può tornare indietro.") var confirm = false
    @Flag(help: "Cancella anche un'esenzione in vigore.") var inForce = false

    func validate() throws {
        guard (person == nil) != (practice == nil) else {
            throw ValidationError("indicare --person oppure --practice")
        }
        guard !reason.isEmpty else { throw ValidationError("indicare il motivo") }
    }

    func run() async throws {
        let scope: ErasureScope? = person.map { .person($0) } ?? practice.map { .practice($0) }
        guard let scope else { return }
        try await WriteDoor(try options.load()).perform(
            .erase(scope, reason: reason, isTrial: !confirm, sparesInForce: !inForce))
    }
}

extension ErasureRefusal {
    /// What to do, in Italian.
    var message: String {
        switch self {
        case .nothingFound: "nulla da cancellare"
        case .practiceOpen(let number): "la pratica \(number) è ancora da decidere: respingerla o annullarla prima"
        case .inForce(let number):
            "la pratica \(number) è un'esenzione in vigore, che AURA continuerebbe ad avere: annullarla prima, o ripetere con --in-force"
        case .papersDue(let number):
            "la pratica \(number) ha avvisi o ricevute in attesa, o AURA non ha ancora risposto: attendere e ripetere"
        case .documentDue(let id):
            "la consegna \(id.value) di un documento da cancellare non ha ancora una risposta, o la sua ricevuta non è ancora uscita: attendere (o rileggerla con «esenzioni quarantine retry \(id.value)») e ripetere"
        }
    }
}
