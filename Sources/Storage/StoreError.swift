// SPDX-License-Identifier: EUPL-1.2

internal import SystemPackage

/// Why the store could not do its work; outcomes that the domain knows are not errors but values.
package enum StoreError: Error, Hashable, Sendable {
    /// Another process has the store open for writing.
    case inUse
    /// The database was made by a newer version of this program.
    case newerSchema
    /// The folder or the database cannot be used; the text is the system's own.
    case unusable(String)
    /// The data folder lies on a share, where a database is not safe; the kind of share.
    case onShare(String)
    /// What was to be copied cannot be read.
    case unreadableSource
    /// The disk is full: what was asked is not done, and may be asked again.
    case noSpace
    /// The database is no longer what was written into it.
    case damagedDatabase
    /// The eight digits of the progressive are used up for that ASL and year.
    case numbersExhausted
    case unknownDelivery
    case userNameTaken
    case operatorExists
    case operatorUnknown
    /// A stored value no longer has the shape it was written with.
    case damagedRow(String)
    /// A file did not reach the disk; after this the process must not go on writing.
    case notDurable(String)
    case tooLarge(Int)
    /// Another file lies where one was to be written, and stays.
    case occupied
    /// The data folder holds what a restore has not finished: it is no archive.
    case restoreUnfinished(String)
    /// A notice, by its message, is no longer what it was made as.
    case paperAltered(String)
    /// A folder for papers, which was used before, is not there: its share, or what was mounted at that point, is away.
    case outboxGone(String, mount: String?)
    /// The bytes of a file were erased, as those of an earlier one, in the moment in which it came: it has to be taken anew.
    case erasedMeanwhile
    /// Something was to be shown or done without an entry in the access log that says what it is.
    case unrecorded
}

extension StoreError {
    /// Whether going on could lose what was acknowledged: the process must end instead.
    package var isFatal: Bool {
        switch self {
        case .notDurable, .damagedDatabase: true
        default: false
        }
    }
}

extension StoreError {
    /// What a failed call on `path` means.
    init(_ error: any Error, at path: FilePath) {
        switch error {
        case let error as StoreError: self = error
        case Errno.noSpace, Errno.diskQuotaExceeded: self = .noSpace
        default: self = .unusable("\(path): \(error)")
        }
    }
}

extension StoreError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .inUse: "the store is open in another process"
        case .newerSchema: "the database was made by a newer version of this program"
        case .unusable(let text): "the store cannot be used: \(text)"
        case .onShare(let name):
            "the data folder is on a share (\(name)), where a database is not safe: set `data` to a folder of this machine"
        case .unreadableSource: "a file cannot be read"
        case .noSpace: "no space is left on the disk"
        case .damagedDatabase: "the database is damaged; restore it from a backup"
        case .numbersExhausted: "no practice number is left for this ASL and year"
        case .unknownDelivery: "no such delivery"
        case .userNameTaken: "the user name is taken"
        case .operatorExists: "an operator with this fiscal code exists"
        case .operatorUnknown: "no such operator"
        case .damagedRow(let table): "a row of \(table) is damaged"
        case .notDurable(let text): "a file did not reach the disk: \(text)"
        case .tooLarge(let limit): "the file is larger than \(limit) bytes"
        case .occupied: "another file has the name"
        case .restoreUnfinished(let path): "a restore was interrupted, or is under way: \(path) is there"
        case .paperAltered(let message): "notice \(message) is not what was written: see esenzioni verify"
        case .outboxGone(let path, let mount):
            "the folder \(path) is gone" + (mount.map { ": nothing is mounted at \($0)" } ?? "")
        case .erasedMeanwhile: "a file was erased in the moment in which it came again"
        case .unrecorded: "an act that the access log could not name was stopped"
        }
    }
}
