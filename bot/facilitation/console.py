"""`/console`: the way from the chat into the console, and the way to shut every door at once.

Not here: keys (`doors`), pages (`bot.console`).
"""

from __future__ import annotations

from bot.facilitation.access import Access
from bot.facilitation.conduct import Conductor
from bot.facilitation.doors import LINK_LASTS, Doors
from bot.facilitation.incoming import Tapped
from bot.facilitation.panels import ConsolePanel, Sentence, SentencePanel
from bot.facilitation.policy import Policy
from bot.facilitation.ports import InboxEntry, Voice
from bot.facilitation.records import Person

PATH = "/console/entrer?cle="


def sign_in_address(console: str, key: str) -> str:
    """Where the key of a link is used."""
    return f"{console}{PATH}{key}"


class ConsoleDoor:
    """Hands out links to the console, each to the person it is for."""

    def __init__(self, doors: Doors, access: Access, policy: Policy, conductor: Conductor, voice: Voice) -> None:
        self._doors = doors
        self._access = access
        self._policy = policy
        self._conductor = conductor
        self._voice = voice

    async def welcome(self, person: Person, entry: InboxEntry) -> None:
        """A link, to somebody who has any business there."""
        await self._conductor.show(person, await self._refused(person) or await self._panel(person), entry)

    async def anew(self, person: Person, tapped: Tapped, entry: InboxEntry) -> None:
        """Every browser signed out, every earlier link void, and a new link."""
        refused = await self._refused(person)
        if refused is None:
            await self._doors.leave_everywhere(person.id)
        await self._conductor.show(person, refused or await self._panel(person), entry)
        self._voice.toast(tapped.tap, refused or SentencePanel(Sentence.CONSOLE_REVOKED), person.language)

    async def _refused(self, person: Person) -> SentencePanel | None:
        if not await self._access.roles(person):
            return SentencePanel(Sentence.NOT_FACILITATOR)
        return None if self._policy.console else SentencePanel(Sentence.NO_CONSOLE)

    async def _panel(self, person: Person) -> ConsolePanel:
        # The key lies in the outbox until the message is sent, and opens nothing ten minutes later.
        address = sign_in_address(self._policy.console, await self._doors.link(person.id))
        return ConsolePanel(address, int(LINK_LASTS.total_seconds()) // 60, button=address.startswith("https://"))
