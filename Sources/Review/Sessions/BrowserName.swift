// SPDX-License-Identifier: EUPL-1.2

/// A browser as its user would name it, from what it says of itself; nothing of that text is shown.
enum BrowserName {
    /// In this order: most of them also claim to be one that follows.
    private static let browsers = [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ]
    private static let systems = [
        ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ]

    static func of(_ userAgent: String) -> String {
        func name(_ list: [(String, String)]) -> String? { list.first { userAgent.contains($0.0) }?.1 }
        guard let browser = name(browsers) else { return "Altro programma" }
        return name(systems).map { "\(browser) su \($0)" } ?? browser
    }
}
