"""Tables of the log and of the keys. On PostgreSQL in schemas `log` and `keys`, on SQLite in a file each.

Tables of views belong to their projections. What is here is kept and migrated (migrations/), never rebuilt.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)

log = MetaData()
keys = MetaData()

PARKED = "parked"

_OF_FACTS = text("topic = 2")
# Names and ids are compared as bytes, whatever language the database was made for.
_NAME = Text().with_variant(Text(collation="C"), "postgresql")

events = Table(
    "events",
    log,
    Column("position", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("topic", SmallInteger, nullable=False),
    Column("dossier", Uuid, nullable=False),
    Column("version", Integer),
    Column("type", _NAME, nullable=False),
    Column("source", _NAME, nullable=False),
    Column("id", _NAME, nullable=False),
    Column("recorded", BigInteger, nullable=False),
    Column("regio", _NAME, nullable=False),
    Column("cause", Uuid),
    Column("open", LargeBinary, nullable=False),
    Column("sealed", LargeBinary),
    Column("hash", LargeBinary, nullable=False),
    UniqueConstraint("id", "source", "topic", name="events_identity"),
    # Submissions are found by identity or position, never by dossier: of two rows in the log one needs no entry here.
    Index(
        "events_version",
        "dossier",
        "version",
        unique=True,
        postgresql_where=_OF_FACTS,
        sqlite_where=_OF_FACTS,
    ),
)


def checkpoint_table(metadata: MetaData) -> Table:
    """Where a processor is in the log; one such table in each database that processors write to."""
    return Table(
        "checkpoints",
        metadata,
        Column("processor", String(80), primary_key=True),
        Column("position", BigInteger, nullable=False),
    )


def parked_table(metadata: MetaData) -> Table:
    """Dossiers that a processor leaves alone, and from which event on; it stands beside the checkpoints."""
    return Table(
        PARKED,
        metadata,
        Column("processor", String(80), primary_key=True),
        Column("dossier", Uuid, primary_key=True),
        Column("position", BigInteger, nullable=False),
        Column("type", Text, nullable=False),
        Column("reason", Text, nullable=False),
        Column("since", BigInteger, nullable=False),
    )


checkpoints = checkpoint_table(log)
parked = parked_table(log)

holds = Table(
    "holds",
    log,
    Column("submission", Uuid, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("decider", String(80), nullable=False),
    Column("dossier", Uuid, nullable=False),
    Column("waits_for", Text, nullable=False),
    Column("rule", LargeBinary, nullable=False),
    Column("until", Date, nullable=False),
    Index("holds_by_dossier", "decider", "dossier"),
    Index("holds_by_expiry", "decider", "until"),
)

lapsed = Table(
    "lapsed",
    log,
    Column("submission", Uuid, primary_key=True),
    Column("decider", String(80), nullable=False),
    Column("dossier", Uuid, nullable=False),
    Column("rule", LargeBinary, nullable=False),
    Column("since", Date, nullable=False),
    Index("lapsed_by_dossier", "decider", "dossier"),
)

claims = Table(
    "claims",
    log,
    Column("scope", String(120), primary_key=True),
    Column("value", String(200), primary_key=True),
    Column("dossier", Uuid, nullable=False),
    Column("source", Text, nullable=False),
    Column("id", Text, nullable=False),
    Index("claims_by_dossier", "dossier"),
)

dossiers = Table(
    "dossiers",
    keys,
    Column("dossier", Uuid, primary_key=True),
    Column("owner", String(40), nullable=False),
    Column("name", String(64), nullable=False),
    UniqueConstraint("owner", "name", name="dossiers_name"),
)

sealing_keys = Table(
    "sealing_keys",
    keys,
    Column("dossier", Uuid, ForeignKey("dossiers.dossier", ondelete="CASCADE"), primary_key=True),
    Column("key_class", String(40), primary_key=True),
    Column("wrapped", LargeBinary, nullable=False),
)
