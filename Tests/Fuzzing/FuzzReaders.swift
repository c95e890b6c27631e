// SPDX-License-Identifier: EUPL-1.2

import CFuzzer
import Synchronization

/// What libFuzzer calls with each input: a bare C function, which can hold nothing.
private let chosen = Mutex<FuzzEntry?>(nil)

private func take(_ start: UnsafePointer<UInt8>?, _ length: Int) -> CInt {
    let entry = chosen.withLock { $0 }
    entry?.take(Array(UnsafeBufferPointer(start: start, count: length)))
    return 0
}

/// `fuzz-readers ENTRY [options of libFuzzer] [folders]`; without an entry their names and longest inputs.
@main struct FuzzReaders {
    static func main() throws {
        let entries = try FuzzEntry.all()
        guard CommandLine.argc > 1 else {
            for entry in entries { print(entry.name, entry.longest) }
            return
        }
        guard let entry = entries.first(where: { $0.name == CommandLine.arguments[1] }) else {
            fatalError("no such entry")
        }
        chosen.withLock { $0 = entry }
        var count = CommandLine.argc - 1
        var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv + 1
        _ = LLVMFuzzerRunDriver(&count, &arguments, take)
    }
}
