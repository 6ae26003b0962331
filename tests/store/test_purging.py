"""What is left of a session once its answers are purged, and of a person once they are erased."""

from __future__ import annotations

from msgspec.structs import replace

from bot.facilitation.organisation_writes import JoinCast, SaveMembership, SaveWaiting
from bot.facilitation.organisations import HOME, Membership, Role
from bot.facilitation.places import Waiting
from bot.facilitation.ports import OutboxState, Outcome
from bot.facilitation.records import ROOM, JournalEntry, Person
from bot.facilitation.writes import (
    AddContribution,
    AddIdea,
    ErasePerson,
    PurgeSession,
    PutBallot,
    PutTimer,
    SaveDraft,
    SaveGroup,
    SaveParticipation,
    SavePerson,
    SaveSession,
    SealBallots,
    WriteJournal,
)
from bot.store import SqlStore, tables
from bot.store.erasing import OUTLIVE_PURGING
from tests.store.builders import NOON, card, contribution, idea, participation, person, run, send, session


async def _held(store: SqlStore) -> None:
    """A session of Ada's and Bob's; Bob is in another one too, and Cleo waits for a place in it."""
    await store.commit(
        [
            *(SavePerson(person(one)) for one in ("ada", "bob", "cleo")),
            SavePerson(Person("salle", ROOM, "seance", "-1001", "fr")),
            SaveSession(session()),
            SaveSession(replace(session("autre"), join="join-autre")),
            SaveParticipation(participation("p1", "ada")),
            SaveParticipation(participation("p2", "bob")),
            SaveParticipation(participation("p3", "bob", "autre")),
            SaveWaiting(Waiting("seance", "cleo", "", NOON)),
            SaveGroup("seance", 0, 1, b"{}"),
            run("p1"),
            run("p2"),
            AddContribution(contribution("c1", "p1")),
            AddContribution(replace(contribution("c3", "p3"), session="autre")),
            AddIdea(idea("i1", "p1")),
            PutBallot("seance", "vote", "p1", {"A": 1}),
            PutBallot("seance", "vote", "p2", {"A": 2}),
            PutTimer("l", "p1:w1", "r", NOON, b""),
            PutTimer("l", "seance:gate", "g", NOON, b""),
            PutTimer("l", "p3:w1", "r", NOON, b""),
            WriteJournal(JournalEntry("seance", NOON, "opened", "animation")),
            send("ada", card("p1")),
            send("bob", card("p2")),
        ]
    )
    await store.commit([SealBallots("seance", "vote")])
    sent = await store.claim(NOON, 1, 60, ())
    await store.settle([Outcome(row.id, OutboxState.SENT, 5) for row in sent])


async def test_a_purged_session_leaves_its_record_and_nothing_of_anybody(store: SqlStore) -> None:
    """Whoever is in no other session goes with it."""
    await _held(store)
    await store.commit([PurgeSession("seance"), SaveSession(replace(session(), purged_at=NOON))])
    assert await store.session("seance") == replace(session(), purged_at=NOON)
    assert await store.group("seance") is None
    assert (await store.run("p1"), await store.run("p2")) == (None, None)
    assert await store.contributions("seance") == []
    assert await store.ideas("seance") == []
    assert await store.ballots("seance", "vote") == []
    assert await store.journal("seance") == []
    assert [await store.person(one) is None for one in ("ada", "bob", "cleo", "salle")] == [True, False, True, True]
    assert [one.id for one in await store.contributions("autre")] == ["c3"]
    assert len(await store.fire_timers(NOON)) == 1
    assert await store.claim(NOON, 5, 60, ()) == []


async def test_every_table_of_a_session_is_purged_or_said_to_outlive_it(store: SqlStore) -> None:
    """A table added tomorrow cannot keep somebody's words by being forgotten here."""
    await _held(store)
    await store.commit([PurgeSession("seance")])
    about = [one for one in tables.metadata.tables.values() if "session" in one.c]
    assert set(OUTLIVE_PURGING) <= set(tables.metadata.tables.values())
    for table in (one for one in about if one not in OUTLIVE_PURGING):
        rows = await store._rows(table.select().where(table.c.session == "seance"))
        assert rows == [], table.name


async def test_a_person_is_erased_with_their_memberships_and_drafts(store: SqlStore) -> None:
    """Of a colleague who left, the organisation keeps what was done, not who did it."""
    await store.commit(
        [
            SavePerson(person("ada")),
            SavePerson(person("bob")),
            SaveSession(session()),
            SaveMembership(Membership(HOME, "ada", Role.FACILITATOR, NOON, by="bob")),
            JoinCast("seance", "ada", NOON),
            SaveDraft("ada", b"{}"),
        ]
    )
    await store.commit([ErasePerson("ada")])
    assert await store.person("ada") is None
    assert await store.memberships(organisation=HOME) == []
    assert await store.cast("seance") == []
    assert await store.draft("ada") == b""
    assert await store.person("bob") is not None


async def test_a_person_who_is_still_in_a_session_is_not_erased_from_the_roster(store: SqlStore) -> None:
    """Their answers would be nobody's: the session is left first."""
    await _held(store)
    await store.commit([ErasePerson("bob"), ErasePerson("nobody")])
    assert await store.person("bob") is not None
