# SPDX-License-Identifier: EUPL-1.2
"""The regional certificate's CDA (domain.md §4.3), to be attached to a page that says the same, or not."""

from html import escape

import pikepdf

CODES = "2.16.840.1.113883.2.9.4.3.2"


def person(tag, code, family, given):
    return (
        f'<{tag}><id root="{CODES}" extension="{escape(code)}"/><assignedPerson><name><family>{escape(family)}</family>'
        f"<given>{escape(given)}</given></name></assignedPerson></{tag}>"
    )


def section(loinc, title, text, entry=""):
    return (
        f'<component typeCode="COMP"><section><code code="{loinc}" codeSystem="2.16.840.1.113883.6.1"/><title>{title}</title>'
        f"<text>{escape(text)}</text>{entry}</section></component>"
    )


def certificate(case):
    """The document for a case as its facts are, whatever a page prints."""
    patient, illness = case.patient, case.illness
    day = case.issued.strftime("%Y%m%d")
    diagnosis = (
        (
            f'<entry typeCode="DRIV"><observation classCode="OBS" moodCode="EVN"><code code="{illness.code}" '
            f'codeSystem="2.16.840.1.113883.6.103" displayName="{escape(illness.text)}"/></observation></entry>'
        )
        if illness.code
        else ""
    )
    exemption = (
        f'<entry><act classCode="ACT" moodCode="EVN"><templateId root="2.16.840.1.113883.2.9.10.1.10.3"/><code '
        f'code="{illness.exemption}" codeSystem="2.16.840.1.113883.2.9.6.1.22"/></act></entry>'
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<ClinicalDocument xmlns="urn:hl7-org:v3"><realmCode code="IT"/><typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/>
<templateId root="2.16.840.1.113883.2.9.10.1.9.1" extension="1.1"/><id root="2.16.840.1.113883.2.9.2.10.4.4.10.203" extension="C_C_M.1.1"/>
<code code="11488-4" codeSystem="2.16.840.1.113883.6.1" displayName="Nota di consulto"/><title>Certificato di condizione o malattia</title>
<effectiveTime value="{day}100000+0100"/><confidentialityCode code="N"/><languageCode code="it-IT"/>
<recordTarget><patientRole><id root="{CODES}" extension="{escape(patient.code)}"/><patient><name><family>{escape(patient.family)}</family>
<given>{escape(patient.given)}</given></name><administrativeGenderCode code="{patient.sex}" codeSystem="2.16.840.1.113883.5.1"/>
<birthTime value="{patient.birth:%Y%m%d}"/></patient></patientRole></recordTarget>
<author><time value="{day}"/>{person("assignedAuthor", case.doctor.code, case.doctor.family, case.doctor.given)}</author>
<custodian><assignedCustodian><representedCustodianOrganization><id root="2.16.840.1.113883.2.9.4.1.1" extension="{case.structure.company_code}"/>
<name>{escape(case.structure.company)}</name></representedCustodianOrganization></assignedCustodian></custodian>
<legalAuthenticator><time value="{day}"/><signatureCode code="S"/>{person("assignedEntity", case.doctor.code, case.doctor.family, case.doctor.given)}</legalAuthenticator>
<component><structuredBody>{section("29548-5", "Diagnosi", "cod. " + (illness.code or "-"), diagnosis)}{section("57827-8", "Esenzione", "cod. " + illness.exemption, exemption)}</structuredBody></component>
</ClinicalDocument>
""".encode()


def attach(path, case):
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.attachments["cda.xml"] = pikepdf.AttachedFileSpec(
            pdf, certificate(case), filename="cda.xml", mime_type="text/xml"
        )
        pdf.save(path)
