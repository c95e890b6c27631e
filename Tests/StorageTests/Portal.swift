// SPDX-License-Identifier: EUPL-1.2

import Domain
import Storage
import TestSupport

/// The citizens' portal as the store sees it: files of request folders, already read.
struct Portal {
    let house: TestHouse
    var sender = "portale"
    var kind = Sender.Kind.portal

    static let citizen = "RSSMRA48R11B111I"
    static let delegate = "VNTRLA92B26C688M"

    /// Files are known by their content, which stands for the bytes.
    static func hash(_ content: String) throws -> ContentHash { try ContentHash.of(Array(content.utf8)) }

    func register(_ content: String, as name: String, in folder: String?) async throws -> [Delivery.ID] {
        try await house.store.register([
            Arrival(
                sender: sender, senderKind: kind, name: [folder, name].compactMap(\.self).joined(separator: "/"),
                sha256: try Self.hash(content), size: content.utf8.count, asl: TestHouse.asl("010203"),
                district: "AREA M.CENTRO", request: folder)
        ])
    }

    @discardableResult
    func drop(
        _ content: String, as name: String, in folder: String? = "r1", _ extract: Extract
    ) async throws -> Delivery {
        try await house.store.file(try await register(content, as: name, in: folder)[0], as: extract)
    }

    /// Drops a `richiesta.xml` that lists files by name and content.
    @discardableResult
    func ask(
        _ content: String = "richiesta", listing attachments: [(String, String)] = [], in folder: String? = "r1",
        _ extract: Extract? = nil
    ) async throws -> Delivery {
        var asked = extract ?? Self.request()
        asked.request?.attachments = try attachments.map {
            StatedAttachment(name: $0.0, kind: .certificate, sha256: try Self.hash($0.1))
        }
        return try await drop(content, as: "richiesta.xml", in: folder, asked)
    }

    /// Drops a certificate of which the name is its content.
    @discardableResult
    func attach(_ name: String, in folder: String? = "r1", _ extract: Extract = certificate()) async throws -> Delivery
    {
        try await drop(name, as: name, in: folder, extract)
    }

    func cancel(
        _ practice: PracticeNumber, by requester: FiscalCode? = nil, _ content: String = "annullamento"
    ) async throws -> Delivery {
        let extract = Extract(
            form: .cancellationXML, role: .cancellation,
            cancellation: StatedCancellation(practice: practice, requester: requester))
        return try await drop(content, as: "annullamento.xml", in: nil, extract)
    }

    static func request(
        exemption: String? = "044", diagnosis: String? = "2960", person: String = citizen,
        by: Submitter.Kind = .citizen,
        asl: ASLCode? = nil
    ) -> Extract {
        var extract = document(.request, person: person, exemption, diagnosis)
        extract.form = .requestXML
        if exemption == nil { extract.findings.append(Finding(.exemptionMissing)) }
        let code = TestHouse.person(by == .citizen ? citizen : delegate)
        extract.request = StatedRequest(
            submittedAt: Timestamp(seconds: 1_768_810_000), submitter: Submitter(kind: by, fiscalCode: code), asl: asl,
            district: asl == nil ? nil : "ALBA")
        return extract
    }

    static func certificate(
        exemption: String? = "044", diagnosis: String? = "2960", person: String = citizen
    ) -> Extract {
        document(.certificate, person: person, exemption, diagnosis)
    }

    private static func document(
        _ role: DocumentRole, person: String, _ exemption: String?, _ diagnosis: String?
    ) -> Extract {
        var extract = Extract(form: .pdfCDA, role: role)
        let values: [(FieldName, String?)] = [
            (.beneficiaryFiscalCode, person), (.beneficiaryFamilyName, "ROSSI"), (.beneficiaryGivenName, "MARIO"),
            (.exemptionCode, exemption), (.diagnosisCode, diagnosis),
        ]
        for case (let name, let value?) in values {
            extract.fields[name] = ExtractedField(
                value: value, confidence: FiscalCode(person) == nil ? .doubtful : .certain, source: FieldSource(.cda))
        }
        return extract
    }

    /// The delivery as it now stands.
    func now(_ delivery: Delivery) async throws -> Delivery {
        TestHouse.known(try await house.reader.delivery(delivery.id))
    }

    /// Lets the patience with incomplete requests run out.
    func giveUp() async throws -> [Delivery] {
        house.clock.advance(seconds: 3600)
        return try await house.store.answerOverdueRequests(patience: 3600).map(\.delivery)
    }

    /// How often a receipt was written for a file of this name.
    func receipts(_ name: String) async throws -> Int {
        try house.store.nextReceipts(limit: 100).count { $0.fileName.hasPrefix("\(name).") }
    }

    func dossier(_ delivery: Delivery) async throws -> PracticeDossier? {
        guard let practice = try await now(delivery).practice else { return nil }
        return try await house.reader.dossier(practice, for: nil)
    }
}
