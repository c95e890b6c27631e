// SPDX-License-Identifier: EUPL-1.2

package import Domain
import XMLReading

/// Reads AURA's answer to a notice (`urn:esenzioni:aura:esito:1`, contract §7).
package struct ReplyReader: Sendable {
    package init() {}

    /// The reply, or nothing when the bytes are none: not well-formed, of another name space, without message or code.
    package func read(_ bytes: [UInt8]) -> Reply? {
        let tree: XMLTree
        do { tree = try XMLTree(parsing: bytes, namespaces: ["e": "urn:esenzioni:aura:esito:1"]) } catch { return nil }
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
