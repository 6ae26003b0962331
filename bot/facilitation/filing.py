"""Filing from the chat: the rubrics, blocks and themes that the grid's words call for, confirmed by hand.

What a person confirms is kept where the console keeps it, and printed as the team's reading; what is only proposed is
nowhere. Not here: the grid (`grids`), which words call for which code (`notebook.suggestions`).
"""

from __future__ import annotations

import asyncio
from typing import Final

from bot.engine.effects import Standing
from bot.facilitation import grids
from bot.facilitation.coding import CODED, Coding
from bot.facilitation.coding_panels import CodeLine, CodingPanel
from bot.facilitation.conduct import Conductor
from bot.facilitation.grid import Grid
from bot.facilitation.journal import BY_FACILITATORS
from bot.facilitation.memory import Memory
from bot.facilitation.outgoing import Lane, Outgoing, ReplacePanel
from bot.facilitation.panels import Sentence
from bot.facilitation.policy import Policy
from bot.facilitation.ports import Clock, InboxEntry, Store
from bot.facilitation.records import Contribution, JournalEntry, Person
from bot.facilitation.writes import Handled, Send, WriteJournal

MARK: Final = 6
"""How much of a grid's fingerprint a button carries."""


class Filing:
    """A facilitator files the contribution that she is reading."""

    def __init__(self, store: Store, memory: Memory, clock: Clock, policy: Policy, conductor: Conductor) -> None:
        self._store = store
        self._memory = memory
        self._clock = clock
        self._policy = policy
        self._conductor = conductor

    async def show(self, person: Person, session: str, value: str, entry: InboxEntry) -> Sentence | None:
        """`value`: place in the list:contribution."""
        number, _, contribution = value.partition(":")
        one = await self._of(session, contribution)
        if one is None or not number.isdecimal():
            return await self._conductor.say(entry, Sentence.FACILITATOR_STALE_BUTTON)
        await self._show(person, one, int(number), await self._grid(session), entry)
        return None

    async def file(self, person: Person, session: str, value: str, entry: InboxEntry) -> Sentence | None:
        """`value`: place:contribution:grid:code's number, or `+` for all that is proposed."""
        number, contribution, mark, code = (*value.split(":"), "", "", "", "")[:4]
        one, grid = await self._of(session, contribution), await self._grid(session)
        known = code == "+" or (code.isdecimal() and int(code) < len(grid.codes))
        if one is None or mark != grid.mark[:MARK] or not number.isdecimal() or not known:
            return await self._conductor.say(entry, Sentence.FACILITATOR_STALE_BUTTON)
        filed = await self._filed(one) or frozenset()
        chosen = await self._proposed(session, grid, one) | filed if code == "+" else filed ^ {grid.codes[int(code)]}
        codes = tuple(each for each in grid.codes if each in chosen)
        now = self._clock.now()
        await self._store.codings.put(Coding(session, one.id, codes, now, person.id))
        line = WriteJournal(JournalEntry(session, now, CODED, BY_FACILITATORS, {"contribution": one.id}))
        await self._show(person, one, int(number), grid, entry, line)
        return None

    async def _of(self, session: str, contribution: str) -> Contribution | None:
        one = await self._store.contribution(contribution)
        gone = one is None or one.session != session or one.superseded or one.standing is Standing.WITHDRAWN
        return None if gone else one

    async def _grid(self, session: str) -> Grid:
        record = await self._memory.session(session)
        texts = await self._store.team_texts.of(session)
        held = await grids.held(self._store, record, self._policy, texts)
        return self._policy.grids.read(held.source)[0]

    async def _filed(self, one: Contribution) -> frozenset[str] | None:
        codings = await self._store.codings.of(one.session)
        return next((frozenset(each.codes) for each in codings if each.contribution == one.id), None)

    async def _proposed(self, session: str, grid: Grid, one: Contribution) -> frozenset[str]:
        language = (await self._memory.session(session)).language
        return frozenset(await asyncio.to_thread(self._policy.suggesting, grid, one.text, language))

    async def _show(
        self, person: Person, one: Contribution, number: int, grid: Grid, entry: InboxEntry, *more: WriteJournal
    ) -> None:
        filed = await self._filed(one)
        proposed = await self._proposed(one.session, grid, one) if filed is None else frozenset()
        labels = {code.id: code.named(person.language) for code in (*grid.blocks, *grid.themes)}
        lines = tuple(
            CodeLine(code, labels.get(code, ""), proposed=code in proposed, confirmed=code in (filed or ()))
            for code in grid.codes
        )
        panel = CodingPanel(one.session, one.id, number, one.text, grid.mark[:MARK], lines, read=filed is not None)
        body = ReplacePanel(panel, f"contributions:{one.session}")
        await self._conductor.commit(
            [*more, Send(Outgoing(person.id, person.language, Lane.REPLY, body)), Handled(entry.id)]
        )
