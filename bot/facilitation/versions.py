"""Versions of a notebook: when a compilation is another one, what changed since, which ones hold withdrawn words.

Pure. Not here: compiling (`notebooks`), how a version is printed (the notebook).
"""

from __future__ import annotations

import hashlib

import msgspec

from bot.engine.effects import Standing
from bot.facilitation.records import Material, NotebookVersion, VersionStatus

CLOSED = "closed"


def version_of(material: Material) -> NotebookVersion:
    """The version that this material makes: the last one still, if nothing it prints has changed."""
    script, data = material.session.script_hash, data_hash(material)
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
        counted(material),
        closed=material.session.status == CLOSED,
    )


def data_hash(material: Material) -> str:
    """A fingerprint of what people said and decided and what the team wrote: the notebook follows from it."""
    parts = (
        material.session.parameters,
        material.session.status,
        material.speakers,
        material.contributions,
        material.ideas,
        material.items,
        material.results,
        material.merges,
        material.declined,
        material.withdrawn,
        material.debated,
        material.introductions,
        material.texts,
    )
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()


def counted(material: Material) -> tuple[str, ...]:
    """The ids of the contributions that count."""
    return tuple(
        one.id for one in material.contributions if not one.superseded and one.standing is not Standing.WITHDRAWN
    )


def holding_withdrawn(material: Material) -> list[tuple[NotebookVersion, int]]:
    """Validated versions that hold words withdrawn or replaced since, and how many: who published them must know."""
    now = frozenset(counted(material))
    found = [
        (version, len(frozenset(version.contributions) - now))
        for version in material.versions
        if version.status is VersionStatus.VALIDATED
    ]
    return [(version, gone) for version, gone in found if gone]


def _status(material: Material) -> VersionStatus:
    """Corrected as soon as an earlier version was one of the session as it closed."""
    earlier = any(one.closed for one in material.versions)
    return VersionStatus.CORRECTED if earlier else VersionStatus.PROVISIONAL
