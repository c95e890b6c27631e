// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import Domain
internal import Storage

/// `esenzioni users`: operators. Secrets come from the terminal or, for scripts, as two lines of standard input.
struct Users: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Gli operatori.",
        subcommands: [Add.self, List.self, Disable.self, Enable.self, Reset.self, Grant.self, Revoke.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Aggiunge un operatore.")

        @OptionGroup var options: ConfigurationOption
        @Option(help: "Il codice fiscale.") var fiscalCode: FiscalCode
        @Option(help: "Cognome e nome.") var name: String
        @Option(
            help:
                "OPERATORE_ASL_DISTRETTO, MEDICO_SPECIALISTA_CAS, MEDICO_SPECIALISTA_ASL_DISTRETTO o AMMINISTRATORE_CSI."
        )
        var role: OperatorRole
        @Option(help: "Un'ASL di competenza; ripetibile.") var asl: [ASLCode] = []
        @Option(help: "Un distretto di competenza; ripetibile. Nessuno: tutta l'ASL.") var district: [String] = []
        @Option(help: "Il nome utente; se manca, il codice fiscale.") var user: String?
        @Option(
            help: """
                Un permesso oltre il ruolo; ripetibile: ESENZIONE_048 mostra le pratiche dell'esenzione 048. Nessuno: \
                chi decide le pratiche lo ha.
                """)
        var permission: [OperatorPermission] = []
        @Flag(help: "Nessun permesso oltre il ruolo: le pratiche dell'esenzione 048 non esistono per l'operatore.")
        var withoutPermissions = false
        @Flag(help: "Senza password e PIN: entra solo con carta, SPID o CIE.") var withoutCredentials = false

        func validate() throws {
            guard fiscalCode.value.utf8.count == 16 else {
                throw ValidationError("il codice fiscale di un operatore ha 16 caratteri")
            }
            guard name.contains(where: { !$0.isWhitespace }) else {
                throw ValidationError("indicare cognome e nome con --name")
            }
            guard role == .administrator || !asl.isEmpty else {
                throw ValidationError("questo ruolo richiede almeno una --asl")
            }
            guard permission.isEmpty || !withoutPermissions else {
                throw ValidationError("indicare --permission oppure --without-permissions")
            }
        }

        func run() async throws {
            let settings = try options.load()
            let (password, pin) = withoutCredentials ? ("", "") : try SecretPrompt.passwordAndPIN()
            let person = Operator(
                fiscalCode: fiscalCode, name: name, role: role, asls: asl, districts: district,
                permissions: permissions)
            try await WriteDoor(settings).perform(
                .addOperator(
                    NewOperator(
                        person: person, userName: user ?? fiscalCode.value, password: password, pin: pin,
                        isWithoutCredentials: withoutCredentials)))
        }

        private var permissions: Set<OperatorPermission> {
            if withoutPermissions { return [] }
            return permission.isEmpty ? role.usualPermissions : Set(permission)
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Elenca gli operatori.")

        @OptionGroup var options: ConfigurationOption
        @Flag(help: "Un oggetto JSON per operatore.") var json = false

        func run() async throws {
            let reader = try options.openReader()
            for account in try await reader.operators() {
                let report = OperatorReport(account)
                print(json ? try report.json() : report.line)
            }
        }
    }

    struct Disable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Disattiva un operatore.")

        @OptionGroup var options: ConfigurationOption
        @Argument(help: "Il codice fiscale.") var fiscalCode: FiscalCode

        func run() async throws {
            try await WriteDoor(try options.load()).perform(.setOperator(fiscalCode.value, disabled: true))
        }
    }

    struct Enable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Riattiva un operatore.")

        @OptionGroup var options: ConfigurationOption
        @Argument(help: "Il codice fiscale.") var fiscalCode: FiscalCode

        func run() async throws {
            try await WriteDoor(try options.load()).perform(.setOperator(fiscalCode.value, disabled: false))
        }
    }

    struct Grant: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Concede un permesso a un operatore.")

        @OptionGroup var options: ConfigurationOption
        @Argument(help: "Il codice fiscale.") var fiscalCode: FiscalCode
        @Argument(help: "ESENZIONE_048.") var permission: OperatorPermission

        func run() async throws {
            try await WriteDoor(try options.load()).perform(
                .setPermission(permission, of: fiscalCode.value, granted: true))
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Toglie un permesso a un operatore.")

        @OptionGroup var options: ConfigurationOption
        @Argument(help: "Il codice fiscale.") var fiscalCode: FiscalCode
        @Argument(help: "ESENZIONE_048.") var permission: OperatorPermission

        func run() async throws {
            try await WriteDoor(try options.load()).perform(
                .setPermission(permission, of: fiscalCode.value, granted: false))
        }
    }

    struct Reset: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Sostituisce password e PIN di un operatore.")

        @OptionGroup var options: ConfigurationOption
        @Argument(help: "Il codice fiscale.") var fiscalCode: FiscalCode

        func run() async throws {
            let settings = try options.load()
            let (password, pin) = try SecretPrompt.passwordAndPIN()
            try await WriteDoor(settings).perform(.resetOperator(fiscalCode.value, password: password, pin: pin))
        }
    }
}

extension OperatorRole: ExpressibleByArgument {}

extension OperatorPermission: ExpressibleByArgument {}

extension ASLCode: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}

/// An operator as `users list` prints it; never the secrets.
struct OperatorReport: Report {
    let fiscalCode: FiscalCode
    let name: String
    let role: OperatorRole
    let asls: [ASLCode]
    let districts: [String]
    let permissions: [OperatorPermission]
    let user: String
    let disabled: Bool
    /// Whether too many wrong PINs have shut the way of password and PIN; `users reset` opens it.
    let locked: Bool
    /// Whether password and PIN are still those that were given.
    let mustChange: Bool

    init(_ account: OperatorAccount) {
        fiscalCode = account.person.fiscalCode
        name = account.person.name
        role = account.person.role
        asls = account.person.asls
        districts = account.person.districts
        permissions = account.person.permissions.sorted { $0.rawValue < $1.rawValue }
        user = account.userName
        disabled = account.isDisabled
        locked = account.isLocked
        mustChange = account.mustChange
    }

    var line: String {
        let places = [asls.map(\.value), districts].filter { !$0.isEmpty }.map { $0.joined(separator: ",") }
            .joined(separator: ": ")
        let granted = permissions.map { " " + $0.rawValue }
        let marks = [disabled ? " disattivato" : "", locked ? " bloccato" : "", mustChange ? " da-cambiare" : ""]
        return "\(fiscalCode.value) \(user) \(role.rawValue) \(places)\((granted + marks).joined())"
    }
}
