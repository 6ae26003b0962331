"""Check what a workshop does to people as a whole: where it begins and ends, its time, its options, its examples.

Everything is a warning: an author may know better, and says so under `allow` (`allowances`). Not here: how a single
sentence is worded (`check_wording`), whether the script can be played at all (the other `check_*` modules).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Final

from bot.authoring.check_texts import LONGEST_TEXT
from bot.authoring.check_wording import HEARD
from bot.authoring.drafts import Draft, DraftQuestion, DraftStep
from bot.authoring.findings import Findings
from bot.authoring.method_words import WORDS, Lean, Words, plain
from bot.authoring.nodes import Scalar, place_in
from bot.engine.script import FreeText, Option, StepKind
from bot.saying import counted, quoted, say

KEY_PHASES: Final = frozenset({"C", "D"})
"""Where the questions are that a workshop is held for, in the four phases that workshops share."""

_ENTERING: Final = frozenset({StepKind.WELCOME, StepKind.CONSENT})
_OPENING: Final = _ENTERING | {StepKind.PROFILE, StepKind.KEYWORDS}
_POINT: Final = re.compile(r"\s*[0-9]+\s*(?:[–—:.)-]\s*)?")


def check_method(draft: Draft, source: str, findings: Findings) -> None:
    """The whole script; `source` is the file's text. A script that has errors is looked at once they are mended."""
    words = WORDS[draft.language]
    asks, texts = _Places(draft.asks, draft.steps), _Places(draft.texts, draft.steps)
    _opening(draft, asks, words, source, findings)
    _key_time(draft, findings)
    _closing(draft, findings)
    for step in draft.steps:
        for question in step.questions:
            _right_to_pass(step, question, findings)
            _balance(question, words, findings)
        if step.step.kind not in _ENTERING:
            asked = " ".join(scalar.text for scalar in asks.of(step))
            topic = words.content(f"{draft.title} {draft.purpose} {words.example.sub(' ', plain(asked))}")
            _examples(texts.of(step), topic, words, source, findings)


class _Places:
    """Texts in the order of the file, to find those of a step."""

    def __init__(self, texts: Iterable[Scalar], steps: Sequence[DraftStep]) -> None:
        self._texts = sorted(texts, key=lambda scalar: scalar.at)
        self._begins = sorted({step.at for step in steps})

    def of(self, step: DraftStep) -> list[Scalar]:
        """The texts written in that step, its parts included."""
        later = bisect_right(self._begins, step.at)
        begin = bisect_left(self._texts, step.at, key=lambda scalar: scalar.at)
        end = len(self._texts)
        if later < len(self._begins):
            end = bisect_left(self._texts, self._begins[later], key=lambda scalar: scalar.at)
        return self._texts[begin:end]


def _opening(draft: Draft, asks: _Places, words: Words, source: str, findings: Findings) -> None:
    first = next((step for step in draft.steps if step.step.kind is StepKind.OPEN_QUESTION), None)
    if first is None:
        return
    scalar = asks.of(first)[0]
    said = plain(scalar.text[:HEARD])
    opinion = words.opinion.search(said)
    # A leading form is reported as such, whatever it leads to.
    if opinion is not None and not words.story.search(said) and not words.leading.search(said):
        found = scalar.text[opinion.start() : opinion.end()].strip()
        finding = say("The first open question asks for an opinion: {found}.", found=quoted(found))
        findings.add(place_in(source, scalar, found), "S913", finding)


def _key_time(draft: Draft, findings: Findings) -> None:
    by_phase = KEY_PHASES & set(draft.phases)
    total = key = 0
    for step in draft.steps:
        total += step.step.minutes
        if (step.step.phase in KEY_PHASES) if by_phase else (step.step.kind not in _OPENING):
            key += step.step.minutes
    if 2 * key < total:
        found = say("What comes after the profile has {key} of {total} minutes.", key=key, total=total)
        if by_phase:
            both = " / ".join(sorted(by_phase))
            found = counted(
                "Phase {both} has {key} of {total} minutes.",
                "Phases {both} have {key} of {total} minutes.",
                n=len(by_phase),
                both=both,
                key=key,
                total=total,
            )
        findings.add(draft.steps[0].at, "S914", found)


def _closing(draft: Draft, findings: Findings) -> None:
    if all(step.step.kind is not StepKind.CLOSING for step in draft.steps):
        findings.add(draft.steps[-1].at, "S915", say("No step is a `closing`."))


def _right_to_pass(step: DraftStep, draft: DraftQuestion, findings: Findings) -> None:
    if step.step.kind not in _ENTERING and not draft.question.may_pass:
        findings.add(draft.at, "S916", say('"{key}" cannot be passed.', key=draft.question.key))


def _balance(draft: DraftQuestion, words: Words, findings: Findings) -> None:
    if isinstance(draft.question.accepts, FreeText) or len(draft.options) < 3:
        return  # what is written freely leans as its author wants
    good, bad = sides(draft.options, words)
    if good or bad:
        finding = say(
            'The options of "{key}" lean: {good} favourable, {bad} unfavourable.',
            key=draft.question.key,
            good=good,
            bad=bad,
        )
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


def _examples(texts: list[Scalar], topic: dict[str, str], words: Words, source: str, findings: Findings) -> None:
    for scalar in texts:
        for match in words.example.finditer(plain(scalar.text[:LONGEST_TEXT])):
            group = "said" if match["said"] else "also"
            said = scalar.text[match.start(group) : match.end(group)]
            shared = [form for stem, form in words.content(said).items() if stem in topic]
            if shared:
                finding = say("The example speaks of {shared}, as the workshop does.", shared=quoted(shared[0]))
                findings.add(place_in(source, scalar, shared[0]), "S918", finding)
