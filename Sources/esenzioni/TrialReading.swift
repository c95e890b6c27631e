// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Intake
internal import Isolation
internal import Settings
internal import Storage
internal import SystemPackage
internal import VirusScanning

/// Reads a file of the quarantine as the daemon would, the virus scanner first, and keeps nothing.
struct TrialReading: Sendable {
    private let reading: FileReading
    private let screen: VirusScreen
    private let data: FilePath
    private let largest: Int

    init(_ settings: DaemonSettings) {
        reading = FileReading(settings)
        screen = VirusScreen(
            scanner: VirusScanner(settings), isRequired: settings.antivirus.isRequired,
            reader: DocumentReader(settings))
        data = settings.folders.data
        largest = settings.intake.maxFileMB * 1_000_000
    }

    /// - Throws: `StoreError`, `ReaderError`, `CancellationError`; never because of the document.
    func outlook(of file: QuarantinedFile) async throws -> RetryOutlook {
        let arrival = file.delivery.arrival
        // As the daemon: the size alone tells that it is not to be read.
        guard (1...largest).contains(arrival.size) else {
            let finding = Finding(arrival.size == 0 ? .contentTruncated : .contentTooLarge)
            return RetryOutlook(refusal: finding, before: file.reason.code)
        }
        let path = DocumentArchive.path(of: arrival.sha256, under: data)
        if let refusal = try await screen.refusal(of: { try path.bytes(limit: arrival.size) }) {
            return RetryOutlook(refusal: refusal, before: file.reason.code)
        }
        let extract = try await extract(of: path)
        let isOfRequest = arrival.senderKind == .portal && (arrival.request != nil || extract.request != nil)
        return RetryOutlook(of: extract, before: file.reason.code, isOfRequest: isOfRequest)
    }

    private func extract(of path: FilePath) async throws -> Extract {
        guard case .document(let document) = try await reading.read([path]).first else {
            return .unreadable(Finding(.readerFailed))
        }
        return document.extract
    }
}
