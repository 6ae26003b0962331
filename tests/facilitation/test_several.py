"""Somebody in two sessions at once: what she says goes where she was asked, and she can tell where she is."""

from __future__ import annotations

from bot.engine.prompts import Act
from bot.facilitation.incoming import Gesture
from bot.facilitation.outgoing import Fold, ReplaceCard, ShowCard
from bot.facilitation.panels import Sentence, WorkshopsPanel
from bot.facilitation.people_panels import MySessionsPanel
from bot.facilitation.records import SessionRecord
from tests.facilitation.support import ADA, Desk, said

LEA, NOA = 11, 12


async def in_two(at: Desk) -> tuple[SessionRecord, SessionRecord]:
    """Léa is at the first question of two sessions; the second one is the current one."""
    first = await at.opened(LEA)
    second = await at.opened(LEA)
    return first, second


async def words(at: Desk, session: SessionRecord) -> list[str]:
    said_there = await at.store.contributions(session.id)
    return [one.text for one in said_there if one.key == "mots" and not one.superseded]


async def test_each_card_names_its_session_for_who_is_in_two(at: Desk) -> None:
    """And for nobody else: it would only be noise. Two of one workshop in one place are told apart by a number."""
    await in_two(at)
    titles = [one.body.session for one in at.screens[LEA] if isinstance(one.body, ShowCard | ReplaceCard | Fold)]
    assert titles[0] == ""
    assert titles[-1] == "Atelier inventé (2)"
    await at.opened(NOA)
    assert {one.body.session for one in at.screens[NOA] if isinstance(one.body, ShowCard)} == {""}


async def test_a_text_answers_the_card_that_was_the_last_on_the_screen(at: Desk) -> None:
    """The other session has just asked its next question: the current one is not the one she answers."""
    first, second = await in_two(at)
    await at.says(LEA, "un deux trois")
    assert (await words(at, first), await words(at, second)) == ([], ["un\ndeux\ntrois"])
    # The facilitator of the first goes on: it is its card that she now sees.
    person = await at.store.person_by_user("telegram", str(LEA))
    assert person is not None
    current = person.current
    await at.goes_on(first.id, "idees")
    await at.says(LEA, "une idée bien à elle, dans la première séance")
    await at.taps(LEA, Act.DONE)
    assert [one.text for one in await at.store.ideas(first.id)] == ["une idée bien à elle, dans la première séance"]
    person = await at.store.person_by_user("telegram", str(LEA))
    assert person is not None
    assert person.current != current


async def test_a_tap_brings_its_session_to_the_fore(at: Desk) -> None:
    """What is typed after « J'ajoute » belongs where « J'ajoute » was tapped."""
    first, second = await in_two(at)
    participants = await at.store.participations_of(session=first.id)
    await at.steers(LEA, Gesture.SWITCH, value=participants[0].participant)
    await at.says(LEA, "un deux trois")
    assert (await words(at, first), await words(at, second)) == (["un\ndeux\ntrois"], [])
    # A button of a session that is over changes nothing.
    _, card = at.waiting(LEA)
    await at.steers(ADA, Gesture.CLOSE_CONFIRMED, first.id)
    mine = (await at.store.participations_of(session=second.id))[0].participant
    await at.steers(LEA, Gesture.SWITCH, value=mine)
    old = f"v1:p:{participants[0].participant}:{Act.PASS.value}:{card.wait}:0:"
    await at.presses(LEA, old)
    person = await at.store.person_by_user("telegram", str(LEA))
    assert person is not None
    assert person.current == mine
    await at.steers(LEA, Gesture.SWITCH, value=mine)
    await at.says(LEA, "quatre cinq six")
    assert await words(at, second) == ["quatre\ncinq\nsix"]


async def test_a_tap_in_the_other_session_is_enough_to_go_there(at: Desk) -> None:
    """She scrolled up to its card, and passed."""
    first, _ = await in_two(at)
    mine = (await at.store.participations_of(session=first.id))[0].participant
    cards = [
        one.body.card
        for one in at.screens[LEA]
        if isinstance(one.body, ShowCard | ReplaceCard) and one.body.participant == mine and one.body.card.wait
    ]
    await at.presses(LEA, f"v1:p:{mine}:{Act.PASS.value}:{cards[-1].wait}:{cards[-1].rev}:")
    person = await at.store.person_by_user("telegram", str(LEA))
    assert person is not None
    assert person.current == mine


async def test_seances_lists_them_and_goes_there(at: Desk) -> None:
    """For participants too; a stranger's participant id in a forged button opens nothing."""
    first, second = await in_two(at)
    await at.says(LEA, "/seances")
    (panel,) = at.panels(LEA, MySessionsPanel)
    assert [(one.name, one.live, one.current) for one in panel.sessions] == [
        ("Atelier inventé", True, False),
        ("Atelier inventé (2)", True, True),
    ]
    assert await at.steers(LEA, Gesture.SWITCH, value=panel.sessions[0].participant) is None
    participant, _ = at.waiting(LEA)
    assert participant == panel.sessions[0].participant
    toast = await at.steers(NOA, Gesture.SWITCH, value=panel.sessions[0].participant)
    assert said(toast) is Sentence.FACILITATOR_STALE_BUTTON
    await at.steers(ADA, Gesture.CLOSE_CONFIRMED, first.id)
    await at.says(LEA, "/seances")
    assert [one.live for one in at.panels(LEA, MySessionsPanel)[-1].sessions] == [False, True]
    await at.enters(ADA, second.join)
    await at.says(ADA, "/seances")
    assert len(at.panels(ADA, MySessionsPanel)) == 1
    shown = at.panels(ADA, WorkshopsPanel)[-1]
    assert isinstance(shown, WorkshopsPanel)
    assert dict(shown.sessions + shown.past) == {first.id: "Atelier inventé", second.id: "Atelier inventé (2)"}
