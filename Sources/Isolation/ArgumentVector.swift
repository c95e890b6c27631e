// SPDX-License-Identifier: EUPL-1.2

internal import Glibc

extension [String] {
    /// The strings as C's lists of them, which end with a null pointer, for the time of `body`.
    func withArgumentVector<Result>(
        _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        let copies = unsafe map { unsafe strdup($0) } + [nil]
        defer { unsafe copies.forEach { unsafe free($0) } }
        return unsafe copies.withUnsafeBufferPointer { buffer in
            guard let vector = buffer.baseAddress else { preconditionFailure("a vector with its end is never empty") }
            return unsafe body(vector)
        }
    }
}
