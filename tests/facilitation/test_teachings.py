"""What past sessions taught is offered where a launch asks for it: only what those it rests on let others read."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.facilitation.incoming import Gesture
from bot.facilitation.panels import ParameterPanel, Sentence
from bot.facilitation.people_panels import LaunchPlacesPanel
from bot.facilitation.programme_panels import WhichProgrammePanel
from bot.facilitation.programmes import PlaceSession
from bot.facilitation.records import SessionRecord
from bot.facilitation.team_texts import Signed, TeamText, TextName, line_of
from bot.facilitation.writes import EraseWords, SaveSession
from tests.facilitation.support import ADA, HERE, Desk, desk, said
from tests.facilitation.test_borrowing import IDA, LEA, NOE, ZOE, agreeing_or_not
from tests.facilitation.test_programming import made

SEEDS = "on échange des graines plus qu'on ne croit"
VOICES = "chacun répare dans son coin"
SIGNED = "les jardins sont des lieux de passage"


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk(tmp_path, workshops=HERE / "lecture") as at_work:
        yield at_work


async def heard(at: Desk) -> SessionRecord:
    """A past session: Léa and Ida let others read them, Noé does not, Zoé is not to be quoted; what the team wrote."""
    record = await agreeing_or_not(at)
    for user in (LEA, NOE, ZOE, IDA):
        await at.says(user, f"Au marché du samedi, on échange des graines entre voisins, {user}")
    by = {one.text[-2:]: one.id for one in await at.contributions("vecu")}
    lea, noe, zoe, ida = (by[str(user)] for user in (LEA, NOE, ZOE, IDA))
    lines = [
        f"{SEEDS} [[{lea}]]",
        f"{VOICES} ([[{lea}]], [[{ida}]])",
        f"personne ne demande rien [[{lea}]] [[{noe}]]",
        f"les plus jeunes n'osent pas [[{zoe}]]",
        f"{'trop long ' * 80}[[{lea}]]",
    ]
    now, person = at.clock.now(), record.created_by
    signed = [Signed("facilitator", SIGNED, (ida,)), Signed("facilitator", "on se tait", (noe,))]
    await keeps(at, record, TextName.TEACHINGS, "\n".join(lines), now, person)
    await keeps(at, record, TextName.ASSISTED, "\n".join(map(line_of, signed)), now, person)
    await keeps(at, record, TextName.CONTEXT, f"le marché a cent ans [[{lea}]]", now, person)
    return record


async def keeps(at: Desk, record: SessionRecord, name: TextName, text: str, now: datetime, by: str) -> None:
    assert await at.store.team_texts.add(TeamText(record.id, name, 1, text, now, by))


async def launching(at: Desk) -> None:
    await at.says(ADA, "/animer")
    await at.steers(ADA, Gesture.PICK_WORKSHOP, value="ecoute")


def asked(at: Desk) -> ParameterPanel:
    panel = at.last(ADA).panel
    assert isinstance(panel, ParameterPanel)
    return panel


def texts(at: Desk) -> list[str]:
    return [one.text for one in asked(at).teachings]


async def takes(at: Desk, text: str) -> Sentence | None:
    key = next(one.key for one in asked(at).teachings if one.text == text)
    toast = await at.steers(ADA, Gesture.CHOOSE_TEACHING, value=key)
    return None if toast is None else said(toast)


async def test_what_was_taught_is_offered_and_taken_by_a_tap(at: Desk) -> None:
    """Not what rests on somebody who said no; nor a sentence twice; one's own words are as good as ever."""
    record = await heard(at)
    await launching(at)
    assert (asked(at).counts, texts(at), asked(at).teachings[0].source) == (True, ["4"], "Lecture inventée")
    assert await takes(at, "4") is None
    assert (asked(at).name, asked(at).counts) == ("enseignement_1", False)
    assert sorted(texts(at)) == sorted([SEEDS, VOICES, SIGNED])
    stale = asked(at).teachings[0].key
    assert await takes(at, SEEDS) is None
    assert sorted(texts(at)) == sorted([VOICES, SIGNED])
    ida = next(one for one in await at.contributions("vecu") if one.text.endswith(str(IDA)))
    await at.store.commit([EraseWords(ida.participant)])
    assert await takes(at, VOICES) is Sentence.FACILITATOR_STALE_BUTTON, "Ida took her words back meanwhile"
    await at.says(ADA, f"{VOICES}, sauf le dimanche")
    assert isinstance(at.last(ADA).panel, LaunchPlacesPanel)
    toast = await at.steers(ADA, Gesture.CHOOSE_TEACHING, value=stale)
    assert said(toast) is Sentence.FACILITATOR_STALE_BUTTON
    await at.steers(ADA, Gesture.LAUNCH_PLACES, value="ok")
    second = next(one for one in await at.store.sessions() if one.id != record.id)
    assert second.parameters == {
        "n_ecoute": 4,
        "enseignement_1": SEEDS,
        "enseignement_2": f"{VOICES}, sauf le dimanche",
    }
    assert said(await at.steers(ADA, Gesture.CHOOSE_TEACHING, value=stale)) is Sentence.FACILITATOR_STALE_BUTTON


async def test_past_sessions_are_those_of_the_programme(at: Desk) -> None:
    """It is asked first; and never another organisation's."""
    record = await heard(at)
    programme = await made(at)
    await launching(at)
    assert isinstance(at.last(ADA).panel, WhichProgrammePanel)
    await at.steers(ADA, Gesture.CHOOSE_PROGRAMME, value=programme.id)
    assert texts(at) == []
    await at.store.commit([PlaceSession(record.id, programme.id)])
    await launching(at)
    await at.steers(ADA, Gesture.CHOOSE_PROGRAMME, value=programme.id)
    assert texts(at) == ["4"]
    await at.store.commit([SaveSession(replace(record, organisation="autre"))])
    at.memory.sessions.forget(record.id)
    await launching(at)
    await at.steers(ADA, Gesture.CHOOSE_PROGRAMME, value="")
    assert texts(at) == []


async def test_a_session_in_which_nobody_answered_taught_nothing(at: Desk) -> None:
    """Neither a number of nought, nor a sentence."""
    await at.says(ADA, "/animer")
    await at.steers(ADA, Gesture.PICK_WORKSHOP, value="lecture")
    await at.steers(ADA, Gesture.KEEP_DEFAULT, value="autre_seance")
    await at.steers(ADA, Gesture.LAUNCH_PLACES, value="ok")
    await at.steers(ADA, Gesture.OPEN, (await at.session()).id)
    await launching(at)
    assert texts(at) == []
    await at.says(ADA, "4")
    assert (asked(at).name, texts(at)) == ("enseignement_1", [])
