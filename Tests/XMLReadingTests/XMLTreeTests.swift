// SPDX-License-Identifier: EUPL-1.2

import Testing
import XMLReading

struct XMLTreeTests {
    private func problem(_ text: String, _ limits: XMLLimits = .standard) -> XMLReadError? {
        problem(Array(text.utf8), limits)
    }

    private func problem(_ bytes: [UInt8], _ limits: XMLLimits = .standard) -> XMLReadError? {
        do throws(XMLReadError) {
            _ = try XMLTree(parsing: bytes, limits: limits)
            return nil
        } catch { return error }
    }

    @Test func `a well-formed document has a root`() throws {
        let tree = try XMLTree(parsing: Array("<a xmlns='urn:x'><b>c</b></a>".utf8))
        let root = try #require(tree.root)
        #expect(root.name == "a" && root.namespace == "urn:x" && root.text == "c")
        #expect(!tree.encodingWasRepaired)
    }

    @Test(arguments: ["", " \n\t "])
    func `nothing but blanks is empty`(_ text: String) { #expect(problem(text) == .empty) }

    @Test(arguments: [
        "<!DOCTYPE a><a/>",
        "<?xml version='1.0'?>\n<!-- c --><?pi x?>\n<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
        "<!DOCTYPE a [<!ENTITY b 'x'><!ENTITY c '&b;&b;'>]><a>&c;</a>",
    ])
    func `every document type declaration is refused`(_ text: String) {
        #expect(problem(text) == .doctype)
        #expect(problem([0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }) == .doctype)
        #expect(problem([0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }) == .doctype)
        #expect(problem(text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }) == .doctype)
        #expect(problem([0xEF, 0xBB, 0xBF] + Array(text.utf8)) == .doctype)
    }

    @Test func `a document type hidden behind an unfinished comment is not parsed either`() {
        #expect(problem("<!-- <!DOCTYPE a><a/>") != nil)
        #expect(problem("<a/><!DOCTYPE a>") != nil)
    }

    @Test(arguments: [
        "<a><b></a></b>", "<a b='1' b='2'/>", "<a x:b='1'/>", "<a><!-- x -- y --></a>", "<a/>tail", "<a/><b/>",
        "<a>&b;</a>",
        "text", "<a>\u{0}</a>",
    ])
    func `what is not well-formed is never a tree`(_ text: String) {
        guard case .malformed = problem(text) else {
            Issue.record("\(text): \(String(describing: problem(text)))")
            return
        }
    }

    @Test(arguments: ["<a><b>text", "<a><b>text</b>", "<a b='c", "<a><!-- c", "<a"])
    func `a document cut short is told from a wrong one`(_ text: String) {
        guard case .truncated = problem(text) else {
            Issue.record("\(text): \(String(describing: problem(text)))")
            return
        }
    }

    @Test func `each limit is kept while parsing`() {
        let deep = String(repeating: "<a>", count: 30) + String(repeating: "</a>", count: 30)
        #expect(problem("<a>aaaaaaaaaa</a>", XMLLimits(bytes: 10)) == .tooLarge("bytes"))
        #expect(problem(deep, XMLLimits(depth: 20)) == .tooLarge("depth"))
        #expect(problem(deep, XMLLimits(nodes: 20)) == .tooLarge("nodes"))
        #expect(problem("<a><!----><!----><!----></a>", XMLLimits(nodes: 3)) == .tooLarge("nodes"))
        #expect(problem("<a>abcdefghij</a>", XMLLimits(text: 9)) == .tooLarge("text"))
        #expect(problem("<a><![CDATA[abcdefghij]]></a>", XMLLimits(text: 9)) == .tooLarge("text"))
        #expect(problem("<a b='1' c='2'/>", XMLLimits(attributes: 1)) == .tooLarge("attributes"))
        #expect(problem("<a b='12345'/>", XMLLimits(attributeValue: 4)) == .tooLarge("attribute value"))
        #expect(problem(deep, XMLLimits(depth: 31, nodes: 30)) == nil)
    }

    @Test func `a very deep document is refused by the standard limits`() {
        let deep = String(repeating: "<a>", count: 100_000)
        #expect(problem(deep) == .tooLarge("depth"))
    }

    @Test func `characters by number are no bomb`() throws {
        let tree = try XMLTree(parsing: Array("<a>&#x41;&amp;&lt;</a>".utf8))
        #expect(tree.root?.text == "A&<")
    }
}
