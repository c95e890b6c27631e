// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import HTTPTypes
import Storage
import TestSupport

@testable import Review

/// One model of each page in which everything that can be there is there.
enum FullModels {
    static let frame = PageFrame(
        title: "Titolo", stylesheet: "/a.css", icon: "/i.svg", script: "/s.js",
        person: FramePerson(
            name: "N", role: "R", formToken: "t", idleSeconds: 1800, lastSeconds: 36_000, canMatch: true,
            isAtDesk: true, isAtUnmatched: true))
    static let errors = [
        DecisionDraft.Name.exemption, DecisionDraft.Name.diagnosis, DecisionDraft.Name.from, DecisionDraft.Name.until,
        DecisionDraft.Name.reason, "decisione", DeskSearch.Name.from,
    ].map { FieldError(target: $0, message: "m", place: "p") }

    static func all() async throws -> [(PageTemplate, Any)] {
        let house = try TestHouse()
        let number = try await house.practice(
            SampleCertificate(
                findings: [Finding(.signatureAbsent)], signatures: [signature], otherExemptions: ["048"]))
        let open = try await house.dossier(number)
        let draft = TestHouse.known(DecisionDraft(FormFields(urlEncoded: "versione=1&nota-interna=x"), of: number))
        return [
            (
                .signIn,
                SignInModel(
                    frame: frame, token: "t", userName: "u", problem: "p", notice: "n", certificate: "https://c",
                    others: [.init(address: "/a", label: "l")])
            ),
            (.secrets, SecretsModel(frame: frame, formToken: "t", isForced: true, errors: errors)),
            (.secrets, SecretsModel(frame: frame, formToken: "t", isForced: false)),
            (.landing, LandingModel(frame: frame, next: "/")),
            (.notAdmitted, NotAdmittedModel(.operatorUnknown, frame: frame)),
            (.sessions, sessions),
            (.resume, resume),
            (.desk, try await desk(house)),
            (.practice, practice(open, draft)),
            (.practice, try await closedPractice(house, number)),
            (.practice, try await decided(house, number, .cancel)),
            (.practice, try await rejectedPractice(house)),
            (
                .history,
                HistoryModel(
                    frame: frame, back: "/", number: "1", address: "/p", history: HistoryRow.rows(open.history))
            ),
            (.confirmation, confirmation(.reject, open.practice, draft)),
            (.confirmation, confirmation(.cancel, open.practice, draft)),
            (
                .stale,
                StaleModel(
                    .init(actor: TestHouse.doctor.actor, at: house.clock.now, state: .rejected), draft, frame: frame)
            ),
            (.unmatched, try await unmatched(house)),
            (
                .dismissal,
                DismissalModel(frame: frame, fileName: "f", sender: "s", action: "/a", formToken: "t")
            ),
            (.refusal, RefusalModel(status: .notFound, frame: { _ in frame })),
        ]
    }

    private static func desk(_ house: TestHouse) async throws -> DeskModel {
        for exemption in ["048", "013"] { try await house.practice(SampleCertificate(exemption: exemption)) }
        let search = DeskSearch(query: "pagina=2&dal=x&al=y")
        return DeskModel(
            search, try await house.reader.practices(search.filter, for: nil, page: 2, size: 1),
            catalogue: TestHouse.catalogue, pageSize: 1,
            lateNotices: 1, flash: "f", frame: frame)
    }

    private static func confirmation(
        _ action: DecisionAction, _ practice: Practice, _ draft: DecisionDraft
    ) -> ConfirmationModel {
        ConfirmationModel(action, practice, draft, errors: errors, formToken: "t", frame: frame)
    }

    private static let sessions = SessionsModel(
        frame: frame, formToken: "t", flash: "f",
        rows: [true, false].map { isThis in
            .init(
                Session(
                    of: OperatorAccount(
                        person: TestHouse.doctor, userName: "u", password: .nobody, pin: .nobody),
                    from: SessionOrigin(), at: Timestamp(seconds: 1_768_813_200)), isThis: isThis)
        }, hasCredentials: true)

    private static let resume = ResumeModel(
        TestHouse.known(
            KeptForm(
                path: "/pratiche/1/x", FormFields(urlEncoded: "nota-interna=x&versione=1"),
                at: Timestamp(seconds: 1_768_813_200))), formToken: "t", frame: frame)

    private static let signature = SignatureVerdict(
        kind: .pdf, state: .unverifiable, signer: "s", signerFiscalCode: TestHouse.doctor.fiscalCode,
        signedAt: Timestamp(seconds: 1_768_813_200), reason: "r")

    private static func setting(_ dossier: PracticeDossier) -> PracticeModel.Setting {
        let now = Timestamp(seconds: 1_768_813_200)
        return PracticeModel.Setting(
            catalogue: catalogue, viewer: TestHouse.doctor, now: now, replyDeadline: now, formToken: "t", back: "/",
            pageSizes: sizes(dossier.documents.map(\.sha256)))
    }

    private static func sizes(_ documents: [ContentHash]) -> [PageKey: PageSize] {
        documents.reduce(into: [:]) { $0[PageKey(sha256: $1, number: 1)] = PageSize(width: 595, height: 842) }
    }

    /// The catalogue of the tests with services.
    private static let catalogue = ExemptionCatalogue(
        exemptions: TestHouse.catalogue.exemptions, diagnoses: TestHouse.catalogue.diagnoses(of: TestHouse.code("044")),
        services: (1...5).map {
            ServiceEntry(code: "\($0)", exemption: TestHouse.code("044"), description: "s", regime: "DM 329/1999")
        })

    private static func practice(_ dossier: PracticeDossier, _ draft: DecisionDraft) -> PracticeModel {
        PracticeModel(dossier, setting(dossier), draft: draft, errors: errors, flash: "f", frame: frame)
    }
}

extension FullModels {
    /// Twice documented, validated, refused by AURA, then cancelled.
    private static func closedPractice(_ house: TestHouse, _ number: PracticeNumber) async throws -> PracticeModel {
        _ = try await house.practice(SampleCertificate(fileName: "secondo.pdf"))
        let store = house.store
        _ = try await store.decide(
            DecisionRequest(number: number, action: .validate, seenVersion: 2, actor: TestHouse.doctor))
        try await store.recordWritten(try await store.nextNotices(limit: 1))
        let messageID = TestHouse.known(try await house.dossier(number).notices.first).messageID
        let message = Reply.Message(code: "E", description: "d", note: "n")
        _ = try await store.recordReply(Reply(messageID: messageID, returnCode: "KO", messages: [message]))
        let dossier = try await house.dossier(number)
        return PracticeModel(dossier, setting(dossier), errors: errors, flash: "f", frame: frame)
    }

    private static func rejectedPractice(_ house: TestHouse) async throws -> PracticeModel {
        try await decided(
            house, try await house.practice(SampleCertificate(exemption: "054", senderKind: .portal, note: "n")),
            .reject)
    }

    private static func decided(
        _ house: TestHouse, _ number: PracticeNumber, _ action: DecisionAction
    ) async throws -> PracticeModel {
        _ = try await house.store.decide(
            DecisionRequest(
                number: number, action: action, seenVersion: nil, actor: TestHouse.doctor, reason: .other))
        let dossier = try await house.dossier(number)
        return PracticeModel(dossier, setting(dossier), frame: frame)
    }

    private static func unmatched(_ house: TestHouse) async throws -> UnmatchedModel {
        _ = try await house.file(SampleCertificate(person: nil, findings: [Finding(.fiscalCodeMissing)]))
        let waiting = try await house.reader.unmatchedDocuments(for: nil)
        let id = TestHouse.known(waiting.first).delivery.id.value
        let errors = ["codice-fiscale", "cognome", "nome"].map {
            FieldError(target: "\($0)-\(id)", message: "m", place: "p")
        }
        return UnmatchedModel(waiting, attempt: nil, errors: errors, formToken: "t", flash: "f", frame: frame)
    }
}
