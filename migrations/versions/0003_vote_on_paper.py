"""Vote on paper: how many were printed and not counted, and never when one was given."""

import sqlalchemy as sa
from alembic import op

from plumbing.database.columns import Moment

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ONE_EACH = "ix_paper_ballot_round_id_entry_id"


def upgrade() -> None:
    for name in ("papers_printed", "papers_uncounted"):
        op.add_column("round", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    op.drop_column("paper_slip", "given_at")
    op.create_index(ONE_EACH, "paper_ballot", ["round_id", "entry_id"], unique=True)


def downgrade() -> None:
    op.drop_index(ONE_EACH, table_name="paper_ballot")
    op.add_column(
        "paper_slip",
        sa.Column(
            "given_at",
            Moment(timezone=True),
            nullable=False,
            server_default="1970-01-01 00:00:00.000000",
        ),
    )
    op.drop_column("round", "papers_uncounted")
    op.drop_column("round", "papers_printed")
