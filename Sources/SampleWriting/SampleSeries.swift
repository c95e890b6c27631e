// SPDX-License-Identifier: EUPL-1.2

package import Catalogue
import Domain

/// Sample documents without end, the same for the same seed and catalogue.
package struct SampleSeries {
    private let pairs: [(exemption: ExemptionEntry, diagnosis: DiagnosisEntry)]
    /// Those whose diagnosis is `000`: the neoplasms, and in turn the rare diseases.
    private let withoutDiagnosis: [[ExemptionEntry]]
    private let companies: [ASLEntry]
    private var random: SplitMix64
    private var serial = 0

    /// Draws pairs of exemption and diagnosis from the current chronic and rare codes of `catalogue`.
    package init(seed: UInt64, catalogue: ExemptionCatalogue) {
        random = SplitMix64(seed: seed)
        let granted = catalogue.exemptions.filter { $0.isCurrent && ($0.group == .chronic || $0.group == .rare) }
        pairs = granted.flatMap { exemption in
            catalogue.diagnoses(of: exemption.code).filter { !$0.code.isPlaceholder }.map { (exemption, $0) }
        }
        withoutDiagnosis = [granted.filter { $0.code.value == "048" }, granted.filter { $0.group == .rare }]
        companies = catalogue.asls.filter { $0.name.hasPrefix("ASL") }
    }

    /// The next document: the kinds come in turn, so eleven in a row are one of each.
    package mutating func next() throws(SampleFault) -> SampleCertificate {
        let kinds = SampleKind.allCases
        return try next(kinds[serial % kinds.count])
    }

    /// The next document, of this kind.
    package mutating func next(_ kind: SampleKind) throws(SampleFault) -> SampleCertificate {
        serial += 1
        let facts = try facts(for: kind)
        let name = "\(kind.fileStem)-\(CalendarDay.padded(serial, 4)).\(kind.fileExtension)"
        return try SampleWriter(kind: kind, facts: facts).certificate(named: name)
    }

    private mutating func facts(for kind: SampleKind) throws(SampleFault) -> SampleCase {
        guard let first = pairs.first, let company = companies.first else {
            throw SampleFault(description: "the catalogue has no pair of exemption and diagnosis, or no ASL")
        }
        var (exemption, diagnosis) = random.pick(pairs, or: first)
        if kind == .regionalNoDiagnosis {
            let turn = serial / SampleKind.allCases.count % withoutDiagnosis.count
            exemption = random.pick(withoutDiagnosis[turn], or: exemption)
            diagnosis = DiagnosisEntry(code: .noneStated, exemption: exemption.code, description: "-", duration: nil)
        }
        if kind == .regionalFictitious, let code = DiagnosisCode("F\(CalendarDay.padded(serial % 1000, 3))") {
            diagnosis = DiagnosisEntry(code: code, exemption: exemption.code, description: "-", duration: nil)
        }
        if !diagnosis.code.isPlaceholder, random.number(in: 1...4) == 1 {
            diagnosis = diagnosis.withLongDescription
        }
        let patient = InventedPerson(&random, bornFrom: Self.day(1935, 1), to: Self.day(2012, 12))
        let doctor = InventedPerson(&random, bornFrom: Self.day(1958, 1), to: Self.day(1992, 12))
        let structure = SampleStructure(random.pick(companies, or: company), &random)
        // Past, and away from the turn of the year, about which the regional time stamps are known to be wrong.
        let issued = random.day(from: Self.day(2025, 1).adding(days: 10), to: Self.day(2025, 12))
        let disease = diagnosis.code.isPlaceholder ? exemption.description : diagnosis.description
        return SampleCase(
            patient: patient,
            doctor: doctor,
            structure: structure,
            exemption: exemption,
            diagnosis: diagnosis,
            note: SampleNote.text(disease, since: random.number(in: max(2005, patient.birth.year)...2024), &random),
            issued: issued,
            serial: serial
        )
    }

    private static func day(_ year: Int, _ month: Int) -> CalendarDay {
        CalendarDay(year: year, month: month, day: 1) ?? CalendarDay(daysSinceEpoch: 0)
    }
}

extension DiagnosisEntry {
    /// With words that make it wrap over three lines of its cell.
    fileprivate var withLongDescription: DiagnosisEntry {
        DiagnosisEntry(
            code: code,
            exemption: exemption,
            description:
                "\(description), FORMA NON ALTRIMENTI SPECIFICATA, CON INTERESSAMENTO DI PIU' ORGANI O APPARATI",
            duration: duration
        )
    }
}
