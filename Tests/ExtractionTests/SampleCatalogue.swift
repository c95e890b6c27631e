// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import Foundation

/// Catalogues for tests: a handful of rows, or the project's data files where they lie in `config/catalogue`.
enum SampleCatalogue {
    static let small = ExemptionCatalogue(
        exemptions: [
            exemption("002", "AFFEZIONI DEL SISTEMA CIRCOLATORIO", isCurrent: false),
            exemption("0A02", "MALATTIE CARDIACHE"), exemption("013", "DIABETE MELLITO"),
            exemption("026", "IPERPARATIROIDISMO"), exemption("044", "PSICOSI"),
            exemption("048", "PATOLOGIE NEOPLASTICHE MALIGNE"), exemption("054", "SPONDILITE ANCHILOSANTE"),
        ].compactMap(\.self),
        diagnoses: [
            diagnosis("394", "0A02"), diagnosis("250", "013"), diagnosis("2520", "026"), diagnosis("296", "044"),
            diagnosis("000", "048"), diagnosis("7200", "054"),
        ].compactMap(\.self),
        classification: ["25000": "DIABETE", "2520": "IPERPARATIROIDISMO", "4280": "SCOMPENSO CARDIACO"]
    )

    private static func exemption(_ code: String, _ text: String, isCurrent: Bool = true) -> ExemptionEntry? {
        ExemptionCode(code).map {
            ExemptionEntry(code: $0, group: .chronic, description: text, duration: .unlimited, isCurrent: isCurrent)
        }
    }

    private static func diagnosis(_ code: String, _ exemption: String) -> DiagnosisEntry? {
        guard let code = DiagnosisCode(code), let exemption = ExemptionCode(exemption) else { return nil }
        return DiagnosisEntry(code: code, exemption: exemption, description: "", duration: nil)
    }

    /// The data files, or `small` where they are not there.
    static let project: ExemptionCatalogue = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../config/catalogue")
        let exemptions = rows(of: folder.appending(path: "exemptions.csv")).compactMap { row -> ExemptionEntry? in
            guard let code = ExemptionCode(row["code"] ?? "") else { return nil }
            return ExemptionEntry(
                code: code,
                group: ExemptionEntry.Group(rawValue: row["group"] ?? "") ?? .other,
                description: row["description"] ?? "",
                duration: nil,
                isCurrent: row["status"] == "current"
            )
        }
        let diagnoses = rows(of: folder.appending(path: "diagnoses.csv")).compactMap {
            diagnosis($0["icd9cm"] ?? "", $0["exemption_code"] ?? "")
        }
        let names = rows(of: folder.appending(path: "icd9cm_diagnoses.csv")).map {
            ($0["icd9cm"] ?? "", $0["description"] ?? "")
        }
        guard !exemptions.isEmpty else { return small }
        return ExemptionCatalogue(
            exemptions: exemptions,
            diagnoses: diagnoses,
            classification: Dictionary(names, uniquingKeysWith: { first, _ in first })
        )
    }()

    private static func rows(of file: URL) -> [[String: String]] {
        guard let data = FileManager.default.contents(atPath: file.path) else { return [] }
        let lines = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).map(cells)
        guard let header = lines.first else { return [] }
        return lines.dropFirst().map { Dictionary(zip(header, $0), uniquingKeysWith: { first, _ in first }) }
    }

    private static func cells(_ line: Substring) -> [String] {
        var cells = [""]
        var isQuoted = false
        for character in line {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: cells.append("")
            default: cells[cells.count - 1].append(character)
            }
        }
        return cells
    }
}
