// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Storage

/// What could not be taken in and why, some files at a time.
struct QuarantineModel: PageModel, Hashable, Sendable {
    static let template = PageTemplate.quarantine

    let frame: PageFrame
    let flash: String?
    let isEmpty: Bool
    let hasFiles: Bool
    let total: String
    let options: [FieldOption]
    let files: [FileLine]
    let pageWords: String?
    let previousAddress: String?
    let nextAddress: String?
    /// Of what is shown: all, or all of one reason.
    let reasonValue: String
    let formToken: String

    struct FileLine: Encodable, Hashable, Sendable {
        let fileName: String
        let fileAddress: String
        let fileSender: String
        let fileSince: String
        let fileReason: String
        let fileRemedy: String
    }

    init(
        _ search: QuarantineSearch, _ page: QuarantinePage, reasons: [FindingCode: Int], flash: String?,
        formToken: String, frame: PageFrame
    ) {
        self.frame = frame
        self.flash = flash
        self.formToken = formToken
        isEmpty = page.total == 0
        hasFiles = page.total > 0
        total = page.total.grouped
        reasonValue = search.reason?.rawValue ?? ""
        options =
            [FieldOption(value: "", label: "Tutti i motivi", isSelected: search.reason == nil)]
            + reasons.sorted { $0.key.rawValue < $1.key.rawValue }.map {
                FieldOption(
                    value: $0.key.rawValue, label: "\($0.key.message) (\($0.value.grouped))",
                    isSelected: search.reason == $0.key)
            }
        files = page.files.map(FileLine.init)
        let pages = Pager.count(page.total, QuarantineSearch.pageSize)
        pageWords = pages > 1 ? "Pagina \(page.page) di \(pages)" : nil
        previousAddress = page.page > 1 ? search.address(page: page.page - 1) : nil
        nextAddress = page.page < pages ? search.address(page: page.page + 1) : nil
    }
}

extension QuarantineModel.FileLine {
    init(_ file: QuarantinedFile) {
        fileName = file.delivery.arrival.name
        fileAddress = file.delivery.id.quarantineAddress
        fileSender = file.delivery.arrival.sender
        fileSince = file.since.italian
        fileReason = file.reason.message
        fileRemedy = file.reason.code.remedy
    }
}

/// One file of the quarantine, and what would come of reading it again.
struct QuarantinedFileModel: PageModel, Hashable, Sendable {
    static let template = PageTemplate.quarantinedFile

    let frame: PageFrame
    let file: QuarantineModel.FileLine
    let size: String
    let sha256: String
    let retryAction: String
    let trialAddress: String
    let formToken: String
    let trial: Trial?

    /// What a reading that keeps nothing found.
    struct Trial: Encodable, Hashable, Sendable {
        let verdict: String
        let trialStyle: String
    }

    init(_ file: QuarantinedFile, trial: RetryOutlook?, formToken: String, frame: PageFrame) {
        self.frame = frame
        self.formToken = formToken
        self.file = QuarantineModel.FileLine(file)
        size = Int64(file.delivery.arrival.size).bytesInWords
        sha256 = file.delivery.arrival.sha256.value
        retryAction = "\(file.delivery.id.quarantineAddress)/riprova"
        trialAddress = "\(file.delivery.id.quarantineAddress)?\(Self.trialName)=si"
        self.trial = trial.map(Trial.init)
    }

    static let trialName = "prova"
}

extension QuarantinedFileModel.Trial {
    init(_ outlook: RetryOutlook) {
        switch outlook {
        case .readable:
            verdict = "Ora si legge: riprovando, esce dalla quarantena e la nuova ricevuta dice che cosa ne nasce."
            trialStyle = "well"
        case .dependsOnRequest:
            verdict = "Si legge, ma l'esito dipende dagli altri file della richiesta del cittadino."
            trialStyle = "concern"
        case .dependsOnFiling:
            verdict = "Si legge; se si può registrare lo dice soltanto un nuovo tentativo."
            trialStyle = "concern"
        case .unchanged:
            verdict = "Non cambia nulla: riprovando, il file torna qui per lo stesso motivo."
            trialStyle = "concern"
        case .refusedFor(let finding):
            verdict = "Riprovando, il file torna qui per un altro motivo: \(finding.shownMessage)."
            trialStyle = "concern"
        }
    }
}

/// The question before many files are read again.
struct RetryAllModel: PageModel, Hashable, Sendable {
    static let template = PageTemplate.retryAll

    let frame: PageFrame
    let question: String
    let reasonValue: String
    let back: String
    let formToken: String
}

extension Delivery.ID {
    /// The address of a file in quarantine.
    var quarantineAddress: String { "\(QuarantineSearch.path)/\(value)" }
}
