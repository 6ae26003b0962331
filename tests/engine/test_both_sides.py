"""What an open question and those that follow it gather is shown to the group under each: no side pleads alone."""

from __future__ import annotations

from bot.engine import cards
from bot.engine.prompts import Paragraph, Quote
from bot.engine.run import Run
from bot.facilitation.records import Contribution
from bot.facilitation.sharing import shared_of
from bot.rehearsal.stage import MORNING
from tests.engine.world import ANA, BOB, World, shipped

BETTER = "Pour qui cela serait-il mieux ?"
WORSE = "Pour qui cela serait-il moins bien ?"


def shown(*said: tuple[str, str, str]) -> list[tuple[str, str]]:
    """What Ana reads of the consequences: each block, and whether it is a question or somebody's words."""
    script = shipped("espaces_publics")
    group = World(script).group
    contributions = [
        Contribution(f"c{number}", "s1", who, key, text, MORNING) for number, (who, key, text) in enumerate(said)
    ]
    shared = shared_of(script, group, {"consequences"}, contributions)
    return [
        ("asked" if isinstance(block, Paragraph) else "said", block.text)
        for card in cards.shared_cards(script, Run(ANA), group, shared)
        for block in card.blocks
        if isinstance(block, Paragraph | Quote)
    ]


def test_for_whom_it_is_better_and_for_whom_worse_are_shown_apart() -> None:
    """« Anonyme, rangé en « mieux » et « moins bien » » (E11), and one's own words are never among the others'."""
    assert shown(
        (BOB, "consequences.moins_bien", "Pour les riverains du parking."),
        (BOB, "consequences", "Pour les enfants."),
        (ANA, "consequences.moins_bien", "Pour les livreurs."),
    ) == [
        ("asked", BETTER),
        ("said", "Pour les enfants."),
        ("asked", WORSE),
        ("said", "Pour les riverains du parking."),
    ]


def test_one_side_alone_needs_no_heading_of_its_own() -> None:
    """The card has the step's title already."""
    assert shown((BOB, "consequences", "Pour les enfants.")) == [("said", "Pour les enfants.")]
