// SPDX-License-Identifier: EUPL-1.2

internal import Domain

/// What was sent when the session of its page was over: each with what it was about, what would be done, and its texts.
struct ResumeModel: PageModel, Hashable, Sendable {
    static let template = PageTemplate.resume

    let frame: PageFrame
    let flash: String?
    let formToken: String
    let kept: [KeptCard]

    init(_ forms: [KeptForm], formToken: String, flash: String?, frame: PageFrame) {
        self.frame = frame
        self.flash = flash
        self.formToken = formToken
        kept = forms.map(KeptCard.init)
    }
}

/// One form that is kept.
struct KeptCard: Encodable, Hashable, Sendable {
    let keptLabel: String
    let keptAt: String
    /// The practice, or the document, that it is about.
    let subject: String
    let subjectCode: String?
    /// What it asked for, in words.
    let wanted: String
    let texts: [StaleModel.TypedValue]
    let hasTexts: Bool
    /// Where the page is that shows the texts in its fields again; nothing where the form had none to fill in.
    let resumeAction: String?
    /// Does what was asked for; nothing where that was only to keep the texts.
    let send: Send?
    let fields: [KeptForm.Field]

    struct Send: Encodable, Hashable, Sendable {
        let sendAction: String
        let sendLabel: String
    }

    init(_ form: KeptForm) {
        let parts = form.path.split(separator: "/").map(String.init)
        let form = KeptContents(form, parts)
        keptLabel = form.kept.label.value
        keptAt = form.kept.keptAt.italian
        subject = form.number == nil ? "Documento da abbinare" : "Pratica"
        subjectCode = form.number?.value
        wanted = form.wanted
        texts = form.texts
        hasTexts = !texts.isEmpty
        resumeAction = form.resumeAction
        send = form.sendLabel.map { Send(sendAction: form.kept.path, sendLabel: $0) }
        fields = form.kept.fields
    }
}

/// A kept form taken apart by its address.
private struct KeptContents {
    let kept: KeptForm
    let number: PracticeNumber?
    private let address: String
    private let verb: String
    private let form: FormFields

    init(_ kept: KeptForm, _ parts: [String]) {
        self.kept = kept
        address = "/" + parts.prefix(2).joined(separator: "/")
        verb = parts.dropFirst(2).joined(separator: "/")
        number = parts.first == "pratiche" ? parts.dropFirst().first.flatMap { PracticeNumber($0) } : nil
        form = FormFields(kept.fields.map { ($0.name, $0.value) })
    }

    private var action: DecisionAction? {
        number == nil ? nil : DecisionAction.allCases.first { $0.path == verb }
    }

    var wanted: String {
        if let action { return "Volevi \(action.infinitive) la pratica" }
        return switch verb {
        case "abbina": "Volevi abbinare il documento"
        case "verifica": "Volevi verificare il codice fiscale"
        case "non-pertinente": "Volevi segnare il documento come non pertinente"
        case "catalogo", "catalogo/scegli", CatalogueRoutes.takePath: "Volevi scegliere i codici dal catalogo"
        case DraftRoutes.path: "Stavi scrivendo, senza aver ancora deciso"
        default: "Volevi inviare di nuovo l'avviso ad AURA"
        }
    }

    var sendLabel: String? {
        switch action {
        case .takeCharge: return "Prendi in carico adesso"
        case .validate: return "Valida adesso"
        case .reject: return "Respingi adesso"
        case .cancel: return "Annulla la pratica adesso"
        case nil: break
        }
        return switch verb {
        case "abbina": "Abbina adesso"
        case "non-pertinente": "Segna adesso come non pertinente"
        case "catalogo/scegli", CatalogueRoutes.takePath: "Scegli adesso"
        case "catalogo", "verifica", DraftRoutes.path: nil
        default: "Invia adesso"
        }
    }

    var resumeAction: String? {
        if number == nil { return verb == "non-pertinente" ? nil : "\(address)/verifica" }
        return form.has(DecisionDraft.Name.version) ? "\(address)/\(DraftRoutes.path)" : nil
    }

    var texts: [StaleModel.TypedValue] {
        if let number, let draft = DecisionDraft(form, of: number) { return draft.told }
        return kept.fields.filter { !$0.value.isEmpty }.compactMap { field in
            Self.labels.first { field.name.hasPrefix($0.name) }.map { .init(label: $0.label, text: field.value) }
        }
    }

    /// Of the fields that stand outside the form of a decision.
    private static let labels = [
        (name: MatchAttempt.Name.fiscalCode, label: "Codice fiscale"),
        (name: MatchAttempt.Name.familyName, label: "Cognome"), (name: MatchAttempt.Name.givenName, label: "Nome"),
        (name: DecisionDraft.Name.exemption, label: "Esenzione"),
        (name: DecisionDraft.Name.diagnosis, label: "Diagnosi"),
    ]
}
