"""One session reads another: chosen at launch within the programme, and only as far as its authors let it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.engine.prompts import Act
from bot.facilitation.incoming import Gesture
from bot.facilitation.organisations import HOME
from bot.facilitation.panels import ParameterPanel, Sentence
from bot.facilitation.programme_panels import WhichProgrammePanel
from bot.facilitation.programmes import PlaceSession
from bot.facilitation.records import SessionRecord
from bot.facilitation.writes import EraseWords, SaveSession
from tests.facilitation.support import ADA, HERE, Desk, desk, said
from tests.facilitation.test_programming import made

LEA, NOE, ZOE, TOM, IDA, MAX = 11, 12, 13, 14, 15, 16
TOLD = "Au marché du samedi, on échange des graines et des recettes entre voisins"


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk(tmp_path, workshops=HERE / "lecture") as at_work:
        yield at_work


async def agreeing_or_not(at: Desk) -> SessionRecord:
    """A session of four: Léa and Ida let others read them, Noé does not, Zoé is not to be quoted."""
    await at.says(ADA, "/animer")
    await at.steers(ADA, Gesture.PICK_WORKSHOP, value="lecture")
    await at.steers(ADA, Gesture.KEEP_DEFAULT, value="autre_seance")
    await at.steers(ADA, Gesture.LAUNCH_PLACES, value="ok")
    record = await at.session()
    await at.steers(ADA, Gesture.OPEN, record.id)
    for user, quoted, lent in ((LEA, "oui", "oui"), (NOE, "oui", "non"), (ZOE, "non", "oui"), (IDA, "oui", "oui")):
        await at.says(user, f"/start {record.join}")
        await at.taps(user, Act.CHOOSE, "oui")
        await at.taps(user, Act.CHOOSE, quoted)
        await at.taps(user, Act.CHOOSE, lent)
    return record


async def source(at: Desk) -> SessionRecord:
    """A session in which only Léa and Ida let others read what they said; Ida then takes it back."""
    record = await agreeing_or_not(at)
    for user in (LEA, NOE, ZOE, IDA):
        await at.says(user, f"{TOLD}, {user}")
    ida = next(one for one in await at.store.contributions(record.id) if one.text.endswith(f", {IDA}"))
    await at.store.commit([EraseWords(ida.participant)])
    return record


def asked(at: Desk) -> ParameterPanel:
    panel = at.last(ADA).panel
    assert isinstance(panel, ParameterPanel)
    return panel


async def launching(at: Desk) -> None:
    await at.says(ADA, "/animer")
    await at.steers(ADA, Gesture.PICK_WORKSHOP, value="lecture")


async def reads(at: Desk, record: SessionRecord, user: int) -> str:
    """What somebody of that session is shown of the other one."""
    await at.steers(ADA, Gesture.OPEN, record.id)
    await at.says(user, f"/start {record.join}")
    for _ in range(3):
        await at.taps(user, Act.CHOOSE, "oui")
    await at.says(user, "Ici, on répare nos vélos ensemble le dimanche, dans la cour de l'école")
    await at.goes_on(record.id, "lecture")
    _, card = at.waiting(user)
    return str(card)


async def test_what_is_lent_is_read_and_nothing_else(at: Desk) -> None:
    """Of four people: one said no, one is not to be quoted, one took it back. An empty session has nothing to lend."""
    first = await source(at)
    await launching(at)
    await at.steers(ADA, Gesture.KEEP_DEFAULT, value="autre_seance")
    await at.steers(ADA, Gesture.LAUNCH_PLACES, value="ok")
    empty = next(one for one in await at.store.sessions() if one.id != first.id)
    await at.steers(ADA, Gesture.OPEN, empty.id)
    await launching(at)
    assert asked(at).choices == ((first.id, "Lecture inventée (1)"),)
    await at.steers(ADA, Gesture.CHOOSE_SOURCE, value=first.id)
    await at.steers(ADA, Gesture.LAUNCH_PLACES, value="ok")
    second = next(one for one in await at.store.sessions() if one.id not in {first.id, empty.id})
    assert second.parameters == {"autre_seance": first.id}
    seen = await reads(at, second, TOM)
    assert f"{TOLD}, {LEA}" in seen
    assert not any(f"{TOLD}, {user}" in seen for user in (NOE, ZOE, IDA))


async def test_the_source_is_chosen_within_the_programme(at: Desk) -> None:
    """The programme is asked first; a session outside it is not offered."""
    first = await source(at)
    programme = await made(at)
    await launching(at)
    assert isinstance(at.last(ADA).panel, WhichProgrammePanel)
    await at.steers(ADA, Gesture.CHOOSE_PROGRAMME, value=programme.id)
    assert asked(at).choices == ()
    await at.store.commit([PlaceSession(first.id, programme.id)])
    await launching(at)
    await at.steers(ADA, Gesture.CHOOSE_PROGRAMME, value=programme.id)
    assert [one for one, _ in asked(at).choices] == [first.id]
    await at.says(ADA, first.id)
    await at.steers(ADA, Gesture.LAUNCH_PLACES, value="ok")
    assert len(await at.store.programmes.sessions(programme.id)) == 2


async def test_a_programme_named_before_the_source_is_made_with_its_session(at: Desk) -> None:
    """Named first, there from then on: the question that follows must not lose it."""
    first = await source(at)
    await made(at, "Avant")
    await launching(at)
    await at.says(ADA, "Trois vallées")
    assert asked(at).choices == ()
    await at.steers(ADA, Gesture.KEEP_DEFAULT, value="autre_seance")
    await at.steers(ADA, Gesture.LAUNCH_PLACES, value="ok")
    new = next(one for one in await at.store.programmes.of_organisation(HOME) if one.name == "Trois vallées")
    assert [one.id for one in await at.store.programmes.sessions(new.id)] != [first.id]
    assert len(await at.store.programmes.sessions(new.id)) == 1


async def test_another_organisations_session_is_neither_offered_nor_read(at: Desk) -> None:
    """A code that leaks opens nothing: not when it is typed, nor tapped, nor kept from before."""
    first = await source(at)
    await at.store.commit([SaveSession(replace(first, organisation="autre"))])
    at.memory.sessions.forget(first.id)
    await launching(at)
    assert asked(at).choices == ()
    await at.says(ADA, first.id)
    assert asked(at).error == "not_a_session"
    tapped = await at.steers(ADA, Gesture.CHOOSE_SOURCE, value=first.id)
    assert said(tapped) is Sentence.FACILITATOR_STALE_BUTTON
    await at.store.commit([SaveSession(first)])
    await at.steers(ADA, Gesture.CHOOSE_SOURCE, value=first.id)
    again = await at.steers(ADA, Gesture.CHOOSE_SOURCE, value=first.id)
    assert said(again) is Sentence.FACILITATOR_STALE_BUTTON, "it is chosen already"
    await at.steers(ADA, Gesture.LAUNCH_PLACES, value="ok")
    second = next(one for one in await at.store.sessions() if one.id != first.id)
    await at.store.commit([SaveSession(replace(first, organisation="autre"))])
    assert TOLD not in await reads(at, second, MAX)
