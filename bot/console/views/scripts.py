"""A workshop begun for an organisation: from the commented starter, as a copy of one at hand, or from files.

Not here: editing one (`views.script`), its versions (`views.script_versions`).
"""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import RedirectResponse, Response

from bot.console.pages import page
from bot.console.views.workshops import ROOT, key_of, writing_for
from bot.console.visit import Refused, Visit
from bot.console.words import Words
from bot.errors import OperatorError
from bot.facilitation import script_writing

NEW = "/console/nouvel-atelier"
LONGEST_ID = 20


async def new(visit: Visit) -> Response:
    """The ways of beginning one."""
    return await _new(visit)


async def _new(visit: Visit, slip: str = "", status: int = 200, there: str = "") -> Response:
    organisations = await writing_for(visit)
    own = [one for organisation, _ in organisations for one in await visit.house.workshops.own([organisation])]
    shelf = await visit.house.workshops.at_hand([])
    copies = [(one.id, one.spoken(visit.language).title, "") for one in shelf]
    names = dict(organisations)
    copies += [
        (key_of(one.organisation, one.script.id), one.script.spoken(visit.language).title, names[one.organisation])
        for one in own
    ]
    return page(
        visit,
        "script_new.html",
        status=status,
        organisations=organisations,
        copies=copies,
        typed=visit.form,
        chosen=visit.form.get("copie", visit.request.query_params.get("copie", "")),
        slip=slip,
        there=there,
        door="workshops",
    )


async def make(visit: Visit) -> Response:
    """A version 1: the starter, or a copy."""
    workshop = visit.form.get("identifiant", "").strip()
    copied = visit.form.get("copie", "")
    try:
        # Asked for a copy too: it says whether that can be an id.
        starter = visit.house.scripts.begun(workshop, visit.language)
    except OperatorError:
        return await _new(visit, "scripts.slip.id", 422)
    if not copied:
        return await _begun(visit, workshop, {f"{workshop}.yaml": starter.encode()}, "")
    organisation, _, source_id = copied.rpartition(".")
    if organisation and organisation not in dict(await writing_for(visit)):
        raise Refused(404, "refused.unknown")
    found = await visit.house.workshops.find(source_id, [organisation] if organisation else [])
    if found is None:
        raise Refused(404, "refused.unknown")
    files = script_writing.files(script_writing.renamed(found.source, workshop))
    return await _begun(visit, workshop, files, Words(visit.language)("scripts.copied", of=source_id))


async def brought(visit: Visit) -> Response:
    """A version 1 from files: the script, and what is beside it."""
    files = [one for one in visit.files if one.field == "fichiers"]
    scripts = [one for one in files if script_writing.called("x", one.name) == "x.yaml"]
    if len(scripts) != 1:
        return await _new(visit, "scripts.slip.one_script", 422)
    stem = script_writing.stem_of(scripts[0].name)
    workshop = script_writing.id_in(scripts[0].content) or stem
    try:
        visit.house.scripts.begun(workshop, visit.language)
    except OperatorError:
        return await _new(visit, "scripts.slip.id_in_file", 422)
    kept: dict[str, bytes] = {}
    for one in files:
        name = script_writing.called(workshop, one.name)
        if not name:
            return await _new(visit, "scripts.slip.file", 422)
        if not name.startswith(f"{workshop}.images/") and not script_writing.is_text(one.content):
            return await _new(visit, "scripts.slip.not_text", 422)
        kept[name] = one.content
    return await _begun(visit, workshop, kept, Words(visit.language)("scripts.brought"))


async def _begun(visit: Visit, workshop: str, files: Mapping[str, bytes], note: str) -> Response:
    organisation = visit.form.get("organisation", "")
    if organisation not in dict(await writing_for(visit)):
        raise Refused(403, "refused.role")
    writing = visit.house.writing
    newest = await writing.newest(organisation, workshop)
    if newest is not None and not newest.about.away:
        return await _new(visit, "scripts.slip.there", 409, key_of(organisation, workshop))
    if not await writing.room(organisation):
        return await _new(visit, "scripts.slip.many", 409)
    base = newest.about.version if newest is not None else 0
    changed = await writing.change(organisation, workshop, files, base=base, by=visit.somebody.id, note=note)
    if changed.clash:
        return await _new(visit, "scripts.slip.there", 409, key_of(organisation, workshop))
    if changed.version is None:
        raise Refused(413, "refused.script_large")
    return RedirectResponse(f"{ROOT}/{key_of(organisation, workshop)}/script", status_code=303)
