// SPDX-License-Identifier: EUPL-1.2

extension Practice {
    /// The same with what a doctor completes or corrects.
    package func corrected(by entry: DoctorEntry) -> Practice {
        var practice = self
        practice.entered = entered.corrected(by: entry, stated: stated)
        return practice
    }
}

extension CodePair {
    /// The doctor's pair after a further entry; what only repeats the documents is no entry.
    fileprivate func corrected(by entry: DoctorEntry, stated: CodePair) -> CodePair {
        let exemption = entry.exemption ?? exemption
        let diagnosis = entry.diagnosis ?? diagnosis
        return CodePair(
            exemption: exemption == stated.exemption ? nil : exemption,
            diagnosis: diagnosis == stated.diagnosis ? nil : diagnosis)
    }
}

extension CatalogueLookup {
    /// Whether the list has diagnoses for the exemption and this is none of them. Where it has none, nothing can contradict.
    package func contradicts(_ diagnosis: DiagnosisCode, under exemption: ExemptionCode) -> Bool {
        !diagnosis.isPlaceholder && listsDiagnoses(exemption) && self.diagnosis(diagnosis, exemption) == nil
    }

    /// That a pair of codes is none of the list; nothing where it is one, or where a code is missing or unknown.
    package func doubt(about codes: CodePair) -> Finding? {
        guard let exemption = codes.exemption, self.exemption(exemption) != nil, let diagnosis = codes.diagnosis,
            contradicts(diagnosis, under: exemption)
        else { return nil }
        return Finding(.diagnosisNotOfExemption, detail: "\(diagnosis.value), \(exemption.value)")
    }
}

extension DecisionRules {
    /// What is to be known about a practice once the doctor's codes stand beside those of the documents: a change of one code
    /// settles what was found about the old pair, and may give cause for something that no document could.
    ///
    /// - Parameters:
    ///   - practice: with the doctor's entry.
    ///   - exempt: that the person holds this very exemption today, by another practice.
    package func standing(_ findings: [Finding], on practice: Practice, exempt: Finding?) -> [Finding] {
        guard practice.state.isOpen else { return findings }
        let isCorrected = practice.codes != practice.stated
        var standing = findings.filter {
            switch $0.code {
            case .alreadyExempt: $0 == exempt
            case .diagnosisNotOfExemption: !isCorrected
            default: true
            }
        }
        let isDoubted = standing.contains { $0.code == .diagnosisNotOfExemption }
        if !isDoubted, let doubt = catalogue.doubt(about: practice.codes) { standing.append(doubt) }
        if let exempt, !standing.contains(exempt) { standing.append(exempt) }
        return standing
    }
}
