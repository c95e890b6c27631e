// SPDX-License-Identifier: EUPL-1.2

internal import Catalogue
internal import Domain
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Storage

/// Looking codes up in the catalogue: as a page of its own for a practice, and as JSON for the fields of the page's script.
/// The catalogue holds no personal data.
struct CatalogueRoutes: Sendable {
    let practices: PracticeDesk

    /// Choices that a list shows; whoever wants another types one more letter.
    static let most = 30
    /// To which a code goes that is taken from the practice's documents.
    static let takePath = "catalogo/dal-documento"

    func addRoutes(to routes: GuardedRoutes) {
        routes.get("/catalogo/esenzioni.json", .impersonal) { request, context in
            try exemptions(request.uri.query ?? "", context.viewer.person)
        }
        routes.get("/catalogo/diagnosi.json", .impersonal) { request, _ in try diagnoses(request.uri.query ?? "") }
        routes.get("/catalogo/validita.json", .impersonal) { request, _ in try validity(request.uri.query ?? "") }
        routes.get("/pratiche/:number/catalogo", .recorded(.detail)) { request, context in
            try await page(request.uri.query ?? "", context)
        }
        routes.post("/pratiche/:number/catalogo", .recorded(.draft)) { _, context in try await leave(context) }
        routes.post("/pratiche/:number/catalogo/scegli", .recorded(.draft)) { _, context in try await choose(context) }
        routes.post("/pratiche/:number/\(Self.takePath)", .recorded(.draft)) { _, context in try await take(context) }
        for path in ["catalogo/scegli", Self.takePath] { practices.leadBack(from: path, routes) }
    }

    private var catalogue: ExemptionCatalogue { practices.desk.catalogue }

    /// One line of a list of choices.
    private struct Choice: Encodable {
        let code: String
        let text: String
    }

    /// Those that the viewer may grant.
    private func exemptions(_ query: String, _ viewer: Operator) throws -> Response {
        let search = CatalogueSearch(FormFields(urlEncoded: query)["cerca"])
        return try .json(
            catalogue.exemptions(search, limit: Self.most).filter { viewer.mayGrant($0.code) }
                .map { Choice(code: $0.code.value, text: $0.description) })
    }

    private func diagnoses(_ query: String) throws -> Response {
        let fields = FormFields(urlEncoded: query)
        let exemption = ExemptionCode(typed: fields[DecisionDraft.Name.exemption])
        let sought = fields["cerca"]
        let found = catalogue.diagnoses(CatalogueSearch(sought), of: exemption, limit: Self.most)
        let none = sought.isNone ? [Choice(code: DiagnosisCode.noneStated.value, text: CatalogueModel.none)] : []
        guard found.isEmpty, none.isEmpty, exemption != nil else {
            return try .json(none + found.map { Choice(code: $0.code.value, text: $0.description) })
        }
        // Nothing under the exemption that is typed, which may be the one that is wrong.
        let others = catalogue.diagnoses(CatalogueSearch(sought), of: nil, limit: Self.most)
        return try .json(
            others.map { Choice(code: $0.code.value, text: "\($0.description) (esenzione \($0.exemption))") })
    }

    /// The end that follows from the codes and the first day as they are typed.
    private struct Validity: Encodable {
        let label: String?
        let rule: String
        let exemption: String
        let diagnosis: String
        /// What can be done about a pair that is none of the catalogue; empty where it is one.
        let doubt: String
        /// What *Valida* would decide, in one line.
        let preview: String
    }

    private func validity(_ query: String) throws -> Response {
        let fields = FormFields(urlEncoded: query)
        let codes = CodePair(
            exemption: ExemptionCode(typed: fields[DecisionDraft.Name.exemption]),
            diagnosis: DiagnosisCode(typed: fields[DecisionDraft.Name.diagnosis]))
        let first = TypedDay(fields[DecisionDraft.Name.from]).day
        let proposal = ValidityProposal(codes, catalogue, from: first ?? practices.desk.clock().romeDay)
        let preview = DecisionPreview(
            codes, from: first, choice: .init(rawValue: fields[DecisionDraft.Name.end]),
            until: fields[DecisionDraft.Name.until], proposal, catalogue)
        return try .json(
            Validity(
                label: proposal.label, rule: proposal.rule, exemption: catalogue.name(of: codes.exemption),
                diagnosis: catalogue.name(of: codes.diagnosis, under: codes.exemption),
                doubt: catalogue.doubtInWords(codes), preview: preview.words))
    }
}

extension CatalogueRoutes {
    private func page(_ query: String, _ context: SignedInContext) async throws -> Response {
        let practice = try await practices.dossier(context).practice
        guard context.viewer.person.can(.validate, practice) else { return .redirect(to: practice.number.address) }
        let kept = try await practices.drafts.kept(practice.number, by: context.viewer.person)
        let model = CatalogueModel(
            query: FormFields(urlEncoded: query)["cerca"], practice, kept?.draft, catalogue,
            for: context.viewer.person, formToken: context.session.formToken.value,
            frame: practices.renderer.frame("Cerca nel catalogo", context, at: .desk))
        return try practices.renderer.page(model)
    }

    /// From the practice to the catalogue, with everything that was typed kept.
    private func leave(_ context: SignedInContext) async throws -> Response {
        let practice = try await practices.dossier(context).practice
        guard let draft = DecisionDraft(context.form, of: practice.number) else { throw PageRefusal.badForm }
        try context.requireDeciding()
        try await practices.drafts.keep(draft, by: context.viewer)
        let sought = sought(draft)
        return .redirect(
            to: "\(practice.number.address)/catalogo" + (sought.isEmpty ? "" : "?cerca=\(sought.queryEncoded)"))
    }

    /// What was typed into the field of a code and is none that the catalogue knows: words, or a code with a slip in it.
    private func sought(_ draft: DecisionDraft) -> String {
        let isExemption =
            draft.exemption.flatMap { ExemptionCode(typed: $0) }.flatMap { catalogue.exemption($0) } != nil
        if let typed = draft.exemption, !typed.isEmpty, !isExemption { return typed }
        guard let typed = draft.diagnosis, DiagnosisCode(typed: typed) == nil else { return "" }
        return typed
    }

    /// A code of the documents into the doctor's entry, with everything that was typed kept.
    private func take(_ context: SignedInContext) async throws -> Response {
        let practice = try await practices.dossier(context).practice
        guard var draft = DecisionDraft(context.form, of: practice.number) else { throw PageRefusal.badForm }
        try context.requireDeciding()
        if let exemption = ExemptionCode(context.form[CodeOffer.Name.exemption]) {
            draft.exemption = exemption == practice.codes.exemption ? nil : exemption.value
        } else if let diagnosis = DiagnosisCode(context.form[CodeOffer.Name.diagnosis]) {
            draft.diagnosis = diagnosis == practice.codes.diagnosis ? nil : diagnosis.value
        } else {
            throw PageRefusal.badForm
        }
        try await practices.drafts.keep(draft, by: context.viewer)
        return .redirect(to: "\(practice.number.address)#decisione")
    }

    /// Back to the practice with the codes that were chosen, as part of the draft.
    private func choose(_ context: SignedInContext) async throws -> Response {
        let practice = try await practices.dossier(context).practice
        guard context.viewer.person.can(.validate, practice) else { throw PageRefusal.notPermitted }
        let kept = try await practices.drafts.kept(practice.number, by: context.viewer.person)
        let blank = DecisionDraft(
            FormFields(urlEncoded: "\(DecisionDraft.Name.version)=\(practice.version)"), of: practice.number)
        guard var draft = kept?.draft ?? blank else { throw PageRefusal.badForm }
        guard let exemption = ExemptionCode(context.form[DecisionDraft.Name.exemption]),
            context.viewer.person.mayGrant(exemption)
        else { throw PageRefusal.badForm }
        draft.exemption = exemption == practice.codes.exemption ? nil : exemption.value
        if let diagnosis = DiagnosisCode(context.form[DecisionDraft.Name.diagnosis]) {
            draft.diagnosis = diagnosis == practice.codes.diagnosis ? nil : diagnosis.value
        }
        try await practices.drafts.keep(draft, by: context.viewer)
        return .redirect(to: "\(practice.number.address)#decisione")
    }
}

extension Response {
    static func json(_ value: some Encodable) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let bytes = [UInt8](try encoder.encode(value))
        return Response(
            status: .ok, headers: [.contentType: "application/json", .contentLength: "\(bytes.count)"],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

extension ExemptionCode {
    /// As a person types it: with its name behind it, or without the zeros at its head, `44` for 044.
    init?(typed text: String) {
        let word = text.firstWord
        let isShort = (1...2).contains(word.utf8.count) && word.utf8.allSatisfy(\.isASCIIDigit)
        self.init(isShort ? String(repeating: "0", count: 3 - word.utf8.count) + word : word)
    }
}

extension DiagnosisCode {
    /// As a person types it: with its name behind it, with a dot or a comma.
    init?(typed text: String) { self.init(text.firstWord.replacing(",", with: ".")) }
}

extension String {
    /// Whether somebody looks for the code that says that there is no diagnosis.
    var isNone: Bool { self == DiagnosisCode.noneStated.value }

    /// What a field of a code holds where somebody has typed its name too.
    var firstWord: String { split(separator: " ").first.map(String.init) ?? "" }
}

extension ExemptionCatalogue {
    /// The name alone; empty where there is none.
    func name(of exemption: ExemptionCode?) -> String { exemption.flatMap { self.exemption($0)?.description } ?? "" }

    func name(of diagnosis: DiagnosisCode?, under exemption: ExemptionCode?) -> String {
        guard let diagnosis, !diagnosis.isPlaceholder else { return "" }
        let entry = exemption.flatMap { self.diagnosis(diagnosis, of: $0) }
        if let entry, entry.code == diagnosis { return entry.description }
        return classificationName(of: diagnosis) ?? entry?.description ?? ""
    }
}
