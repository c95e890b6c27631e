// SPDX-License-Identifier: EUPL-1.2

import Foundation
import SystemPackage

@testable import Catalogue

/// A small sound catalogue in a folder of its own, any file of which a test may replace.
final class CatalogueFolder: Sendable {
    static let exemptionHeader =
        "code,group,description,aura_type,duration_value,duration_unit,duration_evidence,status,replaced_by,evidence,source,note"
    static let diagnosisHeader =
        "exemption,diagnosis,description,label,duration_value,duration_unit,duration_evidence,evidence,source"
    let root: FilePath

    init(_ replaced: [String: String] = [:]) throws {
        root = FilePath(FileManager.default.temporaryDirectory.path).appending("esenzioni-\(UUID().uuidString)")
        try FileManager.default.createDirectory(atPath: root.string, withIntermediateDirectories: true)
        for (name, text) in Self.sound.merging(replaced, uniquingKeysWith: { $1 }) {
            try Data(text.utf8).write(to: URL(filePath: root.appending(name).string))
        }
    }

    private static let sound = [
        "exemptions.csv": """
        \(exemptionHeader)
        044,MALATTIE_CRONICHE,PSICOSI,O,2,years,press,current,,source,x,
        0A31,MALATTIE_CRONICHE,IPERTENSIONE,O,,unlimited,source,current,,source,x,
        031,MALATTIE_CRONICHE,IPERTENSIONE,O,,,,superseded,0A31,source,x,
        RN0970,MALATTIE_RARE,"RARA, UNA",R,,,,current,,source,x,
        """,
        "diagnoses.csv": """
        \(diagnosisHeader)
        044,2960,MANIA,DIS MANIACALE,6,months,press,source,x
        0A31,000,-,,,,,inferred,x
        """,
        "services.csv": """
        exemption,service,description,frequency,condition,regime,completeness,source
        044,29,AMITRIPTILINA,,a richiesta,PIEMONTE AURA,partial,x
        """,
        "asl.csv": "code,type,name,seat,province,source\n010203,ASL,ASL TO3,COLLEGNO,TO,x\n",
        "districts.csv": """
        asl,name,label,status,evidence,source,note
        010203,AREA METROPOLITANA CENTRO,AREA M.CENTRO,current,source,x,
        010203,PINEROLESE,,current,recalled,x,
        010203,RIVOLI,,former,source,x,
        """,
        "icd9cm.csv": "code,description\n001,COLERA\n2960,\"MANIA, EPISODIO SINGOLO\"\nV425,TRAPIANTO\n",
    ]

    func load() throws -> ExemptionCatalogue { try CatalogueLoader.load(folder: root) }

    /// What is wrong with it, each as it is printed, with the file's name alone.
    var problems: [String] {
        do {
            _ = try CatalogueLoader.load(folder: root)
            return []
        } catch {
            return error.problems.map { $0.description.replacing(root.string + "/", with: "") }
        }
    }

    deinit {
        do { try FileManager.default.removeItem(atPath: root.string) } catch { print("left behind: \(root)") }
    }
}
