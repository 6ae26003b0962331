"""Sentences with the help of a language model: what would leave, what came back, what somebody signs.

Not here: what may leave and what an answer is worth (`facilitation.signing`), the question under way (`drafts`).
"""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from bot.console.pages import page
from bot.console.permissions import OWNS, WRITES
from bot.console.visit import Refused, Visit
from bot.console.words import Words
from bot.facilitation.assistance import Subject
from bot.facilitation.organisations import Role
from bot.facilitation.signing import AtHand, Unsigned

_SIGNING = (Role.OWNER, Role.FACILITATOR, Role.TEAM)
"""Of several roles, the one that signs."""


def _address(visit: Visit, at: str = "") -> str:
    return f"/console/seances/{visit.record.id}/phrases{at}"


def _subjects(visit: Visit, at_hand: AtHand) -> list[Subject]:
    words = Words(visit.language)
    return at_hand.subjects(lambda code: words(f"grid.{code}"), visit.language)


async def _page(
    visit: Visit, *, status: int = 200, slip: Unsigned | None = None, key: str = "", text: str = ""
) -> Response:
    """`slip`: why the draft of that key was not kept, in those words."""
    assistance = visit.house.assistance
    agreed = await assistance.agreed(visit.record.organisation)
    may_write = bool(visit.roles & WRITES)
    at_hand = await assistance.at_hand(visit.record.id)
    if (question := visit.house.drafts.of(visit.record.id)) is not None:
        visit.house.drafts.keep_only(visit.record.id, at_hand.printed)
    return page(
        visit,
        "assistance.html",
        status=status,
        endpoint=assistance.name,
        agreed=agreed,
        subjects=_subjects(visit, at_hand) if agreed is not None and may_write else [],
        question=question if may_write else None,
        printed=at_hand.printed,
        standing=at_hand.standing,
        slip=slip,
        key=key,
        text=text,
        may_write=may_write,
        may_agree=bool(visit.roles & OWNS),
        door="texts",
    )


async def shown(visit: Visit) -> Response:
    """Whether it is on, what was signed, and the drafts that wait."""
    return await _page(visit)


async def agree(visit: Visit) -> Response:
    """The owner's yes for the organisation, or its end."""
    if not visit.house.assistance.name:
        raise Refused(404, "refused.unknown")
    yes = "accord" in visit.form
    await visit.house.assistance.agree(visit.record, by=visit.somebody.id, yes=yes)
    return RedirectResponse(_address(visit), status_code=303)


async def _about(visit: Visit, name: str) -> Subject:
    if await visit.house.assistance.agreed(visit.record.organisation) is None:
        raise Refused(409, "refused.assistance")
    for one in _subjects(visit, await visit.house.assistance.at_hand(visit.record.id)):
        if one.id == name:
            return one
    raise Refused(404, "refused.unknown")


async def asked(visit: Visit) -> Response:
    """Every word that would leave, before it does."""
    about = await _about(visit, visit.request.query_params.get("sujet", ""))
    return page(visit, "assistance_sending.html", about=about, endpoint=visit.house.assistance.name, door="texts")


async def send(visit: Visit) -> Response:
    """Ask, in the background."""
    visit.house.drafts.start(visit.record, await _about(visit, visit.form.get("sujet", "")))
    return RedirectResponse(_address(visit), status_code=303)


async def progress(visit: Visit) -> Response:
    """Whether it is still under way: a part of the page, asked for again while it is."""
    question = visit.house.drafts.of(visit.record.id)
    response = page(visit, "parts/asking.html", question=question)
    if question is None or question.state != "running":
        response.headers["hx-refresh"] = "true"
    return response


async def sign(visit: Visit) -> Response:
    """Keep a draft in the words of whoever signs, or set it aside; one that is gone already was dealt with."""
    house, key = visit.house, visit.form.get("brouillon", "")
    question = house.drafts.of(visit.record.id)
    draft = question.drafts.get(key) if question is not None else None
    if draft is not None and "ecarter" not in visit.form:
        role = next(one for one in _SIGNING if one in visit.roles)
        text = " ".join(visit.form.get("texte", "").split("\n")).strip()
        slip = await house.assistance.sign(visit.record.id, draft, text, role=role, by=visit.somebody.id)
        if slip is not None:
            return await _page(visit, status=422, slip=slip, key=key, text=text)
    house.drafts.set_aside(visit.record.id, key)
    return RedirectResponse(_address(visit), status_code=303)


async def remove(visit: Visit) -> Response:
    """Take out a sentence that was signed, by its words: places move."""
    for one in (await visit.house.assistance.at_hand(visit.record.id)).standing:
        if one.sentence.text == visit.form.get("texte", ""):
            await visit.house.assistance.remove(visit.record.id, one.sentence, by=visit.somebody.id)
    return RedirectResponse(_address(visit), status_code=303)
