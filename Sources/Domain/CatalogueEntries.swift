// SPDX-License-Identifier: EUPL-1.2

/// How long an exemption lasts from the day of validation (domain.md §2.2).
package enum ExemptionDuration: Hashable, Sendable, Codable {
    case unlimited
    case days(Int)
    case months(Int)
    case years(Int)
}

/// A row of the catalogue of exemptions.
package struct ExemptionEntry: Hashable, Sendable, Codable {
    /// The four groups of the regional list; the title of the detail page names them (manual §3.2).
    package enum Group: String, Hashable, Sendable, Codable {
        case chronic = "MALATTIE_CRONICHE"
        case rare = "MALATTIE_RARE"
        case invalidity = "INVALIDITA"
        case other = "ALTRE"

        /// As the detail page's heading has it: "Pratica di esenzione per …".
        package var label: String {
            switch self {
            case .chronic: "Malattie croniche"
            case .rare: "Malattie rare"
            case .invalidity: "Invalidità"
            case .other: "Altre esenzioni"
            }
        }
    }

    package let code: ExemptionCode
    package let group: Group
    package let description: String
    /// Nothing where the catalogue does not know: the doctor must choose.
    package let duration: ExemptionDuration?
    /// A superseded code is recognised but never granted.
    package let isCurrent: Bool

    package init(code: ExemptionCode, group: Group, description: String, duration: ExemptionDuration?, isCurrent: Bool)
    {
        self.code = code
        self.group = group
        self.description = description
        self.duration = duration
        self.isCurrent = isCurrent
    }
}

/// A diagnosis under one exemption: the pair is the key, since one diagnosis may recur under several.
package struct DiagnosisEntry: Hashable, Sendable, Codable {
    package let code: DiagnosisCode
    package let exemption: ExemptionCode
    /// The label of the regional pages, abbreviated where only that is known.
    package let description: String
    /// Overrides the exemption's duration where it is known.
    package let duration: ExemptionDuration?

    package init(code: DiagnosisCode, exemption: ExemptionCode, description: String, duration: ExemptionDuration?) {
        self.code = code
        self.exemption = exemption
        self.description = description
        self.duration = duration
    }
}

/// A service that the holder of an exemption gets free of charge.
package struct ServiceEntry: Hashable, Sendable, Codable {
    /// A dotted national code, or the number of a regional package that several rows share.
    package let code: String
    package let exemption: ExemptionCode
    package let description: String
    /// The list it is from; lists of different regimes are never mixed on one page.
    package let regime: String
    /// Whether the list that is known of that regime may lack lines.
    package let isOfPartialList: Bool

    package init(
        code: String, exemption: ExemptionCode, description: String, regime: String, isOfPartialList: Bool = false
    ) {
        self.code = code
        self.exemption = exemption
        self.description = description
        self.regime = regime
        self.isOfPartialList = isOfPartialList
    }
}

/// The questions that the rules of a practice ask of the catalogue, so that they need not know where it comes from.
package struct CatalogueLookup: Sendable {
    package let exemption: @Sendable (ExemptionCode) -> ExemptionEntry?
    /// The entry of a diagnosis under an exemption, if the catalogue pairs the two.
    package let diagnosis: @Sendable (DiagnosisCode, ExemptionCode) -> DiagnosisEntry?
    /// Whether the list has diagnoses of its own for an exemption: with none there, nothing can contradict one.
    package let listsDiagnoses: @Sendable (ExemptionCode) -> Bool
    /// The codes that took the place of a superseded one, as far as they are known.
    package let replacements: @Sendable (ExemptionCode) -> [ExemptionCode]

    package init(
        exemption: @escaping @Sendable (ExemptionCode) -> ExemptionEntry?,
        diagnosis: @escaping @Sendable (DiagnosisCode, ExemptionCode) -> DiagnosisEntry?,
        listsDiagnoses: @escaping @Sendable (ExemptionCode) -> Bool,
        replacements: @escaping @Sendable (ExemptionCode) -> [ExemptionCode]
    ) {
        self.exemption = exemption
        self.diagnosis = diagnosis
        self.listsDiagnoses = listsDiagnoses
        self.replacements = replacements
    }
}

/// A health company (*ASL*) or hospital company of the region.
package struct ASLEntry: Hashable, Sendable, Codable {
    package let code: ASLCode
    /// As the desk's column shows it: `ASL TO3`.
    package let name: String

    package init(code: ASLCode, name: String) {
        self.code = code
        self.name = name
    }
}

/// A district of an ASL; the regional numbers of districts are not public, so its name is its key.
package struct DistrictEntry: Hashable, Sendable, Codable {
    package let asl: ASLCode
    /// As the desk shows it and a practice keeps it.
    package let name: String
    /// The whole name, where `name` is a label that shortens it.
    package let fullName: String

    package init(asl: ASLCode, name: String, fullName: String? = nil) {
        self.asl = asl
        self.name = name
        self.fullName = fullName ?? name
    }
}

extension DistrictEntry {
    /// Whether somebody means this district: by its label or by its whole name, capitals, accents, blanks and signs apart.
    package func isNamed(_ words: String) -> Bool { [name, fullName].contains { $0.placeKey == words.placeKey } }
}

extension String {
    /// The form in which names of places are compared: only letters and digits, since their spacing varies.
    fileprivate var placeKey: String { foldedToASCII.filter { $0.isLetter || $0.isNumber } }
}
