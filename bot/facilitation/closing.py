"""A session that nobody closes closes by itself: kept, compiled and announced like any other.

A timer looks at it; as long as something was said or done in it lately, or its days are not over, it looks again later.
Not here: the close itself, which is a facilitator's (`engine.session`).
"""

from __future__ import annotations

from bot.engine.events import CloseAsked
from bot.engine.group import SessionStatus
from bot.facilitation import addressed
from bot.facilitation.addressed import ToSession
from bot.facilitation.conduct import Conductor
from bot.facilitation.left_open import earliest, look_at
from bot.facilitation.memory import Memory, name_of
from bot.facilitation.outgoing import Lane, Outgoing, ShowPanel
from bot.facilitation.panels import Sentence, SentencePanel
from bot.facilitation.ports import Clock, InboxEntry, Store
from bot.facilitation.writes import Handled, Post, Send


class Closing:
    """Looks at sessions that may have been forgotten."""

    def __init__(self, store: Store, memory: Memory, clock: Clock, conductor: Conductor) -> None:
        self._store = store
        self._memory = memory
        self._clock = clock
        self._conductor = conductor

    async def look(self, session: str, entry: InboxEntry) -> None:
        """Close it, or look again later."""
        record = await self._memory.session(session)
        if record.status is not SessionStatus.OPEN:
            await self._conductor.commit([Handled(entry.id)])
            return
        group = (await self._memory.group(session)).group
        said = [one.at for one in await self._store.contributions(session)]
        done = [one.at for one in await self._store.journal(session)]
        due = earliest(group, max([*said, *done]))
        if due > self._clock.now():
            await self._conductor.commit([look_at(session, due), Handled(entry.id)])
            return
        panel = SentencePanel(Sentence.CLOSED_BY_ITSELF, {"title": name_of(record)})
        told = [
            Send(Outgoing(person, language, Lane.TIMED, ShowPanel(panel)))
            for person, language in await self._conductor.cast(session)
        ]
        close = Post(addressed.session_lane(session), addressed.encode(ToSession(session, CloseAsked())))
        await self._conductor.commit([close, *told, Handled(entry.id)])
