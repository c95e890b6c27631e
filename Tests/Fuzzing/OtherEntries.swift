// SPDX-License-Identifier: EUPL-1.2

import Domain
import VirusScanning

@testable import Catalogue
@testable import Identity
@testable import Isolation
@testable import Review
@testable import Templating

extension FuzzEntry {
    /// What other processes answer: a reader that is no longer itself, clamd.
    static let wireEntries = [
        FuzzEntry("answer", longest: 8192) { bytes in
            var assembly = MessageAssembly(limit: 1 << 20)
            assembly.append(bytes)
            while case .message(let message) = assembly.next() { _ = message.reading }
        },
        FuzzEntry("extract", longest: 8192) { bytes in
            do { _ = try CompactReader.extract(bytes) } catch {}
            do { _ = try CompactReader.words(bytes) } catch {}
        },
        FuzzEntry("clamd", longest: 1024) { _ = VirusVerdict(reply: String(decoding: $0, as: UTF8.self)) },
    ]

    /// What a broker, a gateway or a card says of a person.
    static let identityEntries = [
        FuzzEntry("token", longest: 4096) { bytes in
            do {
                let token = try SignedToken(String(decoding: bytes, as: UTF8.self))
                _ = try TokenClaims(json: token.payload, codeClaim: "fiscalNumber")
            } catch {}
        },
        FuzzEntry("claims", longest: 4096) { bytes in
            do { _ = try TokenClaims(json: bytes, codeClaim: "fiscalNumber") } catch {}
        },
        FuzzEntry("gateway", longest: 1024) { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            let rules = IrideRules(key: [UInt8](repeating: 7, count: 32), maxAge: 60, minLevel: 2)
            let headers = GatewayHeaders(header: "Shib-Identita-CodiceFiscale", irideHeader: "Iride", iride: rules)
            let fields = text.split(separator: "\n").map { line in
                let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
                return GatewayHeaders.Field(name: String(parts[0]), value: parts.count > 1 ? String(parts[1]) : "")
            }
            do { _ = try headers.fiscalCode(in: fields, at: Timestamp(seconds: 0)) } catch {}
            do { _ = try rules.token(text, at: Timestamp(seconds: 0)) } catch {}
            _ = headers.isIdentity(text)
            do { _ = try CertificateSubject(commonNames: [text], serialNumbers: [text]).fiscalCode() } catch {}
        },
    ]

    /// What a browser sends, and the files of the administrator.
    static let deskEntries = [
        FuzzEntry("form", longest: 2048) { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            let fields = FormFields(urlEncoded: text)
            for (name, value) in fields.all { precondition(fields.exact(name) == value, "a field is lost") }
            _ = TypedDay(text)
            _ = FiscalCode(text)
        },
        FuzzEntry("table", longest: 4096) { bytes in
            var scanner = CSVScanner(bytes)
            var fields: [CSVScanner.Field] = []
            while scanner.next(into: &fields) != .end { for field in fields { _ = scanner.text(field) } }
        },
        FuzzEntry("wording", longest: 4096) { bytes in
            do { _ = try WordingLoader.parse(String(decoding: bytes, as: UTF8.self), file: "diciture.conf") } catch {}
        },
        FuzzEntry("template", longest: 2048) { bytes in
            do { _ = try Template("prova", bytes).filled(with: ["a": "b"]) } catch {}
        },
    ]
}
