// SPDX-License-Identifier: EUPL-1.2

import HTTPTypes
import Hummingbird
import NIOCore
import Testing

@testable import Review

/// The cookie of a session among those that a browser sends.
struct SessionCookieTests {
    private func value(_ fields: String...) -> String? {
        var headers = HTTPFields()
        for field in fields { headers.append(HTTPField(name: .cookie, value: field)) }
        let head = HTTPRequest(method: .get, scheme: "http", authority: "ente.it", path: "/", headerFields: headers)
        return SessionCookie.session(secure: false).value(in: Request(head: head, body: .init(buffer: ByteBuffer())))
    }

    @Test func `it is found wherever it stands`() {
        #expect(value("esenzioni=a") == "a")
        #expect(value("altro=b; esenzioni=a") == "a")
        #expect(value("esenzioni=a; altro=b") == "a")
        #expect(value("altro=b;esenzioni=a;terzo=c") == "a")
        #expect(value("altro=b", "esenzioni=a") == "a")
        #expect(value("esenzioni=a=b") == "a=b")
        #expect(value("esenzioni=") == "")
    }

    @Test func `the first of its name counts`() { #expect(value("esenzioni=a; esenzioni=b") == "a") }

    @Test func `a cookie whose name is longer, or another's value, is not taken for it`() {
        #expect(value() == nil)
        #expect(value("esenzioni-accesso=a; miesenzioni=b; esenzioni") == nil)
        #expect(value("altro=esenzioni=a") == nil)
        #expect(value("Esenzioni=a") == nil)
    }
}
