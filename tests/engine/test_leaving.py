"""Leaving, withdrawing, being forgotten."""

from __future__ import annotations

from msgspec.structs import replace

from bot.engine.course import next_gate
from bot.engine.effects import Standing
from bot.engine.events import ErasureAsked, MoveAnnounced, VotesRecounted
from bot.engine.phrases import Label, Phrase
from bot.engine.run import Status
from bot.engine.session import CORRECTIONS
from tests.engine.world import (
    ANA,
    BOB,
    CLO,
    LONG_ENOUGH,
    World,
    buttons_of,
    consent,
    grade_everything,
    phrases_of,
    until_first_gate,
    until_vote,
)


def at_vecu() -> World:
    world = until_first_gate(ANA, BOB)
    world.wait(minutes=9)
    return world


def test_who_leaves_may_leave_her_answers() -> None:
    """« Gardez-vous vos réponses dans la synthèse ? » Oui."""
    world = at_vecu()
    world.write(ANA, LONG_ENOUGH)
    world.ask_to_leave(ANA)
    world.press(ANA, Label.LEAVE_KEEP, wait="leave")
    assert world.runs[ANA].status is Status.LEFT
    assert world.kept(ANA, "vecu") == [LONG_ENOUGH]
    assert phrases_of(world.last(ANA)) == [Phrase.LEFT_KEPT]
    assert not world.group.people[ANA].active
    assert not [timer for timer in world.timers if timer.owner == ANA]


def test_who_leaves_may_take_everything_along() -> None:
    """Words, ideas, an open ballot: none stays, nor in what the bot remembers."""
    world = until_vote(ANA, BOB, ideas=["Chaque rue a son atelier de réparation."])
    world.press(ANA, "Bien")
    world.ask_to_leave(ANA)
    world.press(ANA, Label.LEAVE_ERASE, wait="leave")
    assert world.ballots["vote"] == {}
    assert world.kept(ANA) == []
    assert world.pool() == []
    run = world.runs[ANA]
    assert (run.answers, run.ideas, run.votes, run.uncertain) == ({}, {}, {}, ())
    assert phrases_of(world.last(ANA)) == [Phrase.LEFT_ERASED]


def test_a_ballot_being_counted_stays_in_the_count() -> None:
    """It is sealed with the others: nobody can tell any more whose it is."""
    world = until_vote(ANA, BOB)
    world.press(ANA, "Bien")
    world.happen_to_group(MoveAnnounced(next_gate(world.script, world.group)))
    world.hold = True
    world.move_on()
    world.deliver(1)
    world.inbox.clear()
    world.hold = False
    world.ask_to_leave(ANA)
    world.press(ANA, Label.LEAVE_ERASE, wait="leave")
    assert world.sealed["vote"].voters == 1
    assert world.runs[ANA].votes == {}


def test_a_doubtful_text_is_forgotten_too() -> None:
    """Words wait in more places than answers."""
    world = at_vecu()
    world.write(ANA, LONG_ENOUGH, doubtful=True)
    world.ask_to_leave(ANA)
    world.press(ANA, Label.LEAVE_ERASE, wait="leave")
    assert LONG_ENOUGH not in str(world.runs[ANA])


def test_who_asked_to_leave_may_stay() -> None:
    """One tap, and the question is there again."""
    world = at_vecu()
    world.ask_to_leave(ANA)
    world.press(ANA, Label.STAY, wait="leave")
    assert world.runs[ANA].status is Status.ACTIVE
    assert world.last(ANA).wait == world.runs[ANA].wait.id


def test_after_leaving_every_gesture_gets_one_word() -> None:
    """Nothing is asked, nothing is kept."""
    world = at_vecu()
    ref = world.write(ANA, LONG_ENOUGH)
    world.ask_to_leave(ANA)
    leave = world.card(ANA, "leave")
    world.press(ANA, Label.LEAVE_KEEP, wait="leave")
    contributions = len(world.contributions)
    world.write(ANA, "Au revoir !")
    assert phrases_of(world.last(ANA)) == [Phrase.LEFT_ALREADY]
    world.resume(ANA)
    assert phrases_of(world.last(ANA)) == [Phrase.LEFT_ALREADY]
    world.ask_to_leave(ANA)
    assert phrases_of(world.last(ANA)) == [Phrase.LEFT_ALREADY]
    world.choose_language(ANA, "en")
    assert phrases_of(world.last(ANA)) == [Phrase.LEFT_ALREADY]
    world.edit(ANA, ref, "Autre chose.")
    assert phrases_of(world.last(ANA)) == [Phrase.EDIT_TOO_LATE]
    world.tap(ANA, leave, buttons_of(leave)[0])
    assert world.toast(ANA) is Phrase.LEFT_ALREADY
    world.move_on()
    world.close()
    assert phrases_of(world.last(ANA)) == [Phrase.EDIT_TOO_LATE]
    assert len(world.contributions) == contributions


def test_who_leaves_before_consenting_was_never_there() -> None:
    """No departure is told of somebody who never came in."""
    world = World()
    world.open()
    world.enter(ANA)
    world.ask_to_leave(ANA)
    world.press(ANA, Label.LEAVE_ERASE, wait="leave")
    assert world.runs[ANA].status is Status.LEFT
    assert not world.told
    assert not world.group.people


def withdraw(world: World, who: str, then: Label = Label.YES) -> None:
    card = world.ask_data(who)
    world.tap(who, card, buttons_of(card)[0])
    world.press(who, then, wait="data")


def voted_and_closed(*people: str) -> World:
    world = until_vote(*people)
    for who in people:
        grade_everything(world, who, "Bien" if who == ANA else "Passable")
    world.close()
    return world


def test_everything_may_be_withdrawn_after_the_close_the_ballot_with_it() -> None:
    """« Vos résultats sont recalculés »: the vote too, as long as the ballot can be found; then another notebook."""
    world = voted_and_closed(ANA, BOB)
    before = world.group.results["vote"]
    card = world.ask_data(ANA)
    withdraw(world, ANA)
    assert world.kept(ANA) == []
    assert {Phrase.WITHDRAWN, Phrase.WITHDRAWN_BALLOT_TOO} <= set(phrases_of(world.last(ANA)))
    after = world.group.results["vote"]
    assert (before.voters, after.voters) == (2, 1)
    assert after.electorate == before.electorate
    assert {one.grade for one in after.standings} == {2}
    assert world.renewed == 1
    assert world.said_to_facilitators(Phrase.TELL_RECOUNTED)
    world.tap(ANA, card, buttons_of(card)[0])
    assert world.toast(ANA) is Phrase.WITHDRAWN
    assert phrases_of(world.ask_data(ANA)) == [Phrase.MY_DATA_NONE]


def test_once_the_time_for_corrections_is_over_a_ballot_is_nobodys() -> None:
    """Whose it is has been destroyed: it stays counted, and that is said."""
    world = voted_and_closed(ANA, BOB)
    world.wait(minutes=14 * 24 * 60 - 1)
    assert not world.cut
    world.wait(minutes=1)
    assert world.cut
    withdraw(world, ANA)
    assert {Phrase.WITHDRAWN, Phrase.WITHDRAWN_BALLOT_STAYS} <= set(phrases_of(world.last(ANA)))
    assert world.group.results["vote"].voters == 2
    assert world.renewed == 0


def test_a_count_that_comes_after_the_time_for_corrections_changes_nothing() -> None:
    """A recount under way at that very moment must not bring back what is final."""
    world = voted_and_closed(ANA, BOB)
    world.wait(minutes=14 * 24 * 60)
    final = world.group.results["vote"]
    world.happen_to_group(VotesRecounted((replace(final, voters=1),)))
    assert world.group.results["vote"] == final


def test_withdrawing_while_the_session_goes_on_takes_the_ballot_of_a_closed_vote() -> None:
    """What comes later is made of the votes of those who stay."""
    world = until_vote(ANA, BOB, CLO)
    for who in (ANA, BOB, CLO):
        grade_everything(world, who)
    assert "vote" in world.group.results
    withdraw(world, ANA)
    assert world.group.results["vote"].voters == 2
    assert world.renewed == 0


def test_a_session_without_votes_has_nothing_to_cut() -> None:
    """No timer is set for what is not there."""
    world = at_vecu()
    world.close()
    assert not [timer for timer in world.timers if timer.name == CORRECTIONS]


def test_withdrawing_during_the_session_is_leaving() -> None:
    """There is nothing left to take part with."""
    world = at_vecu()
    world.write(ANA, LONG_ENOUGH)
    answer = next(id_ for id_, kept in world.contributions.items() if kept.key == "vecu")
    withdraw(world, ANA)
    assert world.runs[ANA].status is Status.LEFT
    assert world.kept(ANA) == []
    assert Phrase.WITHDRAWN_BALLOT_STAYS not in phrases_of(world.last(ANA))
    world.park(answer)
    assert world.contributions[answer].standing is Standing.WITHDRAWN


def test_a_withdrawal_may_be_called_off() -> None:
    """A second tap decides."""
    world = at_vecu()
    world.write(ANA, LONG_ENOUGH)
    withdraw(world, ANA, Label.NO)
    assert world.toast(ANA) is Phrase.WITHDRAW_CANCELLED
    assert world.kept(ANA, "vecu") == [LONG_ENOUGH]


def test_who_left_with_her_answers_may_still_withdraw_them() -> None:
    """The right does not end with the session."""
    world = at_vecu()
    world.write(ANA, LONG_ENOUGH)
    world.ask_to_leave(ANA)
    world.press(ANA, Label.LEAVE_KEEP, wait="leave")
    withdraw(world, ANA)
    assert world.kept(ANA) == []


def test_blocking_after_the_end_changes_nothing() -> None:
    """A finished person is done; nobody is told."""
    world = at_vecu()
    world.close()
    world.block(ANA)
    assert world.runs[ANA].status is Status.FINISHED
    assert not world.said_to_facilitators(Phrase.TELL_BLOCKED)


def test_two_people_do_not_see_each_others_leaving() -> None:
    """The group is told nothing; the facilitators are."""
    world = World()
    world.open()
    consent(world, ANA, BOB)
    sent = len(world.seats[BOB].cards)
    world.ask_to_leave(ANA)
    world.press(ANA, Label.LEAVE_KEEP, wait="leave")
    assert len(world.seats[BOB].cards) == sent


def test_who_is_erased_in_mid_session_leaves_it_and_is_forgotten() -> None:
    """An operator was asked in writing: the group goes on without them, and nothing says they were there."""
    world = at_vecu()
    world.write(ANA, LONG_ENOUGH)
    world.happen(ANA, ErasureAsked())
    assert ANA in world.forgotten
    assert ANA not in world.group.active
    assert world.kept(ANA, "vecu") == []


def test_who_is_erased_after_the_close_takes_their_ballot_along() -> None:
    """As a withdrawal does; who had withdrawn already is only forgotten."""
    world = until_vote(ANA, BOB)
    grade_everything(world, ANA)
    grade_everything(world, BOB)
    world.close()
    world.happen(ANA, ErasureAsked())
    assert ANA in world.forgotten
    assert world.sealed["vote"].voters == 1
    world.ask_to_leave(BOB)
    world.runs[BOB] = replace(world.runs[BOB], withdrawn=True)
    world.happen(BOB, ErasureAsked())
    assert BOB in world.forgotten


def test_after_the_close_a_text_lies_with_the_question_its_author_was_looking_at() -> None:
    """A card of unknown delivery may come a second time, and be answered when everything is over."""
    world = at_vecu()
    wait = world.runs[ANA].wait.id
    world.write(ANA, LONG_ENOUGH)
    world.press(ANA, Label.DONE)
    world.close()
    world.write(ANA, "Encore ceci.", shown=wait)
    world.write(ANA, "Et cela.")
    late = [one for one in world.contributions.values() if one.standing is Standing.LATE]
    assert late[0].key == "vecu"
    assert [one.text for one in late] == ["Encore ceci.", "Et cela."]


def test_a_doubtful_text_beside_a_ballot_joins_no_answer() -> None:
    """Its author may have answered a card that came again: which question it was for, nobody knows."""
    world = until_vote(ANA, BOB)
    earlier = next(one.id for one in reversed(world.runs[ANA].earlier) if one.key == "horizons")
    before = dict(world.runs[ANA].answers)
    world.write(ANA, "Pour laquelle, déjà ?", shown=earlier, doubtful=True)
    assert world.runs[ANA].answers == before
    (kept,) = [one for one in world.contributions.values() if one.text == "Pour laquelle, déjà ?"]
    assert (kept.standing, kept.reason) == (Standing.LATE, "off_script")
