// SPDX-License-Identifier: EUPL-1.2

/// Common names, so that nobody in particular is meant.
enum NameLists {
    static let families = [
        "ROSSI", "FERRERO", "BIANCHI", "GALLO", "BRUNO", "COSTA", "GIORDANO", "MARTINI", "D'AMICO", "DE LUCA",
        "FONTANA",
        "CONTI", "BO", "RE", "FERRARIS", "ROSSO", "BARBERIS", "GIRAUDO", "BOSIO", "CERUTTI", "GARIGLIO", "PELLEGRINO",
        "VIGLIONE", "BERTOLINO", "ACTIS DATO", "CERRATO",
    ]
    static let men = [
        "MARIO", "LUCA", "GIOVANNI", "PAOLO", "CARLO", "PIER GIORGIO", "ANDREA", "STEFANO", "FRANCESCO", "ROBERTO",
        "MASSIMO", "ALDO", "NICCOLÒ", "GIUSEPPE", "EDOARDO", "UGO",
    ]
    static let women = [
        "MARIA", "LUCIA", "GIOVANNA", "PAOLA", "CARLA", "ANNA MARIA", "SILVIA", "STEFANIA", "FRANCESCA", "ELENA",
        "MARTINA", "ADA", "BEATRICE", "GIUSEPPINA", "CHIARA", "EVA",
    ]
    /// Made up of common ones, as double and noble family names are.
    static let longFamilies = [
        "BARBERIS DI CASTELNUOVO E ROCCABRUNA", "ACTIS DATO GIRAUDO DELLA FONTANA",
        "FERRERO PELLEGRINO DE LUCA MARTINI",
    ]
    static let longMen = ["GIOVANNI BATTISTA EMANUELE FILIBERTO", "FRANCESCO GIUSEPPE MASSIMO EDOARDO"]
    static let longWomen = ["MARIA VITTORIA ELISABETTA ALESSANDRA", "ANNA MARIA GIUSEPPINA FRANCESCA"]
    /// Towns with the code that a fiscal code gives them, and their number in the register of municipalities.
    static let towns = [
        Town(name: "TORINO", cadastralCode: "L219", census: "001272"),
        Town(name: "CUNEO", cadastralCode: "D205", census: "004078"),
        Town(name: "BRA", cadastralCode: "B111", census: "004029"),
        Town(name: "ALBA", cadastralCode: "A124", census: "004003"),
        Town(name: "ASTI", cadastralCode: "A479", census: "005005"),
        Town(name: "NOVARA", cadastralCode: "F952", census: "003106"),
        Town(name: "VERCELLI", cadastralCode: "L750", census: "002158"),
        Town(name: "BIELLA", cadastralCode: "A859", census: "096004"),
        Town(name: "ALESSANDRIA", cadastralCode: "A182", census: "006003"),
        Town(name: "COLLEGNO", cadastralCode: "C860", census: "001090"),
        Town(name: "CHIERI", cadastralCode: "C627", census: "001078"),
    ]
    static let streets = ["VIA ROMA", "CORSO FRANCIA", "VIA CAVOUR", "PIAZZA CASTELLO", "VIA DELLE ROSE"]
}

/// A municipality.
struct Town: Hashable {
    let name: String
    let cadastralCode: String
    let census: String
}
