// SPDX-License-Identifier: EUPL-1.2

import Domain

/// What one source yields by itself: a CDA, or the text of the pages. Sources are reconciled only afterwards.
struct SourceReading {
    var kind: DocumentKind = .unknown
    var fields: [FieldName: ExtractedField] = [:]
    var diagnoses: [StatedDiagnosis] = []
    var exemptions: [StatedExemption] = []
    var findings: [Finding] = []
    /// Fields whose printed value may lack words or have too many.
    var unsure: Set<FieldName> = []
    /// Nothing on it speaks for an exemption.
    var certifiesNothing = false
    /// The words offer several answers, of which a mark may choose one.
    var hasOpenChoice = false
    /// Fields that only the words of a CDA tell, and no entry of it.
    var fromWords: Set<FieldName> = []
    /// The ASLs that the person is said to belong to.
    var residences: Set<ASLCode> = []
    /// Codes of exemptions and diagnoses that two sources of different kinds state alike.
    var agreed: Set<String> = []
    /// Codes that the page has where the structured data have others.
    var opposed: [FieldName: [ExtractedField.Claim]] = [:]
}

extension SourceReading {
    mutating func note(_ code: FindingCode, field: FieldName? = nil, detail: String? = nil) {
        let finding = Finding(code, field: field, detail: detail)
        if !findings.contains(finding) { findings.append(finding) }
    }

    /// The codes of the classification that are certified here; a CDA may state others beside them.
    var codedDiagnoses: Set<String> {
        Set(
            diagnoses.filter { $0.role.counts && ($0.codeSystem == OID.icd9 || $0.source.kind != .cda) }.compactMap(
                \.code))
    }

    /// Trusts the named values no more than `limit`.
    mutating func lower(_ names: some Sequence<FieldName>, to limit: Confidence) {
        for name in names { fields[name]?.lower(to: limit) }
    }

    /// Values that a finding on the whole document forbids to be certain, however soundly they were read.
    var weakened: [FieldName] {
        findings.flatMap { finding in
            switch finding.code {
            case .sourcesDisagree: [finding.field].compactMap(\.self)
            case .severalDocuments: FieldName.allCases
            case .encodingRepaired: FieldName.worded
            default: [FieldName]()
            }
        }
    }

    /// Shows what the page says otherwise beside the code that was chosen, each with its place.
    mutating func setOpposedBeside() {
        for (name, claims) in opposed {
            guard let field = fields[name], let own = field.value, field.candidates.isEmpty else { continue }
            let others = claims.filter { $0.value != own }.distinct
            guard !others.isEmpty else { continue }
            fields[name]?.candidates = [own] + others.map(\.value)
            fields[name]?.candidateSources = [field.source] + others.map(\.source)
        }
    }

    /// Several values with an equal claim: none is chosen, all are shown, each once and in the order of the document.
    mutating func contest(_ name: FieldName, among claims: [ExtractedField.Claim]) {
        guard let field = ExtractedField(contested: claims) else { return }
        fields[name] = field
        note(.severalCandidates, field: name, detail: field.candidates.joined(separator: ", "))
    }
}

extension [ExtractedField.Claim] {
    /// Each value once, where it stands first.
    fileprivate var distinct: [ExtractedField.Claim] {
        var seen: Set<String> = []
        return filter { seen.insert($0.value).inserted }
    }
}

extension ExtractedField {
    /// - Parameter claims: what is stated; nothing comes of none.
    init?(contested claims: [Claim]) {
        guard let first = claims.first else { return nil }
        let distinct = claims.distinct
        self.init(
            value: nil, confidence: .doubtful, source: first.source, candidates: distinct.map(\.value),
            candidateSources: distinct.map(\.source))
    }

    mutating func lower(to limit: Confidence) {
        if limit.trust < confidence.trust { confidence = limit }
    }
}

extension Confidence {
    fileprivate var trust: Int {
        switch self {
        case .doubtful: 0
        case .probable: 1
        case .certain: 2
        }
    }
}

extension FieldName {
    /// The values that tell who the document is about.
    static let identity: [FieldName] = [
        .beneficiaryFiscalCode, .beneficiaryFamilyName, .beneficiaryGivenName, .beneficiaryBirthDate, .beneficiarySex,
    ]

    /// Values of free letters, which a wrong encoding may spoil; codes are ASCII.
    static let worded: [FieldName] = [
        .beneficiaryFamilyName, .beneficiaryGivenName, .physicianName, .structureName, .diagnosisText, .pathologyNote,
    ]
}
