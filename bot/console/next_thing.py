"""What there is to do next about a session, and the page on which it is done: one line of the list of sessions.

From stored facts alone: nothing is compiled, so a list of many sessions stays quick. Not here: what is left to look at,
one by one (`views.review`), whether the text of a notebook has changed since (`facilitation.versions`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime

import msgspec

from bot.console.house import House
from bot.engine.group import SessionStatus
from bot.facilitation import answers_due
from bot.facilitation.answering import leads_of
from bot.facilitation.leads import asks_for_leads
from bot.facilitation.memory import Memory
from bot.facilitation.records import Contribution, SessionRecord, VersionStatus
from bot.facilitation.reviewing import left
from bot.facilitation.versions import holding_withdrawn


class NextThing(msgspec.Struct, frozen=True):
    """`name`: of its sentence, `sessions.next.…`; `page`: what follows the session's own address.

    `n`: how many things there are to look at or answer; `due`: by when.
    """

    name: str
    page: str = ""
    n: int = 0
    due: datetime | None = None


async def next_thing(record: SessionRecord, house: House, memory: Memory) -> NextThing:
    """A draft waits for people, a closed session for its notebook, then for readers, a validation, answers to leads.

    Answers that are overdue come before a validation: participants were promised them for a date.
    """
    if record.purged_at is not None:
        return NextThing("closed", "/cahier")
    if record.status is not SessionStatus.CLOSED or record.closed_at is None:
        return NextThing(record.status.value)
    versions = await house.store.versions(record.id)
    if not versions or not versions[-1].closed:
        return NextThing("compile", "/cahier")
    contributions = await house.store.contributions(record.id)
    validated = versions[-1].status is VersionStatus.VALIDATED
    if validated and holding_withdrawn(versions[-1:], contributions):
        return NextThing("compile", "/cahier")
    if not validated and (left := await _left_to_look_at(record, house, memory, contributions)):
        return NextThing("look", "/relecture", left)
    unanswered, unpublished = await _answers(record, house, memory)
    due = answers_due.due_at(record.closed_at, house.policy)
    if unanswered and (validated or due <= house.clock.now()):
        return NextThing("answer", "/reponses", unanswered, due)
    if unpublished and (validated or due <= house.clock.now()):
        return NextThing("publish", "/reponses", unpublished)
    return NextThing("closed", "/cahier") if validated else NextThing("validate", "/relecture")


async def _left_to_look_at(
    record: SessionRecord, house: House, memory: Memory, contributions: Sequence[Contribution]
) -> int:
    """How much of what people wrote must be looked at before a version is validated."""
    journal = await house.store.journal(record.id)
    script, group = await memory.script(record.id), (await memory.group(record.id)).group
    aliases = [one.alias for one in await house.store.participations_of(session=record.id)]

    def count() -> int:
        there = left(script, group, aliases, contributions, journal)
        return len(there.unseen) + len(there.waiting)

    return await asyncio.to_thread(count)


async def _answers(record: SessionRecord, house: House, memory: Memory) -> tuple[int, int]:
    """How many leads have no answer with its reason yet, and how many answers nobody has been told."""
    if not asks_for_leads(await memory.script(record.id)):
        return 0, 0
    leads = await leads_of(record.id, house.store, memory)
    answers = {one.lead: one for one in await house.store.lead_answers.of(record.id)}
    given = [answers[one.id] for one in leads if one.id in answers]
    return len(leads) - sum(bool(one.reason) for one in given), sum(one.to_publish for one in given)
