"""A result as a table for a terminal: a head, rows, and the sentences under them. Text only: no colour, no markup.

Names of items are somebody's words: what would move the cursor or change colours is taken out of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine.voting import QUORUM, Weight
from bot.tallying.result import NO_SIDE, NOT_CHOSEN, OBJECTED, UNDECIDED, Line, Result

_REASONS = {
    QUORUM: "graded by under half of the voters",
    NOT_CHOSEN: "not chosen",
    NO_SIDE: "nobody took a side",
    OBJECTED: "an objection stands",
    UNDECIDED: "nobody answered",
}
_MARK = "="
"""After a rank that several items share."""


def table(result: Result) -> tuple[list[str], list[list[str]], list[str]]:
    """Head, rows, sentences."""
    graded = result.graded
    decided = any(line.outcome for line in result.ranking)
    scored = any(line.score is not None for line in result.ranking)
    more = list(dict.fromkeys(name for line in result.ranking for name in line.more))
    head = ["rank", "item"]
    head += ["grade", "above", "below"] if graded else []
    head += ["outcome"] if decided else []
    head += ["score"] if scored else []
    head += more
    reasoned = any(line.reason for line in result.ranking)
    head += ["why"] if reasoned else []
    ranks = [line.rank for line in result.ranking]
    rows = []
    for line in result.ranking:
        row = [_rank(line, ranks), _plain(line.item)]
        row += [_plain(line.grade or "–"), f"+{line.above}", f"−{line.below}"] if graded else []
        row += [line.outcome or ""] if decided else []
        row += [_number(line.score)] if scored else []
        row += [_number(line.more.get(name)) for name in more]
        row += [_REASONS[line.reason] if line.reason else ""] if reasoned else []
        rows.append(row)
    return head, rows, _sentences(result)


def _sentences(result: Result) -> list[str]:
    said = [f"{result.method}, {_number(result.voters)} voter{'' if result.voters == 1 else 's'}."]
    if not result.winners:
        consent = result.method == "consent"
        said.append("Nothing passes." if consent else "No winner: nobody voted, or nothing could be ranked.")
    elif not result.tied:
        several = "Winners" if len(result.winners) > 1 else "Winner"
        said.append(f"{'Passed' if result.method == 'consent' else several}: {_listed(result.winners)}.")
    else:
        sure = [item for item in result.winners if item not in result.tied]
        if sure:
            said.append(f"Chosen: {_listed(sure)}.")
        seats = f"{result.open_seats} seat{'s' if result.open_seats > 1 else ''}"
        said.append(f"Tied for {seats}: {_listed(result.tied)}.")
    said += [f"One way to leave the tie: {_listed(way)}." for way in result.committees]
    if result.another_round is not None:
        said.append("One more round makes sense." if result.another_round else "No more rounds: one stops here.")
    if result.unrepresented:
        said.append(f"Nothing of what these named is chosen: {_listed(result.unrepresented)}.")
    return said


def _rank(line: Line, ranks: Sequence[int | None]) -> str:
    if line.rank is None:
        return "–"
    return f"{line.rank}{_MARK}" if ranks.count(line.rank) > 1 else str(line.rank)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(map(_plain, names))


def _plain(text: str) -> str:
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)


def _number(value: Weight | None) -> str:
    if value is None:
        return "–"
    return str(int(value)) if value == int(value) else f"{float(value):.3f}".rstrip("0")
