"""Alembic's entry: runs the revisions on the connection handed over by `bot.store.schema`."""

import asyncio

from alembic import context
from sqlalchemy import Connection

from bot.store.database import connect
from bot.store.tables import metadata


def run(connection: Connection) -> None:
    # transactional_ddl: SQLite can undo DDL too, so a revision that fails leaves nothing behind.
    context.configure(connection=connection, target_metadata=metadata, transactional_ddl=True, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


async def run_on_url(url: str) -> None:
    database = connect(url)
    try:
        await database.write(run)
    finally:
        await database.dispose()


handed_over = context.config.attributes.get("connection")
if handed_over is not None:
    run(handed_over)
else:
    # `alembic -x url=sqlite+aiosqlite:///… revision --autogenerate`, by a developer.
    asyncio.run(run_on_url(context.get_x_argument(as_dictionary=True)["url"]))
