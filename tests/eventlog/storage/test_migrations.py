"""Migrations: what they make is what eventlog/storage/schema.py says, on both backends, however often, by how many."""

import asyncio
import subprocess
import sys
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Literal
from uuid import UUID

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Engine, MetaData, event, inspect, text

from eventlog.storage import migrations, schema
from eventlog.storage.migrations import migrate
from eventlog.store import EventLog
from tests.eventlog.places import Place
from tests.eventlog.proef import opened

Which = Literal["log", "keys"]
METADATA: dict[Which, MetaData] = {"log": schema.log, "keys": schema.keys}
ROOT = Path(__file__).parents[3]


@pytest.fixture(params=["sqlite", "postgres"])
async def place(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Place]:
    where = str(tmp_path) if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    made = Place(request.param, where)
    yield made
    await made.close()


def differences(connection: Connection, metadata: MetaData) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata))


def described(connection: Connection) -> dict[str, object]:
    """Tables as the database itself describes them, names of generated constraints left out."""
    inspector = inspect(connection)
    return {
        table: (
            [(c["name"], str(c["type"]), c["nullable"], c["default"]) for c in inspector.get_columns(table)],
            inspector.get_pk_constraint(table)["constrained_columns"],
            sorted((str(i["name"]), str(i["column_names"]), str(i["unique"])) for i in inspector.get_indexes(table)),
            sorted((str(u["name"]), u["column_names"]) for u in inspector.get_unique_constraints(table)),
            [(f["constrained_columns"], f["referred_table"], f["options"]) for f in inspector.get_foreign_keys(table)],
        )
        for table in inspector.get_table_names()
        if table != "alembic_version"
    }


@pytest.mark.parametrize("which", ["log", "keys"])
async def test_migrated_is_what_the_schema_says(place: Place, which: Which) -> None:
    migrated, created = place.open(which), place.open(f"{which}_created")
    await migrate(migrated, which)
    await created.create(METADATA[which])
    async with migrated.snapshot() as one, created.snapshot() as other:
        assert await one.run_sync(differences, METADATA[which]) == []
        found = await one.run_sync(described)
        assert found == await other.run_sync(described)
        assert set(found) == set(METADATA[which].tables)


async def test_again_and_by_several_at_once_changes_nothing(place: Place) -> None:
    await asyncio.gather(*(migrate(place.open("log"), "log") for _ in range(3)), migrate(place.open("keys"), "keys"))
    database = place.open("log")
    log = EventLog(database)
    async with database.transaction() as tx:
        await log.append(tx, [opened(UUID(int=1))], 1)
    await migrate(database, "log")
    async with database.snapshot() as connection:
        assert await log.head(connection) == 1
        assert list(await connection.scalars(text("SELECT version_num FROM alembic_version"))) == ["log_0003"]


@pytest.mark.parametrize("place", ["postgres"], indirect=True)
async def test_each_schema_has_its_own_tables_and_version(place: Place) -> None:
    for which in METADATA:
        await migrate(place.open(which), which)
    async with place.open("log").snapshot() as connection:
        found = await connection.execute(text("SELECT schemaname || '.' || tablename FROM pg_tables"))
        names = {name for (name,) in found if name.startswith(("log.", "keys.", "public."))}
    assert names == {
        *(f"{which}.{table}" for which, metadata in METADATA.items() for table in (*metadata.tables, "alembic_version"))
    }


async def test_a_migration_that_fails_leaves_nothing(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    database = place.open("log")
    upgrade = migrations._upgrade

    def broken(connection: Connection, which: Which) -> None:
        upgrade(connection, which)
        connection.execute(text("NONSENSE"))

    monkeypatch.setattr(migrations, "_upgrade", broken)
    with pytest.raises(Exception, match=r"(?i)syntax"):
        await migrate(database, "log")
    monkeypatch.undo()
    async with database.snapshot() as connection:
        assert await connection.run_sync(described) == {}
    await migrate(database, "log")


async def test_a_later_start_asks_for_no_right_to_make_things(place: Place) -> None:
    await migrate(place.open("log"), "log")
    database, said = place.open("log"), list[str]()

    @event.listens_for(Engine, "before_cursor_execute")
    def listen(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    try:
        await migrate(database, "log")
    finally:
        event.remove(Engine, "before_cursor_execute", listen)
    assert said
    assert not any(word in statement for statement in said for word in ("CREATE", "ALTER", "INSERT", "UPDATE"))


def test_the_wheel_carries_the_revisions(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    (wheel,) = tmp_path.glob("*.whl")
    inside = set(zipfile.ZipFile(wheel).namelist())
    folder = Path(migrations.__file__).parent
    expected = {str(path.relative_to(ROOT)) for path in folder.rglob("*.py")}
    assert len(expected) >= 3
    assert expected <= inside
