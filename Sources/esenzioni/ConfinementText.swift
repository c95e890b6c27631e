// SPDX-License-Identifier: EUPL-1.2

internal import Isolation

/// How readers are confined, in words.
struct ConfinementText {
    private let confinement: Confinement

    init(_ confinement: Confinement) { self.confinement = confinement }

    /// For administrators, with the remedy.
    var italian: String {
        guard confinement != .full else { return "completo (capability, Landlock, seccomp)" }
        return """
            parziale, manca \(confinement.missing.joined(separator: ", ")): serve un kernel da 5.13 che li conceda al \
            servizio; reader.require_full_confinement ferma il servizio dove mancano
            """
    }

    /// For machines that watch.
    var english: String {
        confinement == .full ? "full" : "partial: without \(confinement.missing.joined(separator: ", "))"
    }
}
