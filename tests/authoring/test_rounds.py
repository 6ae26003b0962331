"""What is wrong with a snowball as it is written. Fabricated scripts."""

from __future__ import annotations

import pytest

from bot.authoring import check, load
from bot.engine.script import Keep, Proposals
from tests.engine.test_rounds import FILE

SOURCE = FILE.read_text(encoding="utf-8")
ALONE = "      alone: choose\n"
ASK = "ask: À"


def codes(source: str) -> set[str]:
    return {issue.code for issue in check(FILE.name, source.encode()) if issue.is_error}


def without(beginning: str) -> str:
    return "".join(line for line in SOURCE.splitlines(keepends=True) if not line.strip().startswith(beginning))


def test_the_example_is_accepted() -> None:
    """Every case below changes one thing in it."""
    assert codes(SOURCE) == set()


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (without("pairs:"), "S006"),
        (without("together:"), "S006"),
        (SOURCE.replace("pairs: {gate: {at_most: 20}, ", "pairs: {"), "S006"),
        (SOURCE.replace("choose", "draw"), "S009"),
        (SOURCE.replace("      alone: choose\n", "      alone: choose\n      visibility: anonymous\n"), "S009"),
        (SOURCE.replace("      alone: choose\n      gate: {at_most: 20}\n", "      alone: choose\n"), "S207"),
        (SOURCE.replace("      pool: horizons\n      alone", "      pool: horizon\n      alone"), "S105"),
    ],
    ids=["no pairs", "no end", "no gate", "another word", "shown to all", "no gate before", "no such pool"],
)
def test_what_is_wrong_is_said(source: str, code: str) -> None:
    """With its code, before anybody is invited."""
    assert source != SOURCE
    assert code in codes(source)


def test_in_fours_is_left_to_the_author() -> None:
    """Eight people may do with pairs; the whole group then reads what the pairs kept."""
    script = load(FILE.name, without("fours:").encode())
    last = script.step("boule.ensemble").round
    assert last is not None
    assert (last.people, last.after) == (0, "boule.a_deux")


def test_an_idea_is_written_or_chosen() -> None:
    """1-2-4-all begins with a sentence of one's own; a snowball with one that is there already."""
    written = load(FILE.name, SOURCE.replace("alone: choose", "alone: write").encode())
    assert isinstance(written.question("boule").accepts, Proposals)
    assert isinstance(load(FILE.name, SOURCE.encode()).question("boule").accepts, Keep)
    first = written.step("boule.a_deux").round
    assert first is not None
    assert first.after == ""
