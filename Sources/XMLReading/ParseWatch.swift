// SPDX-License-Identifier: EUPL-1.2

import CLibXML2

/// What is seen while libxml2 parses: complaints, a document type declaration, a limit passed.
///
/// One object a parse, reached from the C callbacks through the parser context's `_private`; the context's own user data
/// must stay the context, since libxml2's tree builder casts it back.
final class ParseWatch {
    let limits: XMLLimits
    private(set) var faults: [XMLFault] = []
    private(set) var firstFaultAtEnd = false
    private(set) var sawDoctype = false
    private(set) var passedLimit: String?
    private var nodeCount = 0
    private var textRun = 0

    init(limits: XMLLimits) { self.limits = limits }

    /// Hooks the callbacks in; `self` must outlive the context.
    func attach(to context: xmlParserCtxtPtr) {
        context.pointee._private = Unmanaged.passUnretained(self).toOpaque()
        guard let sax = context.pointee.sax else { return }
        sax.pointee.serror = { userData, error in ParseWatch.of(userData)?.note(error, userData) }
        sax.pointee.internalSubset = { userData, _, _, _ in ParseWatch.of(userData)?.refuseDoctype(userData) }
        sax.pointee.startElementNs = { userData, name, prefix, uri, spaceCount, spaces, count, defaulted, attributes in
            guard ParseWatch.admits(userData, { $0.element(userData, Int(count), attributes) }) else { return }
            xmlSAX2StartElementNs(userData, name, prefix, uri, spaceCount, spaces, count, defaulted, attributes)
        }
        sax.pointee.endElementNs = { userData, name, prefix, uri in
            ParseWatch.of(userData)?.textRun = 0
            xmlSAX2EndElementNs(userData, name, prefix, uri)
        }
        attachTexts(to: sax)
    }

    private func attachTexts(to sax: UnsafeMutablePointer<xmlSAXHandler>) {
        sax.pointee.comment = { userData, text in
            guard ParseWatch.admits(userData, { $0.nodes(1) }) else { return }
            xmlSAX2Comment(userData, text)
        }
        sax.pointee.processingInstruction = { userData, target, text in
            guard ParseWatch.admits(userData, { $0.nodes(1) }) else { return }
            xmlSAX2ProcessingInstruction(userData, target, text)
        }
        sax.pointee.characters = { userData, text, length in
            guard ParseWatch.admits(userData, { $0.text(Int(length)) }) else { return }
            xmlSAX2Characters(userData, text, length)
        }
        sax.pointee.cdataBlock = { userData, text, length in
            guard ParseWatch.admits(userData, { $0.text(Int(length)) }) else { return }
            xmlSAX2Characters(userData, text, length)
        }
    }

    private static func context(_ userData: UnsafeMutableRawPointer?) -> xmlParserCtxtPtr? {
        userData?.assumingMemoryBound(to: xmlParserCtxt.self)
    }

    private static func of(_ userData: UnsafeMutableRawPointer?) -> ParseWatch? {
        guard let own = context(userData)?.pointee._private else { return nil }
        return Unmanaged<ParseWatch>.fromOpaque(own).takeUnretainedValue()
    }

    private func note(_ error: xmlErrorPtr?, _ userData: UnsafeMutableRawPointer?) {
        guard let error, error.pointee.level.rawValue >= XML_ERR_ERROR.rawValue, faults.count < 20 else { return }
        // A wrong closing tag is wrong even where it is the last thing that stands there.
        let isWrongTag = error.pointee.code == XML_ERR_TAG_NAME_MISMATCH.rawValue
        if faults.isEmpty { firstFaultAtEnd = Self.isAtEnd(userData) && !isWrongTag }
        faults.append(XMLFault(error.pointee))
    }

    /// Whether nothing is left to read, which tells a document cut short from one that is wrong.
    private static func isAtEnd(_ userData: UnsafeMutableRawPointer?) -> Bool {
        guard let input = context(userData)?.pointee.input, let current = input.pointee.cur, let end = input.pointee.end
        else { return false }
        return current >= end
    }

    private func refuseDoctype(_ userData: UnsafeMutableRawPointer?) {
        sawDoctype = true
        xmlStopParser(Self.context(userData))
    }

    /// Counts one more piece of the document, and stops the parser when that passes a limit.
    ///
    /// Stopping frees the very buffer that the callback's arguments point into, so a piece that is not admitted must not be
    /// handed on to the tree builder, nor looked at again.
    private static func admits(_ userData: UnsafeMutableRawPointer?, _ count: (ParseWatch) -> String?) -> Bool {
        guard let watch = of(userData), watch.passedLimit == nil else { return false }
        guard let limit = count(watch) else { return true }
        watch.passedLimit = limit
        xmlStopParser(context(userData))
        return false
    }

    /// The limit that the element passes, if any.
    private func element(
        _ userData: UnsafeMutableRawPointer?,
        _ attributeCount: Int,
        _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    ) -> String? {
        textRun = 0
        if Int(Self.context(userData)?.pointee.nodeNr ?? 0) >= limits.depth { return "depth" }
        if attributeCount > limits.attributes { return "attributes" }
        // Five pointers an attribute: name, prefix, name space, start and end of the value.
        for index in 0..<attributeCount {
            guard let start = attributes?[index * 5 + 3], let end = attributes?[index * 5 + 4] else { continue }
            if end - start > limits.attributeValue { return "attribute value" }
        }
        return nodes(1 + attributeCount)
    }

    private func text(_ length: Int) -> String? {
        textRun += length
        return textRun > limits.text ? "text" : nil
    }

    private func nodes(_ more: Int) -> String? {
        nodeCount += more
        return nodeCount > limits.nodes ? "nodes" : nil
    }
}
