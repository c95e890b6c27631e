// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Hummingbird
internal import NIOCore
internal import Storage

/// What travels with a request.
struct DeskContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel
    /// Through which door it came.
    var entrance = Entrance.pages
    /// Where from, as far as it is known.
    var address = ""
    /// What was posted; empty for a page that is only looked at.
    var form = FormFields.empty
    var signedIn: SignedIn?

    init(source: Source) {
        coreContext = .init(source: source)
        channel = source.channel
    }
}

/// The same behind the sign-in: who asks is known.
struct SignedInContext: ChildRequestContext {
    var coreContext: CoreRequestContextStorage
    let address: String
    let form: FormFields
    let session: Session
    /// The operator, with the act that this request is.
    let viewer: Viewer
    /// How many forms of the operator wait to be taken up.
    let keptForms: Int

    init(context: DeskContext) throws {
        guard let signedIn = context.signedIn else { throw PageRefusal.signInNeeded }
        coreContext = context.coreContext
        address = context.address
        form = context.form
        session = signedIn.session
        keptForms = signedIn.keptForms
        viewer = Viewer(
            signedIn.viewer,
            access: Access(of: signedIn.viewer, origin: try .page(context, session: signedIn.session.id)))
    }
}
