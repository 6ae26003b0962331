"""Check that a group can get from the first step to the last: gates, votes, minutes.

Not here: whether names exist (`check_structure`).
"""

from __future__ import annotations

from bot.authoring.drafts import Draft, DraftStep
from bot.authoring.findings import Findings
from bot.engine.script import Gate, StepKind
from bot.saying import say


def check_flow(draft: Draft, findings: Findings) -> None:
    """Every gate and vote of the script, and its planned time."""
    for step in draft.steps:
        if step.step.gate is not None:
            _gate(step, step.step.gate, findings)
    _early_gates(draft, findings)
    _votes(draft, findings)
    _minutes(draft, findings)


def _gate(step: DraftStep, gate: Gate, findings: Findings) -> None:
    if gate.at_most is None and not gate.by_hand:
        found = say('The gate before "{id}" waits for nothing that can happen.', id=step.step.id)
        if gate.quorum is not None:
            found = say(
                'The gate before "{id}" waits for people only: one who is silent holds everybody.', id=step.step.id
            )
        findings.add(step.gate_at, "S201", found)
    if gate.at_most is not None and gate.not_before > gate.at_most:
        finding = say(
            "`not_before` is {not_before} minutes and `at_most` is {at_most}.",
            not_before=gate.not_before,
            at_most=gate.at_most,
        )
        findings.add(step.gate_at, "S202", finding)


def _early_gates(draft: Draft, findings: Findings) -> None:
    # Without any consent, that is what is reported.
    consented = all(step.step.kind is not StepKind.CONSENT for step in draft.steps)
    for step in draft.steps:
        if step.step.gate is not None and not consented:
            findings.add(
                step.gate_at, "S203", say('Nobody has consented yet at the gate before "{id}".', id=step.step.id)
            )
        consented = consented or step.step.kind is StepKind.CONSENT


def _votes(draft: Draft, findings: Findings) -> None:
    open_vote: DraftStep | None = None
    voted: dict[str, DraftStep] = {}
    for step in draft.steps:
        if step.step.gate is not None:
            open_vote = None
        collects = step.step.kind in (StepKind.IDEAS, StepKind.CARD)
        if step.pool is not None and collects and step.pool.text in voted:
            vote = voted[step.pool.text].step.id
            finding = say('Step "{id}" collects ideas that "{vote}" has already voted on.', id=step.step.id, vote=vote)
            findings.add(step.at, "S206", finding)
        if step.step.ballot is None:
            continue
        if open_vote is not None:
            findings.add(
                step.at,
                "S204",
                say('"{before}" is still open when "{id}" opens.', before=open_vote.step.id, id=step.step.id),
            )
        elif step.step.gate is None:
            findings.add(step.at, "S205", say('The vote "{id}" has no gate.', id=step.step.id))
        if step.pool is not None:
            voted.setdefault(step.pool.text, step)
        open_vote = step
    if open_vote is not None:
        finding = say('Only the end of the session closes the vote "{id}".', id=open_vote.step.id)
        findings.add(open_vote.at, "S902", finding)


def _minutes(draft: Draft, findings: Findings) -> None:
    planned = sum(step.step.minutes for step in draft.steps)
    if draft.announced_minutes and planned > draft.announced_minutes:
        finding = say(
            "The steps take {planned} minutes and {announced} are announced.",
            planned=planned,
            announced=draft.announced_minutes,
        )
        findings.add(draft.announced_at, "S906", finding)
    stretch = 0
    for step in draft.steps:
        gate = step.step.gate
        if gate is not None:
            if gate.at_most is not None and gate.at_most < stretch:
                finding = say(
                    'The gate before "{id}" opens after {at_most} minutes; {stretch} are planned.',
                    id=step.step.id,
                    at_most=gate.at_most,
                    stretch=stretch,
                )
                findings.add(step.gate_at, "S909", finding)
            stretch = 0
        stretch += step.step.minutes
