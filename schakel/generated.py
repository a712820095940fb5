"""Files that are generated from the code and checked in: schemas, the OpenAPI document, the list of settings."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from contracts.catalogue import CATALOGUS, schema
from schakel.settings import as_markdown

_ROOT: Final = Path(__file__).resolve().parent.parent
_SCHEMAS: Final = _ROOT / "contracts" / "schemas"
_SETTINGS: Final = """# Settings

By environment; a wrong or unknown one stops the start and is named.
This file is generated: `schakel contracts export`.

"""


def files() -> Iterator[tuple[Path, str]]:
    """Path and content of each."""
    for type_ in CATALOGUS:
        yield _SCHEMAS / f"{type_}.json", _json(schema(type_))
    yield _SCHEMAS / "openapi.json", _json(_openapi())
    yield _ROOT / "docs" / "settings.md", _SETTINGS + as_markdown()


def outdated() -> list[Path]:
    """Files that differ from what the code says, are missing, or describe what no longer exists."""
    expected = dict(files())
    wrong = [path for path, text in expected.items() if not path.exists() or path.read_text() != text]
    wrong += [path for path in _SCHEMAS.glob("*.json") if path not in expected]
    return sorted(path.relative_to(_ROOT) for path in wrong)


def write() -> list[Path]:
    """Bring them up to date. Returns what changed."""
    changed = outdated()
    expected = dict(files())
    for name in changed:
        path = _ROOT / name
        if path not in expected:
            path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(expected[path])
    return changed


def _openapi() -> dict[str, Any]:
    from schakel.server import describe

    return describe()


def _json(content: Any) -> str:
    return json.dumps(content, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
