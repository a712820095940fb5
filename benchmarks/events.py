"""What the benchmarks over HTTP send: valid events of ~1 KB, of invented pupils in turn."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from typing import Any
from uuid import uuid4

from benchmarks.append import TEXT
from contracts.regio import profielen

REGIO = "plein-013"
SCHOOLS = sorted(profielen()[REGIO].scholen)
PUPILS = 2_000
_numbers = count()


def gebeurtenissen(amount: int) -> Iterator[dict[str, Any]]:
    """As an LVS sends them; the next ones go on where these ended."""
    now = datetime.now(UTC).replace(microsecond=0)
    for _ in range(amount):
        number = next(_numbers) % PUPILS
        school = SCHOOLS[number % len(SCHOOLS)]
        yield {
            "specversion": "1.0", "id": str(uuid4()), "source": f"urn:nld:brin:{school}:systeem:lvs",
            "type": "nl.passendonderwijs.leerlingen.persoonsgegevensvastgelegd.v1",
            "time": now.isoformat(), "subject": f"meting-{number:07d}", "datacontenttype": "application/json",
            "data": {
                "school": school, "datum": "2026-03-02", "naam": "Noor Verzonnen", "geboortedatum": "2017-05-14",
                "adres": TEXT[:350], "woongemeente": "0855",
            },
        }  # fmt: skip
