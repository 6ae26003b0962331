"""Two facilitators press the same button in the same moment: one thing is done, told once, and is one line."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from bot.chat.buttons import encode
from bot.engine.phrases import Phrase
from bot.engine.prompts import Act
from bot.facilitation.at_once import MOMENT, REMEMBERED, AtOnce
from bot.facilitation.incoming import FacilitatorButton, Gesture
from bot.facilitation.organisations import Role
from bot.facilitation.outgoing import SendFile
from bot.facilitation.panels import Sentence
from bot.facilitation.people_panels import TakeOverPanel
from bot.facilitation.records import SessionRecord
from tests.facilitation.support import ADA, EVE, Desk, said
from tests.facilitation.test_roles import belongs

LEA, NOE, ZOE, IDA = 11, 12, 13, 21


async def together(at: Desk, session: str, gesture: Gesture, value: str = "", other: str | None = None) -> list[str]:
    """Both press, Eve perhaps with another value; the lines that the journal has more, none of them twice."""
    before = len(await at.store.journal(session))
    first, second = (encode(FacilitatorButton(session, gesture, one)) for one in (value, other or value))
    await at.update(at.pressed(ADA, first), at.pressed(EVE, second))
    lines = [one.gesture for one in (await at.store.journal(session))[before:]]
    assert max(Counter(lines).values(), default=0) < 2 or other, (gesture, lines)
    return lines


async def test_each_gesture_is_made_once_in_an_evening(at: Desk) -> None:
    """From the opening to the notebook, two phones and one finger's width apart."""
    record = await at.launched()
    session = record.id
    await at.steers(EVE, Gesture.SHOW_SESSION, session)
    assert await together(at, session, Gesture.OPEN) == ["opened"]
    for user in (LEA, NOE, ZOE):
        await at.enters(user, record.join)
    assert await together(at, session, Gesture.NUDGE) == ["nudged"]
    assert at.heard(LEA, Phrase.REMINDER) == 1
    before = (await at.cockpits.panel(session)).deadline
    assert before is not None
    assert await together(at, session, Gesture.EXTEND, "5:idees") == ["extended"]
    assert at.heard(LEA, Phrase.EXTENDED) == 1
    assert (await at.cockpits.panel(session)).deadline == before + timedelta(minutes=5)
    await at.pass_time(at.clock.now() + MOMENT)
    assert await together(at, session, Gesture.EXTEND, "5:idees") == ["extended"], "a moment later it is meant"
    assert await together(at, session, Gesture.PAUSE, "5") == ["paused"]
    assert await together(at, session, Gesture.RESUME) == ["resumed"]
    for user in (LEA, NOE):
        await at.says(user, f"un deux trois{user}")
        await at.says(user, f"le récit de la personne {user}, assez long pour qu'on ne la relance pas")
        await at.taps(user, Act.DONE)
    zoe = (await at.run(ZOE)).participant
    assert await together(at, session, Gesture.NUDGE_ONE, zoe) == ["nudged_one"]
    assert at.heard(ZOE, Phrase.NUDGED) == 1
    first, second = await at.contributions("vecu")
    assert await together(at, session, Gesture.PROBE, f"{first.id}:generale") == ["probed"]
    assert await together(at, session, Gesture.PIN, first.id) == ["pinned"]
    assert at.heard(NOE, Phrase.PINNED) == 1
    assert await together(at, session, Gesture.UNPIN, first.id) == ["unpinned"]
    assert await together(at, session, Gesture.PARK, first.id) == ["parked"]
    assert at.heard(LEA, Phrase.PARKED) + at.heard(NOE, Phrase.PARKED) == 1
    assert await together(at, session, Gesture.HIDE, f"{second.id}:hostile") == ["hidden"]
    assert await together(at, session, Gesture.RELEASE, second.id) == ["released"]
    await at.pass_time(at.clock.now() + MOMENT)
    assert await together(at, session, Gesture.HIDE, f"{second.id}:hostile") == ["hidden"]
    assert await together(at, session, Gesture.LEAVE_WITHHELD, second.id) == ["left_withheld"]
    assert await together(at, session, Gesture.NEXT_CONFIRMED, "idees") == ["moved_on"]
    assert at.heard(ZOE, Phrase.GOING_ON_SOON) == 1
    assert (await at.memory.group(session)).group.opened_gates == (), "who is awaited has her half minute"
    assert await together(at, session, Gesture.NEXT_NOW, "idees") == ["moved_on", "gate_opened"]
    assert await together(at, session, Gesture.GO_BACK, "1") == ["went_back"]
    assert await together(at, session, Gesture.CLOSE_CONFIRMED) == ["close_asked", "closed"]
    await at.pass_time(at.clock.now() + MOMENT)
    files = [one for one in at.screens[ADA] if isinstance(one.body, SendFile)]
    assert await together(at, session, Gesture.MEMBER_CHECK) == ["member_check"]
    assert await together(at, session, Gesture.NOTEBOOK) == []
    sent = [one for one in at.screens[ADA] if isinstance(one.body, SendFile)]
    assert len(sent) == 3 * len(files), "at the close, for the check, and asked again"


async def with_three_ideas(at: Desk) -> SessionRecord:
    """An idea of each of three people, read by both facilitators."""
    record = await at.opened(LEA, NOE, ZOE)
    await at.reaches_ideas(record.id, LEA, NOE, ZOE)
    for user in (LEA, NOE, ZOE):
        await at.says(user, f"Une place avec des arbres pour la personne {user}.")
        await at.taps(user, Act.DONE)
    for user in (ADA, EVE):
        await at.steers(user, Gesture.IDEAS, record.id)
    return record


async def test_ideas_chosen_at_once_are_all_chosen_and_one_chosen_twice_stays(at: Desk) -> None:
    """Each tap says what it wants: nobody takes off what a colleague has just put on."""
    record = await with_three_ideas(at)

    async def chosen() -> list[str]:
        group = (await at.memory.group(record.id)).group
        return sorted(f"{one.code} {one.text[-3:-1]}" for one in group.chosen.get("horizons", ()))

    await together(at, record.id, Gesture.TOGGLE_IDEA, "1", "2")
    assert [one[:2] for one in await chosen()] == ["G1", "G2"]
    await together(at, record.id, Gesture.TOGGLE_IDEA, "-1", "-1")
    assert await chosen() == ["G1 12"]
    assert await together(at, record.id, Gesture.TOGGLE_IDEA, "1") == ["items_chosen"]
    assert len(await chosen()) == 2
    await together(at, record.id, Gesture.TOGGLE_IDEA, "-1", "-2")
    assert await chosen() == []
    cards = [len(at.screens[user]) for user in (LEA, NOE, ZOE)]
    merge, split = "1, 2 : Une place a des arbres.", "3 / Une place. / Des arbres."
    await at.update(at.message(ADA, merge), at.message(EVE, merge))
    await at.update(at.message(ADA, split), at.message(EVE, split))
    assert [len(at.screens[user]) for user in (LEA, NOE, ZOE)] == [one + 1 for one in cards], (
        "each author is asked once"
    )
    gestures = await at.gestures()
    assert (gestures.count("merge_proposed"), gestures.count("split_proposed")) == (1, 1)


async def test_somebody_is_removed_once_and_two_who_leave_at_once_leave_it_to_a_third(at: Desk) -> None:
    """Each of two who leave would else believe that the other stays, and nobody would lead the session."""
    await belongs(at, IDA, Role.FACILITATOR)
    record = await at.opened(LEA, NOE)
    await at.steers(EVE, Gesture.SHOW_SESSION, record.id)
    lea = (await at.run(LEA)).participant
    for user in (ADA, EVE):
        await at.steers(user, Gesture.REMOVE, record.id, lea)
        await at.says(user, "des insultes répétées")
    assert await together(at, record.id, Gesture.REMOVE_KEEP, lea) == ["removed_kept"]
    assert at.heard(LEA, Phrase.REMOVED_KEPT) == 1
    leave = encode(FacilitatorButton(record.id, Gesture.HAND_OVER, ""))
    await at.update(at.pressed(ADA, leave), at.pressed(EVE, leave))
    assert len(at.panels(IDA, TakeOverPanel)) == 1


async def test_a_double_tap_is_told_that_it_is_done(at: Desk) -> None:
    """The same finger, twice: five minutes, not ten."""
    record = await at.opened(LEA)
    await at.steers(ADA, Gesture.EXTEND, record.id, "5:idees")
    assert said(await at.steers(ADA, Gesture.EXTEND, record.id, "5:idees")) is Sentence.ALREADY_DONE
    assert said(await at.steers(ADA, Gesture.EXTEND, record.id, "2:idees")) is Sentence.EVERYBODY_TOLD


def test_an_entry_that_is_tried_again_is_still_the_first(at: Desk) -> None:
    """A disk that was full for a second must not swallow a gesture; and what is remembered has a limit."""
    once, now = AtOnce(), at.clock.now()
    assert once.is_first("s", "p", "c1", by="ada", entry=7, now=now)
    assert once.is_first("s", "p", "c1", by="ada", entry=7, now=now)
    assert not once.is_first("s", "p", "c1", by="eve", entry=8, now=now)
    for number in range(REMEMBERED):
        once.is_first("s", "p", f"other {number}", by="ada", entry=9, now=now)
    assert once.is_first("s", "p", "c1", by="eve", entry=10, now=now)


async def test_the_last_place_on_the_ballot_is_taken_once(at: Desk) -> None:
    """Two ideas for one place left: the second is not put there, and nothing is lost of the first."""
    record = await with_three_ideas(at)
    await at.steers(ADA, Gesture.TOGGLE_IDEA, record.id, "1")
    await together(at, record.id, Gesture.TOGGLE_IDEA, "2", "3")
    chosen = (await at.memory.group(record.id)).group.chosen["horizons"]
    assert [one.code for one in chosen] == ["G1", "G2"]
    await at.steers(ADA, Gesture.TOGGLE_IDEA, record.id, "-1")
    await at.goes_on(record.id, "vote")
    assert await together(at, record.id, Gesture.TOGGLE_IDEA, "1") == []
