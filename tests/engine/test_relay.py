"""People whose answers the facilitators enter, by telephone or from paper: asked as everybody, awaited by nobody."""

from __future__ import annotations

from bot.engine.events import Departed, HourAsked, ModeChosen, PersonNudged
from bot.engine.phrases import Label, Notice, Phrase
from bot.engine.prompts import Said
from bot.engine.run import Stage
from tests.engine.days import at, workshop
from tests.engine.test_days import STORY, Days, days
from tests.engine.world import (
    ANA,
    BOB,
    CLO,
    World,
    consent,
    grade_everything,
    keywords,
    phrases_of,
    profile,
    until_first_gate,
)


def relayed(world: World, who: str, *, abstains: bool = False) -> None:
    """Somebody on the telephone, past the consent."""
    world.enter(who, relayed="oral", abstains=abstains)
    world.press(who, "commencer")
    world.press(who, "J'accepte")
    world.press(who, "oui")


def test_a_gate_does_not_wait_for_answers_that_facilitators_enter() -> None:
    """Whoever is on the telephone answers when somebody calls: twelve people must not wait for that call."""
    world = until_first_gate(ANA, BOB)
    relayed(world, CLO)
    assert (world.group.people[CLO].relayed, world.group.awaited) == (True, (ANA, BOB))
    world.wait(minutes=9)
    assert world.runs[ANA].wait.stage is Stage.ASKED
    notice = world.said_to_facilitators(Phrase.TELL_GATE_OPENED)[0]
    assert (notice.values["arrived"], notice.values["active"]) == (2, 2)


def test_an_answer_entered_for_somebody_makes_no_gate_open_early() -> None:
    """She counts for nothing at the gate: neither to hold it nor to open it over the heads of those who are there."""
    world = until_first_gate(ANA)
    consent(world, BOB)
    relayed(world, CLO)
    profile(world, CLO)
    keywords(world, CLO)
    assert CLO in world.group.people
    assert world.group.arrived("vecu") == 1
    world.wait(minutes=9)
    assert world.runs[ANA].wait.stage is Stage.GATED


def test_with_nobody_else_a_gate_waits_for_those_whose_answers_are_entered() -> None:
    """A session of paper forms alone: every form is entered as far as the vote before its ideas are put together."""
    world = World()
    world.open()
    relayed(world, ANA)
    relayed(world, BOB)
    for who in (ANA, BOB):
        profile(world, who)
    keywords(world, ANA)
    world.wait(minutes=9)
    assert world.runs[ANA].wait.stage is Stage.GATED
    keywords(world, BOB)
    assert world.runs[ANA].wait.stage is Stage.ASKED
    world.happen_to_group(Departed(ANA))
    assert world.group.awaited == (BOB,)


def test_nobody_is_reminded_of_what_another_is_to_enter() -> None:
    """A reminder would come to the facilitator who is on the telephone with that very person."""
    world = until_first_gate(ANA)
    relayed(world, CLO)
    before = len(world.seats[CLO].cards)
    world.happen(CLO, PersonNudged(""))
    assert len(world.seats[CLO].cards) == before


def test_a_ballot_is_asked_only_of_who_agreed_that_it_be_seen() -> None:
    """Whoever enters a ballot sees it: without that agreement the vote is passed over, and nothing is cast."""
    world = until_first_gate(ANA)
    relayed(world, BOB)
    relayed(world, CLO, abstains=True)
    for who in (BOB, CLO):
        profile(world, who)
        keywords(world, who)
    for _ in range(60):
        if "vote" in world.group.ballots and all(world.place(who) == "vote" for who in (ANA, BOB)):
            break
        for who in (ANA, BOB, CLO):
            if world.shows(who, Label.PASS):
                world.press(who, Label.PASS)
            elif world.shows(who, "aucune"):
                world.press(who, "aucune")
        world.wait(minutes=5)
    grade_everything(world, BOB)
    assert "vote" in world.runs[BOB].votes
    assert not world.runs[CLO].votes
    assert world.runs[CLO].wait.stage is Stage.GATED
    assert set(world.ballots["vote"]) == {BOB}


# -- over days ---------------------------------------------------------------------------------------------------------


def on_paper(world: Days, who: str) -> None:
    """A form in hand on the first day, as far as its collection of ideas: three words, a story, a fear."""
    world.enter(who, relayed="written")
    world.press(who, "Oui")
    world.press(who, "Oui")
    world.first_day(who)
    assert world.place(who) == "craintes"
    world.tell("ne plus trouver de pain", who)


def rests(world: World, who: str) -> Notice:
    """What the card says of when to come back."""
    return [one.notice for one in world.card(who).blocks if isinstance(one, Said)][-1]


def test_a_paper_form_is_entered_in_one_go_as_far_as_the_group_allows() -> None:
    """No hour is asked, no day has to come; at a gate the card says when to come back, and nobody is written to."""
    world = days()
    world.come("matin", ANA)
    on_paper(world, BOB)
    assert rests(world, BOB) == Notice(
        Phrase.RELAY_FROM, {"title": "Les envies", "date": "2026-11-25", "hour": "20:00"}
    )
    assert not world.shows(BOB, Label.CHANGE_HOUR)
    world.press(BOB, Label.CARRY_ON)
    assert world.toast(BOB) is Phrase.OPENS_AT
    world.happen(BOB, HourAsked())
    assert phrases_of(world.last(BOB)) == [Phrase.RELAY_HAS_NO_HOUR]
    world.wait_until(at(26, 9))
    assert world.unasked(BOB) == []
    # The card that was left on the screen knows that the group has gone on.
    assert rests(world, BOB).phrase is Phrase.IS_OPEN
    world.press(BOB, Label.CARRY_ON)
    assert world.place(BOB) == "idees"


def test_what_only_facilitators_open_is_waited_for_without_a_date() -> None:
    """The card promises no day that nobody has decided."""
    world = days(workshop(vote="quorum: none"))
    world.come("matin", ANA)
    on_paper(world, BOB)
    world.wait_until(at(26, 9))
    world.resume(BOB)
    world.tell("une boulangerie au bourg", BOB)
    assert rests(world, BOB) == Notice(Phrase.RELAY_WAITS, {"title": "Le vote"})
    assert not world.shows(BOB, Label.CARRY_ON)


def test_a_session_that_goes_on_over_days_writes_nothing_to_who_is_entered() -> None:
    """The others read at which hour they will be written to; an entry goes on where it was, through every day."""
    world = World(workshop(), now=at(24, 9))
    world.open()
    for who, form in ((ANA, ""), (BOB, "oral")):
        world.enter(who, relayed=form)
        world.press(who, "Oui")
        world.press(who, "Oui")
    world.happen_to_group(ModeChosen(5))
    assert Phrase.NOW_OVER_DAYS in phrases_of(world.last(ANA))
    assert Phrase.NOW_OVER_DAYS not in phrases_of(world.last(BOB))
    for who in (ANA, BOB):
        world.write(who, "prix, trajet, dignité")
        world.write(who, STORY)
        world.press(who, Label.DONE)
    assert world.runs[ANA].wait.stage is Stage.GATED
    assert world.place(BOB) == "craintes"
