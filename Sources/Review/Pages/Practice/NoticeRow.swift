// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Storage

/// A notice to AURA and how far it has come.
struct NoticeRow: Encodable, Hashable, Sendable {
    let kind: String
    let state: String
    let stateStyle: String
    /// What the state means for who reads it.
    let meaning: String
    let createdAt: String
    let sentAt: String?
    /// How often, where it was more than once.
    let timesSent: String?
    /// When AURA gave the answer that counts.
    let answeredAt: String?
    /// Why AURA refused it; empty lines are left out.
    let answers: [String]
    /// Why AURA refused it before it was sent again; nothing where it did not.
    let earlier: Earlier?
    let isLate: Bool
    /// Nothing where it cannot or need not be sent again.
    let resend: Resend?

    /// A refusal that does not count: one of before, or one that came after AURA had accepted.
    struct Earlier: Encodable, Hashable, Sendable {
        let refusedAt: String
        /// What to do about a refusal that contradicts an acceptance.
        let contradiction: String?
        let refusals: [String]
    }

    /// The form that queues a notice once more.
    struct Resend: Encodable, Hashable, Sendable {
        let action: String
        let resendToken: String
    }

    init(_ notice: NoticeStatus, _ setting: PracticeModel.Setting) {
        kind = notice.kind.italianName
        state = notice.state.italianName
        meaning = notice.meaning
        stateStyle = notice.state.rawValue.lowercased()
        createdAt = notice.createdAt.italian
        sentAt = notice.sentAt?.italian
        timesSent = notice.timesSent > 1 ? "\(notice.timesSent) volte" : nil
        answeredAt = notice.reply == nil ? nil : notice.repliedAt?.italian
        answers = notice.state == .refused ? notice.reply?.words ?? [] : []
        earlier =
            notice.state == .refused
            ? nil
            : notice.refusal.map {
                Earlier(
                    refusedAt: notice.refusedAt?.italian ?? "",
                    contradiction: notice.isContradicted ? Self.contradiction : nil, refusals: $0.words)
            }
        let isOverdue = notice.state == .sent && notice.sentAt.map { $0 <= setting.replyDeadline } ?? false
        isLate = isOverdue
        // What was sent anew has its answer to come: only when that is late is there a reason to send it once more.
        let mayResend = notice.state == .refused || (notice.state == .sent && (notice.timesSent < 2 || isOverdue))
        resend =
            mayResend && setting.viewer.role.has(.resendNotice)
            ? Resend(
                action: "\(notice.practice.address)/avvisi/\(notice.messageID)/invia",
                resendToken: setting.formToken)
            : nil
    }
}

extension NoticeRow {
    private static let contradiction =
        "AURA lo ha scartato dopo averlo accettato: vale l'accettazione, ma conviene chiedere ad AURA se l'esenzione risulta."
}

extension NoticeStatus {
    /// Whether AURA refused it after having accepted it.
    fileprivate var isContradicted: Bool {
        guard state == .accepted, let refusedAt, let repliedAt else { return false }
        return refusedAt.seconds > repliedAt.seconds
    }

    /// What the state means for who reads it.
    fileprivate var meaning: String {
        let isUnexplained = state == .refused && reply?.words.isEmpty != false
        return isUnexplained
            ? "AURA non lo ha registrato e non dice il motivo: chiederlo ad AURA, poi inviarlo di nuovo."
            : state.meaning
    }
}

extension Reply {
    fileprivate var words: [String] { messages.map(\.words).filter { !$0.isEmpty } }
}

extension Reply.Message {
    fileprivate var words: String {
        [code, description, note].map(\.trimmed).filter { !$0.isEmpty }.joined(separator: " - ")
    }
}

extension NoticeKind {
    var italianName: String {
        switch self {
        case .validation: "Validazione"
        case .rejection: "Respingimento"
        case .cancellation: "Annullamento"
        }
    }
}

extension NoticeState {
    var italianName: String {
        switch self {
        case .due: "In coda"
        case .sent: "Inviato"
        case .accepted: "Accettato"
        case .refused: "Scartato"
        }
    }

    fileprivate var meaning: String {
        switch self {
        case .due: "Parte da solo entro pochi secondi, o appena la cartella degli avvisi è raggiungibile."
        case .sent: "Consegnato: AURA non ha ancora risposto."
        case .accepted: "AURA lo ha registrato."
        case .refused:
            "AURA non lo ha registrato, per il motivo indicato. L'avviso riparte identico: se la causa è nei dati di AURA, farla "
                + "correggere lì e poi inviarlo di nuovo; se è nella pratica, annullarla e farne presentare un'altra."
        }
    }
}
