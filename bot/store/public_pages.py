"""Public pages in the database. Fills `facilitation.public_pages.PublicPages`, and runs the writes about them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, assert_never

from sqlalchemy import Connection, bindparam, select

from bot.facilitation.public_pages import OpenPublicPage, PublicPage, PublicPageWrite, TakeBackPublicPage
from bot.store import tables as t
from bot.store.execution import many
from bot.store.moments import moment, ticks
from bot.store.statements import Statements

_T = t.public_pages
_OF = select(_T).where(_T.c.session == bindparam("key"))
_CALLED = select(_T).where(_T.c.slug == bindparam("key"))


class SqlPublicPages:
    """By session and by address. `read` is the store's."""

    def __init__(self, read: Callable[..., Awaitable[Sequence[Any]]]) -> None:
        self._read = read

    async def of(self, session: str) -> PublicPage | None:
        """The page of a session, if it has one."""
        return _page(await self._read(_OF, key=session))

    async def called(self, slug: str) -> PublicPage | None:
        """The page at that address."""
        return _page(await self._read(_CALLED, key=slug))


def _page(found: Sequence[Any]) -> PublicPage | None:
    return PublicPage(found[0].session, found[0].slug, moment(found[0].since)) if found else None


def write_public_pages(conn: Connection, do: Statements, writes: Sequence[PublicPageWrite]) -> None:
    """Run them one by one, in their order."""
    for write in writes:
        match write:
            case OpenPublicPage(page=one):
                row = {"session": one.session, "slug": one.slug, "since": ticks(one.since)}
                many(conn, do.open_public_page, [row])
            case TakeBackPublicPage(session=session):
                many(conn, do.take_back_public_page, [{"b_session": session}])
            case _:
                assert_never(write)
