"""What came out of the votes of a session that are closed, and how many took part in those that are not."""

from __future__ import annotations

from starlette.responses import Response

from bot.console.pages import page
from bot.console.visit import Visit
from bot.console.votes import outcomes
from bot.engine import course


async def shown(visit: Visit) -> Response:
    """Closed votes with their results, open ones with a count of voters and nothing else."""
    house = visit.house
    group = (await house.memory().group(visit.record.id)).group
    script = (await house.memory().script(visit.record.id)).spoken(visit.language)
    still = [
        {"title": script.step(step).title, "voted": await house.store.ballot_count(visit.record.id, step)}
        for step in group.ballots
        if course.is_vote_open(group, step)
    ]
    return page(visit, "votes.html", results=outcomes(script, group), still=still, door="votes")
