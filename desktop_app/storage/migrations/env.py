"""Alembic's entrance: it only ever runs on the connection, and in the transaction, that ``upgrade.py`` hands over."""

from alembic import context

from desktop_app.storage import schema

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=schema.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
