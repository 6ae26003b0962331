"""What to keep if a few items are to be kept: the plain total beside two methods that leave each part its share.

Sentences for § 9 and § 11, from what was counted when the vote closed: what is kept, and the kinds of actors of whom
nobody named anything that is. Not here: the methods
(`engine/voting/portfolio`).
"""

from __future__ import annotations

from bot.engine.ballots import NOTHING, Kept, Portfolios, VoteResult
from bot.notebook.blocks import Ref, Sentence
from bot.notebook.desk import Desk


def portfolio_sentences(desk: Desk, result: VoteResult, at: Ref) -> list[Sentence]:
    """One sentence, or none where there is nothing to choose from."""
    found = result.portfolios
    if found is None or found.total == NOTHING:
        return []
    ways = [_kept(desk, kept) for kept in (found.total, found.equal_shares, found.sequential)]
    if ways[0] == ways[1] == ways[2]:
        said = [desk.say("portfolio.same", at, seats=found.seats, kept=ways[0])]
    else:
        said = [desk.say("portfolio.differs", at, seats=found.seats, total=ways[0], shares=ways[1], sequential=ways[2])]
    return [*said, *_left_out(desk, found, at)]


def _left_out(desk: Desk, found: Portfolios, at: Ref) -> list[Sentence]:
    """Of which kinds of actors nobody named anything of what is kept, by each way; nothing when none are asked for."""
    question, w = desk.corpus.profile_question, desk.words
    if question is None:
        return []
    least = desk.material.small_count
    if not found.kinds:
        return [desk.say("portfolio.few_kinds", at, least=least)]
    labels = {option.code: desk.shown(option.label) for option in getattr(question.accepts, "options", ())}

    def named(kept: Kept) -> str:
        return w.listed([w("quoted", text=label) for code, label in labels.items() if code in kept.left_out])

    total, shares, sequential = (named(kept) for kept in (found.total, found.equal_shares, found.sequential))
    if total == shares == sequential:
        key = "portfolio.left_out.same" if total else "portfolio.left_out.none"
        return [desk.say(key, at, kinds=total, least=least, looked=found.kinds)]
    none = w("portfolio.left_out.nobody")
    return [
        desk.say(
            "portfolio.left_out.differs", at, total=total or none, shares=shares or none,
            sequential=sequential or none, least=least, looked=found.kinds,
        )
    ]  # fmt: skip


def _kept(desk: Desk, kept: Kept) -> str:
    """« PA1, PA3, et une place entre PA2 et PA4 »."""
    w = desk.words
    if not kept.tied:
        return w.listed(sorted(kept.chosen))
    tied = w("portfolio.tied", n=kept.open_seats, codes=w.listed(sorted(kept.tied)))
    return ", ".join([*sorted(kept.chosen), tied])
