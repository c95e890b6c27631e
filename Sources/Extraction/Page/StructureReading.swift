// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain

/// Finds the structure that the paper comes from: behind a label, else at the head of the page.
struct StructureReading {
    let context: PageContext

    func read(into reading: inout SourceReading) {
        let isRegional = reading.kind == .regionalCertificate
        if let block = labelled {
            take(block.tokens, isSure: !block.isUnsure, into: &reading)
        } else if isRegional, letterhead == nil, let block = beforeAddress {
            take(block.tokens, isSure: true, into: &reading)
        } else if let head = letterhead {
            take(head.tokens, isSure: head.isAlone, into: &reading)
        }
        readCode(into: &reading)
    }

    private func take(_ tokens: [Int], isSure: Bool, into reading: inout SourceReading) {
        let text = context.text(tokens)
        reading.fields[.structureName] = ExtractedField(
            value: text, confidence: isSure ? .probable : .doubtful, source: context.source(tokens),
            asWritten: text)
    }

    private var labelled: ValueBlock? {
        for cue in context.cues where isLabel(cue) {
            if let block = DiagnosisText(context: context).behind(cue) {
                // `Ospedale di Rivoli (ASL TO3)`
                let name = block.tokens.prefix { !context.tokens[$0].before.contains(.open) }
                return ValueBlock(tokens: name.isEmpty ? block.tokens : Array(name), isUnsure: block.isUnsure)
            }
        }
        return nil
    }

    /// `Struttura:`, and `Ospedale:` too.
    private func isLabel(_ cue: Cue) -> Bool {
        switch cue.meaning {
        case .structure: cue.hasColon || (cue.opensCell && cue.endsCell)
        case .structureStart: cue.hasColon && cue.opensCell && cue.endsCell
        default: false
        }
    }

    /// The name of the ASL stands alone above its address in the regional certificate (domain.md §4.4).
    private var beforeAddress: ValueBlock? {
        let address = context.cues.first { $0.meaning == .otherLabel && Self.isSeat(context, $0) }
        guard let address else { return nil }
        let line = context.cell(of: address.first).line
        guard line > 0, let above = context.layout.lines[line - 1].cells.last else { return nil }
        let tokens = Array(context.layout.cells[above].tokens)
        guard tokens.allSatisfy({ context.cue(at: $0).map { !$0.isLabel || $0.meaning == .structureStart } ?? true })
        else {
            return nil
        }
        return ValueBlock(tokens: tokens)
    }

    private static func isSeat(_ context: PageContext, _ cue: Cue) -> Bool {
        context.tokens[cue.first].key == Array("SEDE".utf8) && cue.opensCell
    }

    /// Above the first label, the names that begin as those of public health companies and hospitals do. A hospital says more
    /// than the company that it belongs to; of several of a kind the first is taken, and it is not trusted.
    private var letterhead: (tokens: [Int], isAlone: Bool)? {
        var names: [[Int]] = []
        for line in context.layout.lines {
            if line.page != context.layout.lines[0].page || hasLabel(line) { break }
            for cell in line.cells {
                names += parts(of: cell).filter { context.cue(at: $0[0])?.meaning == .structureStart && $0.count <= 14 }
            }
        }
        let hospitals = names.filter { !isCompany($0) }
        let best = hospitals.isEmpty ? names : hospitals
        return best.first.map { (whole($0), best.count == 1) }
    }

    /// `ASL TO3 - Ospedale di Rivoli (presidio)`: the words of a cell between dashes, up to a bracket.
    private func parts(of cell: Int) -> [[Int]] {
        var parts: [[Int]] = [[]]
        var isInBracket = false
        for token in context.layout.cells[cell].tokens {
            let piece = context.tokens[token]
            if piece.before.contains(.open) { isInBracket = true }
            if piece.before.contains(.dash), !piece.isGlued { parts.append([]) }
            if !isInBracket { parts[parts.count - 1].append(token) }
            if piece.after.contains(.close) { isInBracket = false }
            if !piece.after.isDisjoint(with: [.semicolon, .close]) { parts.append([]) }
        }
        return parts.filter { !$0.isEmpty }
    }

    private func isCompany(_ name: [Int]) -> Bool {
        let key = context.tokens[name[0]].key
        return key.starts(with: "ASL".utf8) || key.starts(with: "AZIENDA".utf8) || Self.companies.contains(key)
    }

    private static let companies = Set(
        ["AO", "AOU", "ASO", "ASST", "AUSL", "IRCCS", "A"].map { [UInt8]($0.utf8) })

    /// With the next line where the name goes on: behind a small word, or in small letters.
    private func whole(_ name: [Int]) -> [Int] {
        guard let last = name.last, context.cell(of: last).tokens.upperBound == last + 1, name.count <= 12,
            let next = context.next(last), context.layout.cellOf[next] != context.layout.cellOf[last],
            context.cue(at: next).map({ !$0.isLabel && $0.meaning != .structureStart }) ?? true
        else { return name }
        // The province of `ASL AL` is no preposition.
        if name.count == 2, isCompany(name) { return name }
        let isOpen = context.cue(at: last)?.meaning == .common && (2...5).contains(context.tokens[last].key.count)
        guard isOpen || (context.scalar(next).properties.isLowercase && context.cue(at: next)?.meaning == .common)
        else {
            return name
        }
        return name + Array(context.cell(of: next).tokens.prefix(8))
    }

    private func hasLabel(_ line: PageLayout.Line) -> Bool {
        line.cells.contains { cell in
            context.cue(at: context.layout.cells[cell].tokens.lowerBound).map {
                $0.isLabel && $0.meaning != .structureStart && $0.hasColon
            } ?? false
        }
    }

    private func readCode(into reading: inout SourceReading) {
        for cue in context.cues where cue.meaning == .structureCode {
            guard let place = context.places(of: cue).first,
                let token = place.first(where: { context.tokens[$0].hasDigit })
            else { continue }
            let text = context.text([token])
            reading.fields[.structureCode] = ExtractedField(
                value: text, confidence: .probable, source: context.source([token]), asWritten: text)
            return
        }
    }
}
