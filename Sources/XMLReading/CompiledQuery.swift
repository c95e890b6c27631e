// SPDX-License-Identifier: EUPL-1.2

import CLibXML2
import Synchronization

/// XPath expressions, each compiled once for the life of the process: they are few, since each stands in the source, and
/// compiling one takes longer than finding what it selects.
enum CompiledQuery {
    private static let compiled = Mutex<[UnsafePointer<UInt8>: xmlXPathCompExprPtr]>([:])

    /// The compiled form of `query`, which is never freed; nothing when it is no XPath. Prefixes are looked up only when it
    /// is asked, so that one form serves all trees.
    static func of(_ query: StaticString) -> xmlXPathCompExprPtr? {
        // A literal of one character has no place in memory; no expression of ours is so short.
        guard query.hasPointerRepresentation else { return nil }
        return compiled.withLock { compiled in
            if let known = compiled[query.utf8Start] { return known }
            let fresh = xmlXPathCompile(query.utf8Start)
            compiled[query.utf8Start] = fresh
            return fresh
        }
    }
}
