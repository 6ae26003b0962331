"""What is left to look at before « validé », and the two gestures of it: to keep what was looked at, to validate.

The same review as at the command line, the same conditions as in the chat. Not here: hiding or releasing somebody's
words, which their author is told: that stays with the bot.
"""

from __future__ import annotations

import asyncio

from starlette.responses import RedirectResponse, Response

from bot.console.pages import page
from bot.console.permissions import may
from bot.console.views.notebook import offered_here
from bot.console.visit import Refused, Visit
from bot.engine.group import SessionStatus
from bot.facilitation import names_seen
from bot.facilitation.records import NotebookVersion, VersionStatus
from bot.facilitation.reviewing import Review, review
from bot.facilitation.validating import stands
from bot.facilitation.versions import has_changed

FIRST: tuple[str, ...] = ("html", "pdf")
"""What is compiled for a version that nobody has compiled here."""


async def _review(visit: Visit) -> tuple[Review, NotebookVersion | None, bool]:
    """The review, the newest version of the notebook, and whether something has changed since."""
    house, session = visit.house, visit.record.id
    memory = house.memory()
    material = await house.material(session, memory)
    numbered = await asyncio.to_thread(house.numbering, material)
    places = await asyncio.to_thread(house.placing, material)
    versions = material.versions
    found = review(material, (await memory.group(session)).group, numbered, places)
    return found, versions[-1] if versions else None, has_changed(material)


async def shown(visit: Visit) -> Response:
    """Who may be named, what waits for a decision, what the team has not written, whose words are used nowhere."""
    found, version, changed = await _review(visit)
    return page(
        visit,
        "review.html",
        review=found,
        version=version,
        changed=changed,
        closed=visit.record.status is SessionStatus.CLOSED,
        may_validate=any(may(role, "validate") for role in visit.roles),
        door="notebook",
    )


async def keep(visit: Visit) -> Response:
    """Somebody has looked at who may be named in one of them, and keeps it."""
    found, _, _ = await _review(visit)
    contribution = visit.form.get("contribution", "")
    # A second press, or a colleague's, finds it looked at already: the page says what is left.
    if any(one.contribution == contribution for one in found.flagged):
        await visit.house.commit([names_seen.kept(visit.record.id, contribution, visit.house.clock.now())])
    return RedirectResponse(f"/console/seances/{visit.record.id}/relecture#noms", status_code=303)


async def validate(visit: Visit) -> Response:
    """That version is the team's; what was compiled is compiled again, and says so on every page."""
    found, version, changed = await _review(visit)
    if "relu" not in visit.form:
        raise Refused(422, "refused.confirm")
    if version is None or visit.record.status is not SessionStatus.CLOSED:
        raise Refused(409, "refused.no_version")
    if visit.form.get("version") != str(version.number):
        raise Refused(409, "refused.newer_version")
    if changed:
        raise Refused(409, "refused.compile_first")
    if not found.clear:
        raise Refused(409, "refused.look_first")
    if version.status is not VersionStatus.VALIDATED:
        house = visit.house
        there = {file.format for file in await offered_here(visit)}
        await house.commit(stands(version, house.clock.now()))
        house.jobs.start(visit.record.id, [one for one in house.jobs.formats if one in there] or list(FIRST))
    return RedirectResponse(f"/console/seances/{visit.record.id}/cahier", status_code=303)
