// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain

/// The facts that one sample document states, before it has any form.
struct SampleCase {
    let patient: InventedPerson
    let doctor: InventedPerson
    let structure: SampleStructure
    let exemption: ExemptionEntry
    let diagnosis: DiagnosisEntry
    let note: String
    let issued: CalendarDay
    /// Sets the document's number, and the AURA number of the patient.
    let serial: Int
}

extension SampleCase {
    /// `296.0`, the form of the national profiles (codes.md §5).
    var dottedDiagnosis: String {
        let code = diagnosis.code.value
        let head = code.hasPrefix("E") ? 4 : 3
        return code.count > head ? "\(code.prefix(head)).\(code.dropFirst(head))" : code
    }

    /// `20260316103000+0100`, an hour of the morning, at which the hours of the clock are not ambiguous.
    var timeStamp: String {
        let day = issued.iso.filter { $0 != "-" }
        let minute = CalendarDay.padded(serial % 60, 2)
        return "\(day)10\(minute)00+0100"
    }

    /// What every document that names the patient and the certificate's substance yields.
    var fields: [FieldName: String] {
        [
            .beneficiaryFiscalCode: patient.fiscalCode,
            .beneficiaryFamilyName: patient.familyName,
            .beneficiaryGivenName: patient.givenName,
            .beneficiaryBirthDate: patient.birth.iso,
            .exemptionCode: exemption.code.value,
            .diagnosisCode: diagnosis.code.value,
            .diagnosisText: diagnosis.description,
            .pathologyNote: note,
            .issueDate: issued.iso,
            .physicianName: doctor.registerName,
            .structureName: structure.name,
        ]
    }

    /// The same with what only the coded form tells.
    var codedFields: [FieldName: String] {
        fields.merging(
            [
                .beneficiarySex: patient.sex.rawValue,
                .physicianFiscalCode: doctor.fiscalCode,
                .structureCode: structure.code.value,
            ],
            uniquingKeysWith: { first, _ in first }
        )
    }
}
