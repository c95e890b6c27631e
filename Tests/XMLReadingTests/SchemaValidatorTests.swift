// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing
import XMLReading

struct SchemaValidatorTests {
    private static let schema = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:x" elementFormDefault="qualified">
        <xs:element name="a"><xs:complexType><xs:sequence><xs:element name="n" type="xs:int"/></xs:sequence>
        </xs:complexType></xs:element></xs:schema>
        """

    private func validator(_ schema: String = schema) throws -> SchemaValidator {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).xsd")
        try Data(schema.utf8).write(to: file)
        let validator = Result { try SchemaValidator(path: file.path) }
        try FileManager.default.removeItem(at: file)
        return try validator.get()
    }

    @Test func `a valid document has no faults`() throws {
        #expect(try validator().faults(in: Array("<a xmlns='urn:x'><n>1</n></a>".utf8)).isEmpty)
    }

    @Test func `a fault names its line`() throws {
        let faults = try validator().faults(in: Array("<a xmlns='urn:x'>\n<n>one</n></a>".utf8))
        #expect(faults.first?.line == 2)
        #expect(faults.first?.message.contains("one") ?? false)
    }

    @Test func `what cannot be parsed is not validated`() throws {
        let validator = try validator()
        #expect(throws: XMLReadError.self) { try validator.faults(in: Array("<a>".utf8)) }
        #expect(throws: XMLReadError.doctype) { try validator.faults(in: Array("<!DOCTYPE a><a/>".utf8)) }
    }

    @Test func `a faulty or absent schema is told`() throws {
        #expect(throws: SchemaFault.self) {
            try validator("<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><b/>")
        }
        #expect(throws: SchemaFault.self) { try SchemaValidator(path: "/does/not/exist.xsd") }
    }

    @Test func `one schema serves many threads`() async throws {
        let validator = try validator()
        let counts = await withTaskGroup(of: Int.self) { group in
            for index in 0..<50 {
                group.addTask {
                    let text = index.isMultiple(of: 2) ? "1" : "x"
                    let bytes = Array("<a xmlns='urn:x'><n>\(text)</n></a>".utf8)
                    do { return try validator.faults(in: bytes).isEmpty ? 1 : 0 } catch { return 100 }
                }
            }
            return await group.reduce(0, +)
        }
        #expect(counts == 25)
    }
}
