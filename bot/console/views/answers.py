"""What becomes of each lead: the agency's answers, written here as in the chat, and published by those who lead.

Two people who answer the same lead at once lose nothing: the second is shown the first. Not here: who is told and when
(`facilitation.answering`).
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from starlette.responses import RedirectResponse, Response

from bot.console.pages import page
from bot.console.permissions import may
from bot.console.visit import Refused, Visit
from bot.engine.group import SessionStatus
from bot.facilitation import answers_due
from bot.facilitation.answering import LONGEST_REASON, leads_of, named, published
from bot.facilitation.lead_answers import LeadAnswer, LeadStatus, SaveLeadAnswer
from bot.facilitation.leads import ProposedLead


class Line(msgspec.Struct, frozen=True):
    """One lead on the page. `status`, `reason`: in the form; `base`: what was read, to find out who wrote meanwhile."""

    name: str
    lead: ProposedLead
    answer: LeadAnswer | None
    status: str
    reason: str
    base: str
    wrong: str = ""
    """The sentence that says why what was sent is not kept."""


async def _table(visit: Visit) -> list[tuple[ProposedLead, LeadAnswer | None]]:
    if visit.record.status is not SessionStatus.CLOSED:
        return []
    house = visit.house
    answers = {one.lead: one for one in await house.store.lead_answers.of(visit.record.id)}
    return [(lead, answers.get(lead.id)) for lead in await leads_of(visit.record.id, house.store, house.memory())]


def _base(answer: LeadAnswer | None) -> str:
    return "" if answer is None else str(int(answer.at.timestamp() * 1_000_000))


async def _page(visit: Visit, *, status: int = 200, sent: Mapping[str, str] | None = None, wrong: str = "") -> Response:
    lines = []
    for lead, answer in await _table(visit):
        name = named(lead.id)
        given, why = (answer.status.value, answer.reason) if answer is not None else ("", "")
        mine = sent if sent is not None and sent.get("piste") == name else None
        if mine is not None:
            given, why = mine.get("statut", ""), mine.get("raison", "")
        lines.append(Line(name, lead, answer, given, why, _base(answer), wrong if mine is not None else ""))
    closed = visit.record.closed_at
    return page(
        visit,
        "answers.html",
        status=status,
        lines=lines,
        statuses=[one.value for one in LeadStatus],
        ready=sum(one.answer is not None and one.answer.to_publish for one in lines),
        due=None if closed is None else answers_due.due_at(closed, visit.house.policy),
        may_write=any(may(role, "answer") for role in visit.roles),
        may_publish=any(may(role, "publish") for role in visit.roles),
        door="answers",
    )


async def shown(visit: Visit) -> Response:
    """Every lead and its answer."""
    return await _page(visit)


async def write(visit: Visit) -> Response:
    """Keep the answer to one lead, or show it again with what somebody else wrote since."""
    async with visit.house.one_at_a_time:
        return await _written(visit)


async def _written(visit: Visit) -> Response:
    form = visit.form
    found = next(((lead, answer) for lead, answer in await _table(visit) if named(lead.id) == form.get("piste")), None)
    if found is None:
        raise Refused(404, "refused.unknown")
    if form.get("statut") not in {one.value for one in LeadStatus}:
        raise Refused(422, "refused.answer")
    lead, before = found
    reason = " ".join(form.get("raison", "").split())
    if len(reason) > LONGEST_REASON:
        return await _page(visit, status=422, sent=form, wrong="answers.too_long")
    if form.get("lu", "") != _base(before):
        return await _page(visit, status=409, sent=form, wrong="answers.conflict")
    now, who = visit.house.clock.now(), visit.somebody.id
    status = LeadStatus(form["statut"])
    answer = LeadAnswer(visit.record.id, lead.id, status, reason, now, who)
    if before is not None:
        answer = msgspec.structs.replace(before, status=status, reason=reason, at=now, by=who)
    await visit.house.commit([SaveLeadAnswer(answer)])
    return RedirectResponse(f"/console/seances/{visit.record.id}/reponses#{named(lead.id)}", status_code=303)


async def publish(visit: Visit) -> Response:
    """The answers that are whole and new: their authors are told."""
    ready = [answer for _, answer in await _table(visit) if answer is not None and answer.to_publish]
    if not ready:
        raise Refused(409, "refused.nothing_to_publish")
    if "relu" not in visit.form:
        raise Refused(422, "refused.confirm")
    await visit.house.commit(published(visit.record.id, ready, visit.house.clock, visit.house.policy))
    return RedirectResponse(f"/console/seances/{visit.record.id}/reponses", status_code=303)
