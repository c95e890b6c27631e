import Catalogue
import Domain
import PDFReading

extension Extractor {
    package func dump(_ bytes: [UInt8]) throws {
        let file = try PDFFile(reading: bytes)
        dump(pages: FormPages(file).filled(file.pages))
    }
    package func dumpOCR(_ bytes: [UInt8]) throws {
        let file = try PDFFile(reading: bytes)
        let r = PageRecognition(bytes: bytes, recogniser: recogniser!)
        dump(pages: file.pages.compactMap { r.page($0, dotsPerInch: nil) })
    }
    func dump(pages: [PDFPage]) {
        let context = PageContext(pages, vocabulary: vocabulary)
        for line in context.layout.lines {
            var text = ""
            for c in line.cells {
                text += "|\(c)>\(context.streams.next[c].map(String.init) ?? "-") "
                for t in context.layout.cells[c].tokens {
                    let cue = context.cue(at: t)
                    if let cue, cue.first == t { text += "<\(cue.meaning.rawValue):" }
                    text +=
                        context.text([t]) + "{\(context.tokens[t].before.rawValue),\(context.tokens[t].after.rawValue)}"
                    if let cue, cue.last == t { text += ">" }
                    text += " "
                }
            }
            print(line.page, text)
        }
    }
}
