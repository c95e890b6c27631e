// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// What another program makes of packed bytes, so that a fault of ours cannot undo itself.
///
/// - Parameters:
///   - arguments: the program and what it is given before the file with the bytes.
func output(of arguments: [String], for bytes: [UInt8]) throws -> [UInt8] {
    let file = FileManager.default.temporaryDirectory.appending(path: "packed-\(UUID())")
    try Data(bytes).write(to: file)
    let program = Process()
    program.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    program.arguments = arguments + [file.path]
    let pipe = Pipe()
    program.standardOutput = pipe
    try program.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    program.waitUntilExit()
    #expect(program.terminationStatus == 0)
    try FileManager.default.removeItem(at: file)
    return [UInt8](output)
}
