"""Faults between the parts of a regioprofiel whose parts are sound in themselves."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from .codes import Schoolsoort
from .deadlines import broken_rule

if TYPE_CHECKING:
    from .profile import Regioprofiel

_SCHOOLSOORTEN: Final = {
    "po": frozenset({Schoolsoort.BAO, Schoolsoort.SBO, Schoolsoort.SO}),
    "vo": frozenset({Schoolsoort.VO, Schoolsoort.PRO, Schoolsoort.VSO}),
}


def cross_faults(profiel: "Regioprofiel") -> Iterator[str]:
    """One Dutch sentence per fault, as in `ProfielFout`."""
    tweemaal = "staat er twee keer. Elke combinatie van canon en regionaal komt één keer voor."
    for plek in _repeated([(n.canon, n.regionaal) for n in profiel.niveaus]):
        yield f"niveaus[{plek}]: {tweemaal}"
    for plek in _repeated([(g.canon, g.regionaal) for g in profiel.gebieden]):
        yield f"gebieden[{plek}]: {tweemaal}"

    ladder = {n.canon for n in profiel.niveaus}
    gebruikt = {
        "opp_vanaf": profiel.opp_vanaf,
        "extra_vanaf": profiel.extra_vanaf,
        "zorg_tegengehouden_vanaf": profiel.zorg_tegengehouden_vanaf,
        **{f"arrangementen.{soort}.canon": a.canon for soort, a in profiel.arrangementen.items()},
    }
    for pad, canon in gebruikt.items():
        if canon is not None and canon not in ladder:
            yield f'{pad}: "{canon}" past niet. Gebruik een canon dat bij niveaus staat.'

    for partner_id, partner in profiel.partners.items():
        for plek, hulpvorm in enumerate(partner.hulpvormen, 1):
            if hulpvorm not in profiel.hulpvormen:
                pad = f"partners.{partner_id}.hulpvormen[{plek}]"
                yield f'{pad}: "{hulpvorm}" past niet. Gebruik een code uit hulpvormen.'

    for termijn_id, afwijking in profiel.termijnen.items():
        regel = broken_rule(termijn_id, afwijking)
        if regel:
            yield f"termijnen.{termijn_id}: {regel}"

    for code, school in profiel.scholen.items():
        soorten = _SCHOOLSOORTEN[profiel.swv.soort]
        if school.soort not in soorten:
            keuze = ", ".join(s for s in Schoolsoort if s in soorten)
            verband = profiel.swv.soort.upper()
            yield f'scholen.{code}.soort: "{school.soort}" past niet. Bij een SWV {verband} horen: {keuze}.'


def _repeated(sleutels: list[tuple[str, str]]) -> Iterator[int]:
    """Places, from 1, of what stood there before."""
    return (plek for plek, sleutel in enumerate(sleutels, 1) if sleutel in sleutels[: plek - 1])
