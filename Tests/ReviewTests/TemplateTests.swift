// SPDX-License-Identifier: EUPL-1.2

import HTTPTypes
import SystemPackage
import Foundation
import Templating
import Testing
import TestSupport

@testable import Review

/// The templates and the models fit each other.
@Suite struct TemplateTests {
    @Test func `every tag of every page is answered by a property of its model`() async throws {
        var check = TemplateCheck(folder: TestDesk.templates)
        let models = try await FullModels.all()
        for (template, model) in models { try check.check(template.rawValue, model) }
        #expect(check.unanswered == [])
        #expect(check.shadowed == [])
        #expect(Set(models.map(\.0)) == Set(PageTemplate.allCases.filter { $0.rawValue.hasPrefix("pages/") }))
    }

    @Test func `every page can be made of its model`() async throws {
        let library = try TemplateLibrary(PageTemplate.allCases.map(\.rawValue)) { name in
            FileManager.default.contents(atPath: "\(TestDesk.templates)/\(name).mustache").map { Array($0) }
        }
        for (template, model) in try await FullModels.all() {
            let page = String(decoding: try #require(library[template.rawValue]).filled(with: model), as: UTF8.self)
            #expect(page.hasPrefix("<!DOCTYPE html>\n"))
            #expect(page.hasSuffix("</html>\n"))
            #expect(!page.contains("{{"))
        }
    }

    @Test(arguments: ["{{titel}}", "{{#frame}}{{titel}}{{/frame}}", "{{^nulla}}x{{/nulla}}", "{{frame.titel}}"])
    func `a misspelt tag is found`(text: String) throws {
        let folder = try TemporaryFolder()
        try folder.write(Array(text.utf8), to: "page.mustache")
        var check = TemplateCheck(folder: folder.path.string)
        try check.check("page", RefusalModel(status: .notFound, frame: { _ in FullModels.frame }))
        #expect(check.unanswered.count == 1)
    }

    @Test func `every template in the folder is one that the desk knows`() throws {
        let known = Set(PageTemplate.allCases.map { "\($0.rawValue).mustache" })
        for folder in ["pages", "parts"] {
            for name in try FileManager.default.contentsOfDirectory(atPath: "\(TestDesk.templates)/\(folder)") {
                #expect(known.contains("\(folder)/\(name)"))
            }
        }
    }

    @Test func `the desk does not start without one of its templates`() async throws {
        let folder = try copiedTemplates()
        try FileManager.default.removeItem(atPath: "\(folder.path)/pages/pratica.mustache")
        let desk = try TestDesk()
        #expect(throws: ReviewError.templateMissing("pages/pratica")) {
            _ = try ReviewApplication(desk: desk.desk(templates: folder.path.string))
        }
    }

    @Test func `the desk does not start with a template that cannot be parsed`() async throws {
        let folder = try copiedTemplates()
        try folder.write(Array("{{#a}}".utf8), to: "pages/pratica.mustache")
        let desk = try TestDesk()
        let error = #expect(throws: ReviewError.self) {
            _ = try ReviewApplication(desk: desk.desk(templates: folder.path.string))
        }
        #expect(error?.description.contains("pages/pratica.mustache") == true)
    }

    private func copiedTemplates() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for name in ["layout.mustache", "pages", "parts"] {
            try FileManager.default.copyItem(atPath: "\(TestDesk.templates)/\(name)", toPath: "\(folder.path)/\(name)")
        }
        return folder
    }
}
