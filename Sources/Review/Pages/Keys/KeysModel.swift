// SPDX-License-Identifier: EUPL-1.2

/// The page of the keys: what each does, and the form that changes them or switches them off.
struct KeysModel: PageModel, Hashable, Sendable {
    static let template = PageTemplate.keys

    let frame: PageFrame
    let flash: String?
    let hasErrors: Bool
    let errors: [FieldError]
    let formToken: String
    let isOn: Bool
    let groups: [Group]

    struct Group: Encodable, Hashable, Sendable {
        let name: String
        let keys: [TextField]
    }

    init(
        _ choice: KeyChoice, typed: FormFields = .empty, errors: [FieldError] = [], formToken: String, flash: String?,
        frame: PageFrame
    ) {
        self.frame = frame
        self.flash = flash
        self.errors = errors
        self.formToken = formToken
        hasErrors = !errors.isEmpty
        isOn = choice.isOn
        groups = DeskKey.Place.allCases.map { place in
            Group(
                name: place.rawValue,
                keys: DeskKey.all.filter { $0.place == place }.map { key in
                    TextField(
                        name: key.field, label: key.label,
                        typed: typed.has(key.field) ? typed[key.field] : String(choice.key(for: key)),
                        problem: errors.first { $0.target == key.field }?.message, placeholder: "")
                })
        }
    }
}
