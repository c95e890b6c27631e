// SPDX-License-Identifier: EUPL-1.2

internal import XMLReading

/// What a notice of ours says, read back from its bytes.
package enum NoticeText {
    /// The texts of the elements that hold nothing else, by their names; nothing where the bytes are no notice, or say one thing
    /// twice.
    package static func values(of bytes: [UInt8]) -> [String: String]? {
        let tree: XMLTree
        do { tree = try XMLTree(parsing: bytes, namespaces: ["a": "urn:esenzioni:aura:avviso:1"]) } catch { return nil }
        guard let root = tree.root, root.first("self::a:avviso") != nil else { return nil }
        let leaves = root.nodes("descendant::*[not(*)]").map { ($0.name, $0.text) }
        let values = Dictionary(leaves, uniquingKeysWith: { first, _ in first })
        return values.count == leaves.count ? values : nil
    }
}
