"""How answers are filed that no question of the script asks for: to a probe, to « précisez », in the group's own chat.

They stand under their step's key, with a follow-up of their own.
"""

from typing import Final

from bot.engine.script import Key

PROBE_ASKED: Final = "probe"
PROBE_ASKED_AGAIN: Final = "probe_2"
"""The follow-ups under which the answers to a first and to a second probe of a step are filed."""
CORRECTION: Final = "correction"
"""The follow-up of a return under which what should be put right is filed."""
PRECISION: Final = "precision"
"""The follow-up of a share under which an author's answer to « précisez » is filed."""
IN_GROUP: Final = "group-"
"""How the follow-up begins under which replies to a discussion in the group's chat are filed; its number follows."""


def is_probe_key(key: Key) -> bool:
    """Whether a key files the answer to a question that the script does not hold: to a probe, or to a discussion."""
    return key.rpartition(".")[2] in (PROBE_ASKED, PROBE_ASKED_AGAIN) or is_said_in_group(key)


def is_said_in_group(key: Key) -> bool:
    """Whether a key files what was said in the group's own chat: everybody in it knows whose words these are."""
    return key.rpartition(".")[2].startswith(IN_GROUP)
