"""Where a step's answers are printed: one home a step, found from the rubrics that its author gave it.

The table of contents is the same for every theme; a question that no rubric sends elsewhere is context (§ 2). What a
step is called decides nothing, unless its author gave it no rubric at all. Steps with a section of their own (votes,
debates, cards, engagement…) are not asked for here.
"""

from __future__ import annotations

from typing import Final

from bot.engine.letters import unaccented
from bot.engine.script import Question, Script, Step, StepKind

RUBRICS: Final = ("vecu", "crainte", "envie", "analyse")
"""The four parts of § 5, in order."""

HOMELESS: Final = frozenset(
    {
        StepKind.OPEN_QUESTION,
        StepKind.CHOICE,
        StepKind.SCALE,
        StepKind.CROSS_READING,
        StepKind.EXTRACT,
        StepKind.CONSENT_ROUND,
    }
)
"""Kinds whose answers are printed where their rubrics say."""

_ALSO: Final = {"germe": "analyse", "frein": "analyse", "levier": "analyse", "horizon": "envie", "agilite": "vecu"}
_BY_STEP: Final = {
    "vecu": "vecu",
    "craintes": "crainte",
    "germes": "analyse",
    "territoire": "analyse",
    "place": "analyse",
}
"""For a step without rubrics: step ids are words, the same wherever the same thing is asked."""
_SECTIONS: Final = (("posture", "7"), ("lecture par bloc", "6"), ("profil collectif", "11"))
_TO_HEAR: Final = frozenset({"entendre", "ecouter", "focus_group"})
_FACTORS: Final = {
    "frein": "frein",
    "freins": "frein",
    "levier": "levier",
    "leviers": "levier",
    "condition": "condition",
    "conditions": "condition",
    "conditions de reussite": "condition",
}
"""The column of § 8 that a step's first rubric names."""
_OF_A_GERM: Final = frozenset({"possible", "permis", "empeche"})
"""Follow-ups of a question that asks for initiatives: what made it possible, what holds it back."""


def rubric_of(step: Step) -> str:
    """The part of § 5 that a step feeds, empty if none: its first rubric that is one, else what its id or kind says."""
    if step.kind in (StepKind.IDEAS, StepKind.ROUNDS):
        return "envie"
    if step.kind not in HOMELESS:
        return ""
    for rubric in step.rubrics:
        name = unaccented(rubric).removesuffix("s")
        name = _ALSO.get(name, name)
        if name in RUBRICS:
            return name
    if step.kind in {StepKind.CROSS_READING, StepKind.EXTRACT}:
        return "analyse"
    return _BY_STEP.get(step.id, "") if step.kind is StepKind.OPEN_QUESTION and not step.rubrics else ""


def factor_of(step: Step) -> str:
    """The column of § 8 that an open question feeds; empty if none."""
    first = step.rubrics[0] if step.rubrics else step.id
    return _FACTORS.get(unaccented(first), "") if step.kind is StepKind.OPEN_QUESTION else ""


def names_germs(step: Step) -> bool:
    """Whether a rubric of the step says that initiatives may be named there."""
    return any(unaccented(rubric).startswith("germe") for rubric in step.rubrics or (step.id,))


def home_of(step: Step) -> str:
    """The section that prints a step's answers in full; empty for the kinds that have a section of their own."""
    if step.kind in (StepKind.IDEAS, StepKind.ROUNDS):
        return "5.3"
    if step.kind not in HOMELESS:
        return ""
    rubrics = [unaccented(rubric) for rubric in step.rubrics or (step.id,)]
    for beginning, section in _SECTIONS:
        if any(rubric.startswith(beginning) for rubric in rubrics):
            return section
    if rubrics and rubrics[0].startswith("engagement"):
        return "12"
    if step.kind is StepKind.OPEN_QUESTION:
        if factor_of(step):
            return "8"
        # Among other things: « envies, germes » is about wishes, « analyses, germes » about what is there, unless what
        # follows asks about an initiative.
        if names_germs(step) and rubric_of(step) in {"", "analyse"} and (_germs_first(rubrics) or _asks_on(step)):
            return "13"
    name = rubric_of(step)
    return f"5.{RUBRICS.index(name) + 1}" if name else "2"


def _germs_first(rubrics: list[str]) -> bool:
    """Whether germs come before any other analysis."""
    first = next((one for one in rubrics if one.startswith(("germe", "analyse"))), "")
    return first.startswith("germe")


def _asks_on(step: Step) -> bool:
    return any(probe.code in _OF_A_GERM for question in step.questions for probe in question.own_probes)


def to_hear(question: Question) -> bool:
    """Whether a question asks whom else one should hear: § 12, wherever it is asked."""
    return question.key.rpartition(".")[2] in _TO_HEAR


def at_home(script: Script, section: str) -> list[Step]:
    """The steps whose home that section is, in order."""
    return [step for step in script.steps if home_of(step) == section]
