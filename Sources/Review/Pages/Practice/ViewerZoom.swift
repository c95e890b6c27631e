// SPDX-License-Identifier: EUPL-1.2

/// How large the pages of the documents are shown: by a choice on the page, which its stylesheet obeys without any script, and
/// which the address can make beforehand (`?zoom=150`).
struct ViewerZoom: Encodable, Hashable, Sendable {
    let percent: String
    let zoomLabel: String
    let isChosen: Bool

    /// Per cent of the viewer's width; the first fits the page into it.
    private static let steps = [100, 125, 150, 200, 300]

    private static func chosen(_ query: String) -> Int {
        let wanted = Int(FormFields(urlEncoded: query)["zoom"]) ?? steps[0]
        return steps.contains(wanted) ? wanted : steps[0]
    }

    /// What the addresses of other practices need for theirs to be shown as large.
    static func carried(query: String) -> String { chosen(query) == steps[0] ? "" : "?zoom=\(chosen(query))" }

    static func choices(query: String) -> [ViewerZoom] {
        let chosen = chosen(query)
        return steps.map {
            ViewerZoom(percent: "\($0)", zoomLabel: $0 == steps[0] ? "Adatta" : "\($0)%", isChosen: $0 == chosen)
        }
    }
}
