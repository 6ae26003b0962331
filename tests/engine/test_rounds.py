"""Ideas from few people to many: who meets whom, what goes on, what is left out. Everything said is fabricated."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.authoring import load
from bot.engine import rounds
from bot.engine.effects import Standing
from bot.engine.events import Kept, WordsErased
from bot.engine.group import Group, Member, SessionStatus
from bot.engine.matter import Matter, Utterance
from bot.engine.phrases import Label, Phrase
from bot.engine.prompts import Numbered
from bot.engine.script import Brought, Round, Script
from bot.rehearsal.random_crowd import RandomCrowd
from tests.engine.world import ANA, BOB, CLO, DAN, World, phrases_of

FILE = Path(__file__).parents[1] / "crowds" / "boule" / "boule.yaml"
FOUR = (ANA, BOB, CLO, DAN)
EVE = "P:eve"
TOGETHER = "boule.ensemble"


@cache
def snowball() -> Script:
    return load(FILE.name, FILE.read_bytes())


def idea_of(who: str, number: int = 1) -> str:
    return f"L'idée {number} de {FOUR.index(who) if who in FOUR else 9}."


def until_choosing(*people: str, profiles: str = "Habitant·e", ideas: int = 2) -> World:
    """Everybody has proposed; the round alone is open."""
    world = World(snowball())
    world.open()
    for who in people:
        world.enter(who)
        world.press(who, "J'accepte")
        world.press(who, "oui")
    for who in people:
        world.press(who, profiles)
        for number in range(1, ideas + 1):
            world.write(who, idea_of(who, number))
        if not ideas:
            world.press(who, Label.PASS)
        elif ideas == 1:
            world.press(who, Label.DONE)
    return world


def until_pairs(*people: str) -> World:
    """Everybody brings the first of their ideas."""
    world = until_choosing(*people)
    for who in people:
        world.press(who, "1")
    return world


def shown(world: World, who: str) -> list[str]:
    return [block.text for block in world.card(who).blocks if isinstance(block, Numbered)]


def keep(world: World, who: str, *texts: str) -> None:
    """Tap the numbers of these ideas, then « J'ai fini »."""
    listed = shown(world, who)
    for text in texts:
        world.press(who, str(listed.index(text) + 1))
    world.press(who, Label.DONE)


def pair_of(world: World, who: str, part: str = "boule.a_deux") -> tuple[str, ...]:
    return next(people for people in world.group.teams[part] if who in people)


def partner(world: World, who: str) -> str:
    return next(one for one in pair_of(world, who) if one != who)


# -- alone, in twos ------------------------------------------------------------------------------------------------


def test_each_person_chooses_among_their_own_ideas() -> None:
    """Nobody reads anybody else's before it is brought."""
    world = until_choosing(ANA, BOB)
    assert shown(world, ANA) == [idea_of(ANA, 1), idea_of(ANA, 2)]
    world.press(ANA, "2")
    world.press(BOB, "1")
    assert set(shown(world, ANA)) == {idea_of(ANA, 2), idea_of(BOB, 1)}
    assert shown(world, ANA) == shown(world, BOB)


def test_who_has_one_idea_brings_it_without_being_asked() -> None:
    """There is nothing to choose."""
    world = until_choosing(ANA, BOB, ideas=1)
    assert world.place(ANA) == "boule.a_deux"
    assert set(shown(world, BOB)) == {idea_of(ANA), idea_of(BOB)}


def test_an_idea_is_left_only_if_nobody_of_the_pair_keeps_it() -> None:
    """« En garder une ou les deux, chacun·e doit accepter »."""
    world = until_pairs(*FOUR)
    other = partner(world, ANA)
    keep(world, ANA, idea_of(ANA))
    keep(world, other, idea_of(ANA))
    rest = [who for who in FOUR if who not in (ANA, other)]
    keep(world, rest[0], idea_of(rest[0]))
    keep(world, rest[1], idea_of(rest[1]))
    # Agreed on one in the first pair; not in the second, which keeps both.
    assert set(shown(world, ANA)) == {idea_of(ANA), idea_of(rest[0]), idea_of(rest[1])}


def test_what_one_keeps_is_told_to_the_other_by_number_and_without_a_name() -> None:
    """They may still change their mind once they know; numbers mean the same to both."""
    world = until_pairs(*FOUR)
    other = partner(world, ANA)
    number = str(shown(world, ANA).index(idea_of(ANA)) + 1)
    keep(world, ANA, idea_of(ANA))
    told = [card for card in world.seats[other].cards if Phrase.KEPT_IN_TEAM in phrases_of(card)]
    assert [block.notice.values for card in told for block in card.blocks] == [{"numbers": number}]  # type: ignore[union-attr]
    nobody_else = {who for who in FOUR if who not in (ANA, other)}
    assert not any(Phrase.KEPT_IN_TEAM in phrases_of(card) for who in nobody_else for card in world.seats[who].cards)


def test_one_may_change_what_one_keeps_until_the_group_goes_on() -> None:
    """« Retour » from the gate; what was tapped before is taken back."""
    world = until_pairs(*FOUR)
    keep(world, ANA, idea_of(ANA))
    world.press(ANA, Label.BACK)
    number = str(shown(world, ANA).index(idea_of(ANA)) + 1)
    world.press(ANA, number)
    world.press(ANA, str(3 - int(number)))
    world.press(ANA, Label.DONE)
    assert world.group.kept["boule.a_deux"][ANA] == (world.idea(idea_of(partner(world, ANA))),)


def test_who_passes_leaves_nothing_out() -> None:
    """« Je passe » after having chosen takes the choice back."""
    world = until_pairs(ANA, BOB)
    keep(world, ANA, idea_of(ANA))
    world.press(ANA, Label.BACK)
    world.press(ANA, Label.PASS)
    keep(world, BOB, idea_of(ANA))
    assert set(shown(world, ANA)) == {idea_of(ANA), idea_of(BOB)}


def test_a_silent_person_holds_nobody_and_loses_nothing() -> None:
    """The gate has its clock; silence is no yes to leaving an idea out."""
    world = until_pairs(*FOUR)
    silent = partner(world, ANA)
    keep(world, ANA, idea_of(ANA))
    for who in FOUR:
        if who not in (ANA, silent):
            keep(world, who, shown(world, who)[0])
    world.wait(minutes=21)
    assert {idea_of(ANA), idea_of(silent)} <= set(shown(world, ANA))


def test_an_option_tapped_counts_even_if_the_group_goes_on_before_i_have_finished() -> None:
    """Each tap is kept at once."""
    world = until_pairs(ANA, BOB)
    keep(world, BOB, idea_of(ANA))
    world.press(ANA, str(shown(world, ANA).index(idea_of(ANA)) + 1))
    world.move_on()
    assert [one.text for one in world.group.lists[Brought("boule.a_quatre").name]] == [idea_of(ANA)]


def test_what_is_kept_is_filed_by_number_and_quotes_nobody() -> None:
    """Others' ideas are not copied under this person's name."""
    world = until_pairs(ANA, BOB)
    keep(world, ANA, idea_of(BOB))
    assert world.kept(ANA, "boule.a_deux") == [str(shown_number(world, BOB, idea_of(BOB)))]


def shown_number(world: World, who: str, text: str) -> int:
    return shown(world, who).index(text) + 1


# -- who meets whom ------------------------------------------------------------------------------------------------


def members(count: int) -> Group:
    people = {f"p{number}": Member() for number in range(count)}
    return Group("s1", "fr", {}, "graine", status=SessionStatus.OPEN, people=people)


def matter_of(group: Group, profiles: dict[str, str] | None = None) -> Matter:
    ideas = tuple(Utterance(f"i-{who}", f"Idée de {who}.", who) for who in group.people)
    return Matter({"horizons": ideas}, {}, profiles or {})


PAIRS = Round("horizons", 2)
FOURS = Round("horizons", 4, "deux")
ALL = Round("horizons", 0, "quatre")


@given(st.integers(1, 13), st.lists(st.sampled_from("abc"), min_size=13, max_size=13))
def test_everybody_is_in_one_team_and_every_idea_before_somebody(count: int, kinds: list[str]) -> None:
    """Pairs, one three if the number is odd; of different profiles unless over half of all are alike."""
    group = members(count)
    profiles = dict(zip(group.people, kinds, strict=False))
    after = rounds.begun(group, "deux", PAIRS, matter_of(group, profiles))
    teams = after.teams["deux"]
    assert sorted(who for team in teams for who in team) == sorted(group.people)
    sizes = sorted(map(len, teams))
    assert sizes == ([1] if count == 1 else [2] * (count // 2 - count % 2) + [3] * (count % 2))
    assert {one.author for one in after.lists["round:deux"]} == set(group.people)
    most = max(kinds[:count].count(kind) for kind in kinds[:count])
    if most <= count // 2 and count > 1:
        assert all(len({profiles[who] for who in team}) > 1 for team in teams)
    assert rounds.begun(group, "deux", PAIRS, matter_of(group, profiles)) == after


@given(st.integers(1, 12), st.sets(st.integers(0, 11)), st.integers(0, 3))
def test_whoever_leaves_or_comes_every_idea_goes_on_and_everybody_there_is_in_a_team(
    count: int, leaving: set[int], coming: int
) -> None:
    """Who is alone afterwards joins another; what was before people who have all gone goes elsewhere."""
    group = rounds.begun(members(count), "deux", PAIRS, matter_of(members(count)))
    gone = {f"p{number}" for number in leaving}
    people = {who: Member(active=who not in gone) for who in group.people}
    people |= {f"n{number}": Member() for number in range(coming)}
    group = replace(group, people=people)
    matter = matter_of(group)
    after = rounds.begun(group, "quatre", FOURS, matter)
    teams = after.teams["quatre"]
    assert sorted(who for team in teams for who in team) == sorted(group.active)
    if teams:
        assert {one.code for one in after.lists["round:quatre"]} == {one.id for one in matter.ideas["horizons"]} - {
            f"i-{who}" for who in gone if who not in {f"p{number}" for number in range(count)}
        }
        assert len(teams) == 1 or all(len(team) > 1 for team in teams)
    end = rounds.begun(after, "tous", ALL, matter)
    assert end.teams["tous"] == ((tuple(who for team in teams for who in team),) if teams else ())
    assert bool(end.left["horizons"]) == (not teams)


def test_no_word_is_no_team() -> None:
    """Who came after the teams were made is asked nothing, and what they send by a forged button counts for nothing."""
    world = until_pairs(ANA, BOB)
    assert rounds.team_of(world.group, "boule.a_deux", EVE) == ""
    assert rounds.others_of(world.group, "boule.a_deux", EVE) == ()
    before = world.group.kept
    world.happen_to_group(Kept(EVE, "boule.a_deux", ("x",), done=True))
    assert world.group.kept == before


def test_what_is_kept_in_a_round_that_is_over_is_told_to_nobody() -> None:
    """It came late: the group has gone on."""
    world = until_pairs(ANA, BOB)
    keep(world, ANA, idea_of(ANA))
    world.move_on()
    cards = len(world.seats[ANA].cards)
    world.happen_to_group(Kept(BOB, "boule.a_deux", (world.idea(idea_of(BOB)),), done=True))
    assert len(world.seats[ANA].cards) == cards


def test_somebody_whose_partner_leaves_is_with_others_at_the_next_gate() -> None:
    """Nobody waits for who has gone; the idea of who has gone stays."""
    world = until_pairs(*FOUR)
    gone = partner(world, ANA)
    world.ask_to_leave(gone)
    world.press(gone, "keep", wait="leave")
    for who in FOUR:
        if who != gone:
            keep(world, who, *shown(world, who))
    assert set(pair_of(world, ANA, "boule.a_quatre")) == set(FOUR) - {gone}
    assert idea_of(gone) in shown(world, ANA)


# -- everybody, and the vote ---------------------------------------------------------------------------------------


def until_together(*people: str) -> World:
    """ANA's idea is agreed on everywhere."""
    world = until_pairs(*people)
    for _ in range(2):
        for who in people:
            if world.place(who) != TOGETHER and shown(world, who):
                keep(world, who, shown(world, who)[0])
    return world


def test_the_group_reads_what_is_left_and_nothing_else_is_on_the_ballot() -> None:
    """What was left out stands in the pool, so that the notebook's annex has it; it is on no list by itself."""
    world = until_together(ANA, BOB)
    kept = shown(world, ANA)
    assert len(kept) == 1
    for who in (ANA, BOB):
        world.write(who, "Elle est courte, cette liste.")
    assert shown(world, ANA) == kept
    world.move_on()
    assert [item.text for item in world.group.ballots["vote"]] == ["Une cantine du coin.", *kept]
    assert len(world.pool()) == 4
    assert len(world.group.left["horizons"]) == 3


def test_facilitators_may_put_forward_an_idea_that_was_left_out() -> None:
    """The rounds sort; they do not forbid."""
    world = until_together(ANA, BOB)
    left = world.group.left["horizons"][0]
    world.choose("horizons", left)
    world.move_on()
    world.move_on()
    assert world.ideas[left].text in [item.text for item in world.group.ballots["vote"]]


def test_an_idea_withdrawn_meanwhile_is_before_nobody_any_more() -> None:
    """In the round under way and in the next ones."""
    world = until_pairs(*FOUR)
    gone = partner(world, ANA)
    world.ask_data(gone)
    world.press(gone, "ask", wait="data")
    world.press(gone, "yes", wait="data")
    assert all(one.text != idea_of(gone) for one in world.group.lists["round:boule.a_deux"])
    world.move_on()
    assert idea_of(gone) not in shown(world, ANA)


def test_what_all_agreed_to_keep_and_was_then_withdrawn_leaves_the_rest() -> None:
    """Otherwise a pair would be left with nothing, though nobody wished it."""
    world = until_pairs(ANA, BOB)
    keep(world, ANA, idea_of(ANA))
    keep_by_bob = world.idea(idea_of(ANA))
    world.happen_to_group(Kept(BOB, "boule.a_deux", (keep_by_bob,)))
    world.happen_to_group(WordsErased(ANA, keep_by_bob))
    (team,) = rounds.outcome(world.group, "boule.a_deux")
    assert team.ideas == (world.idea(idea_of(BOB)),)
    assert rounds.numbers_of(world.group, "boule.a_deux", "1", (keep_by_bob, team.ideas[0])) == "1"


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("people", [1, 3, 5])
def test_random_people_come_to_the_end_of_a_snowball(seed: int, people: int) -> None:
    """The invariants are asserted at every step: dump and reload, nothing twice, nobody's words as another's."""
    world = World(snowball(), seed=str(seed))
    RandomCrowd(world, [f"P:{number}" for number in range(people)], str(seed), wild=0.2).play()
    assert world.group.status is SessionStatus.CLOSED
    assert set(world.group.results) == set(world.group.ballots)
    kept = [one for one in world.contributions.values() if one.key.startswith("boule.a_")]
    assert all(one.standing is not Standing.WITHHELD for one in kept if one.codes)
