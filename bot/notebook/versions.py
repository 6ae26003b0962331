"""Which version of the notebook this is, what it is worth, and what changed from one to the next."""

from __future__ import annotations

from bot.engine.script import NO, StepKind
from bot.facilitation.records import NotebookVersion, VersionStatus
from bot.facilitation.versions import Since, changes
from bot.notebook.context import VersionLine
from bot.notebook.desk import Desk

ASKS: frozenset[str] = frozenset({"corriger", "retirer", NO})
"""What members answer to « do you recognise yourselves? » when they do not, as it stands."""
SHORT = 12
"""Characters of a fingerprint that are printed."""


def status(desk: Desk) -> str:
    """« provisoire », « corrigé », or « validé par 8 sur 11, une réserve »: printed on every page.

    « validé par 0 sur 6 » would read as a refusal where nobody has answered: the team validated it, and says so.
    """
    versions = desk.material.versions
    found = versions[-1].status if versions else VersionStatus.PROVISIONAL
    if found is not VersionStatus.VALIDATED:
        return desk.words(f"status.{found.value}")
    recognise, asked = recognised(desk)
    if not recognise and not asked:
        return desk.words("status.unanswered")
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
    return tuple(_line(desk, version, since) for version, since in changes(desk.material.versions))


def _line(desk: Desk, version: NotebookVersion, since: Since | None) -> VersionLine:
    made_from = desk.words(
        "version.made_from",
        script=version.script_hash[:SHORT],
        data=version.data_hash[:SHORT],
        software=version.software,
    )
    status_word = desk.words(f"version.{version.status.value}")
    first = desk.words("version.first", n=len(version.contributions))
    what = first if since is None else _changed(desk, since)
    return VersionLine(version.number, desk.moment(version.at), status_word, what, made_from)


def _changed(desk: Desk, since: Since) -> str:
    w = desk.words
    told = [w(key, n=n) for key, n in (("version.added", since.added), ("version.gone", since.gone)) if n]
    if since.script:
        told.append(w("version.script"))
    told += [w(f"version.{part}") for part in since.parts]
    return w.listed(told) if told else w("version.other")
