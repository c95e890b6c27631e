// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import PDFReading

/// A phrase of the wording where it stands on a page.
struct Cue {
    let meaning: WordingMeaning
    let stream: Int
    /// Places in the stream.
    let range: Range<Int>
    /// Places in the layout's tokens.
    let first: Int
    let last: Int
    /// It begins its cell.
    let opensCell: Bool
    /// It ends its cell.
    let endsCell: Bool
    /// A colon follows.
    let hasColon: Bool
    /// One of its words alone names a patient: `Codice fiscale assistito`.
    let namesPatient: Bool
}

extension Cue {
    /// It announces a value, or names what stands under it. A single word inside a sentence does neither: *malattia*,
    /// *esami* and *dal* are parts of many names.
    var isLabel: Bool {
        switch meaning {
        case .filler, .common, .stop, .denied, .exemptionDenied, .personTitle, .physicianTitle, .structureStart: false
        case .exemption, .exemptionStrong, .exemptionOff, .diagnosisCode, .condition, .personCode, .physicianCode: true
        default: range.count > 1 || hasColon || (opensCell && endsCell)
        }
    }

    /// The same where another sign stands for the colon.
    var withColon: Cue {
        Cue(
            meaning: meaning, stream: stream, range: range, first: first, last: last, opensCell: opensCell,
            endsCell: endsCell, hasColon: true, namesPatient: namesPatient)
    }

    /// It ends a text of words before it. `viremia soppressa` says of a virus what `esenzione soppressa` says of an exemption.
    var endsText: Bool {
        if meaning == .exemptionOff, range.count == 1, !opensCell, !hasColon { return false }
        return isLabel || meaning == .stop || meaning == .exemptionDenied
    }
}
