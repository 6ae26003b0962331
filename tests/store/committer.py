"""A process that commits for ever and says what was acknowledged; made to be killed. Not a test."""

import asyncio
import sys

from bot.facilitation.ports import RawUpdate
from bot.facilitation.writes import AddContribution, Handled
from bot.store import open_store
from tests.store.builders import card, contribution, run, send


async def main(url: str) -> None:
    async with open_store(url) as store:

        async def commit(who: str) -> None:
            version = 0
            while True:
                (entry,) = await store.receive([RawUpdate(who, version, who, b"x")])
                answer = AddContribution(contribution(f"{who}-{version}", who))
                await store.commit([run(who, version), answer, Handled(entry.id), send(who, card(who))])
                version += 1
                sys.stdout.write(f"{who} {version}\n")
                sys.stdout.flush()

        await asyncio.gather(*(commit(f"p{n}") for n in range(20)))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
