"""Polis: statements that were voted on, with how many agreed, disagreed and passed, in the columns of its export.

`comments.csv` only: its matrix of votes would need whole ballots, and none is left once a vote is closed. No author is
named, and no time told. Cells are made safe as in the data pack.
"""

from __future__ import annotations

import csv
import io
from typing import Final

from bot.engine.script import StatementsBallot
from bot.notebook.ballots import item_text, published, votes_of
from bot.notebook.formats.edition import Edition
from bot.notebook.formats.pack import safe

_HEAD: Final = (
    "timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees", "moderated", "comment-body", "passes",
)  # fmt: skip


def polis(edition: Edition) -> dict[str, bytes]:
    """A file for each vote on statements; none if there was none.

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
        rows = [
            ("", "", n, "", count.counts[1], count.counts[0], 1, safe(texts[count.code]), count.no_opinion)
            for n, count in enumerate(result.counts)
        ]
        text = io.StringIO(newline="")
        csv.writer(text).writerows([_HEAD, *rows])
        made[f"cahier-polis-{step.id}.csv"] = text.getvalue().encode()
    return made
