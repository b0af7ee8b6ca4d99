"""Make the tables of a case."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table; with SQLite also the index for full-text search, where FTS5 is built in."""
    op.create_table(
        "allegations",
        sa.Column("address", sa.String(length=255), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("event_type", sa.String(length=20), nullable=False),
        sa.Column("agent_id", sa.Text(), nullable=True),
        sa.Column("recipient_id", sa.Text(), nullable=True),
        sa.Column("grade", sa.String(length=2), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_allegations")),
    )
    op.create_table(
        "custody",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_custody")),
    )
    op.create_table(
        "decisions",
        sa.Column("address", sa.String(length=255), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("decided", sa.String(length=40), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_decisions")),
        sa.UniqueConstraint("position", name=op.f("uq_decisions_position")),
    )
    op.create_table(
        "failures",
        sa.Column("address", sa.String(length=255), nullable=False),
        sa.Column("item", sa.String(length=64), nullable=True),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_failures")),
    )
    op.create_index("ix_failures_item", "failures", ["item"], unique=False)
    op.create_table(
        "items",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_items")),
    )
    op.create_table(
        "stages",
        sa.Column("address", sa.String(length=255), nullable=False),
        sa.Column("item", sa.String(length=64), nullable=True),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_stages")),
    )
    op.create_index("ix_stages_item", "stages", ["item"], unique=False)
    op.create_table(
        "acquisitions",
        sa.Column("address", sa.String(length=255), nullable=False),
        sa.Column("item", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("acquired", sa.String(length=40), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["item"], ["items.digest"], name=op.f("fk_acquisitions_item")),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_acquisitions")),
        sa.UniqueConstraint("item", "position", name=op.f("uq_acquisitions_item_position")),
    )
    op.create_table(
        "documents",
        sa.Column("address", sa.String(length=255), nullable=False),
        sa.Column("item", sa.String(length=64), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("published", sa.String(length=10), nullable=True),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["item"], ["items.digest"], name=op.f("fk_documents_item")),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_documents")),
        sa.UniqueConstraint("item", name=op.f("uq_documents_item")),
    )
    op.create_table(
        "footage",
        sa.Column("address", sa.String(length=255), nullable=False),
        sa.Column("item", sa.String(length=64), nullable=False),
        sa.Column("container", sa.Text(), nullable=False),
        sa.Column("codec", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["item"], ["items.digest"], name=op.f("fk_footage_item")),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_footage")),
        sa.UniqueConstraint("item", name=op.f("uq_footage_item")),
    )
    op.create_table(
        "matches",
        sa.Column("address", sa.String(length=255), nullable=False),
        sa.Column("query", sa.String(length=64), nullable=False),
        sa.Column("reference", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["query"], ["items.digest"], name=op.f("fk_matches_query")),
        sa.ForeignKeyConstraint(["reference"], ["items.digest"], name=op.f("fk_matches_reference")),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_matches")),
        sa.UniqueConstraint(
            "query", "reference", "position", name=op.f("uq_matches_query_reference_position")
        ),
    )
    op.create_table(
        "readings",
        sa.Column("address", sa.String(length=255), nullable=False),
        sa.Column("item", sa.String(length=64), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["item"], ["items.digest"], name=op.f("fk_readings_item")),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_readings")),
        sa.UniqueConstraint("item", name=op.f("uq_readings_item")),
    )
    op.create_table(
        "claims",
        sa.Column("item", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("event_type", sa.String(length=20), nullable=False),
        sa.Column("agent_id", sa.Text(), nullable=True),
        sa.Column("agent_name", sa.Text(), nullable=True),
        sa.Column("recipient_id", sa.Text(), nullable=True),
        sa.Column("recipient_name", sa.Text(), nullable=True),
        sa.Column("polarity", sa.String(length=20), nullable=False),
        sa.Column("certainty", sa.String(length=5), nullable=False),
        sa.Column("basis", sa.String(length=20), nullable=False),
        sa.Column("sourcing", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["item"], ["readings.item"], name=op.f("fk_claims_item"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("item", "position", name=op.f("pk_claims")),
    )
    op.create_index("ix_claims_agent_id", "claims", ["agent_id"], unique=False)
    op.create_index("ix_claims_event_type", "claims", ["event_type"], unique=False)
    op.create_index("ix_claims_recipient_id", "claims", ["recipient_id"], unique=False)
    op.create_table(
        "passages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=64), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item"], ["documents.item"], name=op.f("fk_passages_item"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passages")),
        sa.UniqueConstraint("item", name=op.f("uq_passages_item")),
    )

    if op.get_bind().dialect.name == "sqlite" and _has_full_text():
        op.execute(
            "CREATE VIRTUAL TABLE passages_fts USING fts5(folded, content='passages', content_rowid='id')"
        )


def downgrade() -> None:
    """Take every table away."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE IF EXISTS passages_fts")
    op.drop_table("passages")
    op.drop_index("ix_claims_recipient_id", table_name="claims")
    op.drop_index("ix_claims_event_type", table_name="claims")
    op.drop_index("ix_claims_agent_id", table_name="claims")
    op.drop_table("claims")
    op.drop_table("readings")
    op.drop_table("matches")
    op.drop_table("footage")
    op.drop_table("documents")
    op.drop_table("acquisitions")
    op.drop_index("ix_stages_item", table_name="stages")
    op.drop_table("stages")
    op.drop_table("items")
    op.drop_index("ix_failures_item", table_name="failures")
    op.drop_table("failures")
    op.drop_table("decisions")
    op.drop_table("custody")
    op.drop_table("allegations")


def _has_full_text() -> bool:
    options = op.get_bind().exec_driver_sql("PRAGMA compile_options").scalars()
    return "ENABLE_FTS5" in options
