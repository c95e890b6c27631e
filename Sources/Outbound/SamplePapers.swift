// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Storage

/// Papers about nobody, one of each kind and with all that may stand in them: templates that write these so that their schemas
/// accept them write any.
struct SamplePapers {
    private let practice: Practice
    private let doctor: Operator
    private static let now = Timestamp(seconds: 1_768_813_200)

    /// Nothing where a value below is not sound.
    init?() {
        guard let number = PracticeNumber("202601020300000001"), let asl = ASLCode("010203"),
            let person = FiscalCode("RSSMRA48R11B111I")
        else { return nil }
        doctor = Operator(
            fiscalCode: person, name: "", role: .districtOperator, asls: [asl], districts: [], permissions: [])
        practice = Practice(
            number: number, state: .received, version: 1, asl: asl, district: nil,
            beneficiary: Beneficiary(fiscalCode: person, familyName: "", givenName: ""),
            submitter: Submitter(kind: .physician, fiscalCode: nil),
            stated: CodePair(exemption: ExemptionCode("044"), diagnosis: DiagnosisCode("2960")),
            requestedAt: Self.now, updatedAt: Self.now,
            validity: Validity(from: Self.now.romeDay, until: Self.now.romeDay))
    }

    /// A validation, a rejection and a cancellation.
    var notices: [Notice] {
        let steps: [(PracticeState, DecisionAction, PracticeState)] = [
            (.inProgress, .validate, .validated), (.inProgress, .reject, .rejected), (.validated, .cancel, .cancelled),
        ]
        return steps.compactMap { from, action, to in
            var (before, after) = (practice, practice)
            (before.state, after.state) = (from, to)
            let request = DecisionRequest(number: practice.number, action: action, seenVersion: nil, actor: doctor)
            return NoticeContent(request, before: before, after: after, at: Self.now).map {
                Notice(practice: practice.number, version: 1, asl: practice.asl, at: Self.now, content: $0)
            }
        }
    }

    /// One of each outcome.
    func receipts() throws(StoreError) -> [Receipt] {
        let hash = try ContentHash.of([])
        let line = HistoryLine(
            at: Self.now, actor: doctor.actor, state: .rejected, noteBeneficiary: "nota", noteInternal: "nota")
        return ReceiptOutcome.allCases.map { outcome in
            Receipt(
                sender: "mittente", file: "file.pdf", progressive: 1, sha256: hash, at: Self.now, outcome: outcome,
                practice: practice.number, documentKind: .laboratoryReport, findings: [Finding(.readerFailed)],
                line: line, audience: .sendingDoctor)
        }
    }
}
