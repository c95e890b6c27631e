// SPDX-License-Identifier: EUPL-1.2

internal import Compressing
internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import NIOPosix
internal import Storage

extension DocumentDownload {
    /// Several documents as one archive. One after the other is taken from the disk when the browser has the one before.
    func response(_ documents: [PracticeDocument], archive: String, at now: Timestamp) -> Response {
        let names = Self.names(documents.map(\.name.lastComponent))
        let files = Array(zip(names, documents.map(\.sha256)))
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/zip",
                .contentDisposition: Self.disposition(archive),
                .contentSecurityPolicy: "sandbox; default-src 'none'; frame-ancestors 'none'",
            ],
            body: ResponseBody { [document] writer in
                var zip = ZipWriter(at: now.archiveMoment)
                for (name, hash) in files {
                    let bytes = try await NIOThreadPool.singleton.runIfActive { try document(hash) }
                    try await writer.write(ByteBuffer(bytes: try zip.begin(name, bytes)))
                    try await writer.write(ByteBuffer(bytes: bytes))
                }
                try await writer.write(ByteBuffer(bytes: try zip.end()))
                try await writer.finish(nil)
            })
    }

    /// Names that no unpacking program takes for a folder or a hidden file, each another: `cert.pdf`, `cert (2).pdf`.
    static func names(_ names: [String]) -> [String] {
        var taken: Set<String> = []
        return names.map { name in
            let plain = name.harmless
            let (stem, ending) = plain.parted
            var unique = plain
            var number = 2
            while !taken.insert(unique.lowercased()).inserted {
                unique = "\(stem) (\(number))\(ending)"
                number += 1
            }
            return unique
        }
    }
}

extension String {
    /// No signs that mean something to a file system, and not longer than one takes.
    fileprivate var harmless: String {
        let signs = unicodeScalars.map { scalar in
            let isUnseen = Self.unseen.contains(scalar.properties.generalCategory)
            return isUnseen || "/\\:*?\"<>|".unicodeScalars.contains(scalar) ? "_" : Character(scalar)
        }
        let (stem, ending) = String(signs.drop { $0 == "." || $0 == " " }).parted
        return stem.isEmpty ? "documento" : String(stem.prefix(100) + ending.prefix(20))
    }

    /// Such as the mark for writing from right to left, behind which another ending seems to stand.
    private static let unseen: Set<Unicode.GeneralCategory> = [
        .control, .format, .lineSeparator, .paragraphSeparator, .surrogate,
    ]

    /// Before the last dot, and from there.
    fileprivate var parted: (stem: String, ending: String) {
        guard let dot = lastIndex(of: ".") else { return (self, "") }
        return (String(self[..<dot]), String(self[dot...]))
    }
}

extension Timestamp {
    fileprivate var archiveMoment: ZipWriter.Moment {
        let time = RomeTime(self)
        return ZipWriter.Moment(
            year: time.day.year, month: time.day.month, day: time.day.day, hour: time.hour, minute: time.minute,
            second: time.second)
    }
}
