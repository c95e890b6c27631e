// SPDX-License-Identifier: EUPL-1.2

/// A widget together with the field it belongs to: the two may be one dictionary, or the field an ancestor.
struct FormWidget {
    private let widget: QPDFObject
    private let limits: PDFLimits

    init(_ widget: QPDFObject, limits: PDFLimits) {
        self.widget = widget
        self.limits = limits
    }

    func field(page: Int, box: PDFBox) -> PDFFormField? {
        guard let kind else { return nil }
        let button = kind == .checkBox || kind == .radioButton ? FormButton(widget, limits: limits) : nil
        return PDFFormField(
            kind: kind,
            name: name,
            label: widget.inherited("/TU")?.text?.prefix(bytes: limits.fieldValue) ?? "",
            value: (button?.value ?? value(kind)).prefix(bytes: limits.fieldValue),
            isOn: button?.isOn ?? false,
            isDrawnOtherwise: button?.isDrawnOtherwise ?? false,
            isMultiline: kind == .text && flags & 1 << 12 != 0,
            isShown: widget.isShownAnnotation && box.right > box.left && box.height > 0,
            page: page,
            box: box
        )
    }

    private var kind: PDFFormField.Kind? {
        guard let type = widget.inherited("/FT")?.name else { return nil }
        switch type {
        case "Tx": return .text
        case "Ch": return .choice
        case "Sig": return .signature
        case "Btn":
            if flags & 1 << 16 != 0 { return .pushButton }
            return flags & 1 << 15 != 0 ? .radioButton : .checkBox
        default: return nil
        }
    }

    private var flags: Int { widget.inherited("/Ff")?.integer ?? 0 }

    /// The partial names of the widget and its ancestors, at most 20 of them.
    private var name: String {
        var names: [String] = []
        var node: QPDFObject? = widget
        for _ in 0..<20 {
            guard let here = node else { break }
            if let name = here.key("/T")?.text { names.insert(name, at: 0) }
            node = here.key("/Parent")
        }
        return names.joined(separator: ".").prefix(bytes: limits.fieldValue)
    }

    private func value(_ kind: PDFFormField.Kind) -> String {
        switch kind {
        case .text: widget.inherited("/V")?.longText(limits) ?? ""
        case .choice: FormChoice(widget).value
        default: ""
        }
    }
}

extension QPDFObject {
    /// Neither hidden nor kept from the screen by its flags.
    var isShownAnnotation: Bool { (key("/F")?.integer ?? 0) & (1 << 1 | 1 << 5) == 0 }
}

extension String {
    /// The longest beginning that takes at most `count` bytes and cuts no letter.
    func prefix(bytes count: Int) -> String {
        guard utf8.count > count else { return self }
        var end = utf8.index(startIndex, offsetBy: count)
        while end > startIndex, end.samePosition(in: self) == nil { end = utf8.index(before: end) }
        return String(self[..<end])
    }
}
