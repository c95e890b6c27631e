// SPDX-License-Identifier: EUPL-1.2

internal import SystemPackage

/// Paths of the command line in the very bytes in which the shell gave them: as text, what is no UTF-8 is another name.
struct GivenPaths {
    let all: [FilePath]

    /// - Parameter texts: as the arguments were parsed.
    init(_ texts: [String]) { self.init(texts, arguments: Self.arguments) }

    /// - Parameter arguments: all of the command line, in order, each as bytes.
    init(_ texts: [String], arguments: [[UInt8]]) {
        var raw = arguments.filter { String(validating: $0, as: UTF8.self) == nil }
        all = texts.map { text in
            guard let place = raw.firstIndex(where: { String(decoding: $0, as: UTF8.self) == text }) else {
                return FilePath(text)
            }
            return Self.path(raw.remove(at: place))
        }
    }

    private static var arguments: [[UInt8]] {
        (0..<Int(CommandLine.argc)).compactMap { place in
            unsafe CommandLine.unsafeArgv[place].map { unsafe Array($0.bytes) }
        }
    }

    private static func path(_ bytes: [UInt8]) -> FilePath {
        let characters = bytes.map { CInterop.PlatformChar(bitPattern: $0) } + [0]
        return unsafe characters.withUnsafeBufferPointer { buffer in
            unsafe buffer.baseAddress.map { unsafe FilePath(platformString: $0) } ?? FilePath()
        }
    }
}

extension UnsafeMutablePointer<CChar> {
    /// Up to the zero that ends the text.
    fileprivate var bytes: [UInt8] {
        var all: [UInt8] = []
        var place = unsafe self
        while unsafe place.pointee != 0 {
            unsafe all.append(UInt8(bitPattern: place.pointee))
            unsafe place += 1
        }
        return all
    }
}
