// SPDX-License-Identifier: EUPL-1.2

internal import Glibc
internal import Logging
internal import ServiceLifecycle
internal import UnixSignals

/// Takes the signals that would end the daemon though nobody means that: the terminal was closed, a rotation of logs asks for
/// files to be opened anew, somebody asks for figures as of another program.
struct SignalService: Service {
    let log: Logger

    /// From the first moment on, also while the rooms are still being opened.
    static func ignoreStrangers() {
        for signal in [SIGHUP, SIGUSR1, SIGUSR2, SIGALRM] { _ = Glibc.signal(signal, SIG_IGN) }
    }

    func run() async throws {
        let signals = await UnixSignalsSequence(trapping: .sighup, .sigusr1, .sigusr2, .sigalrm)
        for await signal in signals.cancelOnGracefulShutdown() {
            guard signal == .sighup else { continue }
            log.notice("SIGHUP is ignored: settings are read at the start only; restart the daemon to have them read")
        }
    }
}
