"""« Tout de suite : trois lignes »: what everybody reads as the session closes. The people are fabricated."""

from __future__ import annotations

from msgspec.structs import replace

from bot.authoring import load
from bot.engine.ballots import Item, ItemCount, Origin, Standing, VoteResult
from bot.engine.ending import in_three_lines
from bot.engine.phrases import Label, Notice, Phrase
from bot.engine.prompts import Act
from tests.engine import test_ways_of_voting as ways
from tests.engine.world import ANA, BOB, CLO, HERE, World, grade_everything, phrases_of, until_vote

ITEMS = (Item("A", "Le four rouvre", Origin.GROUP), Item("B", "Le car revient", Origin.GROUP))
VOTE, POINTS = "vote", "points"
SPLIT, CALM = (3, 0, 0, 0, 0, 0, 3), (0, 0, 0, 0, 0, 2, 4)


def lines(script_file: str, *results: VoteResult) -> list[Notice]:
    script = load(script_file, (HERE / script_file).read_bytes())
    group = replace(World(script).group, results={one.step: one for one in results})
    return list(in_three_lines(script, group))


def voted(*counts: tuple[int, ...], ranks: tuple[int | None, int | None] = (1, 2)) -> VoteResult:
    standings = tuple(Standing(item.code, rank, 5) for item, rank in zip(ITEMS, ranks, strict=True))
    found = tuple(ItemCount(item.code, one) for item, one in zip(ITEMS, counts, strict=True))
    return VoteResult(VOTE, 6, 6, ITEMS, found, standings)


def pointed(*scores: int) -> VoteResult:
    standings = tuple(
        Standing(item.code, place, score=score)
        for place, (item, score) in enumerate(zip(ITEMS, scores, strict=True), 1)
    )
    return VoteResult(POINTS, 6, 6, ITEMS, (), standings)


def test_everybody_reads_what_came_first_and_what_divides_as_the_session_closes() -> None:
    """It was promised on the last card, and only « merci » came. Who had not come in reads no result."""
    world = until_vote(ANA, BOB, CLO, ideas=("Le four à pain rouvre.",))
    world.enter("P:late")
    for who in (ANA, BOB, CLO):
        grade_everything(world, who)
    world.close()
    for who in (ANA, BOB, CLO):
        assert phrases_of(world.last(who))[:2] == [Phrase.SESSION_CLOSED, Phrase.ENDING_FIRST]
    assert phrases_of(world.last("P:late")) == [Phrase.SESSION_CLOSED]


def test_three_lines_are_the_first_the_lead_and_what_divides() -> None:
    """Equals stay equal; no line for what received nothing, or too few grades to be placed."""
    assert lines("tout.yaml", voted(CALM, SPLIT), pointed(3, 3)) == [
        Notice(Phrase.ENDING_FIRST, {"text": "Le four rouvre", "voters": 6}),
        Notice(Phrase.ENDING_LEAD, {"text": "Le four rouvre · Le car revient"}),
        Notice(Phrase.ENDING_DIVIDES, {"text": "Le car revient"}),
    ]
    assert lines("tout.yaml", voted(CALM, CALM, ranks=(None, None)), pointed(0, 0)) == [
        Notice(Phrase.ENDING_NOTHING_DIVIDES)
    ]
    assert lines("tout.yaml", pointed(2, 1)) == [Notice(Phrase.ENDING_LEAD, {"text": "Le four rouvre"})]
    assert lines("tout.yaml") == []


def test_approval_says_who_comes_first_and_not_who_is_against() -> None:
    """« Aucune proposition ne divise » would be more than such a ballot tells."""
    world = ways.until_vote("approval_vote", ANA, BOB, CLO)
    one, *_ = ways.items(world, ANA)
    for who in (ANA, BOB, CLO):
        ways.tap(world, who, Act.TICK, one)
        world.press(who, Label.SUMMARY)
        world.press(who, Label.CONFIRM)
    world.close()
    ending = [one for one in phrases_of(world.last(ANA)) if one.value.startswith("ending")]
    assert ending == [Phrase.ENDING_FIRST]
