"""Let a real group start: ways in, letters, places, voices, paper, the big screen."""

import sqlalchemy as sa
from alembic import op

from plumbing.database.columns import Moment

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SEALED = {
    "decision_log": "decision_id = NEW.decision_id AND number = NEW.number",
    "decision_record": "decision_id = NEW.decision_id",
    "correction": "id = NEW.id OR (decision_id = NEW.decision_id AND number = NEW.number)",
    "review": "decision_id = NEW.decision_id",
}
"""Tables of which no row ever changes, and when a new row would take the place of another."""


def upgrade() -> None:
    op.create_table(
        "join_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("community_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=40), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("joined", sa.Integer(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", Moment(timezone=True), nullable=False),
        sa.Column("expires_at", Moment(timezone=True), nullable=False),
        sa.Column("revoked_at", Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_join_link_community_id")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["membership.id"], name=op.f("fk_join_link_made_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_join_link")),
        sa.UniqueConstraint("token", name=op.f("uq_join_link_token")),
    )
    op.create_index(op.f("ix_join_link_community_id"), "join_link", ["community_id"], unique=False)
    op.create_table(
        "join_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("community_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("street", sa.String(length=120), nullable=False),
        sa.Column("house_number", sa.String(length=20), nullable=False),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("created_at", Moment(timezone=True), nullable=False),
        sa.Column("answered_at", Moment(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("membership_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["membership.id"], name=op.f("fk_join_request_answered_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_join_request_community_id")
        ),
        sa.ForeignKeyConstraint(
            ["membership_id"],
            ["membership.id"],
            name=op.f("fk_join_request_membership_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_join_request_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_join_request")),
    )
    op.create_index(
        op.f("ix_join_request_community_id"), "join_request", ["community_id"], unique=False
    )
    op.create_table(
        "letter_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("membership_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", Moment(timezone=True), nullable=False),
        sa.Column("revoked_at", Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["membership.id"], name=op.f("fk_letter_code_made_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["membership_id"],
            ["membership.id"],
            name=op.f("fk_letter_code_membership_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_code")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_letter_code_code_hash")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_letter_code_token_hash")),
    )
    op.create_index(
        op.f("ix_letter_code_membership_id"), "letter_code", ["membership_id"], unique=False
    )
    op.create_table(
        "sound",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(length=60), nullable=False),
        sa.Column("milliseconds", sa.Integer(), nullable=True),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["membership.id"], name=op.f("fk_sound_added_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_sound_proposal_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sound")),
    )
    op.create_index(op.f("ix_sound_proposal_id"), "sound", ["proposal_id"], unique=False)
    op.create_table(
        "explanation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("version_number", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("sound_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(timezone=True), nullable=False),
        sa.Column("hidden_at", Moment(timezone=True), nullable=True),
        sa.Column("hidden_because", sa.String(length=300), nullable=False),
        sa.Column("hidden_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["membership.id"], name=op.f("fk_explanation_by_id")),
        sa.ForeignKeyConstraint(
            ["hidden_by_id"], ["membership.id"], name=op.f("fk_explanation_hidden_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["proposal.id"],
            name=op.f("fk_explanation_proposal_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["sound_id"], ["sound.id"], name=op.f("fk_explanation_sound_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_explanation")),
    )
    op.create_index(
        op.f("ix_explanation_proposal_id"), "explanation", ["proposal_id"], unique=False
    )
    op.create_table(
        "reminder",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", Moment(timezone=True), nullable=False),
        sa.Column("written", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_reminder_decision_id")
        ),
        sa.PrimaryKeyConstraint("decision_id", "number", name=op.f("pk_reminder")),
    )
    op.create_table(
        "screen",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("community_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("is_blank", sa.Boolean(), nullable=False),
        sa.Column("shows_result", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(timezone=True), nullable=False),
        sa.Column("ended_at", Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_screen_community_id")
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_screen_decision_id")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["membership.id"], name=op.f("fk_screen_made_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screen")),
        sa.UniqueConstraint("code", name=op.f("uq_screen_code")),
    )
    op.create_index(op.f("ix_screen_community_id"), "screen", ["community_id"], unique=False)
    op.create_table(
        "sound_content",
        sa.Column("sound_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sound_id"], ["sound.id"], name=op.f("fk_sound_content_sound_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("sound_id", name=op.f("pk_sound_content")),
    )
    op.create_table(
        "paper_ballot",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("first_by_id", sa.Integer(), nullable=False),
        sa.Column("first_reading", sa.JSON(), nullable=False),
        sa.Column("second_by_id", sa.Integer(), nullable=True),
        sa.Column("second_reading", sa.JSON(), nullable=True),
        sa.Column("is_agreed", sa.Boolean(), nullable=False),
        sa.CheckConstraint("second_by_id <> first_by_id", name=op.f("ck_paper_ballot_two_readers")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["roll_entry.id"], name=op.f("fk_paper_ballot_entry_id")
        ),
        sa.ForeignKeyConstraint(
            ["first_by_id"], ["membership.id"], name=op.f("fk_paper_ballot_first_by_id")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_paper_ballot_round_id")),
        sa.ForeignKeyConstraint(
            ["second_by_id"], ["membership.id"], name=op.f("fk_paper_ballot_second_by_id")
        ),
        sa.PrimaryKeyConstraint("round_id", "number", name=op.f("pk_paper_ballot")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "paper_slip",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("given_by_id", sa.Integer(), nullable=False),
        sa.Column("given_at", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["roll_entry.id"], name=op.f("fk_paper_slip_entry_id")
        ),
        sa.ForeignKeyConstraint(
            ["given_by_id"], ["membership.id"], name=op.f("fk_paper_slip_given_by_id")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_paper_slip_round_id")),
        sa.PrimaryKeyConstraint("round_id", "entry_id", name=op.f("pk_paper_slip")),
    )
    op.add_column(
        "community", sa.Column("for_whom", sa.String(length=300), server_default="", nullable=False)
    )
    op.add_column(
        "community", sa.Column("phone", sa.String(length=40), server_default="", nullable=False)
    )
    op.add_column(
        "decision", sa.Column("binds", sa.Boolean(), server_default=sa.true(), nullable=False)
    )
    op.add_column(
        "mail", sa.Column("unless", sa.String(length=60), server_default="", nullable=False)
    )
    op.add_column(
        "membership",
        sa.Column("wants_letters", sa.Boolean(), server_default=sa.true(), nullable=False),
    )
    op.add_column(
        "proposal", sa.Column("is_quick", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.add_column(
        "proposal",
        sa.Column("come_and_talk", sa.String(length=200), server_default="", nullable=False),
    )
    op.add_column(
        "round", sa.Column("accompanied", sa.Integer(), server_default="0", nullable=False)
    )
    op.add_column("round", sa.Column("paper_until", Moment(timezone=True), nullable=True))
    op.add_column(
        "sign_in_token", sa.Column("confirms_email", sa.String(length=254), nullable=True)
    )
    _add_reference("contribution", "sound_id", "sound")
    _add_reference("contribution", "written_down_by_id", "membership")
    _add_reference("decision_log", "by_id", "membership")
    op.create_table(
        "review",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum(
                "keep",
                "adjust",
                "again",
                name="keeping",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["membership.id"], name=op.f("fk_review_by_id")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_review_decision_id")
        ),
        sa.PrimaryKeyConstraint("decision_id", name=op.f("pk_review")),
    )
    _seal_change("review")
    for table in SEALED:
        _seal_replacing(table)


def downgrade() -> None:
    for table in SEALED:
        _unseal_replacing(table)
    _unseal_change("review")
    op.drop_table("review")
    _drop_reference("decision_log", "by_id")
    _drop_reference("contribution", "written_down_by_id")
    _drop_reference("contribution", "sound_id")
    op.drop_column("sign_in_token", "confirms_email")
    op.drop_column("round", "paper_until")
    op.drop_column("round", "accompanied")
    op.drop_column("proposal", "come_and_talk")
    op.drop_column("proposal", "is_quick")
    op.drop_column("membership", "wants_letters")
    op.drop_column("mail", "unless")
    op.drop_column("decision", "binds")
    op.drop_column("community", "phone")
    op.drop_column("community", "for_whom")
    op.drop_table("paper_slip")
    op.drop_table("paper_ballot")
    op.drop_table("sound_content")
    op.drop_index(op.f("ix_screen_community_id"), table_name="screen")
    op.drop_table("screen")
    op.drop_table("reminder")
    op.drop_index(op.f("ix_explanation_proposal_id"), table_name="explanation")
    op.drop_table("explanation")
    op.drop_index(op.f("ix_sound_proposal_id"), table_name="sound")
    op.drop_table("sound")
    op.drop_index(op.f("ix_letter_code_membership_id"), table_name="letter_code")
    op.drop_table("letter_code")
    op.drop_index(op.f("ix_join_request_community_id"), table_name="join_request")
    op.drop_table("join_request")
    op.drop_index(op.f("ix_join_link_community_id"), table_name="join_link")
    op.drop_table("join_link")


def _add_reference(table: str, column: str, other: str) -> None:
    """SQLite takes a reference only together with its column, or by copying the whole table."""
    name = f"fk_{table}_{column}"
    op.execute(
        f"ALTER TABLE {table} ADD COLUMN {column} INTEGER CONSTRAINT {name} REFERENCES {other} (id)"
    )


def _drop_reference(table: str, column: str) -> None:
    op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")


def _seal_change(table: str) -> None:
    """Let the database itself refuse to change or delete a row, as the first migration did."""
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} {_never(table)}"
            )
        return
    op.execute(
        f"CREATE FUNCTION {table}_sealed() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} is never changed'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_sealed BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_sealed()"
    )


def _unseal_change(table: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("update", "delete"):
            op.execute(f"DROP TRIGGER {table}_no_{verb}")
        return
    op.execute(f"DROP TRIGGER {table}_sealed ON {table}")
    op.execute(f"DROP FUNCTION {table}_sealed()")


def _seal_replacing(table: str) -> None:
    """A row that is replaced, or a table that is emptied, passes by what guards deleting."""
    if op.get_bind().dialect.name == "sqlite":
        replaces = f"EXISTS (SELECT 1 FROM {table} WHERE {SEALED[table]})"
        op.execute(
            f"CREATE TRIGGER {table}_no_insert BEFORE INSERT ON {table} "
            f"WHEN {replaces} {_never(table)}"
        )
        return
    op.execute(
        f"CREATE TRIGGER {table}_kept BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_sealed()"
    )


def _unseal_replacing(table: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"DROP TRIGGER {table}_no_insert")
        return
    op.execute(f"DROP TRIGGER {table}_kept ON {table}")


def _never(table: str) -> str:
    return f"BEGIN SELECT RAISE(ABORT, '{table} is never changed'); END"
