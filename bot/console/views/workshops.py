"""The shelf: the workshops at hand, what `check` says of each, and its page for whoever pays for it or hosts it.

A workshop's address ends with its id, or with `organisation.id` for one that an organisation wrote itself. Not here:
writing one (`views.scripts`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import msgspec
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.console.headers import PREVIEW_POLICY
from bot.console.pages import page
from bot.console.permissions import may
from bot.console.visit import Refused, Visit
from bot.engine.script import Script
from bot.facilitation.own_scripts import ScriptVersion
from bot.facilitation.workshops import Workshop

MOST_SEATS = 6
ROOT = "/console/ateliers"


class OwnLine(msgspec.Struct, frozen=True):
    """A workshop of an organisation's own, on the shelf. `script`: what can be launched; None: nothing yet."""

    key: str
    newest: ScriptVersion
    script: Script | None


def key_of(organisation: str, workshop: str) -> str:
    """The end of its address."""
    return f"{organisation}.{workshop}" if organisation else workshop


def owner_and_id(visit: Visit) -> tuple[str, str]:
    """What the address names: whose workshop (empty: the shelf's), and its id."""
    organisation, _, workshop = visit.request.path_params["workshop"].rpartition(".")
    return organisation, workshop


async def launchable(visit: Visit) -> Workshop | None:
    """The workshop that the address names, if there is one that can be launched."""
    organisation, workshop = owner_and_id(visit)
    if not organisation:
        return await visit.house.workshops.find(workshop, [])
    return next((one for one in await visit.house.workshops.own([organisation]) if one.script.id == workshop), None)


async def on_shelf(visit: Visit) -> Workshop:
    """The workshop that the address names.

    Raises:
        Refused: there is none of that name, or none that can be launched.
    """
    found = await launchable(visit)
    if found is None:
        raise Refused(404, "refused.unknown")
    return found


async def listed(visit: Visit) -> Response:
    """Every workshop of the shelf, and those of one's organisations, whatever is wrong with them."""
    scripts = await visit.house.workshops.at_hand([])
    return page(
        visit,
        "workshops.html",
        teams=[
            (name, await _own(visit, one)) for one, name, _ in await visit.house.access.organisations(visit.somebody)
        ],
        scripts=[one.spoken(visit.language) for one in scripts],
        door="workshops",
    )


async def _own(visit: Visit, organisation: str) -> list[OwnLine]:
    sound = {
        one.script.id: one.script.spoken(visit.language) for one in await visit.house.workshops.own([organisation])
    }
    newest = await visit.house.store.own_scripts.newest([organisation], sound=False)
    return [
        OwnLine(key_of(organisation, one.about.workshop), one.about, sound.get(one.about.workshop)) for one in newest
    ]


async def one(visit: Visit) -> Response:
    """One of them: what it is, what `check` says, how to rehearse it; as it is written if it cannot be launched."""
    organisation, workshop = owner_and_id(visit)
    newest = await visit.house.writing.newest(organisation, workshop) if organisation else None
    found = await launchable(visit)
    if found is None and newest is not None:
        return RedirectResponse(f"{ROOT}/{key_of(organisation, workshop)}/script", status_code=303)
    if found is None:
        raise Refused(404, "refused.unknown")
    script = found.script
    return page(
        visit,
        "workshop.html",
        key=key_of(organisation, workshop),
        script=script.spoken(visit.language),
        newest=newest.about if newest is not None else None,
        languages=languages(script),
        lengths=script.asynchronous.lengths if script.asynchronous is not None else (),
        findings=await asyncio.to_thread(visit.house.scripts.findings, found.source),
        seats=range(1, MOST_SEATS + 1),
        organisations=await writing_for(visit),
        may_launch=any(may(role, "launch") for role in visit.roles),
        may_rehearse=any(may(role, "rehearse") for role in visit.roles),
        door="workshops",
    )


async def writing_for(visit: Visit) -> list[tuple[str, str]]:
    """The organisations for which this person may write workshops."""
    found = await visit.house.access.organisations(visit.somebody)
    return [(organisation, name) for organisation, name, role in found if may(role, "script_write")]


def languages(script: Script) -> Sequence[str]:
    """Those it can be read in, its own first."""
    return (script.language, *(known.language for known in script.translations))


async def explained(visit: Visit) -> Response:
    """Its page, one file with its own style, shown without any right to do anything."""
    script = (await on_shelf(visit)).script.spoken(visit.language)
    text = await asyncio.to_thread(visit.house.scripts.explained, script)
    return HTMLResponse(text, headers={"content-security-policy": PREVIEW_POLICY})
