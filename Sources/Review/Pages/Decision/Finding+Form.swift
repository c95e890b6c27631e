// SPDX-License-Identifier: EUPL-1.2

internal import Domain

extension Finding {
    /// The finding's name in a form: the same for the same finding, whatever else stands beside it. It tells boxes to tick
    /// apart and protects nothing, so FNV-1a is enough.
    var formKey: String {
        let text = "\(code.rawValue)\u{0}\(field?.rawValue ?? "")\u{0}\(detail ?? "")"
        let hash = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return "\(code.rawValue)-\(String(hash, radix: 36))"
    }
}

extension DecisionDraft {
    /// Those of `findings` whose box was ticked.
    func acknowledged(among findings: [Finding]) -> Set<Finding> {
        Set(findings.filter { acknowledged.contains($0.formKey) })
    }
}
