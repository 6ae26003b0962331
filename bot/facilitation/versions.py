"""Versions of a notebook: when a compilation is another one, what changed since, which ones hold withdrawn words.

Pure. Not here: compiling (`notebooks`), how a version is printed (the notebook).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Final

import msgspec

from bot.engine.effects import Standing
from bot.engine.group import SessionStatus
from bot.facilitation.records import Contribution, Material, NotebookVersion, VersionStatus
from bot.facilitation.team_texts import typed

UNPRINTED: Final = frozenset({"id", "session", "at", "joined_at", "alias"})
"""Fields of records that no notebook shows."""
_SHORT: Final = 16
"""Characters of a part's fingerprint: it is compared with the one before, and proves nothing."""


class Part(StrEnum):
    """What a notebook follows from beside answers and script, in the order in which changes are told."""

    VOTES = "votes"
    MERGES = "merges"
    TEXTS = "texts"
    """What the team wrote: context, teachings, decisions."""
    READING = "reading"
    """Under which themes and blocks the team filed contributions."""
    REPLIES = "replies"
    """What the agency answers to leads."""
    PEOPLE = "people"
    """Profiles, permissions to quote, who is still there."""
    SESSION = "session"
    """Parameters, and whether it is closed."""


def version_of(material: Material) -> NotebookVersion:
    """The version that this material makes: the last one still, if nothing it prints has changed."""
    followed = _followed(material)
    script, data = material.session.script_hash, _fingerprint([value for _, value in followed])
    last = material.versions[-1] if material.versions else None
    if last is not None and (last.script_hash, last.data_hash) == (script, data):
        return last
    return NotebookVersion(
        material.session.id,
        1 if last is None else last.number + 1,
        _status(material),
        material.compiled_at,
        script,
        data,
        material.software,
        counted(material.contributions),
        closed=material.session.status is SessionStatus.CLOSED,
        parts={part.value: _fingerprint([value for of, value in followed if of is part])[:_SHORT] for part in Part},
    )


def has_changed(material: Material) -> bool:
    """Whether the notebook would not be what its last version is: something was said, hidden or written since."""
    return not material.versions or version_of(material) is not material.versions[-1]


def _followed(material: Material) -> list[tuple[Part | None, object]]:
    """What people said and decided and what the team wrote, in parts: the notebook follows from it.

    Ids, pseudonyms, times and the order of arrival are left out: none of them is printed, and the same evening played
    twice draws others. An id is replaced by what it stands for.
    """
    stands_for = {one.id: one.text for one in material.contributions}
    people = {one.participant: _plain(msgspec.to_builtins(one), {}) for one in material.speakers}
    stands_for |= {who: msgspec.json.encode(answers).decode() for who, answers in people.items()}

    def said(value: object) -> object:
        return _plain(msgspec.to_builtins(value), stands_for)

    def in_any_order(values: Iterable[object]) -> list[bytes]:
        return sorted(msgspec.json.encode(said(one)) for one in values)

    parts: list[tuple[Part | None, object]] = [
        (Part.SESSION, material.session.parameters),
        (Part.SESSION, material.session.status),
        (Part.PEOPLE, in_any_order(material.speakers)),
        (None, in_any_order(material.contributions)),
        (Part.MERGES, in_any_order(material.ideas)),
        (Part.VOTES, said(list(material.items.items()))),
        (Part.VOTES, said(list(material.results.items()))),
        (Part.MERGES, in_any_order(material.merges)),
        (Part.SESSION, (material.declined, material.withdrawn, material.debated)),
        (Part.SESSION, said(material.introductions)),
        (Part.TEXTS, [(one.name, typed(one.text, stands_for)) for one in material.texts]),
    ]
    # Without any, the fingerprint is what it was before there were answers.
    answers = [(one.lead, one.published, one.published_reason) for one in material.answers]
    if answers:
        parts.append((Part.REPLIES, answers))
    read = sorted((stands_for.get(one.contribution, ""), one.codes) for one in material.codings)
    if read:
        parts += [(Part.READING, material.grid.mark), (Part.READING, read)]
    return parts


def _fingerprint(values: Sequence[object]) -> str:
    return hashlib.sha256(msgspec.json.encode(values)).hexdigest()


def _plain(value: object, stands_for: Mapping[str, str]) -> object:
    """Builtins without what is never printed, each id replaced by what it stands for."""
    match value:
        case dict():
            return {name: _plain(held, stands_for) for name, held in value.items() if name not in UNPRINTED}
        case list() | tuple():
            return [_plain(held, stands_for) for held in value]
        case str():
            return stands_for.get(value, value)
        case _:
            return value


def counted(contributions: Iterable[Contribution]) -> tuple[str, ...]:
    """The ids of those that count."""
    return tuple(one.id for one in contributions if not one.superseded and one.standing is not Standing.WITHDRAWN)


class Since(msgspec.Struct, frozen=True):
    """What a version has that the one before had not, and what it lost: answers that count, by number of them.

    `script`: whether the texts of the workshop changed; `parts`: what else did; `otherwise`: something did, and nobody
    knows what, as the version before was kept without its parts.
    """

    added: int
    gone: int
    script: bool
    parts: tuple[Part, ...] = ()
    otherwise: bool = False


def changes(versions: Sequence[NotebookVersion]) -> list[tuple[NotebookVersion, Since | None]]:
    """Each version with what changed since the one before; None for the first."""
    return [
        (version, _since(versions[place - 1], version) if place else None) for place, version in enumerate(versions)
    ]


def _since(before: NotebookVersion, after: NotebookVersion) -> Since:
    former, latter = frozenset(before.contributions), frozenset(after.contributions)
    added, gone = len(latter - former), len(former - latter)
    script = before.script_hash != after.script_hash
    parts = tuple(part for part in Part if before.parts and before.parts.get(part) != after.parts.get(part))
    return Since(added, gone, script, parts, before.data_hash != after.data_hash and not (added or gone or parts))


def holding_withdrawn(
    versions: Iterable[NotebookVersion], contributions: Iterable[Contribution]
) -> list[tuple[NotebookVersion, int]]:
    """Validated versions that hold words withdrawn or replaced since, and how many: who published them must know."""
    now = frozenset(counted(contributions))
    found = [
        (version, len(frozenset(version.contributions) - now))
        for version in versions
        if version.status is VersionStatus.VALIDATED
    ]
    return [(version, gone) for version, gone in found if gone]


def _status(material: Material) -> VersionStatus:
    """Corrected as soon as an earlier version was one of the session as it closed."""
    earlier = any(one.closed for one in material.versions)
    return VersionStatus.CORRECTED if earlier else VersionStatus.PROVISIONAL
