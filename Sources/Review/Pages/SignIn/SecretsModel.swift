// SPDX-License-Identifier: EUPL-1.2

internal import Domain

/// The page on which an operator changes password and PIN.
struct SecretsModel: PageModel, Hashable, Sendable {
    static let template = PageTemplate.secrets

    let frame: PageFrame
    let formToken: String
    /// Whether the present ones were given by somebody else, and nothing is shown before they are changed.
    let isForced: Bool
    let hasErrors: Bool
    let errors: [FieldError]
    let shortestPassword = SecretRules.shortestPassword
    let shortestPIN = SecretRules.shortestPIN
    let longestPIN = SecretRules.longestPIN

    init(frame: PageFrame, formToken: String, isForced: Bool, errors: [FieldError] = []) {
        self.frame = frame
        self.formToken = formToken
        self.isForced = isForced
        self.errors = errors
        hasErrors = !errors.isEmpty
    }
}

/// What is typed on that page.
struct SecretsDraft: Sendable {
    let presentPassword: String
    let presentPIN: String
    let password: String
    let repeatedPassword: String
    let pin: String
    let repeatedPIN: String

    init(_ form: FormFields) {
        presentPassword = form.exact("password-attuale")
        presentPIN = form.exact("pin-attuale")
        password = form.exact("password-nuova")
        repeatedPassword = form.exact("password-ripetuta")
        pin = form.exact("pin-nuovo")
        repeatedPIN = form.exact("pin-ripetuto")
    }

    /// What is wrong with the new ones by themselves.
    func errors(names: [String]) -> [FieldError] {
        var errors: [FieldError] = []
        func add(_ target: String, _ message: String?) {
            if let message { errors.append(FieldError(target: target, message: message)) }
        }
        add("password-nuova", SecretRules.problem(password: password, names: names))
        add("password-ripetuta", password == repeatedPassword ? nil : "Le due password non sono uguali")
        add("pin-nuovo", SecretRules.problem(pin: pin))
        add("pin-ripetuto", pin == repeatedPIN ? nil : "I due PIN non sono uguali")
        return errors
    }
}
