// SPDX-License-Identifier: EUPL-1.2

import Testing
import XMLReading

struct XMLTextTests {
    private func read(_ bytes: [UInt8]) throws -> (text: String?, repaired: Bool) {
        let tree = try XMLTree(parsing: bytes)
        return (tree.root?.text, tree.encodingWasRepaired)
    }

    private func document(_ encoding: String, _ content: [UInt8]) -> [UInt8] {
        Array("<?xml version=\"1.0\" encoding=\"\(encoding)\"?><a>".utf8) + content + Array("</a>".utf8)
    }

    @Test func `sound UTF-8 needs no repair`() throws {
        let read = try read(document("UTF-8", Array("Nicolò".utf8)))
        #expect(read.text == "Nicolò" && !read.repaired)
    }

    @Test(arguments: ["UTF-8", "utf-8"])
    func `Latin-1 bytes under a UTF-8 declaration are read and told`(_ encoding: String) throws {
        let read = try read(document(encoding, [0x4E, 0xF2, 0x92]))
        #expect(read.text == "Nò’" && read.repaired)
    }

    @Test func `without a declaration the bytes are meant as UTF-8`() throws {
        let read = try read(Array("<a>".utf8) + [0xE0] + Array("</a>".utf8))
        #expect(read.text == "à" && read.repaired)
    }

    @Test func `an honest Latin-1 declaration holds`() throws {
        let read = try read(document("ISO-8859-1", [0xE0]))
        #expect(read.text == "à" && !read.repaired)
    }

    @Test func `windows quotes under a Latin-1 declaration are told`() throws {
        let read = try read(document("ISO-8859-1", [0x93]))
        #expect(read.text == "“" && read.repaired)
    }

    @Test func `UTF-8 under a Latin-1 declaration is not spoiled`() throws {
        let read = try read(document("ISO-8859-1", Array("à".utf8)))
        #expect(read.text == "à" && read.repaired)
    }

    @Test(arguments: ["UTF-16", "utf-16le", "KOI8-R"])
    func `UTF-8 under another declaration is read and told`(_ encoding: String) throws {
        let read = try read(document(encoding, Array("à".utf8)))
        #expect(read.text == "à" && read.repaired)
    }

    @Test(arguments: [true, false])
    func `true UTF-16 needs no repair`(_ hasMark: Bool) throws {
        let text = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>Nicolò €</a>"
        let units = (hasMark ? [0xFEFF] : []) + Array(text.utf16)
        for swap in [false, true] {
            let bytes = units.flatMap { unit -> [UInt8] in
                let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
                return swap ? pair.reversed() : pair
            }
            let read = try read(bytes)
            #expect(read.text == "Nicolò €" && !read.repaired)
        }
    }

    @Test func `half a character of UTF-16 is no text`() {
        #expect(throws: XMLReadError.self) { try read([0xFF, 0xFE, 0x3C, 0x00, 0x61]) }
        #expect(throws: XMLReadError.self) { try read([0xFF, 0xFE, 0x3C, 0x00, 0x00, 0xD8]) }
    }

    @Test func `bytes of no known encoding are refused`() {
        #expect(throws: XMLReadError.self) { try read(document("UTF-8", [0x81])) }
    }

    @Test(arguments: [
        "\n\n<?xml version=\"1.0\"?><a>x</a>", "<!-- <?xml encoding=\"UTF-16\"?> -->\n<a>x</a>", "\n<a>x</a>",
    ])
    func `blank lines and comments may come first`(_ text: String) throws {
        let read = try read(Array(text.utf8))
        #expect(read.text == "x" && !read.repaired)
    }

    @Test func `a byte order mark is not part of the text`() throws {
        let read = try read([0xEF, 0xBB, 0xBF] + document("UTF-8", Array("x".utf8)))
        #expect(read.text == "x" && !read.repaired)
    }
}
