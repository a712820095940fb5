"""The school view as tables: a row per dossier, one per running deadline and one per open signal."""

from collections.abc import Sequence
from datetime import date
from hashlib import blake2b
from typing import Final
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, Column, Date, Index, LargeBinary, MetaData, String, Table, Text, Uuid

from contracts.codes import Dossiersoort
from eventlog.events import Topic
from eventlog.views.projection import STATE, Part, Projection, Row

from .dossier import INITIAL, Dossier, evolve
from .shapes import SHAPES
from .volgorde import VOLGORDE

_tables: Final = MetaData()

DOSSIERS: Final = Table(
    "school_dossiers",
    _tables,
    Column("dossier", Uuid, primary_key=True),
    Column("school", String(6)),
    Column("soort", String(10)),
    Column("plek", Uuid, nullable=False),
    Column("groep", String(16)),
    Column("groep_vanaf", Date),
    Column("groep_daarvoor", String(16)),
    Column("canon", String(2)),
    Column("regionaal", String(40)),
    Column("extra_ondersteuning", String(12)),
    Column("eerste_einddatum", Date),
    Column("uitgeschreven_op", Date),
    Column("voorwaarde_vervallen", Boolean, nullable=False),
    Column(STATE, LargeBinary, nullable=False),
    Index("school_dossiers_lijst", "school", "soort", "plek"),
    postgresql_with={"fillfactor": 80},
)
"""`soort`: whose dossier; None as long as no fact says it."""

STAAT_STIL: Final = date.max
"""In place of an end date while the clock stands still: last in the order."""

TERMIJNEN: Final = Table(
    "school_termijnen",
    _tables,
    Column("dossier", Uuid, primary_key=True),
    Column("termijn", Text, primary_key=True),
    Column("school", String(6)),
    Column("einddatum", Date, nullable=False),
    Index("school_termijnen_lijst", "school", "einddatum", "termijn"),
)

SIGNALEN: Final = Table(
    "school_signalen",
    _tables,
    Column("dossier", Uuid, primary_key=True),
    Column("signaal", Text, primary_key=True),
    Column("school", String(6)),
    Column("gesignaleerd_op", BigInteger, nullable=False),
    Index("school_signalen_lijst", "school", "gesignaleerd_op", "signaal"),
)
"""Both say where a deadline or signal is in a list; what it is stands in the state of its dossier."""


def plek(dossier: UUID) -> UUID:
    """The place of a pupil in the list of a school: never another, and no way back to the dossier from a cursor."""
    return UUID(bytes=blake2b(dossier.bytes, digest_size=16).digest())


def _dossier(dossier: UUID, state: Dossier) -> Row:
    eerste = state.volgende_termijn
    einddatum = None if eerste is None else eerste.einddatum
    kind, vervallen = state.leerling, bool(state.voorwaarden)
    if kind is None:
        soort = Dossiersoort.SCHOOL.value if state.groepsmomenten else None
        return (state.school, soort, plek(dossier), *(None,) * 6, einddatum, None, vervallen)
    niveau, extra = kind.niveau, kind.extra_ondersteuning
    return (
        state.school, Dossiersoort.LEERLING.value, plek(dossier), kind.groep, kind.groep_vanaf, kind.groep_daarvoor,
        None if niveau is None else niveau.canon.value, None if niveau is None else niveau.regionaal,
        None if extra is None else extra.value, einddatum, kind.uitgeschreven_op, vervallen,
    )  # fmt: skip


def _termijnen(state: Dossier) -> Sequence[Row]:
    return [(t.id, t.school or state.school, t.einddatum or STAAT_STIL) for t in state.termijnen]


def _signalen(state: Dossier) -> Sequence[Row]:
    school = {t.id: t.school or state.school for t in state.termijnen}
    return [
        *((s.id, school[s.termijn], s.gesignaleerd_op) for s in state.open_signalen),
        *((v.signaal, state.school, v.gesignaleerd_op) for v in state.voorwaarden),
    ]


SCHOOL: Final = Projection(
    name="school",
    version=7,
    state=Dossier,
    initial=INITIAL,
    by="dossier",
    reads={Topic.FACTS: SHAPES},
    evolve=evolve,
    main=DOSSIERS,
    columns=_dossier,
    chronology=VOLGORDE,
    parts=(Part(TERMIJNEN, _termijnen), Part(SIGNALEN, _signalen)),
)
