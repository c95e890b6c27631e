// SPDX-License-Identifier: EUPL-1.2

import Testing
import XMLReading

struct XPathQueryTests {
    private func tree() throws -> XMLTree {
        try XMLTree(
            parsing: Array(
                "<a xmlns='urn:one'><b c='1'>x</b><b c='2'>y</b><d xmlns='urn:two'>z</d><e f='&amp;'/></a>".utf8
            ),
            namespaces: ["o": "urn:one", "t": "urn:two"]
        )
    }

    @Test func `queries use the bound prefixes`() throws {
        let root = try #require(try tree().root)
        #expect(root.nodes("o:b").map(\.text) == ["x", "y"])
        #expect(root.first("t:d")?.text == "z")
        #expect(root.nodes("b").isEmpty)
        #expect(root.first("o:b[@c='2']/@c")?.text == "2")
        #expect(root.first("o:e")?.attribute("f") == "&")
        #expect(root.first("o:e")?.attribute("g") == nil)
    }

    @Test func `a node knows where it stands`() throws {
        let root = try #require(try tree().root)
        #expect(root.nodes("o:b").map(\.path) == ["/o:a/o:b[1]", "/o:a/o:b[2]"])
        #expect(root.first("t:d")?.path == "/o:a/t:d")
        #expect(root.first("o:e/@f")?.path == "/o:a/o:e/@f")
        #expect(root.line == 1)
    }

    @Test func `a node keeps its tree alive`() throws {
        var nodes: [XMLNode] = []
        do { nodes = try #require(try tree().root).nodes("o:b") }
        #expect(nodes.last?.text == "y")
    }

    @Test func `a faulty query selects nothing and prints nothing`() throws {
        let root = try #require(try tree().root)
        #expect(root.nodes("][").isEmpty)
        #expect(root.nodes("unbound:b").isEmpty)
    }

    private func nested() throws -> XMLTree {
        try XMLTree(
            parsing: Array(
                """
                <a xmlns='urn:one' xmlns:t='urn:two'><b><c>1</c><t:c>2</t:c></b><!-- b --><t:b><c>3</c></t:b>
                <b t:d='è' d='&lt;è' e=''><c>4<i>5</i><![CDATA[6]]></c></b></a>
                """.utf8),
            namespaces: ["o": "urn:one", "t": "urn:two"])
    }

    @Test func `a path of children leads where the same question in XPath's own words does`() throws {
        let root = try #require(try nested().root)
        #expect(root.nodes("o:b/o:c") == root.nodes("child::o:b/child::o:c"))
        #expect(root.nodes("o:b/o:c").map(\.path) == ["/o:a/o:b[1]/o:c[1]", "/o:a/o:b[3]/o:c"])
        #expect(root.nodes("t:b/o:c").map(\.text) == ["3"])
        #expect(root.first("o:b/t:c")?.text == "2")
        #expect(root.nodes("o:c").isEmpty && root.nodes("o:b/o:x").isEmpty && root.nodes("x:b").isEmpty)
        #expect(root.nodes("o:b").first?.nodes("o:c/o:i").isEmpty == true)
    }

    @Test func `what stands anywhere below is met once and in the order of the document`() throws {
        let tree = try XMLTree(
            parsing: Array(
                "<a xmlns='urn:one'><b><c><b><c>1</c></b></c><c>2</c></b><b/><c>3</c><b><c>4</c></b></a>".utf8),
            namespaces: ["o": "urn:one"])
        let root = try #require(tree.root)
        for (short, long) in [
            ("o:b//o:c", "child::o:b//child::o:c"), ("o:b//o:b", "child::o:b//child::o:b"),
        ] as [(StaticString, StaticString)] {
            #expect(root.nodes(short) == root.nodes(long))
        }
        #expect(root.nodes("o:b//o:c").count == 4 && root.first("o:b//o:c")?.text == "1")
        #expect(root.nodes("o:b//o:b//o:c").map(\.text) == ["1"])
        #expect(root.nodes("o:b//o:c").map { $0.ancestors.map(\.name) }.last == ["b", "a"])
    }

    @Test func `an attribute is asked by its name without name space`() throws {
        let node = try #require(try nested().root?.nodes("o:b").last)
        #expect(node.attribute("d") == "<è")
        #expect(node.attribute("e") == "")
        #expect(node.attribute("t:d") == nil && node.attribute("f") == nil)
        #expect(node.first("@t:d")?.path == "/o:a/o:b[3]/@t:d")
        #expect(node.first("@d")?.attribute("d") == nil)
    }

    @Test func `texts are told in the order of the document, comments left out`() throws {
        let root = try #require(try nested().root)
        #expect(root.texts.filter { $0 != "\n" } == ["1", "2", "3", "4", "5", "6"])
        #expect(root.nodes("o:b").last?.texts == ["4", "5", "6"])
        #expect(root.first("o:b/@d")?.texts.isEmpty ?? true)
    }
}
