// SPDX-License-Identifier: EUPL-1.2

internal import Domain

/// A finding as the doctor reads it: what is the matter and what to do.
struct FindingCard: Hashable, Sendable {
    let severity: String
    let severityKind: String
    let message: String
    let remedy: String

    /// The heaviest first, each once.
    static func cards(_ findings: [Finding]) -> [FindingCard] {
        var seen: Set<Finding> = []
        return findings.filter { seen.insert($0).inserted }
            .enumerated()
            .sorted { ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset) }
            .map { FindingCard($0.element) }
    }

    init(_ finding: Finding) {
        severity = finding.severity.italianName
        severityKind = finding.severity.rawValue
        message = finding.message
        remedy = finding.code.remedy
    }
}

extension Severity {
    fileprivate var italianName: String {
        switch self {
        case .info: "Informazione"
        case .warning: "Attenzione"
        case .blocking: "Da correggere"
        }
    }
}
