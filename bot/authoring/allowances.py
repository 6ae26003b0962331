"""Warnings that an author has looked at and keeps, with the reason: `allow: {S912: "…"}` in a step or at the head.

Here: reading `allow`, leaving out what it covers, and saying so when it covers nothing any more. Errors cannot be
allowed. Not here: finding anything.
"""

from __future__ import annotations

from typing import Final

from bot.authoring.drafts import Allowance, Draft
from bot.authoring.fields import Fields
from bot.authoring.findings import Findings, Issue, Position
from bot.authoring.issues import CATALOGUE, Severity
from bot.saying import did_you_mean, quoted, say

UNUSED: Final = "S922"


def read_allowances(fields: Fields, step: Position | None = None) -> None:
    """The key `allow` of a step that begins at `step`, or of the whole script."""
    node = fields.node("allow")
    if node is None:
        return
    allow = Fields(node, say("`{key}` of {what}", key="allow", what=fields.what), fields.notes)
    for entry in allow.items():
        code = entry.key.text
        kind = CATALOGUE.get(code)
        if kind is not None and kind.severity is Severity.ERROR:
            finding = say("{code} is an error (“{title}”): it cannot be allowed.", code=code, title=kind.sentences[0])
            fields.issue(entry.key.at, "S009", finding, say("Mend it; only warnings (S9) can be allowed."))
        elif kind is None or code == UNUSED:
            warnings = [
                one.code for one in CATALOGUE.values() if one.severity is Severity.WARNING and one.code != UNUSED
            ]
            remedy = did_you_mean(code, warnings, say("Warnings"))
            fields.issue(
                entry.key.at, "S009", say("{code} is no warning that can be allowed.", code=quoted(code)), remedy
            )
        reason = allow.scalar(code)
        if reason is None:
            fields.issue(
                entry.key.at,
                "S006",
                say("`{code}` is allowed without a reason.", code=code),
                say('Write why: {code}: "…".', code=code),
            )
        else:
            fields.notes.allowances.append(Allowance(code, reason.text.strip(), entry.key.at, step))


def allowed_at(draft: Draft, at: Position) -> list[Allowance]:
    """What the script allows at that place: its step's allowances, and those of the whole."""
    step = max((step.at for step in draft.steps if step.at <= at), default=None)
    return [allowance for allowance in draft.allowances if allowance.step in (None, step)]


def leave_out_allowed(draft: Draft, findings: Findings) -> None:
    """Take out of `findings` what the script allows; an allowance that covers nothing is a finding itself."""
    used: set[Allowance] = set()

    def allowed(issue: Issue) -> bool:
        covering = [one for one in allowed_at(draft, Position(issue.line, issue.col)) if one.code == issue.code]
        used.update(covering[:1])
        return bool(covering)

    findings.leave_out(allowed)
    if any(issue.is_error for issue in findings.issues()):
        return  # an error may hide what is allowed
    for allowance in draft.allowances:
        if allowance not in used:
            found = say("There is no {code} in this step.", code=allowance.code)
            if allowance.step is None:
                found = say("There is no {code} in the script.", code=allowance.code)
            findings.add(allowance.at, UNUSED, found)
