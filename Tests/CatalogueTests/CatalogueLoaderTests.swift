// SPDX-License-Identifier: EUPL-1.2

import Domain
import SystemPackage
import Testing

@testable import Catalogue

@Suite struct CatalogueLoaderTests {
    private let psychosis = ExemptionCode("044")
    private let mania = DiagnosisCode("2960")

    @Test func `entries carry what the files say`() throws {
        let catalogue = try CatalogueFolder().load()
        let psychosis = try #require(psychosis)
        let mania = try #require(mania)
        #expect(catalogue.exemptions.map(\.code.value) == ["031", "044", "0A31", "RN0970"])
        #expect(catalogue.exemption(psychosis)?.duration == .years(2))
        #expect(catalogue.diagnosis(mania, of: psychosis)?.description == "DIS MANIACALE")
        #expect(catalogue.diagnosis(mania, of: psychosis)?.duration == .months(6))
        #expect(catalogue.services(of: psychosis).map(\.description) == ["AMITRIPTILINA (a richiesta)"])
        #expect(catalogue.classificationName(of: mania) == "MANIA, EPISODIO SINGOLO")
        #expect(catalogue.aslName(try #require(ASLCode("010203"))) == "ASL TO3")
    }

    @Test func `a superseded code names those that took its place`() throws {
        let catalogue = try CatalogueFolder().load()
        let old = try #require(ExemptionCode("031"))
        #expect(catalogue.exemption(old)?.isCurrent == false)
        #expect(catalogue.replacements(of: old).map(\.value) == ["0A31"])
    }

    @Test func `a rare disease without rows has the diagnosis 000`() throws {
        let rare = try #require(ExemptionCode("RN0970"))
        #expect(try CatalogueFolder().load().diagnoses(of: rare).map(\.code) == [.noneStated])
    }

    @Test func `former districts are left out and recalled ones are marked`() throws {
        let catalogue = try CatalogueFolder().load()
        #expect(catalogue.districts.map(\.name) == ["AREA M.CENTRO", "PINEROLESE"])
        #expect(catalogue.unverifiedDistricts.map(\.name) == ["PINEROLESE"])
    }

    @Test(arguments: [
        ("049,MALATTIE_CRONICHE,X,,,,,current,,source,x,", []),
        ("44,MALATTIE_CRONICHE,X,,,,,current,,source,x,", ["code: «44» non ha la forma di un codice di esenzione"]),
        ("044,MALATTIE,X,,,,,current,,source,x,", ["group: gruppo sconosciuto: «MALATTIE»"]),
        ("044,MALATTIE_RARE,,,,,,current,,source,x,", ["description: manca il valore"]),
        (
            "044,MALATTIE_RARE,X,,3,weeks,,current,,source,x,",
            ["duration_unit: unità sconosciuta: «weeks»; valori possibili: unlimited, years, months, days"]
        ),
        (
            "044,MALATTIE_RARE,X,,x,years,,current,,source,x,",
            ["duration_value: «x» non è un numero da 1 a 1200"]
        ),
        ("044,MALATTIE_RARE,X,,3,,,current,,source,x,", ["duration_value: il valore non ha un'unità che lo conti"]),
        (
            "044,MALATTIE_RARE,X,,,,,current,049,source,x,",
            [
                "replaced_by: un codice in vigore (current) non ha successori",
                "replaced_by: l'esenzione 049 non è in questo file",
            ]
        ),
        (
            "044,MALATTIE_RARE,X,,,,,old,,guess,x,",
            [
                "status: «old» non è ammesso; valori possibili: current, superseded",
                "evidence: «guess» non è ammesso; valori possibili: source, corrected, expanded, inferred, recalled",
            ]
        ),
        ("044,MALATTIE_RARE", ["la riga ha 2 campi, l'intestazione 12"]),
    ])
    func `an exemption that is not sound is refused with its line`(row: String, problems: [String]) throws {
        let folder = try CatalogueFolder([
            "exemptions.csv": CatalogueFolder.exemptionHeader + "\n" + row,
            "diagnoses.csv": CatalogueFolder.diagnosisHeader,
            "services.csv": "exemption,service,description,frequency,condition,regime,completeness,source",
        ])
        #expect(folder.problems == problems.map { "exemptions.csv:2: " + $0 })
    }

    @Test func `every problem of every file is told`() throws {
        let folder = try CatalogueFolder([
            "diagnoses.csv": """
            \(CatalogueFolder.diagnosisHeader)
            049,2960,MANIA,,,,,source,x
            044,29.60,MANIA,,,,,source,x
            044,2961,MANIA,,,,,source,x
            0A31,000,-,,,,,source,x
            0A31,000,-,,,,,source,x
            """,
            "services.csv":
                "exemption,service,description,frequency,condition,regime,completeness,source\n049,1,X,,,R,partial,x",
            "districts.csv": "asl,name,label,status,evidence,source,note\n010204,CIRIE',,current,source,x,\n",
            "icd9cm.csv": "code,description\n2960,MANIA\n001,COLERA\n29.60,X\n",
        ])
        #expect(
            folder.problems == [
                "icd9cm.csv:3: code: il codice 001 è ripetuto o fuori ordine",
                "icd9cm.csv:4: code: «29.60» non ha la forma di un codice ICD-9-CM senza punto",
                "diagnoses.csv:2: exemption: l'esenzione 049 non è in exemptions.csv",
                "diagnoses.csv:3: diagnosis: «29.60» non ha la forma di un codice ICD-9-CM senza punto",
                "diagnoses.csv:4: diagnosis: la diagnosi 2961 non è in icd9cm.csv",
                "diagnoses.csv:6: diagnosis: la coppia 0A31 000 è già in una riga precedente",
                "services.csv:2: exemption: l'esenzione 049 non è in exemptions.csv",
                "districts.csv:2: asl: l'ASL 010204 non è in asl.csv",
            ]
        )
    }

    @Test(arguments: [
        (
            "code;type;name;seat;province;source\n",
            "asl.csv:1: i campi vanno separati con la virgola, non con il punto e virgola"
        ),
        ("code,type,name,seat,province\n", "asl.csv:1: source: colonna mancante"),
        ("code,type,name,seat,province,source,colour\n", "asl.csv:1: colour: colonna sconosciuta"),
        ("", "asl.csv: manca la riga d'intestazione"),
    ])
    func `a header that is not understood is refused`(text: String, problem: String) throws {
        #expect(
            try CatalogueFolder(["asl.csv": text, "districts.csv": "asl,name,label,status,evidence,source,note"])
                .problems == [problem]
        )
    }

    @Test func `a missing file is told by its name`() throws {
        let fault = #expect(throws: CatalogueFault.self) { try CatalogueLoader.load(folder: "/nowhere") }
        #expect(fault?.problems.count == 6)
        #expect(fault?.problems.first?.description == "/nowhere/icd9cm.csv: il file manca")
    }
}
