// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import PDFReading

/// The name of the house at the head of the first page: above the first label, what begins as the names of public health
/// companies and hospitals do, else what stands first.
struct Letterhead {
    let context: PageContext

    struct Name {
        let tokens: [Int]
        /// Nothing else on the page could be meant.
        let isSure: Bool
    }

    /// A hospital says more than the company that it belongs to, and both more than an outpatients' room; of several of a kind
    /// the first is taken, and it is not trusted.
    var name: Name? {
        let first = context.layout.lines.first?.page ?? 1
        // A notice that comes first may have none.
        let pages = [first, context.pageOfPerson].compactMap(\.self).map(cells)
        return pages.lazy.compactMap(known).first
            ?? pages.reversed().lazy.compactMap { practice($0) ?? room(among: $0) }.first
    }

    private func known(_ cells: [Int]) -> Name? {
        if let host = cells.lazy.compactMap(host).first { return Name(tokens: whole(host), isSure: true) }
        return name(among: cells)
    }

    /// A hospital or a company by its name.
    func name(among cells: [Int]) -> Name? {
        let names = named(cells)
        let companies = names.filter { isCompany($0) && !isRoom($0) }
        let hospitals = names.filter { !isCompany($0) && !isRoom($0) }
        for kind in [hospitals, companies] {
            if let first = kind.first { return Name(tokens: whole(first), isSure: kind.count == 1) }
        }
        return nil
    }

    private func room(among cells: [Int]) -> Name? {
        let rooms = named(cells).filter(isRoom)
        return rooms.first.map { Name(tokens: whole($0), isSure: rooms.count == 1) }
    }

    /// What begins as the names of houses do.
    private func named(_ cells: [Int]) -> [[Int]] {
        cells.flatMap(parts).filter { name in
            name.count <= 14 && !isOfMail(name[0])
                && context.cue(at: name[0]).map { $0.meaning == .structureStart && $0.first == name[0] } ?? false
                && !name.allSatisfy { Self.legalForm.contains(context.tokens[$0].key) }
        }
    }

    /// `Istituto di Ricovero e Cura a Carattere Scientifico`, below the name whose form it is.
    private static let legalForm = Set(keys: "ISTITUTO DI RICOVERO E CURA A CARATTERE SCIENTIFICO")

    /// `ASL AT Prot. n. 13059 del 06/06/2026 - ARRIVO`: whoever got the paper is not who wrote it.
    private func isStamp(_ cell: Int) -> Bool {
        context.layout.cells[cell].tokens.contains { Self.registering.contains(context.tokens[$0].key) }
    }

    /// `ambulatori.neurologia@example.it`
    private func isOfMail(_ token: Int) -> Bool {
        context.layout.words[context.tokens[token].word].scalars.contains("@")
    }

    /// Down to the first label; labels in a column beside the head end nothing.
    private func cells(of page: Int) -> [Int] {
        var cells: [Int] = []
        let start = MailHead(context: context).end(on: page)
        for line in context.layout.lines[start...] where line.page == page {
            // Who works there may be listed in a column before the head.
            let isBeside = line.cells.dropFirst().contains(where: namesHouse)
            if hasLabel(line.cells.lowerBound), !isBeside, !isStamp(line.cells.lowerBound) { break }
            cells += line.cells.filter { !hasLabel($0) && !isStamp($0) }
        }
        return cells
    }

    private func namesHouse(_ cell: Int) -> Bool {
        let meaning = context.cue(at: context.layout.cells[cell].tokens.lowerBound)?.meaning
        return (meaning == .structureStart || meaning == .structure) && !hasLabel(cell)
    }

    private func hasLabel(_ cell: Int) -> Bool {
        context.cue(at: context.layout.cells[cell].tokens.lowerBound).map {
            $0.isLabel && $0.meaning != .structureStart && $0.hasColon
        } ?? false
    }

    /// `ASL TO3 - Ospedale di Rivoli (presidio)`: the words of a cell between dashes, up to a bracket.
    private func parts(of cell: Int) -> [[Int]] {
        var parts: [[Int]] = [[]]
        var isInBracket = false
        for token in context.layout.cells[cell].tokens {
            let piece = context.tokens[token]
            if piece.before.contains(.open) { isInBracket = true }
            if piece.before.contains(.dash), !piece.isGlued, !isForm(token), !belongs(token, to: parts.last ?? []) {
                parts.append([])
            }
            if opensHouse(token, behind: parts.last ?? []) { parts.append([]) }
            if opensAddress(token, behind: parts.last ?? []) || Self.directing.contains(piece.key) { break }
            if !isInBracket { parts[parts.count - 1].append(token) }
            if piece.after.contains(.close) { isInBracket = false }
            if !piece.after.isDisjoint(with: [.semicolon, .close]) || endsInSlash(token) { parts.append([]) }
        }
        return parts.filter { !$0.isEmpty }
    }

    /// `Regione del Veneto  Azienda ULSS 2 Marca Trevigiana` in one line.
    private func opensHouse(_ token: Int, behind name: [Int]) -> Bool {
        guard let first = name.first, context.tokens[first].key == Self.region, let cue = context.cue(at: token) else {
            return false
        }
        return cue.meaning == .structureStart && cue.first == token
    }

    private static let region = [UInt8]("REGIONE".utf8)

    /// `ASL TO3 / amb. Oculistica`
    private func endsInSlash(_ token: Int) -> Bool {
        context.tokens[token].after.contains(.slash) && token + 1 < context.tokens.count
            && !context.tokens[token + 1].isGlued
    }

    /// `IRCCS Istituto Auxologico Italiano - Ospedale San Giuseppe`, `Policlinico di Monza - Clinica Eporediese`: the hospital of an
    /// institute has the name of both.
    private func belongs(_ token: Int, to name: [Int]) -> Bool {
        guard let first = name.first, Self.institutes.contains(context.tokens[first].key) else { return false }
        let key = context.tokens[token].key
        // `Clinica Neurologica` is part of a house.
        if key == Self.clinic, let next = context.next(token) {
            return !context.tokens[next].key.suffix(3).elementsEqual("ICA".utf8)
        }
        return Self.hospitals.contains(key)
    }

    /// `Ospedale di Susa Corso Inghilterra 66`, `Ospedale degli Infermi Tel. 0173 …`: what stands beside the name, close to it.
    private func opensAddress(_ token: Int, behind name: [Int]) -> Bool {
        guard let last = name.last else { return false }
        let rest = context.cell(of: token).tokens.filter { $0 > token }
        if context.cue(at: token)?.meaning == .otherNumber { return rest.contains { context.tokens[$0].isNumber } }
        return StreetWords.keys.contains(context.tokens[token].key) && !Self.leading.contains(context.tokens[last].key)
            && rest.prefix(7).contains { context.tokens[$0].hasDigit }
    }

    /// `Istituto di Candiolo - IRCCS`, `- FPO`: the legal form that ends a name, or its abbreviation.
    private func isForm(_ token: Int) -> Bool {
        guard token + 1 == context.cell(of: token).tokens.upperBound else { return false }
        let key = context.tokens[token].key
        let isAcronym = (3...5).contains(key.count) && !context.tokens[token].hasDigit && context.isCapital([token])
        return Self.forms.contains(key) || (isAcronym && context.cue(at: token) == nil && !isCapitalLine(token))
    }

    /// Where all is set in capitals, a word of few letters may be a town.
    private func isCapitalLine(_ token: Int) -> Bool { context.isCapital(Array(context.cell(of: token).tokens)) }

    private func isCompany(_ name: [Int]) -> Bool {
        let key = context.tokens[name[0]].key
        return key.starts(with: "ASL".utf8) || key.starts(with: "AZIENDA".utf8) || Self.companies.contains(key)
    }

    /// `Poliambulatorio`, `Ambulatorio di Neurologia`: a kind of house or a part of one.
    private func isRoom(_ name: [Int]) -> Bool {
        let key = context.tokens[name[0]].key
        guard Self.rooms.contains(key) else { return name.count == 1 && !isCompany(name) }
        // `Poliambulatorio di Via Montanari` is a house; `Poliambulatorio specialistico` is part of one.
        if key.starts(with: "POLI".utf8), name.count > 2, Self.leading.contains(context.tokens[name[1]].key) {
            return false
        }
        return name.count == 1 || Self.links.contains(context.tokens[name[1]].key)
    }

    /// `Studio presso Centro Medico Dora Baltea`, `c/o Casa di Cura …`: where a physician works.
    private func host(_ cell: Int) -> [Int]? {
        let tokens = Array(context.layout.cells[cell].tokens)
        var rest = tokens[...]
        if let first = rest.first, Self.workplaces.contains(context.tokens[first].key) { rest = rest.dropFirst() }
        guard let opening = rest.first else { return nil }
        guard context.tokens[opening].key == Self.at || context.text([opening]).lowercased() == "c/o" else {
            return nil
        }
        rest = rest.dropFirst()
        let name = rest.prefix { token in
            let piece = context.tokens[token]
            // The figure of `ASL TO5` is part of the name.
            return !piece.before.contains(.dash) && !piece.startsWithDigit && !StreetWords.keys.contains(piece.key)
        }
        guard let start = name.first, context.isCapitalised(start), !Self.articles.contains(context.tokens[start].key)
        else { return nil }
        return name.count >= 2 ? Array(name) : nil
    }

    /// A private house has a name of any kind: it stands first, or says its legal form.
    private func practice(_ cells: [Int]) -> Name? {
        let names = cells.filter { context.layout.cells[$0].line < Self.headLines }.map {
            Array(context.layout.cells[$0].tokens)
        }
        if let formal = names.first(where: {
            mayBeName($0) && $0.contains { Self.forms.contains(context.tokens[$0].key) }
        }) {
            return Name(tokens: formal, isSure: true)
        }
        guard let first = names.first, mayBeName(first) else { return nil }
        return Name(tokens: whole(first), isSure: false)
    }

    private func mayBeName(_ tokens: [Int]) -> Bool {
        guard (2...10).contains(tokens.count), context.isCapitalised(tokens[0]) else { return false }
        let isPlain = tokens.allSatisfy { token in
            guard !context.tokens[token].hasDigit, !context.tokens[token].after.contains(.colon) else { return false }
            guard let cue = context.cue(at: token) else { return true }
            return !cue.isLabel && !Self.ofOthers.contains(cue.meaning)
        }
        return isPlain && !Self.authorities.contains(context.tokens[tokens[0]].key)
    }

    /// With the next line where the name goes on: behind a small word or a hyphen, in small letters, or for want of room.
    private func whole(_ name: [Int]) -> [Int] {
        guard let last = name.last, context.cell(of: last).tokens.upperBound == last + 1, name.count <= 12,
            let next = context.next(last), context.layout.cellOf[next] != context.layout.cellOf[last],
            context.cue(at: next).map({ !$0.isLabel }) ?? true
        else { return name }
        let rest = Array(
            context.cell(of: next).tokens.prefix(8).prefix { token in
                token == next || !context.tokens[token].before.contains(.dash) || context.tokens[token].isGlued
            })
        if context.tokens[last].after.contains(.hyphen), context.tokens[next].before.isEmpty { return name + rest }
        if isWrapped(last, rest) { return whole(name + rest) }
        // The province of `ASL AL` is no preposition.
        if context.cue(at: next)?.meaning == .structureStart
            || (isCompany(name) && (name.count == 2 || context.tokens[last].key == Self.alessandria))
        {
            return name
        }
        let isOpen =
            context.cue(at: last)?.meaning == .common && (2...5).contains(context.tokens[last].key.count)
            || context.tokens[last].key == Self.and
        let isSmall = context.scalar(next).properties.isLowercase && context.cue(at: next)?.meaning == .common
        return isOpen || isSmall ? name + rest : name
    }

    /// In letters of the same size, where the next word had no room.
    private func isWrapped(_ last: Int, _ rest: [Int]) -> Bool {
        let (above, below) = (context.cell(of: last), context.cell(of: rest[0]))
        let heights = [last, rest[0]].map { context.tokens[$0].box.height }
        guard abs(heights[0] - heights[1]) < 0.04 * heights[0], below.box.top - above.box.bottom < 0.6 * heights[0],
            mayGoOn(rest)
        else { return false }
        let column = context.layout.lines.filter {
            $0.page == above.page && $0.box.top < below.box.bottom + 8 * heights[0]
        }
        .flatMap { $0.cells.map { context.layout.cells[$0].box } }.filter { $0.sharesColumn(with: above.box) }
        let width = column.map { $0.right - $0.left }.max() ?? 0
        let word = context.layout.words[context.tokens[rest[0]].word].box.width
        return above.box.right - above.box.left + 0.25 * heights[0] + word > width
    }

    private func mayGoOn(_ rest: [Int]) -> Bool {
        rest.count <= 6
            && rest.allSatisfy { token in
                !context.tokens[token].hasDigit && !context.tokens[token].after.contains(.colon)
                    && context.cue(at: token).map { !$0.isLabel && !Self.ofOthers.contains($0.meaning) } ?? true
            } && !Self.parts.contains(context.tokens[rest[0]].key)
            && !Self.authorities.contains(context.tokens[rest[0]].key)
    }

    private static let companies = Set(
        keys: "AO AOU ASO ASST AUSL USL ULSS AULSS ASP APSS ASUFC ASUGI ASREM AORN IRCCS A")
    private static let rooms = Set(keys: "AMBULATORIO AMBULATORI POLIAMBULATORIO POLIAMBULATORI PO")
    private static let links = Set(keys: "DI DEL DELLA DELLE DEI SPECIALISTICO SPECIALISTICI PER")
    private static let forms = Set(keys: "IRCCS ONLUS SRL SPA SAS SNC SRLS SOC COOP SCS")
    private static let workplaces = Set(keys: "STUDIO AMBULATORIO RICEVE")
    private static let institutes = Set(keys: "IRCCS ISTITUTO FONDAZIONE POLICLINICO GRUPPO")
    private static let hospitals = Set(keys: "OSPEDALE PRESIDIO STABILIMENTO IRCCS CASA")
    private static let clinic = [UInt8]("CLINICA".utf8)
    private static let registering = Set(keys: "PROT PROTOCOLLO ARRIVO PERVENUTO")
    private static let directing = Set(keys: "DIRETTORE DIRETTRICE RESPONSABILE PRIMARIO COORDINATORE COORDINATRICE")
    private static let leading = Set(keys: "DI DEL DELLA IN DA SULLA SUL")
    private static let articles = Set(keys: "IL LO LA I GLI LE L QUESTO QUESTA QUESTI NOSTRO NOSTRA LORO")
    private static let at = [UInt8]("PRESSO".utf8)
    private static let alessandria = [UInt8]("AL".utf8)
    private static let and = [UInt8]("E".utf8)
    /// What stands above names of houses, or below them.
    private static let authorities = Set(
        keys: """
            SERVIZIO REGIONE REPUBBLICA MINISTERO DIPARTIMENTO UNIVERSITA VIA VIALE CORSO PIAZZA LARGO STRADA VICOLO TEL AL ALLA \
            AI OGGETTO CERTIFICATO CERTIFICAZIONE MODULO SCHEDA RICHIESTA PROPOSTA ATTESTATO REFERTO VISITA RELAZIONE MEDICO \
            SPECIALISTA DISTRETTO SPETT SPETTABILE GENTILE EGREGIO PAGINA PAG COPIA
            """)
    private static let parts = Set(
        keys:
            "SC SS SSD SCDU UO UOC UOS UOSD REPARTO DIREZIONE DIRETTORE PRESIDIO SEDE AMBULATORIO UNITA STRUTTURA CENTRO BRANCA ASL"
    )
    private static let ofOthers: Set<WordingMeaning> = [
        .physicianTitle, .physician, .otherPhysician, .personTitle, .otherPerson, .exemption, .exemptionStrong,
        .titleReport,
        .titleOther, .titleRegional, .titleDischarge, .titleEmergency, .titleIncome, .titleAttestation, .titleReminder,
    ]
    private static let headLines = 4
}
