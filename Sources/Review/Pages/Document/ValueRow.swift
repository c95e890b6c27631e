// SPDX-License-Identifier: EUPL-1.2

internal import Domain

/// One value that a document yielded, or ought to have, with its place and how far it may be trusted.
struct ValueRow: Encodable, Hashable, Sendable {
    let name: FieldName
    /// The row's name in the page's address, for the box to lead back.
    let rowAnchor: String
    let label: String
    let value: String
    /// "testo, pagina 1", "dati strutturati", …; nothing for a value that was not found.
    let origin: String?
    /// The section of the structured data.
    let section: Section?
    /// The place in an XML document.
    let xpath: String?
    /// How far the value may be trusted, and why.
    let trust: String?
    /// What is wrong with it, and what to do.
    let mark: ValueMark?
    let isDoubtful: Bool
    /// The words of the document where they differ from the value.
    let asWritten: String?
    /// What else the document says where one value was preferred.
    let otherValues: String?
    /// The name of the box on the page's picture; nothing where there is none, or each of several values has its own.
    let boxLink: String?
    /// What the document says in several places, each with its own.
    let claims: [ClaimLine]
    let hasClaims: Bool

    /// One of several values that the document states.
    struct ClaimLine: Encodable, Hashable, Sendable {
        let claimValue: String
        let claimOrigin: String
        let claimLink: String?
    }

    /// Where the value stands in the structured data, in their author's words.
    struct Section: Encodable, Hashable, Sendable {
        let sectionName: String
        let sectionLink: String
    }

    /// The values that were found, in the order of the contract.
    ///
    /// - Parameters:
    ///   - boxes: those on the document's pictures.
    ///   - sections: those of its structured data.
    ///   - hasPractice: whether the document is in a practice, or still waits for its person.
    static func rows(
        _ extract: Extract, anchor: String, boxes: [ValueBox] = [], sections: [SectionCard] = [],
        hasPractice: Bool = true
    ) -> [ValueRow] {
        FieldName.allCases.compactMap { name in
            extract.fields[name].map { field in
                ValueRow(
                    name, field, extract, anchor: anchor, boxes: boxes,
                    section: sections.first { $0.names.contains(name) }, hasPractice: hasPractice)
            }
        }
    }

    /// The same with a row for each value that a certificate lacks.
    static func all(
        _ extract: Extract, anchor: String, boxes: [ValueBox] = [], sections: [SectionCard] = [],
        hasPractice: Bool = true
    ) -> [ValueRow] {
        let found = rows(extract, anchor: anchor, boxes: boxes, sections: sections, hasPractice: hasPractice)
        guard extract.role == .certificate else { return found }
        let lacking = FieldName.expected.filter { name in
            extract.fields[name] == nil && !(name == .diagnosisCode && extract.fields[.diagnosisText] != nil)
        }
        let rows = found + lacking.map { ValueRow(missing: $0, anchor: anchor, hasPractice: hasPractice) }
        return FieldName.allCases.compactMap { name in rows.first { $0.name == name } }
    }

    private init(missing name: FieldName, anchor: String, hasPractice: Bool) {
        self.name = name
        rowAnchor = name.rowAnchor(in: anchor)
        label = name.italianName
        value = "-"
        origin = nil
        section = nil
        xpath = nil
        trust = nil
        mark = .missing(name, hasPractice: hasPractice)
        isDoubtful = true
        asWritten = nil
        otherValues = nil
        boxLink = nil
        claims = []
        hasClaims = false
    }

    private init(
        _ name: FieldName, _ field: ExtractedField, _ extract: Extract, anchor: String, boxes: [ValueBox],
        section: SectionCard?, hasPractice: Bool
    ) {
        let shown = field.value.map { name.shown($0) }
        self.name = name
        rowAnchor = name.rowAnchor(in: anchor)
        label = name.italianName
        value = name.shown(field)
        origin = field.source.words
        self.section = section.map { Section(sectionName: $0.sectionTitle, sectionLink: $0.sectionAnchor) }
        xpath = field.source.xpath
        trust = extract.trust(in: name, field)
        mark = ValueMark(name, field, extract, hasPractice: hasPractice)
        isDoubtful = field.confidence == .doubtful
        let saysMore = field.asWritten.map { $0 != shown && $0 != field.value && !name.repeats($0, field.value) }
        asWritten = saysMore == true ? field.asWritten : nil
        let spots = ValueSpot.all(name, field).map { spot in
            (spot: spot, box: boxes.first { $0.spots.contains(spot) })
        }
        claims =
            spots.count < 2
            ? []
            : spots.map {
                ClaimLine(
                    claimValue: $0.spot.told, claimOrigin: $0.spot.source.words, claimLink: $0.box?.boxAnchor)
            }
        hasClaims = !claims.isEmpty
        boxLink = hasClaims ? nil : spots.first?.box?.boxAnchor
        let others = field.candidates.filter { $0 != field.value }
        otherValues =
            field.value == nil || others.isEmpty || hasClaims
            ? nil : others.map { name.shown($0) }.joined(separator: ", ")
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
