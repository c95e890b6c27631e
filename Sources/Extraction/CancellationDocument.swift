// SPDX-License-Identifier: EUPL-1.2

import Domain
import XMLReading

/// A sender's cancellation (`annullamento.xml`, contract §4.3) that its schema accepts.
struct CancellationDocument {
    static let namespace = "urn:esenzioni:annullamento:1"

    /// The `annullamento` element.
    let root: XMLNode

    /// What it states; nothing where the requester's code is not sound, since nobody can then be held to it.
    var stated: StatedCancellation? {
        guard let practice = root.first("a:numeroPratica").flatMap({ PracticeNumber($0.text) }) else { return nil }
        var requester: FiscalCode?
        if let node = root.first("a:codiceFiscaleRichiedente") {
            guard let code = FiscalCode(node.text) else { return nil }
            requester = code
        }
        return StatedCancellation(
            practice: practice, requester: requester, reason: root.first("a:motivo")?.text.collapsed)
    }
}
