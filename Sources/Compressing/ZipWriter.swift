// SPDX-License-Identifier: EUPL-1.2

internal import CZlib

/// Writes a ZIP archive piece by piece (APPNOTE 6.3, version 2.0), so that only one of its files need be in memory. Nothing is packed:
/// what doctors fetch are mostly PDFs, which are packed already.
package struct ZipWriter: Sendable {
    /// What the format without extensions cannot hold: 65,535 files, names of as many bytes, 4 GB.
    package struct TooLarge: Error {}

    private var directory: [UInt8] = []
    private var count = 0
    private var written = 0
    private let moment: Moment

    /// A time of the wall clock, which is what the format has.
    package struct Moment: Hashable, Sendable {
        private let date: UInt16
        private let time: UInt16

        /// - Parameter second: counted in pairs, as the format has it.
        package init(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
            date = UInt16(min(max(year - 1980, 0), 127) << 9 | month << 5 | day)
            time = UInt16(hour << 11 | minute << 5 | second / 2)
        }

        fileprivate var bytes: [UInt8] { time.littleBytes + date.littleBytes }
    }

    /// - Parameter moment: when every file of the archive is said to have been changed.
    package init(at moment: Moment) {
        self.moment = moment
    }

    /// What stands before the content of a file, which comes next as it is.
    ///
    /// - Parameter name: without a folder; two files of one name are two files.
    package mutating func begin(_ name: String, _ content: [UInt8]) throws(TooLarge) -> [UInt8] {
        let nameBytes = Array(name.utf8)
        let offset = written
        guard let nameSize = UInt16(exactly: nameBytes.count), let size = UInt32(exactly: content.count),
            UInt32(exactly: offset + content.count + nameBytes.count + 30) != nil, count < UInt16.max,
            let start = UInt32(exactly: offset)
        else { throw TooLarge() }
        // Version 2.0; names are UTF-8; stored as they are.
        let facts =
            UInt16(20).littleBytes + UInt16(1 << 11).littleBytes + UInt16(0).littleBytes + moment.bytes
            + Self.checksum(content).littleBytes + size.littleBytes + size.littleBytes + nameSize.littleBytes
        let head = UInt32(0x0403_4B50).littleBytes + facts + UInt16(0).littleBytes + nameBytes
        // Made under Unix, a plain file that its owner may write.
        directory +=
            UInt32(0x0201_4B50).littleBytes + UInt16(3 << 8 | 20).littleBytes + facts
            + [UInt8](repeating: 0, count: 8) + UInt32(0o100_644 << 16).littleBytes + start.littleBytes + nameBytes
        count += 1
        written += head.count + content.count
        return head
    }

    /// The end of the archive, behind the last file.
    package func end() throws(TooLarge) -> [UInt8] {
        guard let start = UInt32(exactly: written), let size = UInt32(exactly: directory.count),
            let count = UInt16(exactly: count)
        else { throw TooLarge() }
        return directory + UInt32(0x0605_4B50).littleBytes + UInt32(0).littleBytes + count.littleBytes
            + count.littleBytes + size.littleBytes + start.littleBytes + UInt16(0).littleBytes
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        bytes.withUnsafeBufferPointer { UInt32(truncatingIfNeeded: crc32(0, $0.baseAddress, uInt($0.count))) }
    }
}

extension FixedWidthInteger {
    fileprivate var littleBytes: [UInt8] { withUnsafeBytes(of: littleEndian) { [UInt8]($0) } }
}
