"""Sessions over several days at work: asked for at launch, shown in the cockpit, each person's day through the store.

The workshop is that of `tests.engine.days`, fabricated.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest

from bot.authoring import load
from bot.authoring.shelf import load_files
from bot.engine import run as runs
from bot.engine.phrases import Phrase
from bot.engine.prompts import Act, Card, Numbered, Quote, Said
from bot.engine.run import Given, Run
from bot.engine.timetable import Schedule
from bot.facilitation import group_probes, quoting
from bot.facilitation.incoming import Gesture
from bot.facilitation.panels import CockpitPanel, InvitationPanel, ModePanel, Sentence, StartPanel
from bot.facilitation.ports import VersionedRun
from bot.facilitation.records import SessionRecord
from bot.shipped import workshop_file
from tests.engine.days import TUESDAY, at, source
from tests.facilitation.support import ADA, Desk, desk, said

LEA, NOE, EVA = 11, 12, 13
STORY = "un récit assez long pour que l'on n'y revienne pas"


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """One workshop, over days."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    asked = "      ask: Racontez.\n"
    (folder / "jours.yaml").write_text(
        source().replace(asked, f"{asked}      own_probes: {{qui: Qui était là ?}}\n"), encoding="utf-8"
    )
    return folder


@pytest.fixture
async def desk_(shelf: Path, tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk(tmp_path, start=at(24, 9), workshops=shelf) as at_work:
        yield at_work


async def picked(desk_: Desk) -> ModePanel:
    await desk_.says(ADA, "/animer")
    await desk_.steers(ADA, Gesture.PICK_WORKSHOP, value="jours")
    panel = desk_.last(ADA).panel
    assert isinstance(panel, ModePanel)
    return panel


def start(desk_: Desk) -> StartPanel:
    panel = desk_.last(ADA).panel
    assert isinstance(panel, StartPanel)
    return panel


async def schedule(desk_: Desk) -> Schedule | None:
    return (await desk_.memory.group((await desk_.session()).id)).group.schedule


async def opened(desk_: Desk, *users: int, hour: str = "matin") -> SessionRecord:
    """Five days from today, these people in it at their first question."""
    await picked(desk_)
    await desk_.steers(ADA, Gesture.CHOOSE_MODE, value="5")
    await desk_.steers(ADA, Gesture.CHOOSE_START, value="2026-11-24")
    await desk_.steers(ADA, Gesture.LAUNCH_PLACES, value="ok")
    record = await desk_.session()
    await desk_.steers(ADA, Gesture.OPEN, record.id)
    for user in users:
        await desk_.says(user, f"/start {record.join}")
        await desk_.taps(user, Act.CHOOSE, "oui")
        await desk_.taps(user, Act.CHOOSE, "oui")
        await desk_.taps(user, Act.HOUR, hour)
    return record


def said_on(card: Card) -> set[Phrase]:
    return {block.notice.phrase for block in card.blocks if isinstance(block, Said)}


def cards(desk_: Desk, user: int) -> list[Card]:
    return [one.card for one in desk_.screens[user] if one.card is not None]


# -- launching --------------------------------------------------------------------------------------------------------


async def test_a_facilitator_chooses_the_days_and_the_first_of_them(desk_: Desk) -> None:
    """Two taps after the parameters; the invitation says how long it lasts, and from when."""
    mode = await picked(desk_)
    assert (mode.lengths, mode.usual) == ((3, 5, 7), 5)
    await desk_.steers(ADA, Gesture.CHOOSE_MODE, value="7")
    assert (start(desk_).days, start(desk_).dates) == (7, ("2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27"))
    await desk_.steers(ADA, Gesture.CHOOSE_START, value="2026-11-25")
    await desk_.steers(ADA, Gesture.LAUNCH_PLACES, value="ok")
    assert await schedule(desk_) == Schedule(7, TUESDAY.replace(day=25), desk_.policy.quiet)
    (invitation,) = desk_.panels(ADA, InvitationPanel)
    assert (invitation.days, invitation.first) == (7, "2026-11-25")
    panel = desk_.panels(ADA, CockpitPanel)[-1]
    assert (panel.days, panel.day, panel.first, panel.deadline) == (7, 0, "2026-11-25", None)


async def test_live_is_one_tap_and_as_it_was(desk_: Desk) -> None:
    """No days, no hour, no first day."""
    await picked(desk_)
    await desk_.steers(ADA, Gesture.CHOOSE_MODE, value="live")
    await desk_.steers(ADA, Gesture.LAUNCH_PLACES, value="ok")
    assert await schedule(desk_) is None
    panel = desk_.panels(ADA, CockpitPanel)[-1]
    assert (panel.days, panel.day, panel.first) == (0, 0, "")


@pytest.mark.parametrize(
    ("mode", "first", "wanted"),
    [
        ("En direct", "", None),
        ("5", "demain", Schedule(5, TUESDAY.replace(day=25))),
        ("3 jours", "aujourd'hui", Schedule(3, TUESDAY)),
        ("7 days", "30/11", Schedule(7, TUESDAY.replace(day=30))),
        ("5", "4/1", Schedule(5, TUESDAY.replace(2027, 1, 4))),
        ("5", "2026-12-01", Schedule(5, TUESDAY.replace(month=12, day=1))),
        ("5", "1.12.2026", Schedule(5, TUESDAY.replace(month=12, day=1))),
    ],
)
async def test_both_may_be_typed(desk_: Desk, mode: str, first: str, wanted: Schedule | None) -> None:
    """People type under buttons, facilitators too."""
    await picked(desk_)
    await desk_.says(ADA, mode)
    if first:
        await desk_.says(ADA, first)
    await desk_.steers(ADA, Gesture.LAUNCH_PLACES, value="ok")
    assert await schedule(desk_) == wanted


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("bientôt", "not_a_date"),
        ("31/2", "not_a_date"),
        ("2026-11-23", "too_early"),
        ("1/1/2031", "too_late"),
    ],
)
async def test_a_day_that_cannot_be_taken_is_asked_again_with_the_reason(desk_: Desk, typed: str, error: str) -> None:
    """A session that began last week would have its days behind it."""
    await picked(desk_)
    await desk_.says(ADA, "4 jours")
    assert isinstance(desk_.last(ADA).panel, ModePanel)
    await desk_.says(ADA, "5 jours")
    assert start(desk_).error == ""
    await desk_.says(ADA, typed)
    assert start(desk_).error == error
    assert await desk_.store.sessions() == []


async def test_late_in_the_day_tomorrow_is_the_first_day_offered(shelf: Path, tmp_path: Path) -> None:
    """At seven in the evening of a Saturday there is no day left before Monday."""
    async with desk(tmp_path, start=at(28, 19), workshops=shelf) as evening:
        await picked(evening)
        await evening.steers(ADA, Gesture.CHOOSE_MODE, value="5")
        assert start(evening).dates[0] == "2026-11-30"


async def test_buttons_of_these_questions_count_once(desk_: Desk) -> None:
    """Panels stay in the chat; a second tap must not make a second session."""
    stale = Sentence.FACILITATOR_STALE_BUTTON
    assert said(await desk_.steers(ADA, Gesture.CHOOSE_MODE, value="5")) is stale
    await picked(desk_)
    assert said(await desk_.steers(ADA, Gesture.CHOOSE_START, value="2026-11-24")) is Sentence.ALREADY_DONE
    assert await desk_.steers(ADA, Gesture.CHOOSE_MODE, value="5") is None
    assert said(await desk_.steers(ADA, Gesture.CHOOSE_MODE, value="7")) is Sentence.ALREADY_DONE
    assert await desk_.steers(ADA, Gesture.CHOOSE_START, value="2026-11-24") is None
    await desk_.steers(ADA, Gesture.LAUNCH_PLACES, value="ok")
    assert said(await desk_.steers(ADA, Gesture.CHOOSE_START, value="2026-11-24")) is stale
    assert len(await desk_.store.sessions()) == 1


# -- the days ---------------------------------------------------------------------------------------------------------


async def test_a_day_comes_by_a_timer_with_what_others_said(desk_: Desk) -> None:
    """Rows in a table bring it; what was withdrawn meanwhile is not in it."""
    await opened(desk_, LEA, NOE, EVA)
    for user in (LEA, NOE, EVA):
        await desk_.says(user, f"prix, trajet, mot{user}")
        await desk_.says(user, f"{STORY} ({user})")
        await desk_.taps(user, Act.DONE)
    assert desk_.heard(LEA, Phrase.UNTIL_TOMORROW) == 1
    await desk_.says(NOE, "/mesdonnees")
    await desk_.taps(NOE, Act.WITHDRAW, "ask")
    await desk_.taps(NOE, Act.WITHDRAW, "yes")
    await desk_.pass_time(at(25, 8.5))
    assert desk_.heard(LEA, Phrase.DAY) == 1
    (words,) = [card for card in cards(desk_, LEA) if Phrase.SHARED_WORDS in said_on(card)]
    told = " ".join(block.text for block in words.blocks if isinstance(block, Quote))
    assert f"mot{EVA}" in told
    assert f"mot{NOE}" not in told
    assert desk_.heard(NOE, Phrase.DAY) == 0


async def test_the_cockpit_tells_the_day_and_when_it_closes(desk_: Desk) -> None:
    """She sees what people were told."""
    await opened(desk_, LEA)
    await desk_.says(LEA, "prix, trajet, mot")
    await desk_.pass_time(at(25, 8.5))
    panel = desk_.panels(ADA, CockpitPanel)[-1]
    assert (panel.days, panel.day, panel.deadline) == (5, 2, at(25, 20))


@pytest.mark.parametrize(
    ("back", "heard"),
    [(at(24, 14.55), 1), (at(24, 15), 0), (at(24, 21.5), 0)],
    ids=["a minute late", "half an hour late", "at night"],
)
async def test_a_reminder_that_a_stop_delayed_is_not_sent(
    shelf: Path, tmp_path: Path, back: datetime, heard: int
) -> None:
    """Half-way was at half past two: what it says at half past nine is no help."""
    async with desk(tmp_path, start=at(24, 9), workshops=shelf) as before:
        await opened(before, LEA)
    async with desk(tmp_path, start=back, first=10_000, workshops=shelf) as after:
        await after.pass_time(back)
        told = sum(Phrase.DAY_REMINDER in one.phrases for one in after.screens.get(LEA, []))
        assert told == heard


async def test_after_days_of_downtime_one_message_comes(shelf: Path, tmp_path: Path) -> None:
    """Sixty people must not find three mornings at once."""
    async with desk(tmp_path, start=at(24, 9), workshops=shelf) as before:
        await opened(before, LEA)
        await before.says(LEA, "prix, trajet, mot")
    async with desk(tmp_path, start=at(27, 10), first=10_000, workshops=shelf) as after:
        await after.pass_time(at(27, 10.1))
        assert after.heard(LEA, Phrase.DAY) == 1


async def test_the_hour_is_changed_by_a_command_and_the_question_stays(desk_: Desk) -> None:
    """`/heure`, typed under a question: a card of its own, and the next morning's message comes at noon."""
    await opened(desk_, LEA)
    run = await desk_.run(LEA)
    await desk_.says(LEA, "/heure")
    assert Phrase.CHOOSE_HOUR in said_on(desk_.waiting(LEA)[1])
    await desk_.taps(LEA, Act.HOUR, "midi")
    after = await desk_.run(LEA)
    assert (after.hour, after.wait) == ("midi", run.wait)


async def test_over_days_nobody_is_reminded_at_night(desk_: Desk) -> None:
    """A facilitator who works late must not wake anybody."""
    record = await opened(desk_, LEA)
    lea = (await desk_.run(LEA)).participant
    await desk_.pass_time(at(24, 22))
    for gesture, value in ((Gesture.NUDGE, ""), (Gesture.NUDGE_ONE, lea), (Gesture.WRITE_ONE, lea)):
        assert said(await desk_.steers(ADA, gesture, record.id, value)) is Sentence.TOO_LATE_TO_NUDGE
    script, group = await desk_.memory.script(record.id), (await desk_.memory.group(record.id)).group
    for place, _, _ in group_probes.askable(script, group):
        toast = await desk_.steers(ADA, Gesture.PROBE_ALL, record.id, str(place))
        assert said(toast) is Sentence.TOO_LATE_TO_NUDGE
    assert list(group_probes.askable(script, group)), "the steps under way have follow-ups"
    assert desk_.heard(LEA, Phrase.NUDGED) == 0
    await desk_.pass_time(at(25, 10))
    assert said(await desk_.steers(ADA, Gesture.NUDGE, record.id)) is Sentence.NUDGE_SENT
    assert desk_.heard(LEA, Phrase.NUDGED) == 1


# -- the bridge -------------------------------------------------------------------------------------------------------


def bridges(desk_: Desk, user: int) -> list[Card]:
    return [card for card in cards(desk_, user) if said_on(card) & {Phrase.BRIDGE, Phrase.BRIDGE_STORIES}]


async def test_a_story_pinned_today_opens_everybodys_message_tomorrow_if_it_may_be_quoted(desk_: Desk) -> None:
    """« Hier, un récit a marqué le groupe »: chosen by the facilitators, and with its author's leave."""
    record = await opened(desk_, LEA)
    await desk_.says(NOE, f"/start {record.join}")
    await desk_.taps(NOE, Act.CHOOSE, "oui")
    await desk_.taps(NOE, Act.CHOOSE, "non")
    await desk_.taps(NOE, Act.HOUR, "matin")
    for user in (LEA, NOE):
        await desk_.says(user, "prix, trajet, dignité")
        await desk_.says(user, f"{STORY} ({user})")
        await desk_.taps(user, Act.DONE)
    by_text = {one.text: one.id for one in await desk_.contributions("vecu")}
    pin = await desk_.steers(ADA, Gesture.PIN, record.id, by_text[f"{STORY} ({NOE})"])
    assert said(pin) is Sentence.NOT_QUOTABLE
    pin = await desk_.steers(ADA, Gesture.PIN_MINORITY, record.id, by_text[f"{STORY} ({LEA})"])
    assert said(pin) is Sentence.PINNED_FOR_THE_BRIDGE
    assert desk_.heard(NOE, Phrase.PINNED) == 0, "nobody is written to between two messages"
    await desk_.pass_time(at(25, 8.5))
    for user in (LEA, NOE):
        (card,) = bridges(desk_, user)
        assert [block.text for block in card.blocks if isinstance(block, Numbered)] == [f"{STORY} ({LEA})"]
    await desk_.pass_time(at(26, 8.5))
    assert len(bridges(desk_, NOE)) == 1


def test_a_profile_stands_under_somebodys_words_only_where_it_does_not_name_them() -> None:
    """The one elected person of a group of eight is known by it."""
    script = load_files(workshop_file("relocalisation"))

    def somebody(name: str, code: str) -> VersionedRun:
        answers = {"profil": Given("c", code, (code,), ())} if code else {}
        return VersionedRun("s", 1, runs.encode(Run(name, "fr", answers=answers)))

    everybody = {
        name: somebody(name, code)
        for name, code in (("a", "habitant"), ("b", "habitant"), ("c", "habitant"), ("d", "elu"), ("e", ""))
    }
    shared = {who: quoting.profile_shared(script, everybody, who, 3) for who in (*everybody, "nobody")}
    assert shared == {"a": "habitant", "b": "habitant", "c": "habitant", "d": "", "e": "", "nobody": ""}
    without = load("jours.yaml", source().encode())
    assert quoting.profile_shared(without, everybody, "a", 3) == ""
    assert not quoting.may_be_quoted(everybody, "a")
    assert not quoting.may_be_quoted(everybody, "nobody")
