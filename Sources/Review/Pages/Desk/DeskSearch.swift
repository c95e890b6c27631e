// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Storage

/// The search of the desk as its address has it: what was typed, what it asks for, and what is wrong with it.
struct DeskSearch: Hashable, Sendable {
    /// As typed, for showing it again.
    let fields: FormFields
    let filter: PracticeFilter
    let order: PracticeOrder
    /// From 1.
    let page: Int
    let problems: [FieldError]
    /// The exemptions that the filter's words stand for; nothing without that filter.
    let exemptions: ExemptionList.Answer

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
        static let notices = "avvisi"
        static let order = "ordine"
        static let page = "pagina"
        /// The practice at whose place the list is to be shown.
        static let practice = "pratica"
        static let filters = [state, exemption, from, until, familyName, givenName, fiscalCode, notices]
    }

    /// The labels of the fields that can be wrong (manual §3.2).
    enum Label {
        static let exemption = "Codice esenzione patologia/malattia rara"
        static let from = "Data creazione da"
        static let until = "Data creazione a"
    }

    init(query: String, _ list: ExemptionList) {
        let fields = FormFields(urlEncoded: query)
        let tab: PracticeFilter.Tab = fields[Name.tab] == Self.closed ? .closed : .open
        let states = tab == .open ? PracticeState.open : PracticeState.closed
        let from = TypedDay(fields[Name.from])
        let until = TypedDay(fields[Name.until])
        self.fields = fields
        exemptions = list.find(fields[Name.exemption])
        order = PracticeOrder(name: fields[Name.order]) ?? .byNumber
        page = fields.page(Name.page)
        filter = PracticeFilter(
            tab: tab,
            state: states.first { $0.rawValue == fields[Name.state] },
            exemptions: exemptions.codes,
            from: from.day, until: until.day,
            familyName: fields[Name.familyName], givenName: fields[Name.givenName],
            fiscalCode: fields[Name.fiscalCode].filter { !$0.isWhitespace },
            isRefusedByAURA: tab == .closed && fields[Name.notices] == Self.refused)
        problems = Self.problems(fields, exemptions, from, until)
    }

    private static let open = "da-fare"
    private static let closed = "chiuse"
    static let refused = "scartati"
    /// The closed practices of which AURA refused a notice.
    static let refusedAddress = "\(address(of: .closed))&\(Name.notices)=\(refused)"

    private static func problems(
        _ fields: FormFields, _ exemptions: ExemptionList.Answer, _ from: TypedDay, _ until: TypedDay
    ) -> [FieldError] {
        var problems: [FieldError] = []
        if exemptions == .none {
            problems.append(
                FieldError(
                    target: Name.exemption,
                    message: "Nessuna esenzione ha il codice o il nome «\(fields[Name.exemption])»",
                    place: Label.exemption))
        }
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

    /// The address that shows the page of the list on which `number` has its place by now, whichever that is.
    static func address(of query: String, at number: PracticeNumber) -> String {
        "/?\(query.isEmpty ? "" : query + "&")\(Name.practice)=\(number)"
    }

    /// The same filters in the other tab, as far as it has them.
    var addressInOtherTab: String {
        let other: PracticeFilter.Tab = filter.tab == .closed ? .open : .closed
        let shared = Name.filters.filter { ![Name.state, Name.notices].contains($0) && !fields[$0].isEmpty }
        return Self.address(of: other) + shared.map { "&\($0)=\(fields[$0].queryEncoded)" }.joined()
    }

    static func address(of tab: PracticeFilter.Tab) -> String {
        "/?\(Name.tab)=\(tab == .open ? open : closed)"
    }

    var tabName: String { filter.tab == .closed ? Self.closed : Self.open }

    /// The address of this search, of another page of it, or of it in another order; what is empty or as usual is left out.
    func address(page: Int = 1, order: PracticeOrder? = nil) -> String {
        let filters = Name.filters.filter { !fields[$0].isEmpty }.map { "&\($0)=\(fields[$0].queryEncoded)" }
        let order = order ?? self.order
        return Self.address(of: filter.tab ?? .open) + filters.joined()
            + (order == .byNumber ? "" : "&\(Name.order)=\(order.name)")
            + (page == 1 ? "" : "&\(Name.page)=\(page)")
    }
}

extension ExemptionList.Answer {
    /// What the store is asked for; nothing asks for all.
    var codes: [ExemptionCode] {
        switch self {
        case .all, .none: []
        case .some(let entries): entries.map(\.code)
        case .unlisted(let code): [code]
        }
    }
}

/// The order of the list as the address names it: `beneficiario`, or `-beneficiario` for the other way round.
extension PracticeOrder {
    init?(name: String) {
        let column = PracticeOrder.Column.allCases.first {
            $0.name == (name.hasPrefix("-") ? name.dropFirst() : name[...])
        }
        guard let column else { return nil }
        self.init(column, isDescending: name.hasPrefix("-"))
    }

    var name: String { (isDescending ? "-" : "") + column.name }
}

extension PracticeOrder.Column {
    var name: Substring {
        switch self {
        case .number: "numero"
        case .asl: "asl"
        case .district: "distretto"
        case .beneficiary: "beneficiario"
        case .submitter: "compilatore"
        case .exemption: "codice"
        case .state: "stato"
        case .requestedAt: "data"
        }
    }

    /// The heading of the column (manual §3.2).
    var label: String {
        switch self {
        case .number: "N. Pratica"
        case .asl: "ASL"
        case .district: "Distretto"
        case .beneficiary: "Beneficiario"
        case .submitter: "Compilatore"
        case .exemption: "Codice"
        case .state: "Stato pratica"
        case .requestedAt: "Data Richiesta"
        }
    }
}
