"""Events of the domain leerlingen."""

from contracts.codes import AanspreekpuntRol, Uitschrijfreden, Verzuimsoort
from contracts.leerlingen import (
    AanspreekpuntToegewezen,
    GroepGewijzigd,
    Ingeschreven,
    KoppelcodeVernieuwd,
    PersoonsgegevensVastgelegd,
    ThuiszitterGesignaleerd,
    Uitgeschreven,
    VerzuimGemeld,
    VerzuimgrensBereikt,
)

from .scenario import SCHOOL, Dag, correctie, dag


def ingeschreven(
    op: Dag = "2026-08-17", *, extra: bool = False, groep: str = "5", corrigeert: str | None = None
) -> Ingeschreven:
    return Ingeschreven(
        school=SCHOOL, inschrijfdatum=dag(op), groep=groep, leerjaar=5, extra_ondersteuning=extra,
        corrigeert=correctie(corrigeert),
    )  # fmt: skip


def groep_gewijzigd(vanaf: Dag = "2026-10-26", *, groep: str = "6") -> GroepGewijzigd:
    return GroepGewijzigd(school=SCHOOL, groep=groep, vanaf=dag(vanaf))


def persoonsgegevens(op: Dag = "2026-03-02", *, naam: str = "Noor Verzonnen") -> PersoonsgegevensVastgelegd:
    return PersoonsgegevensVastgelegd(
        school=SCHOOL, datum=dag(op), naam=naam, geboortedatum=dag("2017-05-14"), woongemeente="0114"
    )


def aanspreekpunt(
    op: Dag = "2026-08-17", *, rol: AanspreekpuntRol = AanspreekpuntRol.INTERN_BEGELEIDER
) -> AanspreekpuntToegewezen:
    return AanspreekpuntToegewezen(school=SCHOOL, datum=dag(op), rol=rol)


def uitgeschreven(
    op: Dag = "2027-07-31",
    *,
    reden: Uitschrijfreden = Uitschrijfreden.VERVOLGONDERWIJS,
    volgende: str | None = None,
    corrigeert: str | None = None,
) -> Uitgeschreven:
    return Uitgeschreven(
        school=SCHOOL, datum=dag(op), reden=reden, volgende_school=volgende, corrigeert=correctie(corrigeert)
    )


def verzuimgrens(op: Dag = "2026-10-05") -> VerzuimgrensBereikt:
    return VerzuimgrensBereikt(school=SCHOOL, datum=dag(op))


def verzuim_gemeld(op: Dag = "2026-10-06", *, soort: Verzuimsoort = Verzuimsoort.ONGEOORLOOFD) -> VerzuimGemeld:
    return VerzuimGemeld(school=SCHOOL, soort=soort, datum=dag(op))


def thuiszitter(op: Dag = "2026-11-02") -> ThuiszitterGesignaleerd:
    return ThuiszitterGesignaleerd(school=SCHOOL, datum=dag(op))


def koppelcode_vernieuwd(op: Dag = "2026-06-01") -> KoppelcodeVernieuwd:
    return KoppelcodeVernieuwd(school=SCHOOL, datum=dag(op))
