// SPDX-License-Identifier: EUPL-1.2

package import Domain

/// The headers in which the region's gateway tells who has signed in, and what must hold before they are believed.
///
/// Whether they came from the gateway at all is the listener's business; here is what they say.
package struct GatewayHeaders: Sendable {
    package struct Field: Hashable, Sendable {
        package let name: String
        package let value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    private let header: String
    private let irideHeader: String
    private let iride: IrideRules?

    /// - Parameter iride: nothing where tokens of Iride are not checked.
    package init(header: String, irideHeader: String, iride: IrideRules? = nil) {
        self.header = header
        self.irideHeader = irideHeader
        self.iride = iride
    }

    /// Names that only a gateway may use, whatever is configured: those of Shibboleth and of the modules of Apache.
    private static let reserved = ["Shib", "Mellon", "OIDC-Claim", "Remote-User", "X-Remote-User", "AJP-Shib"].map {
        HeaderForm($0)
    }

    /// Whether a name is one that tells who somebody is, in any spelling.
    package func isIdentity(_ name: String) -> Bool {
        let form = HeaderForm(name)
        return form == HeaderForm(header) || form == HeaderForm(irideHeader)
            || Self.reserved.contains { form.begins(with: $0) }
    }

    /// The person whom the gateway names.
    ///
    /// - Parameter withToken: whether the token of Iride is looked at, where its key is known: at the sign-in. It grows old
    ///   while a session goes on.
    package func fiscalCode(
        in fields: [Field], at now: Timestamp, withToken: Bool = true
    ) throws(GatewayRefusal) -> FiscalCode {
        guard let written = try value(of: header, in: fields) else { throw .absent }
        guard let code = Self.code(written) else { throw .codeUnsound }
        if let iride, withToken {
            guard let text = try value(of: irideHeader, in: fields) else { throw .tokenAbsent }
            guard try iride.token(text, at: now).fiscalCode == code else { throw .personsDiffer }
        }
        return code
    }

    /// The value of the one field of that name; nothing where there is none or it is empty.
    private func value(of name: String, in fields: [Field]) throws(GatewayRefusal) -> String? {
        let form = HeaderForm(name)
        let found = fields.filter { HeaderForm($0.name) == form }
        guard found.count <= 1, found.allSatisfy({ $0.name.lowercased() == name.lowercased() }) else {
            throw .ambiguous
        }
        return found.first.flatMap { $0.value.isEmpty ? nil : $0.value }
    }

    /// A sound personal code written in sixteen characters and nothing else, `TINIT-` before it allowed (SPID).
    private static func code(_ text: String) -> FiscalCode? {
        let bare = text.hasPrefix("TINIT-") ? text.dropFirst(6) : text[...]
        guard bare.utf8.count == 16, let code = FiscalCode(bare), code.kind == .personal,
            code.value == bare.uppercased()
        else { return nil }
        return code
    }
}
