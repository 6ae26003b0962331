"""Notebooks: compiled off the event loop, sent to the facilitators, found again by the command line."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from bot.engine.events import MemberCheckAsked
from bot.engine.letters import slug
from bot.engine.run import Status
from bot.errors import HorizonsError, OperatorError, OutsideFailure
from bot.facilitation.conduct import Conductor
from bot.facilitation.made import note
from bot.facilitation.material import gather
from bot.facilitation.memory import Memory
from bot.facilitation.numbering import Place
from bot.facilitation.organisation_settings import followed
from bot.facilitation.outgoing import Lane, Outgoing, SendFile, ShowPanel
from bot.facilitation.panels import Sentence, SentencePanel
from bot.facilitation.policy import Policy
from bot.facilitation.ports import Clock, Compiler, InboxEntry, Store
from bot.facilitation.programme_material import ProgrammeMaterial
from bot.facilitation.records import JournalEntry, Material, SessionRecord
from bot.facilitation.versions import version_of
from bot.facilitation.writes import Handled, SaveVersion, Send, Write, WriteJournal

log = logging.getLogger(__name__)


def folder_name(record: SessionRecord) -> str:
    """Where a session's notebooks go, below the notebooks folder: readable, safe, and its own."""
    territory = str(record.parameters.get("territoire", ""))
    return "-".join(part for part in (record.workshop, slug(territory)[:40], record.id) if part)


def programme_folder(programme: str) -> str:
    """Where a programme's notebooks go, below the notebooks folder; the same when it is renamed."""
    return f"programme-{programme}"


class Notebooks:
    """Compiles, keeps and sends notebooks."""

    def __init__(
        self,
        store: Store,
        memory: Memory,
        compiler: Compiler,
        clock: Clock,
        policy: Policy,
        conductor: Conductor,
    ) -> None:
        self._store = store
        self._memory = memory
        self._compiler = compiler
        self._clock = clock
        self._policy = policy
        self._conductor = conductor

    async def write(
        self, session: str, formats: Sequence[str], out: Path | None = None, template: str = ""
    ) -> list[Path]:
        """Compile a session's notebook; returns the files.

        `out`: instead of the session's own folder; `template`: instead of what was chosen for it.

        Raises:
            AuthorError: the template is wrong.
            OperatorError: no such format, no such templates.
        """
        material = await self.material(session)
        if template:
            material = replace(material, template=template)
        return await self._written(material, formats, out)

    async def _written(self, material: Material, formats: Sequence[str], out: Path | None = None) -> list[Path]:
        folder = self._policy.notebooks / folder_name(material.session) if out is None else out
        files = await asyncio.to_thread(self._compiler.compile, material, folder, formats)
        if out is None:
            # A Word document of last week would go on saying what its author took back, and so would this one if they
            # did while it was compiled.
            now = await self._store.contributions(material.session.id)
            await asyncio.to_thread(note, folder, files, material.versions, now)
        return files

    async def material(self, session: str) -> Material:
        """What the notebook is compiled from; another version of it is noted if anything has changed."""
        material = await self._gathered(session)
        version = version_of(material)
        if version in material.versions:
            return material
        await self._conductor.commit([SaveVersion(version)])
        return replace(material, versions=(*material.versions, version))

    async def write_programme(self, programme: str, formats: Sequence[str], out: Path | None = None) -> list[Path]:
        """Compile the notebook of a programme; returns the files. `out`: instead of the programme's own folder.

        Raises:
            AuthorError: a template is wrong.
            OperatorError: no such programme or format.
        """
        material = await self.programme_material(programme)
        folder = self._policy.notebooks / programme_folder(programme) if out is None else out
        return await asyncio.to_thread(self._compiler.compile_programme, material, folder, formats)

    async def programme_material(self, programme: str) -> ProgrammeMaterial:
        """What it is compiled from: the sessions that were opened and not erased since, by that date."""
        found = await self._store.programmes.one(programme)
        if found is None:
            raise OperatorError(f'There is no programme "{programme}".')
        organisation = await self._store.organisation(found.organisation)
        inside = await self._store.programmes.sessions(programme)
        begun = [(one.opened_at, one.id) for one in inside if one.opened_at is not None and one.purged_at is None]
        sessions = [await self._gathered(session) for _, session in sorted(begun)]
        rules = await self._store.organisation_settings.of(found.organisation)
        policy = followed(self._policy, rules)
        return ProgrammeMaterial(
            found,
            "" if organisation is None else organisation.name,
            tuple(sessions),
            self._clock.now(),
            self._policy.software,
            self._policy.language,
            policy.small_count,
            policy.percent_from,
            "" if rules is None else rules.template,
            b"" if rules is None else rules.logo,
        )

    def templates(self) -> Sequence[str]:
        """The names of the sets of templates that may be chosen. Looks into a folder: called off the event loop."""
        return self._compiler.templates()

    async def places(self, session: str) -> Sequence[Place]:
        """Where the notebook of a session uses each contribution."""
        return await asyncio.to_thread(self._compiler.places, await self._gathered(session))

    async def _gathered(self, session: str) -> Material:
        return await gather(session, store=self._store, memory=self._memory, policy=self._policy, now=self._clock.now())

    async def compile(self, session: str, entry: InboxEntry, *, to_everyone: bool = False) -> None:
        """After the close, or at a facilitator's wish: compile, and send the files to whoever steers the session.

        `to_everyone`: to each member too, who is asked whether they recognise themselves in it.
        """
        record = await self._memory.session(session)
        writes: list[Write] = []
        cast = await self._conductor.cast(session)
        try:
            material = await self.material(session)
            files = await self._written(material, self._policy.formats)
            short = await self._written(material, self._policy.for_members) if to_everyone else []
        except OutsideFailure:
            raise
        except HorizonsError:
            # A template or a rule of ours is at fault, not the session: nothing is lost, it can be compiled again.
            log.exception("the notebook of session %s cannot be compiled", session)
            panel = SentencePanel(Sentence.NOTEBOOK_FAILED, {"title": record.title})
            writes += [Send(Outgoing(who, language, Lane.TIMED, ShowPanel(panel))) for who, language in cast]
        else:
            panel = SentencePanel(Sentence.NOTEBOOK_READY, {"title": record.title})
            for who, language in cast:
                writes.append(Send(Outgoing(who, language, Lane.TIMED, ShowPanel(panel))))
                for file in (one for one in files if one.suffix.removeprefix(".") in self._policy.sent):
                    writes.append(Send(Outgoing(who, language, Lane.TIMED, self._attached(file, record.workshop))))
            if to_everyone:
                writes += await self._for_checking(session, files, short)
        await self._conductor.commit([*writes, Handled(entry.id)])

    def _attached(self, file: Path, workshop: str) -> SendFile:
        """The file under a name that says of which workshop it is: in a phone's downloads its folder is lost."""
        path = file.relative_to(self._policy.notebooks).as_posix()
        return SendFile(path, f"{file.stem}-{slug(workshop)}{file.suffix}")

    async def compile_programme(self, programme: str, person: str, entry: InboxEntry) -> None:
        """At a gesture: compile a programme's notebook, and send it to whoever made it."""
        found, who = await self._store.programmes.one(programme), await self._store.person(person)
        if found is None or who is None:  # pragma: no cover - neither is ever deleted while somebody asks for it
            await self._conductor.commit([Handled(entry.id)])
            return
        bodies: list[ShowPanel | SendFile] = []
        try:
            files = await self.write_programme(programme, self._policy.sent)
        except OutsideFailure:
            raise
        except HorizonsError:
            log.exception("the notebook of programme %s cannot be compiled", programme)
            bodies.append(ShowPanel(SentencePanel(Sentence.NOTEBOOK_FAILED, {"title": found.name})))
        else:
            bodies.append(ShowPanel(SentencePanel(Sentence.NOTEBOOK_READY, {"title": found.name})))
            for file in files:
                path = file.relative_to(self._policy.notebooks).as_posix()
                bodies.append(SendFile(path, f"programme-{slug(found.name)}{file.suffix}"))
        sends = [Send(Outgoing(who.id, who.language, Lane.TIMED, body)) for body in bodies]
        await self._conductor.commit([*sends, Handled(entry.id)])

    async def _for_checking(self, session: str, files: Sequence[Path], short: Sequence[Path]) -> list[Write]:
        """To each member: the short version in small pages, the notebook in what every phone opens, the question."""
        record = await self._memory.session(session)
        pages = next(file for file in short if file.suffix == ".pdf")
        whole = next((file for file in files if file.suffix == ".html"), files[0])
        sent = [self._attached(file, record.workshop) for file in (pages, whole)]
        writes: list[Write] = []
        for participation in await self._store.participations_of(session=session):
            at_hand = await self._memory.run(participation.participant)
            person = await self._memory.person_of(participation.participant)
            if at_hand is None or person is None or at_hand.run.status is not Status.FINISHED or at_hand.run.withdrawn:
                continue
            writes += [Send(Outgoing(person.id, at_hand.run.language, Lane.BROADCAST, file)) for file in sent]
            writes += await self._conductor.to(participation.participant, MemberCheckAsked())
        writes.append(WriteJournal(JournalEntry(session, self._clock.now(), "member_check", "animation")))
        return writes
