// SPDX-License-Identifier: EUPL-1.2

import Mustache
import Testing

@testable import Review

/// Looking values up once shows the same page as looking for each of them.
@Suite struct TemplateValuesTests {
    private struct Model {
        let word = "a<b"
        let number = 3
        let isSo = true
        let isNot = false
        let missing: String? = nil
        let present: String? = "p"
        let line: Line? = Line(name: "x")
        let none: Line? = nil
        let lines = [Line(name: "1"), Line(name: "2")]
        let words = ["u", "v"]
        let empty: [String] = []
    }

    private struct Line {
        let name: String
    }

    @Test(arguments: [
        "{{word}}", "{{number}}", "{{#isSo}}x{{/isSo}}", "{{^isSo}}x{{/isSo}}", "{{#isNot}}x{{/isNot}}",
        "{{^isNot}}x{{/isNot}}", "{{missing}}", "{{#missing}}x{{/missing}}", "{{^missing}}x{{/missing}}", "{{present}}",
        "{{#present}}{{.}}{{/present}}", "{{line.name}}", "{{#line}}{{name}}{{word}}{{/line}}", "{{#none}}x{{/none}}",
        "{{^none}}x{{/none}}", "{{#lines}}{{name}},{{/lines}}", "{{#words}}{{.}},{{/words}}", "{{#empty}}x{{/empty}}",
        "{{^empty}}x{{/empty}}", "{{unknown}}",
    ])
    func `every kind of value is shown alike`(_ text: String) throws {
        let template = try MustacheTemplate(string: text)
        #expect(template.render(TemplateValues(Model())) == template.render(Model()))
    }
}
