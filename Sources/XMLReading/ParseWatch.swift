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
    private var nodes = 0
    private var textRun = 0

    init(limits: XMLLimits) { self.limits = limits }

    /// Hooks the callbacks in; `self` must outlive the context.
    func attach(to context: xmlParserCtxtPtr) {
        context.pointee._private = Unmanaged.passUnretained(self).toOpaque()
        guard let sax = context.pointee.sax else { return }
        sax.pointee.serror = { userData, error in ParseWatch.of(userData)?.note(error, userData) }
        sax.pointee.internalSubset = { userData, _, _, _ in ParseWatch.of(userData)?.refuseDoctype(userData) }
        sax.pointee.startElementNs = { userData, name, prefix, uri, spaceCount, spaces, count, defaulted, attributes in
            ParseWatch.of(userData)?.countElement(userData, Int(count), attributes)
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
            ParseWatch.of(userData)?.count(1, userData)
            xmlSAX2Comment(userData, text)
        }
        sax.pointee.processingInstruction = { userData, target, text in
            ParseWatch.of(userData)?.count(1, userData)
            xmlSAX2ProcessingInstruction(userData, target, text)
        }
        sax.pointee.characters = { userData, text, length in
            ParseWatch.of(userData)?.countText(Int(length), userData)
            xmlSAX2Characters(userData, text, length)
        }
        sax.pointee.cdataBlock = { userData, text, length in
            ParseWatch.of(userData)?.countText(Int(length), userData)
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

    private func countElement(
        _ userData: UnsafeMutableRawPointer?,
        _ attributeCount: Int,
        _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    ) {
        textRun = 0
        count(1 + attributeCount, userData)
        if Int(Self.context(userData)?.pointee.nodeNr ?? 0) >= limits.depth { stop("depth", userData) }
        if attributeCount > limits.attributes { stop("attributes", userData) }
        // Five pointers an attribute: name, prefix, name space, start and end of the value.
        for index in 0..<attributeCount {
            guard let start = attributes?[index * 5 + 3], let end = attributes?[index * 5 + 4] else { continue }
            if end - start > limits.attributeValue { stop("attribute value", userData) }
        }
    }

    private func countText(_ length: Int, _ userData: UnsafeMutableRawPointer?) {
        textRun += length
        if textRun > limits.text { stop("text", userData) }
    }

    private func count(_ more: Int, _ userData: UnsafeMutableRawPointer?) {
        nodes += more
        if nodes > limits.nodes { stop("nodes", userData) }
    }

    private func stop(_ limit: String, _ userData: UnsafeMutableRawPointer?) {
        if passedLimit == nil { passedLimit = limit }
        xmlStopParser(Self.context(userData))
    }
}

extension XMLFault {
    init(_ error: xmlError) {
        let text = error.message.map { String(cString: $0) } ?? "unnamed fault \(error.code)"
        let end = text.lastIndex { !$0.isWhitespace }.map { text.index(after: $0) } ?? text.startIndex
        self.init(line: Int(error.line), message: String(text[..<end]))
    }
}
