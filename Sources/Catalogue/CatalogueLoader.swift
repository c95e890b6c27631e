// SPDX-License-Identifier: EUPL-1.2

import Domain
package import SystemPackage

/// Reads the data files of `config/catalogue/`, whose columns its README explains to the administrator.
package enum CatalogueLoader {
    /// The catalogue that the six files of `folder` make up.
    ///
    /// A rare disease without rows of its own gets the one diagnosis `000`, by the rule of the regional catalogue that
    /// rare diseases have no separate diagnosis. Former districts are recognised in the file but left out.
    ///
    /// - Throws: `CatalogueFault` with every problem of every file, not only the first.
    package static func load(folder: FilePath) throws(CatalogueFault) -> ExemptionCatalogue {
        var reading = CatalogueReading(folder: folder)
        reading.readClassification()
        reading.readExemptions()
        reading.readDiagnoses()
        reading.readServices()
        reading.readASLs()
        reading.readDistricts()
        guard reading.problems.isEmpty else { throw CatalogueFault(problems: reading.problems) }
        return ExemptionCatalogue(
            exemptions: reading.exemptions,
            diagnoses: reading.diagnoses + reading.impliedDiagnoses,
            services: reading.services,
            classification: reading.classification,
            asls: reading.asls,
            districts: reading.districts,
            replacements: reading.replacements,
            unverifiedDistricts: reading.unverifiedDistricts
        )
    }
}

/// What has been read so far, and what was wrong with it.
struct CatalogueReading {
    let folder: FilePath
    var problems: [CatalogueProblem] = []
    var exemptions: [ExemptionEntry] = []
    var exemptionCodes: Set<ExemptionCode> = []
    var replacements: [ExemptionCode: [ExemptionCode]] = [:]
    var diagnoses: [DiagnosisEntry] = []
    var services: [ServiceEntry] = []
    var classification: Classification = [:]
    var asls: [ASLEntry] = []
    var districts: [DistrictEntry] = []
    var unverifiedDistricts: [DistrictEntry] = []

    init(folder: FilePath) { self.folder = folder }

    /// The pair `000` of each rare disease that the file has no pair for.
    var impliedDiagnoses: [DiagnosisEntry] {
        let paired = Set(diagnoses.map(\.exemption))
        return exemptions.filter { $0.group == .rare && !paired.contains($0.code) }
            .map { DiagnosisEntry(code: .noneStated, exemption: $0.code, description: "-", duration: nil) }
    }
}
