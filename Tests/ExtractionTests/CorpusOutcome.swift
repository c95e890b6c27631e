// SPDX-License-Identifier: EUPL-1.2

import Domain
import Extraction

/// How one document was read, against what it is known to say.
struct CorpusOutcome {
    enum Verdict: String {
        case exact, differsWithFinding = "differs, told", refused, noTruth = "no truth", wrong = "SILENTLY WRONG"
    }

    let verdict: Verdict
    let explanation: String
    private let mustBeExact: Bool

    var isFault: Bool { verdict == .wrong || (mustBeExact && verdict != .exact) }

    init(_ line: CorpusLine, _ extract: Extract) {
        mustBeExact = line.expect == "accept"
        let findings = extract.findings.map { "\($0.code.rawValue)" }.joined(separator: " ")
        let isTold = extract.findings.contains { $0.severity >= .warning }
        guard let facts = line.facts else {
            verdict = extract.role == .unreadable ? .refused : isTold ? .noTruth : .wrong
            explanation = "\(extract.form.rawValue) \(extract.role.rawValue) \(findings)"
            return
        }
        let differences = Self.differences(facts, extract)
        verdict = differences.isEmpty ? .exact : isTold ? .differsWithFinding : .wrong
        explanation =
            "\(extract.form.rawValue) \(extract.role.rawValue) [\(differences.joined(separator: "; "))] \(findings)"
    }

    private static func differences(_ facts: CorpusTruth, _ extract: Extract) -> [String] {
        var differences: [String] = []
        func compare(_ name: String, _ truth: String?, _ read: String?) {
            if truth ?? "" != read ?? "" { differences.append("\(name): \(truth ?? "-") / \(read ?? "-")") }
        }
        let author = facts.authors?.first
        compare("cf", facts.patient?.cf?.uppercased(), extract.value(.beneficiaryFiscalCode))
        compare("family", facts.patient?.family, extract.value(.beneficiaryFamilyName))
        compare("given", facts.patient?.given, extract.value(.beneficiaryGivenName))
        compare("birth", day(facts.patient?.birthTime), extract.value(.beneficiaryBirthDate))
        compare("sex", facts.patient?.sex, extract.value(.beneficiarySex))
        compare("date", day(facts.document?.effectiveTime), extract.value(.issueDate))
        compare(
            "author",
            [author?.family, author?.given].compactMap(\.self).joined(separator: " "),
            extract.value(.physicianName)
        )
        compare("author cf", author?.cf?.uppercased(), extract.value(.physicianFiscalCode))
        compare("diagnoses", coded(facts), diagnoses(extract))
        compare(
            "exemptions",
            Set((facts.exemptions ?? []).compactMap(\.code)).sorted().joined(separator: " "),
            Set(extract.exemptions.map(\.code)).sorted().joined(separator: " ")
        )
        return differences
    }

    private static func day(_ time: String?) -> String? { time.flatMap { CalendarDay(compact: $0)?.iso ?? $0 } }

    private static let counting: Set<String> = ["diagnosis", "discharge_diagnosis", "problem"]

    /// LOINC values repeat the question and "no known problem" is none: neither is a diagnosis.
    private static func coded(_ facts: CorpusTruth) -> String {
        let real = (facts.coded ?? []).filter {
            counting.contains($0.role) && $0.codeSystem != "2.16.840.1.113883.6.1"
                && $0.codeSystem != "2.16.840.1.113883.11.22.17"
        }
        let isICD = { (coded: CorpusTruth.Coded) in coded.codeSystem == "2.16.840.1.113883.6.103" }
        let rows = real.map { "\($0.role) \(isICD($0) ? ($0.code ?? "").filter { $0 != "." } : $0.code ?? "")" }
        return Set(rows).sorted().joined(separator: ", ")
    }

    private static func diagnoses(_ extract: Extract) -> String {
        let rows = extract.diagnoses.filter { $0.code != nil && $0.role.counts }.map {
            "\($0.role.rawValue) \($0.code ?? "")"
        }
        return Set(rows).sorted().joined(separator: ", ")
    }
}
