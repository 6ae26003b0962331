"""§ 1: what everybody agrees on, or refuses, in the vote that settled. Counts alone decide; absence is written.

Only ranked items of a vote that says who is for and who against; « tout le monde » is whoever gave an opinion, and is
counted. Not here: what divides (`horizons`).
"""

from __future__ import annotations

from bot.engine.ballots import ItemCount
from bot.engine.script import Verdict
from bot.engine.voting import Tally
from bot.notebook.ballots import item_anchor, item_text, published, votes_of
from bot.notebook.blocks import Ref, Sentence
from bot.notebook.desk import Desk
from bot.notebook.horizons import bounds


def shared_by_all(desk: Desk) -> tuple[Sentence, ...]:
    """A sentence an item that everybody supports or refuses; one that says so if there is none; none without a vote."""
    votes = votes_of(desk)
    if not votes:
        return ()
    step, _, ballot = votes[-1]
    result = published(desk, step)
    if result is None or not isinstance(ballot, Verdict) or len(ballot.grades) < 2:
        return ()
    favourable, reserved = bounds(ballot)
    items = {item.code: item for item in result.items}
    ranked = {place.code for place in result.standings if place.rank is not None}
    bad = desk.words.either([grade.label for grade in reversed(ballot.grades[: reserved + 1])])
    said: list[Sentence] = []
    for count in result.counts:
        side = _side(count, favourable, reserved) if count.code in ranked else ""
        if not side:
            continue
        voices = Tally(count.counts, count.no_opinion).expressed
        if voices < desk.material.small_count:
            continue
        ref = Ref(count.code, item_anchor(step, items[count.code]))
        said.append(
            desk.say(
                f"essential.all.{side}",
                ref,
                n=voices,
                text=item_text(desk, items[count.code]),
                good=ballot.grades[favourable].label,
                bad=bad,
            )
        )
    return tuple(said) or (desk.say("essential.all.none", desk.section("9")),)


def _side(count: ItemCount, favourable: int, reserved: int) -> str:
    """Which side everybody who gave an opinion is on; empty for none."""
    voices = sum(count.counts)
    if voices and sum(count.counts[favourable:]) == voices:
        return "for"
    return "against" if voices and sum(count.counts[: reserved + 1]) == voices else ""
