// SPDX-License-Identifier: EUPL-1.2

internal import Catalogue
internal import Domain
internal import Foundation
internal import Intake
internal import Outbound
internal import Pacing
internal import Settings
internal import Storage
internal import SystemPackage

/// Carries out what commands ask, with the store in hand; used by a command on its own and by the daemon for a command.
struct Operations: Sendable {
    let house: House

    func perform(_ order: ControlOrder) async -> ControlAnswer {
        do {
            let answer = try await answer(to: order.request, account: order.account)
            // Who only looks sends nothing.
            if case .recordLook = order.request { return answer }
            return try await writingDue(answer)
        } catch let refusal as DecisionRefusal {
            return .failure("\(refusal.code): \(refusal.message)\(refusal.option)")
        } catch let fault as StoreError {
            house.faults.note(fault)
            return .failure("\(FaultText(fault))")
        } catch {
            return .failure("\(FaultText(error))")
        }
    }

    /// Papers that cannot be written wait and do not undo what was done.
    private func writingDue(_ answer: ControlAnswer) async throws -> ControlAnswer {
        let reason: String
        do {
            if try await house.outbound.writeDue(within: Self.patience) { return answer }
            reason = "una cartella non risponde: verificare la condivisione"
        } catch let error as StoreError where !error.isFatal {
            reason = error.italian
        }
        var answer = answer
        answer.messages.append(
            "fatto, ma ricevute o avvisi attendono che la loro cartella si possa scrivere: \(reason)")
        return answer
    }

    /// For the daemon's own round over the papers to end.
    private static let patience = Duration.seconds(20)

    private func answer(to request: ControlRequest, account: String) async throws -> ControlAnswer {
        /// The act as the access log keeps it.
        func access(_ act: AccessAct, _ detail: String = "") -> Access {
            Access(actor: account, role: "comando", origin: .command(account: account), act: act, detail: detail)
        }
        switch request {
        case .ingest(let files, let sender, let json):
            return try await ingest(files, sender, json, access(.ingest, "\(files.count) file, mittente \(sender)"))
        case .decide(let order): return try await decide(order, account)
        case .retryQuarantined(let id):
            return try await retry(id) { access(.quarantine, "rilettura \($0)") }
        case .addOperator(let operation):
            return try await add(operation, access(.operatorAdded, operation.person.accessDetail))
        case .setOperator(let code, let disabled):
            return try await set(
                code, disabled, access(.operatorChanged, "\(code) \(disabled ? "disattivato" : "riattivato")"))
        case .resetOperator(let code, let password, let pin):
            return try await reset(code, password, pin, access(.operatorSecrets, code))
        case .setPermission(let permission, let code, let granted):
            let change = "\(code) \(granted ? "concesso" : "tolto") \(permission.rawValue)"
            return try await set(permission, code, granted, access(.operatorChanged, change))
        case .resendNotice(let id): return try await resend(id, access(.resend, id))
        case .importPractices(let lines, let isTrial):
            let range = "righe \(lines.first?.number ?? 0)-\(lines.last?.number ?? 0)"
            return try await importPractices(lines, isTrial, access(.importing, range))
        case .erase(let scope, let reason, let isTrial, let sparesInForce):
            return try await erase(
                scope, reason, (isTrial, sparesInForce), access(.erase, isTrial ? "prova: \(reason)" : reason))
        case .recordLook(let look):
            try await house.store.record(access(look.act, look.detail), of: look.practices, persons: look.persons)
            return ControlAnswer()
        }
    }

    private func ingest(
        _ files: [FilePath], _ senderName: String, _ json: Bool, _ access: Access
    ) async throws -> ControlAnswer {
        guard let sender = InboxRules(house.settings).sender(ofFolder: senderName) else {
            return .failure("sender-unknown: mittente sconosciuto: \(senderName): vedere senders nella configurazione")
        }
        let began = House.clock()
        try await house.store.record(access)
        var answer = ControlAnswer()
        let settled: [Delivery]
        let isAllTaken: Bool
        if files.isEmpty {
            let round = try await whilePapersGoOut { due in
                try await house.intake.takeInOnce(filed: { due.ring() })
            }
            (settled, isAllTaken) = (round.settled, round.closed == 0)
            answer.messages += round.messages
        } else {
            let taken = try await house.intake.takeIn(files: files, from: sender)
            (settled, isAllTaken) = (taken.settled, taken.left.isEmpty)
            answer.messages += taken.left.map(\.italian)
            if house.settings.senders.all.allSatisfy({ $0.name != sender.name }) {
                answer.messages.append(InboxRemarks.undeclaredWords(sender.name))
            }
        }
        // Without a scanner only another reader of this moment can have left something unread, and it is on its way.
        let unread = try await house.store.reader.pendingDeliveryCount()
        if unread > 0, house.settings.antivirus.socket != nil {
            answer.messages.append("\(unread) file acquisiti e non ancora letti: vedere il registro")
        }
        let unfiled = settled.count { $0.outcome == nil && !$0.isHeld }
        if unfiled > 0 {
            answer.messages.append(
                "file acquisiti e non registrati: \(unfiled); vedere «esenzioni quarantine list» e il registro")
        }
        let waiting = settled.count { $0.outcome == nil && $0.isHeld }
        if waiting > 0 { answer.messages.append("\(waiting) file in attesa degli altri della loro richiesta") }
        let unreadNow = try house.store.pendingDeliveries(limit: Self.mostUnread).filter { $0.receivedAt >= began }
        answer.output = try (settled + unreadNow).map(DeliveryReport.init).map { json ? try $0.json() : $0.line }
        answer.succeeded = isAllTaken && unfiled == 0 && !settled.contains { $0.outcome == .refused }
        return answer
    }

    /// Of those that wait for the virus scanner or for their recogniser, so many are listed.
    private static let mostUnread = 100_000

    /// Writes receipts while documents come in; what cannot be written is left for `writingDue`, which says so.
    private func whilePapersGoOut<Value>(_ work: (Wake) async throws -> Value) async throws -> Value {
        let due = Wake()
        async let writing: Void = {
            for await _ in due.rings { _ = try await house.outbound.writeDue(within: Self.patience) }
        }()
        // The listener ends also where the work failed.
        defer { due.silence() }
        let result = try await work(due)
        due.silence()
        do { try await writing } catch let error as StoreError where !error.isFatal {}
        return result
    }

    private func decide(_ order: DecisionOrder, _ account: String) async throws -> ControlAnswer {
        guard let actor = try await house.store.reader.account(of: order.actor), !actor.isDisabled else {
            return .failure(
                "operator-unknown: operatore sconosciuto o disattivato: aggiungerlo con «esenzioni users add»")
        }
        // A finding that comes between this and the decision is not among them, and stops it.
        let reader = house.store.reader
        let known = try await reader.dossier(order.number, for: nil).map { dossier in
            try reader.dossier(
                dossier, with: order.entry, for: actor.person, by: DecisionRules(catalogue: house.catalogue.lookup),
                at: House.clock()
            ).findings
        }
        let practice = try await house.store.decide(
            DecisionRequest(
                number: order.number, action: order.action, seenVersion: nil, actor: actor.person,
                reason: order.reason, noteBeneficiary: order.noteBeneficiary, noteInternal: order.noteInternal,
                entry: order.entry, acknowledged: Set((known ?? []).filter { order.acknowledged.contains($0.code) }),
                confirmedStart: order.confirmsStart ? order.entry.from : nil,
                confirmedEnd: order.confirmsEnd ? order.entry.lastDay : nil),
            recording: Access(
                of: actor.person, origin: .command(account: account), act: order.action.accessAct,
                detail: "decide \(order.number)"))
        return ControlAnswer(output: ["\(practice.number) \(practice.state.rawValue)"])
    }

    private func retry(_ id: Int64?, _ access: (String) -> Access) async throws -> ControlAnswer {
        let wanted: Set<Delivery.ID>
        if let id {
            wanted = [Delivery.ID(id)]
            guard try await house.store.retryQuarantined(Delivery.ID(id), recording: access("della consegna \(id)"))
            else {
                return .failure(
                    "quarantine-unknown: nessun file in quarantena con questo numero: vedere «esenzioni quarantine list»"
                )
            }
        } else {
            wanted = try await house.store.reader.quarantinedIDs()
            if !wanted.isEmpty {
                _ = try await house.store.retryQuarantined(
                    for: nil, recording: access("di tutta la quarantena (\(wanted.count) consegne)"))
            }
        }
        let settled = try await house.intake.readPending()
        let still = try await house.store.reader.quarantinedIDs()
        var answer = ControlAnswer(output: settled.map { DeliveryReport($0).line })
        let again = try await house.store.reader.deliveries(wanted).count { $0.outcome == nil && $0.isHeld }
        if again > 0 {
            let minutes = house.settings.intake.requestWaitMinutes
            answer.messages.append(
                "\(again) file attendono di nuovo gli altri della loro richiesta, per \(minutes) minuti: vedere «esenzioni quarantine list»"
            )
        }
        if !wanted.isEmpty, still.isSuperset(of: wanted) {
            answer.succeeded = false
            answer.messages.append("nessun file è uscito dalla quarantena")
        }
        return answer
    }

    private func add(_ operation: NewOperator, _ access: Access) async throws -> ControlAnswer {
        if let fault = KnownPlaces(catalogue: house.catalogue).fault(of: operation.person) {
            return .failure("place-unknown: \(fault): l'operatore non vedrebbe alcuna pratica")
        }
        try await house.store.addOperator(
            OperatorAccount(
                person: operation.person, userName: operation.userName,
                password: operation.isWithoutCredentials ? .nobody : try SecretHash(hashing: operation.password),
                pin: operation.isWithoutCredentials ? .nobody : try SecretHash(hashing: operation.pin),
                mustChange: house.settings.signIn.firstUseChange && !operation.isWithoutCredentials),
            recording: access)
        return ControlAnswer(messages: ["operatore aggiunto"])
    }

    private func set(_ code: String, _ disabled: Bool, _ access: Access) async throws -> ControlAnswer {
        try await house.store.setOperator(try FiscalCode(checking: code), disabled: disabled, recording: access)
        return ControlAnswer(messages: [disabled ? "operatore disattivato" : "operatore riattivato"])
    }

    private func reset(
        _ code: String, _ password: String, _ pin: String, _ access: Access
    ) async throws -> ControlAnswer {
        try await house.store.resetSecrets(
            of: try FiscalCode(checking: code), password: try SecretHash(hashing: password),
            pin: try SecretHash(hashing: pin), mustChange: house.settings.signIn.firstUseChange, recording: access)
        return ControlAnswer(messages: ["credenziali sostituite"])
    }

    private func erase(
        _ scope: ErasureScope, _ reason: String, _ course: (isTrial: Bool, sparesInForce: Bool), _ access: Access
    ) async throws -> ControlAnswer {
        let isTrial = course.isTrial
        let tally = try await house.store.erase(
            scope, reason: reason, isTrial: isTrial, sparesInForce: course.sparesInForce, from: house.archive,
            recording: access)
        if !isTrial { try await house.intake.mirrorQuarantine() }
        let traces =
            "la cancellazione è fatta, ma una lettura in corso (salvataggio, verifica) ne tiene traccia nel registro del database: ripetere il comando quando è finita, o riavviare il servizio"
        let summary =
            "\(isTrial ? "da cancellare" : "cancellati"): \(tally.practices.count) pratiche, "
            + "\(tally.documents.count) documenti, \(tally.notices) avvisi, \(tally.receipts) ricevute"
        return ControlAnswer(
            output: tally.practices.map { "pratica \($0)" } + tally.documents.map { "documento \($0)" },
            messages: [summary] + (isTrial ? ["nulla è stato cancellato: ripetere con --confirm"] : [])
                + (tally.leavesTraces ? [traces] : []))
    }

    private func set(
        _ permission: OperatorPermission, _ code: String, _ granted: Bool, _ access: Access
    ) async throws -> ControlAnswer {
        try await house.store.setPermission(
            permission, of: try FiscalCode(checking: code), granted: granted, recording: access)
        return ControlAnswer(messages: [granted ? "permesso concesso" : "permesso tolto"])
    }

    private func resend(_ id: String, _ access: Access) async throws -> ControlAnswer {
        let queued = try await house.store.resendNotice(id, recording: access)
        guard !queued.isEmpty else {
            return .failure(
                "notice-unknown: nessun avviso inviato o scartato con questo identificativo: vedere «esenzioni aura list»"
            )
        }
        let followers = queued.dropFirst().map { "rimesso in coda dopo di esso, perché successivo: \($0.messageID)" }
        return ControlAnswer(messages: ["avviso rimesso in coda"] + followers)
    }
}

extension DecisionRefusal {
    /// How the command says what the page has a box for.
    fileprivate var option: String {
        switch self {
        case .findingsOpen(let findings):
            ":" + Set(findings.map(\.code.rawValue)).sorted().map { " --acknowledge \($0)" }.joined()
        case .startFarAway: ": --confirm-start"
        case .endFarAway: ": --confirm-end"
        default: ""
        }
    }
}

extension Operator {
    /// Who was added, as the access log keeps it.
    fileprivate var accessDetail: String {
        ([fiscalCode.value, role.rawValue] + asls.map(\.value) + districts + permissions.map(\.rawValue).sorted())
            .joined(separator: " ")
    }
}
