// SPDX-License-Identifier: EUPL-1.2

internal import Domain

/// What somebody sent after the session of its page was over: kept for the same operator, in memory, until it is taken up.
struct KeptForm: Sendable {
    /// By which the page of kept forms names it.
    let label = SecretToken()
    let path: String
    let fields: [Field]
    let keptAt: Timestamp
    /// Whether the page's script sent it while somebody typed: what is sent on purpose takes its place, never the other way round.
    let isAutomatic: Bool
    /// The page that it was typed on: what comes from the same page once more takes its place.
    private let origin: String

    struct Field: Encodable, Hashable, Sendable {
        let name: String
        let value: String
    }

    /// What belongs to the session or to the way a form is sent, and not to what was typed.
    private static let passing: Set<String> = ["gettone", "ripresa", DraftRoutes.quietly]

    /// Nothing for a form of the session itself: to leave needs no second try, and secrets are not kept.
    init?(path: String, _ form: FormFields, at now: Timestamp) {
        guard ["/pratiche/", "/documenti-da-abbinare/"].contains(where: path.hasPrefix),
            !path.hasSuffix("/\(DraftRoutes.path)/elimina")
        else { return nil }
        self.path = path
        fields = form.all.filter { !Self.passing.contains($0.name) }.map { Field(name: $0.name, value: $0.value) }
        keptAt = now
        isAutomatic = form.has(DraftRoutes.quietly)
        // The first two parts of the address: the practice, or the document.
        let subject = path.split(separator: "/").prefix(2).joined(separator: "/")
        origin = "\(subject) \(form[DecisionDraft.Name.ticket])"
    }

    /// Whether it was typed on the same page as `other`.
    func isOfTheSamePage(as other: KeptForm) -> Bool { origin == other.origin }
}

/// The forms that are kept for one operator, the oldest first.
struct KeptForms: Sendable {
    private(set) var forms: [KeptForm] = []

    /// Further ones push out the oldest.
    private static let most = 20
    /// Seconds after which one that nobody asks for is forgotten.
    static let life: Int64 = 8 * 3600

    /// Nothing that was sent on purpose makes room for what a script sent.
    mutating func keep(_ form: KeptForm) {
        let known = forms.firstIndex { $0.isOfTheSamePage(as: form) }
        if let known {
            guard !form.isAutomatic || forms[known].isAutomatic else { return }
            forms.remove(at: known)
        }
        if forms.count >= Self.most { forms.remove(at: forms.firstIndex(where: \.isAutomatic) ?? 0) }
        forms.append(form)
    }

    mutating func drop(_ label: SecretToken) { forms.removeAll { $0.label == label } }

    mutating func dropOld(at now: Timestamp) { forms.removeAll { now.seconds - $0.keptAt.seconds >= Self.life } }
}

/// A session that ran out or was left, as long as a form of one of its pages may still come.
struct EndedSession: Sendable {
    let fiscalCode: FiscalCode
    let endedAt: Timestamp
}
