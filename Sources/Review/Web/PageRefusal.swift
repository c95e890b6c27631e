// SPDX-License-Identifier: EUPL-1.2

internal import HTTPTypes

/// Why a page is not shown or a form not taken.
enum PageRefusal: Error, Hashable, Sendable {
    /// No such thing, or none within the operator's reach: the two look alike.
    case notFound
    case signInNeeded
    case notPermitted
    /// The form does not come from a page of this session.
    case formNotOurs
    case badForm
    /// It cannot be shown at the moment, through no fault of who asks.
    case notNow
    /// Somebody says who they are where nobody is asked.
    case claimNotBelieved
    /// More requests than a person makes.
    case tooMany

    var status: HTTPResponse.Status {
        switch self {
        case .notFound: .notFound
        case .signInNeeded: .unauthorized
        case .notPermitted, .formNotOurs, .claimNotBelieved: .forbidden
        case .badForm: .badRequest
        case .notNow: .serviceUnavailable
        case .tooMany: .tooManyRequests
        }
    }
}
