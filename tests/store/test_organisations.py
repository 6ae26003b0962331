"""Organisations as rows: who belongs, which links let people in, who follows what."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from msgspec.structs import replace

from bot.facilitation.organisation_writes import (
    DropMembership,
    DropWaiting,
    JoinCast,
    LeaveCast,
    SaveInvitation,
    SaveMembership,
    SaveOrganisation,
    SaveWaiting,
)
from bot.facilitation.organisations import HOME, Invitation, Membership, Organisation, Role, key_of
from bot.facilitation.places import Waiting
from bot.facilitation.ports import Stale
from bot.facilitation.writes import Forget, SaveParticipation, SavePerson, SaveSession
from bot.store import SqlStore, open_store
from bot.store.database import connect
from bot.store.schema import configuration
from tests.store.builders import NOON, after, participation, person, run, session


def invitation(secret: str = "secret", **others: object) -> Invitation:
    return replace(Invitation(key_of(secret), HOME, "ada", NOON, after(60)), **others)


async def test_what_is_written_is_read_back(store: SqlStore) -> None:
    """Every field: a label lost is a colleague nobody recognises."""
    home, member = (
        Organisation(HOME, "une agence inventée", NOON),
        Membership(HOME, "eve", Role.TEAM, NOON, "E.", "ada"),
    )
    made = invitation(role="team", label="E.", most=3, used=1, revoked_at=after(3))
    await store.commit(
        [SavePerson(person("eve")), SaveOrganisation(home), SaveMembership(member), SaveInvitation(made)]
    )
    assert await store.organisation(HOME) == home
    assert await store.organisation("autre") is None
    assert await store.memberships(person="eve") == await store.memberships(organisation=HOME) == [member]
    assert await store.memberships(person="eve", organisation="autre") == []
    assert await store.invitation(made.key) == replace(made, version=1)
    assert await store.invitation(key_of("autre")) is None
    assert await store.invitations(organisation=HOME) == [replace(made, version=1)]
    assert await store.invitations(session="seance") == []


async def test_a_link_for_one_person_never_lets_two_in(store: SqlStore) -> None:
    """Two people tap it in the same second; each had read that it still holds."""
    await store.commit([SaveInvitation(invitation())])
    read = await store.invitation(key_of("secret"))
    assert read is not None
    used = SaveInvitation(replace(read, used=1))
    both = await asyncio.gather(store.commit([used]), store.commit([used]), return_exceptions=True)
    assert {type(one) for one in both} == {list, Stale}
    with pytest.raises(Stale):
        await store.commit([used, SavePerson(person("eve"))])
    assert await store.person("eve") is None


async def test_an_invitation_may_be_written_twice_in_one_unit(store: SqlStore) -> None:
    """The second write was computed on the first."""
    first = invitation()
    await store.commit([SaveInvitation(first), SaveInvitation(replace(first, used=1, version=1))])
    read = await store.invitation(first.key)
    assert read is not None
    assert (read.used, read.version) == (1, 2)


async def test_who_leaves_an_organisation_follows_none_of_its_sessions(store: SqlStore) -> None:
    """And goes on following those of another one."""
    other = replace(session("ailleurs"), organisation="autre")
    await store.commit(
        [
            SavePerson(person("eve")),
            SaveSession(session()),
            SaveSession(other),
            SaveMembership(Membership(HOME, "eve", Role.FACILITATOR, NOON, by="ada")),
            SaveMembership(Membership("autre", "eve", Role.OBSERVER, NOON, by="bob")),
            JoinCast("seance", "eve", NOON),
            JoinCast("seance", "eve", after(5)),
            JoinCast("ailleurs", "eve", NOON),
        ]
    )
    assert [(one.user, one.role, one.by) for one in await store.cast("seance")] == [
        ("user-eve", Role.FACILITATOR, "ada")
    ]
    await store.commit([DropMembership(HOME, "eve")])
    assert await store.cast("seance") == []
    assert [one.role for one in await store.cast("ailleurs")] == [Role.OBSERVER]
    await store.commit([LeaveCast("ailleurs", "eve")])
    assert await store.cast("ailleurs") == []
    assert [one.id for one in await store.sessions_of("autre")] == ["ailleurs"]


async def test_a_facilitator_who_joins_and_refuses_is_still_one(store: SqlStore) -> None:
    """A refusal keeps nothing of a participant; it must not make a session nobody's."""
    await store.commit(
        [
            SavePerson(person("eve")),
            SaveMembership(Membership(HOME, "eve", Role.FACILITATOR, NOON, by="ada")),
            SaveParticipation(participation("p1", "eve")),
        ]
    )
    await store.commit([Forget("p1")])
    assert await store.participations_of(person="eve") == []
    assert await store.person("eve") is not None
    await store.commit([DropMembership(HOME, "eve")])


async def test_sessions_made_before_belong_to_the_first_organisation(sqlite_url: str, tmp_path: Path) -> None:
    """An installation that is upgraded in mid-session: whoever launched it goes on following it."""
    database = connect(sqlite_url)
    await database.write(lambda connection: command.upgrade(configuration(connection), "0003"))
    await database.dispose()
    with closing(sqlite3.connect(tmp_path / "horizons.sqlite3")) as file:
        file.execute("INSERT INTO people VALUES ('ada', 'telegram', '1', '1', 'fr', '', 1)")
        for name, by in (("one", "ada"), ("two", "gone")):
            file.execute(
                "INSERT INTO sessions VALUES (?, 'w', 'h', 't', ?, ?, 5, '{}', 'fr', 'open', NULL, NULL, '')",
                (name, name, by),
            )
        file.commit()
    async with open_store(sqlite_url) as store:
        assert [one.id for one in await store.sessions_of(HOME)] == ["one", "two"]
        assert [one.person for one in await store.cast("one")] == ["ada"]
        assert await store.cast("two") == []


async def test_who_takes_a_place_that_was_kept_is_counted_once(store: SqlStore) -> None:
    """Kept, then held: the sum never says that a place is free in between."""
    await store.commit([SavePerson(person("eve")), SavePerson(person("bob"))])
    kept = Waiting("seance", "eve", "k", NOON, after(60))
    await store.commit([SaveWaiting(kept), SaveWaiting(Waiting("seance", "bob", "k", after(1)))])
    assert await store.occupancy("seance") == ({}, [kept, Waiting("seance", "bob", "k", after(1))])
    joined = replace(participation("p1", "eve"), link="k")
    await store.commit([DropWaiting("seance", "eve"), SaveParticipation(joined), run("p1")])
    assert await store.occupancy("seance") == ({"k": 1}, [Waiting("seance", "bob", "k", after(1))])
    assert await store.waiting("seance") == [Waiting("seance", "bob", "k", after(1))]
    assert await store.participation("p1") == joined
