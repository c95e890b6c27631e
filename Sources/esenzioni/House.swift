// SPDX-License-Identifier: EUPL-1.2

internal import Catalogue
internal import Domain
internal import Foundation
internal import Intake
internal import Isolation
internal import Logging
internal import Outbound
internal import Settings
internal import Storage
internal import SystemPackage
internal import VirusScanning

/// The rooms joined: the only place where they meet. Whoever holds one may write to the store.
struct House: Sendable {
    let settings: DaemonSettings
    let catalogue: ExemptionCatalogue
    let store: PracticeStore
    let archive: DocumentArchive
    /// Reads what is not dropped: replies, and pages to look at.
    let reader: DocumentReader
    /// The same for what only a picture shows.
    let recogniser: DocumentReader
    let intake: IntakeRoom
    let outbound: OutboundRoom
    /// Told of what ends the daemon.
    let faults = StoreFaults()
    let log: Logger
    private let lock: StoreLock

    static let clock: @Sendable () -> Timestamp = { Timestamp(seconds: Int64(Date().timeIntervalSince1970)) }

    /// - Throws: `StoreError.inUse` when a daemon or another command is writing.
    init(_ settings: DaemonSettings, _ catalogue: ExemptionCatalogue) throws {
        self.settings = settings
        self.catalogue = catalogue
        log = Logger(label: "esenzioni", settings.log)
        let data = settings.folders.data
        try DurableFile.createFolder(data)
        let folders = [settings.folders.receipts, settings.aura.outbox, settings.aura.replies]
        if try DataFolder(data, papers: folders, others: [settings.folders.webAssets]).close() {
            log.notice("The data folder was open to other accounts and is so no longer")
        }
        try DurableFile.createFolder(settings.folders.inbox)
        lock = try StoreLock(folder: data)
        // Before anything is made in it.
        if let fault = PracticeReader.unfinishedRestore(in: data) { throw fault }
        let papers = try PaperWriter(templates: settings.folders.templates, schemas: settings.folders.schemas)
        store = try PracticeStore(
            folder: data, catalogue: catalogue.lookup, papers: papers.renderer,
            accessKey: try AccessKey(at: settings.audit.keyFile), faults: faults, clock: Self.clock)
        archive = try DocumentArchive(folder: data)
        // Whoever made them is gone, since this process holds the lock.
        try archive.removeUnfinished()
        reader = DocumentReader(settings)
        recogniser = DocumentReader(recognising: settings)
        intake = IntakeRoom(
            rules: InboxRules(settings), store: store, archive: archive,
            quarantine: try QuarantineFolder(data: data, archive: archive), reader: reader,
            recogniser: recogniser,
            screen: VirusScreen(
                scanner: VirusScanner(settings), isRequired: settings.antivirus.isRequired, reader: reader),
            log: log)
        outbound = OutboundRoom(rules: OutboundRules(settings), store: store, reader: reader, log: log)
    }
}

extension AuditSettings {
    /// Where the key lies: the credential directory that systemd lends a service counts before the configuration.
    var keyFile: FilePath {
        guard let folder = ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"] else { return key }
        let lent = FilePath(folder).appending("audit.key")
        return FileManager.default.fileExists(atPath: lent.string) ? lent : key
    }

    var alarmRules: AlarmRules {
        AlarmRules(
            peopleAnHour: alarmPeopleAnHour, nightFrom: nightFrom, nightUntil: nightUntil, ownRecord: alarmOwnRecord,
            sameFamilyName: alarmSameFamilyName)
    }
}

extension VirusScanner {
    /// Nothing where the administrator has none.
    init?(_ settings: DaemonSettings) {
        let antivirus = settings.antivirus
        guard let socket = antivirus.socket, !socket.isEmpty else { return nil }
        self.init(
            socket: socket, timeout: .milliseconds(Int64(antivirus.timeoutSeconds * 1000)))
    }
}

extension InboxRules {
    init(_ settings: DaemonSettings) {
        let intake = settings.intake
        self.init(
            folder: settings.folders.inbox,
            senders: Dictionary(settings.senders.all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first }),
            settleTime: .milliseconds(Int64(intake.settleSeconds * 1000)),
            cutOffPatience: .milliseconds(Int64(intake.incompleteSeconds * 1000)),
            scanInterval: .milliseconds(Int64(intake.scanSeconds * 1000)), isIgnored: { intake.ignores($0) },
            largestDocument: intake.maxFileMB * 1_000_000,
            largestKept: max(InboxRules.alwaysKept, intake.maxFileMB * 1_000_000), readers: settings.reader.parallel,
            recognisers: settings.reader.recognition.parallel,
            requestWait: .seconds(intake.requestWaitMinutes * 60),
            own: OwnPlaces(
                folders: settings.ownFolders, papers: settings.paperFolders, lock: settings.ownLock,
                files: settings.ownFiles))
    }
}

extension OutboundRules {
    init(_ settings: DaemonSettings) {
        self.init(
            receipts: settings.folders.receipts, notices: settings.aura.outbox, replies: settings.aura.replies,
            senders: Set(settings.senders.all.map(\.name)),
            cutOffPatience: .milliseconds(Int64(settings.intake.incompleteSeconds * 1000)),
            replyTime: .seconds(settings.aura.alarmAfterHours * 3600),
            isIgnored: { [intake = settings.intake] in intake.ignores($0) })
    }
}

extension Logger {
    /// Lines on standard error, from the level of the settings on.
    init(label: String, _ settings: LogSettings) {
        self.init(label: label) { StreamLogHandler.standardError(label: $0) }
        logLevel = Level(rawValue: settings.level.rawValue) ?? .info
    }
}
