"""The loop that every command runs on."""

import sys
from collections.abc import Iterator

import pytest

from bot import app


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    before = sys.getswitchinterval()
    yield
    sys.setswitchinterval(before)


def test_a_thread_that_works_lets_the_loop_have_its_turn_at_once() -> None:
    """With the interval that Python starts with, people waited seconds for a reply while a notebook was compiled."""

    async def interval() -> float:
        return sys.getswitchinterval()

    assert app.start(interval()) <= 0.001
