"""What was said, to be read and coded: filtered, one after the other from the keyboard, taken away as a table.

Those who steer or observe a session read it as in the chat; the rest of the team reads what the notebook may print.
Nothing is rewritten here, and nobody is asked anything: what needs the bot stays with the bot.
"""

from __future__ import annotations

import asyncio
import csv
import io
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlencode

import msgspec
from starlette.responses import RedirectResponse, Response

from bot.console.files import noted
from bot.console.pages import page
from bot.console.permissions import STEERS, WRITES
from bot.console.views.notebook import friendly
from bot.console.visit import Refused, Visit, number_in
from bot.console.words import Words
from bot.engine.names import named
from bot.facilitation import naming
from bot.facilitation.coding import CODED, GRID, Coding
from bot.facilitation.grid import DIFFERENT, Grid
from bot.facilitation.organisations import Role
from bot.facilitation.records import JournalEntry
from bot.facilitation.writes import WriteJournal

READS: Final = STEERS | {Role.OBSERVER}
A_PAGE: Final = 50
STEP, CODE, WORD, WHO, STATE, PLACE = "etape", "code", "mot", "profil", "etat", "page"
CONFIRMED: Final = "confirmer"
"""The field of the button that takes a proposal over: its codes."""
PINNED: Final = "pinned"
"""The state of what facilitators put forward."""
UNREAD: Final = "a_lire"
"""The filter for what nobody has coded yet."""
_STANDINGS: Final = {"P": "parked", "H": "late", "I": "uncertain", "X": "withheld", "R": "correction"}
_FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r")


class Said(msgspec.Struct, frozen=True):
    """One contribution, as this visitor may read it. `codes` None: nobody has read it yet."""

    id: str
    number: str
    step: str
    title: str
    signature: str
    text: str
    quoted: bool
    standing: str
    codes: tuple[str, ...] | None
    pinned: bool = False
    names: tuple[str, ...] = ()
    """Words that look like somebody's name: flagged, never edited."""


class Filter(msgspec.Struct, frozen=True):
    """What the list is narrowed to; empty: not at all."""

    step: str = ""
    code: str = ""
    word: str = ""
    who: str = ""
    state: str = ""

    @property
    def query(self) -> str:
        """As an address carries it."""
        given = {STEP: self.step, CODE: self.code, WORD: self.word, WHO: self.who, STATE: self.state}
        return urlencode({name: value for name, value in given.items() if value})

    def keeps(self, one: Said) -> bool:
        """Whether it is on the list."""
        if self.step and one.step != self.step:
            return False
        if self.who and one.signature != self.who:
            return False
        if self.state and not (one.pinned if self.state == PINNED else one.standing == self.state):
            return False
        if self.word and self.word.casefold() not in one.text.casefold():
            return False
        if self.code == UNREAD:
            return one.codes is None
        return not self.code or self.code in (one.codes or ())


def _filter(visit: Visit) -> Filter:
    given = visit.form or visit.request.query_params
    return Filter(
        given.get(STEP, "")[:100],
        given.get(CODE, "")[:40],
        given.get(WORD, "")[:100].strip(),
        given.get(WHO, "")[:200],
        given.get(STATE, "")[:20],
    )


async def _said(visit: Visit) -> tuple[list[Said], Grid]:
    house = visit.house
    memory = house.memory()
    material = await house.material(visit.record.id, memory)
    group = (await memory.group(visit.record.id)).group
    pinned = {pin.contribution for pin in group.pinned}
    known = naming.known(material.script, group, [one.alias for one in material.speakers])
    numbered = await asyncio.to_thread(house.numbering, material)
    raw = {one.id: one.text for one in material.contributions} if visit.roles & READS else {}
    codings = {one.contribution: one.codes for one in material.codings}
    said = [
        Said(
            one.contribution,
            one.number,
            one.key.partition(".")[0],
            one.title,
            one.signature,
            one.text or raw.get(one.contribution, ""),
            bool(one.text),
            _STANDINGS.get(one.number[0], ""),
            codings.get(one.contribution),
            one.contribution in pinned,
            named(one.text, known) if one.text else (),
        )
        for one in numbered
    ]
    return said, material.grid


def _parts(visit: Visit, grid: Grid) -> dict[str, list[tuple[str, str]]]:
    """The codes of the grid with what the page calls them: rubrics, blocks, themes, and the different voice."""
    language, words = visit.language, Words(visit.language)
    return {
        "rubrics": [(code, words(f"grid.{code}")) for code in GRID],
        "blocks": [(code.id, code.named(language)) for code in grid.blocks],
        "themes": [(code.id, code.named(language)) for code in grid.themes],
        "voice": [(DIFFERENT, words(f"grid.{DIFFERENT}"))],
    }


def _labels(parts: dict[str, list[tuple[str, str]]]) -> dict[str, str]:
    return {code: label for part in parts.values() for code, label in part}


def _address(visit: Visit, rest: str = "", query: str = "") -> str:
    return f"/console/seances/{visit.record.id}/contributions{rest}{f'?{query}' if query else ''}"


def _steps(said: Sequence[Said]) -> dict[str, str]:
    return {one.step: one.title for one in said if one.title}


async def listed(visit: Visit) -> Response:
    """Those that the filter keeps, fifty a page."""
    said, grid = await _said(visit)
    chosen = _filter(visit)
    kept = [one for one in said if chosen.keeps(one)]
    last = max(1, -(-len(kept) // A_PAGE))
    number = min(number_in(visit.request.query_params.get(PLACE, "")) or 1, last)
    return page(
        visit,
        "contributions.html",
        said=kept[(number - 1) * A_PAGE : number * A_PAGE],
        total=len(kept),
        there=len(said),
        unread=sum(1 for one in said if one.codes is None),
        first=next((one.id for one in kept if one.codes is None), ""),
        chosen=chosen,
        steps=_steps(said),
        profiles=sorted({one.signature for one in said if one.signature}),
        states=_states(said),
        labels=_labels(_parts(visit, grid)),
        number=number,
        last=last,
        may_code=bool(visit.roles & WRITES),
        door="contributions",
    )


def _states(said: Sequence[Said]) -> list[str]:
    """Those that some contribution is in."""
    pinned = [PINNED] if any(one.pinned for one in said) else []
    return pinned + [one for one in _STANDINGS.values() if any(each.standing == one for each in said)]


def _found(visit: Visit, said: Sequence[Said]) -> Said:
    wanted = visit.request.path_params["contribution"]
    found = next((one for one in said if one.id == wanted), None)
    if found is None:
        raise Refused(404, "refused.unknown")
    return found


async def one(visit: Visit) -> Response:
    """One of them, to be coded: a key a code, Enter for the next."""
    said, grid = await _said(visit)
    found = _found(visit, said)
    chosen = _filter(visit)
    proposed: tuple[str, ...] = ()
    if found.codes is None and found.text:
        proposed = await asyncio.to_thread(visit.house.policy.suggesting, grid, found.text, visit.record.language)
    left = sum(1 for each in said if chosen.keeps(each) and each.codes is None)
    return page(
        visit,
        "contribution.html",
        one=found,
        left=left,
        proposed=proposed,
        chosen=chosen,
        parts=_parts(visit, grid),
        labels=_labels(_parts(visit, grid)),
        may_code=bool(visit.roles & WRITES),
        door="contributions",
    )


async def code(visit: Visit) -> Response:
    """Keep the codes ticked, then on to the next that nobody has read."""
    said, grid = await _said(visit)
    found = _found(visit, said)
    chosen = _filter(visit)
    proposed = visit.form.get(CONFIRMED, "").split()
    codes = tuple(each for each in grid.codes if f"code-{each}" in visit.form or each in proposed)
    house = visit.house
    coding = Coding(visit.record.id, found.id, codes, house.clock.now(), visit.somebody.id)
    await house.store.codings.put(coding)
    entry = JournalEntry(visit.record.id, coding.at, CODED, "animation", {"number": found.number})
    await house.store.commit([WriteJournal(entry)])
    place = said.index(found)
    onward = next(
        (each.id for each in [*said[place + 1 :], *said[:place]] if each.codes is None and chosen.keeps(each)), ""
    )
    return RedirectResponse(_address(visit, f"/{onward}" if onward else "", chosen.query), status_code=303)


async def table(visit: Visit) -> Response:
    """Everything that the notebook may print, with its codes, for a spreadsheet: no cell is a formula."""
    text = io.StringIO()
    writer = csv.writer(text)
    said, grid = await _said(visit)
    writer.writerow(["numero", "etape", "titre", "signature", "texte", *grid.codes])
    for each in said:
        codes = each.codes or ()
        shown = each.text if each.quoted else ""
        row = [
            each.number,
            each.step,
            each.title,
            each.signature,
            shown,
            *("1" if one in codes else "" for one in grid.codes),
        ]
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULAS) else cell for cell in row])
    name = friendly(visit.record, "codage.csv")
    await noted(visit, [visit.record], name)
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    # A spreadsheet takes it for UTF-8 only with its mark.
    return Response(b"\xef\xbb\xbf" + text.getvalue().encode(), media_type="text/csv", headers=headers)
