"""Votes of several sessions that compare: the same item, by code and by text, graded with the same grades. Pure."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from bot.engine.script import GradedBallot
from bot.notebook.ballots import grade_of, in_order, published, votes_of
from bot.notebook.rollup.sites import HIDDEN, NOT_ASKED, Bench, Site


@dataclass
class Same:
    """One item, and what it received: session → cell."""

    code: str
    text: str
    cells: dict[str, str] = field(default_factory=dict)


def comparable(bench: Bench) -> list[Same]:
    """The items that two sessions or more voted on alike, in the order of the first that did."""
    found: dict[tuple[str, str, tuple[str, ...]], Same] = {}
    for site in bench.sites:
        for step, _, ballot in votes_of(site.desk):
            if not isinstance(ballot, GradedBallot):
                continue
            raw = site.material.results.get(step.id)
            shown = published(site.desk, step)
            for item in raw.items if raw is not None else ():
                text = site.desk.shown(item.text)
                key = (item.code, hashlib.sha256(text.encode()).hexdigest(), tuple(one.label for one in ballot.grades))
                same = found.setdefault(key, Same(item.code, text))
                # Of a second round, what the group said last.
                same.cells[site.label] = HIDDEN
                if shown is not None:
                    place = next(place for one, _, place in in_order(shown) if one.code == item.code)
                    grade = grade_of(ballot, place) or bench.words("programme.votes.unranked")
                    same.cells[site.label] = bench.words("programme.votes.cell", n=shown.voters, grade=grade)
    return [same for same in found.values() if len(same.cells) > 1]


def rows(bench: Bench, items: list[Same]) -> list[tuple[str, ...]]:
    """A row an item, a column a session."""
    return [
        (f"{one.code} · {one.text}", *(one.cells.get(site.label, NOT_ASKED) for site in bench.sites)) for one in items
    ]


def leader(site: Site) -> tuple[str, str, str] | None:
    """What stands first in the last vote that may be printed: code, text, grade."""
    first = next(iter(site.notebook.essential.leaders), None)
    return None if first is None else (first.code, first.text, first.grade)
