// SPDX-License-Identifier: EUPL-1.2

package import Catalogue
package import Domain
package import Logging
package import Storage

/// Everything the desk needs from the rest of the house, given from outside.
package struct Desk: Sendable {
    let store: PracticeStore
    let catalogue: ExemptionCatalogue
    let templates: String
    let assets: String
    let settings: DeskSettings
    let clock: @Sendable () -> Timestamp
    let instant: @Sendable () -> Double
    let document: @Sendable (ContentHash) throws -> [UInt8]
    let picture: @Sendable (PageKey) async throws -> PageImage?
    let words: @Sendable (ContentHash, _ recognising: Bool) async throws -> DocumentWords?
    let wake: @Sendable () -> Void
    let service: ServiceDoor
    let readiness: @Sendable () async -> [ReadinessCheck]
    let doors: IdentityDoors
    let logger: Logger

    /// - Parameters:
    ///   - templates: the folder that holds `layout.mustache`, `pages/` and `parts/`.
    ///   - assets: the folder of the stylesheet and the images.
    ///   - clock: the present moment; tests freeze it.
    ///   - instant: seconds that only go forward, by which limits fill again; nothing for the machine's.
    ///   - document: the bytes of a document as received; may block, and is called off the cooperative threads.
    ///   - picture: a page of a document at `PageKey.dotsPerInch`, drawn where its bytes can do no harm; nothing where
    ///     there is none that can be drawn; throws only what is not the document's fault.
    ///   - words: the words of a document, read where its bytes can do no harm, and from its pictures where that is asked
    ///     for; nothing where they cannot be had; throws as `picture`.
    ///   - wake: called after each decision, so that notices and receipts go out at once.
    ///   - service: what the administrator's pages ask for.
    ///   - readiness: what `/readyz` asks.
    ///   - doors: what proves who somebody is, other than secrets.
    package init(
        store: PracticeStore,
        catalogue: ExemptionCatalogue,
        templates: String,
        assets: String,
        settings: DeskSettings,
        clock: @escaping @Sendable () -> Timestamp,
        instant: (@Sendable () -> Double)? = nil,
        document: @escaping @Sendable (ContentHash) throws -> [UInt8],
        picture: @escaping @Sendable (PageKey) async throws -> PageImage?,
        words: @escaping @Sendable (ContentHash, _ recognising: Bool) async throws -> DocumentWords?,
        wake: @escaping @Sendable () -> Void,
        service: ServiceDoor,
        readiness: @escaping @Sendable () async -> [ReadinessCheck],
        doors: IdentityDoors = IdentityDoors(),
        logger: Logger
    ) {
        self.store = store
        self.catalogue = catalogue
        self.templates = templates
        self.assets = assets
        self.settings = settings
        self.clock = clock
        self.instant = instant ?? Allowance.instant
        self.document = document
        self.picture = picture
        self.words = words
        self.wake = wake
        self.service = service
        self.readiness = readiness
        self.doors = doors
        self.logger = logger
    }
}
