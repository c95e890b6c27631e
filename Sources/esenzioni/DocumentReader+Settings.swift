// SPDX-License-Identifier: EUPL-1.2

internal import Isolation
internal import Settings
internal import SystemPackage

extension DocumentReader {
    /// Readers of text, with the limits of the settings.
    init(_ settings: DaemonSettings) {
        let reader = settings.reader
        self.init(
            settings, arguments: [],
            ReaderLimits(
                wallTime: .milliseconds(Int64(reader.wallSeconds * 1000)), processorSeconds: reader.cpuSeconds,
                memory: reader.memoryMB << 20, documentsPerChild: reader.documentsPerChild))
    }

    /// Readers that recognise pictures too, with limits for that. Nothing is started before there is one to recognise.
    init(recognising settings: DaemonSettings) {
        let recognition = settings.reader.recognition
        self.init(
            settings, arguments: ["--recognise"],
            ReaderLimits(
                wallTime: .milliseconds(Int64(recognition.wallSeconds * 1000)),
                processorSeconds: recognition.cpuSeconds, memory: recognition.memoryMB << 20,
                documentsPerChild: recognition.documentsPerChild))
    }

    /// Children of this very program, not of what may lie by now at the path it was started by.
    private init(_ settings: DaemonSettings, arguments: [String], _ limits: ReaderLimits) {
        self.init(
            executable: "/proc/self/exe",
            arguments: [
                ReadDocuments.name, "--catalogue", settings.folders.catalogue.string,
                "--wording", settings.folders.wording.string, "--schemas", settings.folders.schemas.string,
                "--trust", settings.folders.trust.string,
                "--memory-mb", "\(limits.memory >> 20)", "--cpu-seconds", "\(limits.processorSeconds)",
                "--documents", "\(limits.documentsPerChild)",
            ] + arguments + (settings.reader.requireFullConfinement ? ["--require-full-confinement"] : []),
            limits: limits)
    }
}
