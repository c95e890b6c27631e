// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain

/// Finds the ASL that a paper says its person belongs to, whose the practice then is (contract §6): `ASL di residenza: 010203`,
/// `ASL di appartenenza | ASL TO3`. The ASL in the letterhead is the doctor's.
struct ResidenceReading {
    let context: PageContext
    let catalogue: ExemptionCatalogue

    /// Those that are told; more than one on a paper for two persons.
    var asls: Set<ASLCode> { Set(context.cues.filter(isLabel).compactMap(asl)) }

    private func isLabel(_ cue: Cue) -> Bool {
        cue.meaning == .otherLabel && cue.opensCell && context.tokens[cue.first].key == Self.asl
            && (cue.first...cue.last).contains { Self.belonging.contains(context.tokens[$0].key) }
            && context.role(of: cue.first) != .other
    }

    private func asl(of label: Cue) -> ASLCode? {
        let own = Array((label.last + 1)..<max(label.last + 1, context.cell(of: label.last).tokens.upperBound))
        let places = own.isEmpty ? context.rawPlaces(of: label) : [own]
        return places.lazy.compactMap(named).first
    }

    /// By its code, or by its name with or without the word *ASL*; what stands behind is the seat or the district.
    private func named(_ tokens: [Int]) -> ASLCode? {
        let keys = tokens.prefix(Self.longestName).map { context.tokens[$0].key }
        let prefixes = keys.indices.reversed().map { keys[...$0].flatMap(\.self) }
        for asl in catalogue.asls {
            let name = WordPieces.pieces(of: Array(asl.name.unicodeScalars)).flatMap(\.key)
            guard name.starts(with: Self.asl) else { continue }
            let forms = [Array(asl.code.value.utf8), name, Array(name.dropFirst(Self.asl.count))]
            if prefixes.contains(where: forms.contains) { return asl.code }
        }
        return nil
    }

    private static let longestName = 6
    private static let asl = [UInt8]("ASL".utf8)
    private static let belonging = Set(
        ["RESIDENZA", "APPARTENENZA", "ASSISTENZA", "ISCRIZIONE"].map { [UInt8]($0.utf8) })
}
