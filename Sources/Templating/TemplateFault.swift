// SPDX-License-Identifier: EUPL-1.2

/// Why a template cannot be used, or not with these values.
package enum TemplateFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// No file of that name below the folder of templates.
    case missing(template: String)
    /// Not a template, and from which line on.
    case unsound(template: String, line: Int, reason: String)
    /// A part or a frame that leads back to itself.
    case endless(template: String)
    /// A tag for which the values have no name: a mistake in writing that would otherwise leave a silent gap in the page.
    case unanswered(name: String)

    package var description: String {
        switch self {
        case .missing(let template): "\(template).mustache is missing"
        case .unsound(let template, let line, let reason): "\(template).mustache:\(line): \(reason)"
        case .endless(let template): "\(template).mustache is a part of itself"
        case .unanswered(let name): "nothing answers the tag {{\(name)}}"
        }
    }
}
