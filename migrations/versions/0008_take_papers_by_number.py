"""Take papers by the number that was given, and settle double votes when they are counted."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0004"
branch_labels = None
depends_on = None

ONE_EACH = "ix_paper_slip_round_id_number"
FIELD = "handed_in_by_id"


def upgrade() -> None:
    op.add_column(
        "round", sa.Column("papers_dropped", sa.Integer(), nullable=False, server_default="0")
    )
    op.add_column("paper_slip", sa.Column("number", sa.Integer(), nullable=True))
    op.add_column(
        "paper_slip",
        sa.Column("is_contested", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    # SQLite takes a reference only together with its column, or by copying the whole table.
    op.execute(
        f"ALTER TABLE paper_slip ADD COLUMN {FIELD} INTEGER "
        f"CONSTRAINT fk_paper_slip_{FIELD} REFERENCES membership (id)"
    )
    op.create_index(ONE_EACH, "paper_slip", ["round_id", "number"], unique=True)
    # Who handed one in before is still somebody who did.
    op.execute(
        f"UPDATE paper_slip SET {FIELD} = given_by_id WHERE EXISTS ("
        "SELECT 1 FROM participation WHERE participation.on_paper "
        "AND participation.round_id = paper_slip.round_id "
        "AND participation.entry_id = paper_slip.entry_id)"
    )


def downgrade() -> None:
    op.drop_index(ONE_EACH, table_name="paper_slip")
    op.execute(f"ALTER TABLE paper_slip DROP COLUMN {FIELD}")
    op.drop_column("paper_slip", "is_contested")
    op.drop_column("paper_slip", "number")
    op.drop_column("round", "papers_dropped")
