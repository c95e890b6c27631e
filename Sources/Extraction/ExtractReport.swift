// SPDX-License-Identifier: EUPL-1.2

package import Domain
import FoundationEssentials

/// One document as `extract --json` prints it: exactly the keys of contract §5, absent values absent.
package struct ExtractReport: Encodable, Sendable {
    private let file: String
    private let sha256: ContentHash
    private let form: DocumentForm
    private let envelopes: [String]
    private let role: DocumentRole
    private let fields: [FieldName: ExtractedField]
    private let diagnoses: [Diagnosis]
    private let exemptions: [Exemption]
    private let findings: [Told]

    /// `file` is the name to print; `sha256` is the hash of the bytes as received, envelopes included.
    package init(_ extract: Extract, file: String, sha256: ContentHash) {
        self.file = file
        self.sha256 = sha256
        form = extract.form
        envelopes = extract.envelopes
        role = extract.role
        fields = extract.fields
        diagnoses = extract.diagnoses.map(Diagnosis.init)
        exemptions = extract.exemptions.map(Exemption.init)
        findings = extract.findings.map(Told.init)
    }

    /// One line of JSON, keys sorted, without a line end.
    ///
    /// - Throws: what the encoder throws; a report holds nothing that it cannot write.
    package func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}

extension ExtractReport {
    private struct Diagnosis: Encodable {
        let code: String?
        let text: String?
        let role: StatedDiagnosis.Role
        let source: FieldSource

        init(_ stated: StatedDiagnosis) {
            code = stated.code
            text = stated.text
            role = stated.role
            source = stated.source
        }
    }

    private struct Exemption: Encodable {
        let code: String
        let codeSystem: String?
        let status: String?
        let from: CalendarDay?
        let until: CalendarDay?
        let source: FieldSource

        init(_ stated: StatedExemption) {
            code = stated.code
            codeSystem = stated.codeSystem
            status = stated.status
            from = stated.from
            until = stated.until
            source = stated.source
        }
    }

    private struct Told: Encodable {
        let code: FindingCode
        let severity: Severity
        let field: FieldName?
        let message: String

        init(_ finding: Finding) {
            code = finding.code
            severity = finding.severity
            field = finding.field
            message = finding.message
        }
    }
}
