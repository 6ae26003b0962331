"""A session over several days: one message a day at the hour each chose, gates that let through, nobody pushed.

The people and their workshop are fabricated.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from msgspec.structs import replace

from bot.authoring import load
from bot.engine import agenda
from bot.engine.agenda import DAY, schedule_of
from bot.engine.course import END
from bot.engine.effects import ParticipantEffect, SendCard
from bot.engine.events import (
    ContributionPinned,
    DeadlinePassed,
    HourAsked,
    MatterGathered,
    MovedOn,
    Resumed,
    SessionPaused,
    SessionResumed,
    Stamp,
    TimerFired,
)
from bot.engine.group import SessionStatus
from bot.engine.matter import Matter
from bot.engine.phrases import Label, Phrase
from bot.engine.prompts import Act, Card, Numbered, Said
from bot.engine.run import Stage, Status
from bot.engine.script import Script
from bot.engine.timetable import Schedule
from bot.engine.turn.days import hour_named
from bot.rehearsal.random_crowd import RandomCrowd
from tests.engine.days import PARIS, READING, RESULT, TUESDAY, at, source, workshop
from tests.engine.world import ANA, BOB, CLO, World, phrases_of

STORY = "Le boulanger du bourg a fermé et il faut prendre la voiture"
UNASKED = (Phrase.DAY, Phrase.NEXT_IS_OPEN, Phrase.DAY_REMINDER)
"""What nobody asked for: the message of the day and its reminder."""


class Days(World):
    """Keeps a log of what nobody asked for: (who, when in Paris, what)."""

    def __init__(self, script: Script, now: datetime, schedule: Schedule, seed: str = "seed") -> None:
        super().__init__(script, seed=seed, now=now, schedule=schedule)
        self.log: list[tuple[str, datetime, Phrase]] = []

    def apply(self, who: str, effect: ParticipantEffect, stamp: Stamp) -> None:
        if isinstance(effect, SendCard):
            unasked = [phrase for phrase in phrases_of(effect.card) if phrase in UNASKED]
            self.log += [(who, stamp.at.astimezone(PARIS), phrase) for phrase in unasked]
        super().apply(who, effect, stamp)

    def unasked(self, who: str) -> list[str]:
        return [f"{when:%d %H:%M} {phrase.value}" for one, when, phrase in self.log if one == who]

    def come(self, hour: str, *people: str) -> None:
        """Come in, consent, choose an hour."""
        for who in people:
            self.enter(who)
            self.press(who, "Oui")
            self.press(who, "Oui")
            self.press(who, hour)

    def tell(self, text: str, *people: str) -> None:
        for who in people:
            self.write(who, text)
            if self.shows(who, Label.DONE):
                self.press(who, Label.DONE)

    def first_day(self, *people: str) -> None:
        for who in people:
            self.write(who, "prix, trajet, dignité")
            self.tell(f"{STORY} ({len(self.contributions)})", who)

    def vote(self, who: str, grade: str = "Bien") -> None:
        while self.runs[who].wait.cursor < len(self.group.ballots["vote"]):
            self.press(who, grade)
        self.press(who, Label.CONFIRM)


def days(
    script: Script | None = None, *, begin: datetime | None = None, first: date = TUESDAY, length: int = 5
) -> Days:
    """An open session, on a Tuesday morning at nine."""
    world = Days(script or workshop(), begin or at(24, 9), Schedule(length, first))
    world.open()
    return world


# -- the hour ---------------------------------------------------------------------------------------------------------


def test_an_hour_is_asked_once_after_the_consent_and_what_goes_with_it() -> None:
    """Whoever refuses is asked nothing; whoever accepts says when a message suits."""
    world = days()
    world.enter(ANA)
    world.press(ANA, "Oui")
    assert world.runs[ANA].wait.stage is Stage.ASKED
    world.press(ANA, "Non")
    assert world.runs[ANA].wait.stage is Stage.HOUR
    world.resume(ANA)
    assert Phrase.CHOOSE_HOUR in phrases_of(world.last(ANA))
    world.press(ANA, "midi")
    assert (world.runs[ANA].hour, world.place(ANA)) == ("midi", "mots")


def test_an_hour_may_be_typed_and_nothing_else_is_taken_for_one() -> None:
    """People type under buttons."""
    world = days()
    world.enter(ANA)
    world.press(ANA, "Oui")
    world.press(ANA, "Oui")
    wait = world.runs[ANA].wait.id
    world.write(ANA, "quand vous voulez")
    assert Phrase.TAP_A_BUTTON in phrases_of(world.last(ANA))
    world.forge(ANA, Act.HOUR, wait, value="minuit")
    world.forge(ANA, Act.PASS, wait)
    assert world.runs[ANA].wait.stage is Stage.HOUR
    world.write(ANA, "12h30")
    assert world.runs[ANA].hour == "midi"
    # A late text for that card is no answer to the question that came since.
    world.write(ANA, "8h", shown=wait)
    assert world.kept(ANA, "mots") == []
    world.forge(ANA, Act.HOUR, world.runs[ANA].wait.id, value="soir")
    assert world.toast(ANA) is Phrase.STALE
    assert world.runs[ANA].hour == "midi"


@pytest.mark.parametrize(
    ("text", "code"),
    [("8h", "matin"), ("8", "matin"), ("08:00", "matin"), ("Midi", "midi"), ("12 h 30", "midi"), ("18h00", "soir")],
)
def test_hours_are_read_as_people_write_them(text: str, code: str) -> None:
    """« 8h », « 8 », « 08:00 » are one hour."""
    found = hour_named(text, agenda.settings(workshop()).hours)
    assert found is not None
    assert found.code == code
    assert hour_named("12", agenda.settings(workshop()).hours) is None


def test_a_live_session_asks_for_no_hour_and_takes_none() -> None:
    """Live stays as it was."""
    world = World(workshop())
    world.open()
    world.enter(ANA)
    world.press(ANA, "Oui")
    world.press(ANA, "Oui")
    assert world.place(ANA) == "mots"
    world.forge(ANA, Act.HOUR, world.runs[ANA].wait.id, value="midi")
    assert world.toast(ANA) is Phrase.STALE
    with pytest.raises(ValueError, match="live"):
        schedule_of(world.group)


def test_the_hour_may_be_changed_at_rest() -> None:
    """A shift at work changes; the messages follow, and today's does not come twice."""
    world = days()
    world.come("matin", ANA)
    world.first_day(ANA)
    world.press(ANA, Label.CHANGE_HOUR)
    assert world.runs[ANA].wait.stage is Stage.HOUR
    world.press(ANA, "soir")
    assert world.runs[ANA].wait.stage is Stage.GATED
    world.wait_until(at(25, 20))
    assert world.unasked(ANA) == ["25 18:00 day", "25 19:00 day_reminder"]


def test_the_hour_may_be_changed_by_a_command_whatever_is_on_the_screen() -> None:
    """`/heure` in the middle of a question: the question stays, the messages follow."""
    world = days()
    world.enter(ANA)
    world.happen(ANA, HourAsked())
    assert Phrase.CHOOSE_HOUR not in world.seats[ANA].phrases()
    world.press(ANA, "Oui")
    world.press(ANA, "Oui")
    world.press(ANA, "matin")
    wait = world.runs[ANA].wait
    world.happen(ANA, HourAsked())
    world.press(ANA, "soir", wait="hour")
    assert (world.runs[ANA].hour, world.runs[ANA].wait) == ("soir", wait)
    world.forge(ANA, Act.HOUR, "hour", value="minuit")
    assert world.toast(ANA) is Phrase.STALE
    world.first_day(ANA)
    world.wait_until(at(25, 18.5))
    assert world.unasked(ANA)[-1] == "25 18:00 day"


def test_live_there_is_no_hour_to_choose() -> None:
    """And it is said, rather than nothing."""
    world = World(workshop())
    world.open()
    world.enter(ANA)
    world.happen(ANA, HourAsked())
    assert Phrase.NO_HOUR in phrases_of(world.last(ANA))


# -- a day ------------------------------------------------------------------------------------------------------------


def test_a_day_opens_at_the_hour_each_chose_and_not_before() -> None:
    """Until then « À demain », whatever the person taps."""
    world = days()
    world.come("midi", ANA)
    world.come("soir", BOB)
    world.first_day(ANA, BOB)
    assert Phrase.UNTIL_TOMORROW in phrases_of(world.last(ANA))
    world.wait_until(at(25, 12))
    world.resume(ANA)
    assert world.runs[ANA].wait.stage is Stage.GATED
    assert Phrase.UNTIL_TODAY in phrases_of(world.last(ANA))
    world.wait_until(at(25, 12.6))
    assert (world.place(ANA), world.place(BOB)) == ("craintes", "craintes")
    assert (world.runs[ANA].at_gate, world.runs[BOB].at_gate) == (False, True)
    assert world.unasked(ANA) == ["25 12:30 day"]
    assert world.unasked(BOB) == []


def test_within_a_day_nobody_waits_for_the_others() -> None:
    """« Le différé est plus court que le direct »: the gate before the story holds nobody."""
    world = days()
    world.come("matin", ANA, BOB)
    world.write(ANA, "prix, trajet, dignité")
    assert world.place(ANA) == "vecu"
    assert world.group.opened_gates == ("vecu",)
    assert world.said_to_facilitators(Phrase.TELL_GATE_OPENED) == []


def test_the_evening_people_are_asked_the_whole_day_though_the_others_have_gone_through() -> None:
    """Sixty per cent let those through who have arrived; they do not close the day to who begins at six."""
    world = days()
    world.come("matin", ANA, BOB)
    world.come("soir", CLO)
    world.first_day(ANA, BOB, CLO)
    world.wait_until(at(25, 9))
    world.tell(STORY, ANA, BOB)
    assert world.group.opened_gates == ("vecu", "idees")
    assert world.group.closed == 1
    assert len(world.said_to_facilitators(Phrase.TELL_GATE_OPENED)) == 1
    world.wait_until(at(25, 18.1))
    assert world.place(CLO) == "craintes"
    world.tell(STORY, CLO)
    assert world.kept(CLO, "craintes") == [STORY]
    assert world.runs[CLO].missed == ()
    world.wait_until(at(25, 20))
    assert world.group.closed == 2


def test_an_opened_gate_freezes_the_answers_of_who_went_through_only() -> None:
    """Who has gone on may be shown what others said; who has not may still change."""
    script = workshop(vote="quorum: none, at_most_hours: 48")
    world = days(script)
    world.come("matin", ANA, BOB, CLO)
    world.first_day(ANA, BOB)
    world.wait_until(at(25, 9))
    world.tell(STORY, ANA, BOB)
    world.wait_until(at(26, 9))
    assert world.group.opened_gates == ("vecu", "idees")
    assert world.place(ANA) == "idees"
    assert not world.shows(ANA, Label.BACK)
    assert world.place(CLO) == "idees"
    world.write(ANA, "Un marché de nuit.")
    world.wait_until(at(27, 8.1))
    assert world.runs[ANA].wait.stage is Stage.GATED


def test_one_answers_before_one_sees_what_others_said() -> None:
    """Their words come with the next day's message, and only where one has answered."""
    world = days()
    world.come("matin", ANA, BOB)
    world.first_day(ANA)
    world.write(BOB, "calme, place, prix")
    world.wait_until(at(24, 23))
    for who in (ANA, BOB):
        assert Phrase.SHARED_WORDS not in world.seats[who].phrases()
    world.wait_until(at(25, 9))
    world.tell(STORY, ANA)
    world.wait_until(at(26, 9))
    assert world.seats[ANA].phrases().count(Phrase.SHARED_WORDS) == 1
    assert world.seats[BOB].phrases().count(Phrase.SHARED_WORDS) == 1
    # Bob never told his story: he may still catch up with it, and is not shown Ana's.
    assert Phrase.SHARED not in world.seats[BOB].phrases()
    world.wait_until(at(28, 8.1))
    # The vote has opened: there is nothing left to catch up with, and so nothing to keep from him.
    assert world.seats[BOB].phrases().count(Phrase.SHARED) == 1


# -- merges -----------------------------------------------------------------------------------------------------------

IDEAS = ("Un car passe toutes les heures au bourg.", "Un car relie le bourg à la gare chaque heure.")
MERGED = "Un car relie chaque heure le bourg et la gare."


def merging(hour: float) -> Days:
    """Two ideas on the third day, and one wording proposed for both at that hour."""
    world = collecting("matin", ANA, BOB, reading="")
    world.wait_until(at(26, 8.1))
    for who, idea in zip((ANA, BOB), IDEAS, strict=True):
        world.tell(idea, who)
    world.wait_until(at(26, hour))
    world.merge("m1", "horizons", MERGED, *(world.idea(idea) for idea in IDEAS))
    world.press(ANA, Label.YES, wait="m-m1")
    return world


def test_over_days_the_authors_of_a_merge_have_half_a_day_and_silence_means_no() -> None:
    """Facilitators learn of it while they may still propose something else."""
    world = merging(8.5)
    assert Phrase.MERGE_SILENCE_DAYS in world.seats[BOB].phrases()
    world.wait_until(at(26, 20.4))
    assert world.group.merges["m1"].pending
    world.wait_until(at(26, 20.6))
    assert not world.group.merges["m1"].pending
    assert not world.group.merges["m1"].holds
    assert world.said_to_facilitators(Phrase.TELL_MERGE_UNANSWERED)
    world.forge(BOB, Act.ASIDE, "m-m1", value="yes")
    assert not world.group.merges["m1"].holds
    world.happen_to_group(DeadlinePassed("m1", "merge"))
    world.happen_to_group(DeadlinePassed("m0", "merge"))
    assert len(world.said_to_facilitators(Phrase.TELL_MERGE_UNANSWERED)) == 1


def test_half_a_day_that_ends_at_night_goes_on_to_noon_and_a_pause_does_not_count() -> None:
    """Who sleeps is not silent."""
    assert agenda.merge_until(merging(12.5).group, at(26, 12.5)) == at(27, 12)
    assert agenda.merge_until(merging(12.5).group, at(28, 13)) == at(30, 12), "a Saturday evening goes on to Monday"
    world = merging(8.5)
    world.happen_to_group(SessionPaused(0, "Europe/Paris"))
    world.wait_until(at(26, 20.6))
    assert world.group.merges["m1"].pending
    world.happen_to_group(SessionResumed())
    world.wait_until(at(27, 8.4))
    assert world.group.merges["m1"].pending
    world.wait_until(at(27, 8.6))
    assert not world.group.merges["m1"].pending


# -- the bridge -------------------------------------------------------------------------------------------------------


def pinned(world: Days, who: str, key: str = "vecu", signed: str = "") -> ContributionPinned:
    given = world.runs[who].answers[key]
    return ContributionPinned(given.id, who, "Le vécu", given.text, step=key, signed=signed)


def bridges(world: Days, who: str) -> list[Card]:
    heads = {Phrase.BRIDGE, Phrase.BRIDGE_STORIES}
    return [card for card in world.seats[who].cards if heads & set(phrases_of(card))]


def test_what_marked_the_group_yesterday_opens_the_day_and_ones_own_is_said_to_be() -> None:
    """Nobody is written to between two messages: what is pinned is read at each one's hour, once."""
    world = days()
    world.come("matin", ANA, BOB)
    world.first_day(ANA, BOB)
    for who in (ANA, BOB):
        world.happen_to_group(pinned(world, who))
    world.happen_to_group(pinned(world, BOB))
    world.wait_until(at(25, 7.5))
    assert not bridges(world, ANA)
    world.wait_until(at(25, 8.5))
    (card,) = bridges(world, ANA)
    assert phrases_of(card) == [Phrase.BRIDGE_STORIES, Phrase.BRIDGE_CHOSEN]
    assert [block.mine for block in card.blocks if isinstance(block, Numbered)] == [True, False]
    screen = world.seats[ANA].cards
    opens = next(number for number, one in enumerate(screen) if Phrase.DAY in phrases_of(one))
    assert screen.index(card) < opens, "the bridge comes before what is asked"
    world.wait_until(at(26, 12))
    assert len(bridges(world, ANA)) == len(bridges(world, BOB)) == 1


def test_who_stayed_away_reads_what_was_pinned_meanwhile_and_what_was_changed_since_is_left_out() -> None:
    """« Hier » would not be true of it; words that their author replaced are shown to nobody."""
    world = days()
    world.come("matin", ANA, BOB)
    world.first_day(ANA, BOB)
    world.happen_to_group(pinned(world, ANA))
    world.happen_to_group(pinned(world, BOB))
    world.forge(BOB, Act.CHANGE, "answers", value="vecu")
    world.tell(f"{STORY}, tout compte fait", BOB)
    world.wait_until(at(25, 8.5))
    (card,) = bridges(world, ANA)
    assert phrases_of(card)[0] is Phrase.BRIDGE_STORIES
    assert len([block for block in card.blocks if isinstance(block, Numbered)]) == 1
    world.happen_to_group(pinned(world, BOB, key="mots", signed="elu"))
    world.wait_until(at(26, 8.5))
    assert phrases_of(bridges(world, ANA)[-1])[0] is Phrase.BRIDGE, "words are no story"


# -- several gates on one day -----------------------------------------------------------------------------------------


def collecting(hour: str, *people: str, reading: str = READING) -> Days:
    """The morning of the third day, on which what is collected is read, then read again."""
    world = days(workshop(reading=reading))
    world.come(hour, *people)
    world.first_day(*people)
    world.wait_until(at(25, 18.1))
    world.tell(STORY, *people)
    world.wait_until(at(26, 7))
    return world


def test_gates_of_one_day_have_their_share_of_it_and_the_calendar_holds() -> None:
    """At noon, then at four: who is there goes on, who begins at six is asked everything, the day ends at eight."""
    world = collecting("matin", ANA, BOB)
    world.come("soir", CLO)
    world.wait_until(at(26, 8.1))
    world.write(ANA, "Un marché de nuit.")
    world.resume(ANA)
    assert Phrase.SOONER in phrases_of(world.last(ANA))
    world.wait_until(at(26, 11.9))
    assert "lecture" not in world.group.opened_gates
    world.wait_until(at(26, 12))
    assert world.group.opened_gates[-1] == "lecture"
    # There is only her own idea to read so far: she is counted at the gate after that one.
    assert (world.place(ANA), world.runs[ANA].at_gate) == ("croisee", True)
    world.write(BOB, "Des vergers.")
    assert "Des vergers." in world.pool()
    world.wait_until(at(26, 18.1))
    assert world.group.opened_gates[-1] == "croisee"
    assert world.place(CLO) == "idees"
    world.wait_until(at(26, 20.1))
    assert world.group.closed == 4
    world.wait_until(at(27, 14.1))
    assert world.runs[ANA].wait.stage is Stage.VOTING


def test_a_gate_whose_time_came_when_nobody_was_there_opens_for_a_third() -> None:
    """Everybody chose the evening: what follows is still made of the words of more than one."""
    world = collecting("soir", ANA, BOB, CLO)
    world.wait_until(at(26, 17.9))
    assert "lecture" in world.group.early
    assert "lecture" not in world.group.opened_gates
    world.wait_until(at(26, 18.1))
    world.write(ANA, "Un marché de nuit.")
    assert world.group.opened_gates[-1] == "lecture"
    # A time that comes for a gate that is open changes nothing.
    before = world.group.opened_gates
    world.happen_to_group(DeadlinePassed("lecture", "earliest"))
    assert world.group.opened_gates == before


def test_who_rests_before_a_gate_of_today_is_reminded_when_it_opens() -> None:
    """One reminder a day: half-way there is nothing to go on to, at four there is."""
    world = collecting("matin", ANA, BOB)
    world.wait_until(at(26, 8.1))
    world.write(ANA, "Un marché de nuit.")
    world.write(BOB, "Des vergers.")
    # Both were there before noon.
    assert world.group.opened_gates[-1] == "lecture"
    world.resume(ANA)
    world.press(ANA, "Tout est clair")
    assert (world.place(ANA), world.runs[ANA].at_gate) == ("croisee", True)
    world.wait_until(at(26, 19))
    told = [one for one in world.unasked(ANA) if one.startswith("26")]
    assert told[0] == "26 08:00 day"
    assert [one[3:5] for one in told[1:]] == ["14"]
    assert (world.place(ANA), world.runs[ANA].at_gate) == ("croisee", False)


def test_on_a_last_day_that_votes_and_shows_the_result_everybody_is_written_to_at_the_first_hour() -> None:
    """Whoever chose the evening would find the vote over; everything still ends at eight."""
    world = days(workshop(vote="at_most: 9", ask=RESULT), length=3)
    world.come("soir", ANA)
    world.come("matin", BOB)
    world.first_day(ANA, BOB)
    world.wait_until(at(26, 8.1))
    assert [one for one in world.unasked(ANA) if one.startswith("26")] == ["26 08:00 day"]
    assert world.runs[ANA].wait.stage is Stage.VOTING
    due = agenda.due(world.script, world.group, "cloture")
    assert due == at(26, 16)
    world.vote(BOB)
    world.wait_until(at(26, 12.1))
    # Half-way to the close of the vote, and not of the day.
    assert world.unasked(ANA)[-1] == "26 12:00 day_reminder"
    world.wait_until(at(26, 16.1))
    assert world.group.results["vote"].voters == 1
    world.wait_until(at(26, 20.1))
    assert world.said_to_facilitators(Phrase.TELL_DAYS_OVER)


def test_what_is_left_of_the_day_before_does_not_take_the_message_of_the_vote() -> None:
    """At eight a reading that is nearly over would have been today's only message."""
    together = READING.replace("several_messages: false", "several_messages: false\n      catch_up: no")
    world = collecting("matin", ANA, BOB, reading=together)
    world.wait_until(at(26, 8.1))
    world.write(ANA, "Un marché de nuit.")
    world.write(BOB, "Des vergers.")
    world.wait_until(at(26, 14.1))
    for who in (ANA, BOB):
        world.press(who, "Tout est clair")
    world.wait_until(at(26, 19))
    world.runs[ANA] = replace(world.runs[ANA], greeted=3)
    world.wait_until(at(27, 11))
    assert not [one for one in world.unasked(ANA) if one.startswith("27")]
    world.wait_until(at(27, 12.1))
    assert world.unasked(ANA)[-1] == "27 12:00 day"


# -- reminders --------------------------------------------------------------------------------------------------------


def test_one_reminder_a_day_half_way_to_the_close_and_never_after_the_answer() -> None:
    """Who has answered is left in peace."""
    world = days()
    world.come("matin", ANA, BOB)
    world.first_day(ANA, BOB)
    world.wait_until(at(25, 13))
    world.tell(STORY, BOB)
    world.wait_until(at(25, 23))
    assert world.unasked(ANA) == ["25 08:00 day", "25 14:00 day_reminder"]
    assert world.unasked(BOB) == ["25 08:00 day"]


def test_nobody_is_reminded_during_a_pause() -> None:
    """The close is put off by as long as the pause lasts: there is nothing to hurry towards."""
    world = days()
    world.come("matin", ANA, BOB)
    world.first_day(ANA, BOB)
    world.wait_until(at(25, 13))
    world.happen_to_group(SessionPaused(0, "Europe/Paris"))
    world.wait_until(at(25, 15))
    assert world.unasked(ANA) == ["25 08:00 day"]
    world.happen_to_group(SessionResumed())
    world.wait_until(at(25, 23))
    assert world.unasked(ANA) == ["25 08:00 day"]


def test_the_reminder_brings_what_has_opened_since() -> None:
    """Who had voted at noon is told once, in the afternoon, that the group has gone on; and may go on before that."""
    world = until_the_vote(ANA, BOB, CLO, script=workshop(day=4, ask=RESULT))
    world.wait_until(at(27, 12.1))
    world.vote(ANA)
    world.vote(BOB)
    assert {Phrase.UNTIL_TOMORROW, Phrase.SOONER} <= set(phrases_of(world.last(ANA)))
    world.wait_until(at(27, 13))
    world.vote(CLO)
    assert world.runs[ANA].wait.stage is Stage.GATED
    world.press(BOB, Label.CARRY_ON)
    assert (world.place(BOB), world.runs[BOB].at_gate) == ("cloture", False)
    world.wait_until(at(27, 16.1))
    assert world.unasked(ANA)[-2:] == ["27 12:00 day", "27 16:00 day_reminder"]
    assert (world.place(ANA), world.runs[ANA].at_gate) == ("cloture", False)
    assert [world.seats[who].phrases().count(Phrase.RESULT) for who in (ANA, BOB)] == [1, 1]


def test_going_on_before_the_hour_is_answered_by_the_hour_and_sends_nothing_twice() -> None:
    """« Continuer » tapped too early put the same card below itself, as often as it was tapped."""
    world = until_the_vote(ANA, BOB, script=workshop(day=4, ask=RESULT))
    world.wait_until(at(27, 12.1))
    world.vote(ANA)
    shown = len(world.seats[ANA].cards)
    for _ in range(2):
        world.press(ANA, Label.CARRY_ON)
    told = world.seats[ANA].toasts[-2:]
    assert [one.phrase for one in told] == [Phrase.OPENS_AT] * 2
    assert told[0].values == {"date": "2026-11-27", "hour": "20:00"}
    assert len(world.seats[ANA].cards) == shown
    # `/reprendre` is another matter: who lost the card wants it again.
    world.resume(ANA)
    assert len(world.seats[ANA].cards) == shown + 1
    world.vote(BOB)
    world.press(ANA, Label.CARRY_ON)
    assert world.toast(ANA) is Phrase.RESUMED
    assert world.place(ANA) == "cloture"


def test_a_live_reminder_is_not_set_over_days() -> None:
    """Half of three minutes says nothing to somebody who has until eight in the evening."""
    world = days()
    world.come("matin", ANA)
    world.wait(minutes=30)
    assert Phrase.REMINDER not in world.seats[ANA].phrases()


# -- the vote ---------------------------------------------------------------------------------------------------------


def until_the_vote(*people: str, hour: str = "matin", script: Script | None = None) -> Days:
    """Everybody has proposed something; Friday morning."""
    world = days(script)
    world.come(hour, *people)
    world.first_day(*people)
    world.wait_until(at(25, 18.1))
    world.tell(STORY, *people)
    world.wait_until(at(26, 18.1))
    for who in people:
        world.write(who, f"Un marché de nuit pour {who[-3:]}.")
    world.wait_until(at(27, 11))
    return world


def test_the_vote_opens_at_noon_and_that_is_when_the_message_comes() -> None:
    """Nothing to do at eight: silence, and one message when there is."""
    world = until_the_vote(ANA, BOB)
    assert world.unasked(ANA)[-1][:2] == "26"
    assert world.group.opened_gates == ("vecu", "idees")
    world.wait_until(at(27, 12.1))
    assert world.runs[ANA].wait.stage is Stage.VOTING
    assert world.unasked(ANA)[-1] == "27 12:00 day"


def test_a_vote_that_everybody_has_cast_closes_before_its_time_where_its_result_is_awaited() -> None:
    """What follows speaks of the result: no reason to wait until eight; and none to wait for it where nothing does."""
    world = until_the_vote(ANA, BOB, script=workshop(ask=RESULT))
    world.wait_until(at(27, 12.1))
    world.vote(ANA)
    assert not world.group.results
    world.vote(BOB)
    assert world.group.results
    # It is Friday: what comes next has Saturday for its day.
    world.resume(ANA)
    assert world.runs[ANA].wait.stage is Stage.GATED
    world.wait_until(at(28, 8.1))
    assert world.place(ANA) == "cloture"
    assert [world.seats[who].phrases().count(Phrase.RESULT) for who in (ANA, BOB)] == [1, 1]


ROUND = """\
  - second_round:
      id: tour_2
      title: Encore
      phase: A
      minutes: 3
      gate: {at_most: 5}
      of: vote
      ask: Gardez-vous votre mention ?
"""
"""A second round planned on the very day of its vote."""


def with_a_round() -> Script:
    before, closing, after = source(ask=RESULT).partition("  - closing:")
    return load("jours.yaml", f"{before}{ROUND}{closing}{after}".encode())


def keep_all(world: Days, who: str) -> None:
    while not world.shows(who, Label.CONFIRM):
        world.press(who, Label.KEEP_GRADE)
    world.press(who, Label.CONFIRM)


def test_a_second_round_on_the_day_of_its_vote_reaches_everybody_with_the_next_message() -> None:
    """The vote was over by noon and everybody had had the message of the day: nobody voted again."""
    world = until_the_vote(ANA, BOB, hour="soir", script=with_a_round())
    world.wait_until(at(27, 18.1))
    for who in (ANA, BOB):
        world.vote(who)
    assert world.group.opened_gates[-1] == "tour_2"
    # Whoever has the chat open sees that it is; the others have one reminder today, and the next message.
    assert Phrase.IS_OPEN in phrases_of(world.card(ANA))
    world.press(ANA, Label.CARRY_ON)
    assert world.place(ANA) == "tour_2"
    keep_all(world, ANA)
    world.wait_until(at(27, 23))
    assert [one for one in world.unasked(BOB) if one.startswith("27")] == ["27 18:00 day", "27 19:00 day_reminder"]
    # The last day speaks of the result: at the first hour, though he chose the evening.
    world.wait_until(at(28, 8.1))
    assert world.unasked(BOB)[-1] == "28 08:00 day"
    assert world.place(BOB) == "tour_2"
    keep_all(world, BOB)
    assert world.group.results["tour_2"].voters == 2
    assert world.group.opened_gates[-1] == "cloture"


def test_a_second_round_that_opens_in_the_morning_ends_with_its_day() -> None:
    """Everybody is written to at noon or later: there is time today."""
    world = until_the_vote(ANA, BOB, script=with_a_round())
    world.happen_to_group(MovedOn("vote"))
    for who in (ANA, BOB):
        world.resume(who)
        world.vote(who)
    assert agenda.due(world.script, world.group, "cloture") == at(27, 20)
    world.wait_until(at(27, 20.1))
    assert world.group.results["tour_2"].voters == 0


def test_on_the_last_day_nobody_is_sent_to_tomorrow() -> None:
    """« C'est tout pour aujourd'hui. À lundi, 8 h. » was said of a session that ended on Saturday at eight."""
    world = days(workshop(vote="at_most: 9", ask=RESULT), length=3)
    world.come("matin", ANA, BOB)
    world.first_day(ANA, BOB)
    world.wait_until(at(26, 8.1))
    world.vote(ANA)
    blocks = [one.notice for one in world.card(ANA).blocks if isinstance(one, Said)]
    assert [one.phrase for one in blocks if "hour" in one.values] == [Phrase.DAYS_END, Phrase.GO_ON_FROM]
    assert [one.values["hour"] for one in blocks if "hour" in one.values] == ["20:00", "16:00"]


def test_nobody_waits_for_the_result_of_a_vote_that_the_day_does_not_speak_of() -> None:
    """The last word is asked right after the ballot, which may be changed until eight; then it is counted."""
    world = until_the_vote(ANA, BOB, script=workshop(day=4))
    world.wait_until(at(27, 12.1))
    world.vote(ANA)
    assert (world.place(ANA), world.runs[ANA].at_gate) == ("cloture", False)
    world.tell(STORY, ANA)
    assert world.runs[ANA].wait.stage is Stage.ENDED
    world.press(ANA, Label.CHANGE_VOTE)
    world.press(ANA, Label.REVIEW)
    world.press(ANA, "Mal")
    assert not world.group.results
    world.wait_until(at(27, 20.1))
    assert world.group.results["vote"].voters == 1
    assert world.runs[BOB].wait.stage is Stage.VOTING
    world.write(BOB, "je voulais voter")
    assert (world.place(BOB), world.runs[BOB].at_gate) == ("cloture", False)
    assert world.seats[BOB].phrases().count(Phrase.RESULT) == 1


def test_a_vote_is_not_caught_up_with_after_the_close() -> None:
    """At eight in the evening it is over, for the ballot on the screen as well."""
    world = until_the_vote(ANA, BOB, CLO)
    world.wait_until(at(27, 12.1))
    world.vote(ANA)
    card = world.card(BOB)
    world.wait_until(at(27, 20.1))
    assert world.group.results["vote"].voters == 1
    assert world.runs[BOB].wait.stage is Stage.GATED
    grade = next(button for row in card.rows for button in row if button.act is Act.GRADE)
    world.tap(BOB, card, grade)
    assert world.toast(BOB) is Phrase.VOTE_NOT_COUNTED
    world.write(CLO, "je voulais voter")
    assert world.said_to_facilitators(Phrase.TELL_QUESTION)
    world.resume(BOB)
    assert Phrase.CATCH_UP not in phrases_of(world.last(BOB))


@pytest.mark.parametrize(("day", "place"), [(5, True), (4, False)], ids=["another day", "the same day"])
def test_a_tap_that_crosses_the_close_on_its_way_finds_the_vote_over(day: int, place: bool) -> None:
    """Tapped at eight sharp: the tap is answered, and what comes next is shown, if it is open."""
    world = until_the_vote(ANA, BOB, script=workshop(day=day))
    world.wait_until(at(27, 12.1))
    world.vote(ANA)
    run, card = world.runs[BOB], world.card(BOB)
    world.wait_until(at(27, 20))
    # As he was: the news that the gate has opened is still on its way to him.
    world.runs[BOB] = run
    grade = next(button for row in card.rows for button in row if button.act is Act.GRADE)
    world.tap(BOB, card, grade)
    assert world.toast(BOB) is Phrase.VOTE_NOT_COUNTED
    assert (world.place(BOB), world.runs[BOB].at_gate) == ("cloture", place)
    assert world.seats[BOB].phrases().count(Phrase.RESULT) == (0 if place else 1)


def test_a_gate_has_no_hour_before_the_session_is_open() -> None:
    """Nothing has begun: there is nothing to count from."""
    world = Days(workshop(), at(24, 9), Schedule(5, TUESDAY))
    assert agenda.due(world.script, world.group, "cloture") is None


def test_before_the_session_is_open_a_gate_holds_as_its_days_are_planned() -> None:
    """A preview of the course asks before anything has begun; the plan answers."""
    draft = Days(workshop(), at(24, 9), Schedule(5, TUESDAY))
    held = [gate for gate in draft.script.gates() if agenda.holds(draft.script, draft.group, gate)]
    draft.open()
    assert held == [gate for gate in draft.script.gates() if agenda.holds(draft.script, draft.group, gate)]
    assert held


def test_a_missed_step_stays_open_until_the_vote() -> None:
    """Who missed a day is taken along, and may go back to it."""
    world = days()
    world.come("matin", ANA, BOB)
    world.first_day(ANA)
    world.wait_until(at(26, 8.1))
    assert world.place(BOB) == "idees"
    assert world.runs[BOB].missed == ("mots", "vecu", "craintes")
    world.write(BOB, "Un marché de nuit.")
    world.press(BOB, Label.CATCH_UP)
    world.write(BOB, "calme, place, prix")
    assert world.kept(BOB, "mots") == ["calme\nplace\nprix"]
    world.press(BOB, Label.PASS)
    # The vote opens while he is still at it: what he writes then is passed on, and not counted.
    world.wait_until(at(27, 12.1))
    assert world.runs[BOB].wait.stage is Stage.VOTING
    assert "craintes" not in world.runs[BOB].answers


def test_an_answer_typed_after_the_vote_has_opened_is_passed_on() -> None:
    """The question stays on the screen; the group has gone past it."""
    world = days()
    world.come("soir", ANA)
    world.come("matin", BOB)
    world.first_day(BOB)
    world.write(ANA, "calme, place, prix")
    world.wait_until(at(26, 18.1))
    world.press(ANA, Label.PASS)
    world.press(ANA, Label.CATCH_UP)
    assert world.runs[ANA].detour == "vecu"
    world.wait_until(at(27, 12.1))
    shown = world.runs[ANA].wait.id
    world.write(ANA, STORY, shown="")
    assert Phrase.AFTER_CLOSE in world.seats[ANA].phrases()
    assert world.kept(ANA, "vecu") == []
    assert world.runs[ANA].wait.id != shown
    assert (world.runs[ANA].detour, world.runs[ANA].at_gate) == ("", True)


def test_a_change_left_half_way_gives_way_to_what_is_still_asked() -> None:
    """She had gone back to the consent's question, begun to change her words from there, and comes back days later."""
    world = days()
    world.come("matin", ANA, BOB)
    world.first_day(BOB)
    world.press(ANA, Label.BACK)
    assert world.place(ANA) == "consentement.citation"
    run = world.runs[ANA]
    world.wait_until(at(27, 12.1))
    # As she was then: the days' messages are still on their way.
    world.runs[ANA] = replace(run, detour="mots")
    world.resume(ANA)
    assert (world.runs[ANA].detour, world.place(ANA)) == ("", "consentement.citation")
    world.press(ANA, "Oui")
    assert world.runs[ANA].wait.stage is Stage.VOTING


# -- coming late, coming back -----------------------------------------------------------------------------------------


def test_whoever_comes_later_is_there_and_the_day_is_open_to_her() -> None:
    """At three in the afternoon of day three, with an evening hour: she is on her phone now."""
    world = days()
    world.come("matin", ANA)
    world.first_day(ANA)
    world.wait_until(at(26, 15))
    world.come("soir", BOB)
    assert world.place(BOB) == "idees"
    assert Phrase.LATE in phrases_of(world.last(BOB))
    assert world.runs[BOB].missed == ("mots", "vecu", "craintes")
    world.wait_until(at(26, 23))
    assert world.unasked(BOB) == ["26 17:30 day_reminder"]


def test_a_session_that_begins_tomorrow_takes_people_in_today() -> None:
    """The link is sent round the day before."""
    world = days(begin=at(23, 10))
    world.come("matin", ANA)
    assert world.runs[ANA].wait.stage is Stage.GATED
    assert Phrase.UNTIL_TOMORROW in phrases_of(world.last(ANA))
    world.wait_until(at(24, 8.1))
    assert (world.place(ANA), world.unasked(ANA)) == ("mots", ["24 08:00 day"])


def test_whoever_comes_back_after_days_resumes() -> None:
    """Three silent days, a message each; then she answers, and is where the group is."""
    world = days()
    world.come("matin", ANA, BOB, CLO)
    world.first_day(ANA, BOB)
    world.wait_until(at(25, 9))
    world.tell(STORY, ANA, BOB)
    world.wait_until(at(26, 9))
    for who in (ANA, BOB):
        world.write(who, f"Un marché pour {who[-3:]}.")
    world.wait_until(at(26, 15))
    assert [one[:8] for one in world.unasked(CLO)] == ["24 14:30", "25 08:00", "25 14:00", "26 08:00", "26 14:00"]
    world.write(CLO, "Des vergers.")
    assert "Des vergers." in world.pool()
    assert world.runs[CLO].missed == ("mots", "vecu", "craintes")


def test_a_person_who_blocked_the_bot_is_written_to_again_once_she_is_back() -> None:
    """No message goes to who cannot be reached; her days go on when she does."""
    world = days()
    world.come("matin", ANA, BOB)
    world.first_day(ANA, BOB)
    world.block(ANA)
    world.wait_until(at(26, 12))
    assert world.unasked(ANA) == []
    world.resume(ANA)
    assert Phrase.WELCOME_BACK in world.seats[ANA].phrases()
    assert world.place(ANA) == "idees"
    world.wait_until(at(27, 12.1))
    assert world.unasked(ANA) == ["27 08:00 day"]


def test_whoever_has_left_is_written_to_no_more() -> None:
    """Leaving is leaving."""
    world = days()
    world.come("matin", ANA, BOB)
    world.ask_to_leave(ANA)
    world.press(ANA, Label.LEAVE_KEEP, wait="leave")
    world.wait_until(at(30, 12))
    assert world.unasked(ANA) == []
    assert not [one for one in world.timers if one.owner == ANA]


# -- nights, Sundays, stops -------------------------------------------------------------------------------------------


def test_after_a_stop_one_message_comes_and_not_one_a_day_missed() -> None:
    """The server was down from Tuesday to Thursday noon."""
    world = days()
    world.come("matin", ANA, BOB)
    world.first_day(ANA, BOB)
    world.now = at(26, 12)
    world.wait(minutes=1)
    assert world.unasked(ANA) == ["26 12:00 day"]
    # Wednesday's question first, then Thursday's: both are open to her.
    assert world.place(ANA) == "craintes"
    world.tell(STORY, ANA)
    assert world.place(ANA) == "idees"


@pytest.mark.parametrize("back", [(25, 22.0), (29, 15.0), (25, 20.5)], ids=["night", "Sunday", "after the close"])
def test_a_stop_that_ends_at_night_or_on_a_sunday_wakes_nobody(back: tuple[int, float]) -> None:
    """The next morning is soon enough."""
    world = days()
    world.come("matin", ANA, BOB)
    world.first_day(ANA, BOB)
    world.now = at(*back)
    world.wait(minutes=10)
    assert world.unasked(ANA) == []
    world.wait_until(at(30, 8.1))
    assert world.unasked(ANA)[0][3:8] == "08:00"


def test_a_reminder_that_a_stop_delayed_into_the_night_is_not_sent() -> None:
    """It would say « jusqu'à 20 h » at ten."""
    world = days()
    world.come("matin", ANA)
    world.now = at(24, 22)
    world.wait(minutes=1)
    assert world.unasked(ANA) == []


@pytest.mark.parametrize(
    "first", [date(2026, 10, 23), date(2027, 3, 26)], ids=["an hour comes twice", "an hour is missing"]
)
def test_days_go_on_right_through_a_clock_change_and_its_sunday(first: date) -> None:
    """Friday, Saturday, Monday: at eight each time, on the clocks of the place."""
    begin = datetime(first.year, first.month, first.day, 9, tzinfo=PARIS).astimezone(UTC)
    world = days(begin=begin, first=first)
    world.come("matin", ANA, BOB)
    world.first_day(ANA, BOB)
    world.wait(minutes=4 * 24 * 60)
    assert [one[3:] for one in world.unasked(ANA) if "reminder" not in one] == ["08:00 day"] * 3
    assert [when.isoweekday() for who, when, phrase in world.log if (who, phrase) == (ANA, Phrase.DAY)] == [6, 1, 2]


# -- the group --------------------------------------------------------------------------------------------------------


def test_a_facilitator_who_goes_on_closes_what_lies_behind() -> None:
    """« Passer » closes the step, over days as well; nobody is written to for it."""
    world = days()
    world.come("matin", ANA, BOB)
    world.first_day(ANA)
    world.move_on()
    assert world.group.opened_gates == ("vecu", "idees")
    assert world.group.closed == 2
    world.write(BOB, "calme, place, prix")
    # It was on his screen, and may be caught up with: it counts.
    assert world.kept(BOB, "mots") == ["calme\nplace\nprix"]
    assert world.runs[BOB].missed == ("vecu", "craintes")
    assert world.unasked(BOB) == []


def test_a_gate_that_finds_nobody_there_closes_a_day_later() -> None:
    """An empty room does not run through the workshop."""
    world = days()
    world.wait_until(at(26, 12))
    assert world.group.opened_gates == ("vecu",)
    world.come("matin", ANA)
    assert world.place(ANA) == "mots"


def test_a_close_that_comes_while_people_are_let_through_is_not_lost() -> None:
    """Both at eight in the evening: the gate opens, and what lies behind it is over."""
    world = days()
    world.come("matin", ANA, BOB, CLO)
    world.first_day(ANA, BOB, CLO)
    # What the next stretch shows is being gathered.
    world.group = replace(world.group, pending_gate="idees")
    world.happen_to_group(DeadlinePassed("idees", "deadline"))
    world.happen_to_group(MatterGathered("idees", Matter()))
    assert world.group.opened_gates == ("vecu", "idees")
    assert world.group.closed == 2
    # The timers of what is over, and of what is not next, change nothing.
    world.happen_to_group(DeadlinePassed("vecu", "deadline"))
    world.happen_to_group(DeadlinePassed("cloture", "deadline"))
    assert (world.group.opened_gates, world.group.closed) == (("vecu", "idees"), 2)


def test_the_last_deadline_may_come_while_the_session_closes() -> None:
    """A facilitator closes at eight in the evening: the votes are being counted as the last day ends."""
    world = until_the_vote(ANA)
    world.group = replace(world.group, pending_gate=END)
    before = world.group
    world.happen_to_group(DeadlinePassed(END, "deadline"))
    assert replace(world.group, seen=before.seen) == before


def test_a_gate_of_the_facilitators_alone_has_no_hour() -> None:
    """« La suite s'ouvre quand l'animation le décide »: no hour is promised."""
    world = until_the_vote(ANA, BOB, script=workshop(vote="quorum: none"))
    assert world.runs[ANA].wait.stage is Stage.GATED
    assert Phrase.WAITING in phrases_of(world.last(ANA))
    world.wait_until(at(28, 12))
    assert world.group.opened_gates == ("vecu", "idees")
    world.move_on()
    world.wait(minutes=1)
    # She has not been written to today, and her hour is behind her.
    assert world.unasked(ANA)[-1] == "28 12:00 day"
    assert world.runs[ANA].wait.stage is Stage.VOTING


def test_a_vote_opens_at_the_hour_written_for_the_length_of_the_session() -> None:
    """The same script over five days and over seven; over three, as nothing is written, with the last day."""
    script = workshop(vote='closes: {5: "14:00", 7: "10:00"}')
    for length, hour in ((5, 14), (7, 10), (3, 8)):
        group = replace(days(script, length=length).group, opened_gates=("vecu", "idees"), stretch_began=at(25, 9))
        day = group.schedule.date_of(script.day_of("vote", length)) if group.schedule is not None else TUESDAY
        assert agenda.due(script, replace(group, timers={}), "vote") == at(day.day, hour), length


def test_a_vote_without_an_hour_opens_at_noon_or_with_the_last_day() -> None:
    """The evening and the morning are the facilitators'; on the last day what follows has to fit in."""
    for length, opens in ((5, at(27, 12)), (3, at(26, 8))):
        world = days(workshop(vote="at_most: 9"), length=length)
        world.come("matin", ANA)
        world.wait_until(opens - timedelta(minutes=1))
        assert agenda.due(world.script, world.group, "vote") == opens
        assert "vote" not in world.group.opened_gates
        world.wait_until(opens)
        assert "vote" in world.group.opened_gates
    # It is past noon when the session gets there: the calendar holds, and the vote shares what is left of its day.
    late = days(workshop(vote="at_most: 9"), begin=at(27, 13))
    late.come("matin", ANA)
    late.move_on()
    assert agenda.due(late.script, late.group, "vote") == at(27, 16.5)


def test_a_close_whose_hour_has_passed_already_is_that_of_the_day() -> None:
    """A facilitator went on late: noon is over, eight in the evening is not."""
    world = days(workshop(vote='closes: "09:00"', closing='closes: "08:30"'))
    world.come("matin", ANA)
    world.wait_until(at(28, 10))
    assert world.group.opened_gates == ("vecu", "idees", "vote", "cloture")
    late = days(workshop(closing='closes: "09:00"'), length=3)
    late.come("matin", ANA)
    late.wait_until(at(26, 13))
    assert late.group.opened_gates[-1] == "vote"
    assert agenda.due(late.script, late.group, "cloture") == at(26, 20)


def test_what_opens_after_the_last_day_still_reaches_people() -> None:
    """Late by a day: whoever is at rest is told, whoever never answered is left alone."""
    world = until_the_vote(ANA, BOB, script=workshop(vote="quorum: none"))
    world.come("matin", CLO)
    world.wait_until(at(30, 9))
    world.move_on()
    world.wait(minutes=1)
    assert world.unasked(ANA)[-1] == "30 09:00 next_is_open"
    world.wait_until(datetime(2026, 12, 3, 12, tzinfo=UTC))
    assert world.group.opened_gates[-1] == "cloture"
    # The vote and the last word were new to her; after that there is nothing to be written to about.
    assert [one[:2] for one in world.unasked(CLO) if "next_is_open" in one] == ["30", "01"]


def test_facilitators_are_told_when_the_last_day_is_over() -> None:
    """They close the session; nothing closes it over their heads."""
    world = until_the_vote(ANA)
    world.wait_until(at(28, 20.1))
    assert len(world.said_to_facilitators(Phrase.TELL_DAYS_OVER)) == 1
    assert world.group.status is SessionStatus.OPEN
    world.close()
    assert world.runs[ANA].status is Status.FINISHED
    assert not world.timers or all(not one.owner for one in world.timers)


def test_facilitators_are_told_that_the_days_are_over_even_if_nobody_came_to_the_last_gates() -> None:
    """A group that falls silent before the end ends on its day all the same, if they close it."""
    read_again = READING[READING.index("  - cross") :].replace("day: 3", "day: 5")
    twice = read_again + read_again.replace("croisee", "ensuite")
    text = source().replace("  - closing:", f"{twice}  - closing:")
    world = days(load("jours.yaml", text.encode()))
    world.come("matin", ANA, BOB)
    world.wait_until(at(28, 20.1))
    assert world.group.status is SessionStatus.OPEN
    assert world.said_to_facilitators(Phrase.TELL_DAYS_OVER)


def test_the_close_shows_the_result_to_who_was_not_told_yet() -> None:
    """Closed at nine in the evening, before tomorrow's message could say it."""
    world = until_the_vote(ANA, BOB)
    world.wait_until(at(27, 12.1))
    world.vote(ANA)
    world.wait_until(at(27, 20.5))
    world.close()
    assert [world.seats[who].phrases().count(Phrase.RESULT) for who in (ANA, BOB)] == [1, 1]


def test_a_stale_timer_of_the_day_says_nothing() -> None:
    """Fired for somebody who has gone, or before an hour was chosen: no card."""
    world = days()
    world.enter(ANA)
    world.press(ANA, "Oui")
    cards = len(world.seats[ANA].cards)
    world.happen(ANA, TimerFired(DAY, DAY))
    world.happen(ANA, Resumed())
    assert len(world.seats[ANA].cards) == cards + 1


# -- anybody, any day -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(40))
def test_whatever_people_do_they_hear_from_us_once_a_day_and_never_at_night(seed: int) -> None:
    """And people of good will come to the end by themselves, over three, five or seven days, clock changes included."""
    random = Random(seed)
    first = date(2026, 10, 12) + timedelta(days=random.randrange(20))
    begin = datetime(first.year, first.month, first.day, random.randrange(6, 23), tzinfo=UTC)
    world = Days(workshop(), begin, Schedule(random.choice([3, 5, 7]), first), seed=f"s{seed}")
    people = [f"P{number}:x" for number in range(random.randint(1, 5))]
    wild = random.choice([0, 0, 0.2])
    RandomCrowd(world, people, f"s{seed}", wild=wild).play()
    assert world.group.status is SessionStatus.CLOSED
    told = Counter((who, when.date(), phrase is Phrase.DAY_REMINDER) for who, when, phrase in world.log)
    assert all(count == 1 for count in told.values()), told
    assert all(8 <= when.hour < 20 and when.isoweekday() != 7 for _, when, _ in world.log)
    if not wild:
        assert {run.wait.stage for run in world.runs.values() if run.status is not Status.DECLINED} <= {Stage.ENDED}
        assert set(world.group.results) == {"vote"}
