// SPDX-License-Identifier: EUPL-1.2

package import Domain
package import Isolation
package import VirusScanning

/// Which files may be read, by what the virus scanner says of them.
package struct VirusScreen: Sendable {
    private let means: (scanner: VirusScanner, reader: DocumentReader)?
    private let isRequired: Bool

    /// - Parameters:
    ///   - scanner: nothing where the administrator has none.
    ///   - isRequired: whether a file that could not be scanned waits rather than being read.
    ///   - reader: opens signed envelopes, which a scanner does not look into.
    package init(scanner: VirusScanner?, isRequired: Bool, reader: DocumentReader) {
        means = scanner.map { ($0, reader) }
        self.isRequired = isRequired
    }

    /// Where the administrator has no scanner.
    package static let none = VirusScreen()

    private init() {
        means = nil
        isRequired = false
    }

    enum Passage: Hashable {
        case free
        /// To be read, with something that its readers must know.
        case noted(Finding)
        case refused(Finding)
        /// Neither this nor any other file can be scanned now, for this reason.
        case waiting(String)
    }

    /// Why a file may not be read now; nothing where it may.
    ///
    /// - Parameter bytes: of the file; loaded only where there is a scanner.
    package func refusal(of bytes: () throws -> [UInt8]) async throws -> Finding? {
        switch try await passage(bytes) {
        case .free, .noted: nil
        case .refused(let finding): finding
        case .waiting(let reason): Finding(.virusNotScanned, detail: reason)
        }
    }

    /// Of the file as it came and, where that is well, of what lies in its envelopes: only both together are clean.
    private func verdict(of bytes: [UInt8], _ scanner: VirusScanner, _ reader: DocumentReader) async throws
        -> VirusVerdict
    {
        let outer = await scanner.verdict(of: bytes)
        guard outer == .clean else { return outer }
        switch try await reader.unwrapped(bytes) {
        case .none: return .clean
        case .content(let content): return await scanner.verdict(of: content)
        case .unknown: return .notScanned(reason: "the envelope could not be opened")
        }
    }

    /// - Parameter bytes: of the file; loaded only where there is a scanner.
    func passage(_ bytes: () throws -> [UInt8]) async throws -> Passage {
        guard let means else { return .free }
        switch try await verdict(of: try bytes(), means.scanner, means.reader) {
        case .clean: return .free
        case .infected(let name): return .refused(Finding(.virusFound, detail: name))
        // Waiting would not help: the scanner says the same tomorrow.
        case .notScanned(let reason):
            let finding = Finding(.virusNotScanned, detail: reason)
            return isRequired ? .refused(finding) : .noted(finding)
        case .unavailable(let reason): return isRequired ? .waiting(reason) : .noted(Finding(.virusNotScanned))
        }
    }
}
