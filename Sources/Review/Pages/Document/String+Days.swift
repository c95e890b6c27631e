// SPDX-License-Identifier: EUPL-1.2

internal import Domain

extension String {
    /// With every day in ISO 8601 as Italians write it: the details of findings name values as they are kept.
    var withItalianDays: String {
        guard contains("-") else { return self }
        var shown = ""
        var rest = self[...]
        while let found = rest.firstMatch(of: /\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b/) {
            let day = String(found.output)
            shown += rest[..<found.range.lowerBound]
            shown += CalendarDay(iso: day)?.italian ?? day
            rest = rest[found.range.upperBound...]
        }
        return shown + rest
    }
}

extension Finding {
    /// The sentence as a page shows it.
    var shownMessage: String { message.withItalianDays }
}
