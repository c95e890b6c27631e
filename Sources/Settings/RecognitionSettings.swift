// SPDX-License-Identifier: EUPL-1.2

/// The limits of the confined processes that recognise the text of pictures; keys `reader.recognition_*`.
package struct RecognitionSettings: Hashable, Sendable {
    /// A document that takes longer by the clock is given up. A page takes about a second.
    package var wallSeconds = 120.0
    /// The same by processor time, enforced by the system.
    package var cpuSeconds = 100
    /// Address space of a process; megabytes of 1,048,576 bytes.
    package var memoryMB = 1024
    /// After so many documents a process is replaced.
    package var documentsPerChild = 4
    /// Processes at the same time.
    package var parallel = 1

    init(from source: inout SettingsSource) {
        source.read("reader.recognition_wall_seconds", into: &wallSeconds, in: 0.1...3600)
        source.read("reader.recognition_cpu_seconds", into: &cpuSeconds, in: 1...3600)
        source.read("reader.recognition_memory_mb", into: &memoryMB, in: 256...16384)
        source.read("reader.recognition_documents_per_child", into: &documentsPerChild, in: 1...1000)
        source.read("reader.recognition_parallel", into: &parallel, in: 1...64)
    }
}
