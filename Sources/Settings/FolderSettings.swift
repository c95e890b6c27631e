// SPDX-License-Identifier: EUPL-1.2

package import SystemPackage

/// Where things lie (contract §3); all paths are absolute once loaded, and count from `root` in the file.
package struct FolderSettings: Hashable, Sendable {
    /// Senders drop here; key `inbox`.
    package var inbox: FilePath = "inbox"
    /// The daemon's own state; key `data`.
    package var data: FilePath = "var"
    /// Receipts to senders; key `receipts`.
    package var receipts: FilePath = "var/outbox/receipts"
    /// The lists of exemptions, diagnoses and places; key `catalogue`.
    package var catalogue: FilePath = "config/catalogue"
    /// The labels and phrases of certificates; key `wording`.
    package var wording: FilePath = "config/diciture.conf"
    /// The XSDs; key `schemas`.
    package var schemas: FilePath = "config/schemas"
    /// The certification authorities whose signatures count; key `trust`.
    package var trust: FilePath = "config/trust"
    /// Pages, notices, receipts; key `templates`.
    package var templates: FilePath = "templates"
    /// Bootstrap Italia and its fonts, taken at set-up; without them the pages have their own look. Key `web_assets`.
    package var webAssets: FilePath = "var/assets"

    init(from source: inout SettingsSource, root: FilePath) {
        source.read("inbox", into: &inbox, base: root)
        source.read("data", into: &data, base: root)
        source.read("receipts", into: &receipts, base: root)
        source.read("catalogue", into: &catalogue, base: root)
        source.read("wording", into: &wording, base: root)
        source.read("schemas", into: &schemas, base: root)
        source.read("trust", into: &trust, base: root)
        source.read("templates", into: &templates, base: root)
        source.read("web_assets", into: &webAssets, base: root)
    }
}

extension FolderSettings {
    /// The records.
    package var database: FilePath { data.appending("esenzioni.sqlite") }

    /// The bytes as received, named by their hash.
    package var documents: FilePath { data.appending("documents") }

    /// What could not be taken in.
    package var quarantine: FilePath { data.appending("quarantine") }
}
