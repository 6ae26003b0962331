"""What the console is handed: use cases, ports and values. `app` puts it together."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from bot.console.drafts import Drafts
from bot.console.jobs import Jobs
from bot.console.live import Hub
from bot.console.rehearsals import Rehearsals
from bot.facilitation.access import Access
from bot.facilitation.doors import Doors
from bot.facilitation.material import gather
from bot.facilitation.memory import Memory
from bot.facilitation.numbering import LeadsOf, Numbering, Placing
from bot.facilitation.people import People
from bot.facilitation.policy import Policy
from bot.facilitation.ports import Clock, Entropy, Store
from bot.facilitation.programme_material import Compared, ProgrammeMaterial
from bot.facilitation.records import Material
from bot.facilitation.script_writing import ScriptWriting
from bot.facilitation.scripting import ScriptTools
from bot.facilitation.signing import Assistance
from bot.facilitation.workshops import Workshops
from bot.facilitation.writes import Write


@dataclass(frozen=True)
class House:
    """Everything pages are made from.

    `memory`: what is at hand; a new one each time where another process runs the bot. `gesture`: what a gesture of the
    journal is called, in a language. `commit` writes, and lets the bot pass on what comes of it. `token` makes an id.
    `compared`: the tables that compare the sessions of a programme. `templates`: the names of those that may be chosen.
    `secure`: whether people reach the console by https, so that cookies may be kept from anything else.
    `one_at_a_time`: held from reading what a form was made from until it is written, where the store compares nothing.
    """

    doors: Doors
    access: Access
    store: Store
    memory: Callable[[], Memory]
    policy: Policy
    clock: Clock
    hub: Hub
    jobs: Jobs
    gesture: Callable[[str, str], str]
    numbering: Numbering
    placing: Placing
    leads: LeadsOf
    commit: Callable[[Sequence[Write]], Awaitable[None]]
    token: Callable[[], str]
    programme_jobs: Jobs
    programme_material: Callable[[str], Awaitable[ProgrammeMaterial]]
    compared: Compared
    workshops: Workshops
    scripts: ScriptTools
    writing: ScriptWriting
    rehearsals: Rehearsals
    entropy: Entropy
    people: People
    assistance: Assistance
    drafts: Drafts
    templates: Callable[[], Sequence[str]] = list
    secure: bool = False
    one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def material(self, session: str, memory: Memory) -> Material:
        """What the notebook of a session would be compiled from now, as that memory knows it.

        Raises:
            OperatorError: its answers are erased.
        """
        return await gather(session, store=self.store, memory=memory, policy=self.policy, now=self.clock.now())
