// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import EnvelopeReading
internal import Foundation
internal import Intake
internal import Isolation
internal import Outbound
internal import PDFReading
internal import Pacing
internal import Review
internal import Settings
internal import Storage
internal import SystemPackage
internal import TextRecognition
internal import VirusScanning

extension ServiceDoor {
    /// The administrator's pages over this house.
    ///
    /// - Parameter arrived: rung when files are to be read.
    init(
        _ house: House, inbox: InboxStatus, folders: FolderSurvey, confinement: KnownConfinement, arrived: Wake
    ) {
        let survey = ServiceSurvey(
            house: house, inbox: inbox, folders: folders, confinement: confinement, startedAt: House.clock())
        self.init(
            facts: { await survey.facts() },
            rehearse: { [trial = TrialReading(house.settings), threads = OwnThreads("trial")] file in
                try await threads.run { try await trial.outlook(of: file) }
            },
            released: { arrived.ring() })
    }
}

/// How the service is doing, asked anew each time, but for the folders that may lie on shares: of those it knows what was seen
/// last.
struct ServiceSurvey: Sendable {
    let house: House
    let inbox: InboxStatus
    let folders: FolderSurvey
    let confinement: KnownConfinement
    let startedAt: Timestamp

    func facts() async -> ServiceFacts {
        ServiceFacts(
            startedAt: startedAt, checks: [intake, folder, exchange, replies, isolation, await viruses()],
            disks: (folders.latest.sight?.disks ?? []).map {
                .init(label: $0.label, free: $0.room.free, size: $0.room.size)
            },
            versions: await versions())
    }

    private var intake: ServiceFacts.Check {
        let label = "Acquisizione"
        if let problem = inbox.problem {
            return .init(
                label: label, isWell: false,
                words: "i file non sono acquisiti (\(problem)): verificare la cartella di arrivo e il registro")
        }
        let scanning = inbox.scanningReason.map { "; i file sono notati solo a intervalli (\($0))" } ?? ""
        return .init(label: label, isWell: true, words: "i file depositati sono acquisiti\(scanning)")
    }

    private var folder: ServiceFacts.Check {
        let told = inbox.remarks.italian
        return .init(
            label: "Cartella di arrivo", isWell: told.isEmpty,
            words: told.isEmpty ? "in ordine" : told.joined(separator: "; "))
    }

    private var exchange: ServiceFacts.Check {
        let label = "Cartelle di scambio"
        if let seconds = house.outbound.progress.stall() {
            return .init(
                label: label, isWell: false,
                words: "una non risponde da \(seconds) secondi, avvisi e ricevute attendono: verificare la condivisione"
            )
        }
        return seen(label) { sight in
            guard let away = sight.away else { return (false, "non si possono verificare: vedere il registro") }
            return (
                away.isEmpty,
                away.isEmpty
                    ? "in ordine" : away.map(\.italian).joined(separator: "; ") + "; avvisi e ricevute attendono"
            )
        }
    }

    private var replies: ServiceFacts.Check {
        seen("Esiti di AURA") { sight in
            guard let aside = sight.repliesAside else {
                return (false, "la cartella scartati/ degli esiti non si può leggere: verificare i permessi e il disco")
            }
            return (
                aside == 0,
                aside == 0
                    ? "in ordine"
                    : "risposte messe da parte in scartati/: \(aside); non sono esiti, rispondono ad avvisi mai inviati o contraddicono un'accettazione; esaminarle con AURA e toglierle"
            )
        }
    }

    /// What the last look at the folders tells, with its age; one that is too long ago is a concern by itself.
    private func seen(
        _ label: String, _ verdict: (FolderSurvey.Sight) -> (isWell: Bool, words: String)
    ) -> ServiceFacts.Check {
        let (sight, age) = folders.latest
        let (isWell, words) = sight.map(verdict) ?? (true, "non ancora noto")
        guard !folders.isStill else {
            return .init(
                label: label, isWell: false,
                words: "una cartella non risponde: verificare la condivisione; \(age) secondi fa: \(words)")
        }
        return .init(label: label, isWell: isWell, words: "\(words) (\(age == 1 ? "1 secondo" : "\(age) secondi") fa)")
    }

    private var isolation: ServiceFacts.Check {
        if let fault = house.reader.fault ?? house.recogniser.fault {
            return .init(
                label: "Isolamento", isWell: false, words: "i documenti attendono: \(FaultText(fault).message)")
        }
        guard let reached = confinement.value else {
            return .init(label: "Isolamento", isWell: true, words: "non ancora noto")
        }
        return .init(label: "Isolamento", isWell: reached == .full, words: ConfinementText(reached).italian)
    }

    private func viruses() async -> ServiceFacts.Check {
        let label = "Antivirus"
        guard let scanner = VirusScanner(house.settings) else {
            return .init(
                label: label, isWell: true, words: "nessuno: i documenti sono letti senza controllo", isOff: true)
        }
        do {
            return .init(label: label, isWell: true, words: try await scanner.version())
        } catch {
            let consequence =
                house.settings.antivirus.isRequired ? "i documenti aspettano" : "i documenti sono letti senza controllo"
            return .init(label: label, isWell: false, words: "clamd non risponde; \(consequence): avviarlo")
        }
    }

    private func versions() async -> [ServiceFacts.Version] {
        let engine: String
        do { engine = try await house.store.reader.engineVersion() } catch { engine = "sconosciuta" }
        let program = Esenzioni.version.split(separator: " ").last.map(String.init) ?? Esenzioni.version
        return [
            .init(name: "Esenzioni", number: program), .init(name: "SQLite", number: engine),
            .init(name: "poppler", number: PDFLibrary.version),
            .init(name: "tesseract", number: RecognitionLibrary.version),
            .init(name: "OpenSSL", number: SignatureLibrary.version),
        ]
    }
}
