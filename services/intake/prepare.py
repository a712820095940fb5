"""From what was sent to what can be stored, but for the dossier and its key: everything that needs no I/O."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final
from urllib.parse import unquote
from uuid import UUID, uuid5

import msgspec

from contracts.catalogue import bewaarklasse, velden_van
from contracts.envelope import (
    WITHDRAWAL,
    CloudEvent,
    EnvelopeError,
    canonical_json,
    from_binary,
    from_structured,
    parse_json,
)
from eventlog.body import Actor, Body, encode_body
from eventlog.dossiers import DossierName
from eventlog.sealing.seal import SealedPart, split

from ..web.identity import Identity
from .checks import findings, regio_of
from .dossier import dossier_named
from .finding import Finding, Where
from .problems import PERSOONSNUMMER

_SUBMISSIONS: Final = UUID("b0c5a0de-7a0c-5d2c-9c3a-0f6f1d1d7f02")
"""Namespace of submission ids. Fixed for good: a resend must get the id of the first."""


def submission_id(source: str, id_: str) -> UUID:
    """The id in `/v1/inzendingen/{id}` of an event."""
    return uuid5(_SUBMISSIONS, f"{source}\n{id_}")


class Prepared(msgspec.Struct, frozen=True, gc=False):
    """An event that is right. `open` and `part`: its body parted in what is readable and what will be sealed."""

    submission: UUID
    type: str
    source: str
    id: str
    name: DossierName
    regio: str
    key_class: str
    open: bytes
    part: SealedPart

    @property
    def identity(self) -> tuple[str, str]:
        """`source` and `id`: what makes it this event."""
        return self.source, self.id


def prepare(event: CloudEvent, identity: Identity, today: date, where: Where) -> Prepared | Sequence[Finding]:
    """Check a CloudEvent and part its body; or all that is wrong with it."""
    wrong = findings(
        type_=event.type, source=event.source, subject=event.subject, dataschema=event.dataschema, data=event.data,
        text=event.canonical, identity=identity, today=today, where=where,
    )  # fmt: skip
    if wrong or event.subject is None:  # without `subject` something is wrong
        return wrong
    school, data = event.data["school"], event.data
    open_, sealed = split(data, velden_van(event.type).verzegelde_paden)
    corrects = data.get("corrigeert")
    body = Body(
        actor=Actor(identity.rol.value, identity.organisatie, identity.gebruiker),
        data=open_,
        time=event.time,
        sealed=tuple(sealed),
        corrects=corrects["id"] if corrects else None,
        withdraws=data["id"] if event.type == WITHDRAWAL else None,
    )
    return Prepared(
        submission=submission_id(event.source, event.id),
        type=event.type,
        source=event.source,
        id=event.id,
        name=dossier_named(school, event.subject),
        regio=regio_of(identity, school) or "",
        key_class=bewaarklasse(event.type).value,
        open=encode_body(body),
        part=SealedPart(event.digest, sealed),
    )


def prepare_structured(
    body: bytes, identity: Identity, now: datetime, today: date, where: Where
) -> Prepared | Sequence[Finding]:
    """One event as JSON, alone or in a batch."""
    raw: Any = None
    try:
        raw = parse_json(body)
        event = from_structured(raw, now=now)
    except EnvelopeError as wrong:
        attributes = raw if isinstance(raw, dict) else None
        data = attributes.get("data") if attributes else None
        return _all_findings(wrong, attributes, data, identity, today, where)
    return prepare(event, identity, today, where)


def prepare_binary(
    headers: Iterable[tuple[str, str]], body: bytes, identity: Identity, now: datetime, today: date
) -> Prepared | Sequence[Finding]:
    """One event with its attributes in `ce-` headers."""
    where = Where(binary=True)
    headers = list(headers)
    try:
        event = from_binary(headers, body, now=now)
    except EnvelopeError as wrong:
        attributes = {name.lower()[3:]: unquote(value) for name, value in headers if name.lower().startswith("ce-")}
        data: Any = None
        try:
            data = parse_json(body)
        except EnvelopeError:
            wrong = _with_attribute_faults(wrong, headers, now)
        return _all_findings(wrong, attributes, data, identity, today, where)
    return prepare(event, identity, today, where)


def _with_attribute_faults(wrong: EnvelopeError, headers: Iterable[tuple[str, str]], now: datetime) -> EnvelopeError:
    """Broken JSON hides what is wrong with the headers: look at those apart."""
    try:
        from_binary(headers, b"{}", now=now)
    except EnvelopeError as more:
        return EnvelopeError([*wrong.faults, *more.faults])
    return wrong


def _all_findings(
    wrong: EnvelopeError,
    attributes: Mapping[str, Any] | None,
    data: Any,
    identity: Identity,
    today: date,
    where: Where,
) -> Sequence[Finding]:
    """The faults of the envelope, and those that can be found beside them."""
    found = [where.envelope(fault) for fault in wrong.faults]
    if attributes is None:
        return found
    faulty = {fault.field for fault in wrong.faults}
    sound = {
        name: value if isinstance(value := attributes.get(name), str) and name not in faulty else None
        for name in ("type", "source", "subject", "dataschema")
    }
    beside = findings(
        type_=sound["type"], source=sound["source"], subject=sound["subject"], dataschema=sound["dataschema"],
        data=data if isinstance(data, dict) else None, text=canonical_json([attributes, data]),
        identity=identity, today=today, where=where,
    )  # fmt: skip
    # Of one attribute the envelope has the say; a number of a person is always told.
    told = {(finding.fout.in_, finding.fout.pointer, finding.fout.name) for finding in found}
    return found + [
        f for f in beside if f.kind is PERSOONSNUMMER or (f.fout.in_, f.fout.pointer, f.fout.name) not in told
    ]
