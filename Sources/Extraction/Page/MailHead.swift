// SPDX-License-Identifier: EUPL-1.2

/// The head of a printed e-mail with a certificate below it: whoever sends it on is no house.
struct MailHead {
    let context: PageContext

    /// The line behind the last of `Da:`, `Inviato:`, `A:`, `Oggetto:` at the head of a page; the page's first line, or the document's,
    /// where there are no such lines.
    func end(on page: Int) -> Int {
        let lines = context.layout.lines
        guard let first = lines.firstIndex(where: { $0.page == page }) else { return lines.startIndex }
        let head = lines.indices[first...].prefix(Self.headLines).filter { lines[$0].page == page }
        let labelled = head.filter { label(of: lines[$0]).map(Self.labels.contains) ?? false }
        let keys = Set(labelled.compactMap { label(of: lines[$0]) })
        guard let last = labelled.last, !keys.isDisjoint(with: Self.senders), !keys.isDisjoint(with: Self.times) else {
            return first
        }
        return last + 1
    }

    /// What opens the line, where a colon follows.
    private func label(of line: PageLayout.Line) -> [UInt8]? {
        let token = context.layout.cells[line.cells.lowerBound].tokens.lowerBound
        guard context.tokens.indices.contains(token) else { return nil }
        return context.tokens[token].after.contains(.colon) ? context.tokens[token].key : nil
    }

    private static let headLines = 12
    private static let senders = Set(keys: "DA FROM MITTENTE")
    private static let times = Set(keys: "INVIATO INVIATA SENT OGGETTO SUBJECT")
    private static let labels = senders.union(times).union(Set(keys: "A CC TO DATA DATE ALLEGATI ALLEGATO ATTACHMENTS"))
}
