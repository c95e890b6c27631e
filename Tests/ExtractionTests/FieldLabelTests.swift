// SPDX-License-Identifier: EUPL-1.2

import PDFReading
import Testing

@testable import Extraction

/// What the fields of a form are called, by their names alone.
struct FieldLabelTests {
    private func field(_ name: String, label: String = "") -> PDFFormField {
        PDFFormField(
            kind: .text, name: name, label: label, value: "x", page: 1,
            box: PDFBox(left: 0, top: 0, right: 100, bottom: 12))
    }

    @Test func `names are cut at signs and capitals, and parts that say nothing are left out`() {
        #expect(
            FieldLabel.words(of: field("dati.codiceFiscale_assistito")) == ["dati", "codice", "Fiscale", "assistito"])
        #expect(FieldLabel.words(of: field("topmostSubform[0].Page1[0].sesso[0]")) == ["sesso"])
        #expect(FieldLabel.words(of: field("QB.nominativo")) == ["nominativo"])
        #expect(FieldLabel.words(of: field("pz.cognome")) == ["pz", "cognome"])
        #expect(FieldLabel.words(of: field("dx.codice")) == ["diagnosi", "codice"])
        #expect(FieldLabel.words(of: field("QB.cf", label: "Codice fiscale")) == ["Codice", "fiscale"])
    }

    @Test func `fields of a panel that names another person are that person's`() {
        let fields = ["QA.richiedente", "QA.cf", "QB.nominativo", "QB.cf"].map { field($0) }
        let panels = FieldPanels(fields)
        #expect(fields.map(panels.label) == [["richiedente"], ["cf", "richiedente"], ["nominativo"], ["cf"]])
    }
}
