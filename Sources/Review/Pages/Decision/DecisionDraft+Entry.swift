// SPDX-License-Identifier: EUPL-1.2

internal import Domain

/// Typed values that cannot be read, each tied to its field.
struct DraftProblems: Error, Hashable, Sendable {
    let errors: [FieldError]
}

extension DecisionDraft {
    /// What the doctor completes or corrects.
    ///
    /// - Throws: `DraftProblems` with everything that is wrong, not only the first.
    func entry() throws(DraftProblems) -> DoctorEntry {
        let (entry, errors) = reading()
        guard errors.isEmpty else { throw DraftProblems(errors: errors) }
        return entry
    }

    /// What can be read of it, and what cannot.
    func reading() -> (entry: DoctorEntry, errors: [FieldError]) {
        var errors: [FieldError] = []
        var entry = DoctorEntry()
        entry.exemption = readExemption(&errors)
        entry.diagnosis = readDiagnosis(&errors)
        entry.from = readFrom(&errors)
        entry.until = readEnd(&errors)
        return (entry, errors)
    }

    private func readExemption(_ errors: inout [FieldError]) -> ExemptionCode? {
        guard let exemption else { return nil }
        guard let code = ExemptionCode(typed: exemption) else {
            errors.append(FieldError(target: Name.exemption, message: "Scegliere l'esenzione dal catalogo"))
            return nil
        }
        return code
    }

    /// An emptied field says that there is no specific diagnosis.
    private func readDiagnosis(_ errors: inout [FieldError]) -> DiagnosisCode? {
        guard let diagnosis else { return nil }
        guard !diagnosis.isEmpty else { return .noneStated }
        guard let code = DiagnosisCode(typed: diagnosis) else {
            errors.append(
                FieldError(
                    target: Name.diagnosis,
                    message: "Codice di diagnosi non valido: scrivere il codice ICD-9-CM, per esempio 2960, o 000"))
            return nil
        }
        return code
    }

    private func readFrom(_ errors: inout [FieldError]) -> CalendarDay? {
        guard let from else { return nil }
        if case .day(let day) = TypedDay(from) { return day }
        errors.append(FieldError(target: Name.from, message: TypedDay.problem, place: "Valida dal"))
        return nil
    }

    /// A date beside another choice is never dropped without a word.
    private func readEnd(_ errors: inout [FieldError]) -> DoctorEntry.End? {
        switch (end, TypedDay(until)) {
        case (.day, .day(let day)): return .day(day)
        case (.day, .none): errors.append(FieldError(target: Name.until, message: "Indicare la data di fine"))
        case (_, .unreadable):
            errors.append(FieldError(target: Name.until, message: TypedDay.problem, place: "Data di fine"))
        case (_, .day):
            errors.append(
                FieldError(
                    target: Name.until,
                    message: end == nil
                        ? "È scritta una data: scegliere «\(EndChoice.dayLabel)»"
                        : "È scritta una data ma è scelta un'altra durata: scegliere «\(EndChoice.dayLabel)» o togliere la data"
                ))
        case (.unlimited, .none): return .unlimited
        case (.catalogue, .none), (nil, .none): return nil
        }
        return nil
    }
}
