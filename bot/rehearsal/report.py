"""What a play left behind: figures, files, the transcript, and the sentences that tell it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from bot.rehearsal.botapi import Phone


@dataclass(frozen=True, slots=True)
class Document:
    """A file the facilitator received."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class PlayReport:
    """What happened in one play.

    `answers` counts messages and options given as answers, `votes` grades given, `duplicates` messages of the bot that
    were on a screen twice; `skipped` names what the crowd file asks of the facilitator and the course had no room for.
    """

    people: int
    consented: int
    declined: int
    answers: int
    voters: int
    votes: int
    late: int
    left: int
    withdrawn: int
    late_votes: int
    duration: timedelta
    """Session time, from the opening to the close."""
    duplicates: int
    documents: tuple[Document, ...]
    transcript: str
    skipped: tuple[str, ...] = ()


def duplicates(phones: Sequence[Phone]) -> int:
    """How many messages of the bot stand right below one that says the same with the same buttons."""
    count = 0
    for phone in phones:
        shown = [(one.text, one.buttons) for one in phone.from_bot if one.document is None]
        count += sum(one == before and bool(one[1]) for before, one in pairwise(shown))
    return count


def sentences(report: PlayReport, language: str) -> tuple[str, ...]:
    """Five sentences that tell what happened, in French or in English."""
    return _french(report) if language == "fr" else _english(report)


def _french(report: PlayReport) -> tuple[str, ...]:
    people = _agreed(report.people, "personne a reçu", "personnes ont reçu")
    consented = _agreed(report.consented, "a accepté", "ont accepté")
    minutes = _agreed(_minutes(report), "minute", "minutes")
    answers = _agreed(report.answers, "réponse a été donnée", "réponses ont été données")
    voters = _agreed(report.voters, "personne a voté", "personnes ont voté")
    grades = _agreed(report.votes, "mention", "mentions")
    after = _agreed(report.late_votes, "choix est arrivé", "choix sont arrivés")
    late = _agreed(report.late, "personne est arrivée", "personnes sont arrivées")
    left = _agreed(report.left, "est partie", "sont parties")
    withdrawn = _agreed(report.withdrawn, "a tout retiré", "ont tout retiré")
    files = _agreed(len(report.documents), "fichier", "fichiers")
    twice = _agreed(report.duplicates, "message est arrivé", "messages sont arrivés")
    return (
        f"{people} le lien : {consented} de participer, {report.declined} non.",
        f"La séance a duré {_days(report, 'jour', 'jours') or minutes} ; {answers}.",
        f"{voters}, en {grades} ; {after} après la clôture, hors comptage.",
        f"{late} en retard, {left} avant la fin, {withdrawn} après la séance.",
        f"L'animation a reçu {files} ; {twice} en double.",
    )


def _english(report: PlayReport) -> tuple[str, ...]:
    people = _n(report.people, "person", "people")
    minutes = _n(_minutes(report), "minute", "minutes")
    answers = _n(report.answers, "answer was", "answers were")
    voters = _n(report.voters, "person", "people")
    grades = _n(report.votes, "grade", "grades")
    after = _n(report.late_votes, "choice", "choices")
    late = _n(report.late, "person", "people")
    files = _n(len(report.documents), "file", "files")
    twice = _n(report.duplicates, "message", "messages")
    return (
        f"{people} got the link: {report.consented} agreed to take part, {report.declined} did not.",
        f"The session lasted {_days(report, 'day', 'days') or minutes}; {answers} given.",
        f"{voters} voted, with {grades}; {after} came after the close and did not count.",
        f"{late} came late, {report.left} left before the end, {report.withdrawn} withdrew everything afterwards.",
        f"The facilitator received {files}; {twice} came twice.",
    )


def _minutes(report: PlayReport) -> int:
    return round(report.duration.total_seconds() / 60)


def _days(report: PlayReport, one: str, many: str) -> str:
    """How many days it lasted, the first and the last included; nothing for a session of some hours."""
    days = report.duration.days
    return _n(days + 1, one, many) if days else ""


def _n(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _agreed(count: int, one: str, many: str) -> str:
    """As `_n`, in French, where nought is singular."""
    return f"{count} {many if count > 1 else one}"
