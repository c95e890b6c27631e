// SPDX-License-Identifier: EUPL-1.2

/// How large an XML document may be before it is refused unread.
///
/// The standard figures are about ten times the largest of 6,832 real documents (documents.md §1): no honest sender meets
/// them, and a hostile file cannot make the reader spend memory or time. libxml2 adds limits of its own, which stay on.
package struct XMLLimits: Sendable {
    /// Bytes of the document as received.
    package var bytes: Int
    /// Elements open at the same time.
    package var depth: Int
    /// Elements, attributes, comments and processing instructions together.
    package var nodes: Int
    /// Bytes of one run of text between two tags.
    package var text: Int
    /// Attributes of one element.
    package var attributes: Int
    /// Bytes of one attribute's value.
    package var attributeValue: Int

    package init(
        bytes: Int = 4 << 20,
        depth: Int = 250,
        nodes: Int = 100_000,
        text: Int = 250_000,
        attributes: Int = 64,
        attributeValue: Int = 4096
    ) {
        self.bytes = bytes
        self.depth = depth
        self.nodes = nodes
        self.text = text
        self.attributes = attributes
        self.attributeValue = attributeValue
    }

    package static let standard = XMLLimits()
}
