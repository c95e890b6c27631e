// SPDX-License-Identifier: EUPL-1.2

import Domain
import Testing

/// What is foretold of a file in quarantine is what filing would do.
@Suite struct RetryOutlookTests {
    private static let damaged = Extract.unreadable(Finding(.pdfUnreadable))
    private static let request = Extract(
        form: .requestXML, role: .request,
        request: StatedRequest(
            submittedAt: Timestamp(seconds: 0), submitter: Submitter(kind: .citizen, fiscalCode: nil)))

    @Test(arguments: [DocumentRole.certificate, .notEvidence, .cancellation])
    func `what can be filed leaves the quarantine`(role: DocumentRole) {
        let extract = Extract(form: .pdfText, role: role)
        #expect(RetryOutlook(of: extract, before: .pdfUnreadable, isOfRequest: false) == .readable)
    }

    @Test(arguments: [DocumentRole.certificate, .notEvidence, .attachment])
    func `a file of a request depends on the others`(role: DocumentRole) {
        let extract = Extract(form: .pdfText, role: role)
        #expect(RetryOutlook(of: extract, before: .requestIncomplete, isOfRequest: true) == .dependsOnRequest)
    }

    @Test func `what cannot be read comes back, for the same reason or another`() {
        let finding = Finding(.pdfUnreadable)
        #expect(RetryOutlook(of: Self.damaged, before: .pdfUnreadable, isOfRequest: false) == .unchanged(finding))
        #expect(RetryOutlook(of: Self.damaged, before: .xmlMalformed, isOfRequest: false) == .refusedFor(finding))
        #expect(RetryOutlook(of: Self.damaged, before: .pdfUnreadable, isOfRequest: true) == .unchanged(finding))
    }

    @Test func `a request that is not valid is refused whatever lies beside it`() {
        let finding = Finding(.requestInvalid, detail: "riga 3")
        let invalid = Extract(form: .requestXML, role: .request, findings: [finding])
        #expect(RetryOutlook(of: invalid, before: .requestInvalid, isOfRequest: true) == .unchanged(finding))
    }

    @Test func `a request that no portal sent is read and refused all the same`() {
        let outlook = RetryOutlook(of: Self.request, before: .requestInvalid, isOfRequest: false)
        #expect(outlook == .unchanged(Self.request.refusal))
        #expect(RetryOutlook(of: Self.request, before: .requestIncomplete, isOfRequest: true) == .dependsOnRequest)
    }
}
