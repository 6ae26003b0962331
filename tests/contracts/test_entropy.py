"""What a source of identifiers promises, held by the machine's and by the seeded one."""

import re

import pytest

from bot.clockwork import SystemEntropy
from bot.facilitation.ports import Entropy
from bot.rehearsal.clock import SeededEntropy


@pytest.fixture(params=["system", "seeded"])
def entropy(request: pytest.FixtureRequest) -> Entropy:
    return SystemEntropy() if request.param == "system" else SeededEntropy("a seed")


@pytest.mark.parametrize("length", [1, 8, 64])
def test_a_token_fits_in_a_link_and_in_a_button(entropy: Entropy, length: int) -> None:
    """Deep links take [A-Za-z0-9_-] only, and a button's fields are parted by colons."""
    assert re.fullmatch(rf"[a-z2-7]{{{length}}}", entropy.token(length))


def test_tokens_do_not_repeat(entropy: Entropy) -> None:
    """A session's join code that another session has would let people into the wrong room."""
    assert len({entropy.token(10) for _ in range(5000)}) == 5000


def test_the_same_seed_gives_the_same_tokens_and_another_seed_others() -> None:
    """A rehearsal is the same to the byte for the same seed."""
    first, again, other = SeededEntropy("1"), SeededEntropy("1"), SeededEntropy("2")
    tokens = [first.token(12) for _ in range(10)]
    assert tokens == [again.token(12) for _ in range(10)]
    assert tokens != [other.token(12) for _ in range(10)]
