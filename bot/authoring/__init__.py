"""Workshops as their authors write them: YAML in, a checked `Script` out.

`check` finds everything that is wrong in one run, each finding with its place and remedy; `load` gives the script or
raises the errors. Nothing here asks where files are: `shelf` reads a folder, callers give bytes.
"""

from __future__ import annotations

import hashlib
from pathlib import PurePath

from bot.authoring.allowances import leave_out_allowed
from bot.authoring.check_days import check_days
from bot.authoring.check_flow import check_flow
from bot.authoring.check_method import check_method
from bot.authoring.check_references import check_references
from bot.authoring.check_structure import check_structure
from bot.authoring.check_texts import check_texts
from bot.authoring.check_wording import check_wording
from bot.authoring.drafts import Draft
from bot.authoring.fields import Notes
from bot.authoring.findings import START, Findings, Issue, Position
from bot.authoring.issues import CATALOGUE, IssueKind, Severity, document
from bot.authoring.nodes import read_nodes, text_of
from bot.authoring.reading import read_draft
from bot.engine.script import Script
from bot.errors import AuthorError

__all__ = ["CATALOGUE", "Issue", "IssueKind", "Position", "Severity", "check", "document", "load", "read"]


def check(file_name: str, source: bytes) -> list[Issue]:
    """Everything that is wrong with a script, in the order of the file; empty if nothing is."""
    return _examine(file_name, source)[1]


def load(file_name: str, source: bytes) -> Script:
    """The script in these bytes, pinned to their hash. Warnings are no obstacle.

    Raises:
        AuthorError: one line or more a finding.
    """
    return read(file_name, source)[0]


def read(file_name: str, source: bytes) -> tuple[Script, Draft]:
    """The script, and the draft it was made from, which knows where each thing stands in the file.

    Raises:
        AuthorError: one line or more a finding.
    """
    draft, issues = _examine(file_name, source)
    errors = [str(issue) for issue in issues if issue.severity is Severity.ERROR]
    if errors or draft is None:
        raise AuthorError(errors)
    return _script(draft, source), draft


def _examine(file_name: str, source: bytes) -> tuple[Draft | None, list[Issue]]:
    findings = Findings(file_name)
    draft = None
    text = text_of(source, findings)
    root = read_nodes(text, findings) if text is not None else None
    if text is not None and root is not None:
        draft = read_draft(root, Notes(findings))
        check_structure(draft, findings)
        check_flow(draft, findings)
        check_days(draft, findings)
        check_references(draft, findings)
        check_texts(draft, text, findings)
        stem = PurePath(file_name).name.partition(".")[0]
        if draft.id and stem and stem != draft.id:
            found = f'The workshop "{draft.id}" is in a file called "{PurePath(file_name).name}".'
            findings.add(draft.id_at, "S908", found, f"Call the file {draft.id}.yaml.")
        check_wording(draft.asks, draft.texts, draft.language, text, findings)
        if draft.steps and not any(issue.is_error for issue in findings.issues()):
            check_method(draft, text, findings)
        leave_out_allowed(draft, findings)
    elif not findings.issues():
        findings.add(START, "S006", "The file is empty.", "Start from a workshop that exists.")
    return draft, findings.issues()


def _script(draft: Draft, source: bytes) -> Script:
    return Script(
        id=draft.id,
        title=draft.title,
        language=draft.language,
        hash=hashlib.sha256(source).hexdigest(),
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
    )
