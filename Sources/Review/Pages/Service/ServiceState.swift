// SPDX-License-Identifier: EUPL-1.2

internal import Domain

/// How the service itself is doing, as the page says it.
struct ServiceState: Encodable, Hashable, Sendable {
    let startedAt: String
    let running: String
    let checks: [CheckLine]
    let disks: [DiskLine]
    let versions: [VersionLine]

    /// One thing that should be well.
    struct CheckLine: Encodable, Hashable, Sendable {
        let checkLabel: String
        let checkVerdict: String
        let checkStyle: String
        let checkWords: String
    }

    /// The room that is left under one of the folders.
    struct DiskLine: Encodable, Hashable, Sendable {
        let diskLabel: String
        let diskWords: String
        /// Of 100.
        let used: Int
        let isShort: Bool
    }

    /// A program or library and its version.
    struct VersionLine: Encodable, Hashable, Sendable {
        let program: String
        let release: String
    }

    init(_ facts: ServiceFacts, now: Timestamp) {
        startedAt = facts.startedAt.italian
        running = Waiting.words(since: facts.startedAt.romeDay, until: now.romeDay)
        checks = facts.checks.map {
            CheckLine(
                checkLabel: $0.label,
                checkVerdict: $0.isOff ? "Non attivo" : $0.isWell ? "In ordine" : "Da verificare",
                checkStyle: $0.isOff ? "off" : $0.isWell ? "well" : "concern", checkWords: $0.words)
        }
        disks = facts.disks.map {
            DiskLine(
                diskLabel: $0.label,
                diskWords: "\($0.free.bytesInWords) liberi su \($0.size.bytesInWords)",
                used: $0.size > 0 ? Int(100 - 100 * Double($0.free) / Double($0.size)) : 0, isShort: $0.isShort)
        }
        versions = facts.versions.map { VersionLine(program: $0.name, release: $0.number) }
    }
}
