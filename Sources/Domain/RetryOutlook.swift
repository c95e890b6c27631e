// SPDX-License-Identifier: EUPL-1.2

/// What would come of reading a file in quarantine again.
package enum RetryOutlook: Hashable, Sendable {
    /// It can be read by now; what it then becomes its receipt tells.
    case readable
    /// It can be read, and what becomes of it hangs on the other files of the citizen's request (contract §4.2).
    case dependsOnRequest
    /// It can be read, as it could before; whether it can be filed by now only filing it tells.
    case dependsOnFiling
    /// It would come back for the same reason.
    case unchanged(Finding)
    /// It would come back for another reason.
    case refusedFor(Finding)

    /// - Parameters:
    ///   - extract: what a reading that keeps nothing found.
    ///   - reason: why the file lies in quarantine.
    ///   - isOfRequest: whether it is filed together with the other files of a request of the portal.
    package init(of extract: Extract, before reason: FindingCode, isOfRequest: Bool) {
        switch extract.role {
        case .certificate, .notEvidence, .attachment:
            if isOfRequest { self = .dependsOnRequest; return }
        case .request:
            // One that is not valid is refused by itself, whatever lies beside it.
            if isOfRequest, extract.request != nil { self = .dependsOnRequest; return }
        case .cancellation, .unreadable: break
        }
        switch extract.role {
        case _ where reason == .filingFailed: self = .dependsOnFiling
        case .certificate, .notEvidence, .cancellation: self = .readable
        case .unreadable, .request, .attachment: self.init(refusal: extract.refusal, before: reason)
        }
    }

    /// Of a file that is refused before it is read, or that could not be filed.
    package init(refusal: Finding, before reason: FindingCode) {
        self = refusal.code == reason ? .unchanged(refusal) : .refusedFor(refusal)
    }
}

extension Extract {
    /// Why a document is set aside that can be filed as nothing.
    package var refusal: Finding {
        if request != nil { return Finding(.requestInvalid, detail: "solo il portale dei cittadini invia richieste") }
        let reason = findings.first { $0.severity == .blocking } ?? (role == .unreadable ? findings.first : nil)
        return reason ?? Finding(.contentUnrecognised)
    }
}
