// SPDX-License-Identifier: EUPL-1.2

import Domain
import XMLReading

extension CDADocument {
    /// The person's code by the root of its identifier; a foreigner's STP or ENI where there is none.
    static func readFiscalCode(_ role: XMLNode, into reading: inout SourceReading) {
        let ids = role.nodes("h:id").filter { $0.filled("extension") != nil }
        if let own = ids.nonEmpty(under: OID.fiscalCode) {
            take(own, into: &reading)
        } else if let foreign = ids.nonEmpty(under: OID.stp) ?? ids.nonEmpty(under: OID.eni) {
            take(foreign, into: &reading)
        } else if let stray = ids.nonEmpty(under: OID.fiscalCodeMistyped) ?? ids.withSoundPersonalCode {
            take(stray, into: &reading)
            reading.note(.fiscalCodeWrongRoot, detail: stray[0].attribute("root"))
            reading.lower([.beneficiaryFiscalCode], to: .probable)
        } else {
            let hasCard = ids.nonEmpty(under: OID.europeanCard) != nil
            reading.note(.fiscalCodeMissing, detail: hasCard ? "è presente solo la tessera europea" : nil)
        }
    }

    private static func take(_ ids: [XMLNode], into reading: inout SourceReading) {
        let fields = ids.map(fiscalCode)
        let claims = fields.compactMap { field in field.value.map { ExtractedField.Claim($0, field.source) } }
        if Set(claims.map(\.value)).count > 1 {
            reading.contest(.beneficiaryFiscalCode, among: claims)
            reading.note(.severalPersons)
            return
        }
        reading.fields[.beneficiaryFiscalCode] = fields[0]
        if fields[0].confidence == .doubtful { reading.note(.fiscalCodeInvalid, detail: fields[0].asWritten) }
    }

    /// The code of an identifier in capitals; doubtful when its shape or its check character is wrong.
    static func fiscalCode(_ id: XMLNode) -> ExtractedField {
        let written = id.attribute("extension") ?? ""
        let sound = FiscalCode(written)
        var code = field(sound?.value ?? written.trimmed.uppercased(), at: id, asWritten: written)
        if sound == nil { code.lower(to: .doubtful) }
        return code
    }
}

extension [XMLNode] {
    /// The identifiers under a root, if there are any.
    fileprivate func nonEmpty(under root: String) -> [XMLNode]? {
        let found = filter { $0.attribute("root")?.trimmed == root }
        return found.isEmpty ? nil : found
    }

    /// Identifiers of a vendor's own numbering that hold nothing but a sound personal code.
    fileprivate var withSoundPersonalCode: [XMLNode]? {
        let found = filter { FiscalCode($0.attribute("extension") ?? "")?.kind == .personal }
        return found.isEmpty ? nil : found
    }
}
