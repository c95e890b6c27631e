// SPDX-License-Identifier: EUPL-1.2

import Domain
import PDFReading
import XMLReading

/// The CDA inside a PDF.
enum AttachedCDA {
    case read(SourceReading)
    /// One is there and cannot be read: the page is then no substitute for it.
    case broken(Finding)
    case none

    /// The most binding place that holds a CDA wins; a different one elsewhere, or beside it, is told (documents.md §6).
    ///
    /// - Parameter read: what one CDA states.
    init(in attachments: [PDFAttachment], read: (CDADocument) -> SourceReading) {
        let candidates = attachments.compactMap { Candidate($0, read: read) }
        guard let place = candidates.map(\.place).min() else {
            self = .none
            return
        }
        let chosen = candidates.filter { $0.place == place }
        let distinct = Self.distinct(chosen)
        let readings = distinct.compactMap(\.reading)
        guard var reading = readings.first else {
            self = .broken(chosen.compactMap(\.problem).first ?? Finding(.xmlMalformed))
            return
        }
        for other in readings.dropFirst() { reading.merge(equallyBinding: other) }
        let different = Self.distinct(candidates).count - 1
        if different > 0 { reading.note(.severalDocuments, detail: "\(different + 1) documenti") }
        self = .read(reading)
    }

    /// Copies of one document count once.
    private static func distinct(_ candidates: [Candidate]) -> [Candidate] {
        var seen: Set<[UInt8]> = []
        return candidates.filter { seen.insert($0.bytes).inserted }
    }
}

extension AttachedCDA {
    /// An attachment that is a CDA by its root element, or means to be one and is broken.
    fileprivate struct Candidate {
        let place: PDFAttachment.Place
        /// Without what follows the end of the root element.
        let bytes: [UInt8]
        let reading: SourceReading?
        let problem: Finding?

        init?(_ attachment: PDFAttachment, read: (CDADocument) -> SourceReading) {
            guard case .xml = ContentSniff(attachment.bytes) else { return nil }
            let content = RootEnd.trim(attachment.bytes)
            do {
                guard let document = CDADocument(try CDADocument.tree(content.bytes)) else { return nil }
                var reading = read(document)
                if content.hadTail { reading.note(.trailingContent) }
                self.init(place: attachment.place, bytes: content.bytes, reading: reading, problem: nil)
            } catch {
                guard error.likelyForm(of: attachment.bytes) == .cdaXML else { return nil }
                self.init(place: attachment.place, bytes: content.bytes, reading: nil, problem: error.finding)
            }
        }

        private init(place: PDFAttachment.Place, bytes: [UInt8], reading: SourceReading?, problem: Finding?) {
            self.place = place
            self.bytes = bytes
            self.reading = reading
            self.problem = problem
        }
    }
}

extension SourceReading {
    /// Another document of the same standing: what the two state differently is contested.
    fileprivate mutating func merge(equallyBinding other: SourceReading) {
        for (name, theirs) in other.fields {
            guard let ours = fields[name] else {
                fields[name] = theirs
                continue
            }
            guard ours.value != theirs.value else { continue }
            contest(name, among: ours.stated + theirs.stated)
        }
        diagnoses += other.diagnoses.filter { theirs in
            !diagnoses.contains { $0.code == theirs.code && $0.role == theirs.role }
        }
        exemptions += other.exemptions.filter { theirs in !exemptions.contains { $0.code == theirs.code } }
        for finding in other.findings { note(finding.code, field: finding.field, detail: finding.detail) }
    }
}

extension ExtractedField {
    /// The value with its place, or those among which none was chosen.
    fileprivate var stated: [Claim] { value.map { [Claim($0, source)] } ?? claims }
}
