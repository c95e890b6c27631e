// SPDX-License-Identifier: EUPL-1.2

import Domain
import XMLReading

/// An HL7 CDA R2 document, told by its root element and never by a name or a media type.
struct CDADocument {
    /// The `ClinicalDocument` element.
    let root: XMLNode
    let encodingWasRepaired: Bool

    /// The CDA in a tree: the root itself, or what the regional certificates wrap into XFA datasets (domain.md §4.3).
    init?(_ tree: XMLTree) {
        if let root = tree.root, root.name == "ClinicalDocument", root.namespace == Self.namespace {
            self.root = root
            encodingWasRepaired = tree.encodingWasRepaired
            return
        }
        guard
            let root = tree.root?.first(
                """
                self::h:ClinicalDocument | self::xfa:datasets/xfa:data/h:ClinicalDocument
                | descendant::xfa:datasets/xfa:data/h:ClinicalDocument
                """
            )
        else { return nil }
        self.root = root
        encodingWasRepaired = tree.encodingWasRepaired
    }

    private static let namespace = "urn:hl7-org:v3"

    /// Prefixes of every query in this room.
    static let namespaces: XMLNamespaces = [
        "h": namespace, "xfa": "http://www.xfa.org/schema/xfa-data/1.0/",
        "r": RequestDocument.namespace, "a": CancellationDocument.namespace,
    ]

    static func tree(_ bytes: [UInt8]) throws(XMLReadError) -> XMLTree {
        try XMLTree(parsing: bytes, namespaces: namespaces)
    }
}

extension CDADocument {
    /// Everything the document states, read by path.
    var reading: SourceReading {
        var reading = SourceReading(kind: kind)
        readPatient(into: &reading)
        readHeader(into: &reading)
        let sections = root.nodes("h:component//h:section")
        reading.diagnoses = statedDiagnoses(in: sections, reading.kind)
        reading.exemptions = statedExemptions(in: sections)
        readNarrative(of: sections, into: &reading)
        if encodingWasRepaired { reading.note(.encodingRepaired) }
        return reading
    }

    /// A value that stands at `node`, certain until a check says otherwise.
    static func field(_ value: String?, at node: XMLNode, asWritten: String) -> ExtractedField {
        ExtractedField(
            value: value,
            confidence: .certain,
            source: FieldSource(.cda, xpath: node.path),
            asWritten: asWritten
        )
    }
}

extension XMLNode {
    /// An attribute's value, if it has any letters and is not a template's unfilled `[PLACE]`.
    func filled(_ attribute: String) -> String? { self.attribute(attribute)?.filled }

    /// The text of the node, words apart, if there is any.
    var words: String? { texts.joined(separator: " ").collapsed.filled }
}

extension String {
    /// Trimmed, unless empty or a template's unfilled `[PLACE]` or `#[PLACE]`.
    var filled: String? {
        let text = trimmed
        let isPlaceholder = text.hasSuffix("]") && (text.hasPrefix("[") || text.hasPrefix("#["))
        return text.isEmpty || isPlaceholder ? nil : text
    }
}
