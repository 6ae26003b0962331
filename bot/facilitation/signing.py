"""Asking a language model for sentences, and signing them: what an organisation agreed to, what leaves, what is kept.

Nothing leaves unless an operator named an endpoint and the owner of the session's organisation agreed to that very one.
A draft is printed nowhere; one that a person read, changed at will and signed is a text of the team's, marked as
assisted, and falls with any contribution it cites. Not here: HTTP (`bot.assistance`), judging (`drafting`), pages.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

import msgspec

from bot.errors import OperatorError
from bot.facilitation.assistance import Assistant, Shown, Subject, subject
from bot.facilitation.coding import GRID
from bot.facilitation.drafting import Draft, Judged, Refusal, judge, wrong
from bot.facilitation.journal import BY_FACILITATORS
from bot.facilitation.material import gather
from bot.facilitation.memory import Memory
from bot.facilitation.numbering import Numbered, Numbering
from bot.facilitation.organisation_texts import OrganisationText
from bot.facilitation.organisations import Role
from bot.facilitation.policy import Policy
from bot.facilitation.ports import Clock, Store
from bot.facilitation.records import JournalEntry, Material, SessionRecord
from bot.facilitation.team_texts import LONGEST, Signed, TeamText, TextName, line_of, signed
from bot.facilitation.writes import WriteJournal

CONSENT: Final = "assistance"
"""The name under which an organisation keeps which endpoint it agreed to; empty once it no longer does."""


class Slip(StrEnum):
    """Why a good sentence cannot be kept."""

    GONE = "gone"
    """What it cites was withdrawn, replaced, or may no longer be quoted."""
    FULL = "full"


class Unsigned(msgspec.Struct, frozen=True):
    """Why a sentence was not kept, and what in it is wrong."""

    reason: Refusal | Slip
    detail: str = ""


@dataclass(frozen=True)
class Standing:
    """A signed sentence, where it is in the text, and the numbers it cites today; none once it is printed no more."""

    place: int
    sentence: Signed
    numbers: tuple[str, ...]


class AtHand:
    """What there is of a session to be written about, and what was."""

    def __init__(self, material: Material, numbered: Sequence[Numbered]) -> None:
        self._material = material
        self._numbered = numbered
        self.printed = {one.contribution: one for one in numbered if one.text}
        """What the notebook prints today, by contribution."""

    def subjects(self, label: Callable[[str], str], language: str) -> list[Subject]:
        """What sentences may be asked about, with exactly what would leave. `label`: of a rubric, in a language."""
        return list(_subjects(self._material, self._numbered, label, language))

    @property
    def standing(self) -> list[Standing]:
        """What was signed, and what of it is printed today."""
        text = next((one for one in self._material.texts if one.name == TextName.ASSISTED), None)
        found = []
        for place, sentence in enumerate(signed(text.text) if text is not None else ()):
            whole = all(one in self.printed for one in sentence.cites)
            numbers = tuple(self.printed[one].number for one in sentence.cites) if whole else ()
            found.append(Standing(place, sentence, numbers))
        return found


class Assistance:
    """What a team may do with a language model. `assistant` None: nothing is asked; what was signed stays."""

    def __init__(
        self,
        store: Store,
        memory: Callable[[], Memory],
        policy: Policy,
        clock: Clock,
        numbering: Numbering,
        assistant: Assistant | None,
    ) -> None:
        self._store = store
        self._memory = memory
        self._policy = policy
        self._clock = clock
        self._numbering = numbering
        self._assistant = assistant

    @property
    def name(self) -> str:
        """Where words would go; empty where assistance is off."""
        return self._assistant.name if self._assistant is not None else ""

    # -- consent -------------------------------------------------------------------------------------------------------

    async def agreed(self, organisation: str) -> datetime | None:
        """Since when the organisation agrees to the endpoint that there is now; None if it does not."""
        kept = await self._store.organisation_texts.newest(organisation, CONSENT)
        return kept.at if kept is not None and self.name and kept.text == self.name else None

    async def agree(self, record: SessionRecord, *, by: str, yes: bool) -> None:
        """Agree, or take it back, for every session of the organisation; the journal of this one says so."""
        now = self._clock.now()
        while True:
            kept = await self._store.organisation_texts.newest(record.organisation, CONSENT)
            version = kept.version if kept is not None else 0
            text = self.name if yes else ""
            new = OrganisationText(record.organisation, CONSENT, version + 1, text, now, by)
            if await self._store.organisation_texts.add(new):
                break
        await self._tell(record.id, "assistance_agreed" if yes else "assistance_ended", now)

    # -- asking --------------------------------------------------------------------------------------------------------

    async def at_hand(self, session: str) -> AtHand:
        """A session's material, numbered: gathered once for whatever a page asks of it.

        Raises:
            OperatorError: its answers are erased.
        """
        material = await gather(
            session, store=self._store, memory=self._memory(), policy=self._policy, now=self._clock.now()
        )
        return AtHand(material, await asyncio.to_thread(self._numbering, material))

    async def propose(self, record: SessionRecord, about: Subject) -> Judged:
        """Ask the model about these contributions, and judge what it answers.

        Raises:
            AssistantFailed: nothing came of it.
            OperatorError: assistance is off, or the organisation has not agreed.
        """
        if self._assistant is None or await self.agreed(record.organisation) is None:
            raise OperatorError("Assistance is off, or this organisation has not agreed to the endpoint.")
        shown = [Shown(one.number, one.text) for one in about.sent]
        # Written before anything leaves: what left must be known even if nothing comes back.
        await self._tell(record.id, "assistance_asked", self._clock.now(), count=len(shown))
        answer = await self._assistant.draft(about.label, shown, record.language)
        return await asyncio.to_thread(judge, answer, about.sent)

    # -- signing -------------------------------------------------------------------------------------------------------

    async def sign(self, session: str, draft: Draft, text: str, *, role: Role, by: str) -> Unsigned | None:
        """Keep a draft in the words that a person gives it, signed by their role; None once it is kept."""
        numbered = (await self.at_hand(session)).printed
        cited = [numbered[one] for one in draft.cites if one in numbered]
        if len(cited) != len(draft.cites):
            return Unsigned(Slip.GONE)
        found = next(wrong(text, cited), None)
        if found is not None:
            return Unsigned(*found)
        line = line_of(Signed(role.value, text, draft.cites))
        return await self._rewrite(session, "assistance_signed", by, lambda lines: [*lines, line])

    async def remove(self, session: str, sentence: Signed, *, by: str) -> None:
        """Take a signed sentence out again."""
        line = line_of(sentence)
        await self._rewrite(session, "assistance_removed", by, lambda lines: [one for one in lines if one != line])

    async def _rewrite(
        self, session: str, gesture: str, by: str, change: Callable[[list[str]], list[str]]
    ) -> Unsigned | None:
        while True:
            now = self._clock.now()
            kept = await self._text(session)
            lines = kept.text.splitlines() if kept is not None else []
            after = change(lines)
            text = "\n".join(after)
            if after == lines:
                return None
            if len(text) > LONGEST:
                return Unsigned(Slip.FULL)
            version = kept.version if kept is not None else 0
            if await self._store.team_texts.add(TeamText(session, TextName.ASSISTED.value, version + 1, text, now, by)):
                await self._tell(session, gesture, now)
                return None

    async def _text(self, session: str) -> TeamText | None:
        texts = await self._store.team_texts.of(session)
        return next((one for one in texts if one.name == TextName.ASSISTED), None)

    async def _tell(self, session: str, gesture: str, at: datetime, **values: int) -> None:
        await self._store.commit([WriteJournal(JournalEntry(session, at, gesture, BY_FACILITATORS, {**values}))])


def _subjects(
    material: Material, numbered: Sequence[Numbered], label: Callable[[str], str], language: str
) -> Iterator[Subject]:
    """Each step that was answered in words, then each code that the team filed something under."""
    titles = {one.key.partition(".")[0]: one.title for one in numbered}
    for step, title in titles.items():
        found = subject(step, title, (one for one in numbered if one.key.partition(".")[0] == step))
        if found.sent:
            yield found
    codes = {one.contribution: one.codes for one in material.codings}
    own = {one.id: one.named(language) for one in (*material.grid.blocks, *material.grid.themes)}
    for code in (*GRID, *own):
        filed = (one for one in numbered if code in codes.get(one.contribution, ()))
        found = subject(f"code:{code}", own.get(code) or label(code), filed)
        if found.sent:
            yield found
