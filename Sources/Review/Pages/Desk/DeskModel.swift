// SPDX-License-Identifier: EUPL-1.2

internal import Catalogue
internal import Domain
internal import Storage

/// The desk: two tabs, the filters and the list (manual §3.2).
struct DeskModel: PageModel, Hashable, Sendable {
    static let template = PageTemplate.desk

    let frame: PageFrame
    let flash: String?
    /// The alarm of notices that AURA does not answer (contract §7).
    let alarm: String?
    /// That AURA refused notices, and the way to their practices; nothing where there is none, or they are shown.
    let refusals: Refusals?
    let tabs: [Tab]
    let tabName: String
    let hasErrors: Bool
    let errors: [FieldError]
    let states: [FieldOption]
    /// Whether AURA took the notice; nothing in the tab of open practices, which have none.
    let noticeChoice: NoticeChoice?
    let exemption: TextField
    /// The exemptions that the words of the filter stand for.
    let exemptionHint: String?
    /// Where the browser gets the list of exemptions to suggest from.
    let exemptionList: String
    let from: TextField
    let until: TextField
    let familyName: TextField
    let givenName: TextField
    let fiscalCode: TextField
    /// The tab without filters.
    let clearAddress: String
    let isNarrowed: Bool
    /// The same search in the other tab, where one practice is looked for and not found here; nothing without filters.
    let otherTab: OtherTab?
    let isEmpty: Bool
    /// How names and codes are compared, for whoever looked for one; nothing else.
    let beginningHint: String?
    let hasResults: Bool
    let total: String
    let columns: [ListColumn]
    let rows: [PracticeLine]
    let pager: Pager?
    /// The order, so that a new search keeps it; nothing for the usual one.
    let order: String?

    /// *Avviso ad AURA*.
    struct NoticeChoice: Encodable, Hashable, Sendable {
        let noticeOptions: [FieldOption]
    }

    struct OtherTab: Encodable, Hashable, Sendable {
        let otherTabName: String
        let otherTabAddress: String
    }

    struct Refusals: Encodable, Hashable, Sendable {
        let refusalsText: String
        let refusalsAddress: String
    }

    struct Tab: Encodable, Hashable, Sendable {
        let label: String
        let address: String
        let isCurrent: Bool
        /// The key that leads there.
        let key: String
    }

    /// What the page needs besides what was found.
    struct Setting: Sendable {
        let catalogue: ExemptionCatalogue
        let viewer: FiscalCode
        /// The names of operators who have practices in charge.
        var names: [FiscalCode: String] = [:]
        var physicians: [PracticeNumber: String] = [:]
        let today: CalendarDay
        let pageSize: Int
        /// How many notices wait for a reply beyond the time allowed.
        var lateNotices = 0
        /// Those of the page of which AURA refused a notice, and how many there are in all.
        var refused: Set<PracticeNumber> = []
        var refusedTotal = 0
        let exemptionList: String
    }

    /// - Parameter found: nothing when the search could not be made.
    init(_ search: DeskSearch, _ found: PracticePage?, _ setting: Setting, flash: String?, frame: PageFrame) {
        self.frame = frame
        self.flash = flash
        alarm = Self.alarm(setting.lateNotices)
        refusals = search.filter.isRefusedByAURA ? nil : Self.refusals(setting.refusedTotal)
        tabs = [
            Tab(
                label: "Pratiche da fare", address: DeskSearch.address(of: .open),
                isCurrent: search.filter.tab == .open, key: "1"),
            Tab(
                label: "Pratiche chiuse", address: DeskSearch.address(of: .closed),
                isCurrent: search.filter.tab == .closed, key: "2"),
        ]
        tabName = search.tabName
        errors = search.problems
        hasErrors = !search.problems.isEmpty
        states = Self.states(search)
        noticeChoice = search.filter.tab == .closed ? Self.notices(search) : nil
        exemption = Self.field(search, DeskSearch.Name.exemption, DeskSearch.Label.exemption, ExemptionList.all)
        exemptionHint = search.exemptions.hint
        exemptionList = setting.exemptionList
        from = Self.field(search, DeskSearch.Name.from, DeskSearch.Label.from, TypedDay.placeholder)
        until = Self.field(search, DeskSearch.Name.until, DeskSearch.Label.until, TypedDay.placeholder)
        familyName = Self.field(search, DeskSearch.Name.familyName, "Cognome Beneficiario")
        givenName = Self.field(search, DeskSearch.Name.givenName, "Nome Beneficiario")
        fiscalCode = Self.field(search, DeskSearch.Name.fiscalCode, "Codice fiscale Beneficiario")
        clearAddress = DeskSearch.address(of: search.filter.tab ?? .open)
        isNarrowed = search.isNarrowed
        otherTab =
            search.isNarrowed
            ? OtherTab(
                otherTabName: search.filter.tab == .closed ? "pratiche da fare" : "pratiche chiuse",
                otherTabAddress: search.addressInOtherTab) : nil
        let count = found?.total ?? 0
        total = "\(count)"
        isEmpty = found.map { $0.total == 0 } ?? false
        beginningHint = isEmpty && search.filter.asksForPerson ? Self.beginnings : nil
        hasResults = count > 0
        columns = ListColumn.columns(search)
        rows = (found?.practices ?? []).map { PracticeLine($0, setting) }
        pager = Pager(search.page, total: count, pageSize: setting.pageSize) { search.address(page: $0) }
        order = search.order == .byNumber ? nil : search.order.name
    }

    private static let beginnings =
        "Cognome, nome e codice fiscale si cercano dall'inizio, senza badare ad accenti, spazi e apostrofi: prova con le prime "
        + "lettere del primo cognome o del primo nome."

    private static func alarm(_ count: Int) -> String? {
        switch count {
        case 0: nil
        case 1: "Un avviso inviato ad AURA attende risposta da troppo tempo"
        default: "\(count) avvisi inviati ad AURA attendono risposta da troppo tempo"
        }
    }

    private static func refusals(_ count: Int) -> Refusals? {
        guard count > 0 else { return nil }
        let text =
            count == 1
            ? "Una pratica ha un avviso scartato da AURA" : "\(count.grouped) pratiche hanno un avviso scartato da AURA"
        return Refusals(refusalsText: text, refusalsAddress: DeskSearch.refusedAddress)
    }

    private static func notices(_ search: DeskSearch) -> NoticeChoice {
        let isRefused = search.filter.isRefusedByAURA
        return NoticeChoice(noticeOptions: [
            FieldOption(value: "", label: "TUTTI", isSelected: !isRefused),
            FieldOption(value: DeskSearch.refused, label: "SCARTATO", isSelected: isRefused),
        ])
    }

    private static func states(_ search: DeskSearch) -> [FieldOption] {
        let states = search.filter.tab == .closed ? PracticeState.closed : PracticeState.open
        return [FieldOption(value: "", label: "TUTTE", isSelected: search.filter.state == nil)]
            + states.map {
                FieldOption(
                    value: $0.rawValue, label: $0.label.uppercased(), isSelected: search.filter.state == $0)
            }
    }

    private static func field(
        _ search: DeskSearch, _ name: String, _ label: String, _ placeholder: String = ""
    ) -> TextField {
        TextField(
            name: name, label: label, typed: search.fields[name], problem: search.problem(of: name),
            placeholder: placeholder)
    }
}

extension ExemptionList.Answer {
    /// More names than this would hide the list itself.
    private static let shown = 4

    /// What the words of the filter stand for, so that nobody has to guess.
    fileprivate var hint: String? {
        switch self {
        case .all, .none: nil
        case .unlisted(let code): "\(code) non è nell'elenco delle esenzioni"
        case .some(let entries):
            entries.prefix(Self.shown).map { "\($0.code) \($0.description)" }.joined(separator: "; ")
                + (entries.count > Self.shown ? "; e altre \(entries.count - Self.shown)" : "")
        }
    }
}

extension PracticeFilter {
    fileprivate var asksForPerson: Bool {
        [familyName, givenName, fiscalCode].contains { !$0.trimmed.isEmpty }
    }
}
