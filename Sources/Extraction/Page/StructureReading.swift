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
        for cue in context.cues where cue.meaning == .structure && (cue.hasColon || (cue.opensCell && cue.endsCell)) {
            if let block = DiagnosisText(context: context).behind(cue) { return block }
        }
        return nil
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

    /// Above the first label, a line of its own that begins as the names of public health companies and hospitals do. Of
    /// several the first is taken, since departments follow their company, and it is not trusted.
    private var letterhead: (tokens: [Int], isAlone: Bool)? {
        var names: [Range<Int>] = []
        for line in context.layout.lines {
            if line.page != context.layout.lines[0].page || hasLabel(line) { break }
            for cell in line.cells {
                let tokens = context.layout.cells[cell].tokens
                guard context.cue(at: tokens.lowerBound)?.meaning == .structureStart, tokens.count <= 14 else {
                    continue
                }
                names.append(tokens)
            }
        }
        return names.first.map { (Array($0), names.count == 1) }
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
