// SPDX-License-Identifier: EUPL-1.2

import COpenSSL

/// The digests of what a message signs, computed once for all signers.
final class SignedDigests {
    /// A chain of digests; nothing where the message names a digest that is not known here.
    let chain: OpaquePointer?

    /// - Parameter content: what is signed; nothing where it is inside the message.
    init(of message: SignedMessage, over content: [UInt8]?) {
        let source = content.flatMap { BIO.memory(copying: $0) }
        let chain = CMS_dataInit(message.handle, source)
        self.chain = chain
        guard let chain else {
            BIO_free(source)
            return
        }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while BIO_read(chain, &buffer, Int32(buffer.count)) > 0 {}
    }

    deinit { BIO_free_all(chain) }
}

/// Memory as a source of OpenSSL.
enum BIO {
    /// A source that owns a copy of `bytes`; nothing where there is no memory for it.
    static func memory(copying bytes: [UInt8]) -> OpaquePointer? {
        guard let count = Int32(exactly: bytes.count), let source = BIO_new(BIO_s_mem()) else { return nil }
        guard count == 0 || BIO_write(source, bytes, count) == count else {
            BIO_free(source)
            return nil
        }
        return source
    }
}
