// SPDX-License-Identifier: EUPL-1.2

package import Domain
package import Storage

/// What the administrator's pages need from the rest of the house.
package struct ServiceDoor: Sendable {
    let facts: @Sendable () async -> ServiceFacts
    let rehearse: @Sendable (QuarantinedFile) async throws -> RetryOutlook
    let released: @Sendable () -> Void

    /// - Parameters:
    ///   - facts: how the service is doing at this moment.
    ///   - rehearse: reads a file as the daemon would, the virus scanner first and then in the cage, and keeps nothing;
    ///     throws only what is not the document's fault.
    ///   - released: called after files have left the quarantine, so that they are read at once.
    package init(
        facts: @escaping @Sendable () async -> ServiceFacts,
        rehearse: @escaping @Sendable (QuarantinedFile) async throws -> RetryOutlook,
        released: @escaping @Sendable () -> Void
    ) {
        self.facts = facts
        self.rehearse = rehearse
        self.released = released
    }
}

/// How the service is doing, apart from what the store knows. Texts are Italian and without personal data.
package struct ServiceFacts: Encodable, Hashable, Sendable {
    package let startedAt: Timestamp
    package let checks: [Check]
    package let disks: [Disk]
    package let versions: [Version]

    package init(startedAt: Timestamp, checks: [Check], disks: [Disk], versions: [Version]) {
        self.startedAt = startedAt
        self.checks = checks
        self.disks = disks
        self.versions = versions
    }

    /// One thing that should be well, and how it is.
    package struct Check: Encodable, Hashable, Sendable {
        package let label: String
        package let isWell: Bool
        package let words: String
        /// Whether it is switched off on purpose: neither well nor a concern.
        package let isOff: Bool

        package init(label: String, isWell: Bool, words: String, isOff: Bool = false) {
            self.label = label
            self.isWell = isWell
            self.isOff = isOff
            self.words = words
        }
    }

    /// The file system under one of the service's folders, in bytes.
    package struct Disk: Encodable, Hashable, Sendable {
        package let label: String
        package let free: Int64
        package let size: Int64

        package init(label: String, free: Int64, size: Int64) {
            self.label = label
            self.free = free
            self.size = size
        }
    }

    /// A program or library that takes part, and its version.
    package struct Version: Encodable, Hashable, Sendable {
        package let name: String
        package let number: String

        package init(name: String, number: String) {
            self.name = name
            self.number = number
        }
    }
}
