"""What is kept at hand between two steps: runs, groups and scripts, always as last committed.

A cache and nothing more: a step computed on something older than the database is refused by the store (`Stale`),
forgotten here and computed again.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Sequence
from typing import Final, Generic, TypeVar

import msgspec

from bot.engine import group as groups
from bot.engine import run as runs
from bot.engine.added_rounds import extended
from bot.engine.group import AddedRound, Group, SessionStatus
from bot.engine.run import Run
from bot.engine.script import Script
from bot.errors import Defect
from bot.facilitation.aliases import number_of
from bot.facilitation.ports import Shelf, Store
from bot.facilitation.records import Participation, Person, SessionRecord

RUNS_AT_HAND: Final = 20_000
GROUPS_AT_HAND: Final = 500
PEOPLE_AT_HAND: Final = 20_000

V = TypeVar("V")


class Recent(Generic[V]):
    """The last `size` things used, by name."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._things: OrderedDict[str, V] = OrderedDict()

    def get(self, name: str) -> V | None:
        """The thing, now the most recent, or None."""
        thing = self._things.get(name)
        if thing is not None:
            self._things.move_to_end(name)
        return thing

    def put(self, name: str, thing: V) -> None:
        """Keep it; the oldest goes when there are too many."""
        self._things[name] = thing
        self._things.move_to_end(name)
        if len(self._things) > self._size:
            self._things.popitem(last=False)

    def forget(self, name: str) -> None:
        """Drop it."""
        self._things.pop(name, None)

    def clear(self) -> None:
        """Drop everything."""
        self._things.clear()


def name_of(record: SessionRecord) -> str:
    """A session's title, and where it is held if it says so: several of one workshop are told apart by that."""
    return " · ".join(part for part in (record.title, str(record.parameters.get("territoire", ""))) if part)


def names_of(records: Sequence[SessionRecord]) -> dict[str, str]:
    """The name of each session, by id, no two alike: of those held twice in one place, the second says (2)."""
    names: dict[str, str] = {}
    held: Counter[str] = Counter()
    for record in records:
        name = name_of(record)
        held[name] += 1
        names[record.id] = name if held[name] == 1 else f"{name} ({held[name]})"
    return names


class RunAtHand(msgspec.Struct, frozen=True):
    """A run, the session it belongs to, and the version it was stored at."""

    session: str
    version: int
    run: Run


class GroupAtHand(msgspec.Struct, frozen=True):
    """A group and the version it was stored at."""

    version: int
    group: Group


class Memory:
    """Reads through to the store."""

    def __init__(self, store: Store, shelf: Shelf) -> None:
        self._store = store
        self._shelf = shelf
        self.runs: Recent[RunAtHand] = Recent(RUNS_AT_HAND)
        self.groups: Recent[GroupAtHand] = Recent(GROUPS_AT_HAND)
        self.people: Recent[Person] = Recent(PEOPLE_AT_HAND)
        self.persons_of: Recent[Person] = Recent(PEOPLE_AT_HAND)
        self.sessions: Recent[SessionRecord] = Recent(GROUPS_AT_HAND)
        self.aliases: Recent[str] = Recent(PEOPLE_AT_HAND)
        self.participations: Recent[Participation] = Recent(PEOPLE_AT_HAND)
        self._scripts: dict[str, Script] = {}
        self._extended: dict[tuple[str, tuple[AddedRound, ...]], Script] = {}
        self._joined: dict[str, int] = {}
        self._several: Recent[bool] = Recent(PEOPLE_AT_HAND)

    async def run(self, participant: str) -> RunAtHand | None:
        """The participant's run, or None if there is none."""
        known = self.runs.get(participant)
        if known is None:
            stored = await self._store.run(participant)
            if stored is None:
                return None
            known = RunAtHand(stored.session, stored.version, runs.decode(stored.data))
            self.runs.put(participant, known)
        return known

    async def group(self, session: str) -> GroupAtHand:
        """The session's group. Raises Defect for a session that never was."""
        known = self.groups.get(session)
        if known is None:
            stored = await self._store.group(session)
            if stored is None:
                raise Defect(f"session {session} has no group state")
            known = GroupAtHand(stored.version, groups.decode(stored.data))
            self.groups.put(session, known)
        return known

    async def session(self, session: str) -> SessionRecord:
        """The session's record. Raises Defect for a session that never was."""
        known = self.sessions.get(session)
        if known is None:
            known = await self._store.session(session)
            if known is None:
                raise Defect(f"session {session} is unknown")
            self.sessions.put(session, known)
        return known

    async def script(self, session: str) -> Script:
        """The course of the session: the script that it is pinned to, with the rounds that facilitators added."""
        pinned = await self.pinned(session)
        rounds = await self._rounds(session)
        if not rounds:
            return pinned
        name = (pinned.hash, rounds)
        if name not in self._extended:
            self._extended[name] = extended(pinned, rounds)
        return self._extended[name]

    async def _rounds(self, session: str) -> tuple[AddedRound, ...]:
        known = self.groups.get(session)
        # Of a session that was purged nothing is left, nor anything to play.
        if known is None and await self._store.group(session) is None:
            return ()
        return (await self.group(session)).group.rounds

    async def pinned(self, session: str) -> Script:
        """The script that the session is pinned to, as its author wrote it."""
        record = await self.session(session)
        script = self._scripts.get(record.script_hash)
        if script is None:
            pinned = await self._store.script_source(record.script_hash)
            if pinned is None:
                raise Defect(f"script {record.script_hash} of session {session} is not pinned")
            script = self._shelf.load(pinned)
            self._scripts[record.script_hash] = script
        return script

    async def person_by_user(self, channel: str, user: str) -> Person | None:
        """Somebody known on that channel."""
        name = f"{channel}:{user}"
        known = self.people.get(name)
        if known is None:
            known = await self._store.person_by_user(channel, user)
            if known is not None:
                self.people.put(name, known)
        return known

    async def person_of(self, participant: str) -> Person | None:
        """Who a participant is, or None once forgotten."""
        known = self.persons_of.get(participant)
        if known is None:
            participation = await self._store.participation(participant)
            if participation is None:
                return None
            known = await self._store.person(participation.person)
            if known is not None:  # pragma: no branch - else forgotten between the two reads
                self.persons_of.put(participant, known)
        return known

    async def next_number(self, session: str) -> int:
        """How many have joined so far, the caller left out; counts them in. Read once: a crowd joins all together."""
        if session not in self._joined:
            # Not their count: who refused is gone, and the pseudonyms after theirs are taken all the same.
            taken = [number_of(one.alias) for one in await self._store.participations_of(session=session)]
            self._joined[session] = max(self._joined.get(session, 0), max(taken, default=-1) + 1)
        number = self._joined[session]
        self._joined[session] = number + 1
        return number

    async def in_several(self, person: str) -> bool:
        """Whether somebody is, or a while ago was, in several sessions that go on. Read once a person."""
        known = self._several.get(person)
        if known is None:
            known = await self._sessions_of(person) > 1
            self._several.put(person, known)
        return known

    async def name_to(self, person: str, session: str) -> str:
        """The session's name to somebody who is in several; empty to anybody else."""
        if not await self.in_several(person):
            return ""
        mine = [await self.session(one.session) for one in await self._store.participations_of(person=person)]
        return names_of(mine).get(session) or name_of(await self.session(session))

    async def joins(self, person: str) -> None:
        """Somebody is about to enter one more."""
        self._several.put(person, await self._sessions_of(person) > 0)

    async def _sessions_of(self, person: str) -> int:
        mine = await self._store.participations_of(person=person)
        return sum([(await self.session(one.session)).status is not SessionStatus.CLOSED for one in mine])

    def person_changed(self, person: Person) -> None:
        """Remember the newest version."""
        self.people.put(f"{person.channel}:{person.user}", person)
        if person.current:
            self.persons_of.put(person.current, person)

    def stale(self, participant: str, session: str) -> None:
        """Something moved: read again."""
        self.runs.forget(participant)
        self.groups.forget(session)
        self.sessions.forget(session)

    def clear(self) -> None:
        """Another process, or something that touches many, has changed what is stored: read everything again."""
        for recent in (self.runs, self.groups, self.people, self.persons_of, self.sessions, self.aliases):
            recent.clear()
        self.participations.clear()
        self._several.clear()

    def forget(self, participant: str, person: Person) -> None:
        """A person asked to be forgotten, or refused."""
        self.runs.forget(participant)
        self.persons_of.forget(participant)
        self.participations.forget(participant)
        self.people.forget(f"{person.channel}:{person.user}")
