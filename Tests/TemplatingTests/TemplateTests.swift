// SPDX-License-Identifier: EUPL-1.2

import Mustache
import Testing

@testable import Templating

/// Templates say what they say in Mustache; swift-mustache is the judge.
@Suite struct TemplateTests {
    private struct Model: Encodable {
        var word = "a<b> & \"c\" 'd' è"
        var number = 3
        var share = 1.5
        var shares = [0.25, 2]
        var isSo = true
        var isNot = false
        var missing: String?
        var present: String? = "p"
        var line: Line? = Line(name: "x")
        var none: Line?
        var lines = [Line(name: "1"), Line(name: "2", inner: "i")]
        var words = ["u", "v"]
        var empty: [String] = []
        var emptyWord = ""
        var kind = Kind.second
        var flags = [true, false]
    }

    private struct Line: Encodable {
        let name: String
        var inner: String?
    }

    private enum Kind: String, Encodable { case first, second }

    @Test(arguments: [
        "{{word}}", "{{ word }}", "{{number}}", "{{share}}",
        "{{#shares}}{{.}};{{/shares}}", "{{#isSo}}x{{/isSo}}", "{{^isSo}}x{{/isSo}}", "{{#isNot}}x{{/isNot}}",
        "{{^isNot}}x{{/isNot}}", "{{missing}}", "{{#missing}}x{{/missing}}", "{{^missing}}x{{/missing}}", "{{present}}",
        "{{#present}}{{.}}{{/present}}", "{{line.name}}", "{{#line}}{{name}}{{word}}{{/line}}", "{{#none}}x{{/none}}",
        "{{^none}}x{{/none}}", "{{#lines}}{{name}},{{/lines}}",
        "{{#lines}}{{#inner}}{{.}}{{/inner}}{{^inner}}-{{/inner}}{{/lines}}",
        "{{#words}}{{.}},{{/words}}", "{{#empty}}x{{/empty}}", "{{^empty}}x{{/empty}}", "{{^lines}}x{{/lines}}",
        "{{#emptyWord}}x{{/emptyWord}}", "{{^emptyWord}}x{{/emptyWord}}", "{{kind}}", "{{isSo}}", "{{! a note }}x",
        "a {{! a note }} b", "{{#line}}{{#words}}{{name}}{{.}}{{/words}}{{/line}}", "no tag { at } all {x}",
        "{{#isSo}}{{#isSo}}x{{/isSo}}{{/isSo}}",
    ])
    func `every kind of tag is filled alike`(_ text: String) throws { try expectAlike(text) }

    @Test(arguments: [
        "a\n{{#isSo}}\nb\n{{/isSo}}\nc\n", "a\n  {{#isSo}}  \n  b\n  {{/isSo}}\t\nc", "{{#isSo}}\nb\n{{/isSo}}",
        "{{#isSo}}\nb\n{{/isSo}}\n", "a {{#isSo}}\nb\n{{/isSo}} c\n", "{{#lines}}\n{{name}}\n{{/lines}}\n",
        "  {{word}}  \n", "{{! alone }}\nx", "  {{! alone }}  \n  x",
        "{{#isSo}}x{{/isSo}}\n\n{{#isNot}}\ny\n{{/isNot}}\nz",
        "a\n\n{{#isSo}}\n\nb\n{{/isSo}}\n\n", "{{#isSo}}\n{{#isSo}}\nx\n{{/isSo}}\n{{/isSo}}\ny",
        "x{{#isSo}}\n{{/isSo}}y",
        "a\r\n{{#isSo}}\r\nb\r\n{{/isSo}}\r\nc\r\n",
    ])
    func `a tag that stands alone takes its line with it`(_ text: String) throws { try expectAlike(text) }

    @Test func `parts and frames stand in their places`() throws {
        let texts = [
            "frame": "<{{$head}}usual {{number}}{{/head}}|\n{{$body}}\n{{/body}}\n>{{$foot}}{{/foot}}",
            "page": "{{<frame}}\n{{$body}}\n{{>part}}\n{{#lines}}\n{{>part}}\n{{/lines}}\n{{/body}}\n{{/frame}}\n",
            "part": "[{{#line}}{{name}}{{/line}}]\n",
            "inner": "{{<frame}}{{$foot}}{{$more}}none{{/more}}{{/foot}}{{/frame}}",
            "outer": "{{<inner}}{{$more}}some {{word}}{{/more}}{{/inner}}",
        ]
        let library = try TemplateLibrary(Array(texts.keys)) { texts[$0].map { Array($0.utf8) } }
        let judge = MustacheLibrary(templates: try texts.mapValues { try MustacheTemplate(string: $0) })
        for name in texts.keys {
            let filled = String(decoding: try #require(library[name]).filled(with: Model()), as: UTF8.self)
            #expect(filled == judge.render(Model(), withTemplate: name), "\(name)")
        }
    }

    @Test(arguments: [
        "{{unknown}}", "{{#unknown}}x{{/unknown}}", "{{^unknown}}x{{/unknown}}", "{{line.unknown}}", "{{word.length}}",
        "{{#lines}}{{unknown}}{{/lines}}",
    ])
    func `a tag that nothing answers is a fault and no gap`(_ text: String) throws {
        let template = try Template("page", Array(text.utf8))
        #expect(throws: TemplateFault.self) { try template.filled(with: Model()) }
    }

    @Test func `what is absent inside does not let an outer value of that name through`() throws {
        struct Outer: Encodable {
            var name = "outer"
            var inner = Inner()
            struct Inner: Encodable { var name: String? }
        }
        let template = try Template("page", Array("{{#inner}}[{{name}}]{{/inner}}".utf8))
        #expect(try template.filled(with: Outer()) == Array("[]".utf8))
    }

    @Test(arguments: [
        ("{{#a}}", 1), ("x\n{{#a}}\n{{/b}}", 3), ("{{/a}}", 1), ("\n{{a", 2), ("{{}}", 1), ("{{{a}}}", 1),
        ("{{&a}}", 1),
        ("{{=<% %>=}}", 1), ("{{a b}}", 1), ("{{a..b}}", 1), ("{{%NO:SUCH}}", 1), ("{{<f}}{{x}}{{/f}}", 1),
    ])
    func `what is no template is told with its line`(_ text: String, _ line: Int) {
        let fault = #expect(throws: TemplateFault.self) { try Template("page", Array(text.utf8)) }
        guard case .unsound("page", line, _) = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
    }

    @Test func `a part that is missing or that leads back to itself is told`() {
        #expect(throws: TemplateFault.missing(template: "b")) { try Template("a", Array("{{>b}}".utf8)) }
        #expect(throws: TemplateFault.endless(template: "a")) { try Template("a", Array("{{>a}}".utf8)) }
    }

    private func expectAlike(_ text: String) throws {
        let ours = String(decoding: try Template("page", Array(text.utf8)).filled(with: Model()), as: UTF8.self)
        #expect(ours == (try MustacheTemplate(string: text).render(Model())))
    }
}
