// SPDX-License-Identifier: EUPL-1.2

internal import Catalogue
internal import Domain
internal import Settings

/// ASLs and districts that somebody names, against those of the catalogue: nobody could see the practices of another.
struct KnownPlaces {
    let catalogue: ExemptionCatalogue

    /// What is wrong with the declared senders, where the configuration says it.
    func problems(in settings: DaemonSettings) -> [SettingsProblem] {
        settings.senders.all.flatMap { sender in
            [
                problem("asl", of: sender, aslFault(sender.asl), settings),
                problem("district", of: sender, sender.district.flatMap { districtFault($0, [sender.asl]) }, settings),
            ].compactMap(\.self)
        }
    }

    /// What is wrong with the places of an operator; nothing where they are known.
    func fault(of person: Operator) -> String? {
        person.asls.lazy.compactMap(aslFault).first
            ?? person.districts.lazy.compactMap { districtFault($0, person.asls) }.first
    }

    private func aslFault(_ asl: ASLCode) -> String? {
        catalogue.aslName(asl) == nil ? "l'ASL \(asl) non è in asl.csv" : nil
    }

    private func districtFault(_ district: String, _ asls: [ASLCode]) -> String? {
        let isKnown = catalogue.districts.contains { asls.contains($0.asl) && $0.name == district }
        let places = asls.map(\.value).joined(separator: ", ")
        return isKnown ? nil : "il distretto \(district) non è in districts.csv per l'ASL \(places)"
    }

    /// A fault that a sender has only from `default` is told there.
    private func problem(
        _ key: String, of sender: Sender, _ message: String?, _ settings: DaemonSettings
    ) -> SettingsProblem? {
        let entry = settings.explained().first { $0.key == "senders.\(sender.name).\(key)" }
        guard let message, let entry, !entry.isDefault || sender.name == Sender.defaultName else { return nil }
        return entry.problem(message)
    }
}
