// SPDX-License-Identifier: EUPL-1.2

import Domain
import Extraction
import Foundation
import ReadingSamples
import Testing

/// Damaged and hostile bytes: whatever comes in, an extract comes out.
struct HostileInputTests {
    /// Rounds a sample; more with HOSTILE_ROUNDS.
    private static let rounds = Int(ProcessInfo.processInfo.environment["HOSTILE_ROUNDS"] ?? "") ?? 60

    /// A small generator with a fixed start, so that a failure can be repeated.
    private struct Dice: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }
    }

    private static let samples: [[UInt8]] = {
        var wrapped = SamplePDF.regional()
        wrapped.attachments = [(.xfaResources, "datasets", SampleCDA.regional().datasets)]
        var attached = SamplePDF(pages: [[.init("Codice fiscale: RSSMRA48R11B111I", y: 100)]])
        attached.attachments = [(.nameTree, "cda.xml", SampleCDA().bytes), (.annotation, "b", SampleCDA().bytes)]
        return [SampleCDA.regional().bytes, SampleCDA.regional().datasets, wrapped.bytes, attached.bytes]
    }()

    @Test(arguments: samples.indices)
    func `damaged bytes always give an extract`(_ index: Int) {
        var dice = Dice(state: UInt64(index) + 7)
        for _ in 0..<Self.rounds {
            var bytes = Self.samples[index]
            for _ in 0..<Int.random(in: 1...8, using: &dice) { Self.damage(&bytes, &dice) }
            let read = extract(bytes)
            #expect(read.role != .unreadable || !read.findings.isEmpty)
        }
    }

    private static func damage(_ bytes: inout [UInt8], _ dice: inout Dice) {
        guard bytes.count > 16 else { return }
        let place = Int.random(in: 0..<bytes.count, using: &dice)
        switch Int.random(in: 0..<5, using: &dice) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &dice)
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...40, using: &dice)))
        case 2: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 60)], at: place)
        case 3: bytes.insert(UInt8.random(in: 0...255, using: &dice), at: place)
        default: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &dice))
        }
    }

    @Test func `every prefix of a document gives an extract without values of a half-read one`() {
        let bytes = SampleCDA.regional().bytes
        for length in stride(from: 0, to: bytes.count - 1, by: 97) {
            let read = extract(Array(bytes.prefix(length)))
            #expect(read.role == .unreadable && read.fields.isEmpty && !read.findings.isEmpty)
        }
    }

    @Test func `a tower of elements is refused`() {
        let tower = String(repeating: "<ClinicalDocument xmlns='urn:hl7-org:v3'>", count: 20_000)
        #expect(extract(Array(tower.utf8)).codes == [.contentTooLarge])
    }
}
