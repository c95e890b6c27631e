// SPDX-License-Identifier: EUPL-1.2

import Domain
import PDFReading

/// The filled-in values of a form as words, for the same reading as printed text.
///
/// Forms are read twice: by the labels that are printed beside the fields, and by the names that the fields have.
struct FormPages {
    let fields: [PDFFormField]

    init(_ file: PDFFile) {
        fields = file.formFields.filter { $0.isShown && $0.kind != .signature && $0.kind != .pushButton }
    }

    var isFilled: Bool { fields.contains { !$0.value.isEmpty || $0.isOn } }

    /// Fields to be filled in, and nobody did.
    var isBlank: Bool { !isFilled && fields.count { $0.kind == .text || $0.kind == .choice } >= Self.leastFields }
    private static let leastFields = 4

    /// What is written into the field of this name, in one line; nothing where there are several of them, or none.
    func answer(to name: String) -> String? {
        let own = fields.filter { $0.name == name && ($0.kind == .text || $0.kind == .choice) }
        guard let field = own.first, own.count == 1 else { return nil }
        return field.value.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// The pages with what is filled in standing where its fields are.
    func filled(_ pages: [PDFPage]) -> [PDFPage] {
        pages.map { page in
            let own = fields.filter { $0.page == page.number }.flatMap { words(of: $0, usual: page.usualHeight) }
            return own.isEmpty ? page : page.with(words: page.words + own)
        }
    }

    /// A list of `name: value`, a line for each field, on a page that only exists for the reading.
    var named: PDFPage? {
        var words: [PDFWord] = []
        let panels = FieldPanels(fields)
        for (line, field) in fields.enumerated() where !field.value.isEmpty && field.kind != .freeText {
            words += entry(field, panels.label(of: field), line: Double(line))
        }
        guard !words.isEmpty else { return nil }
        return PDFPage(number: 1, width: 595, height: 842, text: "", words: words)
    }

    // Where the fields are.

    private func words(of field: PDFFormField, usual height: Double) -> [PDFWord] {
        switch field.kind {
        case .checkBox, .radioButton:
            return [word(field.isOn ? "\u{2611}" : "\u{2610}", field.box, field)]
        case .text, .choice, .freeText:
            return lines(of: field, usual: height)
        case .signature, .pushButton: return []
        }
    }

    /// The value set from the left edge of its field, a line under the other; fields are often far wider than their values.
    private func lines(of field: PDFFormField, usual height: Double) -> [PDFWord] {
        let texts = field.value.split(whereSeparator: \.isNewline)
        let pitch = min(field.box.height / Double(max(1, texts.count)), max(height, 1))
        var words: [PDFWord] = []
        let isCentred = texts.count == 1 && !field.isMultiline
        let top = isCentred ? (field.box.top + field.box.bottom - pitch) / 2 : field.box.top + 0.2 * pitch
        for (line, text) in texts.enumerated() {
            let parts = text.split(whereSeparator: \.isWhitespace)
            let letters = parts.reduce(0) { $0 + $1.count + 1 }
            let letter = min(0.5 * pitch, (field.box.right - field.box.left) / Double(max(1, letters)))
            var left = field.box.left
            for part in parts {
                let right = left + Double(part.count) * letter
                let box = PDFBox(
                    left: left, top: top + Double(line) * pitch, right: right, bottom: top + Double(line + 1) * pitch)
                words.append(word(String(part), box, field))
                left = right + letter
            }
        }
        return words
    }

    private func word(_ text: String, _ box: PDFBox, _ field: PDFFormField) -> PDFWord {
        PDFWord(
            text: text, box: box, origin: .field(name: field.name),
            shown: PDFWord.Place(page: field.page, box: field.box))
    }

    // What the fields are called.

    private func entry(_ field: PDFFormField, _ label: [String], line: Double) -> [PDFWord] {
        guard !label.isEmpty else { return [] }
        var words: [PDFWord] = []
        var left = 50.0
        // The name may be the value: `sesso_M` of a box that is ticked.
        for text in label + [":"] + field.value.split(whereSeparator: \.isWhitespace).map(String.init) {
            let right = left + 5 * Double(text.count)
            words.append(
                word(text, PDFBox(left: left, top: 20 * line, right: right, bottom: 20 * line + 10), field))
            left = right + 3
        }
        return words
    }
}

extension PDFPage {
    func with(words: [PDFWord]) -> PDFPage {
        PDFPage(number: number, width: width, height: height, text: text, words: words)
    }

    /// The height of most words; of a page without words, that of ordinary print.
    fileprivate var usualHeight: Double {
        let heights = words.map(\.box.height).sorted()
        return heights.isEmpty ? 11 : heights[heights.count / 2]
    }
}
