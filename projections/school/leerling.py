"""What a school sees of one pupil: the state of a dossier, and how each fact changes it. Pure."""

from datetime import date
from enum import StrEnum
from typing import Final

import msgspec
from msgspec.structs import replace

from contracts.codes import (
    Aanbodsoort,
    AanspreekpuntRol,
    Uitschrijfreden,
    Verzuimsoort,
    Weigeringsgrond,
    ZoekAanleiding,
)
from eventlog.views.projection import Sealed, ViewEvent, sealed_part

from . import shapes
from .shapes import Niveau


class ExtraOndersteuning(StrEnum):
    """Whether the pupil needs extra ondersteuning, as far as the school has said."""

    GEEN = "geen"
    VERMOEDEN = "vermoeden"
    BEKEND = "bekend"


class Aanmeldstatus(StrEnum):
    """Where an aanmelding stands."""

    OPEN = "open"
    AANVULLING_GEVRAAGD = "aanvulling-gevraagd"
    AANBOD_GEDAAN = "aanbod-gedaan"
    TOEGELATEN = "toegelaten"
    GEWEIGERD = "geweigerd"
    TIJDELIJK_GEPLAATST = "tijdelijk-geplaatst"


class Signaalsoort(StrEnum):
    """What a signal says of a running deadline."""

    NADERT = "nadert"
    VERSTREKEN = "verstreken"


class Aanmelding(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """The last aanmelding. `sinds`: business date of its status. `verlengd_tot`: as told to ouders."""

    status: Aanmeldstatus = Aanmeldstatus.OPEN
    sinds: date | None = None
    ontvangstdatum: date | None = None
    gewenste_start: date | None = None
    verlengd_tot: date | None = None
    aanbod: Aanbodsoort | None = None
    weigeringsgrond: Weigeringsgrond | None = None
    bereid_gevonden_school: str | None = None


class PassendePlek(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """The search for a passende plek; over when it was found."""

    gezocht_sinds: date | None = None
    aanleiding: ZoekAanleiding | None = None
    swv_begeleidt: bool = False
    voorgestelde_school: str | None = None
    gevonden_school: str | None = None
    gevonden_op: date | None = None


class Verzuim(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """Absence as the law asks after it."""

    grens_bereikt_op: date | None = None
    gemeld_op: date | None = None
    soort: Verzuimsoort | None = None
    thuiszitter_sinds: date | None = None


class Termijn(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A running deadline. `einddatum`: None while the clock stands still."""

    id: str
    regel: str
    gestart_op: date
    einddatum: date | None
    opgeschort_sinds: date | None


class Signaal(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A signal of a deadline. `gesignaleerd_op`: µs since 1970 UTC."""

    id: str
    soort: Signaalsoort
    termijn: str
    regel: str
    einddatum: date | None
    datum: date
    gesignaleerd_op: int


class Leerling(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """One pupil of one school. `groep` counts from `groep_vanaf`; before that day `groep_daarvoor` does."""

    school: str | None = None
    groep: str | None = None
    groep_vanaf: date | None = None
    groep_daarvoor: str | None = None
    leerjaar: int | None = None
    extra_ondersteuning: ExtraOndersteuning | None = None
    niveau: Niveau | None = None
    aanmelding: Aanmelding | None = None
    aanspreekpunt: AanspreekpuntRol | None = None
    ingeschreven_op: date | None = None
    uitgeschreven_op: date | None = None
    uitschrijfreden: Uitschrijfreden | None = None
    volgende_school: str | None = None
    passende_plek: PassendePlek | None = None
    verzuim: Verzuim | None = None
    personalia: Sealed | None = None
    termijnen: tuple[Termijn, ...] = ()
    signalen: tuple[Signaal, ...] = ()

    @property
    def volgende_termijn(self) -> Termijn | None:
        """The running deadline that ends first."""
        running = [t for t in self.termijnen if t.einddatum is not None]
        return min(running, key=lambda t: (t.einddatum or date.max, t.id), default=None)

    @property
    def open_signalen(self) -> tuple[Signaal, ...]:
        """Of each running deadline the last signal about the date on which it ends now.

        The rest is dealt with. It is kept: a deadline that goes back to a date is not signalled for it once more.
        """
        einde = {t.id: t.einddatum for t in self.termijnen}
        current = (s for s in self.signalen if s.termijn in einde and einde[s.termijn] == s.einddatum)
        return tuple({s.termijn: s for s in current}.values())

    def groep_op(self, dag: date) -> str | None:
        """The groep on a day; before the first one begins, that one."""
        if self.groep_daarvoor is None or self.groep_vanaf is None or self.groep_vanaf <= dag:
            return self.groep
        return self.groep_daarvoor


INITIAL: Final = Leerling()
# An offer of these says that the support is needed, whatever was suspected [keuze].
_EXTRA: Final = frozenset(Aanbodsoort) - {Aanbodsoort.BASISONDERSTEUNING, Aanbodsoort.ANDERE_SCHOOL}
_SIGNAALSOORT: Final[dict[type, Signaalsoort]] = {
    shapes.Nadert: Signaalsoort.NADERT,
    shapes.Verstreken: Signaalsoort.VERSTREKEN,
}


def evolve(state: Leerling, event: ViewEvent) -> Leerling:
    """The pupil after this fact or signal."""
    if isinstance(event.data, shapes.Termijnsignaal):
        return _termijn(state, event, event.data)
    if not isinstance(event.data, shapes.Feit):
        return state
    if state.school is None and event.data.school is not None:
        state = replace(state, school=event.data.school)
    match event.data:
        case shapes.PersoonsgegevensVastgelegd():
            return replace(state, personalia=sealed_part(event))
        case shapes.Ontvangen() as data:
            return _aangemeld(state, data)
        case shapes.Ingeschreven() as data:
            return _ingeschreven(state, data)
        case shapes.GroepGewijzigd(groep=groep, vanaf=vanaf):
            return _groep(state, groep, vanaf)
        case shapes.AanspreekpuntToegewezen(rol=rol):
            return replace(state, aanspreekpunt=rol)
        case shapes.Uitgeschreven(datum=datum, reden=reden, volgende_school=school):
            return replace(state, uitgeschreven_op=datum, uitschrijfreden=reden, volgende_school=school)
        case shapes.VerzuimgrensBereikt(datum=datum):
            return replace(state, verzuim=replace(state.verzuim or Verzuim(), grens_bereikt_op=datum))
        case shapes.VerzuimGemeld(datum=datum, soort=soort):
            return replace(state, verzuim=replace(state.verzuim or Verzuim(), gemeld_op=datum, soort=soort))
        case shapes.ThuiszitterGesignaleerd(datum=datum):
            return replace(state, verzuim=replace(state.verzuim or Verzuim(), thuiszitter_sinds=datum))
        case shapes.PassendePlekGezocht(datum=datum, aanleiding=aanleiding, swv_begeleidt=begeleidt):
            return replace(state, passende_plek=PassendePlek(datum, aanleiding, begeleidt))
        case shapes.PlekVoorgesteld(voorgestelde_school=school):
            plek = state.passende_plek or PassendePlek()
            return replace(state, passende_plek=replace(plek, voorgestelde_school=school))
        case shapes.PassendePlekGevonden(datum=datum, gevonden_school=school):
            plek = state.passende_plek or PassendePlek()
            return replace(state, passende_plek=replace(plek, gevonden_school=school, gevonden_op=datum))
        case shapes.PassendAanbodGedaan(soort=soort, niveau=niveau):
            bekend = ExtraOndersteuning.BEKEND if soort in _EXTRA else state.extra_ondersteuning
            state = replace(state, extra_ondersteuning=bekend, niveau=niveau or state.niveau)
        case _:
            pass
    return _beslist(state, event.data)


def _aangemeld(state: Leerling, data: shapes.Ontvangen) -> Leerling:
    extra = ExtraOndersteuning.VERMOEDEN if data.vermoeden_extra_ondersteuning else ExtraOndersteuning.GEEN
    if state.extra_ondersteuning is ExtraOndersteuning.BEKEND:
        extra = ExtraOndersteuning.BEKEND
    return replace(
        state,
        aanmelding=Aanmelding(
            sinds=data.ontvangstdatum, ontvangstdatum=data.ontvangstdatum, gewenste_start=data.gewenste_start
        ),
        leerjaar=data.leerjaar if state.ingeschreven_op is None else state.leerjaar,
        extra_ondersteuning=extra,
    )


def _ingeschreven(state: Leerling, data: shapes.Ingeschreven) -> Leerling:
    state = _groep(state, data.groep, data.inschrijfdatum)
    return replace(
        state,
        ingeschreven_op=data.inschrijfdatum,
        uitgeschreven_op=None,
        uitschrijfreden=None,
        volgende_school=None,
        leerjaar=data.leerjaar,
        extra_ondersteuning=ExtraOndersteuning.BEKEND if data.extra_ondersteuning else ExtraOndersteuning.GEEN,
    )


def _groep(state: Leerling, groep: str, vanaf: date) -> Leerling:
    if state.groep_vanaf is not None and vanaf < state.groep_vanaf:
        # A later change was told before: that one is still to come.
        return replace(state, groep_daarvoor=groep)
    return replace(state, groep=groep, groep_vanaf=vanaf, groep_daarvoor=state.groep)


def _beslist(state: Leerling, data: shapes.Feit) -> Leerling:
    """What the rest does to the aanmelding: the clock of the decision, and the decision."""
    is_ = state.aanmelding or Aanmelding()
    match data:
        case shapes.AanvullingGevraagd(datum=datum) if is_.status is Aanmeldstatus.OPEN:
            is_ = replace(is_, status=Aanmeldstatus.AANVULLING_GEVRAAGD, sinds=datum)
        case shapes.AanvullingOntvangen(datum=datum) if is_.status is Aanmeldstatus.AANVULLING_GEVRAAGD:
            is_ = replace(is_, status=Aanmeldstatus.OPEN, sinds=datum)
        case shapes.BeslistermijnVerlengd(nieuwe_datum=nieuwe_datum):
            is_ = replace(is_, verlengd_tot=nieuwe_datum)
        case shapes.PassendAanbodGedaan(datum=datum, soort=soort):
            is_ = replace(is_, status=Aanmeldstatus.AANBOD_GEDAAN, sinds=datum, aanbod=soort)
        case shapes.Toegelaten(datum=datum):
            is_ = replace(is_, status=Aanmeldstatus.TOEGELATEN, sinds=datum)
        case shapes.ToelatingGeweigerd(datum=datum, grond=grond, bereid_gevonden_school=school):
            is_ = replace(
                is_, status=Aanmeldstatus.GEWEIGERD, sinds=datum, weigeringsgrond=grond, bereid_gevonden_school=school
            )
        case shapes.TijdelijkGeplaatst(datum=datum):
            is_ = replace(is_, status=Aanmeldstatus.TIJDELIJK_GEPLAATST, sinds=datum)
        case _:
            return state
    return replace(state, aanmelding=is_)


def _termijn(state: Leerling, event: ViewEvent, data: shapes.Termijnsignaal) -> Leerling:
    match data:
        case shapes.Gestart(opgeschort_sinds=sinds):
            termijn = Termijn(data.termijn, data.regel, data.gestart_op, data.einddatum, sinds)
            return replace(state, termijnen=(*_zonder(state.termijnen, data.termijn), termijn))
        case shapes.Nadert() | shapes.Verstreken():
            signaal = Signaal(
                event.id, _SIGNAALSOORT[type(data)], data.termijn, data.regel, data.einddatum, data.datum,
                event.recorded,
            )  # fmt: skip
            return replace(state, signalen=(*state.signalen, signaal))
        case _:
            return replace(state, termijnen=_zonder(state.termijnen, data.termijn))


def _zonder(termijnen: tuple[Termijn, ...], id_: str) -> tuple[Termijn, ...]:
    return tuple(t for t in termijnen if t.id != id_)
