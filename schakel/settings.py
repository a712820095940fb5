"""Settings, from the environment alone: `SCHAKEL_*`. A wrong one stops the start, with what is wrong and what to do."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Final, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from services.intake.receive import LARGEST_LAG

PREFIX: Final = "SCHAKEL_"
_OF_TESTS: Final = "SCHAKEL_TEST_"
_OF_COMMANDS: Final = {"SCHAKEL_TOKEN": "Access token for `schakel ingest`, instead of `--token`."}


class SettingsError(ValueError):
    """One or more settings are wrong. The text names each, and what it should be."""


def _postgres_url(value: str | None) -> str | None:
    if value is None:
        return None
    try:
        url = make_url(value)
    except ArgumentError:
        raise ValueError("no database address") from None
    if url.drivername not in ("postgresql", "postgresql+asyncpg"):
        raise ValueError("no PostgreSQL address")
    return url.set(drivername="postgresql+asyncpg").render_as_string(hide_password=False)


class Settings(BaseModel):
    """All settings: `data` is read from `SCHAKEL_DATA`, and so on. docs/settings.md shows the descriptions."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    data: Annotated[
        Path,
        Field(
            description="Folder for the files of the embedded form: log.db, views.db, keys.db and the two key files."
        ),
    ] = Path("schakel-data")
    database_url: Annotated[
        str | None,
        AfterValidator(_postgres_url),
        Field(description="PostgreSQL instead of SQLite: `postgresql://user:password@host/database`."),
    ] = None
    host: Annotated[str, Field(description="Address on which the HTTP interface listens.")] = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535, description="Port of the HTTP interface; 0 takes a free one.")] = 8000
    issuer: Annotated[
        str,
        Field(min_length=1, description="`iss` of access tokens. `schakel token` signs with the local key under it."),
    ] = "urn:schakel:lokaal"
    audience: Annotated[str, Field(min_length=1, description="`aud` that access tokens must carry.")] = "schakel"
    max_lag: Annotated[
        int,
        Field(
            ge=1,
            description="Events of the log that the slowest context has still to look at; above it intake answers 503 "
            "with Retry-After.",
        ),
    ] = LARGEST_LAG
    log_level: Annotated[
        Literal["debug", "info", "warning", "error"], Field(description="Least level that is logged (JSON on stderr).")
    ] = "info"

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> Self:
        """Read `SCHAKEL_*` from `environment`. Raises SettingsError naming every wrong or unknown one."""
        given = {
            name.removeprefix(PREFIX).lower(): value
            for name, value in environment.items()
            if name.startswith(PREFIX) and not name.startswith(_OF_TESTS) and name not in _OF_COMMANDS
        }
        try:
            return cls.model_validate(given)
        except ValidationError as error:
            raise SettingsError("\n".join(_explain(fault) for fault in error.errors())) from None


_NEEDED: Final = {
    "data": "een map op deze machine",
    "database_url": "een PostgreSQL-adres als postgresql://gebruiker:wachtwoord@host/schakel (weglaten voor SQLite)",
    "port": "een getal van 0 tot en met 65535",
    "max_lag": "een geheel getal vanaf 1",
    "log_level": "debug, info, warning of error",
}


def _explain(fault: Any) -> str:
    field = str(fault["loc"][0])
    name = PREFIX + field.upper()
    if fault["type"] == "extra_forbidden":
        known = ", ".join(PREFIX + known.upper() for known in Settings.model_fields)
        return f"{name}: deze instelling bestaat niet. Bekende instellingen: {known}."
    return f"{name}: de waarde klopt niet. Nodig is {_NEEDED.get(field, 'een tekst die niet leeg is')}."


def as_markdown() -> str:
    """The table of docs/settings.md."""
    lines = ["| setting | default | meaning |", "| --- | --- | --- |"]
    for name, field in Settings.model_fields.items():
        default = "–" if field.default is None else f"`{field.default}`"
        lines.append(f"| `{PREFIX}{name.upper()}` | {default} | {field.description} |")
    lines += [f"| `{name}` | – | {meaning} |" for name, meaning in _OF_COMMANDS.items()]
    return "\n".join(lines) + "\n"


def data_folder(settings: Settings) -> Path:
    """The folder of `SCHAKEL_DATA`, made when it is not there. Raises SettingsError when it cannot be."""
    try:
        settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        raise SettingsError(
            f"SCHAKEL_DATA: de map {settings.data} kan niet worden gemaakt of gebruikt. Kies een andere map."
        ) from None
    if not os.access(settings.data, os.W_OK | os.X_OK):
        raise SettingsError(f"SCHAKEL_DATA: u mag niet schrijven in de map {settings.data}. Kies een andere map.")
    return settings.data
