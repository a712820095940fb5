"""A problem as it is told: RFC 9457 problem+json, with every fault at once in the form of the NL API Design Rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import msgspec
from starlette.responses import Response

from .problem_kinds import ProblemKind

MEDIA_TYPE: Final = "application/problem+json"
_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class Fout:
    """One fault. `in_`: where it is; `pointer`: JSON Pointer in the body (`/data/datum`), or `name` of a header, query
    or path parameter; `index`: which item of a batch. `code` is stable, `detail` is Dutch; neither repeats a value."""

    code: str
    detail: str
    in_: Literal["body", "header", "query", "path"] = "body"
    pointer: str | None = None
    name: str | None = None
    index: int | None = None

    def as_json(self) -> dict[str, Any]:
        """The wire form."""
        location: dict[str, Any] = {}
        if self.pointer is not None:
            location["pointer"] = "#" + self.pointer
        if self.name is not None:
            location["name"] = self.name
        if self.index is not None:
            location["index"] = self.index
        return {"in": self.in_, "location": location, "code": self.code, "detail": self.detail}


class Problem(Exception):
    """Raised anywhere in a request; answered as problem+json.

    `detail` and `next_step` default to the texts of the kind. `extra`: further members of the answer.
    """

    def __init__(
        self,
        kind: ProblemKind,
        detail: str | None = None,
        *,
        errors: Sequence[Fout] = (),
        next_step: str | None = None,
        headers: Mapping[str, str] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(kind.naam)
        self.kind = kind
        self.detail = detail or kind.uitleg
        self.errors = tuple(errors)
        self.next_step = next_step or kind.volgende_stap
        self.headers = dict(headers or {})
        self.extra = dict(extra or {})

    @property
    def status(self) -> int:
        """HTTP status."""
        return self.kind.status

    def as_json(self) -> dict[str, Any]:
        """The members of problem+json."""
        body: dict[str, Any] = {
            **self.extra,
            "type": self.kind.uri,
            "title": self.kind.titel,
            "status": self.kind.status,
            "detail": self.detail,
            "volgendeStap": self.next_step,
        }
        if self.errors:
            body["errors"] = [fout.as_json() for fout in self.errors]
        return body

    def response(self) -> Response:
        """The answer."""
        return Response(_encode(self.as_json()), self.status, self.headers, MEDIA_TYPE)


def pointer(*parts: str | int) -> str:
    """JSON Pointer (RFC 6901) of these member names and places, counted from 0."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)
