// SPDX-License-Identifier: EUPL-1.2

package import Domain
package import SystemPackage
import XMLReading

/// Reads AURA's answer to a notice (`urn:esenzioni:aura:esito:1`, contract §7).
package struct ReplyReader: Sendable {
    private let schema: SchemaValidator

    /// - Parameter folder: with `esito.xsd` and the types that it includes.
    /// - Throws: when one of them is missing or no sound schema.
    package init(schemas folder: FilePath) throws {
        schema = try SchemaValidator(path: folder.appending("esito.xsd").string)
    }

    /// The reply, or nothing when the bytes are none: not well-formed, or not what the schema says. One that says two things of
    /// which one is OK must not be taken for an acceptance.
    package func read(_ bytes: [UInt8]) -> Reply? {
        let tree: XMLTree
        do {
            guard try schema.faults(in: bytes).isEmpty else { return nil }
            tree = try XMLTree(parsing: bytes, namespaces: ["e": "urn:esenzioni:aura:esito:1"])
        } catch { return nil }
        guard let root = tree.root, root.first("self::e:esito") != nil,
            let messageID = root.first("e:idMessaggio")?.text.trimmed, !messageID.isEmpty,
            let returnCode = root.first("e:codiceRitorno")?.text.trimmed, !returnCode.isEmpty
        else { return nil }
        return Reply(messageID: messageID, returnCode: returnCode, messages: root.nodes("e:messaggio").map(message))
    }

    private func message(_ node: XMLNode) -> Reply.Message {
        Reply.Message(
            code: node.first("e:codice")?.text.trimmed ?? "",
            description: node.first("e:descrizione")?.text.trimmed ?? "",
            note: node.first("e:note")?.text.trimmed ?? "")
    }
}
