// SPDX-License-Identifier: EUPL-1.2

import Storage
import Testing

struct FileEndsTests {
    private func isCutOff(_ text: String) -> Bool { isCutOff(Array(text.utf8)) }

    private func isCutOff(_ bytes: [UInt8]) -> Bool { FileEnds(head: bytes, tail: bytes, size: bytes.count).isCutOff }

    @Test(arguments: [
        "%PDF-1.7 … %%EOF", "%PDF-1.7 … %%EOF\r\n\0\0", "<a/>", "<?xml version='1.0'?>\n<a><b/></a>\n",
        "\u{FEFF}<x:a xmlns:x='y'>t</x:a>", "<!-- <b> --><a></a><!-- end --><?p i?>", "<a></a >",
        "<!DOCTYPE a>\n<a></a>", "-----BEGIN PKCS7-----\nAAAA\n-----END PKCS7-----", "plain text", "", "<",
    ])
    func `what has its end is whole`(_ text: String) {
        #expect(!isCutOff(text))
    }

    @Test(arguments: [
        "%PDF-1.7 …", "<?xml version='1.0'?><a><b></b>", "<a><b/>text", "<a>text", "<a></a", "<a><!-- ",
        "<x:a xmlns:x='y'>t</a>", "-----BEGIN PKCS7-----\nAAAA",
    ])
    func `what lacks the end that it announces is cut off`(_ text: String) {
        #expect(isCutOff(text))
    }

    @Test func `an envelope says how long it is`() {
        let content = [UInt8](repeating: 4, count: 300)
        let whole = [0x30, 0x82, 0x01, 0x2C] + content
        #expect(!isCutOff(whole))
        #expect(isCutOff(whole.dropLast()))
        #expect(!isCutOff([0x30, 0x80] + content), "no length is announced")
        #expect(!isCutOff([0x30, 0x03, 1, 1, 1]))
    }

    /// Every shorter part of a document is cut off or says nothing of an end: none passes for the whole.
    @Test func `no beginning of a document passes for the whole`() {
        let document = Array("<?xml version='1.0'?><a x='1'><b>t</b><c/></a>".utf8)
        let name = document.count - "</a>".utf8.count
        for length in 30..<document.count where length != name { #expect(isCutOff(Array(document.prefix(length)))) }
        #expect(!isCutOff(document))
    }
}
