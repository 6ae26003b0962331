"""Polis: statements voted on, and from twenty voters on how each voted, in the files and columns of its export.

`comments.csv`, `votes.csv` and `participants-votes.csv`, the vote's name in front. A voter is a number, given by
sorting what ballots say: no participant, no order of voting. No author is named (0 is nobody) and no time told (0 too).
Under twenty voters, `comments.csv` only: the others could recognise somebody in a row. Cells are made safe as in the
data pack.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Final

from bot.engine.ballots import ItemCode
from bot.engine.script import StatementsBallot
from bot.notebook.ballots import item_text, published, votes_of, whole
from bot.notebook.formats.edition import Edition
from bot.notebook.formats.pack import safe
from bot.notebook.formats.tables import Cell

_COMMENTS: Final = (
    "timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees", "moderated", "comment-body", "passes",
)  # fmt: skip
_VOTES: Final = ("timestamp", "datetime", "comment-id", "voter-id", "vote")
_VOTERS: Final = ("participant", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree")
_NEVER, _NOBODY = 0, 0
"""Readers of the export want a moment and an author; neither is told."""
_STANCE: Final[Mapping[int | None, int]] = {1: 1, 0: -1, None: 0}
"""As Polis writes it: 1 agrees, -1 disagrees, 0 passes."""


def polis(edition: Edition) -> dict[str, bytes]:
    """The files of each vote on statements; none if there was none.

    Raises:
        OperatorError: the edition comes from a data pack.
    """
    desk = edition.desk
    made = {}
    for step, _, form in votes_of(desk):
        result = published(desk, step)
        if result is None or not isinstance(form, StatementsBallot):
            continue
        texts = {item.code: item_text(desk, item) for item in result.items}
        name = f"cahier-polis-{step.id}"
        made[f"{name}-comments.csv"] = _csv(
            _COMMENTS,
            (
                (_NEVER, "", n, _NOBODY, one.counts[1], one.counts[0], 1, safe(texts[one.code]), one.no_opinion)
                for n, one in enumerate(result.counts)
            ),
        )
        voters = whole(desk, result)
        if voters:
            codes = [one.code for one in result.counts]
            made[f"{name}-votes.csv"] = _csv(_VOTES, _votes(codes, voters))
            made[f"{name}-participants-votes.csv"] = _csv((*_VOTERS, *range(len(codes))), _voters(codes, voters))
    return made


def _votes(codes: list[ItemCode], voters: list[dict[ItemCode, int | None]]) -> Iterable[tuple[Cell, ...]]:
    for voter, ballot in enumerate(voters, 1):
        for n, code in enumerate(codes):
            if code in ballot:
                yield _NEVER, "", n, voter, _STANCE[ballot[code]]


def _voters(codes: list[ItemCode], voters: list[dict[ItemCode, int | None]]) -> Iterable[tuple[Cell, ...]]:
    """A row a voter, a column a statement, nothing where nothing was said. Groups are for the reader to find."""
    for voter, ballot in enumerate(voters, 1):
        said: list[Cell] = [_STANCE[ballot[code]] if code in ballot else "" for code in codes]
        yield voter, "", 0, len(ballot), said.count(1), said.count(-1), *said


def _csv(head: tuple[Cell, ...], rows: Iterable[tuple[Cell, ...]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([head, *rows])
    return text.getvalue().encode()
