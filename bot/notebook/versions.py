"""Which version of the notebook this is, what it is worth, and what changed from one to the next."""

from __future__ import annotations

from itertools import pairwise

from bot.engine.script import NO, StepKind
from bot.facilitation.records import NotebookVersion, VersionStatus
from bot.notebook.context import VersionLine
from bot.notebook.desk import Desk

ASKS: frozenset[str] = frozenset({"corriger", "retirer", NO})
"""What members answer to « do you recognise yourselves? » when they do not, as it stands."""
SHORT = 12
"""Characters of a fingerprint that are printed."""


def status(desk: Desk) -> str:
    """« provisoire », « corrigé », or « validé par 8 sur 11, une réserve »: printed on every page."""
    versions = desk.material.versions
    found = versions[-1].status if versions else VersionStatus.PROVISIONAL
    if found is not VersionStatus.VALIDATED:
        return desk.words(f"status.{found.value}")
    recognise, asked = recognised(desk)
    return desk.words("status.validated", n=asked, share=desk.words.share(recognise, desk.corpus.people))


def recognised(desk: Desk) -> tuple[int, int]:
    """How many members recognise themselves in the notebook as it stands, and how many have something to ask."""
    taken = [
        one for step in desk.script.steps if step.kind is StepKind.RETURN for one in desk.corpus.taken(step.id).values()
    ]
    asked = sum(1 for one in taken if ASKS & frozenset(one.codes))
    return len(taken) - asked, asked


def version_line(desk: Desk) -> str:
    """« 2, corrigé »; « à préciser » for a notebook that was compiled from no store."""
    if not desk.material.versions:
        return desk.words("to_specify")
    number = desk.material.versions[-1].number
    return desk.words("version.value", number=number, status=status(desk))


def version_lines(desk: Desk) -> tuple[VersionLine, ...]:
    """Every version so far and what came with it, the first one first."""
    versions = desk.material.versions
    first = (
        [_line(desk, versions[0], desk.words("version.first", n=len(versions[0].contributions)))] if versions else []
    )
    return (*first, *(_line(desk, after, _changes(desk, before, after)) for before, after in pairwise(versions)))


def _line(desk: Desk, version: NotebookVersion, what: str) -> VersionLine:
    made_from = desk.words(
        "version.made_from",
        script=version.script_hash[:SHORT],
        data=version.data_hash[:SHORT],
        software=version.software,
    )
    status_word = desk.words(f"version.{version.status.value}")
    return VersionLine(version.number, desk.moment(version.at), status_word, what, made_from)


def _changes(desk: Desk, before: NotebookVersion, after: NotebookVersion) -> str:
    earlier, later = frozenset(before.contributions), frozenset(after.contributions)
    told = [
        desk.words(key, n=n)
        for key, n in (("version.added", len(later - earlier)), ("version.gone", len(earlier - later)))
        if n
    ]
    if before.script_hash != after.script_hash:
        told.append(desk.words("version.script"))
    return desk.words.listed(told) if told else desk.words("version.other")
