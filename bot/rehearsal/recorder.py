"""Write down what was done at a rehearsal, as a script test that does it again.

Not here: what such a file may say (`script_test_reading`, docs/script-tests.md).
"""

from __future__ import annotations

from io import StringIO
from typing import Any, Final

from ruamel.yaml import YAML

from bot.engine.phrases import Value

_HEAD: Final = (
    "# Recorded by `horizons play --record`. The people are fabricated. Run it with `horizons test`.\n"
    "# The format is explained in docs/script-tests.md.\n"
)


class Recorder:
    """The steps so far. Seats are named as at the terminal, by their number."""

    def __init__(self) -> None:
        self._steps: list[Any] = []

    def does(self, seat: str, text: str) -> None:
        """A message, or a tap by its label."""
        last = self._steps[-1] if self._steps else None
        if isinstance(last, dict) and list(last) == [int(seat)] and isinstance(last[int(seat)], str | list):
            earlier = last[int(seat)]
            last[int(seat)] = [*earlier, text] if isinstance(earlier, list) else [earlier, text]
        else:
            self._steps.append({int(seat): text})

    def aside(self, seat: str, label: str) -> None:
        """A tap on a card beside the one that waits."""
        self._steps.append({int(seat): {"aside": label}})

    def bot(self, seat: str) -> None:
        """Answered by a bot until there is nothing to answer."""
        self._steps.append({"bot": int(seat)})

    def clock(self, text: str) -> None:
        """Time passed."""
        self._steps.append({"clock": text})

    def facilitator(self, gesture: str) -> None:
        """`next`, `close` or `notebook`."""
        self._steps.append({"facilitator": gesture})

    def merge(self, wording: str, ideas: list[str]) -> None:
        """A wording proposed for ideas."""
        self._steps.append({"facilitator": {"merge": wording, "of": ideas}})

    def expect_places(self, places: dict[str, str]) -> None:
        """Where everybody is by now."""
        if places:
            self._steps.append({"expect": {int(seat): {"at": place} for seat, place in places.items()}})

    def text(self, *, workshop: str, language: str, seed: str, seats: int, parameters: dict[str, Value]) -> str:
        """The whole file."""
        yaml = YAML()
        yaml.indent(mapping=2, sequence=4, offset=2)
        yaml.width = 110
        yaml.allow_unicode = True
        out = StringIO()
        head: dict[str, Any] = {"format": 1, "workshop": workshop, "language": language, "seed": int(seed)}
        if parameters:
            head["parameters"] = parameters
        yaml.dump({**head, "seats": seats, "steps": self._steps}, out)
        return _HEAD + out.getvalue()
