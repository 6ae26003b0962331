"""The cockpit: one message that shows a facilitator where everybody is, and edits itself.

A view, refreshed at most every `EVERY` seconds of a session that moves: an edit a change would be refused by the
channel.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime, timedelta
from typing import Final

from msgspec.structs import replace

from bot.engine import agenda, course
from bot.engine.group import Group, SessionStatus
from bot.engine.run import Run, Stage, Status
from bot.engine.script import Choice, Script, StepKind
from bot.engine.session import next_gate, planned_minutes
from bot.errors import OutsideFailure
from bot.facilitation.conduct import Conductor
from bot.facilitation.memory import Memory
from bot.facilitation.offers import offers
from bot.facilitation.outgoing import Lane, Outgoing, ReplacePanel
from bot.facilitation.panels import CockpitPanel, PersonLine
from bot.facilitation.policy import Policy
from bot.facilitation.ports import Activity, Clock, Store
from bot.facilitation.records import SessionRecord
from bot.facilitation.withheld import undecided
from bot.facilitation.writes import Send

log = logging.getLogger(__name__)

EVERY: Final = 2.0
PEOPLE_SHOWN: Final = 40


def slot(session: str) -> str:
    """How the outbox knows the cockpit's message."""
    return f"cockpit:{session}"


def line(script: Script, run: Run, alias: str) -> PersonLine:
    """Where one person is, as a facilitator may know: alias and profile, never a name."""
    place = "" if run.place in ("", course.END) else run.place
    progress = course.progress(script, place) if place else None
    match run.status:
        case Status.LEFT | Status.UNREACHABLE | Status.DECLINED:
            state = "gone"
        case Status.FINISHED:
            state = "finished"
        case Status.ENTERING:
            state = "silent"
        case Status.ACTIVE:  # pragma: no branch - the union is closed
            match run.wait.stage:
                case Stage.GATED:
                    state = "waiting"
                case Stage.ENDED:
                    state = "finished"
                case Stage.GATHERING | Stage.PROBED:
                    state = "writing"
                case Stage.VOTING:
                    state = "voted" if script.step_of(run.wait.key).id in run.votes else "silent"
                case Stage.ASKED | Stage.HOUR:  # pragma: no branch - the union is closed
                    state = "silent"
    return PersonLine(alias, profile(script, run), state, progress.number if progress is not None else 0)


def profile(script: Script, run: Run) -> str:
    """The label of the profile chosen, empty before."""
    for step in script.steps:
        if step.kind is StepKind.PROFILE and isinstance(step.questions[0].accepts, Choice):
            given = run.answers.get(step.id)
            return "" if given is None or given.passed else given.text
    return ""


class Cockpits:
    """Keeps every open cockpit near the truth."""

    def __init__(
        self, store: Store, memory: Memory, conductor: Conductor, clock: Clock, activity: Activity, policy: Policy
    ) -> None:
        self._store = store
        self._memory = memory
        self._conductor = conductor
        self._clock = clock
        self._activity = activity
        self._policy = policy
        self._lines: dict[str, dict[str, PersonLine]] = {}
        self._touched: set[str] = set()
        self._due: dict[str, asyncio.Task[None]] = {}

    def touched(self, session: str, participant: str) -> None:
        """Something of the session changed; `participant` says who moved, if one person did."""
        lines = self._lines.get(session)
        at_hand = self._memory.runs.get(participant) if participant else None
        if lines is not None and at_hand is None:
            # The group, or somebody forgotten: read everybody again at the next look.
            self._lines.pop(session)
        elif lines is not None and at_hand is not None:
            lines.pop(participant, None)
        self._touched.add(session)
        if session not in self._due:
            task = asyncio.create_task(self._soon(session), name=f"cockpit {session}")
            self._due[session] = task

    async def _soon(self, session: str) -> None:
        while session in self._touched:
            await self._clock.sleep(EVERY)
            self._touched.discard(session)
            self._activity.begin()
            try:
                await self.refresh(session)
            except OutsideFailure as failure:
                log.warning("the cockpit of session %s waits: %s", session, failure)
                self._touched.add(session)
            finally:
                self._activity.end()
        # In the same turn of the loop as the look at `_touched`: a change from now on starts another task.
        del self._due[session]

    async def stop(self) -> None:
        """No more refreshing: what is stored is the truth, a cockpit is only a view of it."""
        tasks = list(self._due.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def refresh(self, session: str) -> None:
        """Edit the cockpit of everybody who steers the session."""
        panel = await self.panel(session)
        writes = [
            Send(Outgoing(one.person, one.language, Lane.TIMED, body, coalesce=slot(session)))
            for one in await self._conductor.following(session)
            for body in [ReplacePanel(replace(panel, role=one.role or ""), slot(session))]
        ]
        await self._conductor.commit(writes)

    async def panel(self, session: str, *, confirm: str = "") -> CockpitPanel:
        """The session at a glance."""
        record = await self._memory.session(session)
        script = await self._memory.script(session)
        group = (await self._memory.group(session)).group
        lines = await self._people(session, script)
        votes = [step for step in group.ballots if course.is_vote_open(group, step)]
        voted = sum([await self._store.ballot_count(session, step) for step in votes])
        pools = [pool.id for pool in script.pools]
        ideas = [idea for pool in pools for idea in await self._store.ideas(session, pool) if not idea.withdrawn]
        contributions = await self._store.contributions(session)
        return replace(
            bare(record, script, group, self._policy.link(record.join), self._clock.now()),
            people=tuple(lines[:PEOPLE_SHOWN]),
            voted=voted,
            ideas=len(ideas),
            contributions=sum(1 for one in contributions if not one.superseded),
            withheld=len(await undecided(self._store, session)),
            confirm=confirm,
        )

    async def _people(self, session: str, script: Script) -> list[PersonLine]:
        lines = self._lines.setdefault(session, {})
        found: list[PersonLine] = []
        for participation in await self._store.participations_of(session=session):
            known = lines.get(participation.participant)
            if known is None:
                at_hand = await self._memory.run(participation.participant)
                if at_hand is None:
                    continue
                known = line(script, at_hand.run, participation.alias)
                lines[participation.participant] = known
            found.append(known)
        return found


def bare(record: SessionRecord, script: Script, group: Group, link: str, now: datetime) -> CockpitPanel:
    """What the group's state alone says: all there is to show of a session that was just made."""
    gate = next_gate(script, group)
    schedule = group.schedule
    return CockpitPanel(
        session=record.id,
        title=record.title,
        status=group.status.value,
        link=link,
        declined=group.declined,
        total_steps=sum(1 for step in script.steps if step.counted),
        stretch=", ".join(step.title for step in script.stretch(course.group_stretch(script, group))),
        next_gate=gate,
        next_title="" if gate == course.END else script.step(gate).title,
        arrived=group.arrived(gate),
        active=len(group.active),
        deadline=_deadline(script, group),
        days=0 if schedule is None else schedule.length,
        day=0 if schedule is None else schedule.day_on(now),
        first="" if schedule is None else schedule.date_of(1).isoformat(),
        voting=any(course.is_vote_open(group, step) for step in group.ballots),
        chosen=sum(len(items) for items in group.chosen.values()),
        offers=offers(script, group),
    )


def _deadline(script: Script, group: Group) -> datetime | None:
    gate = next_gate(script, group)
    if group.status is not SessionStatus.OPEN:
        return None
    if group.schedule is not None:
        return agenda.due(script, group, gate)
    if gate == course.END or group.stretch_began is None:
        return None
    settings = script.step(gate).gate
    if settings is None or (settings.at_most is None and settings.quorum is None):
        return None
    minutes = settings.at_most or planned_minutes(script, course.group_stretch(script, group))
    return group.stretch_began + timedelta(minutes=minutes)
