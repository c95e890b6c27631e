// SPDX-License-Identifier: EUPL-1.2

/// Why what a proxy says about a person is not believed. The raw value is what the log says.
package enum GatewayRefusal: String, Error, Hashable, Sendable, CaseIterable {
    /// The proxy names nobody.
    case absent = "gateway-header-absent"
    /// The header stands there twice, or beside another that could be taken for it.
    case ambiguous = "gateway-header-ambiguous"
    case codeUnsound = "gateway-code-unsound"
    case tokenAbsent = "gateway-token-absent"
    case tokenUnsound = "gateway-token-unsound"
    /// Its code of authentication is not made with our key.
    case tokenForged = "gateway-token-forged"
    case tokenOld = "gateway-token-old"
    case levelTooLow = "gateway-level-too-low"
    /// Header and token name two persons.
    case personsDiffer = "gateway-persons-differ"
}
