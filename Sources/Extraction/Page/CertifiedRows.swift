// SPDX-License-Identifier: EUPL-1.2

import Domain
import PDFReading

/// A list of conditions whose last column says which of them the paper is about: `anamnestico`, `stabile`, and in one row
/// `oggetto della presente certificazione`.
struct CertifiedRows {
    private let certified: Int?
    /// The codes of that list, one below the other.
    private let column: Set<Int>

    init(context: PageContext, codes: [Int]) {
        let marks = context.layout.cells.filter { Self.isMark($0, context) }
        guard marks.count == 1, let mark = marks.first else {
            self.init(certified: nil, column: [])
            return
        }
        let rows = codes.filter { code in
            let cell = context.cell(of: code)
            return cell.page == mark.page && cell.box.right < mark.box.left
        }
        let nearest = rows.min { Self.distance($0, mark, context) < Self.distance($1, mark, context) }
        guard let nearest, Self.distance(nearest, mark, context) < mark.box.height else {
            self.init(certified: nil, column: [])
            return
        }
        let left = context.tokens[nearest].box.left
        let column = rows.filter { abs(context.tokens[$0].box.left - left) < context.tokens[$0].box.height }
        self.init(certified: column.count > 1 ? nearest : nil, column: Set(column))
    }

    private init(certified: Int?, column: Set<Int>) {
        self.certified = certified
        self.column = column
    }

    /// Nothing for a code outside of such a list.
    func role(of code: Int) -> StatedDiagnosis.Role? {
        guard let certified, column.contains(code) else { return nil }
        return code == certified ? .diagnosis : .problem
    }

    private static func distance(_ code: Int, _ mark: PageLayout.Cell, _ context: PageContext) -> Double {
        abs(context.tokens[code].box.middle - mark.box.middle)
    }

    /// `oggetto di certificazione`, `certificata con il presente documento`
    private static func isMark(_ cell: PageLayout.Cell, _ context: PageContext) -> Bool {
        let keys = cell.tokens.prefix(2).map { context.tokens[$0].key }
        guard keys.count == 2,
            context.layout.lines[cell.line].cells.lowerBound < context.layout.lines[cell.line].cells.upperBound - 1
        else { return false }
        return (keys[0] == object || keys[0].starts(with: certifies)) && joining.contains(keys[1])
    }

    private static let object = Array("OGGETTO".utf8)
    private static let certifies = Array("CERTIFICAT".utf8)
    private static let joining = Set(keys: "DI DEL DELLA CON COL NELLA NEL IN DALLA DAL QUI")
}
