// SPDX-License-Identifier: EUPL-1.2

import Domain

/// Which of the fiscal codes on the pages is the patient's.
struct PatientCodeChoice {
    /// Nothing where there is none, or where several have an equal claim: those are then `rivals`.
    let chosen: FoundFiscalCode?
    let rivals: [FoundFiscalCode]
    /// Where names are looked for: among all words that are no codes.
    let names: PersonNameSearch
    private let evidence: PersonEvidence

    init(context: PageContext, dates: [FoundDate], codes: [FoundFiscalCode]) {
        let taken = Set((codes.map(\.tokens) + dates.map(\.tokens)).joined())
        let names = PersonNameSearch(context: context, taken: taken)
        self.names = names
        let evidence = PersonEvidence(names: names, dates: dates)
        self.evidence = evidence
        let claimed = codes.filter { $0.role == .patient || ($0.isByDefault && names.labelledNames(agreeWith: $0)) }
        // Whoever has a code of their own had a number before it, and the house has one too.
        let hasPersonal = claimed.contains { $0.sound?.kind == .personal }
        let own = hasPersonal ? claimed.filter { $0.sound.map { $0.kind == .personal } ?? true } : claimed
        let unclaimed = codes.filter { $0.role == .unknown && $0.sound != nil }
        let sound = Self.distinct(own.filter { $0.sound != nil })
        // Beside the code that the patient's labelled names belong to, one that nothing ties to the patient is another's.
        let named = sound.filter { names.labelledNames(agreeWith: $0) }
        let strangers = Self.distinct(
            (unclaimed + codes.filter(\.isByDefault)).filter { code in
                code.sound.map(evidence.isWhole) ?? false && !named.contains { $0.written == code.written }
            })
        let chosenByNames = sound.count == 1 ? sound : named.count == 1 ? named : []
        if let own = chosenByNames.first, strangers.contains(where: { $0.written != own.written }) {
            // Another person stands on the page with names, birth and code, and nothing says who that is.
            (chosen, rivals) = (nil, Self.distinct([own] + strangers))
        } else if sound.count == 1 {
            (chosen, rivals) = (sound[0], [])
        } else if named.count == 1, sound.allSatisfy({ $0.isByDefault || $0.tokens == named[0].tokens }) {
            (chosen, rivals) = (named[0], [])
        } else if sound.count > 1 {
            // Two codes under the patient's own labels contradict each other, whoever the names belong to.
            (chosen, rivals) = (nil, sound)
        } else {
            let proven = Self.distinct(unclaimed.filter { $0.sound.map(evidence.supports) ?? false })
            if proven.count == 1 {
                (chosen, rivals) = (proven[0], [])
            } else if let broken = own.first {
                (chosen, rivals) = (broken, [])
            } else {
                let all = Self.distinct(unclaimed)
                let damaged = Self.distinct(codes.filter { $0.role == .unknown && $0.sound == nil })
                let sole = all.isEmpty ? damaged : all
                (chosen, rivals) = sole.count == 1 ? (sole[0], []) : (nil, all)
            }
        }
    }

    private static func distinct(_ codes: [FoundFiscalCode]) -> [FoundFiscalCode] {
        var seen: Set<[UInt8]> = []
        return codes.filter { seen.insert($0.written).inserted }
    }

    /// Whether the names or the birth date on the page say the same as a sound code.
    func isSupported(_ found: FoundFiscalCode) -> Bool { found.sound.map(evidence.supports) ?? false }

    /// The code that a misread one stands for, where only one reading has the right check character; proven where the names
    /// or the birth date on the page say the same.
    func repaired(_ found: FoundFiscalCode) -> (code: FiscalCode, isProven: Bool)? {
        if let sound = found.sound { return (sound, evidence.supports(sound)) }
        let readings = found.readings.isEmpty ? FiscalCodeRepair.readings(of: found.written) : found.readings
        let proven = readings.filter(evidence.supports)
        if proven.count == 1 { return (proven[0], true) }
        return readings.count == 1 ? (readings[0], false) : nil
    }
}

/// What the pages say of a person beside the code.
private struct PersonEvidence {
    let names: PersonNameSearch
    let dates: [FoundDate]

    /// Whether names or the birth date that the code was made of are printed.
    func supports(_ code: FiscalCode) -> Bool {
        if let birth = code.decodedBirth, dates.contains(where: { $0.day.map { birth.agrees(with: $0) } ?? false }) {
            return true
        }
        return names.names(of: code).isProven
    }

    /// Whether both are printed.
    func isWhole(_ code: FiscalCode) -> Bool {
        guard let birth = code.decodedBirth else { return false }
        return dates.contains { $0.day.map { birth.agrees(with: $0) } ?? false } && names.names(of: code).isProven
    }
}
