"""What is said in the group's own chat, in reply to a question: kept beside the answers, and a way out of none."""

from __future__ import annotations

from bot.engine import forefront
from bot.engine.cards import LEAVE_WAIT, withheld_notice
from bot.engine.effects import Standing
from bot.engine.events import SaidInGroup
from bot.engine.follow_ups import is_probe_key, is_said_in_group
from bot.engine.participant import hears_in_group
from bot.engine.phrases import Label
from tests.engine.world import ANA, BOB, CLO, World, until_first_gate, until_vote

PEOPLE = (ANA, BOB, CLO)
ASKED = "Qu'est-ce qui vous a surpris ?"


def begun() -> World:
    """Everybody waits to tell what they live."""
    return until_first_gate(*PEOPLE)


def reply(text: str, ref: int = 7, number: int = 1) -> SaidInGroup:
    return SaidInGroup("vecu", number, ASKED, text, ref)


def key(number: int = 1) -> str:
    return f"vecu.group-{number}"


def discussing() -> World:
    world = begun()
    world.happen(ANA, reply("Le marché était vide."))
    return world


def test_a_reply_is_kept_with_its_question_and_moves_nobody() -> None:
    """It is no answer to the card in the private chat: that one still waits, and is not sent again."""
    world = begun()
    before, cards = world.runs[ANA].wait, len(world.seats[ANA].screen)
    world.happen(ANA, reply("Le marché était vide."))
    assert world.kept(ANA, key()) == ["Le marché était vide."]
    assert world.runs[ANA].wait == before
    assert len(world.seats[ANA].screen) == cards
    assert world.pool() == []
    assert is_said_in_group(key())
    assert is_probe_key(key())


def test_several_replies_are_one_contribution_and_an_edit_replaces_its_part() -> None:
    """As in private: several messages are one answer. Another question is another contribution."""
    world = discussing()
    world.happen(ANA, reply("Et la place aussi.", 8))
    world.happen(ANA, reply("Et la place, non.", 8))
    world.happen(ANA, reply("Et la place, non.", 8))
    world.happen(ANA, reply("Rien.", 9, number=2))
    assert world.kept(ANA, key()) == ["Le marché était vide.\nEt la place, non."]
    assert world.kept(ANA, key(2)) == ["Rien."]


def test_the_same_number_in_private_is_another_message() -> None:
    """A group counts its messages by itself: an edit in private must not rewrite what was said there."""
    world = discussing()
    world.edit(ANA, 7, "Autre chose, en privé.")
    assert world.kept(ANA, key()) == ["Le marché était vide."]


def test_contact_details_are_withheld_and_their_author_is_told_in_private() -> None:
    """The group has read them already; the notebook will not print them."""
    world = begun()
    world.happen(ANA, reply("Appelez-moi au 06 39 98 01 23."))
    assert world.kept(ANA, key(), Standing.WITHHELD) != []
    told = withheld_notice("donnee_perso").phrase
    assert told in {block.notice.phrase for block in world.last(ANA).blocks if hasattr(block, "notice")}


def test_nothing_is_kept_of_who_does_not_take_part() -> None:
    """Before consent, after leaving, once closed, and of an empty message."""
    world = discussing()
    world.happen(BOB, reply("  "))
    assert world.kept(BOB, key()) == []
    world.ask_to_leave(BOB)
    world.press(BOB, Label.LEAVE_KEEP, wait=LEAVE_WAIT)
    world.happen(BOB, reply("Trop tard."))
    assert world.kept(BOB, key()) == []
    assert not hears_in_group(world.runs[BOB], world.group)
    world.close()
    world.happen(ANA, reply("Après.", 9))
    assert world.kept(ANA, key()) == ["Le marché était vide."]


def test_who_takes_back_everything_takes_back_that_too() -> None:
    """What others have read there cannot be unread; what we hold of it goes."""
    world = discussing()
    world.ask_to_leave(ANA)
    world.press(ANA, Label.LEAVE_ERASE, wait=LEAVE_WAIT)
    assert world.kept(ANA, key()) == []


def test_a_discussion_belongs_to_the_step_in_words_that_the_group_is_at() -> None:
    """The last of those that are open; else the last that asks anything."""
    world = begun()
    assert forefront.at_hand(world.script, world.group).id == "trois_mots"
    world.wait(minutes=9)
    assert forefront.at_hand(world.script, world.group).id == "germes"
    until_the_end = until_vote(*PEOPLE)
    assert forefront.at_hand(until_the_end.script, until_the_end.group).id == "vote"
