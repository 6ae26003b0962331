"""A session launched from the shelf: what the bot would ask a question at a time, on one page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from starlette.responses import RedirectResponse, Response

from bot.console.pages import page
from bot.console.permissions import STEERS
from bot.console.views.workshops import key_of, on_shelf
from bot.console.visit import Refused, Visit
from bot.engine.script import Script
from bot.facilitation import borrowing, capacities, launch, launching, teachings
from bot.facilitation.access import LOCAL
from bot.facilitation.launch import LaunchDraft
from bot.facilitation.launching import MODE, PLACES, QUOTA, START, Slip
from bot.facilitation.workshops import Workshop
from bot.facilitation.writes import SaveDraft

NEW: Final = "seance"
"""The field with the id that the session will have: a form sent twice makes one."""
_AN_ID: Final = re.compile(rf"[a-z2-7]{{{launch.ID_LENGTH}}}")

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
        taught=await _taught(visit, script, organisations),
        typed=typed,
        slips={one.field: one.why for one in slips},
        mode_field=MODE,
        start_field=START,
        places_field=PLACES,
        quotas=_quotas(visit, script),
        new_field=NEW,
        new=visit.form.get(NEW, "") or visit.house.entropy.token(launch.ID_LENGTH),
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


async def _taught(
    visit: Visit, script: Script, organisations: Sequence[tuple[str, str]]
) -> dict[str, list[tuple[str, str]]]:
    """By parameter that asks for what past sessions taught: what may be taken, and whence."""
    store = visit.house.store
    drafts = [LaunchDraft(script.id, organisation=one) for one, _ in organisations]
    return {
        one.name: [
            (found.text, found.source) for draft in drafts for found in await teachings.offered(one, draft, store)
        ]
        for one in script.asked_at_launch
        if teachings.taught(one)
    }


def _quotas(visit: Visit, script: Script) -> list[tuple[str, str]]:
    """The fields for places of a profile, and its label; none for who has no chat to be sent its link in."""
    local = visit.somebody.channel == LOCAL
    options = () if local else capacities.profiles(script.spoken(visit.language))
    return [(f"{QUOTA}{one.code}", one.label) for one in options]


async def launched(visit: Visit) -> Response:
    """Make it, or show the form again with what cannot be taken."""
    house, person = visit.house, visit.somebody
    workshop = await on_shelf(visit)
    script = workshop.script
    organisation = visit.form.get("organisation", "")
    if organisation not in dict(await _organisations(visit, workshop)):
        raise Refused(403, "refused.role")
    typed = {one.name: visit.form.get(f"{GIVEN}{one.name}", "") for one in script.asked_at_launch}
    typed |= {field: visit.form.get(field, "") for field in (MODE, START, PLACES, *dict(_quotas(visit, script)))}
    draft, slips = launching.read_form(script, typed, organisation, house.policy, house.clock)
    slips += await launching.not_lent(script, draft, house.store)
    if slips:
        return await _form(visit, workshop, typed, slips)
    new = visit.form.get(NEW, "")
    if not _AN_ID.fullmatch(new):
        raise Refused(400, "refused.form")
    async with house.one_at_a_time:
        made = await house.store.session(new)
        if made is None:
            _, writes = launching.begun(
                script,
                workshop.source,
                draft,
                person,
                clock=house.clock,
                entropy=house.entropy,
                policy=house.policy,
                told=person.channel != LOCAL,
                session=new,
            )
            # A launch under way in the chat is another one.
            await house.commit([one for one in writes if not isinstance(one, SaveDraft)])
    if made is not None and made.created_by != person.id:
        raise Refused(400, "refused.form")
    return RedirectResponse(f"/console/seances/{new}", status_code=303)
