// SPDX-License-Identifier: EUPL-1.2

/// A question to the broker, over TLS.
package struct WebQuestion: Hashable, Sendable {
    package var address: String
    /// Header fields by name.
    package var fields: [String: String] = [:]
    /// What is posted, as a form; nothing for a page that is fetched.
    package var form: String?
}

/// What came back.
package struct WebAnswer: Hashable, Sendable {
    package var status: Int
    package var body: [UInt8]

    package init(status: Int, body: [UInt8]) {
        self.status = status
        self.body = body
    }
}

/// Asks; with a limit of time and size, and without following where the answer would send it. Throws where there is no answer.
package typealias WebTransport = @Sendable (WebQuestion) async throws -> WebAnswer
