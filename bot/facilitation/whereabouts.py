"""« Où sont mes mots ? »: for each session that is closed, a person is shown where the notebook uses what they said.

Each by its number and its first words: who said five things at one step knows which is which.
"""

from __future__ import annotations

from typing import Final

from bot.engine.group import SessionStatus
from bot.facilitation.conduct import Conductor
from bot.facilitation.memory import Memory, name_of
from bot.facilitation.notebooks import Notebooks
from bot.facilitation.outgoing import Lane, Outgoing, ShowPanel
from bot.facilitation.panels import Sentence
from bot.facilitation.people_panels import MyWordsPanel
from bot.facilitation.ports import InboxEntry, Store
from bot.facilitation.records import Person
from bot.facilitation.writes import Handled, Send, Write

A_MESSAGE: Final = 20
"""Lines that a message holds without coming near the channel's limit."""


class Whereabouts:
    """Shows people where their words are."""

    def __init__(self, store: Store, memory: Memory, notebooks: Notebooks, conductor: Conductor) -> None:
        self._store = store
        self._memory = memory
        self._notebooks = notebooks
        self._conductor = conductor

    async def show(self, person: Person, entry: InboxEntry) -> Sentence | None:
        """A message a session, or more if they said much; a sentence if there is nothing to show, or not yet."""
        writes: list[Write] = []
        closed = False
        for mine in await self._store.participations_of(person=person.id):
            record = await self._memory.session(mine.session)
            if record.status is not SessionStatus.CLOSED:
                continue
            closed = True
            places = [one for one in await self._notebooks.places(record.id) if one.author == mine.participant]
            for first in range(0, len(places), A_MESSAGE):
                panel = MyWordsPanel(name_of(record), tuple(places[first : first + A_MESSAGE]))
                writes.append(Send(Outgoing(person.id, person.language, Lane.REPLY, ShowPanel(panel))))
        await self._conductor.commit([*writes, Handled(entry.id)])
        if writes:
            return None
        return Sentence.NO_WORDS_KEPT if closed else Sentence.NO_WORDS_YET
