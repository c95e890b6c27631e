// SPDX-License-Identifier: EUPL-1.2

internal import Domain

/// One value that a document yielded, with its place and how far it may be trusted.
struct ValueRow: Hashable, Sendable {
    /// The row's name in the page's address, for the box to lead back.
    let rowAnchor: String
    let label: String
    let value: String
    /// "testo, pagina 1", "dati strutturati", …
    let origin: String
    /// The place in an XML document.
    let xpath: String?
    /// How far the value may be trusted, and why.
    let trust: String
    let isDoubtful: Bool
    /// The words of the document where they differ from the value.
    let asWritten: String?
    /// What else the document says where one value was preferred.
    let otherValues: String?
    /// The name of the box on the page's picture; nothing where there is none.
    let boxLink: String?

    /// The values that were found, in the order of the contract.
    ///
    /// - Parameter boxes: those on the document's pictures.
    static func rows(_ extract: Extract, anchor: String, boxes: [ValueBox] = []) -> [ValueRow] {
        FieldName.allCases.compactMap { name in
            extract.fields[name].map { field in
                ValueRow(
                    name, field, trust: extract.trust(in: name, field), anchor: anchor,
                    box: boxes.first { $0.names.contains(name) })
            }
        }
    }

    private init(_ name: FieldName, _ field: ExtractedField, trust: String, anchor: String, box: ValueBox?) {
        let shown = field.value.map { name.shown($0) }
        rowAnchor = name.rowAnchor(in: anchor)
        label = name.italianName
        value = name.shown(field)
        origin = field.source.words
        xpath = field.source.xpath
        self.trust = trust
        isDoubtful = field.confidence == .doubtful
        let saysMore = field.asWritten.map { $0 != shown && $0 != field.value && !name.repeats($0, field.value) }
        asWritten = saysMore == true ? field.asWritten : nil
        let others = field.candidates.filter { $0 != field.value }
        otherValues =
            field.value == nil || others.isEmpty ? nil : others.map { name.shown($0) }.joined(separator: ", ")
        boxLink = box?.boxAnchor
    }
}

extension FieldName {
    func rowAnchor(in document: String) -> String { "\(document)-\(rawValue)" }

    /// The value as it is shown: days as Italians write them.
    func shown(_ value: String) -> String { isDay ? CalendarDay(iso: value)?.italian ?? value : value }

    /// The value, or those among which none could be chosen.
    func shown(_ field: ExtractedField) -> String {
        field.value.map { shown($0) } ?? field.candidates.map { shown($0) }.joined(separator: " oppure ")
    }

    /// Whether the words are only the form in which an HL7 document writes the same day.
    fileprivate func repeats(_ written: String, _ value: String?) -> Bool {
        isDay && CalendarDay(compact: written)?.iso == value
    }
}
