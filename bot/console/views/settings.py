"""The settings of one's organisations: logo, templates, time of keeping, thresholds. Owners change them, others read.

A form says which organisation it is about and which version it was filled in from: the second of two who change them
is shown what the first kept, and loses nothing. Not here: what is allowed (`facilitation.organisation_settings`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec
from msgspec.structs import replace
from starlette.responses import RedirectResponse, Response

from bot.console.pages import page
from bot.console.permissions import may
from bot.console.visit import Refused, Visit, number_in
from bot.facilitation.deciding import decide
from bot.facilitation.organisation_settings import (
    INSTALLATION,
    MOST_LOGO_BYTES,
    MOST_LOGO_PIXELS,
    OrganisationSettings,
    Slip,
    slips,
)

ROOT: Final = "/console/reglages"
_NUMBERS: Final = {"jours": "retention_days", "seuil": "small_count", "pourcentages": "percent_from"}
_UNREADABLE: Final = -1
"""What stands for a number that is none: no setting allows it."""


class House(msgspec.Struct, frozen=True):
    """One organisation on the page.

    `slips`: what is wrong with what was sent, by field; `theirs`: another version was kept since it was filled in.
    """

    id: str
    name: str
    kept: OrganisationSettings
    sent: Mapping[str, str]
    changes: bool
    slips: Mapping[str, Slip] = {}
    theirs: bool = False


async def shown(visit: Visit) -> Response:
    """Every organisation one belongs to."""
    return await _page(visit)


async def _page(visit: Visit, sent: House | None = None, status: int = 200) -> Response:
    houses = []
    for organisation, name, role in await visit.house.access.organisations(visit.somebody):
        if sent is not None and sent.id == organisation:
            houses.append(sent)
        elif await visit.house.store.organisation(organisation) is not None:
            kept = await _kept(visit, organisation)
            houses.append(House(organisation, name, kept, _fields(kept), may(role, "set")))
    return page(
        visit,
        "settings.html",
        status=status,
        houses=houses,
        policy=visit.house.policy,
        templates=await asyncio.to_thread(visit.house.templates),
        most_kilobytes=MOST_LOGO_BYTES // 1024,
        most_pixels=MOST_LOGO_PIXELS,
        saved="garde" in visit.request.query_params,
        door="settings",
    )


async def _kept(visit: Visit, organisation: str) -> OrganisationSettings:
    found = await visit.house.store.organisation_settings.of(organisation)
    return found or OrganisationSettings(organisation)


def _fields(kept: OrganisationSettings) -> dict[str, str]:
    """As the form shows them."""
    numbers = {field: str(getattr(kept, name) or "") for field, name in _NUMBERS.items()}
    return {**numbers, "gabarits": kept.template, "lu": str(kept.version)}


async def _mine(visit: Visit, door: str, organisation: str) -> str:
    """The name of that organisation, if this person's role in it opens that door."""
    for known, name, role in await visit.house.access.organisations(visit.somebody):
        if known == organisation and may(role, door) and await visit.house.store.organisation(known) is not None:
            return name
    raise Refused(404, "refused.unknown")


async def write(visit: Visit) -> Response:
    """Keep them, or show the form again with all that is wrong."""
    organisation = visit.form.get("organisation", "")
    name = await _mine(visit, "set", organisation)
    kept = await _kept(visit, organisation)
    logo = next((one.content for one in visit.files if one.field == "logo"), b"")
    given = OrganisationSettings(
        organisation,
        kept.version + 1,
        visit.house.clock.now(),
        visit.somebody.id,
        retention_days=_number(visit.form.get("jours", "")),
        small_count=_number(visit.form.get("seuil", "")),
        percent_from=_number(visit.form.get("pourcentages", "")),
        template=visit.form.get("gabarits", ""),
        logo=logo or (b"" if "sans_logo" in visit.form else kept.logo),
    )
    found = _wrong(visit, given, await asyncio.to_thread(visit.house.templates))
    shown_again = House(organisation, name, kept, {**visit.form}, changes=True, slips={one.field: one for one in found})
    if found:
        return await _page(visit, shown_again, 422)
    conflict = visit.form.get("lu") != str(kept.version)
    if conflict or not await decide(visit.house.store, kept, given, visit.house.clock.now()):
        now = await _kept(visit, organisation)
        sent = {**visit.form, "lu": str(now.version)}
        return await _page(visit, replace(shown_again, kept=now, sent=sent, theirs=True), 409)
    return RedirectResponse(f"{ROOT}?garde=1", status_code=303)


def _number(text: str) -> int:
    typed = text.strip()
    return number_in(typed, _UNREADABLE) if typed else INSTALLATION


def _wrong(visit: Visit, given: OrganisationSettings, templates: Sequence[str]) -> list[Slip]:
    found = slips(given, visit.house.policy)
    if given.template and given.template not in templates:
        found.append(Slip("template", "template"))
    return found


async def logo(visit: Visit) -> Response:
    """The logo of one of one's organisations."""
    organisation = visit.request.path_params["organisation"]
    await _mine(visit, "logo", organisation)
    data = (await _kept(visit, organisation)).logo
    if not data:
        raise Refused(404, "refused.unknown")
    return Response(data, media_type="image/png", headers={"cache-control": "no-store"})
