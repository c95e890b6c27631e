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
    let tabs: [Tab]
    let tabName: String
    let hasErrors: Bool
    let errors: [FieldError]
    let states: [FieldOption]
    let exemptions: [FieldOption]
    let from: TextField
    let until: TextField
    let familyName: TextField
    let givenName: TextField
    let fiscalCode: TextField
    /// The tab without filters.
    let clearAddress: String
    let isNarrowed: Bool
    let isEmpty: Bool
    let hasResults: Bool
    let total: Int
    let rows: [PracticeLine]
    let pager: Pager?

    struct Tab: Hashable, Sendable {
        let label: String
        let address: String
        let isCurrent: Bool
    }

    /// - Parameters:
    ///   - found: nothing when the search could not be made.
    ///   - lateNotices: how many notices wait for a reply beyond the time allowed.
    init(
        _ search: DeskSearch, _ found: PracticePage?, catalogue: ExemptionCatalogue, pageSize: Int,
        lateNotices: Int, flash: String?, frame: PageFrame
    ) {
        self.frame = frame
        self.flash = flash
        alarm = Self.alarm(lateNotices)
        tabs = [
            Tab(
                label: "Pratiche da fare", address: DeskSearch.address(of: .open),
                isCurrent: search.filter.tab == .open),
            Tab(
                label: "Pratiche chiuse", address: DeskSearch.address(of: .closed),
                isCurrent: search.filter.tab == .closed),
        ]
        tabName = search.tabName
        errors = search.problems
        hasErrors = !search.problems.isEmpty
        states = Self.states(search)
        exemptions = Self.exemptions(search, catalogue)
        from = Self.field(search, DeskSearch.Name.from, DeskSearch.Label.from, TypedDay.placeholder)
        until = Self.field(search, DeskSearch.Name.until, DeskSearch.Label.until, TypedDay.placeholder)
        familyName = Self.field(search, DeskSearch.Name.familyName, "Cognome Beneficiario")
        givenName = Self.field(search, DeskSearch.Name.givenName, "Nome Beneficiario")
        fiscalCode = Self.field(search, DeskSearch.Name.fiscalCode, "Codice fiscale Beneficiario")
        clearAddress = DeskSearch.address(of: search.filter.tab ?? .open)
        isNarrowed = search.isNarrowed
        total = found?.total ?? 0
        isEmpty = found.map { $0.total == 0 } ?? false
        hasResults = total > 0
        rows = (found?.practices ?? []).map { PracticeLine($0, catalogue) }
        pager = Pager(search, total: total, pageSize: pageSize)
    }

    private static func alarm(_ count: Int) -> String? {
        switch count {
        case 0: nil
        case 1: "Un avviso inviato ad AURA attende risposta da troppo tempo"
        default: "\(count) avvisi inviati ad AURA attendono risposta da troppo tempo"
        }
    }

    private static func states(_ search: DeskSearch) -> [FieldOption] {
        let states = search.filter.tab == .closed ? PracticeState.closed : PracticeState.open
        return [FieldOption(value: "", label: "TUTTE", isSelected: search.filter.state == nil)]
            + states.map {
                FieldOption(
                    value: $0.rawValue, label: $0.label.uppercased(), isSelected: search.filter.state == $0)
            }
    }

    private static func exemptions(_ search: DeskSearch, _ catalogue: ExemptionCatalogue) -> [FieldOption] {
        [FieldOption(value: "", label: "TUTTE", isSelected: search.filter.exemption == nil)]
            + catalogue.exemptions.map {
                FieldOption(
                    value: $0.code.value, label: "\($0.code) \($0.description)",
                    isSelected: search.filter.exemption == $0.code)
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
