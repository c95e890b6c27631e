// SPDX-License-Identifier: EUPL-1.2

import CTesseract

/// What concerns the library as a whole.
package enum RecognitionLibrary {
    /// The version of tesseract that this program runs with.
    package static var version: String { String(cString: TessVersion()) }
}
