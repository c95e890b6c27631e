// SPDX-License-Identifier: EUPL-1.2

internal import Glibc
package import SystemPackage

extension FilePath.Component {
    /// A name in any bytes; nothing for what is no single name.
    package init?(bytes: some Collection<UInt8>) {
        let characters = bytes.map { CInterop.PlatformChar(bitPattern: $0) } + [0]
        let component = unsafe characters.withUnsafeBufferPointer { buffer in
            unsafe buffer.baseAddress.flatMap { unsafe FilePath.Component(platformString: $0) }
        }
        guard let component else { return nil }
        self = component
    }

    /// As the file system has them.
    package var bytes: [UInt8] {
        unsafe withPlatformString { name in
            var all: [UInt8] = []
            var place = unsafe name
            while unsafe place.pointee != 0 {
                unsafe all.append(UInt8(bitPattern: place.pointee))
                unsafe place += 1
            }
            return all
        }
    }
}

extension FilePath {
    /// Whether `access` grants `mode`; by the very bytes of the name, like all else here.
    func allows(_ mode: Int32) -> Bool { unsafe withPlatformString { unsafe access($0, mode) } == 0 }

    /// Whether there is anything of this name.
    package var isThere: Bool { allows(F_OK) }

    /// - Returns: 0, or -1 with the reason in `errno`.
    func makeFolder(_ mode: mode_t) -> Int32 { unsafe withPlatformString { unsafe mkdir($0, mode) } }

    /// - Returns: 0, or -1 with the reason in `errno`.
    @discardableResult
    func unlinked() -> Int32 { unsafe withPlatformString { unsafe unlink($0) } }

    /// - Returns: 0, or -1 with the reason in `errno`.
    func setMode(_ mode: mode_t) -> Int32 { unsafe withPlatformString { unsafe chmod($0, mode) } }

    /// Lends both names to the system.
    func withNames<Result>(
        _ other: FilePath, _ body: (UnsafePointer<CChar>, UnsafePointer<CChar>) -> Result
    ) -> Result {
        unsafe withPlatformString { one in unsafe other.withPlatformString { unsafe body(one, $0) } }
    }
}
