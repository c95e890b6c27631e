// SPDX-License-Identifier: EUPL-1.2

/// What addresses begin with.
enum StreetWords {
    static let keys = Set(
        keys: "VIA VIALE CORSO PIAZZA PIAZZALE LARGO STRADA VICOLO FRAZIONE LOCALITA BORGATA LUNGOPO LUNGODORA")
}
