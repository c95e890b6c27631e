// SPDX-License-Identifier: EUPL-1.2

import Foundation
import SystemPackage
import TestSupport

/// A real clamd of the test's own, which knows one signature: that of the EICAR test string.
final class ClamDaemon {
    let folder: TemporaryFolder
    private var process: Process?

    /// The string that every virus scanner takes for a virus, in two parts so that none takes this file for one.
    static let testString = #"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-"# + "ANTIVIRUS-TEST-FILE!$H+H*"

    var socket: String { folder.path.appending("clamd.ctl").string }

    /// - Parameter longest: of the files that it scans.
    init(longest: String = "25M") throws {
        folder = try TemporaryFolder()
        try folder.write(Array("44d88612fea8a8f36de82e1278abb02f:68:Eicar-Test\n".utf8), to: "signatures/test.hdb")
        let settings = """
            LocalSocket \(socket)
            DatabaseDirectory \(folder.path.string)/signatures
            Foreground yes
            StreamMaxLength \(longest)
            """
        try folder.write(Array(settings.utf8), to: "clamd.conf")
    }

    deinit { process?.terminate() }

    func start() async throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/sbin/clamd")
        process.arguments = ["--config-file", folder.path.appending("clamd.conf").string]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        self.process = process
        _ = try await eventually { FileManager.default.fileExists(atPath: socket) ? true : nil }
    }

    func stop() {
        process?.terminate()
        process?.waitUntilExit()
        process = nil
    }
}
