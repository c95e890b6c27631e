// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Storage

/// A file that waits, as `quarantine list --json` prints it, beside those in quarantine.
struct WaitingReport: Report {
    let id: Int64
    let state = "in attesa"
    let file: String
    let sender: String
    let sha256: ContentHash
    let since: String
    /// Nothing where no time is set.
    let until: String?
    let code: String
    let message: String
    let remedy: String

    /// - Parameter patience: how long an incomplete request waits, in minutes.
    init(_ waiting: WaitingFile, patience: Int) {
        id = waiting.delivery.id.value
        file = waiting.delivery.arrival.name
        sender = waiting.delivery.arrival.sender
        sha256 = waiting.delivery.arrival.sha256
        since = waiting.since.iso
        until = waiting.newest.map { Timestamp(seconds: $0.seconds + Int64(patience) * 60).iso }
        code = waiting.reason.code
        message = waiting.reason.message
        remedy = waiting.reason.remedy
    }

    var line: String {
        "\(id) \(sender)/\(file) in attesa dal \(since)\(until.map { " fino al \($0)" } ?? ""): \(message)"
    }
}

extension WaitingFile.Reason {
    fileprivate var code: String {
        switch self {
        case .reading: "waiting-reader"
        case .attachments: "waiting-attachments"
        case .request: "waiting-request"
        }
    }

    fileprivate var message: String {
        switch self {
        case .reading(recognition: false): "attende di essere letto"
        case .reading(recognition: true): "attende il riconoscimento del testo dell'immagine"
        case .attachments([]): "attende che siano letti i file che elenca"
        case .attachments(let names):
            "attende i file che elenca, non arrivati o diversi: \(names.joined(separator: ", "))"
        case .request: "attende la richiesta che lo elenca, o gli altri file di quella"
        }
    }

    fileprivate var remedy: String {
        switch self {
        case .reading: "Se dura, vedere «esenzioni check» e il registro del servizio"
        case .attachments: "Consegnare nella stessa cartella i file mancanti, o di nuovo quelli alterati"
        case .request: "Consegnare nella stessa cartella la richiesta e tutti i file che elenca"
        }
    }
}
