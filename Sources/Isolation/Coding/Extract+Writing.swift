// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Foundation

extension CompactWriter {
    /// An extract: what nearly every document has in compact form, and whatever else it holds, which few have, as JSON.
    ///
    /// `CompactReader.extract` takes the same steps, and a test compares both with what the types hold.
    mutating func write(_ extract: Extract) throws {
        write(extract.form)
        write(extract.role)
        write(extract.kind)
        write(list: extract.fields) { writer, field in
            writer.write(field.key)
            writer.write(field.value)
        }
        write(list: extract.diagnoses) { $0.write($1) }
        write(list: extract.exemptions) { $0.write($1) }
        write(list: extract.findings) { $0.write($1) }
        let rest = extract.rest == extract.bare ? nil : [UInt8](try JSONEncoder().encode(extract.rest))
        write(optional: rest) { $0.write($1) }
    }

    private mutating func write(_ field: ExtractedField) {
        write(field.value)
        write(field.confidence)
        write(field.source)
        write(field.asWritten)
        write(list: field.candidates) { $0.write($1) }
        write(optional: field.candidateSources) { writer, sources in writer.write(list: sources) { $0.write($1) } }
    }

    private mutating func write(_ source: FieldSource) {
        write(source.kind)
        write(optional: source.page) { $0.write(count: max(0, $1)) }
        write(optional: source.box) { writer, box in writer.write(list: box) { $0.write($1) } }
        write(source.xpath)
        write(source.formField)
    }

    private mutating func write(_ diagnosis: StatedDiagnosis) {
        write(diagnosis.code)
        write(diagnosis.text)
        write(diagnosis.role)
        write(diagnosis.codeSystem)
        write(diagnosis.source)
        write(optional: diagnosis.textSource) { $0.write($1) }
    }

    private mutating func write(_ exemption: StatedExemption) {
        write(exemption.code)
        write(exemption.codeSystem)
        write(exemption.status)
        write(exemption.from?.iso)
        write(exemption.until?.iso)
        write(exemption.text)
        write(exemption.source)
    }

    private mutating func write(_ finding: Finding) {
        write(finding.code)
        write(optional: finding.field) { $0.write($1) }
        write(finding.detail)
    }
}

extension Extract {
    /// What kind of document it is, and nothing else.
    fileprivate var bare: Extract { Extract(form: form, role: role, kind: kind) }

    /// All but the lists that are written in compact form.
    fileprivate var rest: Extract {
        var rest = self
        rest.fields = [:]
        rest.diagnoses = []
        rest.exemptions = []
        rest.findings = []
        return rest
    }
}
