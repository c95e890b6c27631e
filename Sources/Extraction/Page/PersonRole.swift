// SPDX-License-Identifier: EUPL-1.2

import Catalogue

/// Whose a value is.
enum PersonRole {
    case patient, physician, other, unknown
}

extension PageContext {
    /// Whose the value at a token is: by the nearest word for a person before it in its sentence, else by the heading that it
    /// stands under.
    func role(of token: Int) -> PersonRole {
        // Whoever is said to be born is no physician: `Gentile Dottore, le scrivo di Rossi Maria, nata il …`.
        var isBorn = false
        for cue in cuesBefore(token) {
            if cue.meaning == .birth { isBorn = true }
            guard let role = cue.personRole, !(isBorn && role == .physician) else { continue }
            if cue.meaning == .fullName, isInPartOfAnother(cue.first) { return .other }
            // `Il sottoscritto` signs as a physician most often, and here for somebody else.
            return role == .physician && actsForAnother(token) ? .other : role
        }
        if actsForAnother(token) || isInPartOfAnother(token) { return .other }
        if isUnderOther(token) || opening(of: token)?.personRole == .other { return .other }
        // A physician's label names one person and heads no section.
        let heading = heading(of: token) { $0.personRole != nil && $0.personRole != .physician }
        return heading?.personRole ?? .unknown
    }
}

extension PageContext {
    /// `Il/la richiedente Verdi Anna, C.F. …, in qualità di genitore dell'assistito`: whose quality follows is not the patient.
    func actsForAnother(_ token: Int) -> Bool {
        cuesAfter(token, limit: 25).contains { cue in
            cue.meaning == .otherPerson && cue.range.count >= 3 && Self.acting.contains(tokens[cue.first].key)
        }
    }

    private static let acting = Set(keys: "IN NELLA")

    /// `QUADRO A - Richiedente (se diverso dall'assistito)`: the heading of a form's part says whose the names in it are.
    private func isInPartOfAnother(_ token: Int) -> Bool {
        let own = cell(of: token)
        let above = layout.lines[..<own.line].suffix(Self.longestPart).reversed()
        for line in above where line.page == own.page && line.cells.count == 1 {
            let heading = layout.cells[line.cells.lowerBound].tokens
            if isHeading(heading.lowerBound) {
                return heading.lazy.compactMap { self.cue(at: $0)?.personRole }.first == .other
            }
        }
        return false
    }

    /// Lines of a form's part.
    private static let longestPart = 12

    /// The line above begins with a word for another person and says little else: `Delegato al ritiro`.
    private func isUnderOther(_ token: Int) -> Bool {
        guard let above = streams.previous[layout.cellOf[token]] else { return false }
        let tokens = layout.cells[above].tokens
        guard tokens.count <= 6, let cue = cue(at: tokens.lowerBound), cue.personRole == .other else { return false }
        return tokens.allSatisfy { !self.tokens[$0].hasDigit }
            && !tokens.contains { self.cue(at: $0)?.personRole == .patient }
    }
}

extension Cue {
    /// A label for a name, which begins an entry even without a colon.
    var namesPerson: Bool { [.familyName, .givenName, .fullName].contains(meaning) }

    /// It announces what is said of a person, the name or other.
    var isOfPerson: Bool { namesPerson || [.sex, .birth, .personCode].contains(meaning) }

    var personRole: PersonRole? {
        switch meaning {
        case .personTitle, .fullName: .patient
        case .otherPerson: .other
        case .physician, .physicianTitle, .otherPhysician: .physician
        default: nil
        }
    }
}
