"""Why a regioprofiel is refused, in Dutch: from what pydantic and tomllib say to a path, what is wrong and the rule."""

import json
import re
import tomllib
from collections.abc import Iterable
from typing import Final

from pydantic_core import ErrorDetails

_ZINNEN: Final = {
    "missing": "Dit veld is verplicht.",
    "extra_forbidden": "Dit veld bestaat hier niet. Controleer de spelling of haal het weg.",
    "enum": "Kies uit: {expected}.",
    "too_short": "Geef er minstens {min_length}.",
    "tuple_type": "Dit moet een lijst zijn.",
    "regel": "{zin}",
}
_TABEL: Final = "Dit moet een tabel zijn."
_ZONDER_WAARDE: Final = frozenset({"missing", "extra_forbidden"})


class ProfielFout(ValueError):
    """A profile is refused. `fouten`: one Dutch sentence per fault, `path: what is wrong. The rule.`

    Places in a list are counted from 1, as a reader counts them: `niveaus[1]` is the first.
    """

    def __init__(self, fouten: Iterable[str]) -> None:
        self.fouten: Final = tuple(fouten)
        super().__init__("Het regioprofiel klopt niet.\n" + "\n".join(f"- {fout}" for fout in self.fouten))


def sentences(detail: ErrorDetails) -> tuple[str, ...]:
    """A fault as pydantic tells it, in Dutch: path, value where that helps, rule."""
    soort, context = detail["type"], detail.get("ctx", {})
    if soort == "onderling":
        return tuple(context["fouten"])
    if soort == "enum":
        context = {"expected": context["expected"].replace("'", "").replace(" or ", " of ")}
    zin = _ZINNEN.get(soort, _TABEL).format(**{"zin": detail["msg"], **context})
    waarde = detail["input"]
    if isinstance(waarde, str | int | float) and soort not in _ZONDER_WAARDE:
        zin = f"{json.dumps(waarde, ensure_ascii=False)[:60]} past niet. {zin}"
    return (f"{_path(detail['loc'])}: {zin}",)


def _path(loc: tuple[int | str, ...]) -> str:
    """Where it is wrong: `scholen.12AB00.bestuur`, `niveaus[2].canon`."""
    delen = (f"[{deel + 1}]" if isinstance(deel, int) else f".{deel}" for deel in loc if deel != "[key]")
    return "".join(delen).removeprefix(".")


def toml_fault(fout: tomllib.TOMLDecodeError) -> str:
    """Where a text stops being TOML, in Dutch."""
    plek = re.search(r"line (\d+), column (\d+)", str(fout))
    waar = f"regel {plek[1]}, kolom {plek[2]}" if plek else "einde van de tekst"
    return f"{waar}: dit is geen geldige TOML, of een sleutel staat er twee keer."
