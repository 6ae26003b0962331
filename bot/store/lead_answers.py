"""The agency's answers to leads. Fills `facilitation.lead_answers.LeadAnswers`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from sqlalchemy import bindparam, select

from bot.facilitation.lead_answers import LeadAnswer
from bot.store import rows
from bot.store import tables as t

_T = t.lead_answers
_OF = select(_T).where(_T.c.session == bindparam("key")).order_by(_T.c.lead)


class SqlLeadAnswers:
    """By session. `read` is the store's."""

    def __init__(self, read: Callable[..., Awaitable[Sequence[Any]]]) -> None:
        self._read = read

    async def of(self, session: str) -> list[LeadAnswer]:
        """Those of a session, by lead."""
        return [rows.to_lead_answer(row._mapping) for row in await self._read(_OF, key=session)]
