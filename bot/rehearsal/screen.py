"""A screen as a person reads it: which question is asked, which buttons are there.

Here: recognising, by displayed text alone, what a message of the bot is. Not here: what anybody does about it
(`persona`, `facilitator`), nor the phone itself (`botapi`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from bot.engine.phrases import Label
from bot.engine.probes import COMMON, probe_text
from bot.engine.script import (
    Ballot,
    Question,
    Script,
    StepKind,
    Threshold,
    Verdict,
    takes_several,
)
from bot.engine.texts import names, render
from bot.rehearsal.botapi import Button, Shown
from bot.rehearsal.labels import Labels

_MARK: Final = re.compile(r"^[✓✔●•]\s*")
_CUT: Final = re.compile(r"\s*(?:\[…\]|…)$")
_SPACES: Final = re.compile(r"\s+")


def plain(text: str) -> str:
    """The text with every run of blanks as one space: channels and clients break lines as they like."""
    return _SPACES.sub(" ", text).strip()


def button(message: Shown, label: str) -> Button | None:
    """The button of that label, whether it is marked as chosen, or cut because it is long; None if it is not there."""
    wanted = plain(label)
    buttons = [(one, _said_on(one)) for one in message.buttons]
    for one, said in buttons:
        if said == wanted:
            return one
    for one, said in buttons:
        if _CUT.search(said) and len(said) > 8 and wanted.startswith(_CUT.sub("", said)):
            return one
    return None


def _said_on(one: Button) -> str:
    """The button's label, without the mark of what is chosen."""
    return plain(_MARK.sub("", one.label))


def other_words(script: Script, spoken: Script) -> dict[str, tuple[str, ...]]:
    """What the script's buttons are called in another language: a crowd file names them in the script's own."""
    found: dict[str, dict[str, None]] = {}
    for (_, question), (_, theirs) in zip(script.walk(), spoken.walk(), strict=True):
        for mine, other in zip(_labels(question), _labels(theirs), strict=True):
            found.setdefault(plain(mine), {})[other] = None
    return {label: tuple(others) for label, others in found.items()}


def _labels(question: Question) -> list[str]:
    """What may be tapped to answer: options, or the grades of a ballot."""
    accepts = question.accepts
    if isinstance(accepts, Verdict):
        return [one.label for one in (*accepts.grades, accepts.no_opinion)]
    return [option.label for option in getattr(accepts, "options", ())]


class Kind(Enum):
    """What a message asks of the person who reads it."""

    QUESTION = auto()
    PROBE = auto()
    GATHERING = auto()
    BALLOT_ITEM = auto()
    BALLOT_SUMMARY = auto()
    GATE = auto()
    HOUR = auto()
    """At which hour of the day one wishes to be written to."""
    SHARING = auto()
    """A ballot with everything on one card: points, support, approval, ranking."""
    MERGE = auto()
    PRECISION = auto()
    WHICH_QUESTION = auto()
    DATA = auto()
    CONFIRM = auto()
    """Yes or no, to something asked for just before."""
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message is: `question` for questions and ballots, `probe` its code, `item` the text one is to grade."""

    kind: Kind
    message: Shown
    question: Question | None = None
    probe: str = ""


class Reader:
    """Reads messages in one language. `values`: the session's parameters, as the script's texts use them."""

    def __init__(self, script: Script, values: Mapping[str, str | int], labels: Labels, language: str) -> None:
        self._labels = labels
        self._language = language
        # There is a label for each minute of the day.
        self._hours = {plain(words[language]) for words in labels.hours.values()}
        # The longest first: a short question may be part of a longer one.
        self._questions = sorted(
            ((self._worded(question.text, values), question) for _, question in script.walk() if question.text),
            key=lambda one: len(one[0]),
            reverse=True,
        )
        self._places = {question.key: place for place, (_, question) in enumerate(script.walk())}
        # A welcome asks nothing in words: its button does.
        self._doors = [
            (question, question.accepts.enter.label)
            for _, question in script.walk()
            if isinstance(question.accepts, Threshold)
        ]
        sharing = [step for step in script.steps if step.kind is StepKind.SHARE and not step.of]
        self._merge_labels = tuple(tuple(option.label for option in step.merge_options) for step in sharing)
        # What stands before the idea, in the question to its author.
        self._precisions = [plain(step.precision.partition("{{")[0]) for step in sharing if step.precision]
        own = [
            (self._worded(probe.text, values), probe.code)
            for _, question in script.walk()
            for probe in question.own_probes
        ]
        # What is said of a voice message asks nothing new: the question on the screen is still the one to answer.
        common = [(plain(probe_text(code, language)), code) for code in COMMON if code != "vocal"]
        self._probes: Sequence[tuple[str, str]] = (*own, *common)

    @staticmethod
    def _worded(text: str, values: Mapping[str, str | int]) -> str:
        """As displayed; empty if it shows what only the session works out."""
        return plain(render(text, values)) if names(text) <= set(values) else ""

    def merge_button(self, message: Shown, *, agrees: bool) -> Button | None:
        """Yes or no to a merge, in the script's words or the bot's."""
        words = [labels[0 if agrees else 1] for labels in self._merge_labels if labels]
        ours = self.label(Label.YES if agrees else Label.MERGE_NO)
        return next((found for one in (*words, ours) if (found := button(message, one)) is not None), None)

    def label(self, label: Label) -> str:
        """What that button says to this person."""
        return self._labels.cards[label][self._language]

    def hour_buttons(self, message: Shown) -> list[Button]:
        """The hours that the message offers."""
        return [one for one in message.buttons if _said_on(one) in self._hours]

    def has(self, message: Shown, *labels: Label) -> bool:
        """Whether one of these buttons of the bot is on the message."""
        return any(button(message, self.label(label)) is not None for label in labels)

    def read(self, message: Shown, last: str = "") -> Reading:
        """What the message is; `last`: the key of the question read before it."""
        if self.merge_button(message, agrees=False) is not None:
            return Reading(Kind.MERGE, message)
        if self.hour_buttons(message):
            return Reading(Kind.HOUR, message)
        if self.has(message, Label.ADOPT):
            return Reading(Kind.WHICH_QUESTION, message)
        if self.has(message, Label.WITHDRAW):
            return Reading(Kind.DATA, message)
        text = plain(message.text)
        if any(words and words in text for words in self._precisions):
            return Reading(Kind.PRECISION, message)
        asked = self._asked(text, last)
        if self.has(message, Label.DONE) and not _takes_several(asked):
            return Reading(Kind.GATHERING, message)
        if asked is not None and isinstance(asked.accepts, Ballot) and not isinstance(asked.accepts, Verdict):
            shares = self.has(message, Label.SUMMARY, Label.CONFIRM)
            return Reading(Kind.SHARING if shares else Kind.NOTHING, message, asked)
        if self.has(message, Label.CONFIRM):
            return Reading(Kind.BALLOT_SUMMARY, message)
        if self.has(message, Label.NEXT_ITEM, Label.SUMMARY):
            return Reading(Kind.BALLOT_ITEM, message, self._ballot_question(text))
        probe = next((code for words, code in self._probes if words and words in text), "")
        if probe and self.has(message, Label.PASS) and not self.has(message, Label.BACK):
            return Reading(Kind.PROBE, message, probe=probe)
        question = asked
        if question is None:
            question = next((one for one, enter in self._doors if button(message, enter) is not None), None)
        if question is not None and not isinstance(question.accepts, Verdict):
            return Reading(Kind.QUESTION, message, question)
        if self.has(message, Label.BACK, Label.CATCH_UP, Label.CHANGE_VOTE, Label.CHANGE_HOUR):
            return Reading(Kind.GATE, message)
        if self.has(message, Label.YES) and self.has(message, Label.NO):
            return Reading(Kind.CONFIRM, message)
        return Reading(Kind.NOTHING, message)

    def _asked(self, text: str, last: str) -> Question | None:
        found = [(words, question) for words, question in self._questions if words and words in text]
        # Two cards may ask a field in the same words (« Où ? »): she is where she was, or further on.
        same = sorted((one for words, one in found if words == found[0][0]), key=lambda one: self._places[one.key])
        here = self._places.get(last, 0)
        return next((one for one in same if self._places[one.key] >= here), same[0] if same else None)

    def _ballot_question(self, text: str) -> Question | None:
        ballots = [(words, one) for words, one in self._questions if isinstance(one.accepts, Verdict)]
        return next((one for words, one in ballots if words in text), ballots[0][1] if ballots else None)


def _takes_several(question: Question | None) -> bool:
    return question is not None and takes_several(question.accepts)
