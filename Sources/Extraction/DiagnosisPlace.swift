// SPDX-License-Identifier: EUPL-1.2

import Domain

/// A place where documents state a coded condition, and what it then is to the patient (documents.md §2).
///
/// The section's LOINC code and the path below it decide together. The codes of sections mean the same in every type of
/// document, so the type need not be asked.
struct DiagnosisPlace {
    let section: String
    /// From the section to the coded element.
    let path: StaticString
    let role: StatedDiagnosis.Role
}

extension DiagnosisPlace {
    /// Observation codes that ask for a diagnosis: in the same places others stand, such as the way of discharge. A value of
    /// ICD-9-CM needs no such proof.
    static let questions: Set<String> = ["29308-4", "8651-2", "75326-9", "52797-8"]

    static let all: [DiagnosisPlace] = diagnoses + circumstances

    private static let diagnoses: [DiagnosisPlace] = [
        // Specialist's report.
        DiagnosisPlace(section: "29548-5", path: "h:entry/h:observation/h:value", role: .diagnosis),
        // Pathology.
        DiagnosisPlace(
            section: "22637-3",
            path: "h:entry/h:organizer/h:component/h:observation/h:value",
            role: .diagnosis
        ),
        // Discharge letter.
        DiagnosisPlace(section: "11535-2", path: "h:entry/h:observation/h:value", role: .dischargeDiagnosis),
        DiagnosisPlace(section: "46241-6", path: "h:entry/h:observation/h:value", role: .admissionDiagnosis),
        // Emergency report.
        DiagnosisPlace(
            section: "28574-2",
            path: "h:entry/h:act/h:entryRelationship/h:observation/h:value",
            role: .dischargeDiagnosis
        ),
        // Patient summary.
        DiagnosisPlace(
            section: "11450-4",
            path: "h:entry/h:act/h:entryRelationship[@typeCode='SUBJ']/h:observation/h:value",
            role: .problem
        ),
    ]

    private static let circumstances: [DiagnosisPlace] = [
        DiagnosisPlace(section: "29299-5", path: "h:entry/h:observation/h:value", role: .reason),
        DiagnosisPlace(section: "18785-6", path: "h:entry/h:observation/h:value", role: .reason),
        DiagnosisPlace(section: "42349-1", path: "h:entry/h:observation/h:value", role: .reason),
        DiagnosisPlace(
            section: "11329-0",
            path: "h:entry/h:observation[not(h:subject/h:relatedSubject)]/h:value",
            role: .history
        ),
        DiagnosisPlace(
            section: "11329-0",
            path: "h:entry/h:organizer[not(h:subject/h:relatedSubject)]/h:component/h:observation/h:value",
            role: .history
        ),
        // The relative's illness, whatever else the section is about.
        DiagnosisPlace(
            section: "11329-0",
            path: """
                h:entry/h:observation[h:subject/h:relatedSubject]/h:value
                | h:entry/h:organizer[h:subject/h:relatedSubject]/h:component/h:observation/h:value
                """,
            role: .familyHistory
        ),
        DiagnosisPlace(
            section: "10157-6",
            path: "h:entry/h:organizer/h:component/h:observation/h:value",
            role: .familyHistory
        ),
        DiagnosisPlace(section: "55109-3", path: "h:entry/h:observation/h:value", role: .complication),
        DiagnosisPlace(
            section: "48765-2",
            path: ".//h:entryRelationship[@typeCode='MFST']/h:observation/h:value",
            role: .allergy
        ),
        DiagnosisPlace(section: "47519-4", path: "h:entry/h:procedure/h:code", role: .procedure),
        DiagnosisPlace(
            section: "47519-4",
            path: ".//h:entryRelationship[@typeCode='RSON']/h:observation/h:code",
            role: .procedureReason
        ),
        DiagnosisPlace(
            section: "11369-6",
            path: """
                .//h:substanceAdministration/h:entryRelationship[@typeCode='RSON' or @typeCode='CAUS']
                /h:observation/h:value
                """,
            role: .vaccination
        ),
    ]

    /// In the regional certificate the observation's own code holds the diagnosis, under LOINC's number (domain.md §4.3).
    static let regional = DiagnosisPlace(section: "29548-5", path: "h:entry/h:observation/h:code", role: .diagnosis)
}
