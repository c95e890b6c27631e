// SPDX-License-Identifier: EUPL-1.2

/// Something that is wrong with the access log; never a name or a fiscal code.
package enum AccessFault: Hashable, Sendable {
    /// Entries between two others are not there.
    case missing(from: Int64, to: Int64)
    /// The entry is not what was written, or the one before it is not.
    case altered(Int64)
    /// Whom the entry disclosed was added or removed with the entry itself gone.
    case strayPersons(Int64)
    /// A person whom the entry names is not in the register by which entries about somebody are found.
    case personUnlisted(Int64)
    /// The newest entry and the signed head disagree: entries were taken from the end or put there.
    case endDiffers(sealed: Int64, found: Int64)
    /// The head is not signed by the key of this archive.
    case sealInvalid
    /// The head of a day does not fit the entries, or they do not reach it.
    case dayDiffers(String)
    case daySignatureInvalid(String)
    /// An entry by which the daemon itself says that it found the log changed.
    case foundBroken(Int64)
    /// A head that was carried elsewhere is not in this log.
    case carriedHeadDiffers(String)

    /// A stable code for machines.
    package var code: String {
        switch self {
        case .missing: "entry-missing"
        case .altered: "entry-altered"
        case .strayPersons: "persons-without-entry"
        case .personUnlisted: "person-not-listed"
        case .endDiffers: "end-differs"
        case .sealInvalid: "seal-invalid"
        case .dayDiffers: "day-differs"
        case .daySignatureInvalid: "day-signature-invalid"
        case .foundBroken: "found-broken"
        case .carriedHeadDiffers: "carried-head-differs"
        }
    }

    /// What it is, in Italian.
    package var message: String {
        switch self {
        case .missing(let from, let to):
            from == to ? "la voce \(from) manca" : "le voci da \(from) a \(to) mancano"
        case .altered(let id): "la voce \(id) non è quella scritta allora, o non lo è quella che la precede"
        case .strayPersons(let id): "la voce \(id) non c'è, ma ne restano le persone"
        case .personUnlisted(let id):
            "una persona della voce \(id) manca dall'indice: chi chiede i propri accessi non la troverebbe"
        case .endDiffers(let sealed, let found):
            "il sigillo è sulla voce \(sealed), ma l'ultima è la \(found): voci tolte o aggiunte in fondo"
        case .sealInvalid: "il sigillo del registro non è firmato con la chiave di questo archivio"
        case .dayDiffers(let day): "la testa firmata del \(day) non corrisponde alle voci"
        case .daySignatureInvalid(let day): "la testa del \(day) non è firmata con una chiave di questo archivio"
        case .foundBroken(let id): "la voce \(id) attesta che il servizio ha trovato il registro alterato"
        case .carriedHeadDiffers(let name): "la testa conservata altrove «\(name)» non è in questo registro"
        }
    }
}
