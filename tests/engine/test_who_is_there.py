"""Who is there, told to the group without telling who: profiles counted, and masked under three people."""

from __future__ import annotations

import pytest

from bot.engine import cards
from bot.engine.events import Shared
from bot.engine.prompts import Said
from bot.engine.run import Run
from bot.engine.script import Visibility
from tests.engine.world import World, shipped

FLAGSHIPS = ("relocalisation", "espaces_publics", "teletravail", "solidarite")


def who_is_there(*profiles: str) -> list[dict[str, str | int]]:
    """What the group is told of itself once everybody has said at what title they speak."""
    script = shipped("relocalisation")
    said = [Shared("profil", profile, f"P{number}:x", (profile,)) for number, profile in enumerate(profiles)]
    made = cards.shared_cards(script, Run("P:me"), World(script).group, said)
    return [block.notice.values for card in made for block in card.blocks[1:] if isinstance(block, Said)]


def test_the_group_is_told_who_is_there_and_nobody_is_pointed_at() -> None:
    """« Total affiché au groupe »; a profile of one or two people is among the others."""
    assert who_is_there(*["habitant"] * 4, *["association"] * 3, "elu", "agent", "agent") == [
        {"text": "Association", "people": 3},
        {"text": "Habitant·e", "people": 4},
        {"people": 3},
    ]


def test_one_elected_person_cannot_be_worked_out_from_the_rest() -> None:
    """« Autres : 1 » would be her; so the smallest of the others joins."""
    assert who_is_there(*["habitant"] * 4, *["association"] * 3, "elu") == [
        {"text": "Habitant·e", "people": 4},
        {"people": 4},
    ]


def test_a_group_of_few_of_each_kind_is_told_nothing() -> None:
    """They would know each other by it."""
    assert who_is_there("habitant", "elu", "agent") == []


def test_everybody_alike_are_counted() -> None:
    """Nobody is left to be called the others."""
    assert who_is_there(*["habitant"] * 3) == [{"text": "Habitant·e", "people": 3}]


@pytest.mark.parametrize("name", FLAGSHIPS)
def test_the_flagships_tell_it(name: str) -> None:
    """As the storyboards say of R03, E03 and T03."""
    assert shipped(name).step("profil").visibility is Visibility.ANONYMOUS
