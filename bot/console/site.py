"""The console as one Starlette application: its doors, its static files, and what a refusal looks like.

Here: the list of doors and the way from a request to a page. Not here: who may open which (`permissions`, `guard`), the
server (`app`).
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from bot.console.guard import Door, admit
from bot.console.headers import SafeHeaders
from bot.console.house import House
from bot.console.pages import STATIC, page
from bot.console.views import (
    answers,
    assistance,
    contributions,
    grid,
    ideas,
    journal,
    launch,
    leads,
    notebook,
    people,
    programmes,
    public,
    rehearsal,
    review,
    script,
    script_versions,
    scripts,
    session,
    settings,
    sign_in,
    texts,
    votes,
    workshops,
)
from bot.console.visit import Refused, Visit
from bot.console.words import closest
from bot.errors import OutsideFailure

log = logging.getLogger(__name__)

ROOT: Final = "/console"
PUBLIC_ROOT: Final = "/public"
MOST_SETTINGS: Final = 2 * 1024 * 1024
"""A logo that is too heavy is refused in words, one of a whole camera by the door."""
_AGE: Final = "public, max-age=31536000, immutable"
_PROGRAMME: Final = f"{ROOT}/programmes/{{programme}}"
_SESSION: Final = f"{ROOT}/seances/{{session}}"
MOST_TYPED: Final = 1_200_000
"""Bytes of a form with a script in it: the longest that `check` reads, with every third letter accented."""
MOST_UPLOADED: Final = 4_000_000
_PICTURES: Final = "refused.script_large"
_WORKSHOP: Final = f"{ROOT}/ateliers/{{workshop}}"


async def static(visit: Visit) -> Response:
    """A file that pages are dressed with; by the names there are, so no path leads anywhere else."""
    wanted = visit.request.path_params["file"]
    for file in STATIC.iterdir():
        if file.name == wanted:
            return FileResponse(file, headers={"cache-control": _AGE})
    raise Refused(404, "refused.unknown")


DOORS: Final = (
    Door("static", f"{ROOT}/statique/{{file}}", static),
    Door("sign_in", f"{ROOT}/entrer", sign_in.ask),
    Door("enter", f"{ROOT}/entrer", sign_in.enter, changes=True),
    Door("leave", f"{ROOT}/sortir", sign_in.leave, changes=True),
    Door("leave_everywhere", f"{ROOT}/sortir-partout", sign_in.leave_everywhere, changes=True),
    Door("sessions", ROOT, session.listed),
    Door("workshops", f"{ROOT}/ateliers", workshops.listed),
    Door("workshop", _WORKSHOP, workshops.one),
    Door("explained", f"{_WORKSHOP}/page", workshops.explained),
    Door("script_new", scripts.NEW, scripts.new),
    Door("script_make", scripts.NEW, scripts.make, changes=True),
    Door("script_bring", f"{scripts.NEW}/fichiers", scripts.brought, True, MOST_UPLOADED, True, _PICTURES),
    Door("script", f"{_WORKSHOP}/script", script.shown),
    Door("script_write", f"{_WORKSHOP}/script", script.write, True, MOST_TYPED),
    Door("script_files", f"{_WORKSHOP}/fichiers", script.brought, True, MOST_UPLOADED, True, _PICTURES),
    Door("script_file", f"{_WORKSHOP}/fichiers/{{file}}", script.download),
    Door("script_versions", f"{_WORKSHOP}/versions", script_versions.listed),
    Door("script_restore", f"{_WORKSHOP}/versions", script_versions.restore, changes=True),
    Door("launch", f"{_WORKSHOP}/lancer", launch.asked),
    Door("launched", f"{_WORKSHOP}/lancer", launch.launched, changes=True),
    Door("rehearse", f"{_WORKSHOP}/essai", rehearsal.begin, changes=True),
    Door("rehearsal", f"{ROOT}/essais/{{key}}", rehearsal.shown),
    Door("act", f"{ROOT}/essais/{{key}}", rehearsal.act, changes=True),
    Door("session", _SESSION, session.one),
    Door("live", f"{_SESSION}/direct", session.live),
    Door("screen", f"{_SESSION}/ecran", session.screen),
    Door("screen_live", f"{_SESSION}/ecran/direct", session.screen_live),
    Door("qr", f"{_SESSION}/qr.svg", session.qr),
    Door("notebook", f"{_SESSION}/cahier", notebook.shown),
    Door("compile", f"{_SESSION}/cahier", notebook.compiled, changes=True),
    Door("progress", f"{_SESSION}/cahier/avancement", notebook.progress),
    Door("review", f"{_SESSION}/relecture", review.shown),
    Door("keep_named", f"{_SESSION}/relecture/garder", review.keep, changes=True),
    Door("validate", f"{_SESSION}/relecture/valider", review.validate, changes=True),
    Door("preview", f"{_SESSION}/cahier/apercu", notebook.preview),
    Door("download", f"{_SESSION}/fichiers/{{until}}/{{seal}}/{{file}}", notebook.download),
    Door("send", f"{_SESSION}/fichiers", notebook.send, changes=True),
    Door("public_switch", f"{_SESSION}/page-publique", public.switch, changes=True),
    Door("public", f"{PUBLIC_ROOT}/{{slug}}", public.shown),
    Door("public_preview", f"{PUBLIC_ROOT}/{{slug}}/cahier", public.preview),
    Door("public_download", f"{PUBLIC_ROOT}/{{slug}}/cahier.{{format}}", public.download),
    Door("contributions", f"{_SESSION}/contributions", contributions.listed),
    Door("grid", f"{_SESSION}/grille", grid.shown),
    Door("write_grid", f"{_SESSION}/grille", grid.write, changes=True),
    Door("codes", f"{_SESSION}/contributions/codage.csv", contributions.table),
    Door("contribution", f"{_SESSION}/contributions/{{contribution}}", contributions.one),
    Door("code", f"{_SESSION}/contributions/{{contribution}}", contributions.code, changes=True),
    Door("sentences", f"{_SESSION}/phrases", assistance.shown),
    Door("agree", f"{_SESSION}/phrases/accord", assistance.agree, changes=True),
    Door("sentences_progress", f"{_SESSION}/phrases/avancement", assistance.progress),
    Door("sending", f"{_SESSION}/phrases/envoi", assistance.asked),
    Door("sentences_send", f"{_SESSION}/phrases/envoi", assistance.send, changes=True),
    Door("sign", f"{_SESSION}/phrases/signer", assistance.sign, changes=True),
    Door("unsign", f"{_SESSION}/phrases/retirer", assistance.remove, changes=True),
    Door("texts", f"{_SESSION}/textes", texts.listed),
    Door("text", f"{_SESSION}/textes/{{name}}", texts.one),
    Door("write", f"{_SESSION}/textes/{{name}}", texts.write, changes=True),
    Door("programmes", f"{ROOT}/programmes", programmes.listed),
    Door("programme_make", f"{ROOT}/programmes", programmes.make, changes=True),
    Door("programme", _PROGRAMME, programmes.one),
    Door("programme_change", _PROGRAMME, programmes.change, changes=True),
    Door("comparison", f"{_PROGRAMME}/comparaison", programmes.compared),
    Door("programme_compile", f"{_PROGRAMME}/cahier", programmes.compiled, changes=True),
    Door("programme_progress", f"{_PROGRAMME}/cahier/avancement", programmes.progress),
    Door("programme_download", f"{_PROGRAMME}/fichiers/{{until}}/{{seal}}/{{file}}", programmes.download),
    Door("programme_send", f"{_PROGRAMME}/fichiers", programmes.send, changes=True),
    Door("people", f"{ROOT}/equipe", people.listed),
    Door("invite", f"{ROOT}/equipe/inviter", people.invite, changes=True),
    Door("revoke", f"{ROOT}/equipe/annuler", people.revoke, changes=True),
    Door("change_role", f"{ROOT}/equipe/role", people.change_role, changes=True),
    Door("remove", f"{ROOT}/equipe/retirer", people.remove, changes=True),
    Door("settings", f"{ROOT}/reglages", settings.shown),
    Door("set", f"{ROOT}/reglages", settings.write, True, MOST_SETTINGS, True, "refused.logo_large"),
    Door("logo", f"{ROOT}/reglages/{{organisation}}/logo.png", settings.logo),
    Door("answers", f"{_SESSION}/reponses", answers.shown),
    Door("answer", f"{_SESSION}/reponses", answers.write, changes=True),
    Door("publish", f"{_SESSION}/reponses/publier", answers.publish, changes=True),
    Door("ideas", f"{_SESSION}/propositions", ideas.shown),
    Door("leads", f"{_SESSION}/pistes", leads.shown),
    Door("votes", f"{_SESSION}/votes", votes.shown),
    Door("journal", f"{_SESSION}/journal", journal.shown),
)


def console_app(house: House) -> ASGIApp:
    """The application. Every path below `/console` and `/public` is its own."""

    def endpoint(door: Door) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            try:
                visit = await admit(house, door, request)
                return await door.handler(visit)
            except Refused as refusal:
                return _refusal(house, request, refusal)
            except OutsideFailure as failure:
                log.warning("a page of the console waits: %s", failure)
                return _refusal(house, request, Refused(503, "refused.outside"))

        return answer

    async def http_error(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        return _refusal(house, request, Refused(status, "refused.unknown" if status == 404 else "refused.form"))

    async def defect(request: Request, error: Exception) -> Response:
        # The type only: a message may quote what a person wrote. Starlette raises it again, to be logged by the server.
        log.error("a page of the console failed: %s", type(error).__name__)
        return _refusal(house, request, Refused(500, "refused.ours"))

    async def slash(request: Request) -> Response:
        return RedirectResponse(ROOT, status_code=308)

    routes = [Route(door.path, endpoint(door), methods=[door.method], name=door.name) for door in DOORS]
    application = Starlette(
        routes=[*routes, Route(f"{ROOT}/", slash)],
        exception_handlers={HTTPException: http_error, Exception: defect},
    )
    return SafeHeaders(application, secure=house.secure)


def _refusal(house: House, request: Request, refusal: Refused) -> Response:
    visit = Visit(house, request, closest(request.headers.get("accept-language", "")))
    return page(visit, "refused.html", status=refusal.status, key=refusal.key, to=_way_back(request))


def _way_back(request: Request) -> str:
    """Where « Revenir » leads: the sessions, or from one of them its own page."""
    session = request.path_params.get("session", "") if hasattr(request, "path_params") else ""
    return f"{ROOT}/seances/{session}" if session and session.isalnum() else ROOT
