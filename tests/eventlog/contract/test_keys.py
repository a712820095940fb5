"""The mapping of names to dossiers, and the keys that seal: made once, whoever asks first."""

import asyncio
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import delete, select, update

from eventlog import dossiers as dossiers_module
from eventlog.dossiers import Dossiers, own_dossier, subject_of
from eventlog.sealing import keys as keys_module
from eventlog.sealing.keys import BrokenKeys, Holder, KeyName, LocalKeyFile
from eventlog.storage import schema
from eventlog.storage.database import Database
from tests.eventlog.places import Place

NAMES = [("99AA00", f"leerling-{n}") for n in range(40)]


@pytest.fixture
async def keys(place: Place) -> Database:
    return await place.keys()


async def test_a_name_keeps_its_dossier(keys: Database) -> None:
    first = await Dossiers(keys).resolve(NAMES[:2])
    again = await Dossiers(keys).resolve([*NAMES[:3], NAMES[0]])
    assert {name: again[name] for name in NAMES[:2]} == first
    assert len(set(again.values())) == 3
    assert await Dossiers(keys).resolve([]) == {}


async def test_an_owner_has_names_of_its_own(keys: Database) -> None:
    found = await Dossiers(keys).resolve([("99AA00", "x"), ("99AB00", "x")])
    assert len(set(found.values())) == 2


async def test_an_owner_has_a_dossier_of_its_own(place: Place, keys: Database, tmp_path: Path) -> None:
    own, pupil, other = own_dossier("99AA00"), ("99AA00", "leerling-1"), own_dossier("99AB00")
    found = await Dossiers(keys).resolve([own, pupil, other])
    assert len(set(found.values())) == 3
    holders = await place.sealing(keys, tmp_path).holders(dict.fromkeys(found.values()))
    names = [holders[found[name]].name for name in (own, pupil, other)]
    assert names == [own, pupil, other]
    assert [subject_of(name) for name in names if name] == ["99AA00", "leerling-1", "99AB00"]


async def test_finding_makes_nothing_and_remembers_nothing(place: Place, keys: Database, tmp_path: Path) -> None:
    dossiers = Dossiers(keys)
    assert await dossiers.find(NAMES[0]) is None
    made = (await dossiers.resolve(NAMES[:1]))[NAMES[0]]
    assert await dossiers.find(NAMES[0]) == await Dossiers(keys).find(NAMES[0]) == made
    unknown = uuid4()
    holders = await place.sealing(keys, tmp_path).holders({unknown: "verzuim", made: "verzuim"})
    assert holders == {unknown: Holder(None, None, False), made: Holder(NAMES[0], None, False)}
    async with keys.transaction() as tx:
        await tx.execute(delete(schema.dossiers))
    assert await dossiers.find(NAMES[0]) is None


async def test_two_that_meet_a_new_name_at_once_give_it_one_dossier(place: Place) -> None:
    """In opposite order too: neither waits for the other in a ring."""
    several = [Dossiers(await place.keys()) for _ in range(4)]
    for attempt in range(5):
        names = [("99AA00", f"{attempt}-{n}") for n in range(300)]
        found = await asyncio.gather(
            *(dossiers.resolve(names[:: 1 if n % 2 else -1]) for n, dossiers in enumerate(several))
        )
        assert all(one == found[0] for one in found)


async def test_more_names_than_are_remembered(keys: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dossiers_module, "_REMEMBERED", 3)
    dossiers = Dossiers(keys)
    whole = await dossiers.resolve(NAMES)
    found = await asyncio.gather(*(dossiers.resolve(NAMES[n : n + 5]) for n in range(20)))
    assert all(one == {name: whole[name] for name in one} for one in found)


async def owned(keys: Database, number: int) -> list[UUID]:
    return list((await Dossiers(keys).resolve(NAMES[:number])).values())


def same(one: AESGCM, other: AESGCM) -> bool:
    nonce = bytes(12)
    return other.decrypt(nonce, one.encrypt(nonce, b"tekst", None), None) == b"tekst"


async def test_a_key_per_dossier_and_class_made_once(place: Place, keys: Database, tmp_path: Path) -> None:
    names: list[KeyName] = [
        (dossier, key_class) for dossier in await owned(keys, 40) for key_class in ("leerlingdossier", "verzuim")
    ]
    several = [place.sealing(await place.keys(), tmp_path) for _ in range(4)]
    for part in (names[::2], names):
        found = await asyncio.gather(
            *(sealing.for_sealing(part[:: 1 if n % 2 else -1]) for n, sealing in enumerate(several))
        )
        opening = await place.sealing(keys, tmp_path).for_opening(part)
        for name in part:
            assert all(same(opening[name], made[name]) for made in found)
    for other in names[1:]:
        with pytest.raises(InvalidTag):
            same(opening[names[0]], opening[other])


async def test_no_key_is_made_by_opening(place: Place, keys: Database, tmp_path: Path) -> None:
    (one,) = await owned(keys, 1)
    sealing = place.sealing(keys, tmp_path)
    assert await sealing.for_opening([(one, "verzuim")]) == {}
    await sealing.for_sealing([(one, "verzuim")])
    assert set(await sealing.for_opening([(one, "verzuim"), (one, "leerlingdossier")])) == {(one, "verzuim")}


async def test_a_destroyed_key_is_absent(place: Place, keys: Database, tmp_path: Path) -> None:
    one, two = await owned(keys, 2)
    names: list[KeyName] = [(one, "leerlingdossier"), (one, "verzuim"), (two, "verzuim")]
    await place.sealing(keys, tmp_path).for_sealing(names)
    async with keys.transaction() as tx:
        await tx.execute(
            delete(schema.sealing_keys).where(
                schema.sealing_keys.c.dossier == one, schema.sealing_keys.c.key_class == "verzuim"
            )
        )
    assert set(await place.sealing(keys, tmp_path).for_opening(names)) == {names[0], names[2]}
    async with keys.transaction() as tx:
        # With the mapping go the keys that are left.
        await tx.execute(delete(schema.dossiers).where(schema.dossiers.c.dossier == one))
    assert set(await place.sealing(keys, tmp_path).for_opening(names)) == {names[2]}


async def test_a_key_that_another_process_destroys_opens_nothing_from_then_on(
    place: Place, keys: Database, tmp_path: Path
) -> None:
    one, two = await owned(keys, 2)
    names: list[KeyName] = [(one, "verzuim"), (two, "verzuim")]
    sealing = place.sealing(keys, tmp_path)
    made = await sealing.for_sealing(names)
    holders = await sealing.holders({two: "verzuim", one: "verzuim"})
    assert list(holders) == [two, one]
    for name in names:
        key = holders[name[0]].key
        assert key is not None
        assert same(key, made[name])
    other = await place.keys()
    async with other.transaction() as tx:
        await tx.execute(delete(schema.sealing_keys).where(schema.sealing_keys.c.dossier == one))
    assert set(await sealing.for_opening(names)) == {names[1]}
    assert (await sealing.holders({one: "verzuim"}))[one].key is None
    async with other.transaction() as tx:
        await tx.execute(update(schema.sealing_keys).values(wrapped=b"kort"))
    holders = await sealing.holders({one: "verzuim", two: "verzuim"})
    assert [(holders[name].key, holders[name].broken) for name in (one, two)] == [(None, False), (None, True)]


async def test_more_keys_than_are_remembered(
    place: Place, keys: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys_module, "_REMEMBERED", 3)
    sealing = place.sealing(keys, tmp_path)
    names: list[KeyName] = [(dossier, "verzuim") for dossier in await owned(keys, 20)]
    await sealing.for_sealing(names[:10])
    found = await asyncio.gather(*(sealing.for_sealing(names[n : n + 5]) for n in range(15)))
    assert all(len(one) == 5 for one in found)


async def test_a_stored_key_is_of_no_use_without_the_key_file_or_under_another_name(
    place: Place, keys: Database, tmp_path: Path
) -> None:
    one, two = await owned(keys, 2)
    await place.sealing(keys, tmp_path).for_sealing([(one, "verzuim")])
    async with keys.transaction() as tx:
        wrapped = await tx.scalar(select(schema.sealing_keys.c.wrapped))
    assert wrapped is not None
    file, other = LocalKeyFile.open(tmp_path / "sleutel"), LocalKeyFile.open(tmp_path / "ander")
    assert len(file.unwrap(wrapped, (one, "verzuim"))) == 32
    for wrapper, name in ((other, (one, "verzuim")), (file, (two, "verzuim")), (file, (one, "leerlingdossier"))):
        with pytest.raises(InvalidTag):
            wrapper.unwrap(wrapped, name)


async def test_a_key_that_does_not_unwrap_is_told_beside_those_that_do(
    place: Place, keys: Database, tmp_path: Path
) -> None:
    one, two = await owned(keys, 2)
    names: list[KeyName] = [(one, "leerlingdossier"), (one, "verzuim"), (two, "verzuim")]
    await place.sealing(keys, tmp_path).for_sealing(names)
    async with keys.transaction() as tx:
        table = schema.sealing_keys
        await tx.execute(update(table).where(table.c.key_class == "leerlingdossier").values(wrapped=bytes(60)))
    with pytest.raises(BrokenKeys) as opening:
        await place.sealing(keys, tmp_path).for_opening(names)
    assert opening.value.broken == {names[0]}
    assert set(opening.value.sound) == set(names[1:])
    # Of no concern to who asks for another key of that dossier.
    assert set(await place.sealing(keys, tmp_path).for_opening(names[1:])) == set(names[1:])
    with pytest.raises(BrokenKeys) as sealing:
        await place.sealing(keys, tmp_path).for_sealing([*names, (two, "leerlingdossier")])
    assert set(sealing.value.sound) == {*names[1:], (two, "leerlingdossier")}
    assert set(await place.sealing(keys, tmp_path).for_opening([(two, "leerlingdossier")]))
