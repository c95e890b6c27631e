// SPDX-License-Identifier: EUPL-1.2

internal import Catalogue
internal import Domain
internal import Storage

/// A practice as `practices show --json` prints it (contract §6); `practices list` leaves out what hangs on it.
struct PracticeReport: Report {
    struct Coded: Encodable {
        let code: String
        let description: String?
    }

    struct Compiler: Encodable {
        let kind: Submitter.Kind
        let fiscalCode: FiscalCode?
    }

    struct Document: Encodable {
        let sha256: ContentHash
        let name: String
        let role: DocumentRole
        let sender: String
    }

    struct Line: Encodable {
        let at: String
        let actor: String
        let role: Actor.Role
        let state: PracticeState
        let noteBeneficiary: String
        let noteInternal: String
    }

    struct NoticeLine: Encodable {
        let id: String
        let kind: NoticeKind
        let state: NoticeState
    }

    let number: PracticeNumber
    let state: PracticeState
    let version: Int
    let asl: ASLCode
    let district: String?
    let beneficiary: Beneficiary
    let compiler: Compiler
    let exemption: Coded?
    let diagnosis: Coded?
    let requestedAt: String
    let updatedAt: String
    let validFrom: CalendarDay?
    let validUntil: CalendarDay?
    let rejectionReason: RejectionReason?
    private(set) var documents: [Document]?
    private(set) var history: [Line]?
    private(set) var findings: [FindingReport]?
    private(set) var notices: [NoticeLine]?

    init(_ practice: Practice, _ catalogue: ExemptionCatalogue) {
        number = practice.number
        state = practice.state
        version = practice.version
        asl = practice.asl
        district = practice.district
        beneficiary = practice.beneficiary
        compiler = Compiler(kind: practice.submitter.kind, fiscalCode: practice.submitter.fiscalCode)
        exemption = practice.codes.exemption.map {
            Coded(code: $0.value, description: catalogue.exemption($0)?.description)
        }
        diagnosis = practice.codes.diagnosis.map {
            Coded(code: $0.value, description: catalogue.diagnosisName($0, under: practice.codes.exemption))
        }
        requestedAt = practice.requestedAt.iso
        updatedAt = practice.updatedAt.iso
        validFrom = practice.validity?.from
        validUntil = practice.validity?.until
        rejectionReason = practice.rejectionReason
    }

    init(_ dossier: PracticeDossier, _ catalogue: ExemptionCatalogue) {
        self.init(dossier.practice, catalogue)
        documents = dossier.documents.map {
            Document(sha256: $0.sha256, name: $0.name, role: $0.role, sender: $0.sender)
        }
        history = dossier.history.map {
            Line(
                at: $0.at.iso, actor: $0.actor.identity, role: $0.actor.role, state: $0.state,
                noteBeneficiary: $0.noteBeneficiary, noteInternal: $0.noteInternal)
        }
        findings = dossier.findings.map(FindingReport.init)
        notices = dossier.notices.map { NoticeLine(id: $0.messageID, kind: $0.kind, state: $0.state) }
    }
}

extension ExemptionCatalogue {
    /// The name of a diagnosis: as the exemption's list has it, else as the classification has it.
    func diagnosisName(_ code: DiagnosisCode, under exemption: ExemptionCode?) -> String? {
        exemption.flatMap { diagnosis(code, of: $0)?.description } ?? classificationName(of: code)
    }
}
