"""Single values of a file of ballots: what is accepted, and how one is shown in a refusal."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from fractions import Fraction
from typing import Any, Final

from bot.engine.voting import Weight
from bot.errors import OperatorError

MOST: Final = 10**30
"""No number in a file is larger: beyond, Python itself refuses to write sums down."""


class Unreadable(OperatorError, ValueError):
    """The file cannot be counted; the message says where and what to write instead."""


def natural(number: Any, at: str) -> int:
    """The number, a whole one from 0 up.

    Raises:
        Unreadable: it is anything else; a truth value is no number.
    """
    if isinstance(number, bool) or not isinstance(number, int):
        raise Unreadable(f"{at}: {shown(number)} is not a whole number")
    if number < 0:
        raise Unreadable(f"{at}: {shown(number)} is below zero")
    if number > MOST:
        raise Unreadable(f"{at}: a number of {len(str(number))} digits is too large")
    return number


def near(said: Any, known: Iterable[str]) -> str:
    """« ; did you mean "Bien"? », when something known is near what was written."""
    close = get_close_matches(said, sorted(known), 1) if isinstance(said, str) else []
    return f'; did you mean "{close[0]}"?' if close else ""


def shown(value: Any) -> str:
    """A value as the file has it, short."""
    match value:
        case str():
            return f'"{value[:40]}…"' if len(value) > 40 else f'"{value}"'
        case None | bool():
            return {None: "null", True: "true", False: "false"}[value]
        case Fraction():
            # As it is written: a whole number with decimals is refused for these.
            return str(float(value))
        case dict():
            return "an object"
        case list():
            return "a list"
        case _:
            return str(value)[:40]


def plain(value: Weight) -> int | float:
    """A number as JSON writes it. Exact where it is whole; what is written of a fraction decides nothing any more."""
    return int(value) if value == int(value) else float(value)
