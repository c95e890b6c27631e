// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Storage
internal import SystemPackage

/// A request and the system's account that runs the command, which the access log keeps. The account is never the client's
/// own word.
struct ControlOrder: Sendable {
    let request: ControlRequest
    let account: String
}

/// What a command asks of whoever holds the store: itself, or the daemon beside it.
enum ControlRequest: Codable, Sendable {
    /// Without files: what lies in the inbox.
    case ingest(files: [FilePath], sender: String, json: Bool)
    case decide(DecisionOrder)
    /// Without a number: everything that is in quarantine.
    case retryQuarantined(Int64?)
    case addOperator(NewOperator)
    case setOperator(String, disabled: Bool)
    case resetOperator(String, password: String, pin: String)
    case setPermission(OperatorPermission, of: String, granted: Bool)
    case resendNotice(String)
    case erase(ErasureScope, reason: String, isTrial: Bool, sparesInForce: Bool)
    /// A command has read what it will print once this is in the access log.
    case recordLook(CommandLook)
    case importPractices([ImportLine], isTrial: Bool)
}

/// What a command is about to print.
struct CommandLook: Codable, Sendable {
    let act: AccessAct
    let detail: String
    var practices: [PracticeNumber] = []
    var persons: [FiscalCode] = []
}

/// A decision as the command line states it; whose right it takes is looked up where the store is.
struct DecisionOrder: Codable, Sendable {
    let number: PracticeNumber
    let action: DecisionAction
    let actor: FiscalCode
    let reason: RejectionReason?
    let noteBeneficiary: String
    let noteInternal: String
    let entry: DoctorEntry
    /// Codes of red findings that the operator says to have looked into.
    let acknowledged: Set<FindingCode>
    /// Whether the operator means the first day of validity although it is far from today.
    let confirmsStart: Bool
    let confirmsEnd: Bool
}

/// An account to be made.
struct NewOperator: Codable, Sendable {
    let person: Operator
    let userName: String
    let password: String
    let pin: String
    /// Nobody knows the secrets: the operator comes in by a card, the gateway or the broker.
    var isWithoutCredentials = false
}

/// The answer: what goes to standard output and standard error, and whether it is a success.
struct ControlAnswer: Sendable {
    var output: [String] = []
    var messages: [String] = []
    var succeeded = true
    /// Of an import.
    var tally: ImportTally?

    static func failure(_ message: String) -> ControlAnswer { ControlAnswer(messages: [message], succeeded: false) }
}

/// A part of an answer on its way, so that no length of an answer is too much for a line.
enum ControlPiece: Codable, Sendable {
    case message(String)
    case output([String])
    /// The last one: without it an answer is not whole.
    case end(succeeded: Bool, tally: ImportTally?)
}

extension ControlAnswer {
    /// Lines of output that travel together.
    private static let group = 256

    /// The parts in the order in which they are sent.
    var pieces: [ControlPiece] {
        let groups = stride(from: 0, to: output.count, by: Self.group).map {
            ControlPiece.output(Array(output[$0..<min($0 + Self.group, output.count)]))
        }
        return messages.map { .message($0) } + groups + [.end(succeeded: succeeded, tally: tally)]
    }

    /// Takes up a part.
    ///
    /// - Returns: whether it was the last.
    mutating func take(_ piece: ControlPiece) -> Bool {
        switch piece {
        case .message(let message): messages.append(message)
        case .output(let lines): output += lines
        case .end(let succeeded, let tally):
            (self.succeeded, self.tally) = (succeeded, tally)
            return true
        }
        return false
    }
}
