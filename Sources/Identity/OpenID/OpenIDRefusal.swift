// SPDX-License-Identifier: EUPL-1.2

/// Why an answer of the broker does not let anybody in. The raw value is what the log says.
package enum OpenIDRefusal: String, Error, Hashable, Sendable, CaseIterable {
    /// The broker, or the person there, said no.
    case refusedThere = "openid-refused-there"
    /// No sign-in with that state was begun here, or it is over: used once, or too old.
    case stateUnknown = "openid-state-unknown"
    /// It was begun in another browser.
    case browserDiffers = "openid-browser-differs"
    case issuerWrong = "openid-issuer-wrong"
    case audienceWrong = "openid-audience-wrong"
    case nonceWrong = "openid-nonce-wrong"
    case expired = "openid-token-expired"
    case notYetValid = "openid-token-not-yet-valid"
    case algorithmRefused = "openid-algorithm-refused"
    case keyUnknown = "openid-key-unknown"
    case signatureWrong = "openid-signature-wrong"
    case tokenUnsound = "openid-token-unsound"
    case levelTooLow = "openid-level-too-low"
    case subjectDiffers = "openid-subject-differs"
    case codeMissing = "openid-code-missing"
    case codeUnsound = "openid-code-unsound"
    /// The broker does not answer, or not as it should.
    case providerUnreachable = "openid-provider-unreachable"
    case providerUnsound = "openid-provider-unsound"
}
