// SPDX-License-Identifier: EUPL-1.2

internal import AsyncHTTPClient
internal import Identity
internal import NIOCore
internal import NIOHTTP1

/// Asks the OpenID broker: over TLS whose certificate and name are verified, with limits, and following nothing.
enum BrokerTransport {
    /// Bytes; a set of keys or a token is some thousand.
    private static let largest = 512 * 1024

    static let ask: WebTransport = { question in
        var request = HTTPClientRequest(url: question.address)
        for (name, value) in question.fields { request.headers.add(name: name, value: value) }
        request.headers.add(name: "Accept", value: "application/json")
        if let form = question.form {
            request.method = .POST
            request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
            request.body = .bytes(ByteBuffer(string: form))
        }
        let answer = try await client.execute(request, timeout: .seconds(10))
        let body = try await answer.body.collect(upTo: largest)
        return WebAnswer(status: Int(answer.status.code), body: Array(buffer: body))
    }

    /// One for the life of the process, as its connections are.
    private static let client: HTTPClient = {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.timeout = .init(connect: .seconds(5), read: .seconds(10))
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()
}
