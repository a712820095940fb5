"""The morning of a school: the support of its pupils, and what is still to be done for them."""

from typing import Any

import pytest

from services.inzage import antwoord

from .ochtenden import BRAM, NOOR, VANDAAG, leerling, ochtend, scherm, termijn, vlak


def met_opp(wie: antwoord.Wie, opp: dict[str, Any] | None = None, **rest: Any) -> dict[str, Any]:
    """A pupil as the list shows it, with an OPP: the example of the interface, where nothing is left to do."""
    [voorbeeld] = antwoord.Leerling.model_json_schema(by_alias=True)["examples"]
    return {**voorbeeld, **leerling(wie), "opp": voorbeeld["opp"] | (opp or {}), **rest}


@pytest.mark.parametrize(
    ("opp", "rest", "te_doen"),
    [
        ({}, {}, ()),
        ({"teEvalueren": True}, {}, ("OPP evalueren",)),
        ({"versie": None, "inVoorbereiding": True, "ontbreekt": ["hoorrecht", "instemming"]}, {"rod": None},
         ("leerling horen", "instemming vragen")),
        ({"versie": None, "inVoorbereiding": True, "ontbreekt": ["hoorrecht"]},
         {"rod": None, "samenspraakOntbreekt": ["ouders", "leerling"]}, ("leerling horen", "bespreken met ouders")),
        ({}, {"instemming": {"versie": 1, "status": "ingetrokken", "datum": "2026-11-02"}},
         ("ouders spreken: zij trokken hun instemming in",)),
        ({}, {"instemming": {"versie": 2, "status": "ingetrokken", "datum": "2026-11-02"}}, ()),
        ({}, {"rod": {"status": "niet-geregistreerd"}}, ("OPP in het ROD zetten",)),
        ({}, {"rod": {"status": "geweigerd"}}, ("ROD weigerde het OPP: herstellen",)),
        ({}, {"nietBewaakteTermijnen": [{"regel": "tlv-besluit", "gestartOp": "2026-11-02", "einddatum": None}]},
         ("zelf bewaken: tlv-besluit",)),
        ({}, {"samenspraakOntbreekt": ["ouders", "leerling"]}, ("bespreken met ouders en leerling",)),
    ],
)  # fmt: skip
def test_what_is_still_to_be_done_for_a_pupil(
    opp: dict[str, Any], rest: dict[str, Any], te_doen: tuple[str, ...]
) -> None:
    gevonden = ochtend(leerlingen=[met_opp(BRAM, opp, **rest)])
    assert [rij.te_doen for rij in gevonden.ondersteuning] == ([te_doen] if te_doen else [])


def test_support_reads_well() -> None:
    groep = antwoord.Groep(
        groep="5", leerlingen=27, seo_nov=antwoord.SeoMeting(datum=VANDAAG, instrument="kijk-op-welbevinden"),
        seo_apr=None, groepsplan_vak=(), groepsplan_gedrag=(), groepsplan_besproken=(),
    )  # fmt: skip
    tekst = vlak(
        scherm(
            ochtend(
                leerlingen=[met_opp(NOOR, {"teEvalueren": True})],
                kengetallen={
                    "metOpp": 11, "oppTeEvalueren": 4, "lopendePlannen": 28, "plannenOverDatum": 2,
                    "plannenZonderResultaat": 5,
                },
                groepen=(groep, groep.model_copy(update={"groep": "6", "seo_nov": None}),
                         groep.model_copy(update={"groep": "9", "leerlingen": 0})),
            )
        )
    )  # fmt: skip
    assert (
        "11 OPP’s, waarvan 4 nog te evalueren in 2026-2027 · 28 plannen lopen, 2 over datum · 5 zonder resultaat"
        in tekst
    )
    assert "Groepen met een SEO-meting: november 1 van 2" in tekst
    assert "Noor Verzonnen 5 2a OPP versie 1 OPP evalueren" in tekst


def test_without_support_it_says_so() -> None:
    assert "Er is nog geen ondersteuning vastgelegd." in scherm(ochtend())


def test_a_plan_below_the_opp_is_named_with_its_number() -> None:
    [rij] = ochtend(leerlingen=[met_opp(BRAM, samenspraakOntbreekt=["ouders"]) | {"opp": None}]).ondersteuning
    assert (rij.plan, rij.niveau) == ("IHP 1", "2a")


def test_a_deadline_of_the_school_itself() -> None:
    gevonden = ochtend(
        termijnen=(termijn(None, 3, regel="seo-meting", groep="5"), termijn(None, 4, regel="monitoring"))
    )
    assert [(t.wie, t.groep) for t in gevonden.binnenkort] == [("De school", "5"), ("De school", "–")]
