// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Storage

/// The search of the desk as its address has it: what was typed, what it asks for, and what is wrong with it.
struct DeskSearch: Hashable, Sendable {
    /// As typed, for showing it again.
    let fields: FormFields
    let filter: PracticeFilter
    /// From 1.
    let page: Int
    let problems: [FieldError]

    /// The names of the fields in the address, which are also the `id`s of the inputs.
    enum Name {
        static let tab = "scheda"
        static let state = "stato"
        static let exemption = "esenzione"
        static let from = "dal"
        static let until = "al"
        static let familyName = "cognome"
        static let givenName = "nome"
        static let fiscalCode = "codice-fiscale"
        static let page = "pagina"
        static let filters = [state, exemption, from, until, familyName, givenName, fiscalCode]
    }

    /// The labels of the two dates (manual §3.2).
    enum Label {
        static let from = "Data creazione da"
        static let until = "Data creazione a"
    }

    init(query: String) {
        let fields = FormFields(urlEncoded: query)
        let tab: PracticeFilter.Tab = fields[Name.tab] == Self.closed ? .closed : .open
        let states = tab == .open ? PracticeState.open : PracticeState.closed
        let from = TypedDay(fields[Name.from])
        let until = TypedDay(fields[Name.until])
        self.fields = fields
        page = max(1, Int(fields[Name.page]) ?? 1)
        filter = PracticeFilter(
            tab: tab,
            state: states.first { $0.rawValue == fields[Name.state] },
            exemption: ExemptionCode(fields[Name.exemption]),
            from: from.day, until: until.day,
            familyName: fields[Name.familyName], givenName: fields[Name.givenName],
            fiscalCode: fields[Name.fiscalCode])
        problems = Self.problems(from, until)
    }

    private static let open = "da-fare"
    private static let closed = "chiuse"

    private static func problems(_ from: TypedDay, _ until: TypedDay) -> [FieldError] {
        var problems: [FieldError] = []
        for (name, label, typed) in [(Name.from, Label.from, from), (Name.until, Label.until, until)]
        where typed == .unreadable {
            problems.append(FieldError(target: name, message: TypedDay.problem, place: label))
        }
        if let first = from.day, let last = until.day, last < first {
            problems.append(
                FieldError(target: Name.until, message: "«\(Label.until)» precede «\(Label.from)»"))
        }
        return problems
    }
}

extension DeskSearch {
    /// Whether anything but the tab narrows the list.
    var isNarrowed: Bool { Name.filters.contains { !fields[$0].isEmpty } }

    func problem(of name: String) -> String? { problems.first { $0.target == name }?.message }

    static func address(of tab: PracticeFilter.Tab) -> String {
        "/?\(Name.tab)=\(tab == .open ? open : closed)"
    }

    var tabName: String { filter.tab == .closed ? Self.closed : Self.open }

    /// The address of another page of the same search.
    func address(page: Int) -> String {
        let filters = Name.filters.filter { !fields[$0].isEmpty }.map { "&\($0)=\(fields[$0].queryEncoded)" }
        return Self.address(of: filter.tab ?? .open) + filters.joined() + "&\(Name.page)=\(page)"
    }
}
