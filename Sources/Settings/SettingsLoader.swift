// SPDX-License-Identifier: EUPL-1.2

import Domain
import FoundationEssentials
package import SystemPackage

/// Reads `config/esenzioni.yml`.
package enum SettingsLoader {
    /// Puts file, environment and overrides together.
    ///
    /// - Parameters:
    ///   - file: relative to the working directory, or absolute.
    ///   - environment: variables by name; `ESENZIONI_WEB_PORT` stands for `web.port` and counts before the file.
    ///   - overrides: values by dotted key, which count before everything else.
    /// - Returns: Settings without any problem but those that only a look at the folders can find.
    /// - Throws: `SettingsFault` with every problem, not only the first.
    package static func load(
        file: FilePath,
        environment: [String: String] = [:],
        overrides: [String: String] = [:]
    ) throws(SettingsFault) -> DaemonSettings {
        let tree = try SettingsNode.parse(text(of: file), file: file.string)
        var source = SettingsSource(
            file: file.string,
            tree: tree,
            environment: environment,
            overrides: overrides
        )
        let workingFolder = FilePath(FileManager.default.currentDirectoryPath)
        let folder = workingFolder.pushing(file).removingLastComponent().lexicallyNormalized()
        let settings = DaemonSettings(from: &source, folder: folder, root: "..")
        let problems = source.allProblems()
        guard problems.isEmpty else { throw SettingsFault(problems: problems) }
        return settings
    }

    private static func text(of file: FilePath) throws(SettingsFault) -> String {
        let message: String
        if let content = FileManager.default.contents(atPath: file.string) {
            if let text = String(validating: content, as: UTF8.self) { return text }
            message = "il testo non è UTF-8: salvare il file con questa codifica"
        } else if FileManager.default.fileExists(atPath: file.string) {
            message = "il file non si può leggere: controllare i permessi"
        } else {
            message = "il file manca"
        }
        throw SettingsFault(problems: [SettingsProblem(file: file.string, message: message)])
    }
}
