// SPDX-License-Identifier: EUPL-1.2

package import Catalogue
package import Domain
internal import Foundation
package import Storage
internal import Templating

/// The answer to a citizen who asks who looked at their data (Garante, provision of 4 June 2015: date, time and the structure
/// from which it was done); the office's copy also names the operator.
package struct CitizenReport: Sendable {
    private let model: Model
    private let lines: [AccessReportLine]

    /// What the page shows.
    struct Model: Encodable, Hashable, Sendable {
        let fiscalCode: String
        let period: String
        let madeAt: String
        let total: Int
        let isEmpty: Bool
        let rows: [Row]

        struct Row: Encodable, Hashable, Sendable {
            let at: String
            let what: String
            let practice: String
            let role: String
            let place: String
            /// Nothing where it simply succeeded.
            let outcome: String?
        }
    }

    package init(
        citizen: FiscalCode, from: CalendarDay?, until: CalendarDay?, lines: [AccessReportLine],
        catalogue: ExemptionCatalogue, now: Timestamp
    ) {
        self.lines = lines
        model = Model(
            fiscalCode: citizen.value, period: Self.period(from, until), madeAt: now.italian, total: lines.count,
            isEmpty: lines.isEmpty, rows: lines.map { Self.row($0, catalogue) })
    }

    /// - Parameter templates: the folder that holds `registro/accessi.mustache`.
    /// - Throws: `ReviewError` where the template is missing or unsound.
    package func page(templates: String) throws -> String {
        let name = "registro/accessi"
        guard let content = FileManager.default.contents(atPath: "\(templates)/\(name).mustache") else {
            throw ReviewError.templateMissing(name)
        }
        do {
            return String(decoding: try Template(name, Array(content)).filled(with: model), as: UTF8.self)
        } catch let fault as TemplateFault {
            throw ReviewError(fault)
        }
    }

    /// One line an access, for a terminal.
    package var plainLines: [String] {
        zip(lines, model.rows).map { line, row in
            "\(row.at) \(line.entry.act) \(line.entry.actor) \(line.entry.role) \(row.practice) \(line.entry.outcome)"
        }
    }

    /// RFC 4180 with semicolons, which Italian spreadsheets expect, and a mark of UTF-8 at its head.
    package var csv: String {
        let head = [
            "data e ora", "operazione", "descrizione", "esito", "pratica", "documento", "operatore", "nome", "ruolo",
            "ASL", "provenienza", "voce",
        ]
        let rows = lines.map { line in
            [
                line.entry.at.italian, line.entry.act, AccessAct(rawValue: line.entry.act)?.label ?? "",
                line.entry.outcome, line.practice ?? "", line.document ?? "", line.entry.actor, line.actorName ?? "",
                line.entry.role, line.actorASLs.map(\.value).joined(separator: " "), line.entry.place,
                "\(line.entry.id)",
            ]
        }
        return "\u{FEFF}"
            + ([head] + rows).map { $0.map(\.csvField).joined(separator: ";") + "\r\n" }.joined()
    }

    private static func period(_ from: CalendarDay?, _ until: CalendarDay?) -> String {
        switch (from, until) {
        case (nil, nil): "tutto il periodo conservato"
        case (let from?, nil): "dal \(from.italian)"
        case (nil, let until?): "fino al \(until.italian)"
        case (let from?, let until?): "dal \(from.italian) al \(until.italian)"
        }
    }

    private static func row(_ line: AccessReportLine, _ catalogue: ExemptionCatalogue) -> Model.Row {
        let asls = line.actorASLs.map { catalogue.aslName($0) ?? $0.value }.joined(separator: ", ")
        return Model.Row(
            at: line.entry.at.italian, what: AccessAct(rawValue: line.entry.act)?.label ?? line.entry.act,
            practice: line.practice ?? "—", role: roleName(line.entry.role),
            place: asls.isEmpty ? "Amministrazione del sistema" : asls, outcome: outcome(line.entry.outcome))
    }

    private static func roleName(_ role: String) -> String {
        switch OperatorRole(rawValue: role) {
        case .districtOperator: "Operatore del distretto"
        case .hospitalSpecialist: "Medico specialista ospedaliero"
        case .districtSpecialist: "Medico specialista del distretto"
        case .administrator: "Amministratore regionale"
        case nil: "Gestione del servizio"
        }
    }

    private static func outcome(_ outcome: String) -> String? {
        switch AccessOutcome(rawValue: outcome) {
        case .done: nil
        case .refused: "operazione non consentita"
        case .notFound: "non trovata"
        case .failed, nil: "non riuscita"
        }
    }
}

extension String {
    /// In quotes where it must be; what a spreadsheet would take for a formula is made text. Sign by sign, as a spreadsheet reads
    /// it: a quotation mark with an accent after it is one `Character`, and so is a carriage return with its line feed.
    var csvField: String {
        let formulas: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r"]
        let text = unicodeScalars.first.map(formulas.contains) == true ? "'" + self : self
        let special: Set<Unicode.Scalar> = [";", "\"", "\n", "\r"]
        guard text.unicodeScalars.contains(where: special.contains) else { return text }
        var quoted = "\"".unicodeScalars
        for scalar in text.unicodeScalars { quoted.append(contentsOf: scalar == "\"" ? [scalar, scalar] : [scalar]) }
        quoted.append("\"")
        return String(quoted)
    }
}
