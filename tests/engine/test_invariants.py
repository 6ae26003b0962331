"""The eight invariants of the design, under random people, on the shipped workshop and on random ones.

Much is asserted by `World` at every step: the dump and reload, the same event twice, nothing kept before consent, no
identity and no early count on any screen, append-only answers, frozen ballots. A failure there fails these tests too.
"""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.engine import group as groups
from bot.engine.ballot_cards import ballot_order
from bot.engine.course import END, next_gate
from bot.engine.effects import Standing
from bot.engine.group import SessionStatus
from bot.engine.phrases import Phrase
from bot.engine.probes import protection
from bot.engine.prompts import Act
from bot.engine.run import Stage, Status
from bot.engine.script import Script
from bot.facilitation.counting import count
from bot.rehearsal.random_crowd import RandomCrowd
from tests.engine.random_workshops import PEOPLE, UnderWay, under_way, workshops
from tests.engine.world import ANA, World, relocalisation, shipped

pytestmark = pytest.mark.untraced

more_often = settings(max_examples=max(150, settings().max_examples))
"""The short profile's fifty see too few votes, merges and crossings; the long one is longer still."""

scripts = st.one_of(st.just(relocalisation()), workshops())


def play(script: Script, prefix: UnderWay, *, opened: bool = True) -> World:
    world = World(script)
    if opened:
        world.open()
    prefix.crowd(world).act(prefix.actions)
    return world


def bring_to_the_end(world: World) -> None:
    """Only the clock and the facilitator act."""
    if world.group.status is SessionStatus.DRAFT:
        world.open()
    for _ in world.script.gates():
        world.wait(minutes=30)
        world.move_on()
    world.wait(minutes=30)


@more_often
@given(scripts, under_way, st.booleans())
def test_nothing_that_people_do_is_ever_an_error(script: Script, prefix: UnderWay, opened: bool) -> None:
    """Invariants 1, 5, 6 and 8: a workshop in front of a group must not fall over, whatever they do to it."""
    world = play(script, prefix, opened=opened)
    for who, run in world.runs.items():
        consented = any(kept.key == "consentement" for kept in world.contributions.values() if kept.participant == who)
        assert consented or not any(kept.participant == who for kept in world.contributions.values())
        assert (who in world.group.people) == consented or world.inbox
        assert run.wait.id == str(run.serial)
        if consented and world.group.status is SessionStatus.OPEN:
            assert world.group.people[who].active == (run.status is Status.ACTIVE)


@more_often
@given(scripts, under_way, st.sampled_from(Act), st.integers(0, 50), st.text(max_size=8))
def test_a_tap_on_what_is_over_changes_nothing_and_gets_a_word(
    script: Script, prefix: UnderWay, act: Act, rev: int, value: str
) -> None:
    """Invariant 2: old cards stay in a chat for ever, and people do tap them."""
    about_the_question = {*Act} - {Act.LEAVE, Act.WITHDRAW, Act.ASIDE, Act.RESUME, Act.CHANGE, Act.ADOPT}
    world = play(script, prefix)
    for who, run in list(world.runs.items()):
        if act not in about_the_question or run.status is Status.UNREACHABLE:
            continue
        # By the number of the card on the screen too: an old wait is stale whatever comes with it.
        for wait, number in product((*run.earlier, None), (rev, run.wait.rev)):
            toasts = len(world.seats[who].toasts)
            world.forge(who, act, wait.id if wait is not None else "never", number, value)
            after = world.runs[who]
            sealed = {step: grades for step, grades in run.votes.items() if step not in world.group.results}
            assert (after.answers, after.votes, after.ideas) == (run.answers, sealed, run.ideas)
            assert (after.wait, after.place, after.status) == (run.wait, run.place, run.status)
            assert len(world.seats[who].toasts) == toasts + 1


@more_often
@given(scripts, under_way)
def test_a_gate_opens_for_those_still_there_and_stays_open(script: Script, prefix: UnderWay) -> None:
    """Invariant 3: nobody waits for somebody who has left; that no gate closes again is asserted on the way."""
    world = play(script, prefix)
    gates = script.gates()
    assert world.group.opened_gates == gates[: len(world.group.opened_gates)]
    gate = next_gate(script, world.group)
    if gate == END or world.group.status is not SessionStatus.OPEN or not world.group.active:
        return
    settings = script.step(gate).gate
    assert settings is not None
    if settings.quorum is not None and (not settings.not_before or gate in world.group.early):
        active = world.group.active
        there = sum(gate in world.group.people[who].arrived for who in active)
        assert there < settings.quorum * len(active)


@more_often
@given(scripts, under_way)
def test_the_clock_and_the_facilitator_bring_everyone_still_there_to_the_end(script: Script, prefix: UnderWay) -> None:
    """Invariant 4: one silent phone must not keep a whole group from the result."""
    world = play(script, prefix)
    bring_to_the_end(world)
    if world.group.status is SessionStatus.OPEN and world.group.active:
        assert next_gate(script, world.group) == END
        last = len(script.gates())
        for who in world.group.active:
            run = world.runs[who]
            key = run.place
            stretch = last if key == END else script.stretch_of(script.step_of(key).id) - run.at_gate
            assert stretch == last or script.step_of(key).always
    world.close()
    assert world.group.status is SessionStatus.CLOSED
    assert world.notebooks == 1
    assert set(world.group.results) == set(world.group.ballots)
    for run in world.runs.values():
        assert run.status is not Status.ACTIVE


@more_often
@given(scripts, under_way)
def test_people_of_good_will_reach_the_end_by_themselves(script: Script, prefix: UnderWay) -> None:
    """Invariant 4, seen from a phone: after whatever happened, answering what is asked leads to the end."""
    world = play(script, prefix)
    good_will = RandomCrowd(world, (), str(prefix.seed), wild=0)
    for _ in range(len(script.gates()) + 1):
        for who in list(world.runs):
            if world.runs[who].status is Status.UNREACHABLE:
                world.resume(who)
            good_will.answer_all(who)
        world.wait(minutes=30)
        world.move_on()
    if world.group.status is SessionStatus.OPEN:
        for who in world.group.active:
            assert world.runs[who].wait.stage is Stage.ENDED, (who, world.runs[who].wait)
        if world.group.active:
            assert world.said_to_facilitators(Phrase.TELL_ALL_FINISHED)


@more_often
@given(scripts, under_way)
def test_an_answer_that_counts_is_the_last_of_its_line(script: Script, prefix: UnderWay) -> None:
    """Invariant 5: what is replaced stays stored, and one answer a question counts."""
    world = play(script, prefix)
    for who, run in world.runs.items():
        for key, given_ in run.answers.items():
            if given_.passed:
                continue
            kept = world.contributions[given_.id]
            assert (kept.participant, kept.key, kept.superseded) == (who, key, False)
        standing = [
            (kept.key, id_)
            for id_, kept in world.contributions.items()
            if kept.participant == who and kept.standing in (Standing.KEPT, Standing.WITHHELD) and not kept.superseded
        ]
        mine = {given_.id for given_ in run.answers.values()} | {i.id for ideas in run.ideas.values() for i in ideas}
        # What was set aside may be withheld too.
        assert {id_ for _, id_ in standing} <= mine | set(run.withheld)


@more_often
@given(scripts, under_way)
def test_what_is_withheld_or_withdrawn_reaches_no_ballot_and_no_screen(script: Script, prefix: UnderWay) -> None:
    """Invariant 6: contact details, attacks and withdrawn words are shown to nobody.

    That withheld words are on no card of somebody else's is asserted at every card.
    """
    world = play(script, prefix)
    before = dict(world.group.ballots)
    for id_, kept in world.contributions.items():
        if kept.standing is not Standing.WITHHELD and not kept.superseded and id_ not in world.released:
            assert not protection(kept.text, world.script.lexicon) or kept.standing is Standing.WITHDRAWN
        if kept.participant in world.runs and not kept.superseded:
            # The run knows what is withheld: nothing else can be released, nor parked and so printed.
            known = id_ in world.runs[kept.participant].withheld
            assert known == (kept.standing is Standing.WITHHELD) or kept.standing is Standing.WITHDRAWN
    for id_, idea in world.ideas.items():
        if not idea.withdrawn:
            assert world.contributions[id_].standing is Standing.KEPT
            assert not world.contributions[id_].superseded
    bring_to_the_end(world)
    for step, items in world.group.ballots.items():
        for item in items if step not in before else ():
            assert not item.sources or any(not world.ideas[source].withdrawn for source in item.sources)
            assert item.text not in world.words_withheld_from("")


@more_often
@given(scripts, under_way)
def test_a_tally_equals_its_recount_and_ties_stay_ties(script: Script, prefix: UnderWay) -> None:
    """Invariant 7: what was announced must come out again of the ballots, whoever counts them."""
    world = play(script, prefix)
    bring_to_the_end(world)
    world.close()
    for step, result in world.group.results.items():
        ballots = list(world.ballots.get(step, {}).values())
        items = world.group.ballots[step]
        again = count(script.step(step), items, list(reversed(ballots)), electorate=result.electorate)
        assert again.counts == result.counts
        assert {one.code: one for one in again.standings} == {one.code: one for one in result.standings}
        by_code = {one.code: one for one in result.counts}
        for one in result.standings:
            for other in result.standings:
                if by_code[one.code].counts == by_code[other.code].counts:
                    assert one.rank == other.rank


@more_often
@given(scripts, under_way)
def test_a_merge_holds_by_everyones_yes_and_loses_no_source(script: Script, prefix: UnderWay) -> None:
    """Invariant 7: nobody's idea disappears into another's wording without a yes."""
    world = play(script, prefix)
    for merge in world.group.merges.values():
        assert not merge.holds or set(merge.authors) <= set(merge.agreed)
        sources = {idea for idea, _ in merge.sources}
        chosen = [set(item.sources) for item in world.group.chosen.get(merge.pool, ()) if len(item.sources) > 1]
        taken_up = [
            other
            for other in world.group.merges.values()
            if other.holds and other is not merge and sources < {idea for idea, _ in other.sources}
        ]
        if not merge.holds and len(sources) > 1:
            assert not any(sources == one for one in chosen) or any(
                other.holds and {idea for idea, _ in other.sources} == sources for other in world.group.merges.values()
            )
        for one in chosen:
            assert not merge.holds or not one & sources or sources <= one or taken_up


@more_often
@given(scripts, under_way)
def test_the_order_of_a_ballot_is_each_persons_own_and_never_moves(script: Script, prefix: UnderWay) -> None:
    """Invariant 6: an order that all shared would favour its first item; one that moved would confuse."""
    world = play(script, prefix)
    first = {who: orders_of(world, who) for who in world.runs}
    world.group = groups.decode(groups.encode(world.group))
    bring_to_the_end(world)
    for who, orders in first.items():
        for step, order in orders.items():
            assert sorted(order) == sorted(item.code for item in world.group.ballots[step])
            assert orders_of(world, who)[step] == order


def orders_of(world: World, who: str) -> dict[str, list[str]]:
    group, run = world.group, world.runs[who]
    return {step: [item.code for item in ballot_order(run, group, world.script.step(step))] for step in group.ballots}


@pytest.mark.parametrize("people", [PEOPLE[:1], PEOPLE])
@pytest.mark.parametrize("name", ["relocalisation", "espaces_publics", "teletravail"])
def test_a_flagship_runs_to_its_end_by_itself(name: str, people: tuple[str, ...]) -> None:
    """Invariant 8, plainly: the workshops that are shown first must play."""
    world = World(shipped(name))
    world.open()
    world.enter(*people)
    good_will = RandomCrowd(world, (), name, wild=0)
    for _ in range(40):
        for who in people:
            good_will.answer_all(who)
        world.wait(minutes=5)
    assert all(world.runs[who].wait.stage is Stage.ENDED for who in people)
    world.close()
    assert world.runs[ANA].status is Status.FINISHED
