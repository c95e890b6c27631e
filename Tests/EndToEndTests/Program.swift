// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Synchronization
import SystemPackage
import TestSupport

/// The built program over a folder of its own, as an administrator would run it.
final class Program {
    let folder: TemporaryFolder
    private var daemon: Process?

    private static let root = FilePath(#filePath).removingLastComponent().pushing("../..").lexicallyNormalized()

    /// Where the products of this build are: beside the test bundle.
    static func product(_ name: String) -> URL {
        URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: name)
    }

    /// Below the ports that the kernel gives to the connections of other tests, and another for each daemon of this run.
    private static func freshPort() -> Int {
        lastPort.withLock {
            $0 += 1
            return $0
        }
    }

    private static let lastPort = Mutex(Int.random(in: 10_000..<30_000))

    /// - Parameters:
    ///   - requestWait: minutes that an incomplete request waits.
    ///   - incomplete: seconds that a file without its end waits.
    ///   - more: further lines of the configuration.
    init(requestWait: Int = 60, incomplete: Int = 60, more: String = "") throws {
        folder = try TemporaryFolder()
        try folder.makeFolder("inbox/ospedale")
        try folder.makeFolder("inbox/portale")
        let settings = """
            root: \(Self.root.string)
            inbox: \(folder.path.string)/inbox
            data: \(folder.path.string)/var
            receipts: \(folder.path.string)/var/outbox/receipts
            aura: {outbox: \(folder.path.string)/var/outbox/aura, replies: \(folder.path.string)/var/outbox/aura/replies}
            audit: {key: \(folder.path.string)/var/audit.key, heads: \(folder.path.string)/var/audit}
            intake:
              settle_seconds: 0.2
              scan_seconds: 0.5
              incomplete_seconds: \(incomplete)
              request_wait_minutes: \(requestWait)
            web: {port: \(Self.freshPort())}
            senders:
              ospedale: {kind: hospital, name: Ospedale di prova, asl: 010203}
              portale: {kind: portal, name: Portale di prova, asl: 010203}
            \(more)
            """
        try folder.write(Array(settings.utf8), to: "esenzioni.yml")
    }

    deinit { daemon?.terminate() }

    struct Outcome {
        let status: Int32
        let output: String
        let messages: String

        var lines: [String] { output.split(separator: "\n").map(String.init) }
    }

    /// Runs `esenzioni` with `arguments` to its end.
    @discardableResult
    func run(_ arguments: String..., input: String = "") throws -> Outcome { try run(arguments, input: input) }

    /// The same for arguments that were put together before.
    @discardableResult
    func run(_ arguments: [String], input: String = "") throws -> Outcome {
        let process = process(arguments + ["--config", folder.path.appending("esenzioni.yml").string])
        let output = Pipe()
        let messages = Pipe()
        let given = Pipe()
        process.standardOutput = output
        process.standardError = messages
        process.standardInput = given
        try process.run()
        try given.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try given.fileHandleForWriting.close()
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        let said = try messages.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus, output: String(decoding: text, as: UTF8.self),
            messages: String(decoding: said, as: UTF8.self))
    }

    /// Starts the daemon.
    func serve() throws {
        let process = process(["serve", "--config", folder.path.appending("esenzioni.yml").string])
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        daemon = process
    }

    /// Ends the daemon as a power cut would.
    func kill() {
        guard let daemon else { return }
        Foundation.kill(daemon.processIdentifier, SIGKILL)
        daemon.waitUntilExit()
        self.daemon = nil
    }

    /// Whether the daemon has ended by itself.
    var hasEnded: Bool { daemon.map { !$0.isRunning } ?? true }

    /// Sends the daemon a signal.
    func send(_ signal: Int32) {
        if let daemon { Foundation.kill(daemon.processIdentifier, signal) }
    }

    /// Asks the daemon to stop.
    ///
    /// - Returns: its exit status.
    func stop() -> Int32? {
        guard let daemon else { return nil }
        daemon.terminate()
        daemon.waitUntilExit()
        self.daemon = nil
        return daemon.terminationStatus
    }

    private func process(_ arguments: [String]) -> Process {
        let process = Process()
        process.executableURL = Self.product("esenzioni")
        process.arguments = arguments
        return process
    }

    /// Puts a document into the hospital's folder as a careful sender does: whole, by a rename.
    func drop(_ bytes: [UInt8], as name: String) throws {
        let temporary = try folder.write(bytes, to: "inbox/ospedale/.\(name).part")
        try FileManager.default.moveItem(
            atPath: temporary.string, toPath: folder.path.pushing(FilePath("inbox/ospedale/\(name)")).string)
    }

    func text(of name: String) throws -> String {
        try String(contentsOf: URL(filePath: folder.path.pushing(FilePath(name)).string), encoding: .utf8)
    }

    /// What lies below a folder, if there is one; not what is still being written under a temporary name.
    func files(_ name: String) throws -> [String] {
        guard FileManager.default.fileExists(atPath: folder.path.pushing(FilePath(name)).string) else { return [] }
        return try folder.files(under: name).filter { FilePath($0).lastComponent?.string.hasPrefix(".") == false }
    }
}

/// Asks again until the answer is there, for at most two minutes: the daemon shares the processors with all other tests.
func eventually<Value>(_ question: () throws -> Value?) async throws -> Value? {
    let deadline = ContinuousClock.now + .seconds(120)
    while ContinuousClock.now < deadline {
        if let value = try question() { return value }
        try await Task.sleep(for: .milliseconds(50))
    }
    return nil
}
