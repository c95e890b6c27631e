// SPDX-License-Identifier: EUPL-1.2

/// What one document may cost, and how long a child lives.
package struct ReaderLimits: Hashable, Sendable {
    /// From the moment the document is handed over until its extract is back.
    package let wallTime: Duration
    /// Seconds of processor time a document.
    package let processorSeconds: Int
    /// Bytes of memory beyond what the child needs to start.
    package let memory: Int
    /// After so many documents the child ends, whatever it read.
    package let documentsPerChild: Int

    package init(wallTime: Duration, processorSeconds: Int, memory: Int, documentsPerChild: Int) {
        self.wallTime = wallTime
        self.processorSeconds = processorSeconds
        self.memory = memory
        self.documentsPerChild = documentsPerChild
    }
}
