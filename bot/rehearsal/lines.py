"""What a fabricated person says at each question, and what a line that names something stands for on a screen.

Here: a form's fields as lines of their questions, and « P08 », « RH1 » or a sentence as the number it has in a list.
Not here: when anything is said (`persona`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from bot.engine.script import ANOTHER, Script, StepKind
from bot.rehearsal.crowd import Person
from bot.rehearsal.screen import plain

_LISTED: Final = re.compile(r"^(\d{1,3})\.\s+(?:\[[^\]]+\]\s+)?", re.MULTILINE)
_CUT: Final = "[…]"
NO: Final = "Non"


def lines_of(person: Person, script: Script) -> dict[str, tuple[str, ...]]:
    """Key → messages in order: answers as they are, the fields of a card at its questions, one card and no more."""
    lines = dict(person.answers)
    for step in script.steps:
        if step.kind is not StepKind.CARD or step.of:
            continue
        fields = dict(person.forms.get(step.id, {}))
        for question in step.questions:
            field = question.key.partition(".")[2]
            if field in fields:
                lines[question.key] = (str(fields.pop(field)),)
        if fields and step.id not in lines:
            # What no follow-up is called is the main field: `action`, `besoin`...
            lines[step.id] = (str(next(iter(fields.values()))),)
        if step.another and step.id in lines:
            lines.setdefault(f"{step.id}.{ANOTHER}", (NO,))
    return lines


def listed(text: str) -> dict[int, str]:
    """The numbered things in a message, as displayed."""
    starts = list(_LISTED.finditer(text))
    ends = [*(one.start() for one in starts[1:]), len(text)]
    return {int(one[1]): plain(text[one.end() : end]) for one, end in zip(starts, ends, strict=False)}


def number_of(text: str, wanted: Sequence[str]) -> str:
    """The number beside the first of these that the message lists; empty if it lists none."""
    for one in wanted:
        whole = plain(one)
        for number, shown in listed(text).items():
            beginning = shown.partition(_CUT)[0].strip()
            if beginning and (whole.startswith(beginning) or shown.startswith(whole)):
                return str(number)
    return ""


class References:
    """What a line may name instead of saying it: a person (their words at that key), an item or a lead."""

    def __init__(self, said: Mapping[str, Mapping[str, tuple[str, ...]]], items: Mapping[str, str]) -> None:
        self._said = said
        self._items = items

    def knows(self, line: str) -> bool:
        """Whether a line names something, rather than saying it."""
        return line in self._items or line in self._said

    def texts(self, line: str, keys: Sequence[str]) -> tuple[str, ...]:
        """The texts that a line may stand for, `keys` being where the things listed were said."""
        if line in self._items:
            return (self._items[line],)
        if line in self._said:
            return tuple(text for key in keys for text in self._said[line].get(key, ()))
        return (line,)
