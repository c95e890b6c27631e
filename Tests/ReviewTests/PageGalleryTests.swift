// SPDX-License-Identifier: EUPL-1.2

import Domain
import Synchronization
import Testing
import TestSupport

@testable import Review

/// The pictures that are kept, and how many are drawn at once.
@Suite struct PageGalleryTests {
    static func key(_ number: Int) -> PageKey {
        PageKey(sha256: TestHouse.known(ContentHash(String(repeating: "a", count: 64))), number: number)
    }

    static func image(_ bytes: Int) -> PageImage {
        PageImage(png: Array(repeating: 0, count: bytes), size: PageSize(width: 1, height: 1))
    }

    @Test func `the picture that was not used for longest makes room`() {
        var shelf = PictureShelf(capacity: 3 * 5000)
        for number in 1...2 { shelf.keep(Self.image(4000), of: Self.key(number)) }
        #expect(shelf.memory(of: Self.key(1)) != nil)
        shelf.keep(Self.image(7000), of: Self.key(3))
        #expect(shelf.memory(of: Self.key(1)) != nil)
        #expect(shelf.memory(of: Self.key(2)) == nil)
        #expect(shelf.memory(of: Self.key(3)) == .drawn(Self.image(7000)))
    }

    @Test func `a picture larger than all the room is not kept and takes nothing`() {
        var shelf = PictureShelf(capacity: 5000)
        shelf.keep(Self.image(6000), of: Self.key(1))
        #expect(shelf.memory(of: Self.key(1)) == nil)
        shelf.keep(Self.image(100), of: Self.key(2))
        #expect(shelf.memory(of: Self.key(2)) != nil)
    }

    @Test func `that a page cannot be drawn is remembered`() async throws {
        var desk = try TestDesk()
        desk.drawing = { _ in nil }
        let gallery = PageGallery(desk: desk.desk())
        for _ in 1...3 { #expect(try await gallery.image(Self.key(1)) == nil) }
        #expect(desk.drawings.value == 1)
    }

    @Test func `no more pages are drawn at once than the settings allow`() async throws {
        let turnstile = Turnstile(places: 2)
        let inside = Crowd()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 1...20 {
                group.addTask {
                    try await turnstile.pass {
                        inside.enter()
                        await Task.yield()
                        inside.leave()
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(inside.most <= 2)
    }

    @Test func `who is cancelled leaves the line and the next one still gets in`() async throws {
        let turnstile = Turnstile(places: 1)
        let (inside, isInside) = AsyncStream.makeStream(of: Void.self)
        let (leave, mayLeave) = AsyncStream.makeStream(of: Void.self)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await turnstile.pass {
                    isInside.yield()
                    for await _ in leave { break }
                }
            }
            for await _ in inside { break }
            await withTaskGroup(of: Bool.self) { waiting in
                waiting.addTask {
                    do { try await turnstile.pass {} } catch { return error is CancellationError }
                    return false
                }
                waiting.cancelAll()
                #expect(await waiting.next() == true)
            }
            mayLeave.yield()
            try await group.waitForAll()
        }
        try await turnstile.pass {}
    }
}

/// How many were inside at once.
private final class Crowd: Sendable {
    private let count = Mutex((now: 0, most: 0))

    var most: Int { count.withLock { $0.most } }

    func enter() { count.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) } }

    func leave() { count.withLock { $0.now -= 1 } }
}
