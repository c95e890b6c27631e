// SPDX-License-Identifier: EUPL-1.2

/// Why bytes that are a signed or encoded envelope yield no document.
package enum EnvelopeDamage: Error, Hashable, Sendable, CaseIterable {
    /// The end is missing.
    case truncated
    /// The structure or the encoding is broken.
    case damaged
    /// A signature without the document that it signs.
    case detached
    /// Only the holder of a key can read it.
    case encrypted
    /// A CMS message of another kind: compressed, a bare time stamp, time-stamped data.
    case unsupported
    /// More wrappings than `Envelope.Limits` allows.
    case tooDeep

    /// In Italian, for the sender and for the person who looks at what could not be taken in.
    package var reason: String {
        switch self {
        case .truncated: "la busta firmata è incompleta: manca la parte finale"
        case .damaged: "la busta firmata è danneggiata"
        case .detached: "il file contiene solo la firma, senza il documento firmato"
        case .encrypted: "il documento è cifrato: solo il destinatario della cifratura può leggerlo"
        case .unsupported: "la busta è di un tipo che non contiene un documento firmato"
        case .tooDeep: "il documento è dentro troppe buste, una dentro l'altra"
        }
    }
}
