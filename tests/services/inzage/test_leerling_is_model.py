"""What is written for a pupil is an `antwoord.Leerling`, field by field, whatever happened to that pupil."""

from datetime import date
from random import Random
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from eventlog.upcast import NO_UPCASTERS
from eventlog.views.projection import ViewReader
from projections.school import SCHOOL
from services.inzage import antwoord
from services.inzage.opening import Persoon
from services.inzage.present import present_leerling
from tests.projections.feiten import opgenomen
from tests.projections.geschiedenis import geschiedenis

_reader = ViewReader(SCHOOL.reads, NO_UPCASTERS)
_persoon = st.sampled_from(
    [
        Persoon("LL-1"), Persoon("LL-1", "Noor Verzonnen", date(2017, 5, 14)),
        Persoon(antwoord.VERGETEN, antwoord.VERGETEN, antwoord.VERGETEN),
    ]
)  # fmt: skip


@given(seed=st.integers(0, 2**32), persoon=_persoon, vandaag=st.dates(date(2025, 1, 1), date(2027, 12, 31)))
def test_it_is_the_model_and_nothing_else(seed: int, persoon: Persoon, vandaag: date) -> None:
    per_dossier: dict[Any, list[Any]] = {}
    for position, event in enumerate(geschiedenis(Random(seed)), 1):
        per_dossier.setdefault(event.dossier, []).append(_reader.read(opgenomen(event, position)))
    for events in per_dossier.values():
        written = msgspec.json.decode(msgspec.json.encode(present_leerling(SCHOOL.fold(events), persoon, vandaag)))
        read = antwoord.Leerling.model_validate_json(msgspec.json.encode(written), strict=True, by_name=False)
        assert read.model_dump(mode="json", by_alias=True) == written
