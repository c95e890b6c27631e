// SPDX-License-Identifier: EUPL-1.2

internal import Domain

/// Where a value stands, or one of those among which none was chosen.
struct ValueSpot: Encodable, Hashable, Sendable {
    let name: FieldName
    /// Which of the field's values it is, from 0.
    let index: Int
    /// The value as it is shown.
    let told: String
    let source: FieldSource
    let isDoubtful: Bool

    /// All places of a field, in the order of its candidates.
    static func all(_ name: FieldName, _ field: ExtractedField?) -> [ValueSpot] {
        guard let field else { return [] }
        let isDoubtful = field.confidence == .doubtful
        let claims = field.claims
        if claims.isEmpty {
            return [
                ValueSpot(name: name, index: 0, told: name.shown(field), source: field.source, isDoubtful: isDoubtful)
            ]
        }
        return claims.enumerated().map { index, claim in
            ValueSpot(
                name: name, index: index, told: name.shown(claim.value), source: claim.source, isDoubtful: isDoubtful)
        }
    }

    /// Templates see the box; of the spot its name is enough.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }

    func boxAnchor(in document: String) -> String {
        "\(document)-\(name.rawValue)-riquadro" + (index == 0 ? "" : "-\(index + 1)")
    }
}
