// SPDX-License-Identifier: EUPL-1.2

/// Why the recogniser cannot be had.
package enum RecognitionError: Error, Hashable, Sendable {
    /// The folder lacks the Italian model, or holds one that this tesseract cannot load.
    case modelNotLoaded(folder: String)
}
