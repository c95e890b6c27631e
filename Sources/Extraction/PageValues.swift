// SPDX-License-Identifier: EUPL-1.2

import Domain
import PDFReading

/// The values that labels announce, checked for their kind and gathered: a field that is printed twice with different values
/// is contested, and a value that cannot be what its label says is not read.
struct PageValues {
    private var fields: [FieldName: [ExtractedField]] = [:]
    private var fullNames: [PageCell] = []
    private var diagnoses: [StatedDiagnosis] = []
    private var exemptions: [StatedExemption] = []
    private var findings: [Finding] = []

    mutating func take(_ found: LabelledValue) {
        switch found.label {
        case .field(let name): takeField(name, found.value)
        case .fullName: if PrintedName.isName(found.value.text) { fullNames.append(found.value) }
        case .exemption: takeExemption(found)
        case .diagnosis(let role): takeDiagnosis(found, role)
        }
    }

    mutating func settle(into reading: inout SourceReading) {
        for finding in findings { reading.note(finding.code, field: finding.field, detail: finding.detail) }
        for (name, stated) in fields {
            guard let first = stated.first else { continue }
            let values = Set(stated.compactMap { $0.value?.foldedToASCII })
            if values.count > 1 {
                reading.contest(name, Set(stated.compactMap(\.value)).sorted(), source: first.source)
            } else {
                reading.fields[name] = first
            }
        }
        reading.diagnoses = diagnoses
        reading.exemptions = exemptions
        PrintedName.settle(fullNames, into: &reading)
    }

    private mutating func takeField(_ name: FieldName, _ cell: PageCell) {
        guard let field = PrintedValue.field(name, cell) else { return }
        fields[name, default: []].append(field)
        guard name == .beneficiaryFiscalCode else { return }
        if field.confidence == .doubtful { findings.append(Finding(.fiscalCodeInvalid, detail: field.asWritten)) }
        if let written = field.asWritten, let value = field.value, FiscalCode(written) == nil, FiscalCode(value) != nil
        {
            findings.append(Finding(.fiscalCodeRepaired, detail: "\(written) letto \(value)"))
        }
    }

    private mutating func takeExemption(_ found: LabelledValue) {
        guard let code = PrintedCode(found.value), WrittenExemption(code.code).code != nil else { return }
        let text = code.rest ?? found.following.flatMap { $0.labels.isEmpty ? $0.text : nil }
        exemptions.append(StatedExemption(code: code.code, text: text, source: FieldSource(found.value)))
    }

    private mutating func takeDiagnosis(_ found: LabelledValue, _ role: StatedDiagnosis.Role) {
        let source = FieldSource(found.value)
        let whole = found.value.text
        if let code = PrintedCode(found.value), code.standsApart, let diagnosis = DiagnosisCode(code.code) {
            guard !diagnosis.isPlaceholder else { return }
            let text = code.rest ?? found.following.flatMap { $0.labels.isEmpty ? $0.text : nil }
            diagnoses.append(StatedDiagnosis(code: diagnosis.value, text: text, role: role, source: source))
        } else if found.isAnnounced, whole.contains(where: \.isLetter) {
            diagnoses.append(StatedDiagnosis(code: nil, text: whole, role: role, source: source))
        }
    }
}

extension FieldSource {
    /// Where a cell is printed.
    init(_ cell: PageCell) { self.init(.text, page: cell.page, box: cell.box.corners) }
}
