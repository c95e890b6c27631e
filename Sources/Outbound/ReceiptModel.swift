// SPDX-License-Identifier: EUPL-1.2

internal import Domain

/// The values of `templates/ricevute/ricevuta.mustache`, under the names of their elements and ready to print; what is
/// absent is left out of the receipt.
struct ReceiptModel: Encodable {
    let file: String
    let sha256: String
    let mittente: String
    let dataOra: String
    let esito: String
    let numeroPratica: String?
    let duplicatoDi: DuplicateModel?
    let tipoDocumento: String?
    let errori: [FindingModel]
    let notaBeneficiario: String?
    let notaInterna: String?

    struct DuplicateModel: Encodable {
        let impronta: String
        let pratica: String?
    }

    struct FindingModel: Encodable {
        let codice: String
        let descrizione: String
        let rimedio: String
    }

    init(_ receipt: Receipt) {
        file = receipt.file.visible
        sha256 = receipt.sha256.value
        mittente = receipt.sender.visible
        dataOra = receipt.at.iso
        esito = receipt.outcome.rawValue
        numeroPratica = receipt.practice?.value
        duplicatoDi =
            receipt.outcome == .duplicate
            ? DuplicateModel(impronta: receipt.sha256.value, pratica: receipt.practice?.value) : nil
        tipoDocumento = receipt.documentKind.flatMap { $0 == .unknown ? nil : $0.italianName }
        // The detail of a finding may name another person; the sentence of its code never does.
        errori = receipt.findings.map {
            FindingModel(
                codice: $0.code.rawValue, descrizione: $0.code.detailIsForSender ? $0.message : $0.code.message,
                rimedio: $0.code.remedy)
        }
        notaBeneficiario = receipt.noteBeneficiary.isBlank ? nil : receipt.noteBeneficiary
        notaInterna = receipt.noteInternal.isBlank ? nil : receipt.noteInternal
    }
}

extension String {
    /// Whether an XML Schema that collapses white space finds nothing in it.
    fileprivate var isBlank: Bool { unicodeScalars.allSatisfy { " \t\n\r".unicodeScalars.contains($0) } }

    /// A name of nothing but white space by the pictures of its characters (U+2409 and so on), since a receipt must name its
    /// file; any other name as it is.
    fileprivate var visible: String {
        guard isBlank else { return self }
        guard !isEmpty else { return "\u{2400}" }
        return String(String.UnicodeScalarView(unicodeScalars.compactMap { Unicode.Scalar($0.value + 0x2400) }))
    }
}
