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
        title: "Titolo", assets: PageAssets(stylesheets: ["/a.css"], scripts: ["/a.js"], icon: "/i.svg"),
        site: PageSite(owner: "O", privacy: "https://p"),
        person: FramePerson(
            name: "N", role: "R", formToken: "t", idleSeconds: 1800, lastSeconds: 36_000,
            places: PageFrame.Place.links(for: .administrator, at: .desk), kept: "k"))
    private static let blocking = Finding(.exemptionUnknown)
    private static let exempt = Finding(.alreadyExempt, detail: "202601020300000009")
    static let errors = [
        DecisionDraft.Name.acknowledged(blocking.formKey), DecisionDraft.Name.exemption, DecisionDraft.Name.diagnosis,
        DecisionDraft.Name.from, DecisionDraft.Name.until, DecisionDraft.Name.startConfirmation,
        DecisionDraft.Name.endConfirmation,
        DecisionDraft.Name.firstEnd,
        DecisionDraft.Name.reason, "decisione", DeskSearch.Name.from,
        DeskKey.all[0].field,
    ].map { FieldError(target: $0, message: "m", place: "p") }

    static func all() async throws -> [(PageTemplate, any PageModel)] {
        let house = try TestHouse()
        try await house.addAccount(TestHouse.doctor)
        let number = try await house.practice(
            SampleCertificate(
                findings: [Finding(.signatureAbsent), blocking, exempt], signatures: [signature],
                otherExemptions: ["044", "048"],
                otherDiagnoses: ["1749"]))
        let open = try await house.dossier(number)
        let draft = TestHouse.known(
            DecisionDraft(
                FormFields(
                    urlEncoded:
                        "versione=1&nota-interna=x&valida-dal=1/1/2020&conferma-inizio=1/1/2020&durata=giorno&valida-al=1/1/2199"
                ),
                of: number))
        let resent = try await resentPractice(TestHouse())
        return [
            (
                .signIn,
                SignInModel(
                    frame: frame, token: "t", userName: "u", problem: "p", notice: "n", next: "/?x",
                    certificate: "https://c",
                    others: [.init(address: "/a", label: "l")])
            ),
            (.secrets, SecretsModel(frame: frame, formToken: "t", isForced: true, errors: errors)),
            (.secrets, SecretsModel(frame: frame, formToken: "t", isForced: false)),
            (.landing, LandingModel(frame: frame, next: "/")),
            (.notAdmitted, NotAdmittedModel(.operatorUnknown, frame: frame)),
            (.sessions, sessions),
            (.resume, resume),
            (.desk, try await desk(house)),
            (.desk, unknownExemption(house)),
            (.desk, try await unknownPerson(house)),
            (.desk, unknownExemption(house, tab: "chiuse")),
            (.practice, practice(open, draft)),
            (.practice, practice(try await severalPapers(house), draft)),
            (.practice, try await chargedPractice(house)),
            (.practice, try await faintPractice(house)),
            (.practice, try await closedPractice(house, number)),
            (.practice, try await acceptedPractice(house, number)),
            (.practice, try await rejectedPractice(house)),
            (.practice, PracticeModel(resent, setting(resent), frame: frame)),
            (
                .history,
                HistoryModel(
                    frame: frame, back: "/", number: "1", address: "/p", history: HistoryRow.rows(open))
            ),
            (.confirmation, confirmation(.reject, open, draft)),
            (.confirmation, confirmation(.cancel, open, draft)),
            (.confirmation, confirmation(.cancel, resent, draft)),
            (
                .stale,
                StaleModel(
                    open, draft, action: .validate, viewer: TestHouse.doctor, catalogue: TestHouse.catalogue,
                    frame: frame)
            ),
            (
                .catalogue,
                CatalogueModel(
                    query: "psicosi", open.practice, draft, TestHouse.catalogue, for: TestHouse.doctor, formToken: "t",
                    frame: frame)
            ),
            (
                .catalogue,
                CatalogueModel(
                    query: "", try await withoutExemption(house), nil, TestHouse.catalogue, for: TestHouse.doctor,
                    formToken: "t", frame: frame)
            ),
            (.pageText, pageText(open)),
            (.unmatched, try await unmatched(house)),
            (
                .dismissal,
                DismissalModel(frame: frame, fileName: "f", sender: "s", action: "/a", formToken: "t")
            ),
            (
                .keys,
                KeysModel(KeyChoice(), errors: errors, formToken: "t", flash: "f", frame: frame)
            ),
            (.statement, StatementModel(DeskSettings(accessibilityContact: "mailto:a@b.it"), frame: frame)),
            (.service, try await service(house)),
            (.quarantine, quarantine),
            (
                .quarantinedFile,
                QuarantinedFileModel(quarantined, trial: .readable, formToken: "t", frame: frame)
            ),
            (
                .retryAll,
                RetryAllModel(frame: frame, question: "q", reasonValue: "r", back: "/", formToken: "t")
            ),
            (.refusal, RefusalModel(status: .notFound, frame: { _ in frame })),
        ]
    }

    private static func withoutExemption(_ house: TestHouse) async throws -> Practice {
        try await house.dossier(house.practice(SampleCertificate(exemption: nil, fileName: "senza.pdf"))).practice
    }

    private static func desk(_ house: TestHouse) async throws -> DeskModel {
        for exemption in ["048", "013"] { try await house.practice(SampleCertificate(exemption: exemption)) }
        let charged = try await house.practice(SampleCertificate(exemption: "054"))
        _ = try await house.store.decide(
            DecisionRequest(number: charged, action: .takeCharge, seenVersion: 1, actor: TestHouse.doctor))
        let list = ExemptionList(TestHouse.catalogue)
        let search = DeskSearch(query: "pagina=2&dal=x&al=y&esenzione=diab&ordine=-data", list)
        let found = try await house.reader.practices(PracticeFilter(), for: nil, page: 2, size: 2)
        let setting = DeskModel.Setting(
            catalogue: TestHouse.catalogue, viewer: TestHouse.doctor.fiscalCode, today: house.clock.now.romeDay,
            pageSize: 1, lateNotices: 1, refused: Set(found.practices.map(\.number)), refusedTotal: 2,
            exemptionList: "/e.json")
        return DeskModel(search, found, setting, flash: "f", frame: frame)
    }

    private static func unknownPerson(_ house: TestHouse) async throws -> DeskModel {
        let search = DeskSearch(query: "scheda=da-fare&nome=nessuno", ExemptionList(TestHouse.catalogue))
        let found = try await house.reader.practices(search.filter, for: nil, page: 1, size: 1)
        return DeskModel(search, found, bareSetting(house), flash: nil, frame: frame)
    }

    private static func unknownExemption(_ house: TestHouse, tab: String = "da-fare") -> DeskModel {
        let search = DeskSearch(query: "scheda=\(tab)&esenzione=nessuna", ExemptionList(TestHouse.catalogue))
        return DeskModel(search, nil, bareSetting(house), flash: nil, frame: frame)
    }

    private static func bareSetting(_ house: TestHouse) -> DeskModel.Setting {
        DeskModel.Setting(
            catalogue: TestHouse.catalogue, viewer: TestHouse.doctor.fiscalCode, today: house.clock.now.romeDay,
            pageSize: 1, exemptionList: "/e.json")
    }

    private static func confirmation(
        _ action: DecisionAction, _ dossier: PracticeDossier, _ draft: DecisionDraft
    ) -> ConfirmationModel {
        ConfirmationModel(
            action, dossier, draft, errors: errors, today: dossier.practice.updatedAt.romeDay, formToken: "t",
            frame: frame)
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
        ["/pratiche/202601020300000001/valida", "/documenti-da-abbinare/1/abbina"].map { path in
            TestHouse.known(
                KeptForm(
                    path: path, FormFields(urlEncoded: "nota-interna=x&versione=1&cognome-1=y"),
                    at: Timestamp(seconds: 1_768_813_200)))
        }, formToken: "t", flash: "f", frame: frame)

    private static func pageText(_ dossier: PracticeDossier) -> PageTextModel {
        PageTextModel(
            DocumentLink(TestHouse.known(dossier.documents.first), in: dossier.practice), pages: "/p", back: "/b",
            page: 2, words: words,
            text: .init(text: "riga", isRecognised: true), frame: frame)
    }

    /// More pages than are shown, and a section with and one without words; the exemption stands in the first.
    private static let words = DocumentWords(
        pageCount: 30, pages: ["a", "b", "c"],
        sections: [
            ClinicalSection(path: "/a", title: "s", lines: ["l"]), ClinicalSection(path: "/z", title: "", lines: []),
        ])

    private static func unused(_ number: PracticeNumber) -> DecisionDraft? {
        DecisionDraft(FormFields(urlEncoded: "versione=1&nota-interna=x"), of: number)
    }

    private static let signature = SignatureVerdict(
        kind: .pdf, state: .unverifiable, signer: "s", signerFiscalCode: TestHouse.doctor.fiscalCode,
        signedAt: Timestamp(seconds: 1_768_813_200), reason: "r")

    private static func setting(_ dossier: PracticeDossier) -> PracticeModel.Setting {
        let now = Timestamp(seconds: 1_768_813_200)
        return PracticeModel.Setting(
            catalogue: catalogue, viewer: TestHouse.doctor, now: now, replyDeadline: now, formToken: "t",
            back: "/", pageSizes: sizes(dossier.documents.map(\.sha256)),
            words: dossier.documents.reduce(into: [:]) { $0[$1.sha256] = words },
            neighbours: Neighbours(
                previous: dossier.practice.number, next: dossier.practice.number), draftSavedAt: now,
            reached: Set(dossier.findings.compactMap(\.namedPractice)))
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
    /// With codes that are not surely read, and a draft.
    private static func faintPractice(_ house: TestHouse) async throws -> PracticeModel {
        let number = try await house.practice(
            SampleCertificate(person: "VNTRLA92B26C688M", exemption: "013", diagnosis: "250", isFaint: true))
        let dossier = try await house.dossier(number)
        let draft = DecisionDraft(FormFields(urlEncoded: "versione=1&nota-interna=x"), of: number)
        return PracticeModel(dossier, setting(dossier), draft: draft, frame: frame)
    }

    /// Twice documented, validated, refused by AURA, then cancelled.
    private static func closedPractice(_ house: TestHouse, _ number: PracticeNumber) async throws -> PracticeModel {
        _ = try await house.practice(SampleCertificate(fileName: "secondo.pdf"))
        let store = house.store
        _ = try await store.decide(
            DecisionRequest(
                number: number, action: .validate, seenVersion: 2, actor: TestHouse.doctor, acknowledged: [blocking]))
        try await store.recordWritten(try store.nextNotices(limit: 1))
        let messageID = TestHouse.known(try await house.dossier(number).notices.first).messageID
        let message = Reply.Message(code: "E", description: "d", note: "n")
        _ = try await store.recordReply(Reply(messageID: messageID, returnCode: "KO", messages: [message]))
        let dossier = try await house.dossier(number)
        return PracticeModel(
            dossier, setting(dossier), draft: unused(number), errors: errors, flash: "f", frame: frame)
    }

    /// Refused by AURA before, accepted in the end, and cancelled.
    private static func acceptedPractice(_ house: TestHouse, _ number: PracticeNumber) async throws -> PracticeModel {
        let messageID = TestHouse.known(try await house.dossier(number).notices.first).messageID
        _ = try await house.store.recordReply(Reply(messageID: messageID, returnCode: "OK", messages: []))
        house.clock.advance(seconds: 1)
        _ = try await house.store.recordReply(
            Reply(
                messageID: messageID, returnCode: "KO", messages: [Reply.Message(code: "E", description: "d", note: "")]
            ))
        return try await decided(house, number, .cancel)
    }

    /// Two documents, each of which says what the other does not.
    private static func severalPapers(_ house: TestHouse) async throws -> PracticeDossier {
        let first = SampleCertificate(
            person: "VNTRLA92B26C688M", familyName: "VENTIDUE", givenName: "AUREL", otherDiagnoses: ["1749"])
        var second = first
        second.fileName = "secondo.pdf"
        second.otherExemptions = ["013"]
        let number = try await house.practice(first)
        var paper = first
        (paper.senderKind, paper.folder, paper.fileName) = (.portal, "r1", "a.pdf")
        try await house.file(paper)
        var request = SampleCertificate(
            person: first.person, familyName: first.familyName, givenName: first.givenName, senderKind: .portal)
        (request.note, request.folder, request.fileName) = ("n", "r1", "richiesta.xml")
        request.attachments = [StatedAttachment(name: "a.pdf", kind: .invalidityReport, sha256: try paper.sha256)]
        try await house.practice(request)
        try await house.practice(second)
        return try await house.dossier(number)
    }

    /// In a colleague's charge, and of a document that nobody can show.
    private static func chargedPractice(_ house: TestHouse) async throws -> PracticeModel {
        let number = try await house.practice(SampleCertificate(exemption: "048", diagnosis: nil, form: .other))
        _ = try await house.store.decide(
            DecisionRequest(number: number, action: .takeCharge, seenVersion: nil, actor: TestHouse.colleague))
        let dossier = try await house.dossier(number)
        let setting = PracticeModel.Setting(
            catalogue: catalogue, viewer: TestHouse.doctor, now: house.clock.now, replyDeadline: house.clock.now,
            formToken: "t", back: "/")
        return PracticeModel(dossier, setting, frame: frame)
    }

    private static func rejectedPractice(_ house: TestHouse) async throws -> PracticeModel {
        try await decided(
            house, try await house.practice(SampleCertificate(exemption: "054", senderKind: .portal, note: "n")),
            .reject)
    }

    /// Valid until a day, and of which AURA was told twice.
    private static func resentPractice(_ house: TestHouse) async throws -> PracticeDossier {
        let number = try await house.practice(SampleCertificate(exemption: "048", diagnosis: "000"))
        _ = try await decided(house, number, .validate)
        try await house.store.recordWritten(try house.store.nextNotices(limit: 10))
        let notice = TestHouse.known(try await house.dossier(number).notices.first)
        _ = try await house.store.resendNotice(notice.messageID)
        try await house.store.recordWritten(try house.store.nextNotices(limit: 10))
        return try await house.dossier(number)
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
        let waiting = try await house.reader.unmatchedDocuments(for: nil).documents
        let id = TestHouse.known(waiting.first).delivery.id.value
        let errors = ["codice-fiscale", "cognome", "nome"].map {
            FieldError(target: "\($0)-\(id)", message: "m", place: "p")
        }
        let typed = MatchAttempt(
            FormFields(urlEncoded: "codice-fiscale-\(id)=RSSMRA48R11B111I&cognome-\(id)=VERDI&nome-\(id)=ANNA"),
            of: TestHouse.known(waiting.first).delivery.id)
        let person = PersonCard(
            typed, TestHouse.person("RSSMRA48R11B111I"), nil, TestHouse.known(waiting.first).extract)
        let part = UnmatchedModel.Part(
            documents: waiting, sizes: sizes(waiting.map(\.delivery.arrival.sha256)), total: 2,
            pager: Pager(1, total: 3, pageSize: 1) { "/\($0)" }, today: house.clock.now.romeDay)
        return UnmatchedModel(
            part, attempt: .init(typed: typed, person: person), errors: errors, formToken: "t", flash: "f",
            frame: frame)
    }
}
