"""Which dossier a name stands for, and the keys that seal its text."""

import sqlalchemy as sa
from alembic import op

revision = "keys_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "dossiers",
        sa.Column("dossier", sa.Uuid, primary_key=True),
        sa.Column("owner", sa.String(40), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.UniqueConstraint("owner", "name", name="dossiers_name"),
    )
    op.create_table(
        "sealing_keys",
        sa.Column("dossier", sa.Uuid, sa.ForeignKey("dossiers.dossier", ondelete="CASCADE"), primary_key=True),
        sa.Column("key_class", sa.String(40), primary_key=True),
        sa.Column("wrapped", sa.LargeBinary, nullable=False),
    )
