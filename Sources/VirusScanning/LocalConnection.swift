// SPDX-License-Identifier: EUPL-1.2

internal import Glibc
internal import SystemPackage

/// A stream to a server on this machine that is given up when it stalls.
final class LocalConnection {
    private let descriptor: FileDescriptor

    /// - Throws: `Errno`, also where the path is longer than a socket's name may be.
    init(path: String, timeout: Duration) throws {
        let raw = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard raw >= 0 else { throw Errno(rawValue: errno) }
        descriptor = FileDescriptor(rawValue: raw)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] { try limit(option, to: timeout) }
        var address = try sockaddr_un(path: path)
        let outcome = unsafe withUnsafePointer(to: &address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(raw, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard outcome == 0 else { throw Errno(rawValue: errno) }
    }

    deinit { _ = close(descriptor.rawValue) }

    /// - Throws: `Errno`; `resourceTemporarilyUnavailable` when the other side takes nothing for too long.
    func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[sent...])
                // Glibc's own `send`: a server that is gone must not end this process.
                return unsafe Glibc.send(
                    descriptor.rawValue, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
            }
            guard count >= 0 || errno == EINTR else { throw Errno(rawValue: errno) }
            sent += max(0, count)
        }
    }

    /// All that comes until a zero byte or until the other side hangs up, or the first `limit` bytes. Behind the zero nothing is
    /// asked for: a server that did not read all it was sent answers and then breaks off.
    func receive(upTo limit: Int) throws -> [UInt8] {
        var received: [UInt8] = []
        while received.count < limit, received.last != 0 {
            let piece = try unsafe [UInt8](unsafeUninitializedCapacity: limit - received.count) { buffer, count in
                count = try unsafe descriptor.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
            if piece.isEmpty { break }
            received += piece
        }
        return received
    }

    private func limit(_ option: Int32, to time: Duration) throws {
        let parts = time.components
        var value = timeval(tv_sec: Int(parts.seconds), tv_usec: Int(parts.attoseconds / 1_000_000_000_000))
        let outcome = unsafe setsockopt(
            descriptor.rawValue, SOL_SOCKET, option, &value, socklen_t(MemoryLayout<timeval>.size))
        guard outcome == 0 else { throw Errno(rawValue: errno) }
    }
}

extension sockaddr_un {
    fileprivate init(path: String) throws {
        self.init()
        sun_family = sa_family_t(AF_UNIX)
        let bytes = path.utf8.map { CChar(bitPattern: $0) }
        let fits = unsafe withUnsafeMutableBytes(of: &sun_path) { room in
            guard bytes.count < room.count else { return false }
            unsafe bytes.withUnsafeBytes { unsafe room.copyMemory(from: $0) }
            return true
        }
        guard fits else { throw Errno.fileNameTooLong }
    }
}
