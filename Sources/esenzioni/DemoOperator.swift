// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Settings
internal import Storage

/// A district doctor for a first look, made where there is no operator yet; the secrets are random, shown once and stored
/// only as hashes.
struct DemoOperator {
    let house: House

    func addIfNone() async throws {
        guard try await house.store.reader.operators().isEmpty else { return }
        let password = Self.random(from: "abcdefghjkmnpqrstuvwxyz23456789", count: 12)
        let pin = Self.random(from: "0123456789", count: 6)
        let person = Operator(
            fiscalCode: try FiscalCode(checking: "LBRCRD53H10D205E"), name: "DEMO VENTICINQUE DEMO",
            role: .districtOperator, asls: [house.settings.senders.standard.asl], districts: [],
            permissions: [.reserved])
        try await house.store.addOperator(
            OperatorAccount(
                person: person, userName: "medico.demo", password: try SecretHash(hashing: password),
                pin: try SecretHash(hashing: pin)),
            recording: Access(
                actor: "servizio", role: "servizio", origin: .service, act: .operatorAdded, detail: "dimostrativo"))
        CommandFault.tell("Medico di distretto dimostrativo, mostrato solo questa volta:")
        CommandFault.tell("  Username: medico.demo\n  Password: \(password)\n  PIN: \(pin)")
    }

    private static func random(from alphabet: String, count: Int) -> String {
        let letters = Array(alphabet)
        var random = SystemRandomNumberGenerator()
        return String((0..<count).map { _ in letters[Int.random(in: letters.indices, using: &random)] })
    }
}
