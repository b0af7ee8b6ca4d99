"""Add contact sheets, and the fingerprint of a clip's sound."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of sheets and the column of sound."""
    op.create_table(
        "sheets",
        sa.Column("address", sa.String(length=255), nullable=False),
        sa.Column("item", sa.String(length=64), nullable=False),
        sa.Column("pictures", sa.LargeBinary(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["item"], ["items.digest"], name=op.f("fk_sheets_item")),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_sheets")),
        sa.UniqueConstraint("item", name=op.f("uq_sheets_item")),
    )
    op.add_column("footage", sa.Column("sound", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    """Take both away."""
    op.drop_column("footage", "sound")
    op.drop_table("sheets")
