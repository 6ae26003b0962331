"""The cockpit: one message that shows a facilitator where everybody is, and edits itself.

A view, refreshed soon after something moves and at most every `EVERY` seconds: an edit a change would be refused by the
channel, which takes about one a second in a chat.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from msgspec.structs import replace

from bot.engine import added_rounds, course, rhythm, switching
from bot.engine.ballots import Origin
from bot.engine.course import next_gate
from bot.engine.group import Group, SessionStatus
from bot.engine.run import Run, Stage, Status
from bot.engine.script import Choice, Gate, HorizonBallot, Script, StepKind
from bot.errors import OutsideFailure
from bot.facilitation import capacities, group_probes, guidance, names_seen
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

SOON: Final = 0.3
"""Seconds between the first thing that moves and the look at it: people who answer together are one edit."""
EVERY: Final = 1.5
"""Seconds between two edits at least. What is left of a second each is for the messages that she must read."""
MOST_HOLDING: Final = 3
"""For how many people the rest of the group can be said to wait."""
MENU_STAYS: Final = 60.0
"""Seconds for which what happens meanwhile does not close a choice that is open under somebody's finger."""
A_MINUTE: Final = 60.0


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
    number = progress.number if progress is not None else 0
    return PersonLine(
        alias, profile(script, run), state, number, relayed=bool(run.relayed), capacity=capacities.capacity(script, run)
    )


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
        self._ticks: dict[str, asyncio.Task[None]] = {}
        self._refreshed: dict[str, datetime] = {}
        self._menus: dict[tuple[str, str], tuple[str, datetime]] = {}

    def touched(self, session: str, participant: str) -> None:
        """Something of the session changed; `participant` says who moved, if one person did."""
        lines = self._lines.get(session)
        at_hand = self._memory.runs.get(participant) if participant else None
        if lines is not None and at_hand is None:
            # The group, or somebody forgotten: read everybody again at the next look.
            self._lines.pop(session)
        elif lines is not None and at_hand is not None:
            lines.pop(participant, None)
        self._look(session)

    async def resume(self) -> None:
        """Show again every session under way: one that was stopped may have gone further than its cockpit says."""
        for record in await self._store.sessions():
            if record.status is SessionStatus.OPEN:
                self._look(record.id)

    def _look(self, session: str) -> None:
        self._touched.add(session)
        if session not in self._due:
            task = asyncio.create_task(self._soon(session), name=f"cockpit {session}")
            self._due[session] = task

    async def _soon(self, session: str) -> None:
        while session in self._touched:
            await self._clock.sleep(self._wait(session))
            self._touched.discard(session)
            self._refreshed[session] = self._clock.now()
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

    def _wait(self, session: str) -> float:
        """How long before the next edit of that session's cockpits."""
        last = self._refreshed.get(session)
        since = EVERY if last is None else (self._clock.now() - last).total_seconds()
        return max(SOON, EVERY - since)

    async def stop(self) -> None:
        """No more refreshing: what is stored is the truth, a cockpit is only a view of it."""
        tasks = [*self._due.values(), *self._ticks.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def refresh(self, session: str) -> None:
        """Edit the cockpit of everybody who steers the session."""
        panel = await self.panel(session)
        writes = []
        for one in await self._conductor.following(session):
            shown = replace(panel, role=one.role or "", menu=self._menu(session, one.person))
            body = ReplacePanel(shown, slot(session))
            writes.append(Send(Outgoing(one.person, one.language, Lane.TIMED, body, coalesce=slot(session))))
        await self._conductor.commit(writes)
        self._tick(session, panel)

    def _tick(self, session: str, panel: CockpitPanel) -> None:
        """The minutes left go by even when nobody does anything."""
        earlier = self._ticks.pop(session, None)
        if earlier is not None:
            earlier.cancel()
        now = self._clock.now()
        if panel.deadline is None or panel.days or panel.paused or panel.deadline <= now:
            return
        until_it_changes = (panel.deadline - now).total_seconds() % A_MINUTE or A_MINUTE
        self._ticks[session] = asyncio.create_task(self._minute(session, until_it_changes), name=f"minute {session}")

    async def _minute(self, session: str, seconds: float) -> None:
        await self._clock.sleep(seconds)
        del self._ticks[session]
        self._look(session)

    # -- choices under way ---------------------------------------------------------------------------------------------

    async def opened(self, session: str, person: str, menu: str) -> CockpitPanel:
        """The cockpit as this person sees it, with the choice that she has just opened (empty: none)."""
        if menu:
            self._menus[session, person] = (menu, self._clock.now())
        return replace(await self.panel(session), menu=menu)

    def leave_menu(self, session: str, person: str) -> None:
        """She has done something: the choice that was open is over."""
        self._menus.pop((session, person), None)

    def _menu(self, session: str, person: str) -> str:
        menu, since = self._menus.get((session, person), ("", self._clock.now()))
        return menu if (self._clock.now() - since).total_seconds() < MENU_STAYS else ""

    # -- what it shows -------------------------------------------------------------------------------------------------

    async def panel(self, session: str) -> CockpitPanel:
        """The session at a glance."""
        record = await self._memory.session(session)
        script = await self._memory.script(session)
        group = (await self._memory.group(session)).group
        lines = await self._people(session, script)
        votes = [step for step in group.ballots if course.is_vote_open(group, step)]
        voted = sum([await self._store.ballot_count(session, step) for step in votes])
        tally = await self._store.tally(session)
        # Once the group has gone on, nobody is fetched any more: the lines would only be in the way.
        gathering = capacities.is_gathering(script, group)
        there = {one.capacity for _, one in lines if one.capacity and one.state != "gone"}
        where = [one.step for _, one in lines if one.state != "gone"]
        watched = guidance.step_of_most(script, group, where)
        return replace(
            bare(record, script, group, self._policy.link(record.join), self._clock.now()),
            over_days=_over_days(script, group, self._policy, self._clock.now()),
            rounds=tuple((step.id, step.title) for step in added_rounds.openable(script, group)),
            people=tuple(line for _, line in lines),
            watched="" if watched is None or not watched.note else watched.title,
            note="" if watched is None else watched.note,
            holding=_holding(script, group, lines),
            lacking=capacities.lacking(script, there) if gathering else (),
            hierarchy=capacities.hierarchy(script, there) if gathering else (),
            voted=voted,
            ideas=tally.ideas,
            contributions=names_seen.number(script, tally.contributions),
            withheld=len(await undecided(self._store, session)) if tally.withheld else 0,
        )

    async def _people(self, session: str, script: Script) -> list[tuple[str, PersonLine]]:
        lines = self._lines.setdefault(session, {})
        found: list[tuple[str, PersonLine]] = []
        for participation in await self._store.participations_of(session=session):
            known = lines.get(participation.participant)
            if known is None:
                at_hand = await self._memory.run(participation.participant)
                if at_hand is None:
                    continue
                known = line(script, at_hand.run, participation.alias)
                lines[participation.participant] = known
            found.append((participation.participant, known))
        return found


def bare(record: SessionRecord, script: Script, group: Group, link: str, now: datetime) -> CockpitPanel:
    """What the group's state alone says: all there is to show of a session that was just made."""
    gate = next_gate(script, group)
    numbers = _numbers(script, group)
    schedule = group.schedule
    due = group.due(gate) if group.status is SessionStatus.OPEN else None
    since = now if group.paused is None else group.paused.since
    paused = group.paused is not None
    return CockpitPanel(
        session=record.id,
        title=record.title,
        status=group.status,
        link=link,
        declined=group.declined,
        total_steps=sum(1 for step in script.steps if step.counted),
        stretch=", ".join(step.title for step in script.stretch(course.group_stretch(script, group))),
        next_gate=gate,
        next_title="" if gate == course.END else script.step(gate).title,
        arrived=group.arrived(gate),
        active=len(group.awaited),
        deadline=due,
        minutes_left=0 if due is None else max(0, -(-int((due - since).total_seconds()) // 60)),
        few_voted=not paused and due is not None and guidance.too_few_have_voted(script, group, gate, due - now),
        paused=paused,
        paused_until="" if group.paused is None else group.paused.until,
        leaving=rhythm.LEAVING in group.timers.get(gate, {}),
        may_go_on=gate != course.END and (script.step(gate).gate or Gate()).by_hand,
        step=numbers[0],
        last_step=numbers[-1],
        days=0 if schedule is None else schedule.length,
        day=0 if schedule is None else schedule.day_on(now),
        first="" if schedule is None else schedule.date_of(1).isoformat(),
        asks_all=any(True for _ in group_probes.askable(script, group)),
        voting=any(course.is_vote_open(group, step) for step in group.ballots),
        chosen=_for_the_ballot(script, group),
        offers=offers(script, group),
        pinned=len(group.pinned),
        minorities=sum(1 for pin in group.pinned if pin.minority),
    )


def _for_the_ballot(script: Script, group: Group) -> int:
    """How many of the group's ideas are voted on; before a vote has opened, how many facilitators have chosen."""
    votes = [items for step, items in group.ballots.items() if isinstance(script.step(step).ballot, HorizonBallot)]
    if votes:
        return sum(item.origin is Origin.GROUP for item in votes[-1])
    return sum(len(items) for items in group.chosen.values())


def _over_days(script: Script, group: Group, policy: Policy, now: datetime) -> tuple[tuple[int, str], ...]:
    laid = (switching.calendar(script, group, days, policy.quiet, now) for days in switching.lengths(script, group))
    return tuple((one.length, one.date_of(one.length).isoformat()) for one in laid)


def _numbers(script: Script, group: Group) -> Sequence[int]:
    """The numbers of the steps under way, among those that count; 0 if none does."""
    under_way = script.stretch(course.group_stretch(script, group))
    places = (course.progress(script, question.key) for step in under_way for question in step.questions)
    return [place.number for place in places if place is not None] or [0]


def _holding(script: Script, group: Group, lines: Sequence[tuple[str, PersonLine]]) -> tuple[str, ...]:
    """Who the others wait for: a few, when most have arrived at the next gate."""
    if group.status is not SessionStatus.OPEN:
        return ()
    awaited = set(rhythm.absent(group, next_gate(script, group)))
    few = 0 < len(awaited) <= MOST_HOLDING and 2 * len(awaited) <= len(group.awaited)
    return tuple(line.alias for who, line in lines if who in awaited) if few else ()
