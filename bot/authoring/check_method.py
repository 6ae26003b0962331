"""Check what a workshop does to people as a whole: where it begins and ends, its time, its options, its examples.

Everything is a warning: an author may know better, and says so under `allow` (`allowances`). Not here: how a single
sentence is worded (`check_wording`), whether the script can be played at all (the other `check_*` modules).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.authoring.drafts import Draft, DraftQuestion, DraftStep
from bot.authoring.findings import Findings, quoted
from bot.authoring.method_words import WORDS, Lean, Words, plain
from bot.authoring.nodes import Scalar, place_in
from bot.engine.script import FreeText, Option, StepKind

KEY_PHASES: Final = frozenset({"C", "D"})
"""Where the questions are that a workshop is held for, in the four phases that workshops share."""

_ENTERING: Final = frozenset({StepKind.WELCOME, StepKind.CONSENT})
_OPENING: Final = _ENTERING | {StepKind.PROFILE, StepKind.KEYWORDS}
_POINT: Final = re.compile(r"\s*[0-9]+\s*(?:[–—:.)-]\s*)?")


def check_method(draft: Draft, source: str, findings: Findings) -> None:
    """The whole script; `source` is the file's text. A script that has errors is looked at once they are mended."""
    words = WORDS[draft.language]
    _opening(draft, words, source, findings)
    _key_time(draft, findings)
    _closing(draft, findings)
    for number, step in enumerate(draft.steps):
        for question in step.questions:
            _right_to_pass(step, question, findings)
            _balance(question, words, findings)
        if step.step.kind not in _ENTERING:
            _examples(draft, number, words, source, findings)


def texts_of(draft: Draft, number: int, among: Sequence[Scalar]) -> list[Scalar]:
    """Which of these texts stand in the step of that number."""
    begin = draft.steps[number].at
    later = [step.at for step in draft.steps[number + 1 :] if step.at > begin]
    return [scalar for scalar in among if scalar.at > begin and (not later or scalar.at < later[0])]


def _opening(draft: Draft, words: Words, source: str, findings: Findings) -> None:
    for number, step in enumerate(draft.steps):
        if step.step.kind is not StepKind.OPEN_QUESTION:
            continue
        for scalar in texts_of(draft, number, draft.asks)[:1]:
            said = plain(scalar.text)
            opinion = words.opinion.search(said)
            # A leading form is reported as such, whatever it leads to.
            if opinion is not None and not words.story.search(said) and not words.leading.search(said):
                found = scalar.text[opinion.start() : opinion.end()].strip()
                finding = f"The first open question asks for an opinion: {quoted(found)}."
                findings.add(place_in(source, scalar, found), "S913", finding)
        return


def _key_time(draft: Draft, findings: Findings) -> None:
    by_phase = KEY_PHASES & set(draft.phases)
    total = key = 0
    for step in draft.steps:
        total += step.step.minutes
        if (step.step.phase in KEY_PHASES) if by_phase else (step.step.kind not in _OPENING):
            key += step.step.minutes
    if 2 * key < total:
        where = f"Phases {' and '.join(sorted(by_phase))} have" if by_phase else "What comes after the profile has"
        findings.add(draft.steps[0].at, "S914", f"{where} {key} of {total} minutes.")


def _closing(draft: Draft, findings: Findings) -> None:
    if all(step.step.kind is not StepKind.CLOSING for step in draft.steps):
        findings.add(draft.steps[-1].at, "S915", "No step is a `closing`.")


def _right_to_pass(step: DraftStep, draft: DraftQuestion, findings: Findings) -> None:
    if step.step.kind not in _ENTERING and not draft.question.may_pass:
        findings.add(draft.at, "S916", f'"{draft.question.key}" cannot be passed.')


def _balance(draft: DraftQuestion, words: Words, findings: Findings) -> None:
    if isinstance(draft.question.accepts, FreeText) or len(draft.options) < 3:
        return  # what is written freely leans as its author wants
    good, bad = sides(draft.options, words)
    if good or bad:
        finding = f'The options of "{draft.question.key}" lean: {good} favourable, {bad} unfavourable.'
        findings.add(draft.at, "S917", finding)


def sides(options: Sequence[Option], words: Words) -> tuple[int, int]:
    """How many options say good and how many say bad, if they rate something and do not balance; otherwise (0, 0)."""
    labels = [_POINT.sub("", option.label, count=1) for option in options]
    leans = [words.lean(label) for label in labels if label]
    good, bad = leans.count(Lean.GOOD), leans.count(Lean.BAD)
    if leans.count(None) > 1:
        return 0, 0  # options among which nobody rates anything
    if len(options) - len(leans) >= 2:
        # Numbered points between ends that have names: both ends, or none.
        lopsided = (good == 0) != (bad == 0)
    else:
        # « Très bien, bien, moyen, mal »: the one in the middle makes up for a difference of one.
        lopsided = good + bad >= 2 and abs(good - bad) > (1 if Lean.MIDDLE in leans else 0)
    return (good, bad) if lopsided else (0, 0)


def _examples(draft: Draft, number: int, words: Words, source: str, findings: Findings) -> None:
    asked = " ".join(scalar.text for scalar in texts_of(draft, number, draft.asks))
    topic = words.content(f"{draft.title} {draft.purpose} {words.example.sub(' ', plain(asked))}")
    for scalar in texts_of(draft, number, draft.texts):
        for match in words.example.finditer(plain(scalar.text)):
            group = "said" if match["said"] else "also"
            said = scalar.text[match.start(group) : match.end(group)]
            shared = [form for stem, form in words.content(said).items() if stem in topic]
            if shared:
                finding = f"The example speaks of {quoted(shared[0])}, as the workshop does."
                findings.add(place_in(source, scalar, shared[0]), "S918", finding)
