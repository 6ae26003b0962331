"""Gates, late-comers, catching up, the end: the group as one person feels it."""

from __future__ import annotations

from fractions import Fraction

import msgspec
import pytest

from bot.engine.course import next_gate
from bot.engine.effects import SessionEffect
from bot.engine.events import (
    DeadlinePassed,
    Departed,
    MoveAnnounced,
    MovedOn,
    NoticeSent,
    Returned,
    SessionEvent,
    Stamp,
)
from bot.engine.group import SessionStatus
from bot.engine.phrases import Label, Phrase, say
from bot.engine.prompts import Act, Said
from bot.engine.run import Stage
from bot.engine.script import FreeText, Gate, Pool, Question, Script, Step, StepKind
from bot.engine.session import session_step
from tests.engine.world import (
    ANA,
    BOB,
    CLO,
    LONG_ENOUGH,
    World,
    consent,
    grade_everything,
    keywords,
    phrases_of,
    profile,
    relocalisation,
    texts_of,
    until_first_gate,
    until_ideas,
    until_vote,
)


def regated(step_id: str, gate: Gate) -> Script:
    """`relocalisation` with another gate before that step."""
    script = relocalisation()
    steps = tuple(msgspec.structs.replace(one, gate=gate) if one.id == step_id else one for one in script.steps)
    return msgspec.structs.replace(script, steps=steps)


def test_a_gate_opens_when_everyone_is_there_and_not_before_its_time() -> None:
    """Neither at once behind the first two, nor a minute after the last."""
    world = until_first_gate(ANA, BOB)
    assert world.place(ANA) == "vecu"
    assert world.runs[ANA].wait.stage is Stage.GATED
    world.wait(minutes=8)
    assert world.runs[ANA].wait.stage is Stage.GATED
    world.wait(minutes=1)
    assert world.runs[ANA].wait.stage is Stage.ASKED
    notice = world.said_to_facilitators(Phrase.TELL_GATE_OPENED)[0]
    assert (notice.values["arrived"], notice.values["active"]) == (2, 2)


def test_an_answer_shows_nobody_else_before_the_gate() -> None:
    """One answers before seeing the others' answers."""
    world = until_first_gate(ANA, BOB)
    assert Phrase.SHARED_WORDS not in world.seats[BOB].phrases()
    world.wait(minutes=9)
    assert Phrase.SHARED_WORDS in world.seats[BOB].phrases()


@pytest.mark.parametrize("again", ["", "Un soir la route était coupée et le boulanger a cuit pour tous."])
def test_i_dont_know_is_not_read_out_to_the_group(again: str) -> None:
    """Asked again, its author may have said something; that is what the others read, or nothing."""
    world = until_first_gate(ANA, BOB)
    world.wait(minutes=9)
    world.write(ANA, "jsp")
    if again:
        world.write(ANA, again)
    else:
        world.press(ANA, Label.PASS)
    world.move_on()
    read = [text for card in world.seats[BOB].cards if Phrase.SHARED in phrases_of(card) for text in texts_of(card)]
    assert "jsp" not in read
    assert (again in read) is bool(again)


def test_the_deadline_takes_everyone_along() -> None:
    """One silent phone must not keep the others."""
    world = World()
    world.open()
    consent(world, ANA, BOB)
    profile(world, ANA)
    keywords(world, ANA)
    world.wait(minutes=12)
    assert world.place(ANA) == "vecu"
    assert world.runs[ANA].wait.stage is Stage.ASKED
    assert world.place(BOB) == "profil"


def test_the_facilitator_goes_on_and_two_taps_do_one_thing() -> None:
    """The second tap names the gate that the first has opened."""
    world = until_first_gate(ANA, BOB)
    world.move_on("vecu")
    world.move_on("vecu")
    assert world.group.opened_gates == ("vecu",)
    assert world.place(ANA) == "vecu"


def test_a_gate_that_is_not_opened_by_hand_is_not() -> None:
    """The script says who decides."""
    script = regated("vecu", Gate(at_most=12, by_hand=False))
    world = until_first_gate(ANA, script=script)
    other = World(script)
    other.open()
    consent(other, ANA)
    other.move_on("vecu")
    assert not other.group.opened_gates
    assert world.group.opened_gates == ("vecu",)


def test_a_gate_without_quorum_waits_for_the_facilitator() -> None:
    """Everyone there, and yet not open: somebody wants to say a word first."""
    world = until_first_gate(ANA, script=regated("vecu", Gate(quorum=None)))
    world.wait(minutes=600)
    assert not world.group.opened_gates
    world.move_on()
    assert world.group.opened_gates == ("vecu",)


def test_a_quorum_is_a_share_of_those_still_there() -> None:
    """Two thirds of three is two."""
    world = World(regated("vecu", Gate(quorum=Fraction(2, 3))))
    world.open()
    consent(world, ANA, BOB, CLO)
    profile(world, ANA, BOB)
    keywords(world, ANA)
    assert not world.group.opened_gates
    keywords(world, BOB)
    assert world.group.opened_gates == ("vecu",)


def test_a_departure_opens_the_gate_for_the_others() -> None:
    """Nobody waits for somebody who has left."""
    world = until_first_gate(ANA, script=regated("vecu", Gate()))
    assert world.group.opened_gates == ("vecu",)
    world = World(regated("vecu", Gate()))
    world.open()
    consent(world, ANA, BOB)
    profile(world, ANA)
    keywords(world, ANA)
    assert not world.group.opened_gates
    world.ask_to_leave(BOB)
    world.press(BOB, Label.LEAVE_KEEP, wait="leave")
    assert world.group.opened_gates == ("vecu",)
    assert world.said_to_facilitators(Phrase.TELL_LEFT)


def test_an_empty_room_does_not_run_through_the_steps() -> None:
    """Who comes back after an hour finds the session where they left it."""
    world = World()
    world.open()
    consent(world, ANA)
    world.block(ANA)
    world.wait(minutes=60)
    assert not world.group.opened_gates
    world.resume(ANA)
    world.wait(minutes=13)
    assert world.group.opened_gates == ("vecu",)


def test_an_answer_under_way_when_the_gate_opens_stands_as_it_is() -> None:
    """« Cette question est close. Merci. »"""
    world = until_first_gate(ANA, BOB)
    world.wait(minutes=9)
    world.write(BOB, LONG_ENOUGH)
    world.move_on()
    assert world.place(BOB) == "horizons"
    assert world.seats[BOB].folds[-1].notice == say(Phrase.STEP_CLOSED)
    assert Phrase.STEP_CLOSED in phrases_of(world.last(BOB))
    assert world.kept(BOB, "vecu") == [LONG_ENOUGH]
    assert world.runs[BOB].missed == ("craintes", "germes")


def test_the_follow_ups_of_a_step_that_is_over_are_not_asked() -> None:
    """Closing « Trois mots » and then asking to explain one would contradict itself."""
    world = World()
    world.open()
    consent(world, ANA, BOB)
    profile(world, ANA, BOB)
    keywords(world, ANA)
    world.move_on()
    assert world.place(BOB) == "vecu"


def test_a_late_comer_is_asked_what_everyone_is_asked_then_put_where_the_group_is() -> None:
    """Consent and profile first, then « nous en sommes à l'étape… »."""
    world = until_first_gate(ANA)
    world.wait(minutes=9)
    consent(world, BOB)
    profile(world, BOB)
    assert world.place(BOB) == "vecu"
    late = next(block.notice for block in world.last(BOB).blocks if isinstance(block, Said))
    assert (late.phrase, late.values) == (Phrase.LATE, {"n": 3, "total": 8})
    assert world.runs[BOB].missed == ("trois_mots",)


def test_a_late_comer_catches_up_at_the_next_gate() -> None:
    """« Vous pourrez répondre aux précédentes tout à l'heure. »"""
    world = until_first_gate(ANA)
    world.wait(minutes=9)
    consent(world, BOB)
    profile(world, BOB)
    for _ in range(3):
        world.press(BOB, Label.PASS)
    assert Phrase.CATCH_UP in phrases_of(world.last(BOB))
    world.press(BOB, Label.CATCH_UP)
    assert "Quels sont vos trois mots pour parler de la relocalisation ici ?" in texts_of(world.last(BOB))
    world.write(BOB, "prix, lien")
    assert world.runs[BOB].wait.key == "trois_mots.explication"
    world.press(BOB, Label.PASS)
    assert Phrase.CAUGHT_UP in phrases_of(world.last(BOB))
    assert world.runs[BOB].missed == ()
    assert world.runs[BOB].wait.stage is Stage.GATED
    assert world.runs[BOB].answers["trois_mots"].codes == ("prix", "lien")
    world.forge(BOB, Act.CATCH_UP, world.runs[BOB].wait.id, world.runs[BOB].wait.rev)
    assert world.toast(BOB) is Phrase.STALE


def test_passing_the_keywords_while_catching_up_passes_their_explanation() -> None:
    """As on time."""
    world = until_first_gate(ANA)
    world.wait(minutes=9)
    consent(world, BOB)
    profile(world, BOB)
    for _ in range(3):
        world.press(BOB, Label.PASS)
    world.press(BOB, Label.CATCH_UP)
    world.press(BOB, Label.PASS)
    assert world.runs[BOB].wait.stage is Stage.GATED


def test_several_missed_steps_follow_one_another() -> None:
    """One tap starts, the rest follows."""
    world = until_first_gate(ANA, BOB)
    world.wait(minutes=9)
    world.move_on()
    world.press(BOB, Label.PASS)
    world.press(BOB, Label.CATCH_UP)
    assert world.runs[BOB].wait.key == "vecu"
    world.write(BOB, LONG_ENOUGH)
    world.press(BOB, Label.DONE)
    assert world.runs[BOB].wait.key == "craintes"
    world.press(BOB, Label.PASS)
    assert world.runs[BOB].wait.key == "germes"
    world.press(BOB, "aucune")
    assert Phrase.CAUGHT_UP in phrases_of(world.last(BOB))


def test_what_was_caught_up_with_may_still_be_corrected_until_the_vote() -> None:
    """An answer given late is an answer."""
    world = until_first_gate(ANA, BOB)
    world.wait(minutes=9)
    world.move_on()
    world.press(BOB, Label.PASS)
    world.press(BOB, Label.CATCH_UP)
    ref = world.write(BOB, LONG_ENOUGH)
    world.edit(BOB, ref, LONG_ENOUGH + " chaque jour")
    assert world.kept(BOB, "vecu") == [LONG_ENOUGH + " chaque jour"]
    gathering = world.runs[BOB].wait.id
    world.press(BOB, Label.DONE)
    assert "vecu" in world.runs[BOB].missed or "vecu" in world.runs[BOB].answers
    world.write(BOB, "Et le dimanche aussi.", shown=gathering)


def test_nobody_catches_up_once_a_vote_has_opened() -> None:
    """The vote is on what was said; what comes later would be said knowing it."""
    world = until_ideas(ANA, BOB)
    consent(world, CLO)
    profile(world, CLO)
    for who in (ANA, BOB, CLO):
        world.press(who, Label.PASS)
    assert world.shows(CLO, Label.CATCH_UP)
    world.wait(minutes=10)
    assert world.place(CLO) == "vote"
    grade_everything(world, CLO)
    assert not world.shows(CLO, Label.CATCH_UP)


def test_a_gate_opening_during_a_detour_takes_along_and_keeps_the_rest_to_catch_up() -> None:
    """Catching up must not hold anybody behind."""
    world = until_first_gate(ANA, BOB)
    world.wait(minutes=9)
    world.move_on()
    world.press(BOB, Label.PASS)
    world.press(BOB, Label.CATCH_UP)
    world.move_on()
    assert world.place(BOB) == "vote"
    assert world.runs[BOB].detour == ""
    assert "vecu" in world.runs[BOB].missed


def test_a_vote_closed_under_somebodys_finger_shows_its_result() -> None:
    """The ballot folds, says so, and the result follows."""
    world = until_vote(ANA, BOB)
    grade_everything(world, ANA)
    world.press(BOB, "Bien")
    world.move_on()
    assert world.seats[BOB].folds[-1].notice == say(Phrase.VOTE_CLOSED)
    assert Phrase.RESULT in world.seats[BOB].phrases()
    assert world.place(BOB) == "cloture"


def test_two_gates_in_a_row_lose_nobody_what_the_group_shares() -> None:
    """The second gate opened before this phone had been told of the first."""
    world = until_first_gate(ANA, BOB)
    world.hold = True
    world.move_on("vecu")
    world.deliver(1)
    told = list(world.inbox)
    world.inbox.clear()
    world.move_on("horizons")
    world.happen_to_group(MovedOn("horizons", now=True))
    world.deliver(2)
    world.inbox.extendleft(reversed(told))
    world.hold = False
    world.deliver()
    assert world.place(BOB) == "horizons"
    assert Phrase.SHARED_WORDS in world.seats[BOB].phrases()
    assert world.runs[BOB].missed == ("vecu", "craintes", "germes")


def test_an_answer_that_crosses_the_gate_leads_on_and_misses_nothing() -> None:
    """« J'ai fini » came in after the group had gone on, before this phone was told."""
    world = until_first_gate(ANA, BOB)
    world.wait(minutes=9)
    world.write(ANA, LONG_ENOUGH)
    world.press(ANA, Label.DONE)
    world.write(BOB, f"{LONG_ENOUGH} chaque matin.")
    world.happen_to_group(MoveAnnounced(next_gate(world.script, world.group)))
    world.hold = True
    done = world.card(BOB)
    world.move_on()
    world.deliver(1)
    told = list(world.inbox)
    world.inbox.clear()
    world.tap(BOB, done, done.rows[0][0])
    world.deliver()
    assert world.place(BOB) == "horizons"
    world.inbox.extend(told)
    world.hold = False
    world.deliver()
    assert world.runs[BOB].wait.key == "horizons"
    assert Phrase.SHARED in world.seats[BOB].phrases()
    assert world.runs[BOB].missed == ("craintes", "germes")


def test_the_facilitators_are_told_once_when_everybody_is_done() -> None:
    """Going back to an answer and finishing again is no news."""
    world = until_vote(ANA, BOB)
    for who in (ANA, BOB):
        grade_everything(world, who)
    for who in (ANA, BOB):
        world.press(who, Label.PASS)
        world.press(who, Label.PASS)
        world.press(who, Label.PASS)
    assert len(world.said_to_facilitators(Phrase.TELL_ALL_FINISHED)) == 1
    world.press(ANA, Label.BACK)
    world.press(ANA, Label.PASS)
    assert world.runs[ANA].wait.stage is Stage.ENDED
    assert len(world.said_to_facilitators(Phrase.TELL_ALL_FINISHED)) == 1


def test_the_last_one_leaving_undone_makes_everybody_done() -> None:
    """The facilitators learn it then."""
    world = until_vote(ANA, BOB)
    for who in (ANA, BOB):
        grade_everything(world, who)
    for _ in range(3):
        world.press(ANA, Label.PASS)
    assert not world.said_to_facilitators(Phrase.TELL_ALL_FINISHED)
    world.block(BOB)
    assert len(world.said_to_facilitators(Phrase.TELL_ALL_FINISHED)) == 1


def test_the_end_is_closed_by_hand_and_for_ever() -> None:
    """No gate is left, no late word reopens anything."""
    world = until_first_gate(ANA)
    world.open()
    world.close()
    world.close()
    assert world.notebooks == 1
    world.move_on()
    world.open()
    assert world.group.status is SessionStatus.CLOSED
    world.wait(minutes=60)
    assert not world.group.opened_gates
    world.move_on("end")
    card = world.seats[ANA].cards[-2]
    world.forge(ANA, Act.BACK, card.wait)
    assert world.toast(ANA) is Phrase.SESSION_CLOSED


def test_a_word_from_the_facilitators_reaches_those_who_are_there() -> None:
    """And nobody who has left."""
    world = until_first_gate(ANA, BOB)
    world.ask_to_leave(BOB)
    world.press(BOB, Label.LEAVE_KEEP, wait="leave")
    sent = len(world.seats[BOB].cards)
    for who in (ANA, BOB):
        world.happen(who, NoticeSent(say(Phrase.GOING_ON, title="Le vote")))
    assert phrases_of(world.last(ANA)) == [Phrase.GOING_ON]
    assert len(world.seats[BOB].cards) == sent


def test_a_step_that_asks_nothing_of_somebody_is_not_missed() -> None:
    """« Vous pourrez répondre » to what was never asked would lead nowhere."""
    script = relocalisation()
    question = Question("vide", "Et vous ?", FreeText(), when="profil == 'elu'")
    empty = Step("vide", StepKind.OPEN_QUESTION, "Pour les élu·e·s", "B", 2, (question,))
    position = script.position("vecu")
    with_it = msgspec.structs.replace(script, steps=(*script.steps[:position], empty, *script.steps[position:]))
    world = World(with_it)
    world.open()
    consent(world, ANA)
    profile(world, ANA)
    world.move_on()
    consent(world, BOB)
    profile(world, BOB)
    assert world.runs[BOB].missed == ("trois_mots",)
    assert world.runs[ANA].missed == ("trois_mots",)


def test_a_step_that_cannot_be_caught_up_with_is_not_offered() -> None:
    """The first missed step may be closed for ever while the second is not."""
    script = relocalisation()
    steps = tuple(msgspec.structs.replace(one, catch_up=False) if one.id == "vecu" else one for one in script.steps)
    world = until_first_gate(ANA, BOB, script=msgspec.structs.replace(script, steps=steps))
    world.wait(minutes=9)
    world.move_on()
    world.press(BOB, Label.PASS)
    world.press(BOB, Label.CATCH_UP)
    assert world.runs[BOB].wait.key == "craintes"


def test_a_vote_on_nothing_is_not_asked() -> None:
    """Nobody proposed, nothing was prepared: one goes on past the empty ballot."""
    script = relocalisation()
    pools = tuple(msgspec.structs.replace(pool, prepared=()) for pool in script.pools)
    world = until_first_gate(ANA, script=msgspec.structs.replace(script, pools=pools))
    for _ in range(3):
        world.move_on()
    assert world.group.ballots == {}
    assert world.place(ANA) == "cloture"
    assert world.runs[ANA].wait.stage in (Stage.GATED, Stage.ASKED)
    world.move_on()
    assert world.runs[ANA].wait.stage is Stage.ASKED


def test_two_votes_that_end_together_are_both_counted_before_anybody_goes_on() -> None:
    """The result of one without the other would be a partial result."""
    script = relocalisation()
    vote = script.step("vote")
    again = msgspec.structs.replace(vote.questions[0], key="revote")
    second = msgspec.structs.replace(vote, id="revote", gate=None, questions=(again,))
    position = script.position("cloture")
    steps = (*script.steps[:position], second, *script.steps[position:])
    world = World(msgspec.structs.replace(script, steps=steps))
    world.open()
    consent(world, ANA)
    for _ in range(4):
        world.move_on()
    assert set(world.group.results) == {"vote", "revote"}


def session(world: World, event: SessionEvent) -> tuple[SessionEffect, ...]:
    group, effects = session_step(world.script, world.group, event, Stamp(world.now, f"x{world.stamps}"))
    world.group = group
    world.stamps += 1
    return effects


def test_news_that_is_no_news_changes_nothing() -> None:
    """A departure told twice, a timer of a gate long open, one that comes twice."""
    world = until_first_gate(ANA)
    assert session(world, Departed("P:nobody")) == ()
    assert session(world, Returned(ANA)) == ()
    assert session(world, DeadlinePassed("horizons", "deadline")) == ()
    world.group = msgspec.structs.replace(world.group, early=("vecu",), people={})
    assert session(world, DeadlinePassed("vecu", "earliest")) == ()
    assert world.group.early == ("vecu",)


def test_a_script_without_gates_runs_through() -> None:
    """The next gate is then the end."""
    script = relocalisation()
    steps = tuple(msgspec.structs.replace(step, gate=None) for step in script.steps if step.ballot is None)
    pools = (*script.pools, Pool("autre"))
    world = World(msgspec.structs.replace(script, steps=steps, pools=pools))
    world.open()
    assert next_gate(world.script, world.group) == "end"
    consent(world, ANA)
    profile(world, ANA)
    keywords(world, ANA)
    assert world.place(ANA) == "vecu"
