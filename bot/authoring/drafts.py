"""A script as read, with the places that findings need: what `steps` and `reading` give to the checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.authoring.findings import START, Position
from bot.authoring.nodes import Scalar
from bot.engine.lexicon import Lexicon
from bot.engine.script import Asynchronous, Option, Parameter, Phase, Pool, Question, Step


@dataclass(frozen=True, slots=True)
class Allowance:
    """A warning that the author keeps, with the reason. `step` is where its step begins, None for the whole script."""

    code: str
    reason: str
    at: Position
    step: Position | None


@dataclass(slots=True)
class DraftQuestion:
    """A question. `afters` are the option codes that its own probes wait for."""

    question: Question
    at: Position
    when: Scalar | None = None
    afters: tuple[Scalar, ...] = ()
    probes: tuple[Scalar, ...] = ()

    @property
    def options(self) -> tuple[Option, ...]:
        """Its options, whatever its form; none for texts and votes."""
        return tuple(getattr(self.question.accepts, "options", ()))


@dataclass(slots=True)
class DraftStep:
    """A step. Empty ids are those that could not be read (already reported)."""

    step: Step
    at: Position
    id_at: Position
    questions: tuple[DraftQuestion, ...]
    gate_at: Position
    phase: Scalar | None = None
    pool: Scalar | None = None
    day_at: Position = START
    references: tuple[tuple[Scalar, str], ...] = ()
    """What else it names, and what each must be: see `questions.Body`."""


@dataclass(slots=True)
class Draft:
    """A whole script as read. The dictionaries say where each thing was declared."""

    id: str = ""
    id_at: Position = START
    title: str = ""
    language: str = "fr"
    version: str = "1"
    purpose: str = ""
    audience: str = ""
    block: str = ""
    preparation: str = ""
    lexicon: Lexicon = field(default_factory=Lexicon)
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    announced_minutes: int = 0
    announced_at: Position = START
    asynchronous: Asynchronous | None = None
    asynchronous_at: Position = START
    phases: dict[str, tuple[Phase, Position]] = field(default_factory=dict)
    pools: dict[str, tuple[Pool, Position]] = field(default_factory=dict)
    parameters: dict[str, tuple[Parameter, Position]] = field(default_factory=dict)
    steps: list[DraftStep] = field(default_factory=list)
    texts: list[Scalar] = field(default_factory=list)
    asks: list[Scalar] = field(default_factory=list)
    allowances: list[Allowance] = field(default_factory=list)
    values: dict[Scalar, frozenset[str]] = field(default_factory=dict)
    """Per text, the names it may show besides parameters."""
    plain: list[Scalar] = field(default_factory=list)
    background: list[Scalar] = field(default_factory=list)
