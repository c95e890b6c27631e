// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import SystemPackage
import Testing

/// The phrases that the project ships.
enum SampleWording {
    static let project: Wording = {
        let file = FilePath(#filePath).removingLastComponent().pushing("../../config/diciture.conf")
        do {
            return try WordingLoader.load(file: file.lexicallyNormalized())
        } catch {
            Issue.record(error)
            return Wording(phrases: [])
        }
    }()
}
