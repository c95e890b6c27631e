// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Foundation
internal import Intake
internal import Outbound
internal import Settings
internal import Storage
internal import SystemPackage

/// Carries out what commands ask, with the store in hand; used by a command on its own and by the daemon for a command.
struct Operations: Sendable {
    let house: House

    func perform(_ request: ControlRequest) async -> ControlAnswer {
        do {
            return try await writingDue(try await answer(to: request))
        } catch let refusal as DecisionRefusal {
            return .failure("\(refusal.code): \(refusal.message)")
        } catch {
            if let fault = error as? StoreError { house.faults.note(fault) }
            return .failure("\(error)")
        }
    }

    /// Papers that cannot be written wait and do not undo what was done.
    private func writingDue(_ answer: ControlAnswer) async throws -> ControlAnswer {
        do {
            try await house.outbound.writeDue()
            return answer
        } catch let error as StoreError where !error.isFatal {
            var answer = answer
            answer.messages.append(
                "fatto, ma ricevute o avvisi attendono che la loro cartella si possa scrivere: \(error)")
            return answer
        }
    }

    private func answer(to request: ControlRequest) async throws -> ControlAnswer {
        switch request {
        case .ingest(let files, let sender, let json): return try await ingest(files, sender, json)
        case .decide(let order, let account): return try await decide(order, account)
        case .retryQuarantined(let id): return try await retry(id)
        case .addOperator(let operation): return try await add(operation)
        case .setOperator(let code, let disabled): return try await set(code, disabled)
        case .resetOperator(let code, let password, let pin): return try await reset(code, password, pin)
        case .resendNotice(let id): return try await resend(id)
        case .importPractices(let lines, let isTrial): return try await importPractices(lines, isTrial)
        }
    }

    private func ingest(_ files: [String], _ senderName: String, _ json: Bool) async throws -> ControlAnswer {
        guard let sender = InboxRules(house.settings).sender(ofFolder: senderName) else {
            return .failure("mittente sconosciuto: \(senderName)")
        }
        var answer = ControlAnswer()
        let settled: [Delivery]
        if files.isEmpty {
            let result = try await house.intake.takeInOnce()
            settled = result.settled
            if result.stillWritten > 0 {
                answer.messages.append("\(result.stillWritten) file ancora in scrittura, lasciati nella cartella")
            }
        } else {
            settled = try await house.intake.takeIn(files: files.map { FilePath($0) }, from: sender)
        }
        // Without a scanner only another reader of this moment can have left something unread, and it is on its way.
        let unread = try await house.store.reader.counts().pendingDeliveries
        if unread > 0, house.settings.antivirus.socket != nil {
            answer.messages.append("\(unread) file acquisiti e non ancora letti: vedere il registro")
        }
        let waiting = settled.count { $0.outcome == nil }
        if waiting > 0 { answer.messages.append("\(waiting) file in attesa degli altri della loro richiesta") }
        answer.output = try settled.map(DeliveryReport.init).map { json ? try $0.json() : $0.line }
        answer.succeeded = !settled.contains { $0.outcome == .refused }
        return answer
    }

    private func decide(_ order: DecisionOrder, _ account: String) async throws -> ControlAnswer {
        guard let actor = try await house.store.reader.account(of: order.actor), !actor.isDisabled else {
            return .failure("operatore sconosciuto o disattivato: aggiungerlo con «esenzioni users add»")
        }
        let practice = try await house.store.decide(
            DecisionRequest(
                number: order.number, action: order.action, seenVersion: nil, actor: actor.person,
                reason: order.reason, noteBeneficiary: order.noteBeneficiary, noteInternal: order.noteInternal,
                entry: order.entry),
            systemAccount: account)
        return ControlAnswer(output: ["\(practice.number) \(practice.state.rawValue)"])
    }

    private func retry(_ id: Int64?) async throws -> ControlAnswer {
        let listed = try await house.store.reader.quarantine().map(\.delivery.id)
        let wanted = id.map { [Delivery.ID($0)] } ?? listed
        guard Set(wanted).isSubset(of: listed) else {
            return .failure("nessun file in quarantena con questo numero: vedere «esenzioni quarantine list»")
        }
        for delivery in wanted { _ = try await house.store.retryQuarantined(delivery) }
        let settled = try await house.intake.readPending()
        return ControlAnswer(output: settled.map { DeliveryReport($0).line })
    }

    private func add(_ operation: NewOperator) async throws -> ControlAnswer {
        try await house.store.addOperator(
            OperatorAccount(
                person: operation.person, userName: operation.userName,
                password: operation.isWithoutCredentials ? .nobody : try SecretHash(hashing: operation.password),
                pin: operation.isWithoutCredentials ? .nobody : try SecretHash(hashing: operation.pin),
                mustChange: house.settings.signIn.firstUseChange && !operation.isWithoutCredentials))
        return ControlAnswer(messages: ["operatore aggiunto"])
    }

    private func set(_ code: String, _ disabled: Bool) async throws -> ControlAnswer {
        try await house.store.setOperator(try FiscalCode(checking: code), disabled: disabled)
        return ControlAnswer(messages: [disabled ? "operatore disattivato" : "operatore riattivato"])
    }

    private func reset(_ code: String, _ password: String, _ pin: String) async throws -> ControlAnswer {
        try await house.store.resetSecrets(
            of: try FiscalCode(checking: code), password: try SecretHash(hashing: password),
            pin: try SecretHash(hashing: pin), mustChange: house.settings.signIn.firstUseChange)
        return ControlAnswer(messages: ["credenziali sostituite"])
    }

    private func resend(_ id: String) async throws -> ControlAnswer {
        guard try await house.store.resendNotice(id) else {
            return .failure("nessun avviso inviato o scartato con questo identificativo: vedere «esenzioni aura list»")
        }
        return ControlAnswer(messages: ["avviso rimesso in coda"])
    }
}
