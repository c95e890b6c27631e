// SPDX-License-Identifier: EUPL-1.2

/// The state of a check box or radio button.
struct FormButton {
    let isOn: Bool
    let isDrawnOtherwise: Bool
    let value: String

    init(_ widget: QPDFObject, limits: PDFLimits) {
        let states = widget.key("/AP")?.key("/N")?.keys.filter { $0 != "Off" } ?? []
        let drawn = widget.key("/AS")?.name
        let chosen = widget.inherited("/V")?.longText(limits)
        let isDrawn = drawn.map { $0 != "Off" }
        if let chosen {
            // The state that this widget stands for; without any to compare, a value other than Off is on.
            isOn = chosen != "Off" && !chosen.isEmpty && (states.isEmpty || states.contains(chosen))
        } else {
            isOn = isDrawn ?? false
        }
        isDrawnOtherwise = isDrawn == !isOn
        value = isOn ? Self.meaning(of: chosen ?? drawn ?? "", in: widget) : ""
    }

    /// Where states are only numbered, the field's options hold what they stand for.
    private static func meaning(of state: String, in widget: QPDFObject) -> String {
        guard let index = Int(state), let options = widget.inherited("/Opt")?.mapItems(limit: 1000, \.text),
            options.indices.contains(index)
        else { return state }
        return options[index] ?? state
    }
}
