// SPDX-License-Identifier: EUPL-1.2

package import Catalogue
package import Domain
package import Storage

/// A store in a folder of its own with a small catalogue, a frozen clock, and the people of the manual.
package struct TestHouse: Sendable {
    package let folder: TemporaryFolder
    package let clock: FrozenClock
    package let store: PracticeStore
    /// A fault noted here is one of the disk: nothing is written any more.
    package let faults = StoreFaults()

    /// - Parameter papers: what renders notices and receipts; by default texts that name their values.
    package init(papers: PaperRenderer = .plain, clock: FrozenClock = FrozenClock()) throws {
        folder = try TemporaryFolder()
        self.clock = clock
        store = try PracticeStore(
            folder: folder.path, catalogue: Self.catalogue.lookup, papers: papers, faults: faults,
            clock: { clock.now })
    }

    /// The same questions that pages ask.
    package var reader: PracticeReader { store.reader }
}

extension PaperRenderer {
    /// Papers as their plain description, for tests that look at what would be said rather than at XML.
    package static let plain = PaperRenderer(
        notice: { Array("\($0)".utf8) }, receipt: { Array("\($0)".utf8) })
}

extension TestHouse {
    /// Four exemptions of the manual, with their diagnoses, and an old one as if one of the four had taken its place.
    package static let catalogue = ExemptionCatalogue(
        exemptions: [
            entry("044", "Psicosi", .unlimited), entry("048", "Soggetti affetti da patologie neoplastiche", .years(5)),
            entry("054", "Spondilite Anchilosante", nil), entry("013", "Diabete mellito", .unlimited),
            ExemptionEntry(
                code: code("002"), group: .chronic, description: "Affezioni del sistema circolatorio", duration: nil,
                isCurrent: false),
        ],
        diagnoses: [
            diagnosis("2960", "044", "DIS MANIACALE, MONOEPIS"), diagnosis("7200", "054", "SPONDILITE ANCHILOSANT"),
            diagnosis("250", "013", "DIABETE MELLITO"), diagnosis("000", "048", "-"),
        ],
        asls: [ASLEntry(code: asl("010203"), name: "ASL TO3"), ASLEntry(code: asl("010211"), name: "ASL CN2")],
        replacements: [code("002"): [code("013")]])

    private static func entry(_ text: String, _ name: String, _ duration: ExemptionDuration?) -> ExemptionEntry {
        ExemptionEntry(code: code(text), group: .chronic, description: name, duration: duration, isCurrent: true)
    }

    private static func diagnosis(_ text: String, _ exemption: String, _ name: String) -> DiagnosisEntry {
        DiagnosisEntry(code: known(DiagnosisCode(text)), exemption: code(exemption), description: name, duration: nil)
    }

    /// A code that is known to be sound.
    package static func code(_ text: String) -> ExemptionCode { known(ExemptionCode(text)) }

    /// An ASL that is known to be sound.
    package static func asl(_ text: String) -> ASLCode { known(ASLCode(text)) }

    /// A fiscal code that is known to be sound.
    package static func person(_ text: String) -> FiscalCode { known(FiscalCode(text)) }

    /// A value that the test itself wrote down.
    package static func known<Value>(_ value: Value?) -> Value {
        guard let value else { preconditionFailure("a value written in a test is not sound") }
        return value
    }
}

extension TestHouse {
    /// Two district doctors of ASL TO3, one of ASL CN2, and the others of the table of roles.
    package static let doctor = operatorOf("LBRCRD53H10D205E", .districtOperator)
    package static let colleague = operatorOf("VNTRLA92B26C688M", .districtOperator)
    package static let stranger = operatorOf("TRNBDT47C09D732S", .districtOperator, asl: "010211")
    package static let hospitalDoctor = operatorOf("AAAAAA00B77B000F", .hospitalSpecialist)
    package static let administrator = Operator(
        fiscalCode: person("AAAAAA00A11D000L"), name: "AMMINISTRATORE", role: .administrator, asls: [], districts: [],
        permissions: [.reserved])

    package static func operatorOf(_ code: String, _ role: OperatorRole, asl text: String = "010203") -> Operator {
        Operator(
            fiscalCode: person(code), name: "DEMO \(code.prefix(6))", role: role, asls: [asl(text)], districts: [],
            permissions: [.reserved])
    }
}

extension TestHouse {
    /// Drops a document with these values and files it.
    ///
    /// - Parameters:
    ///   - content: stands for the bytes; the same text is the same document.
    ///   - name: the folder of the sender, if not the usual one of its kind.
    @discardableResult
    package func drop(
        _ content: String, person: String? = "RSSMRA48R11B111I", exemption: String? = "044",
        diagnosis: String? = "2960", sender: Sender.Kind = .hospital, from name: String? = nil,
        role: DocumentRole = .certificate, findings: [Finding] = []
    ) async throws -> Delivery {
        let arrival = Arrival(
            sender: name ?? (sender == .portal ? "portale" : "ospedale"), senderKind: sender, name: "\(content).pdf",
            sha256: try ContentHash.of(Array(content.utf8)), size: content.utf8.count, asl: Self.asl("010203"),
            district: "AREA M.CENTRO")
        let deliveries = try await store.register([arrival])
        return try await store.file(deliveries[0], as: Self.extract(person, exemption, diagnosis, role, findings))
    }

    /// The practice that a drop made or joined.
    package func dropForPractice(_ content: String, person: String = "RSSMRA48R11B111I", exemption: String? = "044")
        async throws -> PracticeNumber
    {
        Self.known(
            try await drop(
                content, person: person, exemption: exemption, diagnosis: exemption == "013" ? "25000" : "2960"
            ).practice)
    }

    private static func extract(
        _ person: String?, _ exemption: String?, _ diagnosis: String?, _ role: DocumentRole, _ findings: [Finding]
    ) -> Extract {
        let source = FieldSource(.cda)
        var extract = Extract(form: .pdfCDA, role: role, kind: .regionalCertificate, findings: findings)
        let values: [(FieldName, String?)] = [
            (.beneficiaryFiscalCode, person), (.beneficiaryFamilyName, "ROSSI"), (.beneficiaryGivenName, "MARIO"),
            (.exemptionCode, exemption), (.diagnosisCode, diagnosis), (.physicianFiscalCode, "AAAAAA00B77B000F"),
        ]
        for case (let name, let value?) in values {
            extract.fields[name] = ExtractedField(value: value, confidence: .certain, source: source)
        }
        return extract
    }
}
