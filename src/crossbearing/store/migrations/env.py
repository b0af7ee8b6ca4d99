"""Runs the migrations on the connection handed in; Alembic executes this file."""

from __future__ import annotations

from alembic import context

from crossbearing.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
