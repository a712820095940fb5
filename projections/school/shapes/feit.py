"""What the shapes of many facts share."""

import msgspec

from contracts.codes import Canon


class Feit(msgspec.Struct, frozen=True, kw_only=True, gc=False, rename="camel"):
    """Of every fact: whose dossier."""

    school: str | None = None


class Niveau(msgspec.Struct, frozen=True, gc=False):
    """Canonical level, with the region's own code beside it."""

    canon: Canon
    regionaal: str | None = None
