"""The versions of a workshop of an organisation's own: who wrote what, what differs, an older one again."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import msgspec
from starlette.responses import RedirectResponse, Response

from bot.console.differences import Change, compared
from bot.console.pages import page
from bot.console.permissions import may
from bot.console.views.script import kept, text_of, version_at
from bot.console.views.workshops import ROOT, key_of
from bot.console.visit import Refused, Visit, number_in
from bot.console.words import Words
from bot.errors import AuthorError
from bot.facilitation import script_writing
from bot.facilitation.own_scripts import OwnScript


class FileChanges(msgspec.Struct, frozen=True):
    """What differs in one file; a picture has no lines."""

    file: str
    changes: tuple[Change, ...]


async def listed(visit: Visit) -> Response:
    """Every version, the newest first; and what differs between the two that the address names."""
    newest = await version_at(visit)
    about, query = newest.about, visit.request.query_params
    versions = await visit.house.store.own_scripts.versions(about.organisation, about.workshop)
    sessions = await visit.house.store.sessions_of(about.organisation)
    labels = await visit.house.people.labels(about.organisation)
    pair = None
    if "de" in query or "a" in query:
        pair = [await version_at(visit, str(number_in(query.get(one, "")))) for one in ("de", "a")]
    return page(
        visit,
        "script_versions.html",
        key=key_of(about.organisation, about.workshop),
        newest=about,
        versions=list(reversed(versions)),
        authors={one.version: labels.get(one.by, "") for one in versions},
        pinned={one.version: sum(each.script_hash == one.hash for each in sessions) for one in versions},
        pair=[one.about for one in pair] if pair is not None else (),
        said=await _said(visit, *pair) if pair is not None else None,
        files=await asyncio.to_thread(lambda: list(_differing(*pair))) if pair is not None else (),
        may_write=any(may(role, "script_restore") for role in visit.roles),
        door="workshops",
    )


async def _said(visit: Visit, before: OwnScript, after: OwnScript) -> str:
    """What it changes for participants and for sessions under way; empty if one of the two has errors."""
    try:
        said = await asyncio.to_thread(visit.house.scripts.compared, before.source, after.source)
    except AuthorError:
        return ""
    return said.into(visit.language)


def _differing(before: OwnScript, after: OwnScript) -> Iterator[FileChanges]:
    old, new = script_writing.files(before.source), script_writing.files(after.source)
    for name in dict.fromkeys((*new, *old)):
        was, is_now = old.get(name, b""), new.get(name, b"")
        if was != is_now:
            text = name.endswith(".yaml")
            yield FileChanges(name, compared(text_of(was), text_of(is_now)) if text else ())


async def restore(visit: Visit) -> Response:
    """An older version again, as the newest: nothing in between is lost; or the workshop put away."""
    newest = await version_at(visit)
    if visit.form.get("geste") == "ranger":
        note = Words(visit.language)("script.put_away.note")
        done = not newest.about.away and number_in(visit.form.get("version", "")) == newest.about.version
        if not done or not await visit.house.writing.put_away(newest.about, by=visit.somebody.id, note=note):
            raise Refused(409, "refused.script_moved")
        return RedirectResponse(ROOT, status_code=303)
    older = await version_at(visit, visit.form.get("reprendre", "0"))
    files = script_writing.files(older.source)
    gone = dict.fromkeys(name for name in script_writing.files(newest.source) if name not in files)
    note = Words(visit.language)("script.restored", n=older.about.version)
    answer = await kept(visit, newest, {**gone, **files}, newest.source.file_name, note)
    if isinstance(answer, RedirectResponse):
        return RedirectResponse(str(visit.request.url.path), status_code=303)
    return answer
