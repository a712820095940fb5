"""The log, its checkpoints, and what waits or is claimed."""

import sqlalchemy as sa
from alembic import op

revision = "log_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the first tables."""
    name = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    op.create_table(
        "events",
        sa.Column(
            "position", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=False
        ),
        sa.Column("topic", sa.SmallInteger, nullable=False),
        sa.Column("dossier", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer),
        sa.Column("type", name, nullable=False),
        sa.Column("source", name, nullable=False),
        sa.Column("id", name, nullable=False),
        sa.Column("recorded", sa.BigInteger, nullable=False),
        sa.Column("regio", name, nullable=False),
        sa.Column("cause", sa.Uuid),
        sa.Column("open", sa.LargeBinary, nullable=False),
        sa.Column("sealed", sa.LargeBinary),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("id", "source", "topic", name="events_identity"),
    )
    of_facts = sa.text("topic = 2")
    op.create_index(
        "events_version",
        "events",
        ["dossier", "version"],
        unique=True,
        postgresql_where=of_facts,
        sqlite_where=of_facts,
    )
    op.create_table(
        "checkpoints",
        sa.Column("processor", sa.String(80), primary_key=True),
        sa.Column("position", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "holds",
        sa.Column("submission", sa.Uuid, primary_key=True),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("decider", sa.String(80), nullable=False),
        sa.Column("dossier", sa.Uuid, nullable=False),
        sa.Column("waits_for", sa.Text, nullable=False),
        sa.Column("rule", sa.LargeBinary, nullable=False),
        sa.Column("until", sa.Date, nullable=False),
    )
    op.create_index("holds_by_dossier", "holds", ["decider", "dossier"])
    op.create_index("holds_by_expiry", "holds", ["decider", "until"])
    op.create_table(
        "claims",
        sa.Column("scope", sa.String(120), primary_key=True),
        sa.Column("value", sa.String(200), primary_key=True),
        sa.Column("dossier", sa.Uuid, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
    )
    op.create_index("claims_by_dossier", "claims", ["dossier"])
