"""Whose words may be quoted to the group, and what may stand under them: pure, over runs as they are stored.

Not here: what the notebook prints (`notebook.corpus`), which asks the same of the same answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.engine import run as runs
from bot.engine.run import Run
from bot.engine.script import Script, StepKind
from bot.facilitation.ports import VersionedRun

QUOTATION: Final = "consentement.citation"
"""The key of the quotation permission, and its codes, the same in every workshop."""
PERMISSIONS: Final = {"oui": "yes", "demander": "ask", "non": "no"}


def permission(run: Run) -> str:
    """`yes`, `ask` or `no`; empty if it was not given."""
    given = run.answers.get(QUOTATION)
    codes = () if given is None or given.passed else given.codes
    return PERMISSIONS.get(codes[0], "") if codes else ""


def may_be_quoted(everybody: Mapping[str, VersionedRun], participant: str) -> bool:
    """Whether somebody allows quoting without being asked."""
    mine = everybody.get(participant)
    return mine is not None and permission(runs.decode(mine.data)) == "yes"


def profile_shared(script: Script, everybody: Mapping[str, VersionedRun], participant: str, few: int) -> str:
    """The code of somebody's profile, empty if under `few` people have it: it would say who they are."""
    step = next((one for one in script.steps if one.kind is StepKind.PROFILE), None)
    if step is None:
        return ""
    chosen = {who: _codes(runs.decode(one.data), step.id) for who, one in everybody.items()}
    mine = chosen.get(participant, ())
    alike = sum(1 for codes in chosen.values() if codes == mine)
    return mine[0] if mine and alike >= few else ""


def _codes(run: Run, key: str) -> tuple[str, ...]:
    given = run.answers.get(key)
    return () if given is None or given.passed else given.codes
