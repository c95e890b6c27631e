// SPDX-License-Identifier: EUPL-1.2

internal import Domain

extension Finding {
    /// The finding's name in a form: the same for the same finding, whatever else stands beside it.
    var formKey: String {
        let text = "\(code.rawValue)\u{0}\(field?.rawValue ?? "")\u{0}\(detail ?? "")"
        return "\(code.rawValue)-\(text.shortName)"
    }
}

extension DecisionDraft {
    /// Those of `findings` whose box was ticked.
    func acknowledged(among findings: [Finding]) -> Set<Finding> {
        Set(findings.filter { acknowledged.contains($0.formKey) })
    }
}
