// SPDX-License-Identifier: EUPL-1.2

internal import ServiceLifecycle

/// A service under a short name for the log.
///
/// The group of services calls each by its description; that of a struct is everything in it, the whole catalogue included,
/// which took most of the time of a start.
struct NamedService: Service, CustomStringConvertible {
    let description: String
    private let service: any Service

    init(_ name: String, _ service: any Service) {
        description = name
        self.service = service
    }

    func run() async throws { try await service.run() }
}
