// SPDX-License-Identifier: EUPL-1.2

/// Which keys an operator uses at this browser (WCAG 2.1, 2.1.4: single keys can be changed and switched off).
///
/// It is kept in a cookie: it says nothing about anybody, belongs to a keyboard as much as to a person, and must be known to
/// the page before anything else is.
struct KeyChoice: Hashable, Sendable {
    var isOn = true
    /// The chosen key of each that is not as usual.
    private(set) var changed: [Character: Character] = [:]

    static let cookie = "esenzioni-tasti"

    /// What a key may be: what every keyboard has without a second key. Digits choose the documents of a practice, and could do
    /// two things there.
    private static func isPossible(_ key: Character, for standard: DeskKey) -> Bool {
        let isPlain = key.isASCII && (key.isLowercase || key == "/" || key == "?")
        return isPlain || (standard.place == .list && key.isASCII && key.isNumber)
    }

    init() {}

    /// Reads the cookie; whatever is not sound in it counts as unchanged.
    init(cookie value: String) {
        isOn = value != Self.off
        guard isOn else { return }
        for pair in value.split(separator: ".") where pair.count == 2 {
            guard let standard = pair.first, let key = pair.last, standard != key,
                let desk = DeskKey.all.first(where: { $0.standard == standard }), Self.isPossible(key, for: desk)
            else { continue }
            changed[standard] = key
        }
        if Set(DeskKey.all.map { key(for: $0) }).count < DeskKey.all.count { changed = [:] }
    }

    private static let off = "spenti"
    private static let on = "usuali"

    /// `spenti`, `usuali`, or pairs of the usual and the chosen key: `jx.ky`.
    var cookieValue: String {
        guard isOn else { return Self.off }
        let pairs = changed.sorted { $0.key < $1.key }.map { "\($0.key)\($0.value)" }
        return pairs.isEmpty ? Self.on : pairs.joined(separator: ".")
    }

    func key(for key: DeskKey) -> Character { changed[key.standard] ?? key.standard }

    /// What the form says, and what is wrong with it.
    init(form: FormFields, problems: inout [FieldError]) {
        isOn = form["tasti"] != Self.off
        var taken: [Character: DeskKey] = [:]
        for key in DeskKey.all where form.has(key.field) {
            let typed = form[key.field].lowercased()
            guard typed.count == 1, let chosen = typed.first, Self.isPossible(chosen, for: key) else {
                let isDigit = typed.count == 1 && typed.first?.isNumber == true
                problems.append(
                    FieldError(
                        target: key.field,
                        message: isDigit
                            ? "Le cifre scelgono i documenti della pratica: scrivere una lettera, oppure / o ?"
                            : "Scrivere una sola lettera, oppure / o ?", place: key.label))
                continue
            }
            if let other = taken[chosen] {
                problems.append(
                    FieldError(
                        target: key.field, message: "Il tasto è già usato per «\(other.label)»", place: key.label))
            }
            taken[chosen] = key
            if chosen != key.standard { changed[key.standard] = chosen }
        }
    }
}
