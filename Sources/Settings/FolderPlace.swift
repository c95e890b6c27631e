// SPDX-License-Identifier: EUPL-1.2

import Glibc
import SystemPackage

/// Where a configured folder really lies, whatever links and mounts its name leads through: two names may be one folder.
struct FolderPlace {
    private struct Identity: Hashable {
        let device: DeviceID
        let inode: Inode
    }

    private struct Step {
        let identity: Identity
        /// What lies between this folder and the one that is meant.
        let below: [FilePath.Component]
    }

    /// The folder itself, or the nearest above it that is there, then all above that one.
    private let steps: [Step]

    init(_ path: FilePath) {
        var nearest = path
        var below: [FilePath.Component] = []
        var real = Self.real(nearest)
        while real == nil, let name = nearest.lastComponent, nearest.removeLastComponent() {
            below.insert(name, at: 0)
            real = Self.real(nearest)
        }
        var steps: [Step] = []
        var folder = real ?? nearest
        while true {
            if let identity = Self.identity(of: folder) { steps.append(Step(identity: identity, below: below)) }
            guard let name = folder.lastComponent, folder.removeLastComponent() else { break }
            below.insert(name, at: 0)
        }
        self.steps = steps
    }

    func isSame(as other: FolderPlace) -> Bool { meets(other) { $0 == $1 } }

    /// Whether it lies in the other, or is the other.
    func isIn(_ other: FolderPlace) -> Bool { meets(other) { $0.starts(with: $1) } }

    private func meets(
        _ other: FolderPlace, _ fits: ([FilePath.Component], [FilePath.Component]) -> Bool
    ) -> Bool {
        guard let target = other.steps.first else { return false }
        return steps.contains { $0.identity == target.identity && fits($0.below, target.below) }
    }

    /// Nothing where there is no such file, or none that may be looked at.
    private static func real(_ path: FilePath) -> FilePath? {
        unsafe path.withPlatformString { name in
            guard let found = unsafe realpath(name, nil) else { return nil }
            defer { unsafe free(found) }
            return unsafe FilePath(platformString: found)
        }
    }

    private static func identity(of path: FilePath) -> Identity? {
        do {
            let status = try path.stat()
            return Identity(device: status.deviceID, inode: status.inode)
        } catch {
            return nil
        }
    }
}
