// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Storage

/// The store's counts in the text format of Prometheus.
struct MetricsText: Hashable, Sendable {
    let text: String

    init(_ counts: StoreCounts, lateNotices: Int) {
        var lines: [String] = []
        func family(_ name: String, _ help: String, _ samples: [(labels: String, value: Int)]) {
            lines.append("# HELP esenzioni_\(name) \(help)")
            lines.append("# TYPE esenzioni_\(name) gauge")
            for sample in samples { lines.append("esenzioni_\(name)\(sample.labels) \(sample.value)") }
        }
        family(
            "practices", "Practices by state",
            PracticeState.allCases.map { ("{state=\"\($0.rawValue)\"}", counts.practices[$0] ?? 0) })
        family(
            "notices", "Notices to AURA by state",
            NoticeState.allCases.map { ("{state=\"\($0.rawValue)\"}", counts.notices[$0] ?? 0) })
        family("notices_late", "Notices without a reply beyond the time allowed", [("", lateNotices)])
        family("deliveries_pending", "Files that wait to be read", [("", counts.pendingDeliveries)])
        family("deliveries_quarantined", "Files that could not be taken in", [("", counts.quarantined)])
        family("documents_unmatched", "Documents that wait for their person", [("", counts.unmatched)])
        family("receipts_pending", "Receipts that wait for their folder", [("", counts.pendingReceipts)])
        family("access_log_entries", "The newest entry of the access log", [("", counts.accessEntries)])
        family(
            "access_alarms", "Alarms of the access log by kind",
            AccessAlarm.Kind.allCases.map { ("{kind=\"\($0.rawValue)\"}", counts.accessAlarms[$0] ?? 0) })
        text = lines.joined(separator: "\n") + "\n"
    }
}
