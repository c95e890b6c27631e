// SPDX-License-Identifier: EUPL-1.2

import Domain
import Testing

@testable import Review

@Suite struct FormFieldsTests {
    @Test(arguments: [
        ("a=1&b=2", "a", "1"), ("a=1&a=2", "a", "1"), ("a=%C3%A0+b", "a", "à b"), ("a=++x++", "a", "x"),
        ("a=1%2B1%3D2", "a", "1+1=2"), ("a=%zz%", "a", "%zz%"), ("a", "a", ""), ("a=1", "b", ""), ("", "a", ""),
        ("a=x%0D%0Ay%0Dz%0Aw", "a", "x\ny\nz\nw"), ("a=x%00%1By%EF%BF%BE", "a", "xy"), ("a=%+1%-1", "a", "% 1%-1"),
        ("a==b=c", "a", "=b=c"),
    ])
    func `a form is read as browsers write it, and never fails`(text: String, name: String, value: String) {
        #expect(FormFields(urlEncoded: text)[name] == value)
    }

    @Test func `a secret keeps its blanks`() {
        #expect(FormFields(urlEncoded: "p=+a+b+").exact("p") == " a b ")
    }

    @Test(arguments: ["a b&c=d", "D'Amicò", "100%", "-._~"])
    func `what is written into an address is read back`(text: String) {
        #expect(FormFields(urlEncoded: "q=\(text.queryEncoded)")["q"] == text)
    }
}
