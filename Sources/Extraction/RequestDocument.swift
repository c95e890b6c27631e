// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import XMLReading

/// A citizen's request (`richiesta.xml`, contract §4.2) that its schema accepts.
struct RequestDocument {
    static let namespace = "urn:esenzioni:richiesta:1"
    /// Its own name in the folder of the request.
    static let fileName = "richiesta.xml"

    /// The `richiesta` element.
    let root: XMLNode

    /// The person and the codes, as any source states them. That the schema accepts a fiscal code or an exemption says that
    /// it is well written, not that it is sound or in the catalogue.
    var reading: SourceReading {
        var reading = SourceReading()
        readPerson(into: &reading)
        if let node = root.first("r:codiceEsenzione") {
            reading.exemptions = [StatedExemption(code: node.text, source: Self.source(node))]
        }
        if let node = root.first("r:codiceDiagnosi") {
            reading.diagnoses = [
                StatedDiagnosis(code: node.text, text: nil, role: .diagnosis, source: Self.source(node))
            ]
        }
        return reading
    }

    private func readPerson(into reading: inout SourceReading) {
        if let node = root.first("r:beneficiario/r:codiceFiscale") {
            reading.fields[.beneficiaryFiscalCode] = Self.field(node.text, at: node)
            if FiscalCode(node.text) == nil {
                reading.note(.fiscalCodeInvalid, detail: node.text)
                reading.lower([.beneficiaryFiscalCode], to: .doubtful)
            }
        }
        let others: [(FieldName, StaticString)] = [
            (.beneficiaryFamilyName, "r:beneficiario/r:cognome"), (.beneficiaryGivenName, "r:beneficiario/r:nome"),
            (.beneficiaryBirthDate, "r:beneficiario/r:dataNascita"), (.beneficiarySex, "r:beneficiario/r:sesso"),
        ]
        for (name, path) in others {
            guard let node = root.first(path) else { continue }
            reading.fields[name] = Self.field(node.text.collapsed, at: node)
        }
    }

    private static func source(_ node: XMLNode) -> FieldSource { FieldSource(.request, xpath: node.path) }

    private static func field(_ value: String, at node: XMLNode) -> ExtractedField {
        ExtractedField(value: value, confidence: .certain, source: source(node), asWritten: node.text)
    }
}

extension RequestDocument {
    /// What the request states beyond the person and the codes, and what about it is doubtful; nothing where a value that
    /// the schema demands is not there after all.
    func stated(_ catalogue: ExemptionCatalogue) -> (request: StatedRequest, findings: [Finding])? {
        guard let submittedAt = text("r:dataOra").flatMap({ Timestamp(iso: $0) }),
            let kind = text("r:compilatore/r:tipo").flatMap({ Submitter.Kind(rawValue: $0) }),
            let compiler = text("r:compilatore/r:codiceFiscale")
        else { return nil }
        let attachments = root.nodes("r:allegato").map(Self.attachment)
        guard attachments.allSatisfy({ $0 != nil }) else { return nil }
        let place = statedPlace(catalogue)
        let request = StatedRequest(
            submittedAt: submittedAt, submitter: Submitter(kind: kind, fiscalCode: FiscalCode(compiler)),
            asl: place.asl, district: place.district, note: text("r:nota"), attachments: attachments.compactMap(\.self))
        return (request, place.findings + doubts(kind, compiler))
    }

    /// Whoever says to be the citizen must have the citizen's code, and a delegate a sound one.
    private func doubts(_ kind: Submitter.Kind, _ compiler: String) -> [Finding] {
        guard FiscalCode(compiler) != nil else {
            return [Finding(.identityMismatch, detail: "il codice fiscale del compilatore non è corretto: \(compiler)")]
        }
        guard kind == .citizen, let beneficiary = text("r:beneficiario/r:codiceFiscale"), beneficiary != compiler
        else { return [] }
        return [Finding(.identityMismatch, detail: "compilata da \(compiler) come cittadino per \(beneficiary)")]
    }

    /// The ASL and the district as far as the catalogue knows them: a practice with an unknown one would be nobody's. Of
    /// some ASLs it lists no districts, and none is then unknown.
    private func statedPlace(
        _ catalogue: ExemptionCatalogue
    ) -> (asl: ASLCode?, district: String?, findings: [Finding]) {
        let district = text("r:distretto")
        guard let written = text("r:codiceAsl") else {
            return (nil, nil, district.map { [Finding(.districtUnknown, detail: "\($0), senza codice ASL")] } ?? [])
        }
        guard let asl = ASLCode(written), catalogue.aslName(asl) != nil else {
            return (nil, nil, [Finding(.aslAssumed, detail: "la richiesta indica \(written), che non è in elenco")])
        }
        let districts = catalogue.districts.filter { $0.asl == asl }
        guard let district, !districts.isEmpty else { return (asl, district, []) }
        let known = districts.first { $0.isNamed(district) }
        return (asl, known?.name, known == nil ? [Finding(.districtUnknown, detail: district)] : [])
    }

    private func text(_ query: StaticString) -> String? { root.first(query)?.text.collapsed }

    private static func attachment(_ node: XMLNode) -> StatedAttachment? {
        guard let name = node.first("r:nome")?.text,
            let kind = node.first("r:tipo").flatMap({ StatedAttachment.Kind(rawValue: $0.text) }),
            let sha256 = node.first("r:sha256").flatMap({ ContentHash($0.text) })
        else { return nil }
        return StatedAttachment(
            name: name, kind: kind, sha256: sha256,
            issuedOn: node.first("r:dataRilascio").flatMap { CalendarDay(iso: $0.text) })
    }
}
