// SPDX-License-Identifier: EUPL-1.2

import FoundationEssentials
package import SystemPackage

extension TrustStore {
    /// Reads every file of `folder` but hidden ones and explanations (`.md`); folders in it are not entered.
    ///
    /// Call it before the process is confined: nothing is read later. A folder that cannot be read is one of the `problems`:
    /// without authorities signatures are unverifiable, and the intake goes on.
    package convenience init(folder: FilePath) {
        do {
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.string).sorted()
            let read = names.filter { !$0.hasPrefix(".") && !$0.lowercased().hasSuffix(".md") }.map { name in
                (name, FileManager.default.contents(atPath: folder.appending(name).string))
            }
            self.init(
                files: read.compactMap { name, bytes in bytes.map { TrustFile(name: name, bytes: Array($0)) } },
                unread: read.compactMap { name, bytes in
                    bytes == nil ? TrustProblem(file: name, message: "non è un file leggibile") : nil
                })
        } catch {
            self.init(files: [], unread: [TrustProblem(file: folder.string, message: "la cartella non si può leggere")])
        }
    }
}
