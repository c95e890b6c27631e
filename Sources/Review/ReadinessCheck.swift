// SPDX-License-Identifier: EUPL-1.2

/// One thing that must hold before documents may be dropped.
package struct ReadinessCheck: Hashable, Sendable, Codable {
    package let name: String
    package let isReady: Bool
    /// What is wrong, in English, without personal data; nothing when all is well.
    package let detail: String?

    package init(name: String, isReady: Bool, detail: String? = nil) {
        self.name = name
        self.isReady = isReady
        self.detail = detail
    }
}
