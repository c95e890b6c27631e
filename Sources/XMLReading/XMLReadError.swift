// SPDX-License-Identifier: EUPL-1.2

/// Why bytes were not read as XML. Nothing of such a document is ever used.
package enum XMLReadError: Error, Hashable, Sendable {
    /// No bytes, or nothing but white space.
    case empty
    /// One of `XMLLimits` was passed; the text names which, in English.
    case tooLarge(String)
    /// A document type declaration: no real document has one, and it is the door of every entity attack.
    case doctype
    /// The bytes are not text in any encoding that the declaration or the repair allow.
    case encoding(String)
    /// The document ends before its root element does.
    case truncated(XMLFault)
    /// Not well-formed, name spaces included.
    case malformed(XMLFault)
    /// libxml2 could not allocate what it needs.
    case outOfMemory
}
