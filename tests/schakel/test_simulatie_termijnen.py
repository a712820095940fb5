"""The simulated year leaves a school something to do this morning: deadlines that run, are near and have passed."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

import pytest

from contracts.regio import profielen
from contracts.regioprofiel import Regioprofiel
from contracts.termijnberekening import Opschorting, Termijnstatus, bereken, status
from contracts.termijnen import regels_op
from schakel.simulatie import Inzending, Verwacht, simuleer

_BESLUIT = ("passendaanbodgedaan", "toegelaten", "toelatinggeweigerd")
DAGEN = [date(2026, 11, 22), date(2026, 2, 2), date(2026, 6, 15), date(2026, 9, 1)]


@dataclass
class Aanmelding:
    id: str
    school: str
    ontvangen: date
    gevraagd: list[date] = field(default_factory=list)
    beantwoord: list[date] = field(default_factory=list)
    verlenging: tuple[date, date] | None = None
    besloten: date | None = None

    def status(self, op: date) -> Termijnstatus:
        stil = [
            Opschorting(v, self.beantwoord[n] if n < len(self.beantwoord) else None)
            for n, v in enumerate(self.gevraagd)
        ]
        regel = regels_op("aanmelding-beslissing", self.ontvangen)
        nieuw, op_dag = self.verlenging or (None, None)
        einde = bereken(regel, self.ontvangen, opschortingen=stil, verlenging=nieuw, verlengd_op=op_dag).einddatum
        return status(einde, op, regel.nadert_dagen, self.besloten)


def _aanmeldingen(inzendingen: Iterable[Inzending]) -> Iterator[Aanmelding]:
    """What the accepted events come to, without the hub."""
    staat: dict[str, Aanmelding] = {}
    feiten = (i.gebeurtenis for i in inzendingen if i.verwacht is Verwacht.AANVAARD)
    for gebeurtenis in sorted(feiten, key=lambda g: str(g["time"])):
        sleutel, data = gebeurtenis["subject"], gebeurtenis["data"]
        soort = gebeurtenis["type"].split(".")[3]
        datum = date.fromisoformat(data["datum"]) if "datum" in data else None
        if soort == "ontvangen":
            staat[sleutel] = Aanmelding(gebeurtenis["id"], data["school"], date.fromisoformat(data["ontvangstdatum"]))
        elif sleutel not in staat or datum is None:
            continue
        elif soort == "gebeurtenisingetrokken":
            if data["id"] == staat[sleutel].id:
                del staat[sleutel]
        elif soort == "aanvullinggevraagd":
            staat[sleutel].gevraagd.append(datum)
        elif soort == "aanvullingontvangen":
            staat[sleutel].beantwoord.append(datum)
        elif soort == "beslistermijnverlengd":
            staat[sleutel].verlenging = (date.fromisoformat(data["nieuweDatum"]), datum)
        elif soort in _BESLUIT:
            staat[sleutel].besloten = staat[sleutel].besloten or datum
    yield from staat.values()


@pytest.mark.parametrize("tot", DAGEN, ids=str)
@pytest.mark.parametrize("profiel", profielen().values(), ids=lambda p: p.code)
def test_a_region_wakes_up_to_every_kind_of_deadline(profiel: Regioprofiel, tot: date) -> None:
    stand = Counter(a.status(tot) for a in _aanmeldingen(simuleer(profiel, aantal=8_000, seed=1, tot=tot)))
    for wat in (
        Termijnstatus.LOPEND, Termijnstatus.NADERT, Termijnstatus.VERSTREKEN, Termijnstatus.OPGESCHORT,
        Termijnstatus.GEHAALD, Termijnstatus.TE_LAAT_GEHAALD,
    ):  # fmt: skip
        assert stand[wat] >= 3, stand
    assert stand[Termijnstatus.GEHAALD] > 0.5 * sum(stand.values()), "most schools decide in time"


def test_many_a_school_has_something_late_and_something_near_this_morning() -> None:
    profiel, tot = profielen()["plein-013"], DAGEN[0]
    per_school: dict[str, set[Termijnstatus]] = {}
    for aanmelding in _aanmeldingen(simuleer(profiel, aantal=8_000, seed=1, tot=tot)):
        per_school.setdefault(aanmelding.school, set()).add(aanmelding.status(tot))
    vol = [s for s, gezien in per_school.items() if {Termijnstatus.VERSTREKEN, Termijnstatus.NADERT} <= gezien]
    assert len(vol) >= 0.4 * len(profiel.scholen)
