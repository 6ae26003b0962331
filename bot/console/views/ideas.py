"""What the group proposed: each idea under the number it has in the chat, what goes on the ballot, who agreed to merge.

Read only: choosing and merging stay with the bot, where authors are asked. Nobody is told whose idea is whose; who
agreed to a common wording is known by pseudonym. Results of votes have their own page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from starlette.responses import Response

from bot.console.pages import page
from bot.console.visit import Visit
from bot.engine.group import Group
from bot.engine.group import Merge as Proposed
from bot.facilitation.records import Idea


class Line(msgspec.Struct, frozen=True):
    """One idea that stands. `mark`: `chosen`, `merged`, `merging`, or nothing."""

    number: int
    text: str
    mark: str


class Merge(msgspec.Struct, frozen=True):
    """A common wording: of which ideas, and which pseudonyms agreed, refused, or have not answered."""

    wording: str
    numbers: tuple[int, ...]
    agreed: tuple[str, ...]
    refused: tuple[str, ...]
    waiting: tuple[str, ...]


class PoolPage(msgspec.Struct, frozen=True):
    """One pool. `withdrawn`: how many ideas their authors took back."""

    title: str
    prepared: tuple[str, ...]
    lines: tuple[Line, ...]
    withdrawn: int
    merges: tuple[Merge, ...]


async def shown(visit: Visit) -> Response:
    """Each pool of the workshop, in its order."""
    house = visit.house
    memory = house.memory()
    script = (await memory.script(visit.record.id)).spoken(visit.language)
    group = (await memory.group(visit.record.id)).group
    people = await house.store.participations_of(session=visit.record.id)
    aliases = {one.participant: one.alias for one in people}
    titles: dict[str, str] = {}
    for step in script.steps:
        if step.ballot is not None:
            titles.setdefault(step.ballot.pool, step.title)
    pools = []
    for pool in script.pools:
        ideas = await house.store.ideas(visit.record.id, pool.id)
        prepared = tuple(one.text for one in pool.prepared)
        if prepared or ideas:
            pools.append(_pool(titles.get(pool.id, pool.id), prepared, pool.id, ideas, group, aliases))
    return page(visit, "ideas.html", pools=pools, door="ideas")


def _pool(
    title: str, prepared: tuple[str, ...], pool: str, ideas: Sequence[Idea], group: Group, aliases: Mapping[str, str]
) -> PoolPage:
    chosen = group.chosen.get(pool, ())
    merges = [one for one in group.merges.values() if one.pool == pool]
    on_ballot = {source for item in chosen for source in item.sources}
    merged = {source for item in chosen if len(item.sources) > 1 for source in item.sources}
    merging = {idea for one in merges if one.pending for idea, _ in one.sources}
    numbers = {idea.id: number for number, idea in enumerate(ideas, 1)}
    marks = {
        **dict.fromkeys(merging, "merging"),
        **dict.fromkeys(on_ballot, "chosen"),
        **dict.fromkeys(merged, "merged"),
    }
    standing = [one for one in ideas if not one.withdrawn]
    lines = tuple(Line(numbers[one.id], one.text, marks.get(one.id, "")) for one in standing)
    return PoolPage(
        title, prepared, lines, len(ideas) - len(lines), tuple(_merge(one, numbers, aliases) for one in merges)
    )


def _merge(merge: Proposed, numbers: Mapping[str, int], aliases: Mapping[str, str]) -> Merge:
    def named(people: Sequence[str]) -> tuple[str, ...]:
        # Who was forgotten has no pseudonym any more.
        return tuple(sorted(aliases[one] for one in people if one in aliases))

    answered = {*merge.agreed, *merge.refused}
    return Merge(
        merge.wording,
        tuple(sorted(numbers[idea] for idea, _ in merge.sources if idea in numbers)),
        named(merge.agreed),
        named(merge.refused),
        named([one for one in merge.authors if one not in answered]) if merge.pending else (),
    )
