// SPDX-License-Identifier: EUPL-1.2

import Foundation

/// One line of a corpus manifest: what a document is known to say.
struct CorpusLine: Decodable {
    let name: String
    let category: String
    let type: String
    let expect: String
    let truth: CorpusTruth?

    /// What can be compared: the reading after the encoding was put right, where that was needed.
    var facts: CorpusTruth? { truth?.recovered?.value ?? (truth?.patient == nil ? nil : truth) }
}

struct CorpusTruth: Decodable {
    struct Document: Decodable { let effectiveTime: String? }
    struct Person: Decodable {
        let cf: String?
        let family: String?
        let given: String?
        let birthTime: String?
        let sex: String?
    }
    struct Coded: Decodable {
        let role: String
        let code: String?
        let codeSystem: String?
    }
    struct Exemption: Decodable { let code: String? }

    let document: Document?
    let patient: Person?
    let authors: [Person]?
    let coded: [Coded]?
    let exemptions: [Exemption]?
    let recovered: Box<CorpusTruth>?

    /// Keeps a recursive value finite.
    final class Box<Value: Decodable>: Decodable {
        let value: Value
        init(from decoder: any Decoder) throws { value = try Value(from: decoder) }
    }
}
