"""What a crowd file says, as frozen values: fabricated people, and one scripted facilitator.

Here: the dataclasses a player walks through. Not here: reading a file (`crowd_reading`), comparing it with a workshop
(`crowd_checks`), or playing it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

Position: TypeAlias = tuple[int, int]
"""Line and column, both counted from 1."""

Place: TypeAlias = tuple[str | int, ...]
"""The way to a value of the file: `("people", 0, "answers", "vecu")`."""

Field: TypeAlias = str | int

FACILITATOR = "facilitator"
"""The source that stands for the facilitator's own wording; no person may bear it as an id."""


@dataclass(frozen=True, slots=True)
class AnswerKey:
    """One person's answers at one key: `P06.vecu.parking` in the file."""

    person: str
    key: str


@dataclass(frozen=True, slots=True)
class AnswerSource:
    """One message, `index` counted from 0 among those the person sends at `key`: `P03.horizons.0` in the file."""

    person: str
    key: str
    index: int


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What a person does besides answering. Everything is optional; the default is a person who answers on time."""

    changes_vote: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Item -> grades given before the close, first to last; two at least."""
    votes_after_close: Mapping[str, str] = field(default_factory=dict)
    """Item -> grade sent once the vote is closed. Must not count."""
    leaves_after: str | None = None
    leaves_by: Literal["blocking"] | None = None
    """How one leaves who does not just fall silent: by blocking the bot."""
    misses: tuple[str, ...] = ()
    """Steps that were over when the person arrived."""
    catches_up: tuple[str, ...] = ()
    silent_at: tuple[str, ...] = ()
    sends_twice: tuple[str, ...] = ()
    voice_at: tuple[str, ...] = ()
    withdraws: Literal["after_close"] | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """One fabricated person. A key of `answers` or `forms` is a step, or `step.follow-up`."""

    id: str
    alias: str
    language: str
    arrives_min: float
    """Minutes of session time after opening."""
    latency_s: tuple[float, float]
    """Shortest and longest time to answer, in seconds of session time."""
    answers: Mapping[str, tuple[str, ...]]
    """Key -> messages, in the order they are sent, exactly as written. No entry: silent there."""
    forms: Mapping[str, Mapping[str, Field]]
    """Step -> field -> value, for the steps answered field by field: a card, points to share."""
    votes: Mapping[str, Mapping[str, str]]
    """Vote step -> item -> grade. An absent item is left ungraded."""
    behaviour: Behaviour


@dataclass(frozen=True, slots=True)
class GroupIdea:
    """An item the facilitator puts to the vote, and the messages it comes from."""

    id: str
    text: str
    sources: tuple[AnswerSource, ...]
    by_facilitator: bool
    """`facilitator` is among the sources: the notebook marks the wording as the facilitator's."""
    refused_merge_with: tuple[AnswerSource, ...] = ()
    """Messages of a merge that is proposed first, and that an author refuses."""


@dataclass(frozen=True, slots=True)
class Lead:
    """An action card the facilitator words from the cards of the people in `sources`."""

    id: str
    text: str
    sources: tuple[str, ...]
    by_facilitator: bool


@dataclass(frozen=True, slots=True)
class FacilitatorScript:
    """What the scripted facilitator does. `probes` maps a person's step to the code of a common probe."""

    parks: tuple[AnswerKey, ...] = ()
    probes: Mapping[AnswerKey, str] = field(default_factory=dict)
    group_ideas: tuple[GroupIdea, ...] = ()
    leads: tuple[Lead, ...] = ()


@dataclass(frozen=True, slots=True)
class Crowd:
    """A whole crowd file. `path` and `places` serve messages only; two crowds that say the same are equal."""

    notice: str
    """Says that the people are fabricated; the notebook carries it on every page."""
    workshop: str
    language: str
    parameters: Mapping[str, Field]
    people: tuple[Person, ...]
    facilitator: FacilitatorScript = field(default_factory=FacilitatorScript)
    path: Path = field(default=Path("<crowd>"), compare=False)
    places: Mapping[Place, Position] = field(default_factory=dict, compare=False, repr=False)

    def person(self, person_id: str) -> Person:
        """The person of that id. Raises KeyError when nobody bears it."""
        for person in self.people:
            if person.id == person_id:
                return person
        raise KeyError(person_id)

    def where(self, *place: str | int) -> Position:
        """The position of `place`, or of the nearest thing around it that the file spells out."""
        for length in range(len(place), 0, -1):
            found = self.places.get(place[:length])
            if found is not None:
                return found
        return (1, 1)
