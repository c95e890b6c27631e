// SPDX-License-Identifier: EUPL-1.2

/// The limits of the confined processes that read documents; keys `reader.*`.
package struct ReaderSettings: Hashable, Sendable {
    /// A document that takes longer by the clock is given up.
    package var wallSeconds = 20.0
    /// The same by processor time, enforced by the system.
    package var cpuSeconds = 10
    /// Address space of a reader process; megabytes of 1,048,576 bytes.
    package var memoryMB = 512
    /// After so many documents a process is replaced.
    package var documentsPerChild = 48
    /// Processes at the same time.
    package var parallel = 2
    /// Whether nothing is read unless the kernel grants the full confinement; otherwise what is lacking is only told.
    package var requireFullConfinement = false
    /// What goes for documents that must be recognised from their picture.
    package var recognition: RecognitionSettings

    init(from source: inout SettingsSource) {
        recognition = RecognitionSettings(from: &source)
        source.read("reader.wall_seconds", into: &wallSeconds, in: 0.1...600)
        source.read("reader.cpu_seconds", into: &cpuSeconds, in: 1...600)
        source.read("reader.memory_mb", into: &memoryMB, in: 128...16384)
        source.read("reader.documents_per_child", into: &documentsPerChild, in: 1...10000)
        source.read("reader.require_full_confinement", into: &requireFullConfinement)
        source.read("reader.parallel", into: &parallel, in: 1...64)
    }
}
