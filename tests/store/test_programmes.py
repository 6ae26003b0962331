"""Programmes as rows: a session is in one at most, wherever else it has been."""

from __future__ import annotations

from bot.facilitation.organisations import HOME
from bot.facilitation.programmes import PlaceSession, Programme, SaveProgramme
from bot.facilitation.writes import SaveSession
from bot.store import SqlStore
from tests.store.builders import NOON, after, session

RELOCATION = Programme("p1", HOME, "Relocalisation, trois vallées", NOON, "ada")
GERMS = Programme("p2", HOME, "Germes", after(5), "eve")


async def test_what_is_written_is_read_back(store: SqlStore) -> None:
    """Every field, and the newest first: it is the one that the next session most likely belongs to."""
    await store.commit([SaveProgramme(RELOCATION), SaveProgramme(GERMS)])
    assert await store.programmes.one("p1") == RELOCATION
    assert await store.programmes.one("p3") is None
    assert await store.programmes.of_organisation(HOME) == [GERMS, RELOCATION]
    assert await store.programmes.of_organisation("autre") == []


async def test_a_session_is_in_one_programme_at_most(store: SqlStore) -> None:
    """Put into another, it is gone from the first: it would be counted twice in what compares them."""
    await store.commit([SaveProgramme(RELOCATION), SaveProgramme(GERMS)])
    await store.commit([SaveSession(session("a")), SaveSession(session("b"))])
    await store.commit([PlaceSession("a", "p1"), PlaceSession("b", "p1")])
    assert [one.id for one in await store.programmes.sessions("p1")] == ["a", "b"]
    await store.commit([PlaceSession("a", "p2")])
    assert await store.programmes.of_session("a") == GERMS
    assert [one.id for one in await store.programmes.sessions("p1")] == ["b"]
    await store.commit([PlaceSession("a", "p1"), PlaceSession("a", "")])
    assert await store.programmes.of_session("a") is None
    assert await store.programmes.sessions("p2") == []
