// SPDX-License-Identifier: EUPL-1.2

import CPoppler

/// What concerns the library as a whole.
package enum PDFLibrary {
    /// The version of poppler that this program runs with.
    package static var version: String { String(cString: poppler_get_version()) }
}
