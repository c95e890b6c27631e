// SPDX-License-Identifier: EUPL-1.2

/// The question before a document is declared not pertinent.
struct DismissalModel: PageModel, Hashable, Sendable {
    static let template = PageTemplate.dismissal

    let frame: PageFrame
    let fileName: String
    let sender: String
    let action: String
    let formToken: String
}
