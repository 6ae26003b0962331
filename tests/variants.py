"""Shipped workshops with another way of voting: the script is edited in memory as an author would edit the file.

And the people of their crowds, who then say with the new ballot what they said with grades. All of them are fabricated.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from bot.rehearsal.crowd import Crowd, Person
from bot.rehearsal.crowd_model import Behaviour

OWN: Final[Mapping[str, tuple[str, ...]]] = {
    "approval_vote": (),
    "ranking_vote": ("method: ranked_pairs",),
    "statements": ("agree: {accord: D'accord}", "disagree: {desaccord: Pas d'accord}", "no_opinion: {passe: Je passe}"),
}
"""Kind → the lines of its own, the least that an author writes."""
FLAGSHIPS: Final = ("relocalisation", "espaces_publics", "teletravail")

_GRADED: Final = ("grades", "no_opinion", "favourable_from", "reserved_upto", "reserve", "explanation")
_FAVOURABLE: Final = ("Excellent", "Très bien", "Bien")
_UNFAVOURABLE: Final = ("Insuffisant", "À rejeter")
_ORDER: Final = (*_FAVOURABLE, "Assez bien", "Passable", *_UNFAVOURABLE)


def voting(path: Path, kind: str) -> bytes:
    """The workshop in that file, voting by `kind` instead of majority judgement."""
    text = path.read_text(encoding="utf-8")
    start = text.index("  - majority_vote:\n")
    end = re.compile(r"^  (?:- |# ──)", re.MULTILINE).search(text, start + 5)
    assert end is not None
    block = text[start : end.start()]
    for key in _GRADED:
        block = re.sub(rf"^      {key}:.*\n(?:^ {{8}}.*\n)*", "", block, flags=re.MULTILINE)
    own = "".join(f"      {line}\n" for line in OWN[kind])
    block = block.replace("  - majority_vote:\n", f"  - {kind}:\n{own}", 1)
    return (text[:start] + block + text[end.start() :]).encode()


def with_rounds(path: Path, rounds: int, *, arguments: str = "", after: str = "", day: str = "4") -> bytes:
    """The workshop in that file with so many rounds after its vote, called `tour_2`, `tour_3`…

    They follow the step `after`, else the debate of `arguments`, else the vote.
    """
    text = path.read_text(encoding="utf-8")
    start = text.index("  - majority_vote:\n")
    if after or arguments:
        start = text.index(f"      id: {after or arguments}\n")
    end = re.compile(r"^  (?:- |# ──)", re.MULTILINE).search(text, start + 5)
    assert end is not None
    added = ""
    for n in range(2, 2 + rounds):
        lines = [
            f"id: tour_{n}",
            f"title: Tour {n}",
            "phase: C",
            "minutes: 6",
            f"day: {day}",
            "gate: {quorum: everyone, at_most: 15}",
            "of: vote" if n == 2 else f"of: tour_{n - 1}",
            "ask: Gardez-vous votre mention ?",
            *([f"arguments: {arguments}"] if arguments else []),
        ]
        added += "  - second_round:\n" + "".join(f"      {line}\n" for line in lines)
    return (text[: end.start()] + added + "\n" + text[end.start() :]).encode()


def voters(crowd: Crowd, kind: str) -> Crowd:
    """The same people, with their grades of the step `vote` said in the terms of `kind`."""
    return replace(crowd, people=tuple(_voter(person, kind) for person in crowd.people))


def _voter(person: Person, kind: str) -> Person:
    grades = {item: grade for item, grade in person.votes.get("vote", {}).items() if grade in _ORDER}
    answers = {key: lines for key, lines in person.answers.items() if key != "vote.reserve"}
    calm = replace(person.behaviour, changes_vote={}, votes_after_close={})
    assert isinstance(calm, Behaviour)
    if kind == "statements":
        said = {item: _stance(grade) for item, grade in grades.items()}
        return replace(person, answers=answers, votes={"vote": said} if said else {}, behaviour=calm)
    best_first = sorted(grades, key=lambda item: (_ORDER.index(grades[item]), item))
    if kind == "approval_vote":
        best_first = [item for item in best_first if grades[item] in _FAVOURABLE]
    return replace(person, votes={}, answers={**answers, "vote": tuple(best_first)}, behaviour=calm)


def _stance(grade: str) -> str:
    if grade in _FAVOURABLE:
        return "D'accord"
    return "Pas d'accord" if grade in _UNFAVOURABLE else "Je passe"


_IN_TURN: Final[Mapping[str, str]] = {
    "tour_2": "second_round: of: vote",
    "approbation": "approval_vote: pool: horizons",
    "classement": "ranking_vote: pool: horizons, method: schulze",
    "paires": "ranking_vote: pool: horizons, method: ranked_pairs",
    "points": "points: pool: horizons, budget: 5, cap: 3",
    "affirmations": (
        "statements: pool: horizons, agree: {oui: D'accord}, disagree: {non: Pas d'accord}, "
        "no_opinion: {passe: Je passe}"
    ),
    "objections": (
        "consent_round: proposal: Une proposition inventée., buttons: {non: Non, oui: Oui}, objection: Laquelle ?, "
        "lifted: {gate: {quorum: none}, ask: Est-elle levée ?, buttons: {oui: Oui, non: Non}}, visibility: anonymous"
    ),
}
"""Step → its kind and the keys of its own, as one line of YAML."""


def in_turn(path: Path) -> bytes:
    """The workshop in that file up to its vote by majority judgement, then the same horizons by every other method."""
    text = path.read_text(encoding="utf-8")
    start = text.index("  - majority_vote:\n")
    end = re.compile(r"^  (?:- |# ──)", re.MULTILINE).search(text, start + 5)
    assert end is not None
    steps = ""
    for step, line in _IN_TURN.items():
        kind, _, own = line.partition(": ")
        common = f"id: {step}, title: Vote {step}, phase: C, minutes: 2, gate: {{at_most: 30}}, ask: Et maintenant ?"
        steps += f"  - {kind}: {{{common}, {own}}}\n"
    closing = "  - closing: {id: cloture, title: Fin, phase: D, minutes: 1, gate: {at_most: 30}, ask: Un mot ?}\n"
    return (text[: end.start()] + steps + closing).encode()
