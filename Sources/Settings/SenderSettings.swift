// SPDX-License-Identifier: EUPL-1.2

package import Domain

/// The declared senders; keys `senders.<folder>.*`.
package struct SenderSettings: Hashable, Sendable {
    /// `default` first, the others in the order of the file.
    package let all: [Sender]

    /// The sender of files straight under the inbox.
    package let standard: Sender

    /// The sender whose folder has this name, if it is declared.
    package subscript(_ name: String) -> Sender? { all.first { $0.name == name } }

    /// The sender `default` is a hospital of the ASL Città di Torino until the file says otherwise; what another sender
    /// does not say about ASL and district is as for `default`.
    init(from source: inout SettingsSource) {
        let model = Sender(
            name: Sender.defaultName,
            kind: .hospital,
            displayName: "Consegna senza mittente",
            asl: .torino
        )
        let standard = Self.sender(Sender.defaultName, like: model, &source)
        var all = [standard]
        for (name, line) in source.names(under: "senders") where name != Sender.defaultName {
            if !Self.isFolderName(name) {
                source.complain(
                    line: line,
                    key: "senders.\(name)",
                    "il nome di un mittente è quello della sua cartella: lettere minuscole, cifre, trattini"
                )
            }
            let model = Sender(
                name: name,
                kind: .hospital,
                displayName: name,
                asl: standard.asl,
                district: standard.district
            )
            all.append(Self.sender(name, like: model, &source))
        }
        self.all = all
        self.standard = standard
    }

    private static func sender(_ name: String, like model: Sender, _ source: inout SettingsSource) -> Sender {
        var kind = model.kind
        var displayName = model.displayName
        var structureCode = model.structureCode
        var asl = model.asl
        var district = model.district
        source.read("senders.\(name).kind", into: &kind)
        source.read("senders.\(name).name", into: &displayName)
        source.read("senders.\(name).structure", into: &structureCode) { code in
            (code ?? "").allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-.".contains($0)) }
                ? nil : "un codice di struttura ha solo lettere, cifre, punti e trattini"
        }
        source.read("senders.\(name).asl", into: &asl)
        // The district of `default` is one of its own ASL.
        if asl != model.asl { district = nil }
        source.read("senders.\(name).district", into: &district)
        return Sender(
            name: name,
            kind: kind,
            displayName: displayName,
            structureCode: structureCode,
            asl: asl,
            district: district
        )
    }

    /// A folder name that means the same on every file system and needs no care in an address or a log.
    private static func isFolderName(_ name: String) -> Bool {
        guard let first = name.utf8.first, first != UInt8(ascii: "-"), name.utf8.count <= 64 else { return false }
        return name.utf8.allSatisfy { byte in
            byte.isASCIIDigit || byte == UInt8(ascii: "-") || (byte != byte.asciiUppercased)
        }
    }
}
