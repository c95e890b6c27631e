// SPDX-License-Identifier: EUPL-1.2

/// A request put together with what its attachments prove (contract §4.2): a certificate among them supplies the codes
/// that the request leaves out, and whatever contradicts the request is told with both sources named.
///
/// Only a listed certificate of the same person counts. An attachment that is about somebody else, that nobody listed or
/// that could not be read lends no value; it is told, and the doctor looks at it.
package struct RequestEvidence: Sendable {
    /// An attachment as it was read.
    package struct Attachment: Hashable, Sendable {
        package let name: String
        package let extract: Extract
        package let isListed: Bool

        package init(name: String, extract: Extract, isListed: Bool) {
            self.name = name
            self.extract = extract
            self.isListed = isListed
        }
    }

    private let catalogue: CatalogueLookup

    package init(catalogue: CatalogueLookup) { self.catalogue = catalogue }

    /// The request with the codes that its attachments supply, and the findings of both together.
    package func joined(_ request: Extract, _ attachments: [Attachment]) -> Extract {
        let certificates = attachments.filter {
            $0.isListed && $0.extract.role == .certificate && $0.extract.isAbout(request) == .same
        }
        var joined = request
        joined.join(.exemptionCode, missing: .exemptionMissing, certificates)
        joined.join(.diagnosisCode, missing: .diagnosisMissing, certificates)
        joined.checkPair(catalogue)
        return joined
    }

    /// What the doctor and the sender must know of one attachment.
    package func findings(of attachment: Attachment, for request: Extract) -> [Finding] {
        let extract = attachment.extract
        var findings: [Finding] = []
        if !attachment.isListed { findings.append(Finding(.attachmentUnlisted, detail: attachment.name)) }
        if case .other(let code, let detail) = extract.isAbout(request) {
            findings.append(Finding(code, detail: "\(attachment.name): \(detail)"))
        }
        // What the attachment says of values is weighed in `joined`; here is what concerns the paper as a whole.
        let ofPaper = extract.findings.filter { $0.field == nil }
        let unread = ofPaper.filter { extract.role == .unreadable || $0.code.isUnreadPage }
        if let first = unread.first {
            findings.append(Finding(.attachmentUnreadable, detail: "\(attachment.name): \(first.code.message)"))
        }
        return findings + ofPaper.filter { !unread.contains($0) }
    }
}

extension FindingCode {
    /// A page of which the values were not read: of a certificate a fault, of a citizen's attachment no surprise.
    fileprivate var isUnreadPage: Bool {
        switch self {
        case .textMissing, .layoutUnknown, .recognitionUnavailable: true
        default: false
        }
    }
}

extension Extract {
    fileprivate enum Subject: Equatable {
        case same, unknown
        /// Another person: the finding's code, and what differs.
        case other(FindingCode, String)
    }

    /// Whether this document is about the person of `request`: by fiscal code, else by both names and the birth date.
    fileprivate func isAbout(_ request: Extract) -> Subject {
        guard role != .unreadable, !findings.contains(where: { $0.code == .severalPersons }) else { return .unknown }
        if let code = trusted(.beneficiaryFiscalCode), let asked = request.trusted(.beneficiaryFiscalCode) {
            return code == asked ? .same : .other(.pageNamesAnother, "\(code) invece di \(asked)")
        }
        let names: [FieldName] = [.beneficiaryFamilyName, .beneficiaryGivenName, .beneficiaryBirthDate]
        let stated = names.filter { trusted($0) != nil && request.trusted($0) != nil }
        let different = stated.filter { trusted($0)?.nameKey != request.trusted($0)?.nameKey }
        if let first = different.first {
            return .other(.identityMismatch, "\(trusted(first) ?? "") invece di \(request.trusted(first) ?? "")")
        }
        return stated.count == names.count ? .same : .unknown
    }

    /// The value of a field that is there and not doubtful.
    fileprivate func trusted(_ name: FieldName) -> String? {
        guard let field = fields[name], field.confidence != .doubtful else { return nil }
        return field.value
    }

    /// Takes from the certificates the code that the request leaves out, and tells where they contradict it.
    fileprivate mutating func join(
        _ name: FieldName, missing: FindingCode, _ certificates: [RequestEvidence.Attachment]
    ) {
        let stated = certificates.filter { $0.extract.statedCode(name) != nil }
        guard let first = stated.first, let field = first.extract.fields[name] else { return }
        let values = Set(stated.compactMap { $0.extract.statedCode(name) })
        let said = stated.map { "\($0.name) \($0.extract.value(name) ?? "")" }.joined(separator: ", ")
        if let own = statedCode(name) {
            guard values != [own] else { return }
            findings.append(Finding(.sourcesDisagree, field: name, detail: "richiesta \(own), \(said)"))
            return
        }
        guard values.count == 1 else {
            findings.append(Finding(.severalCandidates, field: name, detail: said))
            return
        }
        fields[name] = field
        findings.removeAll { $0.code == missing || ($0.code == .exemptionProposed && name == .exemptionCode) }
        findings += first.extract.findings.filter { $0.field == name && !findings.contains($0) }
    }

    /// A code that the document itself states, which names something: not what the catalogue proposes, not `000`.
    private func statedCode(_ name: FieldName) -> String? {
        guard let value = value(name), fields[name]?.source.kind != .catalogue else { return nil }
        return name == .diagnosisCode && DiagnosisCode(value)?.isPlaceholder == true ? nil : value
    }

    /// Codes of different papers may not belong together, which no paper by itself could tell.
    fileprivate mutating func checkPair(_ catalogue: CatalogueLookup) {
        guard let exemption = value(.exemptionCode).flatMap({ ExemptionCode($0) }),
            let diagnosis = value(.diagnosisCode).flatMap({ DiagnosisCode($0) }), !diagnosis.isPlaceholder,
            catalogue.listsDiagnoses(exemption), catalogue.diagnosis(diagnosis, exemption) == nil,
            !findings.contains(where: { $0.code == .diagnosisNotOfExemption })
        else { return }
        findings.append(Finding(.diagnosisNotOfExemption, detail: "\(diagnosis.value), \(exemption.value)"))
    }
}

extension String {
    /// The form in which names are compared.
    fileprivate var nameKey: String { foldedToASCII.collapsed }
}
