// SPDX-License-Identifier: EUPL-1.2

import Domain
import XMLReading

extension CDADocument {
    /// Who the document is about: `recordTarget/patientRole`, and nothing else in the file.
    func readPatient(into reading: inout SourceReading) {
        let roles = root.nodes("h:recordTarget/h:patientRole")
        var persons = roles.map(Self.person)
        guard let first = persons.first else {
            reading.note(.fiscalCodeMissing)
            reading.note(.nameMissing)
            return
        }
        let codes = Set(persons.map { $0.fields[.beneficiaryFiscalCode]?.value })
        if persons.count > 1, codes.count > 1 || codes.contains(nil) {
            persons = [Self.contested(persons)]
        }
        reading.fields.merge(persons.first?.fields ?? first.fields) { _, new in new }
        for finding in persons.first?.findings ?? [] {
            reading.note(finding.code, field: finding.field, detail: finding.detail)
        }
    }

    /// Several record targets that are not provably one person: nobody is chosen.
    private static func contested(_ persons: [SourceReading]) -> SourceReading {
        var reading = SourceReading()
        for name in FieldName.identity {
            let stated = persons.compactMap { $0.fields[name] }
            let claims = stated.compactMap { field in field.value.map { ExtractedField.Claim($0, field.source) } }
            if let field = ExtractedField(contested: claims) { reading.fields[name] = field }
        }
        reading.note(.severalPersons)
        return reading
    }

    private static func person(_ role: XMLNode) -> SourceReading {
        var reading = SourceReading()
        readFiscalCode(role, into: &reading)
        let patient = role.first("h:patient")
        let names = patient?.nodes("h:name") ?? []
        let name = names.first { $0.first("h:family") != nil || $0.first("h:given") != nil } ?? names.first
        reading.fields[.beneficiaryFamilyName] = namePart(name?.nodes("h:family") ?? [])
        reading.fields[.beneficiaryGivenName] = namePart(name?.nodes("h:given") ?? [])
        for part in [FieldName.beneficiaryFamilyName, .beneficiaryGivenName] where reading.fields[part] == nil {
            reading.note(.nameMissing, field: part)
        }
        readBirth(patient, into: &reading)
        return reading
    }

    /// Repeated elements are parts of one name.
    static func namePart(_ nodes: [XMLNode]) -> ExtractedField? {
        let own = nodes.filter { !$0.isOfSpouse }
        guard let first = own.first ?? nodes.first else { return nil }
        let written = (own.isEmpty ? nodes : own).compactMap(\.words).joined(separator: " ")
        return written.isEmpty ? nil : field(written, at: first, asWritten: written)
    }

    private static func readBirth(_ patient: XMLNode?, into reading: inout SourceReading) {
        if let birth = patient?.first("h:birthTime"), let written = birth.filled("value") {
            let day = CalendarDay(compact: written)
            reading.fields[.beneficiaryBirthDate] = field(day?.iso, at: birth, asWritten: written)
            if day == nil { reading.note(.birthDateInvalid, detail: written) }
        } else if reading.fields[.beneficiaryFiscalCode]?.value.flatMap({ FiscalCode($0) })?.kind != .personal {
            // A personal code tells the day.
            reading.note(.birthDateInvalid, detail: "assente")
        }
        guard let gender = patient?.first("h:administrativeGenderCode"), let written = gender.filled("code") else {
            return
        }
        var sex = field(written.uppercased(), at: gender, asWritten: written)
        if Sex(rawValue: written.uppercased()) == nil { sex.lower(to: .doubtful) }
        reading.fields[.beneficiarySex] = sex
    }
}

extension XMLNode {
    /// The spouse's name, which many women bear beside their own; the register and the fiscal code have the own one only
    /// (HL7 EntityNamePartQualifier `SP`).
    fileprivate var isOfSpouse: Bool {
        attribute("qualifier")?.split(separator: " ").contains("SP") ?? false
    }
}
