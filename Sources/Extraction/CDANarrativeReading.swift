// SPDX-License-Identifier: EUPL-1.2

import Domain
import XMLReading

/// What the words of a CDA say beside its coded entries.
extension Extractor {
    /// What a CDA states, by its entries, and by its words where no entry says it.
    func reading(of document: CDADocument) -> SourceReading {
        var reading = document.reading
        guard !reading.kind.isNeverEvidence, reading.kind != .patientSummary else { return reading }
        let narrative = NarrativePages(of: document.root.nodes("h:component//h:section"))
        let text = PageText(pages: narrative.pages, vocabulary: vocabulary, catalogue: catalogue)
        guard let words = text.certified else { return reading }
        reading.complete(with: words, from: narrative)
        return reading
    }
}

extension SourceReading {
    /// Takes from the narrative what no entry states, and tells where the two contradict each other. What only words say is
    /// probable at most.
    fileprivate mutating func complete(with words: SourceReading, from narrative: NarrativePages) {
        let placed = words.placed(in: narrative)
        compareDays(placed)
        completeExemptions(placed)
        completeDiagnoses(placed)
    }

    private mutating func completeExemptions(_ words: SourceReading) {
        let own = Set(exemptions.filter { $0.isActive(on: nil) }.map(\.stem))
        let said = Set(words.exemptions.filter { $0.status == nil }.map(\.stem))
        guard !own.isEmpty else {
            exemptions += words.exemptions
            if !said.isEmpty { fromWords.insert(.exemptionCode) }
            if words.unsure.contains(.exemptionCode) { unsure.insert(.exemptionCode) }
            return
        }
        // The words ask for what the entry states, and for another.
        if !own.isDisjoint(with: said) {
            exemptions += words.exemptions.filter { $0.status == nil && !own.contains($0.stem) }
            if !said.isSubset(of: own) { fromWords.insert(.exemptionCode) }
        }
        contradict(.exemptionCode, own, said)
    }

    private mutating func completeDiagnoses(_ words: SourceReading) {
        let coded = codedDiagnoses
        // `000` says that there is none.
        let said = words.diagnoses.filter { $0.role.counts && $0.code != DiagnosisCode.noneStated.value }
        if coded.isEmpty {
            diagnoses += words.diagnoses.filter { theirs in !diagnoses.contains { SameValue.isSame($0, theirs) } }
            if said.contains(where: { $0.code != nil }) { fromWords.insert(.diagnosisCode) }
            if said.contains(where: { $0.text != nil }) { fromWords.insert(.diagnosisText) }
            unsure.formUnion(words.unsure.intersection([.diagnosisCode, .diagnosisText]))
            return
        }
        contradict(.diagnosisCode, coded, Set(said.compactMap(\.code)))
        for index in diagnoses.indices where diagnoses[index].role.counts && diagnoses[index].text == nil {
            guard let worded = said.first(where: { $0.code == diagnoses[index].code && $0.text != nil }) else {
                continue
            }
            diagnoses[index].text = worded.text
            diagnoses[index].textSource = worded.textSource
            fromWords.insert(.diagnosisText)
        }
    }

    private mutating func compareDays(_ words: SourceReading) {
        guard let own = fields[.issueDate]?.value.flatMap({ CalendarDay(iso: $0) }),
            let said = words.fields[.issueDate], said.confidence != .doubtful,
            let day = said.value.flatMap({ CalendarDay(iso: $0) }),
            abs(day.daysSinceEpoch - own.daysSinceEpoch) > IssueDateReading.daysToSign
        else { return }
        contradict(.issueDate, [own.iso], [day.iso])
    }

    private mutating func contradict(_ name: FieldName, _ own: Set<String>, _ said: Set<String>) {
        guard !own.isEmpty, !said.isEmpty, own.isDisjoint(with: said) else { return }
        note(
            .sourcesDisagree, field: name,
            detail:
                "dati strutturati \(own.sorted().joined(separator: ", ")), testo \(said.sorted().joined(separator: ", "))"
        )
    }

    /// The same with the place of each value in the XML.
    private func placed(in narrative: NarrativePages) -> SourceReading {
        var reading = self
        // The section of exemptions has their names, which are no diagnosis.
        reading.diagnoses.removeAll { $0.code == nil && narrative.isOfExemptions($0.source) }
        for index in reading.exemptions.indices { narrative.place(&reading.exemptions[index].source) }
        for index in reading.diagnoses.indices {
            narrative.place(&reading.diagnoses[index].source)
            if reading.diagnoses[index].code != nil { reading.diagnoses[index].codeSystem = OID.icd9 }
            guard var source = reading.diagnoses[index].textSource else { continue }
            narrative.place(&source)
            reading.diagnoses[index].textSource = source
        }
        return reading
    }
}

extension StatedExemption {
    /// Without the diagnosis that may follow a dot: `013.250` asks for what `013` does.
    fileprivate var stem: String { written.code?.value ?? code }
}

extension NarrativePages {
    fileprivate func isOfExemptions(_ source: FieldSource) -> Bool {
        source.page.flatMap(section)?.first("h:code")?.attribute("code")?.trimmed == SectionCode.exemptions
    }

    fileprivate func place(_ source: inout FieldSource) {
        if let page = source.page, let place = self.source(page) { source = place }
    }
}
