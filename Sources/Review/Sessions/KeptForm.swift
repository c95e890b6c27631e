// SPDX-License-Identifier: EUPL-1.2

internal import Domain

/// What somebody sent after the session was over: kept for the same operator, in memory, until the next sign-in.
struct KeptForm: Sendable {
    let path: String
    let fields: [Field]
    let keptAt: Timestamp

    struct Field: Encodable, Hashable, Sendable {
        let name: String
        let value: String
        /// The field's name as words: they are Italian already.
        let label: String

        init(name: String, value: String) {
            self.name = name
            self.value = value
            label = name.prefix(1).uppercased() + name.dropFirst().replacing("-", with: " ")
        }

        /// The version that the form saw is for the program, not for the eye.
        var isShown: Bool { !value.isEmpty && name != "versione" }
    }

    /// Nothing for a form of the session itself: to leave needs no second try, and secrets are not kept.
    init?(path: String, _ form: FormFields, at now: Timestamp) {
        guard ["/pratiche/", "/documenti-da-abbinare"].contains(where: path.hasPrefix) else { return nil }
        self.path = path
        fields = form.all.filter { !["gettone", "ripresa"].contains($0.name) }.map {
            Field(name: $0.name, value: $0.value)
        }
        keptAt = now
    }
}

/// A session that ran out, as long as a form of it may still come.
struct EndedSession: Sendable {
    let fiscalCode: FiscalCode
    let formToken: SecretToken
    let endedAt: Timestamp
}
