"""All checks on one event after its envelope: type, sender, dossier, contract, what may never come in. Pure."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from contracts.burgerservicenummer import bevat_persoonsnummer
from contracts.catalogue import CATALOGUS, SCHEMA_PAD, versies
from contracts.codes import Dossiersoort, Rol
from contracts.envelope import HUB_SOURCE, source_organisation
from contracts.gebeurtenis import Gebeurtenis
from contracts.identifiers import DOSSIERSLEUTEL
from contracts.regio import profiel_van_school, profielen

from ..web.identity import Identity, is_school
from ..web.problem import Fout
from .contract_faults import contract_faults
from .dossier import kind_named
from .finding import Finding, Where
from .problems import (
    ANDER_SOORT_DOSSIER,
    BRON_NIET_VAN_U,
    DOSSIER_NIET_TE_VINDEN,
    ONBEKEND_TYPE,
    ONBEKENDE_VERSIE,
    ONGELDIGE_GEBEURTENIS,
    PERSOONSNUMMER,
    REGIO_ONBEKEND,
    SCHOOL_NIET_VAN_U,
    TYPE_VAN_DE_HUB,
)

NAMES_ITS_PUPILS: Final = frozenset({Rol.LVS, Rol.SCHOOL})
"""Roles whose `subject` is the school's own key (design §3). The others' names are pseudonyms that the hub gave."""
_HUB: Final = source_organisation(HUB_SOURCE)

_NO_SUBJECT: Final = (
    "`subject` ontbreekt: de sleutel van de leerling in uw systeem, of de schoolcode als het over de school zelf gaat."
)
_OF_THE_SCHOOL: Final = "Deze gebeurtenis gaat over de school zelf. Zet in `subject` de schoolcode uit `data.school`."
_OF_A_PUPIL: Final = (
    "Deze gebeurtenis gaat over een leerling. Zet in `subject` de sleutel van de leerling in uw systeem, niet de "
    "schoolcode."
)


def regio_of(identity: Identity, school: str) -> str | None:
    """The region that an event of `school` belongs to: of the profile that lists the school, else of the token.

    None where there is neither, and where the token names another region than the profile: rules, deadlines and codes
    are the region's, so a token must not choose them.
    """
    profiel = profiel_van_school(school)
    if profiel is None:
        return identity.regio if identity.regio in profielen() else None
    return profiel.code if identity.regio in (None, profiel.code) else None


def findings(
    *,
    type_: str | None,
    source: str | None,
    subject: str | None,
    dataschema: str | None,
    data: Mapping[str, Any] | None,
    text: bytes,
    identity: Identity,
    today: date,
    where: Where,
) -> list[Finding]:
    """Everything wrong. An attribute that is None is not checked, save `subject`. `text`: the whole event as JSON."""
    found: list[Finding] = []
    model = CATALOGUS.get(type_) if type_ is not None else None
    if type_ is not None and (model is None or not model.kenmerken.afzenders):
        found.append(_type_finding(type_, model, where))
    if source is not None and not _may_send_from(identity, source):
        found.append(Finding(BRON_NIET_VAN_U, where.attribute("source", "bron-niet-van-u", BRON_NIET_VAN_U.uitleg)))
    if subject is None or not DOSSIERSLEUTEL.match(subject):
        found.append(Finding(ONGELDIGE_GEBEURTENIS, _subject_fout(subject, where)))
    elif model is not None and data is not None and identity.rol in NAMES_ITS_PUPILS:
        found += _dossier_findings(model.kenmerken.dossiers, data.get("school"), subject, where)
    if type_ is not None and dataschema is not None and not _is_schema_of(dataschema, type_):
        text_ = "`dataschema` hoort bij een ander type. Gebruik het schema uit /v1/catalogus, of laat het weg."
        found.append(Finding(ONGELDIGE_GEBEURTENIS, where.attribute("dataschema", "dataschema", text_)))
    if data is not None:
        found += _data_findings(model, data, identity, today, where)
    if bevat_persoonsnummer(text):
        found.append(Finding(PERSOONSNUMMER, where.whole("persoonsnummer", PERSOONSNUMMER.uitleg)))
    return found


def _type_finding(type_: str, model: type[Gebeurtenis] | None, where: Where) -> Finding:
    if model is not None:
        return Finding(TYPE_VAN_DE_HUB, where.attribute("type", "type-van-de-hub", TYPE_VAN_DE_HUB.uitleg))
    known = ", ".join(f"v{number}" for number in versies(type_))
    if known:
        text = f"De hub kent van deze gebeurtenis: {known}."
        return Finding(ONBEKENDE_VERSIE, where.attribute("type", "onbekende-versie", text))
    text = "De hub kent dit type niet. Alle types staan in /v1/catalogus."
    return Finding(ONBEKEND_TYPE, where.attribute("type", "onbekend-type", text))


def _may_send_from(identity: Identity, source: str) -> bool:
    organisation = source_organisation(source)
    return organisation is not None and organisation != _HUB and (
        organisation == identity.organisatie or organisation in identity.namens
    )  # fmt: skip


def _subject_fout(subject: str | None, where: Where) -> Fout:
    if subject is None:
        return where.attribute("subject", "verplicht", _NO_SUBJECT)
    return where.attribute(
        "subject",
        "dossiersleutel",
        "`subject` is een sleutel van uw systeem: 1 tot 64 letters, cijfers, punt, -, _ of ~. Nooit een naam.",
    )


def _dossier_findings(kinds: frozenset[Dossiersoort], school: Any, subject: str, where: Where) -> Iterator[Finding]:
    """A matter of the school in a pupil's dossier would mix the two for good, and the other way round."""
    if isinstance(school, str) and kind_named(school, subject) not in kinds:
        text = _OF_THE_SCHOOL if Dossiersoort.SCHOOL in kinds else _OF_A_PUPIL
        yield Finding(ANDER_SOORT_DOSSIER, where.attribute("subject", "ander-soort-dossier", text))


def _is_schema_of(dataschema: str, type_: str) -> bool:
    path = SCHEMA_PAD + type_
    return dataschema == path or (dataschema.startswith(("https://", "http://")) and dataschema.endswith(path))


def _data_findings(
    model: type[Gebeurtenis] | None, data: Mapping[str, Any], identity: Identity, today: date, where: Where
) -> Iterator[Finding]:
    school_is_wrong = False
    if model is not None:
        for path, fout in contract_faults(model, data, today, where):
            school_is_wrong = school_is_wrong or path[:1] == ("school",)
            yield Finding(ONGELDIGE_GEBEURTENIS, fout)
    if identity.rol not in NAMES_ITS_PUPILS:
        text = DOSSIER_NIET_TE_VINDEN.uitleg
        yield Finding(DOSSIER_NIET_TE_VINDEN, where.attribute("subject", "dossier-niet-te-vinden", text))
        return
    school = data.get("school")
    if school_is_wrong:
        return
    if not isinstance(school, str) or not is_school(school):
        text = "`school` is verplicht: de school van het dossier, zoals 12AB00."
        yield Finding(ONGELDIGE_GEBEURTENIS, where.data(("school",), "verplicht", text))
    elif school not in identity.scholen:
        yield Finding(SCHOOL_NIET_VAN_U, where.data(("school",), "school-niet-van-u", SCHOOL_NIET_VAN_U.uitleg))
    elif regio_of(identity, school) is None:
        yield Finding(REGIO_ONBEKEND, _regio_fout(identity, school, where))


def _regio_fout(identity: Identity, school: str, where: Where) -> Fout:
    if identity.regio is None:
        text = "Uw token noemt geen regio en geen regioprofiel noemt deze school."
    elif profiel_van_school(school) is not None:
        text = "Deze school hoort bij een andere regio dan de regio in uw token."
    else:
        text = "De hub kent de regio in uw token niet."
    return where.data(("school",), "regio-onbekend", text)
