// SPDX-License-Identifier: EUPL-1.2

package import Domain
internal import GRDB

extension PracticeReader {
    /// Those of some practices that exist for an operator: figures may be about all there are, numbers may not.
    package func reached(_ numbers: [PracticeNumber], by viewer: Operator) async throws -> Set<PracticeNumber> {
        try readAtOnce { database in
            Set(try numbers.filter { try PracticeRow.fetch(database, $0).map(viewer.reaches) ?? false })
        }
    }
}
