// SPDX-License-Identifier: EUPL-1.2

/// Name spaces by the prefixes that queries and paths use for them; made once for any number of documents.
package struct XMLNamespaces: Sendable, ExpressibleByDictionaryLiteral {
    struct Entry: Sendable {
        let prefix: String
        let uri: String
    }

    let entries: [Entry]

    /// URIs by their prefixes: `["h": "urn:hl7-org:v3"]`.
    package init(dictionaryLiteral elements: (String, String)...) {
        entries = elements.map { Entry(prefix: $0.0, uri: $0.1) }
    }
}
