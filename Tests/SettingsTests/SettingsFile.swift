// SPDX-License-Identifier: EUPL-1.2

import Foundation
import SystemPackage

@testable import Settings

/// A folder of its own that goes away with the test.
final class TemporaryFolder: Sendable {
    let root: FilePath

    init() throws {
        root = FilePath(FileManager.default.temporaryDirectory.path).appending("esenzioni-\(UUID().uuidString)")
        try FileManager.default.createDirectory(atPath: root.string, withIntermediateDirectories: true)
    }

    func write(_ text: String, to name: String) throws {
        let path = root.pushing(FilePath(name))
        try FileManager.default.createDirectory(
            atPath: path.removingLastComponent().string,
            withIntermediateDirectories: true
        )
        try Data(text.utf8).write(to: URL(filePath: path.string))
    }

    deinit {
        do { try FileManager.default.removeItem(atPath: root.string) } catch { print("left behind: \(root)") }
    }
}

/// A configuration file `config/esenzioni.yml` in a folder of its own.
struct SettingsFile {
    let folder: TemporaryFolder
    var path: FilePath { folder.root.appending("config/esenzioni.yml") }

    init(_ yaml: String) throws {
        folder = try TemporaryFolder()
        try folder.write(yaml, to: "config/esenzioni.yml")
    }

    func load(environment: [String: String] = [:], overrides: [String: String] = [:]) throws -> DaemonSettings {
        try SettingsLoader.load(file: path, environment: environment, overrides: overrides)
    }

    /// What is wrong with it, each as it is printed, with the file's name alone.
    func problems(environment: [String: String] = [:], overrides: [String: String] = [:]) -> [String] {
        do {
            _ = try SettingsLoader.load(file: path, environment: environment, overrides: overrides)
            return []
        } catch {
            return error.problems.map { $0.description.replacing(path.string, with: "esenzioni.yml") }
        }
    }
}
