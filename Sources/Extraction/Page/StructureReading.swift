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
        } else if let head = letterhead ?? signature ?? foot {
            take(head.tokens, isSure: head.isSure, into: &reading)
        }
        readCode(into: &reading)
    }

    private var letterhead: Letterhead.Name? { Letterhead(context: context).name }

    /// Below the name of who signs a message.
    private var signature: Letterhead.Name? {
        let titles = context.cues.filter { $0.meaning == .physicianTitle && $0.opensCell }
        guard
            let last = titles.last(where: { title in
                context.layout.lines[context.cell(of: title.first).line].cells.count == 1
            })
        else { return nil }
        let line = context.cell(of: last.first).line
        let lines = context.layout.lines[(line + 1)...].prefix(4).filter { $0.page == context.layout.lines[line].page }
        return Letterhead(context: context).name(among: lines.flatMap(\.cells))
    }

    /// Above its address at the foot of the page.
    private var foot: Letterhead.Name? {
        let lines = context.layout.lines
        for (line, below) in zip(lines, lines.dropFirst()).reversed() where line.page == below.page {
            guard line.cells.count == 1, let cell = line.cells.first, isAddress(below),
                context.cue(at: context.layout.cells[cell].tokens.lowerBound)?.meaning == .structureStart
            else { continue }
            return Letterhead(context: context).name(among: [cell])
        }
        return nil
    }

    /// With a postcode.
    private func isAddress(_ line: PageLayout.Line) -> Bool {
        line.cells.flatMap { context.layout.cells[$0].tokens }.contains {
            context.tokens[$0].isNumber && context.tokens[$0].key.count == 5
        }
    }

    private func take(_ tokens: [Int], isSure: Bool, into reading: inout SourceReading) {
        let text = context.text(tokens)
        reading.fields[.structureName] = ExtractedField(
            value: text, confidence: isSure && !context.isFaint(tokens) ? .probable : .doubtful,
            source: context.source(tokens),
            asWritten: text)
    }

    private var labelled: ValueBlock? {
        for cue in context.cues where isLabel(cue) {
            if let block = DiagnosisText(context: context).behind(cue), isBesideOrBelow(block, cue), isNamed(block) {
                // `Ospedale di Rivoli (ASL TO3)`
                let name = block.tokens.prefix { !context.tokens[$0].before.contains(.open) }
                let tokens = name.isEmpty ? block.tokens : Array(name)
                return ValueBlock(tokens: withProvince(tokens), isUnsure: block.isUnsure)
            }
        }
        return nil
    }

    /// `presso questo centro` | `28 febbraio 2020`: what begins with a number names no house.
    private func isNamed(_ block: ValueBlock) -> Bool {
        block.tokens.first.map { !context.tokens[$0].startsWithDigit } ?? false
    }

    /// `ASL NO` is no denial.
    private func withProvince(_ name: [Int]) -> [Int] {
        guard name.count == 1, let last = name.last, context.tokens[last].key.starts(with: "ASL".utf8),
            context.cell(of: last).tokens.upperBound == last + 2
        else { return name }
        return name + [last + 1]
    }

    /// What stands above the heading of a section is the title of the paper.
    private func isBesideOrBelow(_ block: ValueBlock, _ label: Cue) -> Bool {
        guard let first = block.tokens.first else { return false }
        return context.hasCaptions || context.cell(of: first).line >= context.cell(of: label.first).line
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
