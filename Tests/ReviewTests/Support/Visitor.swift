// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Domain
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

/// A browser without a screen: keeps its cookies, sends back what the forms hold.
struct Visitor: Sendable {
    let client: any TestClientProtocol
    private(set) var cookies: [String: String] = [:]

    init(client: any TestClientProtocol) { self.client = client }

    mutating func get(_ path: String, headers: HTTPFields = [:]) async throws -> ShownPage {
        try await send(.get, path, headers, nil)
    }

    /// Posts `fields` as a form does.
    mutating func post(
        _ path: String, _ fields: [String: String], headers: HTTPFields = [:]
    ) async throws -> ShownPage {
        var headers = headers
        headers[.contentType] = "application/x-www-form-urlencoded"
        let body = fields.map { "\($0.key)=\($0.value.formEncoded)" }.joined(separator: "&")
        return try await send(.post, path, headers, ByteBuffer(string: body))
    }

    /// What the hidden fields of the first form on `page` hold.
    func stamp(of page: ShownPage) -> [String: String] {
        Self.unseen.reduce(into: [:]) { $0[$1] = page.value(of: $1) }
    }

    /// Looks at `page`, then posts its hidden fields with `fields` to `action`.
    mutating func submit(
        _ action: String, from page: String, _ fields: [String: String] = [:]
    ) async throws -> ShownPage {
        let shown = try await get(page)
        var all = fields
        for name in Self.unseen where all[name] == nil { all[name] = shown.value(of: name) }
        return try await post(action, all)
    }

    /// What a form about a practice carries beside what was typed.
    private static let unseen = [
        "gettone", "versione", "modulo", "modulo-ripreso", "righe-viste", "documenti-visti", "esenzione-vista",
        "diagnosi-vista",
    ]

    private mutating func send(
        _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields, _ body: ByteBuffer?
    ) async throws -> ShownPage {
        var headers = headers
        if !cookies.isEmpty {
            headers[.cookie] = cookies.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: "; ")
        }
        let response = try await client.executeRequest(uri: path, method: method, headers: headers, body: body)
        for line in response.headers[values: .setCookie] {
            let pair = line.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1).map(String.init)
            cookies[pair[0]] = pair.count == 2 && !pair[1].isEmpty ? pair[1] : nil
        }
        return ShownPage(response)
    }
}

/// What a browser gets.
struct ShownPage: Sendable {
    let status: HTTPResponse.Status
    let headers: HTTPFields
    let text: String
    /// Bytes of the body as it came, packed or not.
    let size: Int

    init(_ response: TestResponse) {
        status = response.status
        headers = response.headers
        text = String(buffer: response.body)
        size = response.body.readableBytes
    }

    var location: String? { headers[.location] }

    /// The value of the first input of that name.
    func value(of name: String) -> String? {
        guard let start = text.range(of: "name=\"\(name)\" value=\"") else { return nil }
        return String(text[start.upperBound...].prefix { $0 != "\"" })
    }

    /// The text between the tags, blanks collapsed, as a person reads it.
    var words: String {
        var isTag = false
        var result = ""
        for character in text {
            switch character {
            case "<": isTag = true
            case ">":
                isTag = false
                result.append(" ")
            default: if !isTag { result.append(character) }
            }
        }
        return result.unescaped.collapsed
    }
}

extension String {
    var formEncoded: String {
        utf8.map { byte in
            byte.isASCIIDigit || byte.asciiUppercased.isASCIIUppercaseLetter
                ? String(Character(Unicode.Scalar(byte)))
                : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }

    fileprivate var unescaped: String {
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")].reduce(self) {
            $0.split(separator: $1.0, omittingEmptySubsequences: false).joined(separator: $1.1)
        }
    }
}
