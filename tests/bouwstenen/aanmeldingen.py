"""Events of the domain aanmeldingen."""

from contracts.aanmeldingen import (
    AanvullingGevraagd,
    AanvullingOntvangen,
    BeslistermijnVerlengd,
    OnderwijsbehoefteInKaartGebracht,
    Ontvangen,
    PassendAanbodGedaan,
    PassendePlekGevonden,
    PassendePlekGezocht,
    PlekVoorgesteld,
    TijdelijkGeplaatst,
    Toegelaten,
    ToelatingGeweigerd,
)
from contracts.codes import Aanbodsoort, Canon, Weigeringsgrond, ZoekAanleiding
from contracts.gebeurtenis import Niveau

from .scenario import ANDERE_SCHOOL, SCHOOL, Dag, correctie, dag


def ontvangen(
    op: Dag = "2026-03-02",
    *,
    vermoeden: bool = False,
    start: Dag = "2026-08-17",
    koppelcode: str | None = None,
    school: str = SCHOOL,
    corrigeert: str | None = None,
) -> Ontvangen:
    return Ontvangen(
        school=school, ontvangstdatum=dag(op), gewenste_start=dag(start), leerjaar=5, koppelcode=koppelcode,
        vermoeden_extra_ondersteuning=vermoeden, schriftelijk=True, corrigeert=correctie(corrigeert),
    )  # fmt: skip


def aanvulling_gevraagd(op: Dag = "2026-03-10", *, corrigeert: str | None = None) -> AanvullingGevraagd:
    return AanvullingGevraagd(school=SCHOOL, datum=dag(op), corrigeert=correctie(corrigeert))


def aanvulling_ontvangen(op: Dag = "2026-03-17", *, corrigeert: str | None = None) -> AanvullingOntvangen:
    return AanvullingOntvangen(school=SCHOOL, datum=dag(op), corrigeert=correctie(corrigeert))


def verlengd(
    op: Dag = "2026-04-07",
    *,
    tot: Dag = "2026-05-11",
    mededeling: Dag | None = "2026-04-07",
    corrigeert: str | None = None,
) -> BeslistermijnVerlengd:
    return BeslistermijnVerlengd(
        school=SCHOOL, datum=dag(op), nieuwe_datum=dag(tot), reden="Het onderzoek duurt langer.",
        ouder_mededeling=dag(mededeling) if mededeling is not None else None, corrigeert=correctie(corrigeert),
    )  # fmt: skip


def onderwijsbehoefte(op: Dag = "2026-03-24", *, gebied: tuple[str, ...] = ("lezen-spelling",)) -> (
    OnderwijsbehoefteInKaartGebracht
):  # fmt: skip
    return OnderwijsbehoefteInKaartGebracht(
        school=SCHOOL, datum=dag(op), gebied=gebied, kernvraag="Wat helpt bij het leren lezen?"
    )


def passend_aanbod(
    op: Dag = "2026-04-01",
    *,
    soort: Aanbodsoort = Aanbodsoort.EXTRA_ONDERSTEUNING,
    canon: Canon | None = None,
    regionaal: str | None = None,
) -> PassendAanbodGedaan:
    niveau = Niveau(canon=canon, regionaal=regionaal) if canon is not None else None
    return PassendAanbodGedaan(school=SCHOOL, datum=dag(op), soort=soort, niveau=niveau)


def toegelaten(op: Dag = "2026-04-08", *, corrigeert: str | None = None) -> Toegelaten:
    return Toegelaten(school=SCHOOL, datum=dag(op), corrigeert=correctie(corrigeert))


def weigering(
    op: Dag = "2026-04-09",
    *,
    grond: Weigeringsgrond = Weigeringsgrond.ONDERSTEUNING,
    bereid: str | None = None,
    corrigeert: str | None = None,
) -> ToelatingGeweigerd:
    return ToelatingGeweigerd(
        school=SCHOOL, datum=dag(op), grond=grond, afweging="Dit past niet bij wat de school kan bieden.",
        bereid_gevonden_school=bereid, corrigeert=correctie(corrigeert),
    )  # fmt: skip


def tijdelijk_geplaatst(op: Dag = "2026-05-12") -> TijdelijkGeplaatst:
    return TijdelijkGeplaatst(school=SCHOOL, datum=dag(op))


def plek_gezocht(
    op: Dag = "2026-04-02", *, aanleiding: ZoekAanleiding = ZoekAanleiding.AANMELDING
) -> PassendePlekGezocht:
    return PassendePlekGezocht(school=SCHOOL, datum=dag(op), aanleiding=aanleiding, swv_begeleidt=True)


def plek_voorgesteld(op: Dag = "2026-04-08", *, school: str = ANDERE_SCHOOL) -> PlekVoorgesteld:
    return PlekVoorgesteld(
        school=SCHOOL, datum=dag(op), voorgestelde_school=school, reactie_ouders="Ouders willen eerst kijken."
    )


def plek_gevonden(op: Dag = "2026-04-20", *, school: str = ANDERE_SCHOOL) -> PassendePlekGevonden:
    return PassendePlekGevonden(school=SCHOOL, datum=dag(op), gevonden_school=school)
