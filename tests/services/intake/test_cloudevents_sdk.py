"""The outside judge of the wire: events that the official CloudEvents SDK writes are understood."""

from datetime import UTC, datetime

from cloudevents.core.bindings.http import to_binary, to_structured
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent

from .hub import Hub, gebeurtenis


def _event() -> CloudEvent:
    type_ = "nl.passendonderwijs.aanmeldingen.beslistermijnverlengd.v1"
    event = gebeurtenis(type_, {"reden": "Eén «onderzoek» loopt nog 😀"})
    data = event.pop("data")
    return CloudEvent(event | {"time": datetime(2026, 11, 2, 9, 30, tzinfo=UTC)}, data)


async def test_structured_and_binary_of_the_sdk_are_one_event(hub: Hub) -> None:
    event = _event()
    answers = []
    for message in (to_structured(event, JSONFormat()), to_binary(event, JSONFormat())):
        headers = {name.lower(): value for name, value in message.headers.items()}
        content_type = headers.pop("content-type")
        answers.append(await hub.post(message.body, content_type, headers=headers))
    assert [answer.status_code for answer in answers] == [202, 202], answers[1].text
    assert answers[0].json() == answers[1].json()
    assert len(await hub.stored()) == 1
