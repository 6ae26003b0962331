"""The public page of a session: whether there is one, and what of the notebook it may show. Records of the port.

A page exists from the moment somebody who leads the session asks for it until they take it back; its address is drawn
anew each time. Not here: what the page looks like (`console.views.public`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

import msgspec

from bot.facilitation.journal import BY_FACILITATORS
from bot.facilitation.records import JournalEntry, NotebookVersion, VersionStatus

OPENED = "public_page_opened"
"""The gestures in the journal."""
TAKEN_BACK = "public_page_taken_back"


class PublicPage(msgspec.Struct, frozen=True):
    """One page. `slug`: the end of its address, which cannot be guessed."""

    session: str
    slug: str
    since: datetime


class PublicPages(Protocol):
    """What can be read of them."""

    async def of(self, session: str) -> PublicPage | None:
        """The page of a session, if it has one."""

    async def called(self, slug: str) -> PublicPage | None:
        """The page at that address."""


class OpenPublicPage(msgspec.Struct, frozen=True, tag=True):
    """Insert or replace (by session)."""

    page: PublicPage


class TakeBackPublicPage(msgspec.Struct, frozen=True, tag=True):
    """Delete; its address leads nowhere from then on."""

    session: str


PublicPageWrite = OpenPublicPage | TakeBackPublicPage


def opened(page: PublicPage) -> tuple[OpenPublicPage, JournalEntry]:
    """A session has that page from now on: what is written, and what the journal says of it."""
    return OpenPublicPage(page), JournalEntry(page.session, page.since, OPENED, BY_FACILITATORS, {})


def taken_back(session: str, at: datetime) -> tuple[TakeBackPublicPage, JournalEntry]:
    """It has none any more."""
    return TakeBackPublicPage(session), JournalEntry(session, at, TAKEN_BACK, BY_FACILITATORS, {})


def standing(versions: Sequence[NotebookVersion], withdrawn_from: Sequence[int] = ()) -> NotebookVersion | None:
    """The version that may be shown: the last one, if it is validated and holds no word withdrawn since.

    `withdrawn_from`: the numbers of those that do.
    """
    if not versions or versions[-1].status is not VersionStatus.VALIDATED or versions[-1].number in withdrawn_from:
        return None
    return versions[-1]


def validated_before(versions: Sequence[NotebookVersion]) -> NotebookVersion | None:
    """The last version that was validated, whatever became of it."""
    return next((one for one in reversed(versions) if one.status is VersionStatus.VALIDATED), None)
