"""`/mesdonnees`: everything that is held of somebody, in a file; reminders snoozed, stopped, and back."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest

from bot.authoring.shelf import load_files
from bot.chat.my_data import data_file
from bot.chat.wording import wording
from bot.engine.phrases import Phrase
from bot.engine.prompts import Act
from bot.engine.run import Run
from bot.facilitation.incoming import Gesture
from bot.facilitation.my_data import votes
from bot.facilitation.my_data_records import MyData
from bot.facilitation.outgoing import SendMyData
from bot.facilitation.panels import Sentence
from bot.facilitation.people_panels import MyDataPanel
from bot.shipped import workshop_file
from tests.facilitation.support import ADA, Desk, said

LEA, NOA = 11, 12


def sent(at: Desk, user: int) -> tuple[MyData, str]:
    body = at.last(user).body
    assert isinstance(body, SendMyData)
    return body.data, body.form


def read(data: MyData, form: str, language: str = "fr") -> str:
    _, content, _ = data_file(data, form, wording(language))
    return content.decode("utf-8-sig")


async def test_everything_held_of_somebody_comes_in_a_file(at: Desk) -> None:
    """Each session, each version of each answer, under her pseudonym there; nobody else's."""
    first = await at.opened(LEA, NOA)
    await at.says(NOA, "rien à voir ici")
    ref = await at.says(LEA, "un deux trois")
    await at.edits(LEA, ref, "un deux quatre")
    await at.opened(LEA)
    await at.says(LEA, "/mesdonnees")
    assert at.panels(LEA, MyDataPanel) == [MyDataPanel(silenced=False)]
    assert await at.steers(LEA, Gesture.MY_DATA, value="text") is None
    data, form = sent(at, LEA)
    text = read(data, form)
    assert (form, text.count("== Atelier inventé ==")) == ("text", 2)
    assert "un\ndeux\nquatre" in text
    assert "remplacée depuis" in text
    assert "rien" not in text.replace("rien d'autre", "")
    assert "Châtaigne" in text
    await at.steers(LEA, Gesture.MY_DATA, value="json")
    data, form = sent(at, LEA)
    again = msgspec.json.decode(read(data, form), type=MyData)
    assert again == data
    assert {one.status for one in data.sessions} == {"active"}
    assert said(await at.steers(LEA, Gesture.MY_DATA, value="pdf")) is Sentence.FACILITATOR_STALE_BUTTON
    assert first.id


async def test_a_withdrawal_is_seen_in_the_next_file(at: Desk) -> None:
    """The row stays, its words do not: that is what she asked for, and can now check."""
    record = await at.opened(LEA)
    await at.says(LEA, "un deux trois")
    await at.says(LEA, "/mesdonnees")
    await at.taps(LEA, Act.WITHDRAW, "ask")
    await at.taps(LEA, Act.WITHDRAW, "yes")
    await at.steers(LEA, Gesture.MY_DATA, value="text")
    text = read(*sent(at, LEA))
    assert "retirée : les mots sont effacés" in text.replace("\u00a0", " ")
    assert "un\ndeux" not in text
    await at.steers(ADA, Gesture.CLOSE_CONFIRMED, record.id)
    await at.steers(LEA, Gesture.MY_DATA, value="text")
    assert sent(at, LEA)[0].sessions[0].status != "active"


async def test_one_answer_is_withdrawn_and_the_session_goes_on(at: Desk) -> None:
    """Its words go, earlier versions too; she stays, and her other answers with her."""
    await at.opened(LEA)
    ref = await at.says(LEA, "un deux trois")
    await at.edits(LEA, ref, "un deux quatre")
    await at.says(LEA, "/mesdonnees")
    await at.taps(LEA, Act.WITHDRAW, "one")
    asked = [one for one in at.screens[LEA] if one.card is not None and one.card.wait == "x-1"][-1]
    assert asked.card is not None
    chosen = asked.card.rows[0][0].value
    await at.taps(LEA, Act.ASIDE, chosen)
    await at.taps(LEA, Act.ASIDE, "yes")
    await at.steers(LEA, Gesture.MY_DATA, value="text")
    data, _ = sent(at, LEA)
    text = read(data, "text").replace("\u00a0", " ")
    assert "retirée : les mots sont effacés" in text
    assert "un\ndeux" not in text
    assert data.sessions[0].status == "active"
    assert at.heard(ADA, Phrase.TELL_WITHDRAWN_ONE) == 1


async def test_a_vote_is_in_the_file_until_it_is_counted(at: Desk) -> None:
    """Afterwards nobody can say which ballot was hers, not even to her."""
    record = await at.opened(LEA)
    await at.reaches_ideas(record.id, LEA)
    await at.says(LEA, "Chaque commune connaît ses producteurs.")
    await at.taps(LEA, Act.DONE)
    await at.goes_on(record.id, "vote")
    _, card = at.waiting(LEA)
    grades = [button.value for row in card.rows for button in row if button.act is Act.GRADE]
    await at.taps(LEA, Act.GRADE, grades[0])
    await at.steers(LEA, Gesture.MY_DATA, value="text")
    data, _ = sent(at, LEA)
    (vote,) = [one for one in data.sessions[0].votes if one.grade]
    assert vote.item
    assert f"{vote.item} : {vote.grade}" in read(data, "text").replace("\u00a0", " ")
    await at.steers(ADA, Gesture.CLOSE_CONFIRMED, record.id)
    await at.steers(LEA, Gesture.MY_DATA, value="json")
    assert sent(at, LEA)[0].sessions[0].votes == ()


async def test_somebody_in_no_session_is_told_that_nothing_is_held(at: Desk) -> None:
    """But for the account, without which she could not be answered."""
    await at.says(LEA, "/mesdonnees")
    await at.steers(LEA, Gesture.MY_DATA, value="text")
    text = read(*sent(at, LEA)).replace("\u00a0", " ")
    assert "telegram 11" in text
    assert "Vous ne participez à aucune séance" in text


@pytest.mark.parametrize(
    ("value", "said_then", "reminded"),
    [
        ("stop", Sentence.REMINDERS_STOPPED, False),
        ("snooze", Sentence.REMINDERS_SNOOZED, False),
        ("on", Sentence.REMINDERS_ON, True),
    ],
)
async def test_reminders_obey_one_tap(at: Desk, value: str, said_then: Sentence, reminded: bool) -> None:
    """Her question still waits on the screen; only the reminder keeps silent."""
    await at.opened(LEA)
    assert said(await at.steers(LEA, Gesture.REMIND, value=value)) is said_then
    await at.pass_time(at.clock.now() + timedelta(hours=2))
    assert bool(at.heard(LEA, Phrase.REMINDER)) is reminded
    await at.says(LEA, "/mesdonnees")
    assert at.panels(LEA, MyDataPanel)[-1].silenced is (value != "on")
    await at.pass_time(at.clock.now() + timedelta(hours=9))


def test_points_are_told_as_numbers() -> None:
    """They have no words of their own."""
    script = load_files(workshop_file("relocalisation"))
    run = Run("p", "fr", votes={"points": {"PA1": 3}, "vote": {"RH1": None}})
    assert [(one.item, one.grade) for one in votes(script, run)] == [("PA1", "3"), ("RH1", "Sans avis")]


async def test_who_never_voted_and_withdraws_leaves_the_result_as_it_was(at: Desk) -> None:
    """Votes are counted again after a withdrawal; the same count is no news, and nobody is told of any."""
    record = await at.opened(LEA, NOA)
    await at.reaches_ideas(record.id, LEA, NOA)
    for user in (LEA, NOA):
        await at.says(user, f"Chaque commune connaît ses producteurs, dit {user}.")
        await at.taps(user, Act.DONE)
    await at.goes_on(record.id, "vote")
    _, card = at.waiting(LEA)
    grades = [button.value for row in card.rows for button in row if button.act is Act.GRADE]
    await at.taps(LEA, Act.GRADE, grades[0])
    await at.steers(ADA, Gesture.CLOSE_CONFIRMED, record.id)
    before = (await at.memory.group(record.id)).group.results
    assert before["vote"].voters == 1
    await at.says(NOA, "/mesdonnees")
    await at.taps(NOA, Act.WITHDRAW, "ask")
    await at.taps(NOA, Act.WITHDRAW, "yes")
    assert (await at.memory.group(record.id)).group.results == before
