"""The team stands by a version of the notebook: « validé par n sur N », once somebody has read what had to be read.

A version is validated as it is: one word withdrawn or added since, and it is another version, to be validated in its
turn. Not here: who may do it (`roles`), what makes a version (`versions`), how it is printed (the notebook).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec.structs import replace

from bot.engine.group import SessionStatus
from bot.facilitation import addressed
from bot.facilitation.addressed import CompileNotebook
from bot.facilitation.conduct import Conductor
from bot.facilitation.contributions import Contributions
from bot.facilitation.incoming import Gesture
from bot.facilitation.journal import BY_FACILITATORS
from bot.facilitation.material import gather
from bot.facilitation.memory import Memory
from bot.facilitation.panels import ListPanel, Sentence, SentencePanel
from bot.facilitation.policy import Policy
from bot.facilitation.ports import Clock, InboxEntry, Store
from bot.facilitation.records import JournalEntry, NotebookVersion, Person, VersionStatus
from bot.facilitation.versions import has_changed
from bot.facilitation.withheld import undecided
from bot.facilitation.writes import Handled, Post, SaveVersion, Write, WriteJournal

VALIDATED = "validated"
"""The gesture in the journal."""


def stands(version: NotebookVersion, at: datetime) -> list[Write]:
    """The team stands by that version from now on: what is written, its journal included."""
    values: dict[str, str | int] = {"version": version.number}
    journal = JournalEntry(version.session, at, VALIDATED, BY_FACILITATORS, values)
    return [SaveVersion(replace(version, status=VersionStatus.VALIDATED)), WriteJournal(journal)]


class Validating:
    """Marks a version as validated."""

    def __init__(
        self,
        store: Store,
        memory: Memory,
        clock: Clock,
        policy: Policy,
        conductor: Conductor,
        contributions: Contributions,
    ) -> None:
        self._store = store
        self._memory = memory
        self._contributions = contributions
        self._clock = clock
        self._policy = policy
        self._conductor = conductor

    async def show(self, person: Person, session: str, entry: InboxEntry) -> Sentence | SentencePanel | None:
        """The versions there are, to choose the one that was read; before that, who may be named in it."""
        versions = await self._store.versions(session)
        refusal = await self._refusal(session, versions)
        if refusal is not None:
            return await self._conductor.say(entry, refusal)
        if await self._contributions.unseen(session):
            return await self._contributions.first_named(person, session, entry)
        if await self._has_changed(session):
            return await self._conductor.say(entry, Sentence.COMPILE_FIRST)
        lines = tuple(self._line(one) for one in versions)
        panel = ListPanel(session, Sentence.WHICH_VERSION, lines, Gesture.VALIDATE_VERSION.value)
        await self._conductor.show(person, panel, entry)
        return None

    async def validate(self, session: str, value: str, entry: InboxEntry) -> Sentence | SentencePanel:
        """That version, if it is still the last one; the notebook is compiled again, and says so on every page."""
        versions = await self._store.versions(session)
        refusal = await self._refusal(session, versions)
        if refusal is None and value != str(versions[-1].number):
            refusal = Sentence.NEWER_VERSION
        if refusal is None and (names := len(await self._contributions.unseen(session))):
            refusal = SentencePanel(Sentence.NAMES_FIRST, {"count": names})
        if refusal is None and await self._has_changed(session):
            refusal = Sentence.COMPILE_FIRST
        if refusal is not None:
            return await self._conductor.say(entry, refusal)
        again = Post(addressed.notebook_lane(session), addressed.encode(CompileNotebook(session)))
        await self._conductor.commit([*stands(versions[-1], self._clock.now()), again, Handled(entry.id)])
        return Sentence.VERSION_VALIDATED

    async def _refusal(self, session: str, versions: Sequence[NotebookVersion]) -> Sentence | SentencePanel | None:
        """Why no version can be validated now."""
        record = await self._store.session(session)
        if record is None or record.status is not SessionStatus.CLOSED or not versions:
            return Sentence.FACILITATOR_STALE_BUTTON
        if versions[-1].status is VersionStatus.VALIDATED:
            return Sentence.ALREADY_DONE
        waiting = len(await undecided(self._store, session))
        return SentencePanel(Sentence.READ_FIRST, {"count": waiting}) if waiting else None

    async def _has_changed(self, session: str) -> bool:
        """Whether what would be validated is not what anybody can have read."""
        now = self._clock.now()
        material = await gather(session, store=self._store, memory=self._memory, policy=self._policy, now=now)
        return has_changed(material)

    def _line(self, version: NotebookVersion) -> str:
        at = version.at.astimezone(self._policy.timezone)
        return f"Version {version.number} · {at:%d/%m/%Y %H:%M}"
