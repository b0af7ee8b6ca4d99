"""The tables of a case, in types that SQLite and PostgreSQL share.

Every record has one main row: its `address` (such as "document/<digest>"), the record itself as
canonical JSON, and the SHA-256 that the custody log vouches for. The other columns, and the rows of
`items`, `claims` and `passages`, repeat parts of records so that they can be asked for; they are made
from the record and never stand alone. Dates are ISO 8601 text, which sorts as it should.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

REVISION = "0002"
"""The migration at which the tables are as below."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _record_table(name: str, *columns: Column[str] | Column[int] | Column[bytes] | UniqueConstraint) -> Table:
    """Make a table of main rows."""
    return Table(
        name,
        metadata,
        Column("address", String(255), primary_key=True),
        *columns,
        Column("record", Text, nullable=False),
        Column("sha256", String(64), nullable=False),
    )


def _item() -> Column[str]:
    return Column("item", String(64), ForeignKey("items.digest"), nullable=False)


custody = Table(
    "custody",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("entry", Text, nullable=False),
)
"""A second copy of the log, written in the same transaction as what its entries vouch for."""

items = Table(
    "items",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("size_bytes", BigInteger, nullable=False),
    Column("media_type", Text, nullable=False),
)

acquisitions = _record_table(
    "acquisitions",
    _item(),
    Column("position", Integer, nullable=False),
    Column("path", Text, nullable=False),
    Column("acquired", String(40), nullable=False),
    UniqueConstraint("item", "position"),
)

documents = _record_table(
    "documents",
    _item(),
    Column("reader", Text, nullable=False),
    Column("title", Text),
    Column("publisher", Text),
    Column("language", Text),
    Column("published", String(10)),
    UniqueConstraint("item"),
)

readings = _record_table("readings", _item(), UniqueConstraint("item"))

claims = Table(
    "claims",
    metadata,
    Column("item", String(64), ForeignKey("readings.item", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("event_type", String(20), nullable=False),
    Column("agent_id", Text),
    Column("agent_name", Text),
    Column("recipient_id", Text),
    Column("recipient_name", Text),
    Column("polarity", String(20), nullable=False),
    Column("certainty", String(5), nullable=False),
    Column("basis", String(20), nullable=False),
    Column("sourcing", String(20), nullable=False),
)

footage = _record_table(
    "footage",
    _item(),
    Column("container", Text, nullable=False),
    Column("codec", Text, nullable=False),
    Column("fingerprint", LargeBinary, nullable=False),
    Column("sound", LargeBinary),
    UniqueConstraint("item"),
)

sheets = _record_table(
    "sheets", _item(), Column("pictures", LargeBinary, nullable=False), UniqueConstraint("item")
)

matches = _record_table(
    "matches",
    Column("query", String(64), ForeignKey("items.digest"), nullable=False),
    Column("reference", String(64), ForeignKey("items.digest"), nullable=False),
    Column("position", Integer, nullable=False),
    UniqueConstraint("query", "reference", "position"),
)

allegations = _record_table(
    "allegations",
    Column("position", Integer, nullable=False),
    Column("event_type", String(20), nullable=False),
    Column("agent_id", Text),
    Column("recipient_id", Text),
    Column("grade", String(2), nullable=False),
)

failures = _record_table(
    "failures",
    Column("item", String(64)),
    Column("path", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("position", Integer, nullable=False),
)

decisions = _record_table(
    "decisions",
    Column("position", Integer, nullable=False, unique=True),
    Column("kind", String(40), nullable=False),
    Column("who", Text, nullable=False),
    Column("decided", String(40), nullable=False),
)

stages = _record_table(
    "stages",
    Column("item", String(64)),
    Column("stage", Text, nullable=False),
    Column("key", Text, nullable=False),
)

passages = Table(
    "passages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("item", String(64), ForeignKey("documents.item", ondelete="CASCADE"), nullable=False),
    Column("folded", Text, nullable=False),
    UniqueConstraint("item"),
)
"""The text of documents, case-folded, to be searched."""

Index("ix_claims_event_type", claims.c.event_type)
Index("ix_claims_agent_id", claims.c.agent_id)
Index("ix_claims_recipient_id", claims.c.recipient_id)
Index("ix_failures_item", failures.c.item)
Index("ix_stages_item", stages.c.item)

FULL_TEXT = "passages_fts"
"""SQLite only, where FTS5 is built in: an index over passages.folded, by passages.id."""
