// SPDX-License-Identifier: EUPL-1.2

import Domain
import XMLReading

extension CDADocument {
    /// When, by whom and where the document was written.
    func readHeader(into reading: inout SourceReading) {
        readIssueDate(into: &reading)
        readPhysician(into: &reading)
        readStructure(into: &reading)
    }

    private func readIssueDate(into reading: inout SourceReading) {
        guard let time = root.first("h:effectiveTime"), let written = time.filled("value") else {
            reading.note(.issueDateInvalid, detail: "assente")
            return
        }
        let day = CalendarDay(compact: written)
        reading.fields[.issueDate] = Self.field(day?.iso, at: time, asWritten: written)
        guard let day else {
            reading.note(.issueDateInvalid, detail: written)
            return
        }
        if reading.kind == .regionalCertificate, day.isNearNewYear {
            // The regional software writes the year of the week, which differs from the day's around New Year (domain.md §4.3).
            reading.lower([.issueDate], to: .probable)
            reading.note(.issueDateUncertain, detail: day.italian)
        }
    }

    /// The first author that is a person: the profiles put the writing physician first, and a device (`assignedAuthoringDevice`,
    /// a transcribing system) may stand beside. Where only devices are authors, the person who signed answers for the text.
    private func readPhysician(into reading: inout SourceReading) {
        let authors = root.nodes("h:author/h:assignedAuthor")
        if let author = authors.first(where: { $0.first("h:assignedPerson") != nil }) {
            readPhysician(author, into: &reading)
        } else if let signer = root.first("h:legalAuthenticator/h:assignedEntity") {
            readPhysician(signer, into: &reading)
            reading.lower([.physicianName, .physicianFiscalCode], to: .probable)
        } else if let author = authors.first(where: { $0.first("h:assignedAuthoringDevice") == nil }) {
            readPhysician(author, into: &reading)
        }
    }

    private func readPhysician(_ person: XMLNode, into reading: inout SourceReading) {
        let name = person.first("h:assignedPerson/h:name")
        let parts = (name?.nodes("h:family") ?? []) + (name?.nodes("h:given") ?? [])
        if parts.isEmpty, let name, let words = name.words {
            var field = Self.field(words, at: name, asWritten: words)
            field.lower(to: .probable)
            reading.fields[.physicianName] = field
        } else if let name, let whole = Self.namePart(parts) {
            reading.fields[.physicianName] = Self.field(whole.value, at: name, asWritten: name.words ?? "")
        }
        let own = person.nodes("h:id").first {
            $0.attribute("root")?.trimmed == OID.fiscalCode && $0.filled("extension") != nil
        }
        reading.fields[.physicianFiscalCode] = own.map(Self.fiscalCode)
    }

    /// The custodian answers for the document; the author's organisation stands in where it is not named.
    private func readStructure(into reading: inout SourceReading) {
        let custodian = root.first("h:custodian/h:assignedCustodian/h:representedCustodianOrganization")
        let organization = root.first("h:author/h:assignedAuthor/h:representedOrganization")
        for place in [custodian, organization].compactMap(\.self) {
            if reading.fields[.structureName] == nil, let name = place.first("h:name"), let words = name.words {
                reading.fields[.structureName] = Self.field(words, at: name, asWritten: words)
            }
            if reading.fields[.structureCode] == nil {
                reading.fields[.structureCode] = Self.structureCode(place, reading.kind)
            }
        }
    }

    private static func structureCode(_ organization: XMLNode, _ kind: DocumentKind) -> ExtractedField? {
        let ids = organization.nodes("h:id").filter { $0.filled("extension") != nil }
        let known = [OID.regionOrASL, OID.hospitalCompany, OID.facility]
        let id = ids.first { known.contains($0.attribute("root")?.trimmed ?? "") } ?? ids.first
        guard let id, let written = id.filled("extension") else { return nil }
        // The region's own software writes its companies with three digits or with six.
        let isShort = kind == .regionalCertificate && id.attribute("root")?.trimmed == OID.regionOrASL
        return field(isShort ? ASLCode(written)?.value ?? written : written, at: id, asWritten: written)
    }
}

extension CalendarDay {
    /// 29 December to 3 January: the days whose ISO week may belong to another year.
    var isNearNewYear: Bool { (month == 12 && day >= 29) || (month == 1 && day <= 3) }
}
