// SPDX-License-Identifier: EUPL-1.2

/// The page between a sign-in elsewhere and the desk; it leads on by itself.
struct LandingModel: PageModel, Hashable, Sendable {
    static let template = PageTemplate.landing

    let frame: PageFrame
    let next: String
}
