// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain

/// The free text on the illness: in the regional certificate between two sentences, elsewhere behind its label.
struct PathologyNote {
    let context: PageContext

    func read(into reading: inout SourceReading) {
        let label = context.cues.first { $0.meaning == .pathologyNote }
        let block: ValueBlock?
        if let label {
            let lines = reading.kind == .regionalCertificate ? between(label) : nil
            block = lines.map { ValueBlock(tokens: $0) } ?? DiagnosisText(context: context).behind(label)
        } else {
            block = certified.map { ValueBlock(tokens: $0) }
        }
        guard let block, let last = block.tokens.last else { return }
        let words = DiagnosisText(context: context).string(block.tokens)
        let text = words + (context.tokens[last].after.contains(.stop) ? "." : "")
        if block.isUnsure { reading.unsure.insert(.pathologyNote) }
        reading.fields[.pathologyNote] = ExtractedField(
            value: text, confidence: .probable, source: context.source(block.tokens), asWritten: text)
    }

    /// What the paper certifies in sentences before it names the diagnosis behind a label of its own: `Si certifica che il
    /// paziente è affetto da: …`.
    private var certified: [Int]? {
        guard let start = context.cues.first(where: { $0.meaning == .condition && $0.hasColon }),
            let first = context.next(start.last)
        else { return nil }
        let entries = sequence(first: first) { context.next($0) }
        let isDiagnosis = { (token: Int) in opensEntry(token) && context.cue(at: token)?.meaning == .diagnosis }
        let tokens =
            entries.contains(where: isDiagnosis)
            ? Array(entries.prefix { !isDiagnosis($0) }) : Array(entries.prefix { !opensEntry($0) })
        return tokens.isEmpty ? nil : tokens
    }

    private func opensEntry(_ token: Int) -> Bool {
        context.cue(at: token).map { $0.first == token && $0.opensCell && $0.hasColon } ?? false
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
