// SPDX-License-Identifier: EUPL-1.2

/// Through which door a request came; what is believed of it depends on that and on nothing that it says itself.
package enum Entrance: String, Hashable, Sendable, CaseIterable {
    /// The pages, for any browser.
    case pages
    /// The pages once more, where the browser is asked for a certificate.
    case certificate
    /// The pages for the region's gateway only: a socket of this machine, or TLS on which the proxy shows a certificate.
    case gateway
}
