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
    private var unsure: Set<FieldName> = []

    mutating func take(_ found: LabelledValue) {
        for place in found.places where take(place, of: found) { return }
    }

    /// Whether the words there can be what the label announces.
    private mutating func take(_ place: LabelledValue.Place, of found: LabelledValue) -> Bool {
        switch found.label {
        case .field(let name): takeField(name, place.value)
        case .fullName: takeFullName(place.value)
        case .exemption: takeExemption(place)
        case .diagnosis(let role): takeDiagnosis(place, role, isAnnounced: found.isAnnounced)
        case .signature: true
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
        reading.unsure = unsure
        PrintedName.settle(fullNames, into: &reading)
    }

    private mutating func takeFullName(_ cell: PageCell) -> Bool {
        guard PrintedName.isName(cell.text) else { return false }
        fullNames.append(cell)
        return true
    }

    private mutating func takeField(_ name: FieldName, _ cell: PageCell) -> Bool {
        guard let field = PrintedValue.field(name, cell) else { return false }
        fields[name, default: []].append(field)
        if cell.isUnsure { unsure.insert(name) }
        if name == .beneficiaryFiscalCode { checkFiscalCode(field) }
        return true
    }

    private mutating func checkFiscalCode(_ field: ExtractedField) {
        if field.confidence == .doubtful { findings.append(Finding(.fiscalCodeInvalid, detail: field.asWritten)) }
        if let written = field.asWritten, let value = field.value, FiscalCode(written) == nil, FiscalCode(value) != nil
        {
            findings.append(Finding(.fiscalCodeRepaired, detail: "\(written) letto \(value)"))
        }
    }

    private mutating func takeExemption(_ place: LabelledValue.Place) -> Bool {
        guard let code = PrintedCode(place.value), WrittenExemption(code.code).code != nil else { return false }
        exemptions.append(
            StatedExemption(code: code.code, text: description(code, place)?.text, source: FieldSource(place.value))
        )
        return true
    }

    private mutating func takeDiagnosis(
        _ place: LabelledValue.Place,
        _ role: StatedDiagnosis.Role,
        isAnnounced: Bool
    ) -> Bool {
        let source = FieldSource(place.value)
        let whole = place.value.text
        if let code = PrintedCode(place.value), code.standsApart, let diagnosis = DiagnosisCode(code.code),
            // Codes with F are the regional software's own and are never printed; elsewhere they are another classification's.
            !diagnosis.isPlaceholder || diagnosis == .noneStated
        {
            let name = description(code, place)
            if name?.isUnsure ?? false { unsure.insert(.diagnosisText) }
            diagnoses.append(StatedDiagnosis(code: diagnosis.value, text: name?.text, role: role, source: source))
            return true
        }
        guard isAnnounced, whole.contains(where: \.isLetter) else { return false }
        if place.value.isUnsure { unsure.insert(.diagnosisText) }
        diagnoses.append(StatedDiagnosis(code: nil, text: whole, role: role, source: source))
        return true
    }

    /// What stands after the code, or in the next cell; a dash there says that there is nothing.
    private func description(_ code: PrintedCode, _ place: LabelledValue.Place) -> (text: String, isUnsure: Bool)? {
        let next = place.following.flatMap { $0.labels.isEmpty ? ($0.text, $0.isUnsure) : nil }
        guard let found = code.rest.map({ ($0, place.value.isUnsure) }) ?? next, found.0.contains(where: \.isLetter)
        else { return nil }
        return found
    }
}

extension FieldSource {
    /// Where a cell is printed.
    init(_ cell: PageCell) { self.init(.text, page: cell.page, box: cell.box.corners) }
}
