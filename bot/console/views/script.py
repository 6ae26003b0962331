"""A workshop of an organisation's own, file by file: read, edited, checked, added to, taken home.

What is typed is kept whatever is wrong with it, and what is wrong stands above it, line by line. Not here: its
versions (`views.script_versions`), what a change becomes when somebody else writes too (`facilitation.script_writing`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from starlette.responses import RedirectResponse, Response

from bot.console.differences import Change, compared
from bot.console.pages import page
from bot.console.permissions import may
from bot.console.views.workshops import ROOT, key_of, owner_and_id
from bot.console.visit import Refused, Visit, number_in
from bot.console.words import Words
from bot.errors import AuthorError
from bot.facilitation import script_writing
from bot.facilitation.own_scripts import OwnScript

SPARE_LINES = 40
"""How many numbered lines there are after the last one, to write in."""
TRANSLATIONS = ("fr", "en")


async def version_at(visit: Visit, asked: str = "") -> OwnScript:
    """The version asked for, the newest if none is.

    Raises:
        Refused: the organisation has written no such workshop, or no such version of it.
    """
    organisation, workshop = owner_and_id(visit)
    if not organisation:
        raise Refused(404, "refused.unknown")
    if asked:
        found = await visit.house.store.own_scripts.one(organisation, workshop, number_in(asked))
    else:
        found = await visit.house.writing.newest(organisation, workshop)
    if found is None:
        raise Refused(404, "refused.unknown")
    return found


def text_of(content: bytes) -> str:
    """A file as it is edited."""
    return content.decode("utf-8-sig", "replace")


async def shown(visit: Visit) -> Response:
    """One file of the newest version, in an editor for whoever may write."""
    newest = await version_at(visit)
    if newest.about.away:
        key = key_of(newest.about.organisation, newest.about.workshop)
        return RedirectResponse(f"{ROOT}/{key}/versions", status_code=303)
    wanted = visit.request.query_params.get("fichier", newest.source.file_name)
    files = script_writing.files(newest.source)
    if wanted not in files or not wanted.endswith(".yaml"):
        raise Refused(404, "refused.unknown")
    return await editor(visit, newest, wanted, text_of(files[wanted]))


async def editor(
    visit: Visit,
    newest: OwnScript,
    file: str,
    text: str,
    *,
    status: int = 200,
    changes: Sequence[Change] = (),
    slip: str = "",
    lines: Sequence[str] = (),
) -> Response:
    """The page: `text` in the field, with what `check` says of the workshop that it would make."""
    there = script_writing.files(newest.source)
    source = script_writing.of_files(newest.about.workshop, {**there, file: text.encode()})
    findings = await asyncio.to_thread(visit.house.scripts.findings, source)
    said = script_writing.id_in(source.source)
    languages = [one.rpartition(".yaml")[0].rpartition(".")[2] for one in there if one.count(".") == 2]
    return page(
        visit,
        "script.html",
        status=status,
        key=key_of(newest.about.organisation, newest.about.workshop),
        newest=newest.about,
        author=await author(visit, newest),
        file=file,
        files=[one for one in there if one.endswith(".yaml")],
        pictures=[one for one in there if not one.endswith(".yaml")],
        text=text,
        rows=text.count("\n") + SPARE_LINES,
        findings=findings,
        marked={one.line: one.error for one in reversed(findings) if one.file == file},
        renamed=said if said != newest.about.workshop else "",
        translatable=[one for one in TRANSLATIONS if one not in languages],
        note=visit.form.get("note", ""),
        changes=changes,
        slip=slip,
        lines=lines,
        launchable=await _launchable(visit, newest),
        may_write=any(may(role, "script_write") for role in visit.roles),
        door="workshops",
    )


async def _launchable(visit: Visit, newest: OwnScript) -> int:
    """The number of the version that is launched; 0 if none can be."""
    versions = await visit.house.store.own_scripts.versions(newest.about.organisation, newest.about.workshop)
    put_away = max((one.version for one in versions if one.away), default=0)
    return max((one.version for one in versions if one.sound and one.version > put_away), default=0)


async def author(visit: Visit, newest: OwnScript) -> str:
    """Who wrote a version, as the organisation calls them; empty if they have no name there."""
    return (await visit.house.people.labels(newest.about.organisation)).get(newest.about.by, "")


async def write(visit: Visit) -> Response:
    """Keep what was typed as a version; or take the file off; or add a translation to fill in."""
    newest = await version_at(visit)
    files = script_writing.files(newest.source)
    file = visit.form.get("fichier", "")
    if visit.form.get("geste") == "traduire":
        return await _translated(visit, newest)
    if file not in files:
        raise Refused(404, "refused.unknown")
    if visit.form.get("geste") == "retirer":
        if file == newest.source.file_name:
            raise Refused(400, "refused.form")
        note = Words(visit.language)("script.removed", file=file)
        return await kept(visit, newest, {file: None}, newest.source.file_name, note)
    if not file.endswith(".yaml"):
        raise Refused(400, "refused.form")
    text = script_writing.as_typed(visit.form.get("texte", ""))
    return await kept(visit, newest, {file: text.encode()}, file, visit.form.get("note", ""))


async def _translated(visit: Visit, newest: OwnScript) -> Response:
    language = visit.form.get("langue", "")
    if language not in TRANSLATIONS:
        raise Refused(400, "refused.form")
    name = script_writing.called(newest.about.workshop, f"x.{language}.yaml")
    try:
        text = await asyncio.to_thread(visit.house.scripts.translated, newest.source, language)
    except AuthorError as error:
        script = newest.source
        return await editor(
            visit,
            newest,
            script.file_name,
            text_of(script.source),
            status=422,
            slip="script.slip.translation",
            lines=error.lines_in(visit.language),
        )
    note = Words(visit.language)("script.translation", language=language)
    return await kept(visit, newest, {name: text.encode()}, name, note)


async def kept(visit: Visit, newest: OwnScript, given: Mapping[str, bytes | None], file: str, note: str) -> Response:
    """Put files on the newest version, and go to `file`; or show what somebody else made of one meanwhile."""
    organisation, workshop = newest.about.organisation, newest.about.workshop
    base = number_in(visit.form.get("version", ""))
    changed = await visit.house.writing.change(
        organisation, workshop, given, base=base, by=visit.somebody.id, note=note
    )
    if changed.clash:
        latest = await version_at(visit)
        theirs = script_writing.files(latest.source).get(changed.clash, b"")
        mine = given[changed.clash]
        if not changed.clash.endswith(".yaml") or mine is None:
            file = latest.source.file_name
            text = text_of(latest.source.source)
            return await editor(
                visit, latest, file, text, status=409, slip="script.slip.changed", lines=[changed.clash]
            )
        differing = await asyncio.to_thread(compared, text_of(theirs), text_of(mine))
        return await editor(visit, latest, changed.clash, text_of(mine), status=409, changes=differing)
    if changed.version is None:
        raise Refused(413, "refused.script_large")
    ending = "" if file == f"{workshop}.yaml" else f"?fichier={file}"
    return RedirectResponse(f"{ROOT}/{key_of(organisation, workshop)}/script{ending}", status_code=303)


async def brought(visit: Visit) -> Response:
    """Files put in the place of those of the same kind, or beside them."""
    newest = await version_at(visit)
    given: dict[str, bytes | None] = {}
    slip = "" if any(one.field == "fichiers" for one in visit.files) else "scripts.slip.no_file"
    for one in visit.files:
        name = script_writing.called(newest.about.workshop, one.name)
        if not name:
            slip = "scripts.slip.file"
        elif name.endswith(".yaml") and not script_writing.is_text(one.content):
            slip = "scripts.slip.not_text"
        given[name] = one.content
    if slip:
        script = newest.source
        return await editor(visit, newest, script.file_name, text_of(script.source), status=422, slip=slip)
    first = next((name for name in given if name.endswith(".yaml")), newest.source.file_name)
    return await kept(visit, newest, given, first, Words(visit.language)("scripts.brought"))


async def download(visit: Visit) -> Response:
    """One file of a version, as it is."""
    found = await version_at(visit, visit.request.query_params.get("version", ""))
    wanted = visit.request.path_params["file"]
    # A picture is called by its own name in the address: its folder is the workshop's.
    files = {name.rpartition("/")[2]: content for name, content in script_writing.files(found.source).items()}
    if wanted not in files:
        raise Refused(404, "refused.unknown")
    headers = {"content-disposition": f'attachment; filename="{wanted}"'}
    kind = "application/yaml" if wanted.endswith(".yaml") else "application/octet-stream"
    return Response(files[wanted], media_type=kind, headers=headers)
