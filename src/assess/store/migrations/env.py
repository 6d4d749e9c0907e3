"""Alembic's way in: runs the migrations on the connection that the store hands over."""

from __future__ import annotations

from alembic import context

from assess.store.tables import VERSION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    transactional_ddl=True,  # SQLite too, as the store begins and commits itself: all migrations or none
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
