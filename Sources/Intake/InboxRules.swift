// SPDX-License-Identifier: EUPL-1.2

package import Domain
package import SystemPackage

/// The inbox as the configuration describes it (contract §3).
package struct InboxRules: Sendable {
    package let folder: FilePath
    /// Declared senders by folder name; `default` stands for files straight under the inbox.
    package let senders: [String: Sender]
    /// How long a file must lie still.
    package let settleTime: Duration
    /// How long one must whose end is missing, before it is taken and refused.
    package let cutOffPatience: Duration
    package let scanInterval: Duration
    /// Names of files that senders or their tools will rename or remove themselves.
    package let isIgnored: @Sendable (String) -> Bool
    /// The largest document that is read, in bytes.
    package let largestDocument: Int
    /// The largest that is kept as received, in bytes; of a larger one only the beginning is, and it stays in the inbox.
    package let largestKept: Int
    /// How many children read at once what has text.
    package let readers: Int
    /// How many recognise pictures at once.
    package let recognisers: Int
    /// How long an incomplete request waits after its last file came, before its sender is told what is missing.
    package let requestWait: Duration
    /// How long the folder of a request must have been empty before it is removed.
    package let spentFolderPatience: Duration
    /// What is the daemon's own and never a sender's, wherever it is met.
    package let own: OwnPlaces

    package init(
        folder: FilePath, senders: [String: Sender], settleTime: Duration, cutOffPatience: Duration,
        scanInterval: Duration, isIgnored: @escaping @Sendable (String) -> Bool, largestDocument: Int, largestKept: Int,
        readers: Int, recognisers: Int, requestWait: Duration,
        spentFolderPatience: Duration = .seconds(3600), own: OwnPlaces = OwnPlaces()
    ) {
        self.folder = folder
        self.senders = senders
        self.settleTime = settleTime
        self.cutOffPatience = cutOffPatience
        self.scanInterval = scanInterval
        self.isIgnored = isIgnored
        self.largestDocument = largestDocument
        self.largestKept = largestKept
        self.readers = readers
        self.recognisers = recognisers
        self.requestWait = requestWait
        self.spentFolderPatience = spentFolderPatience
        self.own = own
    }

    /// Copying so much takes no longer than a moment, and an administrator who raises `largestDocument` finds it whole.
    package static let alwaysKept = 200_000_000

    /// A sender as logs name it: one that nobody declared may bear a patient's name or code.
    func loggedName(of sender: String) -> String { senders[sender] == nil ? "(undeclared)" : sender }

    /// The sender of a folder. A folder that nobody declared is taken with the terms of `default`, under its own name, so
    /// that its files get receipts rather than being left lying; `InboxRemarks` tells of it.
    ///
    /// - Returns: nothing for what cannot be the name of a folder of the inbox.
    package func sender(ofFolder name: String) -> Sender? {
        if let declared = senders[name] { return declared }
        guard let standard = senders[Sender.defaultName], let folder = FilePath.Component(name),
            folder.kind == .regular, folder.string == name, !isIgnored(name)
        else { return nil }
        let name = name.fittedName
        return Sender(
            name: name, kind: standard.kind, displayName: name, structureCode: standard.structureCode,
            asl: standard.asl, district: standard.district)
    }
}
