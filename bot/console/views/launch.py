"""A session launched from the shelf: what the bot would ask a question at a time, on one page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from starlette.responses import RedirectResponse, Response

from bot.console.pages import page
from bot.console.permissions import STEERS
from bot.console.views.workshops import key_of, on_shelf
from bot.console.visit import Refused, Visit
from bot.engine.script import Script
from bot.facilitation import borrowing, launch, launching
from bot.facilitation.access import LOCAL
from bot.facilitation.launch import LaunchDraft
from bot.facilitation.launching import MODE, START, Slip
from bot.facilitation.workshops import Workshop
from bot.facilitation.writes import SaveDraft

GIVEN: Final = "p."
"""Begins the name of a parameter's field."""


async def asked(visit: Visit) -> Response:
    """The form, with what would be kept beside each field."""
    return await _form(visit, await on_shelf(visit), {})


async def _form(visit: Visit, workshop: Workshop, typed: Mapping[str, str], slips: Sequence[Slip] = ()) -> Response:
    script = workshop.script
    organisations = await _organisations(visit, workshop)
    kept = {one.name: launch.default(one, visit.house.policy) for one in script.asked_at_launch}
    return page(
        visit,
        "launch.html",
        status=422 if slips else 200,
        script=script.spoken(visit.language),
        lengths=script.asynchronous.lengths if script.asynchronous is not None else (),
        key=key_of(workshop.organisation, script.id),
        organisations=organisations,
        chosen=visit.form.get("organisation", ""),
        kept=kept,
        lent=await _lent(visit, script, organisations),
        typed=typed,
        slips={one.field: one.why for one in slips},
        mode_field=MODE,
        start_field=START,
        door="workshops",
    )


async def _organisations(visit: Visit, workshop: Workshop) -> list[tuple[str, str]]:
    """Those in which this person may launch it: one that an organisation wrote itself, there only."""
    found = await visit.house.access.organisations(visit.somebody)
    return [(one, name) for one, name, role in found if role in STEERS and workshop.organisation in ("", one)]


async def _lent(
    visit: Visit, script: Script, organisations: Sequence[tuple[str, str]]
) -> dict[str, list[tuple[str, str]]]:
    """By parameter that names another session, those with something to read."""
    asked = [one for one in script.asked_at_launch if borrowing.borrows(one)]
    drafts = [LaunchDraft(script.id, organisation=one) for one, _ in organisations]
    store = visit.house.store
    return {
        one.name: [lent for draft in drafts for lent in await borrowing.choices(script, one, draft, store)]
        for one in asked
    }


async def launched(visit: Visit) -> Response:
    """Make it, or show the form again with what cannot be taken."""
    house, person = visit.house, visit.somebody
    workshop = await on_shelf(visit)
    script = workshop.script
    organisation = visit.form.get("organisation", "")
    if organisation not in dict(await _organisations(visit, workshop)):
        raise Refused(403, "refused.role")
    typed = {one.name: visit.form.get(f"{GIVEN}{one.name}", "") for one in script.asked_at_launch}
    typed |= {field: visit.form.get(field, "") for field in (MODE, START)}
    draft, slips = launching.read_form(script, typed, organisation, house.policy, house.clock)
    slips += await launching.not_lent(script, draft, house.store)
    if slips:
        return await _form(visit, workshop, typed, slips)
    record, writes = launching.begun(
        script,
        workshop.source,
        draft,
        person,
        clock=house.clock,
        entropy=house.entropy,
        policy=house.policy,
        told=person.channel != LOCAL,
    )
    # A launch under way in the chat is another one.
    await house.commit([one for one in writes if not isinstance(one, SaveDraft)])
    return RedirectResponse(f"/console/seances/{record.id}", status_code=303)
