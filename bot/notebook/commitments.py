"""§ 12: what people offer, who wishes to meet whom, who else is to be heard. Counts, never names; few are masked."""

from __future__ import annotations

from bot.engine.script import StepKind
from bot.notebook.blocks import Sentence
from bot.notebook.closed import block_of, blocks_of
from bot.notebook.context import Commitments
from bot.notebook.desk import Desk
from bot.notebook.routes import at_home, to_hear


def commitments(desk: Desk) -> Commitments | None:
    """§ 12, or None when no step asked."""
    steps = [step for step in desk.script.steps if step.kind is StepKind.ENGAGEMENT]
    blocks = [block for step in (*steps, *at_home(desk.script, "12")) for block in blocks_of(desk, step, masked=True)]
    blocks += [
        block_of(desk, step, question, masked=True)
        for step, question in desk.script.walk()
        if step.kind is StepKind.CLOSING and to_hear(question)
    ]
    introductions = _introductions(desk)
    return Commitments(tuple(blocks), tuple(introductions)) if blocks or introductions else None


def _introductions(desk: Desk) -> list[Sentence]:
    """How many times two people were asked, and what came of it."""
    found = [step for step in desk.script.steps if step.introductions or step.pairing is not None]
    if not found:
        return []
    counts = desk.material.introductions
    at = desk.step(found[0])
    said = [desk.say("introductions.proposed", at, n=counts.proposed)]
    if counts.proposed:
        said.append(desk.say("introductions.made", at, n=counts.made))
        said.append(desk.say("introductions.pending", at, n=counts.pending))
    return said
