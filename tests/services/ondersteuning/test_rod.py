"""Invariant 10: of a registration in the ROD only dates; and its end does not lie before its begin."""

import msgspec
import pytest
from pydantic import ValidationError

from contracts.catalogue import CATALOGUS, voorbeeld
from contracts.gebeurtenis import Gebeurtenis
from contracts.ondersteuningsplannen import OppGeregistreerdInRod, RodRegistratieGeweigerd
from services.ondersteuning.regels import ROD_DATUMS
from tests.bouwstenen import given, opp_afgesloten, opp_vastgesteld, rod_geregistreerd, rod_geweigerd
from tests.services.ondersteuning.regios import DECIDER

REGISTRATIES = (OppGeregistreerdInRod, RodRegistratieGeweigerd)


@pytest.mark.parametrize("contract", REGISTRATIES)
@pytest.mark.parametrize(
    ("veld", "waarde"),
    [
        ("bsn", "123456782"), ("onderwijsnummer", "123456782"), ("pgn", 123456782), ("toelichting", "Vrije tekst."),
        ("kenmerk", "123456782"), ("kenmerk", "opp-2026-17"), ("begindatum", "123456782"), ("einddatum", 20261023),
    ],
)  # fmt: skip
def test_invariant_10_een_rodregistratie_draagt_alleen_datums(
    contract: type[Gebeurtenis], veld: str, waarde: object
) -> None:
    data = voorbeeld(contract.kenmerken.type)["data"]
    contract.lees(msgspec.json.encode(data))
    with pytest.raises(ValidationError):
        contract.lees(msgspec.json.encode({**data, veld: waarde}))


def test_invariant_10_er_is_geen_veld_waarin_een_nummer_past() -> None:
    algemeen = set(Gebeurtenis.model_fields)
    for contract in REGISTRATIES:
        eigen = set(CATALOGUS[contract.kenmerken.type].model_fields) - algemeen
        assert eigen == {"datum", "begindatum", "einddatum", "kenmerk"}


def test_het_einde_in_het_rod_ligt_niet_voor_het_begin() -> None:
    for registratie in (rod_geregistreerd, rod_geweigerd):
        scenario = given(DECIDER, opp_vastgesteld(), opp_afgesloten())
        scenario.when(registratie(begin="2026-10-23", einde="2026-10-22")).then_refused(ROD_DATUMS)
        scenario.when(registratie(begin="2026-10-23", einde="2026-10-23")).then_accepted()
        # Wrong whatever may still arrive: not held.
        given(DECIDER).when(registratie(begin="2026-10-23", einde="2026-10-22")).then_refused(ROD_DATUMS)
