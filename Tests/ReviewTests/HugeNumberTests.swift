// SPDX-License-Identifier: EUPL-1.2

import Domain
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Review

/// Whatever number stands in an address or a form, the daemon answers: an overflow would end it.
@Suite struct HugeNumberTests {
    private static let numbers = [
        "\(Int.max)", "\(Int.min)", "9223372036854775808", "\(UInt64.max)", "4294967296", "-1", "0", "1e999", "nan",
        "0x7fffffffffffffff", "+9223372036854775807", "٩",
    ]

    /// Every name under which an address or a form carries something that is read as a number or a day.
    private static let names = [
        DeskSearch.Name.page, "zoom", DeskSearch.Name.from, DeskSearch.Name.until, DecisionDraft.Name.version,
        DecisionDraft.Name.from, DecisionDraft.Name.until, SeenPractice.Name.lines, SeenPractice.Name.documents,
    ]

    @Test(arguments: Entrance.allCases)
    func `every route answers any number in its address and in its form`(entrance: Entrance) async throws {
        let desk = try TestDesk()
        let scene = try await MatrixScene(desk.house)
        try await desk.house.drop("rotto", role: .unreadable, findings: [Finding(.pdfUnreadable)])
        try await desk.run(as: Standing.person(.administrator, .ownASL), at: entrance) { visitor in
            let token = TestHouse.known(try await visitor.get("/").value(of: "gettone"))
            for (route, path) in try scene.routes(desk, entrance) where route.path != "/uscita" {
                for number in Self.numbers {
                    var fields = Self.names.reduce(into: [:]) { $0[$1] = number }
                    let query = fields.map { "\($0.key)=\($0.value.formEncoded)" }.joined(separator: "&")
                    fields["gettone"] = token
                    let page =
                        route.method == .post
                        ? try await visitor.post(path, fields) : try await visitor.get("\(path)?\(query)")
                    #expect(page.status.code < 500, "\(route.name) \(number)")
                }
            }
        }
    }

    @Test func `every place in a path answers any number`() async throws {
        let desk = try TestDesk()
        let scene = try await MatrixScene(desk.house)
        let practice = TestHouse.known(scene.practices.first)
        try await desk.run(as: Standing.person(.administrator, .ownASL)) { visitor in
            for route in try desk.declaredRoutes(at: .pages) where route.method == .get {
                for number in Self.numbers {
                    let parts = route.path.split(separator: "/").map { part in
                        switch part {
                        case "{id}", "{page}": number.formEncoded
                        case "{page}.png": "\(number.formEncoded).png"
                        case "{number}": practice.number
                        case "{sha256}": practice.sha256
                        case "{message}": practice.message
                        default: String(part)
                        }
                    }
                    guard parts != route.path.split(separator: "/").map(String.init) else { continue }
                    let page = try await visitor.get("/" + parts.joined(separator: "/"))
                    #expect(page.status.code < 500, "\(route.name) \(number)")
                }
            }
        }
    }

    @Test func `a page that no list has is the last one, and one that is no number the first`() async throws {
        let desk = try TestDesk()
        for exemption in ["044", "048", "013"] {
            try await desk.house.practice(SampleCertificate(exemption: exemption, diagnosis: nil))
        }
        for index in 0...QuarantineSearch.pageSize {
            try await desk.house.drop("\(index)", role: .unreadable, findings: [Finding(.pdfUnreadable)])
        }
        try await desk.run(as: Standing.person(.administrator, .ownASL)) { visitor in
            for path in ["/", QuarantineSearch.path] {
                let last = try await visitor.get("\(path)?pagina=1000000")
                #expect(last.words.contains("Pagina 2 di 2"))
                let first = try await visitor.get("\(path)?pagina=\(Int.max)")
                #expect(first.words.contains("Pagina 1 di 2"))
            }
        }
    }

    @Test func `neither a page nor a disk is too large to be told of`() {
        let overlay = PageOverlay(
            1, Extract(form: .pdfText, role: .certificate), anchor: "a",
            size: PageSize(width: 1e300, height: -.infinity))
        #expect(overlay.pixelWidth == 0 && overlay.pixelHeight == 0)
        let facts = ServiceFacts(
            startedAt: Timestamp(seconds: 0), checks: [],
            disks: [.init(label: "Condivisione", free: .max / 2, size: .max)], versions: [])
        let disk = ServiceState(facts, now: Timestamp(seconds: 0)).disks.first
        #expect(disk?.used == 50 && disk?.diskWords.hasSuffix("922337 TB") == true)
    }
}
