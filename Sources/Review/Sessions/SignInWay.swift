// SPDX-License-Identifier: EUPL-1.2

/// How somebody came in (manual §3.2). SPID spoken natively will be one more.
package enum SignInWay: String, Hashable, Sendable, CaseIterable {
    case credentials = "CREDENZIALI"
    case certificate = "CERTIFICATO"
    case gateway = "GATEWAY"
    case openID = "OPENID"

    /// For people.
    var words: String {
        switch self {
        case .credentials: "Username, password e PIN"
        case .certificate: "Certificato digitale o carta elettronica"
        case .gateway: "SPID, CIE o CNS attraverso il gateway regionale"
        case .openID: "SPID o CIE"
        }
    }
}
