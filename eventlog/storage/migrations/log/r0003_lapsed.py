"""Facts of which a condition was withdrawn or corrected since they were accepted."""

import sqlalchemy as sa
from alembic import op

revision = "log_0003"
down_revision = "log_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "lapsed",
        sa.Column("submission", sa.Uuid, primary_key=True),
        sa.Column("decider", sa.String(80), nullable=False),
        sa.Column("dossier", sa.Uuid, nullable=False),
        sa.Column("rule", sa.LargeBinary, nullable=False),
        sa.Column("since", sa.Date, nullable=False),
    )
    op.create_index("lapsed_by_dossier", "lapsed", ["decider", "dossier"])
