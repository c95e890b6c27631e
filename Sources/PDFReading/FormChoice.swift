// SPDX-License-Identifier: EUPL-1.2

/// The items of a list or menu that are chosen, as a reader sees them, one a line.
struct FormChoice {
    let value: String

    init(_ widget: QPDFObject) {
        let items = widget.inherited("/Opt")?.mapItems(limit: Self.limit) { item in
            let pair = item.isArray ? item.mapItems(limit: 2, \.text) : [item.text]
            return (exported: (pair.first ?? nil) ?? "", shown: (pair.last ?? nil) ?? "")
        }
        let options = items ?? []
        let chosen = widget.inherited("/V")?.mapItems(limit: Self.limit, \.text).compactMap(\.self) ?? []
        if chosen.isEmpty {
            let indices = widget.inherited("/I")?.mapItems(limit: Self.limit, \.integer).compactMap(\.self) ?? []
            value = indices.filter(options.indices.contains).map { options[$0].shown }.joined(separator: "\n")
        } else {
            // A menu may let people type what is not among its items.
            let shown = Dictionary(options.map { ($0.exported, $0.shown) }) { first, _ in first }
            value = chosen.map { shown[$0] ?? $0 }.joined(separator: "\n")
        }
    }

    /// Items looked at; the list of a region's towns has about 1,200.
    private static let limit = 2000
}
