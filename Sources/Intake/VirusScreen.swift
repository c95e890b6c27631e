// SPDX-License-Identifier: EUPL-1.2

package import Domain
package import VirusScanning

/// Which files may be read, by what the virus scanner says of them.
package struct VirusScreen: Sendable {
    private let scanner: VirusScanner?
    private let isRequired: Bool

    /// - Parameters:
    ///   - scanner: nothing where the administrator has none.
    ///   - isRequired: whether a file that could not be scanned waits rather than being read.
    package init(scanner: VirusScanner?, isRequired: Bool) {
        self.scanner = scanner
        self.isRequired = isRequired
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

    /// - Parameter bytes: of the file; loaded only where there is a scanner.
    func passage(_ bytes: () throws -> [UInt8]) async throws -> Passage {
        guard let scanner else { return .free }
        switch await scanner.verdict(of: try bytes()) {
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
