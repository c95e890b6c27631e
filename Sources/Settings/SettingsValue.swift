// SPDX-License-Identifier: EUPL-1.2

import Domain

/// A type that one scalar of the configuration can be.
protocol SettingsValue: Equatable {
    /// What the administrator should have written, in Italian, after "ci vuole".
    static var expectation: String { get }
    /// Whether nothing may be written.
    static var allowsEmpty: Bool { get }
    init?(settingText: String)
    var settingText: String { get }
}

extension SettingsValue {
    static var allowsEmpty: Bool { false }
}

extension Int: SettingsValue {
    static var expectation: String { "un numero intero" }
    init?(settingText: String) { self.init(settingText) }
    var settingText: String { String(self) }
}

extension Double: SettingsValue {
    static var expectation: String { "un numero (con il punto per i decimali)" }
    init?(settingText: String) {
        guard let value = Double(settingText), value.isFinite else { return nil }
        self = value
    }
    /// Without a fraction of nought: `2`, `0.25`.
    var settingText: String { Int(exactly: self).map(String.init) ?? String(self) }
}

extension Bool: SettingsValue {
    static var expectation: String { "true oppure false" }
    init?(settingText: String) { self.init(settingText) }
    var settingText: String { String(self) }
}

extension String: SettingsValue {
    static var expectation: String { "un testo" }
    init?(settingText: String) { self = settingText }
    var settingText: String { self }
}

extension ASLCode: SettingsValue {
    static var expectation: String { "un codice ASL: sei cifre (regione e azienda) o le tre dell'azienda" }
    init?(settingText: String) { self.init(settingText) }
    var settingText: String { value }
}

extension Sender.Kind: SettingsValue {
    static var expectation: String { "hospital oppure portal" }
    init?(settingText: String) { self.init(rawValue: settingText) }
    var settingText: String { rawValue }
}

extension LogSettings.Level: SettingsValue {
    static var expectation: String { "uno di \(Self.allCases.map(\.rawValue).joined(separator: ", "))" }
    init?(settingText: String) { self.init(rawValue: settingText) }
    var settingText: String { rawValue }
}

extension Optional: SettingsValue where Wrapped: SettingsValue {
    static var expectation: String { Wrapped.expectation }
    static var allowsEmpty: Bool { true }
    init?(settingText: String) {
        if settingText.isEmpty {
            self = .none
        } else {
            guard let value = Wrapped(settingText: settingText) else { return nil }
            self = .some(value)
        }
    }
    var settingText: String { self?.settingText ?? "" }
}
