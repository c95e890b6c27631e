// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import PDFReading

/// Something of the shape of a fiscal code, sound or not.
struct FoundFiscalCode {
    /// Capitals and digits as printed.
    let written: [UInt8]
    let tokens: [Int]
    /// The code, where the check character agrees.
    let sound: FiscalCode?
    let role: PersonRole
    /// A label says that it is a fiscal code.
    let isLabelled: Bool
    /// It counts as the patient's only because nothing says whose it is.
    var isByDefault = false
    /// Not what was recognised first in a picture but another reading of it: the check character alone proves it, so one more
    /// fact must agree.
    var isReread = false
    /// Several sound codes that it was read as in a picture.
    var readings: [FiscalCode] = []

    var first: Int { tokens[0] }
    var text: String { String(decoding: written, as: UTF8.self) }
}

/// Finds fiscal codes, also spaced in groups or broken at the end of a line, and whose they are.
struct FiscalCodeSearch {
    let context: PageContext

    var codes: [FoundFiscalCode] {
        var found: [FoundFiscalCode] = []
        var token = 0
        while token < context.tokens.count {
            if let code = code(at: token) {
                found.append(code)
                token = (code.tokens.max() ?? token) + 1
            } else {
                token += 1
            }
        }
        return found
    }

    private func code(at token: Int) -> FoundFiscalCode? {
        let code = firstReading(at: token)
        return code?.sound == nil ? reread(token, first: code) ?? code : code
    }

    private func firstReading(at token: Int) -> FoundFiscalCode? {
        let key = context.tokens[token].key
        switch key.count {
        case 16 where FiscalCodeShape.resembles(key): return found(key, [token])
        case 11 where context.tokens[token].isNumber: return provisional(key, token)
        case 17: return damaged(key, token)
        case 1..<16: return joined(token) ?? (key.count >= 14 ? damaged(key, token) : nil)
        default: return nil
        }
    }

    func found(_ key: [UInt8], _ tokens: [Int]) -> FoundFiscalCode {
        let owner = owner(tokens[0], tokens[tokens.count - 1])
        return FoundFiscalCode(
            written: key, tokens: tokens, sound: FiscalCode(String(decoding: key, as: UTF8.self)), role: owner.role,
            isLabelled: owner.isLabelled, isByDefault: owner.isByDefault)
    }

    /// Eleven digits are an organisation's number on most pages: they are a person's only where the label names the patient,
    /// or stands after what does.
    private func provisional(_ key: [UInt8], _ token: Int) -> FoundFiscalCode? {
        let code = found(key, [token])
        guard code.isLabelled, code.role == .patient, code.sound != nil else { return nil }
        return isAmongPersons(token, reach: code.isByDefault ? Self.nearLines : .max) ? code : nil
    }

    /// A label that names nobody is the number of the house at the foot of the page too: what names the patient stands near.
    private func isAmongPersons(_ token: Int, reach: Int) -> Bool {
        let line = context.cell(of: token).line
        return context.cues.contains {
            $0.first < token && line - context.cell(of: $0.first).line <= reach
                && ($0.namesPerson || $0.meaning == (reach == .max ? .personTitle : .birth))
        }
    }

    private static let nearLines = 3

    /// A letter too few or too many, told only where a label announces the code.
    private func damaged(_ key: [UInt8], _ token: Int) -> FoundFiscalCode? {
        guard !context.tokens[token].isNumber, context.tokens[token].hasDigit else { return nil }
        let code = found(key, [token])
        return code.isLabelled && code.role != .other ? code : nil
    }

    /// Pieces that follow each other and are one code together: `RSS MRA 48R11 B111I`.
    private func joined(_ token: Int) -> FoundFiscalCode? {
        guard !context.tokens[token].startsWithDigit, context.cue(at: token) == nil || isForeign(token) else {
            return nil
        }
        let key = context.tokens[token].key
        var tokens = [token]
        if let rest = context.below(token), key.count + context.tokens[rest].key.count == 16 {
            let code = found(key + context.tokens[rest].key, [token, rest])
            if code.sound != nil { return code }
        }
        var count = key.count
        while count < 16, tokens.count < 16, let next = context.next(tokens[tokens.count - 1]),
            context.tokens[tokens[tokens.count - 1]].after.isDisjoint(with: [.comma, .colon, .semicolon])
        {
            count += context.tokens[next].key.count
            tokens.append(next)
        }
        guard count == 16, tokens.count > 1 else { return nil }
        let whole = tokens.flatMap { context.tokens[$0].key }
        guard FiscalCodeShape.resembles(whole) else { return nil }
        let code = found(whole, tokens)
        return code.sound != nil || code.isLabelled ? code : nil
    }

    /// `STP` and `ENI` are labels as well as the beginnings of codes.
    private func isForeign(_ token: Int) -> Bool {
        Self.foreign.contains(context.tokens[token].key)
    }

    private static let foreign = [Array("STP".utf8), Array("ENI".utf8)]

    private static let relevant: Set<WordingMeaning> = [
        .personCode, .physicianCode, .otherCode, .otherPerson, .otherNumber, .structureCode,
    ]

    private struct Owner {
        let role: PersonRole
        let isLabelled: Bool
        var isByDefault = false
    }

    private func owner(_ first: Int, _ last: Int) -> Owner {
        let leads = context.leads(first: first, last: last, reach: 3, among: Self.relevant) {
            context.tokens[$0].key.count == 16
        }
        for lead in leads {
            switch lead.cue.meaning {
            case .personCode:
                if !lead.cue.namesPatient, isUnderPhysician(lead.cue) {
                    return Owner(role: .physician, isLabelled: true, isByDefault: true)
                }
                let role = context.role(of: lead.cue.first)
                // A label that names nobody is the patient's unless a heading says otherwise.
                guard role == .unknown else { return Owner(role: role, isLabelled: true) }
                if lead.cue.namesPatient { return Owner(role: .patient, isLabelled: true) }
                return Owner(role: isInLetterhead(first) ? .physician : .patient, isLabelled: true, isByDefault: true)
            case .physicianCode: return Owner(role: .physician, isLabelled: true)
            case .otherCode, .otherPerson: return Owner(role: .other, isLabelled: true)
            default: continue
            }
        }
        return Owner(role: context.role(of: first), isLabelled: false)
    }
}

extension FiscalCodeSearch {
    /// A physician's own paper begins with name, branch and code, before any word on the patient.
    private func isInLetterhead(_ token: Int) -> Bool {
        guard context.cell(of: token).line < Self.headLines,
            !context.tokens[..<token].contains(where: { FiscalCodeShape.resembles($0.key) })
        else { return false }
        let before = context.cues.filter { $0.last < token }
        return before.contains { ($0.meaning == .physicianTitle || $0.meaning == .physician) && $0.opensCell }
            && !before.contains { Self.ofPatients.contains($0.meaning) }
    }

    /// The lines right above are a physician's name and branch: `Prof. Carmelo Oliva` / `Medico refertante` / `C.F. …`.
    private func isUnderPhysician(_ label: Cue) -> Bool {
        guard label.opensCell else { return false }
        var cell = context.layout.cellOf[label.first]
        for _ in 0..<4 {
            guard let above = above(cell) else { return false }
            let (upper, lower) = (context.layout.cells[above], context.layout.cells[cell])
            guard upper.page == lower.page, lower.box.top - upper.box.bottom < 1.6 * lower.box.height else {
                return false
            }
            if let cue = context.cue(at: upper.tokens.lowerBound) {
                if cue.meaning == .physicianTitle || cue.meaning == .physicianCode || isSigner(cue) { return true }
                if cue.meaning != .physician, cue.isLabel { return false }
            }
            cell = above
        }
        return false
    }

    /// In the line above, also where a wider line hangs over at the left.
    private func above(_ cell: Int) -> Int? {
        let own = context.layout.cells[cell]
        guard own.line > 0 else { return nil }
        let over = context.layout.lines[own.line - 1].cells.first {
            context.layout.cells[$0].box.sharesColumn(with: own.box)
        }
        return over ?? context.streams.previous[cell]
    }

    /// `Firmato digitalmente da` at the head of a line.
    private func isSigner(_ cue: Cue) -> Bool {
        cue.meaning == .physician && cue.opensCell
            && context.tokens[cue.first...cue.last].contains { $0.key.starts(with: "FIRMAT".utf8) }
    }

    private static let headLines = 6
    private static let ofPatients: Set<WordingMeaning> = [
        .familyName, .givenName, .fullName, .personTitle, .birth, .condition, .issueDate,
    ]
}

/// The pattern of a personal code, with the letters and digits that print and pictures confuse.
enum FiscalCodeShape {
    /// Whether sixteen capitals and digits may be a code: a few places may hold the wrong kind. Words of sixteen letters
    /// have no digit, and a code in which letters stand for all seven has none either: it is known by its check character.
    static func resembles(_ key: [UInt8]) -> Bool {
        guard key.count == 16 else { return false }
        if !key.contains(where: \.isASCIIDigit) { return FiscalCode(String(decoding: key, as: UTF8.self)) != nil }
        if key.starts(with: "STP".utf8) || key.starts(with: "ENI".utf8) { return key[3...].allSatisfy(\.isASCIIDigit) }
        var wrong = 0
        for place in key.indices where key[place].isASCIIDigit != digitPlaces.contains(place) {
            // Letters that stand for digits where two persons would share a code are right there.
            if digitPlaces.contains(place), omocodia.contains(key[place]) { continue }
            wrong += 1
        }
        return wrong <= 3
    }

    static let digitPlaces: Set<Int> = [6, 7, 9, 10, 12, 13, 14]
    private static let omocodia = Set("LMNPQRSTUV".utf8)
}
