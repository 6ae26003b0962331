"""What the bot's own buttons say, as given by whoever words them: a rehearsal looks for buttons by what is on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.engine.phrases import Label


class Control(StrEnum):
    """The buttons of a facilitator's panels that a rehearsal uses."""

    PLACES_DONE = "places_done"
    OPEN = "open"
    NEXT = "next"
    NEXT_CONFIRM = "next_confirm"
    NEXT_ANNOUNCE = "next_announce"
    CLOSE = "close"
    CLOSE_CONFIRM = "close_confirm"
    IDEAS = "ideas"
    CONTRIBUTIONS = "contributions"
    PARK = "park"
    PROBE = "probe"
    PREVIOUS = "previous"
    NEXT_ONE = "next_one"


@dataclass(frozen=True, slots=True)
class Labels:
    """Wording by button, then by language (`fr`, `en`). `keep`: what stands before a parameter's default.

    `live` and `over_days` are the buttons that say how a session is run.
    """

    cards: Mapping[Label, Mapping[str, str]]
    controls: Mapping[Control, Mapping[str, str]]
    keep: Mapping[str, str]
    live: Mapping[str, str]
    over_days: Mapping[str, str]
    """With `{days}` where the number stands."""
    finished: Mapping[str, tuple[str, ...]]
    """What the facilitator of a session over days is told when she may close it."""
    gone_on: Mapping[str, str]
    """How she is told that the group goes on, with `{title}` where that of the step stands."""
    hours: Mapping[str, Mapping[str, str]]
    """By hour (`08:00`), then by language: what the button of that hour says."""
