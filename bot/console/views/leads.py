"""The leads of a session on a page of their own: as the notebook prints them, narrowed to what one looks for.

Points appear once their vote is closed, as in the notebook. Not here: what the agency answers (`answers`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

import msgspec
from starlette.responses import Response

from bot.console.pages import page
from bot.console.visit import Visit
from bot.engine.letters import unaccented
from bot.facilitation.numbering import ShownLead


class Filter(msgspec.Struct, frozen=True):
    """What the list is narrowed to; empty: not at all. `blank`: the label of a field that nobody filled in."""

    word: str = ""
    horizon: str = ""
    blank: str = ""

    def keeps(self, lead: ShownLead) -> bool:
        """Whether it is on the list."""
        if self.horizon and self.horizon not in lead.horizons:
            return False
        if self.blank and not any(one.label == self.blank and not one.said for one in lead.fields):
            return False
        words = " ".join((lead.text, *(said for one in lead.fields for said in one.said)))
        return unaccented(self.word) in unaccented(words)


async def shown(visit: Visit) -> Response:
    """Those that the filter keeps, most points first."""
    house, given = visit.house, visit.request.query_params
    material = await house.material(visit.record.id, house.memory())
    leads = await asyncio.to_thread(house.leads, material)
    chosen = Filter(given.get("mot", "")[:100].strip(), given.get("horizon", "")[:40], given.get("manque", "")[:200])
    return page(
        visit,
        "leads.html",
        leads=[one for one in leads if chosen.keeps(one)],
        total=len(leads),
        chosen=chosen,
        horizons=_each(code for one in leads for code in one.horizons),
        fields=_each(field.label for one in leads for field in one.fields if not field.said),
        door="leads",
    )


def _each(values: Iterable[str]) -> list[str]:
    return sorted(set(values))
