"""The team's own texts: what it wrote, what it may cite by number, and what if somebody else wrote meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Final

from starlette.responses import RedirectResponse, Response

from bot.console.differences import Change, compared
from bot.console.pages import page
from bot.console.permissions import WRITES
from bot.console.visit import Refused, Visit, number_in
from bot.facilitation.numbering import Numbered
from bot.facilitation.team_texts import (
    EDITED,
    Complaint,
    TeamText,
    TextName,
    typed,
    ungrounded,
)
from bot.facilitation.team_writing import keep

CITE: Final = "citer"
"""What an address asks to cite, by its number."""


async def _numbered(visit: Visit) -> Sequence[Numbered]:
    house = visit.house
    material = await house.material(visit.record.id, house.memory())
    # Three thousand people's words take a moment to number.
    return await asyncio.to_thread(house.numbering, material)


def _address(visit: Visit, name: str = "") -> str:
    return f"/console/seances/{visit.record.id}/textes{f'/{name}' if name else ''}"


async def listed(visit: Visit) -> Response:
    """Each text as it stands, and what in them rests on nothing any more."""
    numbered = await _numbered(visit)
    numbers = {one.contribution: one.number for one in numbered}
    authors = {one.contribution: one.author for one in numbered}
    kept = await visit.house.store.team_texts.of(visit.record.id)
    texts = [text for text in kept if text.name in EDITED]
    shown = {text.name: {"at": text.at, "version": text.version, "text": typed(text.text, numbers)} for text in texts}
    return page(
        visit,
        "texts.html",
        names=EDITED,
        texts=shown,
        fallen=ungrounded(texts, authors),
        may_write=bool(visit.roles & WRITES),
        door="texts",
    )


def _name(visit: Visit) -> TextName:
    for name in EDITED:
        if name == visit.request.path_params["name"]:
            return name
    raise Refused(404, "refused.unknown")


async def _current(visit: Visit, name: TextName) -> TeamText | None:
    texts = await visit.house.store.team_texts.of(visit.record.id)
    return next((text for text in texts if text.name == name), None)


def _editor(
    visit: Visit,
    name: TextName,
    numbered: Sequence[Numbered],
    text: str,
    version: int,
    *,
    status: int = 200,
    complaints: Sequence[Complaint] = (),
    changes: Sequence[Change] = (),
    citing: Numbered | None = None,
) -> Response:
    """`citing`: what somebody chose to write a sentence about, in the list of contributions."""
    return page(
        visit,
        "text.html",
        status=status,
        name=name.value,
        text=text,
        version=version,
        complaints=complaints,
        changes=changes,
        citing=citing,
        numbered=[one for one in numbered if one.text],
        may_write=bool(visit.roles & WRITES),
        door="texts",
    )


async def one(visit: Visit) -> Response:
    """One text to edit, beside everything it may cite."""
    name = _name(visit)
    numbered = await _numbered(visit)
    current = await _current(visit, name)
    numbers = {each.contribution: each.number for each in numbered}
    text = typed(current.text, numbers) if current is not None else ""
    wanted = visit.request.query_params.get(CITE, "") if visit.roles & WRITES else ""
    citing = next((each for each in numbered if each.text and each.number == wanted), None)
    if citing is not None:
        text = f"{text.rstrip()}\n".lstrip() + f" ({citing.number})."
    version = current.version if current is not None else 0
    return _editor(visit, name, numbered, text, version, citing=citing)


async def write(visit: Visit) -> Response:
    """Keep it, or show it again with what is wrong, or with what somebody else wrote since."""
    name = _name(visit)
    house = visit.house
    numbered = await _numbered(visit)
    given = visit.form.get("texte", "").strip()
    version = number_in(visit.form.get("version", ""))
    kept = await keep(
        house.store,
        visit.record.id,
        name,
        given,
        numbered,
        version=version,
        by=visit.somebody.id,
        at=house.clock.now(),
    )
    if kept.complaints:
        return _editor(visit, name, numbered, given, version, status=422, complaints=kept.complaints)
    if not kept.followed:
        theirs = await _current(visit, name)
        numbers = {each.contribution: each.number for each in numbered}
        text, newest = (typed(theirs.text, numbers), theirs.version) if theirs is not None else ("", 0)
        if text == given:
            return RedirectResponse(_address(visit), status_code=303)
        changes = await asyncio.to_thread(compared, text, given)
        return _editor(visit, name, numbered, given, newest, status=409, changes=changes)
    return RedirectResponse(_address(visit), status_code=303)
