// SPDX-License-Identifier: EUPL-1.2

import Domain
import Glibc
import Isolation
import Testing

/// The daemon's half against children that misbehave.
struct DocumentReaderTests {
    @Test func `documents are answered one by one, in order`() async throws {
        #expect(try await Readers.misbehaving().outcomes(["a", "b", "c"]) == ["a", "b", "c"])
    }

    @Test func `a child that never answers is killed in time, and only its document is to blame`() async throws {
        // Long enough for the others' answers on a machine that is busy with all other tests.
        let reader = Readers.misbehaving(wall: .seconds(5))
        #expect(try await reader.outcomes(["a", "hang", "b", "c"]) == ["a", "reader-timeout", "b", "c"])
    }

    @Test(arguments: ["die", "exit", "chatter", "impostor", "flood"])
    func `a child that dies or talks nonsense is the finding of its own document`(_ order: String) async throws {
        #expect(try await Readers.misbehaving().outcomes(["a", order, "b", "c"]) == ["a", "reader-failed", "b", "c"])
    }

    @Test func `a document that fills the memory costs its own limit`() async throws {
        let reader = Readers.misbehaving(megabytes: 64)
        #expect(try await reader.outcomes(["bomb", "a"]) == ["reader-failed", "a"])
    }

    @Test func `a document that only calculates is ended by its processor time`() async throws {
        let reader = Readers.misbehaving(processorSeconds: 1)
        #expect(try await reader.outcomes(["a", "burn", "b"]) == ["a", "reader-failed", "b"])
    }

    @Test func `a child ends after its share, and reads for one call only`() async throws {
        let reader = Readers.misbehaving(share: 2)
        let first = try await reader.outcomes(["who", "who", "who"])
        let second = try await reader.outcomes(["who"])
        #expect(first[0] == first[1])
        #expect(Set(first + second).count == 3)
    }

    @Test func `after a death each document has a child of its own`() async throws {
        let outcomes = try await Readers.misbehaving().outcomes(["die", "who", "who"])
        #expect(outcomes[1] != outcomes[2])
    }

    @Test func `a child has its channel and nothing else`() async throws {
        #expect(try await Readers.misbehaving().outcomes(["descriptors"]) == ["0"])
    }

    @Test func `a document that must be recognised is said to be one`() async throws {
        #expect(try await Readers.misbehaving().outcomes(["a", "scan", "b"]) == ["a", "needs recognition", "b"])
    }

    @Test func `a page comes as a picture with its size`() async throws {
        let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3]
        let picture = try await Readers.misbehaving().picture(of: png, page: 2, dotsPerInch: 100)
        #expect(picture == PagePicture(png: png, width: 2, height: 100))
    }

    @Test(arguments: [(0, 100), (1001, 100), (1, 35), (1, 301)])
    func `pages and resolutions out of bounds are not drawn`(_ page: Int, _ dots: Int) async throws {
        #expect(try await Readers.misbehaving().picture(of: [0x89], page: page, dotsPerInch: dots) == nil)
    }

    @Test func `what is no picture is not shown`() async throws {
        #expect(try await Readers.misbehaving().picture(of: Array("<svg>".utf8), page: 1, dotsPerInch: 100) == nil)
    }

    @Test func `a fault of loading a document comes after the answer of the one before`() async throws {
        struct Fault: Error {}
        var read: [String] = []
        await #expect(throws: Fault.self) {
            try await Readers.misbehaving().read(
                ["a", "b"], load: { if $0 == "b" { throw Fault() } else { Array($0.utf8) } },
                each: { item, _ in read.append(item) })
        }
        #expect(read == ["a"])
    }

    @Test func `what waits at the door is read before a fault of loading is told`() async throws {
        struct Fault: Error {}
        var read: [String] = []
        await #expect(throws: Fault.self) {
            try await Readers.misbehaving().read(
                ["a", "b", "c", "d", "e"], load: { if $0 == "d" { throw Fault() } else { Array($0.utf8) } },
                each: { item, _ in read.append(item) })
        }
        #expect(read == ["a", "b", "c"])
    }

    @Test func `no more than a few documents are loaded ahead, and of large ones one`() async throws {
        for (size, most) in [(1, 4), (1 << 18, 2)] {
            var (loaded, answered, ahead) = (0, 0, 0)
            try await Readers.misbehaving().read(
                Array(repeating: "a", count: 8),
                load: { item in
                    loaded += 1
                    ahead = max(ahead, loaded - answered)
                    return Array(item.utf8) + [UInt8](repeating: 0x20, count: size)
                }, each: { _, _ in answered += 1 })
            #expect(ahead == most)
        }
    }
}
