"""The people of one's organisations: who belongs, who is invited; invite, cancel, another role, take off.

A form says which organisation it is about; what one is in that one decides, not what one is elsewhere. Not here: what
may be changed of whom (`facilitation.people`).
"""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from bot.console.pages import page
from bot.console.permissions import may
from bot.console.visit import Refused, Visit
from bot.facilitation.organisation_writes import SaveInvitation
from bot.facilitation.organisations import Invitation, Role
from bot.facilitation.people import MAY_INVITE

ROOT = "/console/equipe"


async def _mine(visit: Visit, door: str) -> dict[str, Role]:
    """The organisations in which this person's role opens that door."""
    known = await visit.house.access.organisations(visit.somebody)
    return {
        organisation: role
        for organisation, _, role in known
        # The operator at the server may come before anybody else has.
        if may(role, door) and await visit.house.store.organisation(organisation) is not None
    }


async def _about(visit: Visit, door: str) -> tuple[str, Role]:
    organisation = visit.form.get("organisation", "")
    mine = await _mine(visit, door)
    if organisation not in mine:
        raise Refused(404, "refused.unknown")
    return organisation, mine[organisation]


async def listed(visit: Visit) -> Response:
    """Everybody, organisation by organisation."""
    return await _shown(visit)


async def _shown(visit: Visit, link: str = "", made: Invitation | None = None) -> Response:
    people = visit.house.people
    teams = [
        await people.panel(visit.somebody, role, organisation)
        for organisation, role in (await _mine(visit, "people")).items()
    ]
    return page(visit, "people.html", teams=teams, roles=tuple(Role), link=link, made=made, door="people")


async def invite(visit: Visit) -> Response:
    """Make a link for one person. This page is the only one that ever shows it."""
    organisation, role = await _about(visit, "invite")
    invited = visit.form.get("role", "")
    if invited not in MAY_INVITE[role]:
        raise Refused(403, "refused.invited_role")
    secret, made = visit.house.people.invitation(visit.somebody, organisation, invited, visit.form.get("repere", ""))
    await visit.house.commit([SaveInvitation(made)])
    return await _shown(visit, visit.house.policy.link(secret), made)


async def revoke(visit: Visit) -> Response:
    """Cancel an invitation."""
    organisation, _ = await _about(visit, "revoke")
    if not await visit.house.people.revoke(organisation, visit.form.get("invitation", "")):
        raise Refused(409, "refused.invitation_over")
    return RedirectResponse(ROOT, status_code=303)


async def change_role(visit: Visit) -> Response:
    """Another role."""
    organisation, _ = await _about(visit, "change_role")
    role = next((one for one in Role if one == visit.form.get("role", "")), None)
    changed = role is not None and await visit.house.people.change(
        visit.somebody, organisation, visit.form.get("personne", ""), role
    )
    if not changed:
        raise Refused(409, "refused.people")
    return RedirectResponse(ROOT, status_code=303)


async def remove(visit: Visit) -> Response:
    """Take somebody off."""
    organisation, _ = await _about(visit, "remove")
    if not await visit.house.people.remove(visit.somebody, organisation, visit.form.get("personne", "")):
        raise Refused(409, "refused.people")
    return RedirectResponse(ROOT, status_code=303)
