"""What to keep if a few items are to be kept: the plain total beside two methods that leave each part its share.

A sentence for § 9 and § 11, from what was counted when the vote closed. Not here: the methods
(`engine/voting/portfolio`).
"""

from __future__ import annotations

from bot.engine.ballots import Kept, VoteResult
from bot.notebook.blocks import Ref, Sentence
from bot.notebook.desk import Desk


def portfolio_sentences(desk: Desk, result: VoteResult, at: Ref) -> list[Sentence]:
    """One sentence, or none where there is nothing to choose from."""
    found = result.portfolios
    if found is None:
        return []
    scores = {place.code: place.score for place in result.standings if place.score}
    sure = [code for code, score in scores.items() if sum(other >= score for other in scores.values()) <= found.seats]
    first = [code for code, score in scores.items() if sum(other > score for other in scores.values()) < found.seats]
    tied = tuple(code for code in first if code not in sure)
    total = Kept(tuple(sure), tied, found.seats - len(sure) if tied else 0)
    ways = [_kept(desk, kept) for kept in (total, found.equal_shares, found.sequential)]
    if ways[0] == ways[1] == ways[2]:
        return [desk.say("portfolio.same", at, seats=found.seats, kept=ways[0])]
    return [desk.say("portfolio.differs", at, seats=found.seats, total=ways[0], shares=ways[1], sequential=ways[2])]


def _kept(desk: Desk, kept: Kept) -> str:
    """« PA1, PA3, et une place entre PA2 et PA4 »."""
    w = desk.words
    if not kept.tied:
        return w.listed(sorted(kept.chosen))
    tied = w("portfolio.tied", n=kept.open_seats, codes=w.listed(sorted(kept.tied)))
    return ", ".join([*sorted(kept.chosen), tied])
