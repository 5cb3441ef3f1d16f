"""Let dice decide a tie, thrown once after closing; let a decision follow on its first try."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

WRONG_MOMENT = "OLD.dice IS NOT NULL OR NEW.closing_fingerprint IS NULL"
SAID = "dice are thrown once, after closing"


def upgrade() -> None:
    op.add_column("round", sa.Column("dice", sa.String(length=3), nullable=True))
    op.add_column("round", sa.Column("dice_seen_by", sa.Integer(), nullable=True))
    op.add_column(
        "decision",
        sa.Column("same_roll", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.add_column(
        "decision",
        sa.Column("second_quorum", sa.String(length=20), server_default="", nullable=False),
    )
    op.add_column("decision", sa.Column("articles", sa.JSON(), server_default="{}", nullable=False))
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER round_dice_once BEFORE UPDATE OF dice ON round "
            f"WHEN {WRONG_MOMENT} BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION round_dice_once() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{SAID}'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER round_dice_once BEFORE UPDATE OF dice ON round "
        f"FOR EACH ROW WHEN ({WRONG_MOMENT}) EXECUTE FUNCTION round_dice_once()"
    )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER round_dice_once")
    else:
        op.execute("DROP TRIGGER round_dice_once ON round")
        op.execute("DROP FUNCTION round_dice_once()")
    op.drop_column("decision", "articles")
    op.drop_column("decision", "second_quorum")
    op.drop_column("decision", "same_roll")
    op.drop_column("round", "dice_seen_by")
    op.drop_column("round", "dice")
