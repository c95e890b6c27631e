// SPDX-License-Identifier: EUPL-1.2

import ReadingSamples
import Testing

@testable import TextRecognition

struct RuledPageTests {
    /// A4 with lines drawn and words printed; `x` and `y` are points from the bottom left.
    private func scan(
        _ drawing: String, _ words: [(String, x: Double, y: Double)], size: Double = 11, font: String = "Helvetica",
        dotsPerInch: Double = 300
    ) throws -> ScannedPage {
        let text = words.map { "BT /F1 \(size) Tf \($0.x) \($0.y) Td (\($0.0)) Tj ET\n" }.joined()
        let filler =
            "BT /F1 10 Tf 70 400 Td (Il presente certificato si rilascia per gli usi consentiti dalla legge) Tj ET"
        return try ScannedPage(
            RawPDF(objects: [
                Array("<</Type/Catalog/Pages 2 0 R>>".utf8),
                Array("<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 595 842]>>".utf8),
                Array("<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>".utf8),
                RawPDF.stream(Array((drawing + "\n" + text + filler).utf8)),
                Array("<</Type/Font/Subtype/Type1/BaseFont/\(font)>>".utf8),
            ]).bytes,
            dotsPerInch: dotsPerInch
        )
    }

    private func cells(_ count: Int, x: Double, y: Double) -> String {
        (0..<count).map { "0.7 w \(x + Double($0) * 18) \(y - 5) 18 19 re S\n" }.joined()
    }

    private func letters(_ word: String, x: Double, y: Double) -> [(String, x: Double, y: Double)] {
        word.enumerated().map { (String($1), x + 5 + Double($0) * 18, y) }
    }

    @Test func `letters in cells are one word in its place`() throws {
        let scan = try scan(
            cells(16, x: 180, y: 700) + cells(20, x: 180, y: 660),
            [("Codice fiscale", 70, 700), ("Cognome", 70, 660)] + letters("RSSMRA48R51L219S", x: 180, y: 700)
                + letters("FERRERO", x: 180, y: 660)
        )
        let words = try TextRecogniser().words(in: scan.picture).words
        #expect(words.prefix(5).map(\.text) == ["Codice", "fiscale", "RSSMRA48R51L219S", "Cognome", "FERRERO"])
        let code = try #require(words.first { $0.text == "RSSMRA48R51L219S" })
        let size = 300.0 / 72
        #expect(abs(code.box.left - 185 * size) < 12 && abs(code.box.right - (180 + 16 * 18) * size) < 40)
        #expect(code.line == words.first?.line)
    }

    /// Squares of 10 points, with a cross drawn over its edges where the flag says so.
    private func squares(_ marks: [Bool], x: Double, y: Double) -> String {
        marks.enumerated().map { place, isTicked in
            let left = x + Double(place) * 60
            let square = "0.8 w \(left) \(y - 1) 10 10 re S\n"
            let cross =
                "1.2 w \(left - 1) \(y - 2) m \(left + 11) \(y + 10) l S \(left - 1) \(y + 10) m \(left + 11) \(y - 2) l S\n"
            return square + (isTicked ? cross : "")
        }.joined()
    }

    @Test(arguments: [200.0, 300])
    func `drawn squares are signs before their words, crossed or empty`(_ dotsPerInch: Double) throws {
        let codes = ["013", "026", "044", "048"]
        let scan = try scan(
            squares([false, false, true, false], x: 70, y: 700),
            codes.enumerated().map { ($1, x: 84 + Double($0) * 60, y: 700) }, dotsPerInch: dotsPerInch)
        let words = try TextRecogniser().words(in: scan.picture).words.filter {
            $0.box.top < 0.2 * 842 * dotsPerInch / 72
        }
        .sorted { $0.box.left < $1.box.left }.map(\.text)
        #expect(words == ["☐", "013", "☐", "026", "☒", "044", "☐", "048"])
        let drawn = DrawnSquare.all(in: scan.picture).sorted { $0.box.left < $1.box.left }
        #expect(drawn.map(\.isTicked) == [false, false, true, false])
    }

    @Test func `a square is found though its cross stands far out of it`() throws {
        let wide = "1.6 w 197 697 m 202 718 l S 188 709 m 203 697 l S\n"
        let scan = try scan(
            squares([false, false, false], x: 70, y: 700) + squares([false, false, false], x: 70, y: 680) + wide,
            [], dotsPerInch: 200)
        let drawn = DrawnSquare.all(in: scan.picture)
        #expect(drawn.count == 6 && drawn.count { $0.isTicked } == 1)
        let ticked = try #require(drawn.first { $0.isTicked })
        #expect(abs(ticked.box.left - 190 * 200 / 72) < 4)
    }

    /// A circle of four curves, filled or not.
    private func circle(x: Double, y: Double, isFilled: Bool) -> String {
        func path(_ radius: Double) -> String {
            let bend = 0.5523 * radius
            return """
                \(x + radius) \(y) m \(x + radius) \(y + bend) \(x + bend) \(y + radius) \(x) \(y + radius) c \
                \(x - bend) \(y + radius) \(x - radius) \(y + bend) \(x - radius) \(y) c \
                \(x - radius) \(y - bend) \(x - bend) \(y - radius) \(x) \(y - radius) c \
                \(x + bend) \(y - radius) \(x + radius) \(y - bend) \(x + radius) \(y) c
                """
        }
        return "0.8 w \(path(5)) S\n" + (isFilled ? "\(path(2.8)) f\n" : "")
    }

    @Test func `drawn circles are signs too, filled or empty, and letters are none`() throws {
        let scan = try scan(
            circle(x: 80, y: 704, isFilled: true) + circle(x: 140, y: 704, isFilled: false),
            [("M", 92, 700), ("F", 152, 700), ("OCCHIO QUADRO", 200, 700)], size: 12, dotsPerInch: 200)
        let drawn = DrawnSquare.all(in: scan.picture).filter { $0.box.left < 195 * 200 / 72 }
        #expect(drawn.sorted { $0.box.left < $1.box.left }.map(\.isTicked) == [true, false])
    }

    @Test func `a page full of circles is a pattern and no form`() throws {
        let drawing = (0..<9).flatMap { row in
            (0..<8).map { circle(x: 80 + 50 * Double($0), y: 500 + 30 * Double(row), isFilled: false) }
        }.joined()
        let ink = try #require(Pixels(try scan(drawing, [], dotsPerInch: 200).picture)?.ink)
        #expect(DrawnCircle.all(on: ink, dotsPerInch: 200).count >= 72)
        #expect(DrawnCircle.apart(on: ink, dotsPerInch: 200).isEmpty)
    }

    @Test(arguments: [200.0, 300])
    func `circles on a scan are signs before their words`(_ dotsPerInch: Double) throws {
        let scan = try scan(
            circle(x: 80, y: 704, isFilled: false) + circle(x: 180, y: 704, isFilled: true),
            [("006", 92, 700), ("009", 192, 700), ("OCCHIO OTTO", 300, 700)], size: 12, dotsPerInch: dotsPerInch)
        let words = try TextRecogniser().words(in: scan.picture).words
            .filter { $0.box.top < 0.2 * 842 * dotsPerInch / 72 }.sorted { $0.box.left < $1.box.left }.map(\.text)
        #expect(words == ["☐", "006", "☒", "009", "OCCHIO", "OTTO"])
    }

    @Test(arguments: ["Helvetica", "Times-Roman", "Courier"], [("9/II/2025", true), ("9/11/2025", false)])
    func `a month that may be a Roman two is not trusted`(_ font: String, _ written: (day: String, isDoubtful: Bool))
        throws
    {
        let scan = try scan("", [("Torino", 70, 700), (written.day, 150, 700)], size: 12, font: font)
        let words = try TextRecogniser().words(in: scan.picture).words
        guard let day = words.first(where: { $0.text == "9/11/2025" }) else {
            #expect(written.isDoubtful, "an Arabic month was not recognised")
            return
        }
        #expect((day.confidence < 70) == written.isDoubtful)
    }

    /// The rule is drawn through the feet of the letters, as where a form was filled in by another program.
    @Test(arguments: ["Ugo", "Agnese", "Khadija", "Quaglia"], [150.0, 200, 300])
    func `letters that reach into the rule they stand on stay whole`(name: String, dotsPerInch: Double) throws {
        let scan = try scan(
            "0.8 w 140 697.4 m 300 697.4 l S\n0.8 w 140 677.4 m 300 677.4 l S\n",
            [("Nome", 70, 700), (name, 150, 700), ("Comune", 70, 680), ("TORTONA", 150, 680)], dotsPerInch: dotsPerInch)
        let words = try TextRecogniser().words(in: scan.picture).words.map(\.text)
        #expect(words.prefix(4) == ["Nome", name, "Comune", "TORTONA"])
    }

    /// Grey is a colour as a scanner without colours sees it.
    @Test(arguments: [0.0, 0.25, 0.45], [200.0, 300])
    func `labels in white on small dark fields are read`(shade: Double, dotsPerInch: Double) throws {
        let fields = [(70, 696, 46), (70, 676, 86)].map { x, y, width in
            "\(shade) g \(x) \(y) \(width) 12.5 re f\n1 g BT /F1 8.5 Tf \(x + 5) \(y + 3) Td (\(width < 50 ? "Paziente" : "Codice esenzione")) Tj ET\n"
        }
        let scan = try scan(
            fields.joined() + "0 g\n", [("Rossi Mario", 170, 698), ("048", 170, 678)], dotsPerInch: dotsPerInch)
        let words = try TextRecogniser().words(in: scan.picture).words.map(\.text)
        #expect(words.prefix(6) == ["Paziente", "Rossi", "Mario", "Codice", "esenzione", "048"])
    }

    @Test func `a stroke that hangs from the upper side of a cell is no side of it`() throws {
        // Of the height of a letter with the specks between it and the line above.
        let scan = try scan("0.7 w 180 690 200 24 re S\n0 g 190 698 1.5 16 re f\n", [], dotsPerInch: 200)
        let page = try #require(Pixels(scan.picture))
        let ink = try #require(page.ink)
        let erased = try #require(RulingLines(of: ink, dotsPerInch: 200)).erased(
            from: page, ink: ink, dotsPerInch: 200)
        let size = 200.0 / 72
        func density(_ left: Double, _ foot: Double, _ right: Double, _ head: Double) -> Double {
            erased.ink?.density(
                PixelBox(
                    left: left * size, top: (842 - head) * size, right: right * size, bottom: (842 - foot) * size)) ?? 0
        }
        #expect(density(190, 699, 191.5, 705) > 0.5)
        #expect(density(179, 692, 181, 710) == 0)
    }

    @Test func `a letter alone in a cell is a word`() throws {
        let scan = try scan(
            "0.8 w 120 695 16 16 re S", [("Sesso", 70, 700), ("M", 123.5, 699)], font: "Helvetica-Bold")
        let words = try TextRecogniser().words(in: scan.picture).words.prefix(2).map(\.text)
        #expect(words == ["Sesso", "M"])
    }

    @Test(
        arguments: ["Courier-Bold", "Helvetica-Bold", "Times-Bold"],
        [(8.0, 300.0), (10, 300), (14, 300), (20, 300), (15, 200), (17, 200), (19, 200)])
    func `no letter is a square`(_ font: String, _ print: (size: Double, dotsPerInch: Double)) throws {
        let scan = try scan(
            "", [("OSPEDALE DI BOSCO ODERZO", 70, 700), ("decotto o infuso DOPO 008", 70, 660)], size: print.size,
            font: font, dotsPerInch: print.dotsPerInch)
        #expect(DrawnSquare.all(in: scan.picture).isEmpty)
    }

    @Test func `short values stand in as few cells as they have letters`() throws {
        let scan = try scan(
            cells(3, x: 180, y: 700) + cells(2, x: 180, y: 660) + cells(2, x: 224, y: 660) + cells(4, x: 268, y: 660),
            [("Codice esenzione", 70, 700), ("Nata il", 70, 660)] + letters("048", x: 180, y: 700)
                + letters("22", x: 180, y: 660) + letters("06", x: 224, y: 660) + letters("1988", x: 268, y: 660)
        )
        let words = try TextRecogniser().words(in: scan.picture).words.prefix(8).map(\.text)
        #expect(words == ["Codice", "esenzione", "048", "Nata", "il", "22", "06", "1988"])
    }

    @Test func `an empty cell parts two words`() throws {
        let scan = try scan(
            cells(20, x: 180, y: 700),
            [("Cognome", 70, 700)] + letters("MARIA", x: 180, y: 700) + letters("ROSSI", x: 180 + 6 * 18, y: 700)
        )
        let words = try TextRecogniser().words(in: scan.picture).words.map(\.text)
        #expect(words.prefix(3) == ["Cognome", "MARIA", "ROSSI"])
    }

    @Test func `words that a single empty cell parts are one value`() throws {
        let scan = try scan(
            cells(22, x: 130, y: 700),
            [("Nome", 70, 700)] + letters("ANNA", x: 130, y: 700) + letters("MARIA", x: 130 + 5 * 18, y: 700)
                + letters("ROMA", x: 130 + 14 * 18, y: 700)
        )
        let words = try TextRecogniser().words(in: scan.picture).words.prefix(4)
        #expect(words.map(\.text) == ["Nome", "ANNA", "MARIA", "ROMA"])
        #expect(words.map(\.joinsPrevious) == [false, false, true, false])
    }

    @Test func `letters that touch at their feet are no line`() throws {
        let text = "Nel mille emocromo mimma illimitata nei limiti ammissione minimi"
        let lines = (0..<6).map { (text, x: 70.0, y: 700 - 20 * Double($0)) }
        let scan = try scan("0.8 w 70 720 m 500 720 l S", lines, size: 9, font: "Times-Bold", dotsPerInch: 200)
        let words = try TextRecogniser().words(in: scan.picture).words.map(\.text)
        for word in text.split(separator: " ") { #expect(words.count { $0 == word } == 6, "\(word)") }
    }

    @Test func `the lines of a table are no letters`() throws {
        let rows = [("Cognome", "FERRERO"), ("Nome", "ILARIA"), ("Codice", "714.0"), ("Data", "11/10/1948")]
        var drawing = ""
        var words: [(String, x: Double, y: Double)] = []
        for (index, row) in rows.enumerated() {
            let y = 700 - Double(index) * 18
            drawing += "1 w 70 \(y - 5) 100 18 re S 170 \(y - 5) 200 18 re S\n"
            words += [(row.0, 72, y), (row.1, 172, y)]
        }
        let read = try TextRecogniser().words(in: try scan(drawing, words).picture).words.map(\.text)
        for row in rows { #expect(read.contains(row.0) && read.contains(row.1)) }
        #expect(!read.contains { $0.contains("|") || $0.contains("[") || $0.contains("_") })
    }

    @Test func `a doubtful fiscal code is read again by the places of its letters`() throws {
        let codes = ["SSOIOB05S15O105I", "OBSIGO50B10I051O"]
        let scan = try scan("", codes.enumerated().map { ($1, 70, 700 - 30 * Double($0)) }, size: 10)
        let words = try TextRecogniser().words(in: scan.picture).words
        for code in codes { #expect(words.contains { $0.text == code || $0.alternatives.contains(code) }) }
        #expect(words.allSatisfy { !$0.alternatives.contains($0.text) })
    }

    @Test func `a code that proves itself is not read again`() throws {
        let scan = try scan("", [("SSOIOB05S15O105I", 70, 700), ("OBSIGO50B10I051O", 70, 670)], size: 10)
        let words = try TextRecogniser().words(in: scan.picture) { _ in true }.words
        #expect(words.allSatisfy { $0.alternatives.isEmpty })
    }

    @Test func `forms filled in on dotted lines are read`() throws {
        let rows = [("VOTTERO", "LUCA"), ("Vercelli", "01/05/1998"), ("244.9", "027")]
        var drawing = "0.8 w [1 2] 0 d\n"
        var words: [(String, x: Double, y: Double)] = []
        for (index, row) in rows.enumerated() {
            let y = 700 - Double(index) * 30
            drawing += "70 \(y - 3) m 270 \(y - 3) l S 300 \(y - 3) m 520 \(y - 3) l S\n"
            words += [(row.0, 140, y), (row.1, 380, y)]
        }
        let read = try TextRecogniser().words(in: try scan(drawing, words, dotsPerInch: 200).picture).words.map(\.text)
        for row in rows { #expect(read.contains(row.0) && read.contains(row.1), "\(read)") }
    }

    /// The recogniser's look for columns drops the codes of such a list, which stand apart and are short.
    @Test(arguments: [200.0, 300], [("0C02", "440"), ("013", "250.00")])
    func `short codes behind their labels are read`(dotsPerInch: Double, codes: (exemption: String, diagnosis: String))
        throws
    {
        let (rule, double) = (String(repeating: "-", count: 70), String(repeating: "=", count: 70))
        let lines = [
            "AZIENDA ULSS N. 6 EUGANEA", "OSPEDALE DI CITTADELLA", double,
            "              CERTIFICAZIONE MALATTIA ESENTE", double,
            "", "COGNOME                 : DELL'ACQUA", "NOME                    : ALESSIA",
            "NATO/A IL               : 12/09/1947   A BIELLA", "SESSO                   : F",
            "CODICE FISCALE          : DLLLSS47P52A859H",
            "RESIDENZA               : PIAZZA VITTORIO VENETO 126 09134 CAGLIARI", rule,
            "COD. ESENZIONE          : \(codes.exemption)", "COD. DIAGNOSI ICD9      : \(codes.diagnosis)",
            "DIAGNOSI                : ARTERIOPATIA ATEROSCLEROTICA OBLITERANTE",
            "                          DEGLI ARTI INFERIORI",
            rule, "MEDICO                  : FENOGLIO UGO", "DATA CERTIFICATO        : 28/09/2026",
        ]
        let words = lines.enumerated().map { ($1, x: 40.0, y: 800 - 17 * Double($0)) }
        let page = try scan("", words, size: 10, font: "Courier", dotsPerInch: dotsPerInch)
        let read = try TextRecogniser().words(in: page.picture).words.map(\.text)
        #expect(read.contains(codes.exemption) && read.contains(codes.diagnosis), "\(read)")
    }

    @Test func `dots of a typewriter between a label and its value are no letters`() throws {
        let rows = [
            ("COGNOME E NOME ...................:", "BRUNO IDA"), ("PATOLOGIA ........................:", "ASMA GRAVE"),
            ("CODICE DI ESENZIONE ..............:", "023"),
        ]
        let words = rows.enumerated().flatMap { index, row in
            [(row.0, 70.0, 700 - 18 * Double(index)), (row.1, 340.0, 700 - 18 * Double(index))]
        }
        let page = try scan("", words, size: 11, font: "Courier", dotsPerInch: 200)
        let read = try TextRecogniser().words(in: page.picture).words.map(\.text)
        let letters = read.joined().filter { $0.isLetter || $0.isNumber }
        #expect(letters.hasPrefix("COGNOMEENOMEBRUNOIDAPATOLOGIAASMAGRAVECODICEDIESENZIONE023"), "\(read)")
    }

    /// The letter before a square touches it, and the end of a tick stands out.
    @Test(arguments: [200.0, 300]) func `squares close behind their letters are found, and the letters too`(
        dotsPerInch: Double
    ) throws {
        let drawing = "0.9 w 118 696 11 11 re 166.5 696 11 11 re S 1.4 w 119 701 m 122 697 l 131 710 l S"
        let words = [
            ("Sesso", x: 70.0, y: 698.0), ("M", 110, 698), ("F", 160, 698), ("Torino, 12 marzo 2026", 70, 670),
        ]
        let page = try scan(drawing, words, size: 9, dotsPerInch: dotsPerInch)
        let read = try TextRecogniser().words(in: page.picture).words.map(\.text)
        #expect(Array(read.prefix(5)) == ["Sesso", "M", "\u{2612}", "F", "\u{2610}"], "\(read)")
    }

    @Test(arguments: [0, 2]) func `what is typed on dotted lines is read, upside down as well`(quarters: Int) throws {
        let rows = [
            ("Sig.", "GIULIA ARNEODO"), ("nato a", "Torino"), ("patologia", "asma grave"),
            ("codice", "RNDGLI85L45L219C"),
        ]
        let words = rows.enumerated().flatMap { index, row in
            let y = 700 - 26 * Double(index)
            return [
                (row.0, x: 58.0, y: y), (String(repeating: ".", count: 60), x: 130.0, y: y - 2.5),
                (row.1, x: 134.0, y: y),
            ]
        }
        var page = try scan("", words, size: 10, font: "Courier", dotsPerInch: 200)
        page.turn(quarters: quarters)
        let read = try TextRecogniser().words(in: page.picture).words.map(\.text).joined(separator: " ")
        for (label, value) in rows { #expect(read.contains("\(label) \(value)"), "\(read)") }
    }

    /// The recogniser finds words in lines that run from head to foot, too, but one beside the other and not in order.
    @Test(arguments: [false, true]) func `a reading tells whether it was sideways`(isSideways: Bool) throws {
        let labels = ["Assistito", "Reparto", "Diagnosi"].enumerated().map { ($1, x: 58.0, y: 760 - 14 * Double($0)) }
        let values = ["Ferrero Luca", "Pneumologia", "Asma grave"].enumerated().map {
            ($1, x: 163.0, y: 760 - 14 * Double($0))
        }
        let picture = try scan("", labels + values, size: 9.5, font: "Courier", dotsPerInch: 200).picture
        guard let straight = StraightPicture(picture, isSideways: isSideways),
            let engine = Engine(dataFolder: TextRecogniser.standardFolder)
        else {
            Issue.record("no memory, or no model")
            return
        }
        let reading = PageReading(of: straight, dotsPerInch: 200, with: engine, isSound: { _ in false })
        #expect(reading.isSideways == isSideways)
    }

    @Test func `a rule from head to foot does not turn the page`() throws {
        let lines = ["Il paziente risulta affetto da epilessia.", "Si rilascia il certificato.", "In fede, il medico"]
        let words = lines.enumerated().map { ($1, x: 170.0, y: 640 - 14 * Double($0)) }
        let page = try TextRecogniser().words(in: try scan("1 w 150 20 m 153 820 l S", words).picture)
        #expect(page.quarterTurns == 0)
        #expect(page.words.map(\.text).contains("epilessia."))
    }

    @Test(arguments: [200.0, 300])
    func `white letters on a dark band are read as black on white`(_ dotsPerInch: Double) throws {
        let band = "0.15 g 60 690 470 42 re f 1 g BT /F1 14 Tf 70 712 Td (Ospedale Maggiore) Tj ET "
        let name = "BT /F1 11 Tf 70 696 Td (Presidio di Novara) Tj ET 0 g"
        let scan = try scan(band + name, [("Ambulatorio", 70, 670)], dotsPerInch: dotsPerInch)
        let words = try TextRecogniser().words(in: scan.picture).words.map(\.text)
        #expect(words.prefix(6) == ["Ospedale", "Maggiore", "Presidio", "di", "Novara", "Ambulatorio"])

        let straight = try #require(StraightPicture(scan.picture))
        let size = dotsPerInch / 72
        let inside = PixelBox(left: 64 * size, top: 114 * size, right: 526 * size, bottom: 148 * size)
        #expect(straight.ink.density(inside) < 0.3)
    }

    @Test func `a band that meets the dark rim of the sheet is one nevertheless`() throws {
        let rim = "0 g 0 0 8 842 re f 0 690 530 42 re f 1 g BT /F1 12 Tf 70 706 Td (Ospedale di Cittadella) Tj ET 0 g"
        let scan = try scan(rim, [("Ambulatorio di Cardiologia", 70, 660)], dotsPerInch: 200)
        let straight = try #require(StraightPicture(scan.picture))
        let size = 200.0 / 72
        let inside = PixelBox(left: 64 * size, top: 114 * size, right: 526 * size, bottom: 148 * size)
        #expect(straight.ink.density(inside) < 0.3)
    }

    @Test func `a grey band from rim to rim is one, though it might be paper in a shadow`() throws {
        let lines = ["Azienda Sociosanitaria di Novara", "Ospedale Maggiore", "Cardiologia"].enumerated()
        let band = "0.27 g 0 752 595 90 re f 1 g 1 w BT /F1 14 Tf "
        let text = lines.map { "1 0 0 1 40 \(818 - 24 * $0) Tm (\($1)) Tj " }.joined() + "ET 0 g"
        let scan = try scan(band + text, [("Ambulatorio di Cardiologia", 70, 700)], dotsPerInch: 200)
        let words = try TextRecogniser().words(in: scan.picture).words.map(\.text)
        #expect(
            words.prefix(7) == ["Azienda", "Sociosanitaria", "di", "Novara", "Ospedale", "Maggiore", "Cardiologia"])
    }

    @Test(arguments: [200.0, 300])
    func `letters in squares that stand apart are one word`(_ dotsPerInch: Double) throws {
        let squares = (0..<16).map { "0.8 w \(180 + Double($0) * 13.6) 695 12.4 15 re S\n" }.joined()
        let code = "CVZNLT91P64L781F".enumerated().map { (String($1), x: 183.4 + Double($0) * 13.6, y: 699.0) }
        var scan = try scan(
            squares, [("Codice Fiscale", 90, 699)] + code, size: 10, font: "Courier", dotsPerInch: dotsPerInch)
        scan.slant(by: 0.03)
        let words = try TextRecogniser().words(in: scan.picture).words.map(\.text)
        #expect(words.prefix(3) == ["Codice", "Fiscale", "CVZNLT91P64L781F"])
    }
}
