// SPDX-License-Identifier: EUPL-1.2

import SystemPackage
import Testing

@testable import Intake

struct SpentFoldersTests {
    private static let start = ContinuousClock.now
    private static let folder: FilePath = "/inbox/portale/r1"

    private static func facts(changed: Int64) -> FileFacts {
        FileFacts(device: 1, inode: 2, size: 40, changed: changed)
    }

    @Test func `a folder goes once nothing has happened to it for long`() {
        var spent = SpentFolders(patience: .seconds(60))
        #expect(spent.due([Self.folder: Self.facts(changed: 1)], now: Self.start).isEmpty)
        #expect(spent.due([Self.folder: Self.facts(changed: 1)], now: Self.start + .seconds(59)).isEmpty)
        #expect(spent.due([Self.folder: Self.facts(changed: 1)], now: Self.start + .seconds(60)) == [Self.folder])
    }

    @Test func `one that was written into meanwhile, or not seen empty, begins anew`() {
        var spent = SpentFolders(patience: .seconds(60))
        _ = spent.due([Self.folder: Self.facts(changed: 1)], now: Self.start)
        #expect(spent.due([Self.folder: Self.facts(changed: 2)], now: Self.start + .seconds(60)).isEmpty)
        _ = spent.due([:], now: Self.start + .seconds(90))
        #expect(spent.due([Self.folder: Self.facts(changed: 2)], now: Self.start + .seconds(130)).isEmpty)
    }
}
