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
}
