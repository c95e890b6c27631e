// SPDX-License-Identifier: EUPL-1.2

internal import Glibc

/// What a descriptor is ready for, as poll(2) tells.
struct Readiness: OptionSet {
    let rawValue: Int16

    static let reading = Readiness(rawValue: Int16(POLLIN))
    static let writing = Readiness(rawValue: Int16(POLLOUT))
    /// The other end is closed; told whether asked for or not.
    static let hangup = Readiness(rawValue: Int16(POLLHUP))

    /// Waits until the descriptor is ready for one of `wishes`, or `milliseconds` have gone by: then nothing.
    static func of(_ descriptor: Int32, for wishes: Readiness, within milliseconds: Int32) -> Readiness {
        var request = pollfd(fd: descriptor, events: wishes.rawValue, revents: 0)
        guard unsafe poll(&request, 1, milliseconds) > 0 else { return [] }
        return Readiness(rawValue: request.revents)
    }
}
