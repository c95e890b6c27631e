// SPDX-License-Identifier: EUPL-1.2

import CLibXML2

/// A parsed document: the owner of libxml2's tree. Nodes keep it alive; a tree stays within the task that made it.
package final class XMLTree {
    let document: xmlDocPtr
    private var openedQueries: xmlXPathContextPtr?
    /// What queries and paths call the name spaces.
    let namespaces: XMLNamespaces
    /// The declared encoding did not hold, see `XMLText`.
    package let encodingWasRepaired: Bool

    /// Parses `bytes` wholly or not at all.
    ///
    /// Entities are never expanded, nothing is loaded, every document type declaration is refused before libxml2 sees it
    /// and again while it parses, and `limits` are checked as the tree grows.
    ///
    /// - Parameters:
    ///   - bytes: the document as received, in any encoding that `XMLText` knows.
    ///   - namespaces: those that queries and paths name.
    ///   - limits: what is too much.
    /// - Throws: `XMLReadError`; nothing of the document is then kept.
    package init(
        parsing bytes: [UInt8],
        namespaces: XMLNamespaces = [:],
        limits: XMLLimits = .standard
    ) throws(XMLReadError) {
        guard bytes.count <= limits.bytes else { throw .tooLarge("bytes") }
        let text = try XMLText(decoding: bytes)
        guard !text.utf8.isEmpty else { throw .empty }
        guard !XMLDeclaration.isFollowedByDoctype(text.utf8) else { throw .doctype }
        encodingWasRepaired = text.wasRepaired
        self.namespaces = namespaces
        document = try Self.parse(text.utf8, limits)
    }

    deinit {
        xmlXPathFreeContext(openedQueries)
        xmlFreeDoc(document)
    }

    /// What XPath is asked with; most documents are read without it.
    var queries: xmlXPathContextPtr {
        if let openedQueries { return openedQueries }
        // Memory that Swift itself lacks ends the process too.
        guard let queries = xmlXPathNewContext(document) else { preconditionFailure("no memory for XPath") }
        // Without its own receiver libxml2 would print a faulty query's complaint.
        queries.pointee.error = { _, _ in }
        for entry in namespaces.entries { xmlXPathRegisterNs(queries, entry.prefix, entry.uri) }
        openedQueries = queries
        return queries
    }

    /// The document element; there always is one in a well-formed document.
    package var root: XMLNode? { xmlDocGetRootElement(document).map { XMLNode(tree: self, pointer: $0) } }

    /// libxml2 asks to be initialised once before threads use it.
    private static let isInitialised: Bool = {
        xmlInitParser()
        return true
    }()

    private static func parse(_ utf8: [UInt8], _ limits: XMLLimits) throws(XMLReadError) -> xmlDocPtr {
        guard isInitialised, let context = xmlNewParserCtxt() else { throw .outOfMemory }
        defer { xmlFreeParserCtxt(context) }
        let watch = ParseWatch(limits: limits)
        watch.attach(to: context)
        // The text was decoded here, so the declared encoding is ignored. Short texts stand in their nodes, since nobody
        // changes the tree. Never NOENT, DTDLOAD or HUGE.
        let options = Int32(
            XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue | XML_PARSE_NOCDATA.rawValue
                | XML_PARSE_COMPACT.rawValue
        )
        let document = withExtendedLifetime(watch) {
            utf8.withUnsafeBytes { bytes in
                xmlCtxtReadMemory(
                    context,
                    bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
                    Int32(bytes.count),
                    nil,
                    "UTF-8",
                    options
                )
            }
        }
        if let problem = problem(watch, context, document) {
            xmlFreeDoc(document)
            throw problem
        }
        guard let document else { throw .outOfMemory }
        return document
    }

    /// What forbids using the tree, if anything does. libxml2 hands out a tree for some documents that are not well-formed.
    private static func problem(
        _ watch: ParseWatch,
        _ context: xmlParserCtxtPtr,
        _ document: xmlDocPtr?
    ) -> XMLReadError? {
        if watch.sawDoctype || document?.pointee.intSubset != nil { return .doctype }
        if let limit = watch.passedLimit { return .tooLarge(limit) }
        if let fault = watch.faults.first { return watch.firstFaultAtEnd ? .truncated(fault) : .malformed(fault) }
        guard context.pointee.wellFormed == 1, context.pointee.nsWellFormed == 1, document != nil else {
            return .malformed(XMLFault(line: 0, message: "not well-formed"))
        }
        return nil
    }
}
