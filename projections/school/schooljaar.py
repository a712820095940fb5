"""The schooljaar: 1 augustus to 31 juli (domain.md §7)."""

from dataclasses import dataclass
from datetime import date
from typing import Self


@dataclass(frozen=True, slots=True)
class Schooljaar:
    """The one that begins in calendar year `jaar`."""

    jaar: int

    @classmethod
    def van(cls, dag: date) -> Self:
        """The one in which a day lies."""
        return cls(dag.year if dag.month >= 8 else dag.year - 1)

    @classmethod
    def lees(cls, code: str) -> Self:
        """From its code, `2026-2027` (contracts/identifiers.py)."""
        return cls(int(code[:4]))

    @property
    def begin(self) -> date:
        """First day."""
        return date(self.jaar, 8, 1)

    def __str__(self) -> str:
        return f"{self.jaar:04d}-{self.jaar + 1:04d}"
