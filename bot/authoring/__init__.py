"""Workshops as their authors write them: YAML in, a checked `Script` out.

`check` finds everything that is wrong in one run, each finding with its place and remedy; `load` gives the script or
raises the errors. Both take along what is beside the script (its translations, words and pictures): a workshop is all
of it. Nothing here asks where files are: `shelf` reads a folder, callers give bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath

import msgspec

from bot.authoring.allowances import leave_out_allowed
from bot.authoring.beside import Beside, Files
from bot.authoring.check_days import check_days
from bot.authoring.check_flow import check_flow
from bot.authoring.check_method import check_method
from bot.authoring.check_references import check_references
from bot.authoring.check_structure import check_structure
from bot.authoring.check_texts import check_texts
from bot.authoring.check_wording import check_wording
from bot.authoring.drafts import Draft
from bot.authoring.fields import Notes
from bot.authoring.findings import START, Findings, Issue, Position, TooManyFindingsError
from bot.authoring.issues import CATALOGUE, IssueKind, Severity, document
from bot.authoring.lexicon import read_lexicon
from bot.authoring.nodes import Scalar, Table, describe, read_nodes, text_of
from bot.authoring.pictures import by_name
from bot.authoring.reading import read_draft
from bot.authoring.translations import Texts, in_full, read_translated
from bot.engine.lexicon import Lexicon
from bot.engine.script import Script
from bot.errors import AuthorError
from bot.saying import say

__all__ = [
    "CATALOGUE",
    "Files",
    "Issue",
    "IssueKind",
    "Position",
    "Severity",
    "check",
    "document",
    "hash_of",
    "load",
    "read",
    "read_texts",
]


def check(file_name: str, source: bytes, beside: Files = ()) -> list[Issue]:
    """Everything that is wrong with a script, in the order of the file, then with each of the files beside it.

    Translations of a script that has errors are left alone: what they translate is not known.
    """
    return _examine(file_name, source, Beside.of(beside)).issues


def load(file_name: str, source: bytes, beside: Files = ()) -> Script:
    """The script in these bytes, pinned to their hash. Warnings are no obstacle.

    Raises:
        AuthorError: one line or more a finding.
    """
    return read(file_name, source, beside)[0]


def read(file_name: str, source: bytes, beside: Files = ()) -> tuple[Script, Draft]:
    """The script, and the draft it was made from, which knows where each thing stands in the file.

    Raises:
        AuthorError: one line or more a finding.
    """
    examined = _examine(file_name, source, Beside.of(beside))
    texts = _or_raise(examined)
    pinned = hash_of(source, beside)
    others = [*examined.translations, *in_full([texts, *examined.translations])]
    spoken = tuple(msgspec.structs.replace(_script(other.draft, pinned), language=other.language) for other in others)
    return msgspec.structs.replace(_script(texts.draft, pinned), translations=spoken), texts.draft


def read_texts(file_name: str, source: bytes, beside: Files = ()) -> Texts:
    """The texts of a script, by name.

    Raises:
        AuthorError: it has errors.
    """
    return _or_raise(_examine(file_name, source, replace(Beside.of(beside), translations=())))


@dataclass(slots=True)
class _Examined:
    """What was found, and what could be read."""

    issues: list[Issue]
    script: Texts | None
    translations: list[Texts] = field(default_factory=list)


def _or_raise(examined: _Examined) -> Texts:
    errors = [issue for issue in examined.issues if issue.is_error]
    if errors or examined.script is None:
        raise AuthorError(errors)
    return examined.script


def _examine(file_name: str, source: bytes, beside: Beside) -> _Examined:
    lexicon, of_words = read_lexicon(beside.lexicons)
    script, issues = _examine_script(file_name, source, lexicon, by_name(beside.pictures))
    issues += of_words
    examined = _Examined(issues, script)
    if script is None or any(issue.is_error for issue in issues):
        return examined
    for name, theirs in beside.translations:
        findings = Findings(name)
        translated = None
        try:
            translated = read_translated(script, name, theirs, findings)
        except TooManyFindingsError:
            findings.give_up()
        examined.issues += findings.issues()
        if translated is not None:
            examined.translations.append(translated)
    return examined


def _examine_script(
    file_name: str, source: bytes, lexicon: Lexicon, pictures: Mapping[str, bytes]
) -> tuple[Texts | None, list[Issue]]:
    findings = Findings(file_name)
    texts = None
    try:
        texts = _texts(file_name, source, Notes(findings, lexicon=lexicon, pictures=pictures))
    except TooManyFindingsError:
        findings.give_up()
    return texts, findings.issues()


def _texts(file_name: str, source: bytes, notes: Notes) -> Texts | None:
    findings = notes.findings
    text = text_of(source, findings)
    root = read_nodes(text, findings) if text is not None else None
    if text is None or root is None or (isinstance(root, Scalar) and root.null):
        if not findings.issues():
            findings.add(START, "S006", say("The file is empty."), say("Start from a workshop that exists."))
        return None
    if not isinstance(root, Table):
        finding = say("A script is `key: value` lines; this file is {described}.", described=describe(root))
        findings.add(root.at, "S004", finding, say("Start from a workshop that exists."))
        return None
    draft = read_draft(root, notes)
    check_structure(draft, findings)
    check_flow(draft, findings)
    check_days(draft, findings)
    check_references(draft, findings)
    check_texts(draft, text, findings)
    stem = PurePath(file_name).name.partition(".")[0]
    if draft.id and stem and stem != draft.id:
        found = say('The workshop "{id}" is in a file called "{name}".', id=draft.id, name=PurePath(file_name).name)
        findings.add(draft.id_at, "S908", found, say("Call the file {id}.yaml.", id=draft.id))
    check_wording(draft.asks, draft.texts, draft.language, text, findings)
    if draft.steps and not any(issue.is_error for issue in findings.issues()):
        check_method(draft, text, findings)
    leave_out_allowed(draft, findings)
    return Texts.of(draft.language, root, draft)


def hash_of(source: bytes, beside: Files = ()) -> str:
    """What pins a workshop: the hash of its bytes; with files beside it, of all of them, in whatever order."""
    script = hashlib.sha256(source)
    if not beside:
        return script.hexdigest()
    parts = [script.digest(), *(hashlib.sha256(theirs).digest() for _, theirs in sorted(beside))]
    return hashlib.sha256(b"".join(parts)).hexdigest()


def _script(draft: Draft, pinned: str) -> Script:
    return Script(
        id=draft.id,
        title=draft.title,
        language=draft.language,
        hash=pinned,
        steps=tuple(step.step for step in draft.steps),
        phases=tuple(phase for phase, _ in draft.phases.values()),
        pools=tuple(pool for pool, _ in draft.pools.values()),
        parameters=tuple(parameter for parameter, _ in draft.parameters.values()),
        purpose=draft.purpose,
        audience=draft.audience,
        block=draft.block,
        preparation=draft.preparation,
        announced_minutes=draft.announced_minutes,
        version=draft.version,
        asynchronous=draft.asynchronous,
        lexicon=draft.lexicon,
    )
