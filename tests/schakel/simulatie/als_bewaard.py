"""A simulated submission as intake would keep it: for tests that follow a year without a database."""

from uuid import NAMESPACE_URL, UUID, uuid5

from contracts.catalogue import velden_van
from contracts.envelope import WITHDRAWAL
from eventlog.body import Actor, Body, encode_body
from eventlog.events import NewEvent, Topic
from eventlog.sealing.seal import split
from schakel.simulatie import Inzending


def dossier_van(inzending: Inzending) -> UUID:
    """The dossier that the school's key names, the same every time."""
    return uuid5(NAMESPACE_URL, f"{inzending.school}:{inzending.gebeurtenis['subject']}")


def als_bewaard(inzending: Inzending, regio: str) -> NewEvent:
    """As submitted by an LVS, with what is sealed taken out."""
    gebeurtenis, dossier = inzending.gebeurtenis, dossier_van(inzending)
    type_, data = gebeurtenis["type"], gebeurtenis["data"]
    open_, verzegeld = split(data, velden_van(type_).verzegelde_paden)
    body = Body(
        actor=Actor("lvs", "lvs-leverancier"), data=open_, sealed=tuple(verzegeld),
        corrects=data.get("corrigeert", {}).get("id"), withdraws=data["id"] if type_ == WITHDRAWAL else None,
    )  # fmt: skip
    return NewEvent(
        topic=Topic.SUBMISSIONS, dossier=dossier, type=type_, source=gebeurtenis["source"], id=gebeurtenis["id"],
        regio=regio, open=encode_body(body), cause=uuid5(dossier, gebeurtenis["id"]),
    )  # fmt: skip
