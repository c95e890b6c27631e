// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import Domain

/// `esenzioni decide`: the same transitions as the page, with the same checks and the rights of the operator named.
struct Decide: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prende in carico, valida, respinge o annulla una pratica.")

    @OptionGroup var options: ConfigurationOption
    @Argument(help: "Il numero della pratica.") var number: PracticeNumber
    @Argument(help: "take-charge, validate, reject oppure cancel.") var action: DecisionAction
    @Option(name: .customLong("as"), help: "Il codice fiscale dell'operatore.") var actor: FiscalCode
    @Option(help: "La motivazione del respingimento.") var reason: RejectionReason?
    @Option(help: "La nota per il beneficiario.") var noteBeneficiary = ""
    @Option(help: "La nota interna.") var noteInternal = ""
    @Option(help: "L'esenzione, se diversa da quella del documento.") var exemption: ExemptionCode?
    @Option(help: "La diagnosi, se diversa da quella del documento.") var diagnosis: DiagnosisCode?
    @Option(help: "L'inizio della validità, aaaa-mm-gg.") var from: CalendarDay?
    @Option(help: "La fine della validità, aaaa-mm-gg, oppure unlimited.") var until: DoctorEntry.End?
    @Option(help: "Il codice di una segnalazione in rosso che l'operatore ha verificato; si può ripetere.")
    var acknowledge: [FindingCode] = []
    @Flag(help: "L'inizio della validità è quello inteso, anche se lontano più di un anno da oggi.")
    var confirmStart = false
    @Flag(help: "La fine della validità è quella intesa, anche se è passata o molto lontana.")
    var confirmEnd = false

    /// What would have no effect was meant to have one.
    func validate() throws {
        guard action == .reject || reason == nil else {
            throw ValidationError("--reason è soltanto di un respingimento (reject)")
        }
        let hasEntry = exemption != nil || diagnosis != nil || from != nil || until != nil
        guard action == .validate || !(hasEntry || confirmStart || confirmEnd || !acknowledge.isEmpty) else {
            throw ValidationError(
                "--exemption, --diagnosis, --from, --until, --acknowledge, --confirm-start e --confirm-end sono soltanto di una validazione (validate)"
            )
        }
    }

    func run() async throws {
        let order = DecisionOrder(
            number: number, action: action, actor: actor, reason: reason, noteBeneficiary: noteBeneficiary,
            noteInternal: noteInternal,
            entry: DoctorEntry(exemption: exemption, diagnosis: diagnosis, from: from, until: until),
            acknowledged: Set(acknowledge), confirmsStart: confirmStart, confirmsEnd: confirmEnd)
        try await WriteDoor(try options.load()).perform(.decide(order))
    }
}

extension DecisionAction: ExpressibleByArgument {}

extension RejectionReason: ExpressibleByArgument {}

extension FindingCode: ExpressibleByArgument {}

extension FiscalCode: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}

extension ExemptionCode: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}

extension DiagnosisCode: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}

extension CalendarDay: ExpressibleByArgument {
    package init?(argument: String) { self.init(iso: argument) }
}

extension DoctorEntry.End: ExpressibleByArgument {
    package init?(argument: String) {
        if argument == "unlimited" {
            self = .unlimited
        } else if let day = CalendarDay(iso: argument) {
            self = .day(day)
        } else {
            return nil
        }
    }
}
