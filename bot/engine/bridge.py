"""The bridge from one day to the next: what facilitators pinned, read by each with the first message of the day.

Pure. Here: which pins somebody has still to read, and the card they are on. Not here: pinning (`forefront`), when a day
begins for somebody (`participant`).
"""

from __future__ import annotations

from collections.abc import Collection

from bot.engine.events import ContributionId
from bot.engine.group import Group, Pin
from bot.engine.phrases import Phrase, say
from bot.engine.prompts import Block, Card, Numbered, Said
from bot.engine.run import Run
from bot.engine.script import Choice, Script, StepId, StepKind

STORY: StepId = "vecu"
"""The step that asks for what people lived through: what is pinned of it is a story."""


def unread(run: Run, group: Group, today: int, standing: Collection[ContributionId]) -> tuple[Pin, ...]:
    """What was pinned on an earlier day, still stands, and this person has not read."""
    return tuple(
        pin
        for pin in group.pinned
        # Pinned live, it was read at once.
        if pin.text and pin.day < today and pin.contribution in standing and pin.contribution not in run.bridged
    )


def bridge_card(script: Script, run: Run, pins: Collection[Pin], today: int) -> Card:
    """« Hier, trois récits ont marqué le groupe »: each signed by a profile; one's own are said to be so."""
    stories = all(pin.step == STORY and pin.day == today - 1 for pin in pins)
    head = say(Phrase.BRIDGE_STORIES if stories else Phrase.BRIDGE, count=len(pins))
    profiles = _profiles(script)
    blocks: list[Block] = [
        Numbered(number, pin.text, profiles.get(pin.signed, ""), mine=pin.author == run.participant)
        for number, pin in enumerate(pins, 1)
    ]
    return Card((Said(head), *blocks, Said(say(Phrase.BRIDGE_CHOSEN))))


def _profiles(script: Script) -> dict[str, str]:
    forms = (step.questions[0].accepts for step in script.steps if step.kind is StepKind.PROFILE)
    return {option.code: option.label for form in forms if isinstance(form, Choice) for option in form.options}
