"""`/mesdonnees`, « Retirer une réponse »: one contribution withdrawn, during the session or once somebody has left."""

from __future__ import annotations

from bot.engine.effects import Standing
from bot.engine.events import MergeSubmitted, SaidInGroup
from bot.engine.phrases import Label, Phrase
from bot.engine.prompts import Act, Numbered
from bot.engine.run import Stage, Status
from tests.engine.test_asides import aside_of, tap
from tests.engine.test_group_life import begun
from tests.engine.test_leaving import at_vecu
from tests.engine.world import ANA, BOB, LONG_ENOUGH, World, buttons_of, phrases_of, texts_of, until_ideas

FIRST, SECOND = "Le four à pain rouvre.", "Les vélos ont un garage."


def aside_numbers(world: World, who: str) -> list[str]:
    return [block.text for block in aside_of(world, who).blocks if isinstance(block, Numbered)]


def listed(world: World) -> list[str]:
    return aside_numbers(world, ANA)


def chooses(world: World, text: str) -> None:
    card = world.ask_data(ANA)
    button = next(one for one in buttons_of(card) if one.label is Label.WITHDRAW_ONE)
    world.tap(ANA, card, button)
    tap(world, ANA, str(listed(world).index(text) + 1))
    assert texts_of(aside_of(world, ANA)) == [text]


def test_the_answer_on_the_screen_is_withdrawn_and_asked_anew() -> None:
    """« J'ai fini » would have nothing left to be about; the next text is an answer as if it were the first."""
    world = at_vecu()
    world.write(ANA, LONG_ENOUGH)
    answer = world.runs[ANA].answers["vecu"].id
    chooses(world, LONG_ENOUGH)
    assert world.kept(ANA, "vecu") == [LONG_ENOUGH]
    tap(world, ANA, Label.YES)
    assert world.kept(ANA, "vecu") == []
    assert world.contributions[answer].standing is Standing.WITHDRAWN
    assert world.contributions[answer].text == ""
    run = world.runs[ANA]
    assert (run.status, run.wait.key, run.wait.stage, run.withdrawn) == (Status.ACTIVE, "vecu", Stage.ASKED, False)
    assert world.said_to_facilitators(Phrase.TELL_WITHDRAWN_ONE)
    world.park(answer)
    assert world.contributions[answer].standing is Standing.WITHDRAWN
    world.write(ANA, f"{LONG_ENOUGH} encore")
    assert world.kept(ANA, "vecu") == [f"{LONG_ENOUGH} encore"]


def test_one_idea_of_two_leaves_its_pool_and_its_merge() -> None:
    """The other stays; what was being asked about the idea withdrawn is over, its words with it."""
    world = until_ideas(ANA, BOB)
    world.write(ANA, FIRST)
    world.write(ANA, SECOND)
    world.happen(ANA, MergeSubmitted("m1", "Four et vélos.", (world.idea(SECOND),)))
    chooses(world, SECOND)
    tap(world, ANA, Label.YES)
    assert world.pool() == [FIRST]
    run = world.runs[ANA]
    assert [idea.text for idea in run.ideas["horizons"]] == [FIRST]
    assert run.answers["horizons"].text == FIRST
    assert all(one.answered and not one.text for one in run.asides)
    world.forge(ANA, Act.ASIDE, "m-m1", value="yes")
    assert world.toast(ANA) is Phrase.MERGE_OVER
    chooses(world, FIRST)
    tap(world, ANA, Label.YES)
    assert world.pool() == []
    assert (world.runs[ANA].wait.stage, world.runs[ANA].wait.key) == (Stage.GATED, "vote")
    world.write(BOB, SECOND)
    card = world.ask_data(BOB)
    world.tap(BOB, card, next(one for one in buttons_of(card) if one.label is Label.WITHDRAW_ONE))
    wait = world.runs[BOB].asides[-1].wait
    world.press(BOB, str(len(aside_numbers(world, BOB))), wait=wait)
    world.press(BOB, Label.YES, wait=wait)
    assert world.pool() == []
    assert (world.runs[BOB].wait.stage, world.runs[BOB].wait.key) == (Stage.ASKED, "horizons")


def test_a_withdrawal_of_one_may_be_called_off() -> None:
    """A second tap decides; so does none."""
    world = at_vecu()
    world.write(ANA, LONG_ENOUGH)
    chooses(world, LONG_ENOUGH)
    wait = aside_of(world, ANA).wait
    tap(world, ANA, Label.NO)
    assert world.toast(ANA) is Phrase.WITHDRAW_CANCELLED
    assert world.kept(ANA, "vecu") == [LONG_ENOUGH]
    world.forge(ANA, Act.ASIDE, wait, value="yes")
    assert world.toast(ANA) is Phrase.MERGE_OVER
    assert world.kept(ANA, "vecu") == [LONG_ENOUGH]


def test_a_long_list_is_read_page_by_page_and_begins_again() -> None:
    """Ten texts a card, numbered throughout."""
    world = at_vecu()
    for number in range(12):
        world.happen(ANA, SaidInGroup("vecu", number + 1, "Et ici ?", f"Réplique {number}.", number + 1))
    card = world.ask_data(ANA)
    world.tap(ANA, card, next(one for one in buttons_of(card) if one.label is Label.WITHDRAW_ONE))
    first = listed(world)
    assert len(first) == 10
    tap(world, ANA, Label.OTHERS)
    assert not set(first) & set(listed(world))
    tap(world, ANA, Label.OTHERS)
    assert listed(world) == first


def test_who_left_their_answers_may_still_take_one_back() -> None:
    """Leaving is not giving up a right; who wrote nothing has no button for it."""
    world = begun(ANA)
    assert Label.WITHDRAW_ONE not in [one.label for one in buttons_of(world.ask_data(ANA))]
    world = at_vecu()
    world.write(ANA, LONG_ENOUGH)
    world.ask_to_leave(ANA)
    world.press(ANA, "keep", wait="leave")
    chooses(world, LONG_ENOUGH)
    tap(world, ANA, Label.YES)
    assert world.kept(ANA, "vecu") == []
    assert world.runs[ANA].status is Status.LEFT
    assert Phrase.TELL_LEFT not in phrases_of(world.last(ANA))
