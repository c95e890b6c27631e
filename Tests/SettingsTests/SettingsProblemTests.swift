// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Settings

@Suite struct SettingsProblemTests {
    @Test(arguments: [
        ("web:\n  prot: 1", "esenzioni.yml:2: web.prot: chiave sconosciuta; forse «port»?"),
        ("web:\n  colour: red", "esenzioni.yml:2: web.colour: chiave sconosciuta"),
        ("port: 8080", "esenzioni.yml:1: port: chiave sconosciuta; forse «web.port»?"),
        ("senders:\n  foo:\n    kin: portal", "esenzioni.yml:3: senders.foo.kin: chiave sconosciuta; forse «kind»?"),
        ("aurra: {outbox: x}", "esenzioni.yml:1: aurra: chiave sconosciuta; forse «aura»?"),
    ])
    func `an unknown key is refused with its line`(yaml: String, problem: String) throws {
        #expect(try SettingsFile(yaml).problems() == [problem])
    }

    @Test(arguments: [
        ("web: {port: high}", "esenzioni.yml:1: web.port: «high» non va: ci vuole un numero intero"),
        ("web: {port: 1.5}", "esenzioni.yml:1: web.port: «1.5» non va: ci vuole un numero intero"),
        ("web: {port: [1]}", "esenzioni.yml:1: web.port: «1» non va: ci vuole un numero intero"),
        ("web: {port: }", "esenzioni.yml:1: web.port: manca il valore: ci vuole un numero intero"),
        ("web: {port: {a: 1}}", "esenzioni.yml:1: web.port: ci vuole un valore, non un gruppo di chiavi"),
        ("web: 8080", "esenzioni.yml:1: web: ci vuole un gruppo di chiavi, non un valore"),
        (
            "web: {secure_cookie: maybe}",
            "esenzioni.yml:1: web.secure_cookie: «maybe» non va: ci vuole true oppure false"
        ),
        ("web: {port: 70000}", "esenzioni.yml:1: web.port: 70000 è fuori dai limiti (da 0 a 65535)"),
        ("web: {host: 'a b'}", "esenzioni.yml:1: web.host: un indirizzo non contiene spazi"),
        ("inbox:", "esenzioni.yml:1: inbox: manca il valore: ci vuole un testo"),
        (
            "log: {level: loud}",
            "esenzioni.yml:1: log.level: «loud» non va: ci vuole uno di "
                + "trace, debug, info, notice, warning, error, critical"
        ),
        (
            "senders: {a: {kind: clinic}}",
            "esenzioni.yml:1: senders.a.kind: «clinic» non va: ci vuole hospital oppure portal"
        ),
        (
            "senders: {a: {asl: TO3}}",
            "esenzioni.yml:1: senders.a.asl: «TO3» non va: ci vuole "
                + "un codice ASL: sei cifre (regione e azienda) o le tre dell'azienda"
        ),
        (
            "senders: {A/b: {kind: portal}}",
            "esenzioni.yml:1: senders.A/b: il nome di un mittente è quello della sua cartella: "
                + "lettere minuscole, cifre, trattini"
        ),
        (
            "intake: {ignore: ['*.tmp', '**']}",
            "esenzioni.yml:1: intake.ignore: «**» ignorerebbe ogni file, e nulla sarebbe acquisito"
        ),
        ("- a", "esenzioni.yml:1: ci vuole un elenco di chiavi con valore"),
    ])
    func `a value of the wrong kind is refused with its line`(yaml: String, problem: String) throws {
        #expect(try SettingsFile(yaml).problems() == [problem])
    }

    @Test func `every problem is told, in the order of the lines`() throws {
        let problems = try SettingsFile("web:\n  port: x\n  prot: 1\nreader: {parallel: 0}\nfoo: 1").problems()
        #expect(problems.count == 4)
        #expect(problems.map { $0.prefix(16) }.map(String.init) == (2...5).map { "esenzioni.yml:\($0):" })
    }

    @Test func `a key that stands twice is refused`() throws {
        let problems = try SettingsFile("log: {level: info}\nweb:\n  port: 1\n  port: 2").problems()
        #expect(problems == ["esenzioni.yml:3: port: chiave ripetuta nello stesso gruppo"])
    }

    @Test func `a text that is no YAML is refused with its line`() throws {
        let problems = try SettingsFile("web: {port: 1}\n  : [").problems()
        #expect(problems.count == 1)
        #expect(problems.first?.hasPrefix("esenzioni.yml:2: il testo non è YAML valido") == true)
    }

    @Test func `a value from elsewhere is refused by the name it came under`() throws {
        let file = try SettingsFile("")
        #expect(
            file.problems(environment: ["ESENZIONI_WEB_PORT": "x"])
                == ["ESENZIONI_WEB_PORT: web.port: «x» non va: ci vuole un numero intero"]
        )
        #expect(
            file.problems(environment: ["ESENZIONI_WEB_PROT": "1"])
                == ["ESENZIONI_WEB_PROT: variabile d'ambiente sconosciuta; forse «ESENZIONI_WEB_PORT»?"]
        )
        #expect(file.problems(environment: ["ESENZIONI_FUZZ_ROUNDS": "1"]).isEmpty)
        #expect(file.problems(overrides: ["web.prot": "1"]) == ["riga di comando: web.prot: chiave sconosciuta"])
    }
}
