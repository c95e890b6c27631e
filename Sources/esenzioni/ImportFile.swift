// SPDX-License-Identifier: EUPL-1.2

internal import Storage
internal import SystemPackage

/// Reads a file of lines a group at a time, whatever its size.
struct ImportFile {
    private let file: FileDescriptor
    /// Bytes read so far.
    private(set) var position = 0
    private var rest: [UInt8] = []
    private var number = 0
    private var isAtEnd = false
    /// Inside a line of which the beginning was thrown away.
    private var isTooLong = false

    /// A transaction of some thousand lines: the disk is waited for once.
    private static let lines = 4000
    /// Bytes; with the quotes doubled still far below the longest request to a daemon.
    private static let bytes = 8 << 20

    /// - Parameter file: open for reading, the caller's to close.
    init(_ file: FileDescriptor) { self.file = file }

    /// The next lines, empty ones left out; nothing at the end.
    mutating func next() throws -> [ImportLine]? {
        var group: [ImportLine] = []
        var size = 0
        while !isAtEnd, group.count < Self.lines, size < Self.bytes {
            let piece = try file.readSome(256 * 1024)
            position += piece.count
            size += piece.count
            isAtEnd = piece.isEmpty
            rest += piece
            split(into: &group)
        }
        return group.isEmpty && isAtEnd ? nil : group
    }

    /// Moves the whole lines of what was read, and at the end the last one, into the group.
    private mutating func split(into group: inout [ImportLine]) {
        var start = 0
        while let end = rest[start...].firstIndex(of: UInt8(ascii: "\n")) {
            add(rest[start..<end], to: &group)
            start = end + 1
        }
        rest.removeFirst(start)
        if isAtEnd, !rest.isEmpty || isTooLong {
            add(rest[...], to: &group)
            rest = []
        } else if rest.count > ImportLine.limit {
            isTooLong = true
            rest = []
        }
    }

    private mutating func add(_ line: ArraySlice<UInt8>, to group: inout [ImportLine]) {
        number += 1
        if isTooLong || line.count > ImportLine.limit {
            group.append(ImportLine(number: number, text: nil))
        } else if line.contains(where: { $0 > UInt8(ascii: " ") }) {
            group.append(ImportLine(number: number, text: String(decoding: line, as: UTF8.self)))
        }
        isTooLong = false
    }
}
