// SPDX-License-Identifier: EUPL-1.2

internal import SystemPackage

/// How people come in; keys `sign_in.*`. Each way is switched on by itself, and each ends at the same operator.
package struct SignInSettings: Hashable, Sendable {
    /// Whether user name, password and PIN are a way in.
    package var credentials = true
    /// So many wrong tries under one name within the window, then no more are looked at.
    package var attempts = 4
    /// How long a wrong try counts.
    package var windowMinutes = 15
    /// So many wrong tries from one address within the window, under whatever names.
    package var attemptsPerAddress = 60
    /// So many wrong PINs after the right password lock the account until an administrator resets it.
    package var pinAttempts = 10
    /// Whether secrets that an administrator gave must be changed by their owner.
    package var firstUseChange = false
    package var certificate: CertificateSettings
    package var gateway: GatewaySettings
    package var openID: OpenIDSettings

    /// The ways that are on, in Italian.
    package var ways: [String] {
        [
            credentials ? "credenziali" : nil, certificate.port == nil ? nil : "certificato",
            gateway.socket == nil && gateway.port == nil ? nil : "gateway", openID.issuer == nil ? nil : "openid",
        ].compactMap(\.self)
    }

    init(from source: inout SettingsSource, root: FilePath) {
        source.read("sign_in.credentials", into: &credentials)
        source.read("sign_in.attempts", into: &attempts, in: 1...100)
        source.read("sign_in.window_minutes", into: &windowMinutes, in: 1...1440)
        source.read("sign_in.attempts_per_address", into: &attemptsPerAddress, in: 1...100_000)
        source.read("sign_in.pin_attempts", into: &pinAttempts, in: 3...100)
        source.read("sign_in.first_use_change", into: &firstUseChange)
        certificate = CertificateSettings(from: &source, root: root)
        gateway = GatewaySettings(from: &source, root: root)
        openID = OpenIDSettings(from: &source, root: root)
    }
}
