// SPDX-License-Identifier: EUPL-1.2

/// A place of a page that somebody filled in after the page was made: a widget of an interactive form, or a text that a
/// "typewriter" tool laid over it.
///
/// poppler's text of a page holds neither, whether the value is drawn or not, so these are their only source. A field
/// that is shown in several places occurs once for each of them, with the same name and value.
package struct PDFFormField: Hashable, Sendable {
    package enum Kind: Hashable, Sendable, CaseIterable {
        case text, choice, checkBox, radioButton, pushButton, signature
        /// A FreeText annotation: no field of a form, so it has no name.
        case freeText
    }

    package let kind: Kind
    /// The partial names from the root of the form to the field, joined by full stops.
    package let name: String
    /// What a viewer shows when the pointer rests on the field (`/TU`); "" when there is none.
    package let label: String
    /// The field's value (`/V`), which the drawn appearance may contradict: the text; the items chosen as a reader sees
    /// them, one a line; what a button that is on stands for, "" when it is off. At most `PDFLimits.fieldValue` bytes.
    package let value: String
    /// Whether a check box or radio button is on according to the field's value.
    package let isOn: Bool
    /// A check box or radio button is drawn in the other state than its value says.
    package let isDrawnOtherwise: Bool
    /// Its text has as many lines as it needs, from the top of the field on.
    package let isMultiline: Bool
    /// Viewers show it: neither hidden nor without extent.
    package let isShown: Bool
    /// From 1.
    package let page: Int
    package let box: PDFBox

    package init(
        kind: Kind,
        name: String,
        label: String = "",
        value: String,
        isOn: Bool = false,
        isDrawnOtherwise: Bool = false,
        isMultiline: Bool = false,
        isShown: Bool = true,
        page: Int,
        box: PDFBox
    ) {
        self.kind = kind
        self.name = name
        self.label = label
        self.value = value
        self.isOn = isOn
        self.isDrawnOtherwise = isDrawnOtherwise
        self.isMultiline = isMultiline
        self.isShown = isShown
        self.page = page
        self.box = box
    }
}
