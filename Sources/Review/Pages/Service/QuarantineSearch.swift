// SPDX-License-Identifier: EUPL-1.2

internal import Domain

/// Which files of the quarantine are looked at, as the address has it.
struct QuarantineSearch: Encodable, Hashable, Sendable {
    var reason: FindingCode?
    /// From 1.
    var page = 1

    static let path = "/stato/quarantena"
    static let pageSize = 50

    enum Name {
        static let reason = "motivo"
        static let page = "pagina"
    }

    init(reason: FindingCode? = nil, page: Int = 1) {
        self.reason = reason
        self.page = page
    }

    init(_ fields: FormFields) {
        reason = FindingCode(rawValue: fields[Name.reason])
        page = fields.page(Name.page)
    }

    var address: String { address(page: 1) }

    func address(page: Int) -> String {
        let parts = [
            reason.map { "\(Name.reason)=\($0.rawValue)" }, page > 1 ? "\(Name.page)=\(page)" : nil,
        ].compactMap(\.self)
        return Self.path + (parts.isEmpty ? "" : "?" + parts.joined(separator: "&"))
    }
}
