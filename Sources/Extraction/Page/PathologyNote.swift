// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain

/// The free text on the illness: in the regional certificate between two sentences, elsewhere behind its label.
struct PathologyNote {
    let context: PageContext

    func read(into reading: inout SourceReading) {
        guard let start = context.cues.first(where: { $0.meaning == .pathologyNote }) else { return }
        let tokens = reading.kind == .regionalCertificate ? between(start) : nil
        guard let block = tokens.map({ ValueBlock(tokens: $0) }) ?? DiagnosisText(context: context).behind(start) else {
            return
        }
        let text = context.text(block.tokens)
        if block.isUnsure { reading.unsure.insert(.pathologyNote) }
        reading.fields[.pathologyNote] = ExtractedField(
            value: text, confidence: .probable, source: context.source(block.tokens), asWritten: text)
    }

    /// All lines up to the sentence that begins with *Pertanto*, overleaf if need be.
    private func between(_ start: Cue) -> [Int]? {
        let first = context.cell(of: start.last).line + 1
        let stop = context.cues.first {
            $0.meaning == .stop && $0.opensCell && context.tokens[$0.first].key == Array("PERTANTO".utf8)
                && context.cell(of: $0.first).line >= first
        }
        guard let stop else { return nil }
        let end = context.cell(of: stop.first).line
        let tokens = context.layout.lines[first..<end].flatMap { line in
            line.cells.flatMap { Array(context.layout.cells[$0].tokens) }
        }
        return tokens.isEmpty ? nil : tokens
    }
}
