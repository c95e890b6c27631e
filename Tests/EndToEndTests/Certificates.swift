// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import SampleWriting
import SystemPackage

extension SampleCertificate {
    /// Regional certificates of different people, over the catalogue as shipped.
    static func several(_ count: Int, seed: UInt64) throws -> [SampleCertificate] {
        let root = FilePath(#filePath).removingLastComponent().pushing("../../config/catalogue").lexicallyNormalized()
        var series = SampleSeries(seed: seed, catalogue: try CatalogueLoader.load(folder: root))
        return try (0..<count).map { _ in try series.next(.regionalPDF) }
    }
}
