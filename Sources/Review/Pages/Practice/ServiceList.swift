// SPDX-License-Identifier: EUPL-1.2

internal import Domain

/// *Elenco prestazioni esenti*: the services of one list, never of two that count differently.
struct ServiceList: Encodable, Hashable, Sendable {
    let regime: String
    /// Whether the list may have more lines than the catalogue knows.
    let isPartial: Bool
    let first: [Row]
    let rest: [Row]
    let hasMore: Bool

    /// One service, or one line of a regional package whose number stands before its first line.
    struct Row: Encodable, Hashable, Sendable {
        let code: String
        let text: String
    }

    /// The regional list as the manual shows it, else the newest national one; one that is whole before one that is not.
    private static let preferred = ["PIEMONTE AURA", "DPCM 12/01/2017", "DM 329/1999"]
    /// Lines before "Mostra tutto" (manual §3.2).
    private static let shown = 4

    /// Nothing where the catalogue has no services.
    init?(_ services: [ServiceEntry]) {
        let whole = services.filter { !$0.isOfPartialList }
        let regimes = (whole.isEmpty ? services : whole).map(\.regime)
        guard let regime = Self.preferred.first(where: regimes.contains) ?? regimes.first else { return nil }
        isPartial = whole.isEmpty
        var rows: [Row] = []
        var lastCode = ""
        for service in services where service.regime == regime {
            rows.append(Row(code: service.code == lastCode ? "" : service.code, text: service.description))
            lastCode = service.code
        }
        self.regime = regime
        first = Array(rows.prefix(Self.shown))
        rest = Array(rows.dropFirst(Self.shown))
        hasMore = !rest.isEmpty
    }
}
