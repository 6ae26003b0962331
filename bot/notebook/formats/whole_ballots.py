"""Whole ballots as `horizons tally` reads them, of votes by many: what is recounted from no sum of answers.

A portfolio is printed, and groups of opinion are: both depend on which answers were one person's. From
`records.WHOLE_FROM` voters on the team is given each ballot, equal ones as one with a weight, with nothing that says
whose it is. It stays in the team, as what follows one person from answer to answer does. Not here: counts, which go
where the notebook goes (`recount`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

import msgspec

from bot.engine.script import ApprovalBallot, StatementsBallot
from bot.notebook.ballots import points_of, published, votes_of, whole
from bot.notebook.desk import Desk
from bot.notebook.formats.edition import Edition

_STANCES: Final = {0: "disagree", 1: "agree", None: "pass"}


def whole_ballots(edition: Edition) -> dict[str, bytes]:
    """A file a vote and method; none if no vote was of enough people.

    Raises:
        OperatorError: the edition comes from a data pack.
    """
    desk = edition.desk
    made = {}
    for vote, told in _told(desk):
        document = told | {"notice": desk.material.session.notice}
        name = f"cahier-bulletins-entiers-{vote}-{told['method']}.json"
        made[name] = msgspec.json.format(msgspec.json.encode(document), indent=1) + b"\n"
    return made


def _told(desk: Desk) -> Iterator[tuple[str, dict[str, object]]]:
    for step, form in [*((s, form) for s, _, form in votes_of(desk)), *((s, form) for s, _, form in points_of(desk))]:
        result = published(desk, step)
        voters = whole(desk, result) if result is not None else []
        if result is None or not voters:
            continue
        items: dict[str, object] = {"items": [item.code for item in result.items]}
        if isinstance(form, StatementsBallot):
            said = Counter(tuple((code, _STANCES[mark]) for code, mark in one.items()) for one in voters)
            ballots = {"ballots": [dict(one) for one in said], "weights": list(said.values())}
            yield step.id, {"method": "statements"} | items | ballots
            continue
        named = Counter(tuple(code for code, mark in one.items() if mark) for one in voters)
        told = items | {"ballots": [list(one) for one in named], "weights": list(named.values())}
        if isinstance(form, ApprovalBallot):
            yield step.id, {"method": "approval"} | told
        if result.portfolios is not None:
            for method in ("equal_shares", "sequential_pav"):
                yield step.id, {"method": method, "seats": result.portfolios.seats} | told
