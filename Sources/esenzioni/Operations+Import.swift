// SPDX-License-Identifier: EUPL-1.2

internal import Catalogue
internal import Domain
internal import Foundation
internal import Storage

/// One line of an import: a practice in JSON, as it stands in the file.
struct ImportLine: Codable, Sendable {
    /// From 1.
    let number: Int
    /// Nothing where the line is too long to be one.
    let text: String?

    /// The longest line, in bytes: a practice with a history of years has some thousand.
    static let limit = 1 << 20
}

/// What became of the lines of an import.
struct ImportTally: Codable, Sendable {
    var added = 0
    /// There already, with the same content.
    var known = 0
    var refused = 0
    /// Keys that no practice has, of whatever line: what stood under them is not taken.
    var unknownKeys: Set<String> = []

    /// So many are named.
    private static let mostKeys = 20

    static func += (left: inout ImportTally, right: ImportTally) {
        left.added += right.added
        left.known += right.known
        left.refused += right.refused
        left.unknownKeys.formUnion(right.unknownKeys.prefix(max(0, mostKeys - left.unknownKeys.count)))
    }
}

extension Operations {
    /// Checks lines and keeps those that are sound, in one transaction; each of the others is told with its number.
    func importPractices(_ lines: [ImportLine], _ isTrial: Bool, _ access: Access) async throws -> ControlAnswer {
        var answer = ControlAnswer()
        var tally = ImportTally()
        var sound: [(line: Int, practice: ImportedPractice)] = []
        func refuse(_ line: Int, _ problem: ImportProblem) {
            tally.refused += 1
            answer.messages.append("riga \(line): \(problem.code): \(problem.message)")
        }
        let now = House.clock()
        let decoder = JSONDecoder()
        for line in lines {
            do {
                let (record, unknownKeys) = try line.record(decoder)
                tally += ImportTally(unknownKeys: unknownKeys)
                let imported = try record.checked(catalogue: house.catalogue.lookup, now: now)
                guard house.catalogue.aslName(imported.practice.asl) != nil else {
                    refuse(line.number, .aslUnknown)
                    continue
                }
                sound.append((line.number, imported))
            } catch {
                refuse(line.number, error)
            }
        }
        let outcomes = try await house.store.importPractices(sound.map(\.practice), isTrial: isTrial, recording: access)
        for (line, outcome) in zip(sound.map(\.line), outcomes) {
            switch outcome {
            case .added: tally.added += 1
            case .known: tally.known += 1
            case .refused(let problem): refuse(line, problem)
            }
        }
        answer.tally = tally
        return answer
    }
}

extension ImportLine {
    /// The practice that the line states, unchecked but for its shape.
    fileprivate func record(
        _ decoder: JSONDecoder
    ) throws(ImportProblem) -> (record: PracticeRecord, unknownKeys: Set<String>) {
        guard let text else { throw .tooLong(Self.limit) }
        do {
            let read = try decoder.decode(ReadRecord.self, from: Data(text.utf8))
            return (read.record, read.unknownKeys)
        } catch DecodingError.keyNotFound(let key, let context) {
            throw .missing((context.codingPath + [key]).dotted)
        } catch DecodingError.typeMismatch(_, let context) where !context.codingPath.isEmpty {
            throw .invalid(context.codingPath.dotted)
        } catch DecodingError.valueNotFound(_, let context) where !context.codingPath.isEmpty {
            throw .missing(context.codingPath.dotted)
        } catch {
            throw .malformed
        }
    }
}

/// A record with the keys beside its own, in one reading.
private struct ReadRecord: Decodable {
    let record: PracticeRecord
    let unknownKeys: Set<String>

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    private static let known: Set = [
        "number", "state", "version", "asl", "district", "beneficiary", "compiler", "exemption", "diagnosis",
        "requestedAt", "updatedAt", "validFrom", "validUntil", "rejectionReason", "documents", "history", "findings",
        "notices",
    ]

    init(from decoder: any Decoder) throws {
        record = try PracticeRecord(from: decoder)
        let keys = try decoder.container(keyedBy: Key.self).allKeys.map(\.stringValue)
        unknownKeys = Set(keys).subtracting(Self.known)
    }
}

extension [any CodingKey] {
    /// `history.at`: places in lists are left out.
    fileprivate var dotted: String { filter { $0.intValue == nil }.map(\.stringValue).joined(separator: ".") }
}
