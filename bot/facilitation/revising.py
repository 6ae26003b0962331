"""A workshop edited while a session of it runs: what differs, and whether the session may take it up.

A session is pinned to its version. Words alone may be taken up; anything more is refused, with the people whose answers
would lose their meaning. Not here: what counts as words (`engine.revision`), the taking up itself, which is done in the
session's lane (`conduct`).
"""

from __future__ import annotations

from typing import Final

from bot.engine import run as runs
from bot.engine.revision import Change, Revision, Subject, diff
from bot.engine.script import Script
from bot.facilitation import addressed
from bot.facilitation.addressed import ReviseScript
from bot.facilitation.conduct import Conductor
from bot.facilitation.memory import Memory
from bot.facilitation.outgoing import Lane, Outgoing, ShowPanel
from bot.facilitation.panels import RevisionPanel, Sentence
from bot.facilitation.ports import InboxEntry, Shelf, Store
from bot.facilitation.records import Person
from bot.facilitation.workshops import Workshop, Workshops
from bot.facilitation.writes import Handled, PinScript, Post, Send

SHOWN_AT_MOST: Final = 12
LONGEST: Final = 80
NAMED_BY: Final = 16
"""How much of a script's hash a button carries: enough that what was looked at is what is taken up."""


class Revising:
    """The gestures: look at what changed, take it up."""

    def __init__(self, store: Store, memory: Memory, shelf: Shelf, conductor: Conductor) -> None:
        self._store = store
        self._memory = memory
        self._workshops = Workshops(shelf, store.own_scripts)
        self._conductor = conductor

    async def review(self, person: Person, session: str, entry: InboxEntry) -> Sentence | None:
        """What the file says now that the session does not."""
        pinned, at_hand = await self._memory.pinned(session), await self._at_hand(session)
        if at_hand is None or at_hand.script.hash == pinned.hash:
            await self._conductor.commit([Handled(entry.id)])
            return Sentence.SCRIPT_UNCHANGED if at_hand is not None else Sentence.SCRIPT_NOT_FOUND
        found = at_hand.script
        revision = diff(pinned, found)
        panel = RevisionPanel(
            session,
            found.title,
            tuple(_line(change, found) for change in revision.changes[:SHOWN_AT_MOST]),
            len(revision.changes),
            found.hash[:NAMED_BY] if revision.applies else "",
            await self._affected(session, revision),
        )
        outgoing = Outgoing(person.id, person.language, Lane.REPLY, ShowPanel(panel))
        await self._conductor.commit([Send(outgoing), Handled(entry.id)])
        return None

    async def take_up(self, session: str, value: str, entry: InboxEntry) -> Sentence | None:
        """What was looked at, if it is still what the file says and still words only."""
        found = await self._at_hand(session)
        pinned = await self._memory.pinned(session)
        fits = found is not None and found.script.hash[:NAMED_BY] == value and diff(pinned, found.script).applies
        if found is None or not fits:
            await self._conductor.commit([Handled(entry.id)])
            return Sentence.FACILITATOR_STALE_BUTTON
        payload = addressed.encode(ReviseScript(session, found.script.hash))
        pin = PinScript(found.script.hash, found.script.id, found.source)
        await self._conductor.commit([pin, Post(addressed.session_lane(session), payload), Handled(entry.id)])
        return Sentence.SCRIPT_TAKEN_UP

    async def _at_hand(self, session: str) -> Workshop | None:
        """The session's workshop as it is today, where it was launched."""
        record = await self._memory.session(session)
        return await self._workshops.find(record.workshop, [record.organisation])

    async def _affected(self, session: str, revision: Revision) -> tuple[str, ...]:
        """The pseudonyms of those whose answers a structural change would leave without their question."""
        orphans = set(revision.orphans)
        if not orphans:
            return ()
        stored = await self._store.runs_of(session)
        people = await self._store.participations_of(session=session)
        return tuple(
            one.alias
            for one in people
            if one.participant in stored and orphans & set(runs.decode(stored[one.participant].data).answers)
        )


def _line(change: Change, script: Script) -> str:
    """Where, and from what to what when it is words."""
    where = change.id
    if change.subject in (Subject.STEP, Subject.QUESTION):
        step = next((one for one in script.steps if one.id == change.id or change.id.startswith(f"{one.id}.")), None)
        where = f"{step.title} ({change.id})" if step is not None else change.id
    if isinstance(change.before, str) and isinstance(change.after, str):
        return f"{where} : « {_cut(change.before)} » → « {_cut(change.after)} »"
    return " · ".join(part for part in (where, change.field, change.what.value) if part)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()} […]"
