"""Play a crowd through a running bot: everybody on their phone, one thing at a time, on a virtual clock.

Discrete events: wait until the bot is quiet, let whoever's turn it is do one thing, and when nobody has anything to do,
move the clock to the next moment anybody (the bot included) waits for. The same seed plays the same evening. Not here:
starting the bot and the stand-in (the composition root), what people do (`persona`, `facilitator`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final

from bot.engine.hearing import heard_values
from bot.engine.script import HorizonBallot, Script, StepKind, Verdict
from bot.errors import Defect, OperatorError
from bot.rehearsal.board import Board
from bot.rehearsal.botapi import StandIn
from bot.rehearsal.clock import Busy, VirtualClock
from bot.rehearsal.crowd import Crowd, check_crowd
from bot.rehearsal.facilitator import Facilitator
from bot.rehearsal.labels import Labels
from bot.rehearsal.lines import References, lines_of
from bot.rehearsal.persona import Persona
from bot.rehearsal.report import Document, PlayReport, duplicates

FIRST_PERSON: Final = 2_000
"""User id of the first person of a crowd on the stand-in; the others follow."""
STUCK_AFTER: Final = timedelta(hours=2)
"""Session time without anything said or tapped after which a play is stuck: longer than any live step waits."""

STUCK_OVER_DAYS: Final = timedelta(days=3)
"""The same over days: longer than from a Saturday's close to a Monday evening."""

MERGE_KEY: Final = "clarification.fusion"
LINGER: Final = timedelta(minutes=2)
"""Session time left to the bot once nobody has anything to do: files go out at their pace."""

_LAUNCH: Final = {"fr": "L'animation lance l'atelier", "en": "The facilitator launches the workshop"}
_CLOSED: Final = {"fr": "La séance est close, le cahier s'écrit", "en": "The session is closed"}

OnProgress = Callable[[int, int, str], None]
"""(done, total, sentence): how far the play is."""


class Stuck(Defect):
    """The bot does not answer: the message shows everybody's last card."""


class Unfinished(OperatorError):
    """The people of the crowd have nothing left to do or say, and the evening is not over: everybody's last card."""


def verify(crowd: Crowd, script: Script) -> None:
    """Refuse a crowd that names what the script lacks.

    Raises:
        AuthorError: one line a finding.
    """
    keys = [question.key for _, question in script.walk()]
    keys += [f"{step.id}.precision" for step in script.steps if step.kind is StepKind.SHARE and not step.of]
    items: dict[str, list[str]] = {}
    grades: dict[str, list[str]] = {}
    for step in script.steps:
        ballot = step.ballot
        if ballot is not None:
            items[step.id] = [idea.code for idea in script.pool(ballot.pool).prepared]
            if isinstance(ballot, Verdict):
                grades[step.id] = [grade.label for grade in (*ballot.grades, ballot.no_opinion)]
            else:
                items[step.id] += [lead.id for lead in crowd.facilitator.leads]
            # Wherever there is a vote, ideas may be merged before it: that is the key of an author's yes or no.
            keys.append(MERGE_KEY)
    check_crowd(
        crowd,
        workshop_id=script.id,
        keys=[*(step.id for step in script.steps), *keys],
        vote_items=items,
        grades=grades,
    )


async def play(
    crowd: Crowd,
    script: Script,
    *,
    api: StandIn,
    clock: VirtualClock,
    busy: Busy,
    facilitator: int,
    labels: Labels,
    seed: int | str,
    days: int = 0,
    on_progress: OnProgress | None = None,
    patience_s: float = 120.0,
) -> PlayReport:
    """Play the whole evening, from `/animer` to the notebook, against the bot that listens to `api`.

    `days`: over how many days; 0 plays it live. `facilitator`: her user id, which the bot must know as one of its
    facilitators. `clock` and `busy` are the bot's.
    `patience_s`: real seconds the bot may take over one thing; compiling a notebook is the longest.

    Raises:
        AuthorError: the crowd names what the script lacks.
        Stuck: the bot does not answer.
        Unfinished: nobody has anything left to do, and the evening is not over.
    """
    verify(crowd, script)
    game = _Play(crowd, script, api, clock, busy, facilitator, labels, str(seed), days, on_progress, patience_s)
    return await game.run()


class _Play:
    def __init__(
        self,
        crowd: Crowd,
        script: Script,
        api: StandIn,
        clock: VirtualClock,
        busy: Busy,
        facilitator: int,
        labels: Labels,
        seed: str,
        days: int,
        on_progress: OnProgress | None,
        patience_s: float,
    ) -> None:
        self._crowd = crowd
        self._script = script
        self._api = api
        self._clock = clock
        self._busy = busy
        self._on_progress = on_progress
        self._patience_s = patience_s
        self._stuck_after = STUCK_OVER_DAYS if days else STUCK_AFTER
        self._told = -2
        self._over_since: datetime | None = None
        self._board = Board(script)
        values = _values(crowd, script)
        lines = {person.id: lines_of(person, script) for person in crowd.people}
        leads = {lead.id: lead.text for lead in crowd.facilitator.leads}
        people: dict[str, Persona] = {}
        for number, person in enumerate(crowd.people):
            items = _items(crowd, script.spoken(person.language))
            people[person.id] = Persona(
                person,
                api.user(FIRST_PERSON + number, f"{person.alias} ({person.id})", language_code=person.language),
                script=script,
                values=heard_values(values, script, person.language),
                items=items,
                labels=labels,
                references=References(lines, {**items, **leads}),
                parks=frozenset(one.key for one in crowd.facilitator.parks if one.person == person.id),
                clock=clock,
                board=self._board,
                seed=seed,
                days=days,
            )
        self._people = people
        phone = api.user(facilitator, "Animation", language_code=crowd.language)
        self._facilitator = Facilitator(crowd, script, phone, people, labels, clock, self._board, days)
        self._actors: tuple[Facilitator | Persona, ...] = (self._facilitator, *people.values())

    async def run(self) -> PlayReport:
        last_entries, last_change = 0, self._clock.now()
        while True:
            await self._quiet()
            for persona in self._people.values():
                persona.look()
            self._progress()
            if self._is_over():
                if self._nothing_on_its_way():
                    return self._report()
                self._clock.advance_to_next()
                continue
            if self._act():
                continue
            entries = len(self._api.transcript.entries)
            if entries != last_entries:
                last_entries, last_change = entries, self._clock.now()
            self._advance(last_change)

    async def _quiet(self) -> None:
        """Until the bot has taken in everything and does nothing: both at once."""
        try:
            async with asyncio.timeout(self._patience_s):
                while True:
                    await self._api.settled()
                    await self._busy.quiet()
                    if not self._api.unconfirmed_updates and not self._busy.count:
                        return
        except TimeoutError:
            waiting = f"{self._api.unconfirmed_updates} updates not taken in, {self._busy.count} things under way"
            raise Stuck(f"the bot is not done after {self._patience_s:g} s: {waiting}\n{self._cards()}") from None

    def _act(self) -> bool:
        """Let the one whose turn came first do one thing; False if it is nobody's turn."""
        now = self._clock.now()
        ready = [
            (due, number) for number, one in enumerate(self._actors) if (due := one.due()) is not None and due <= now
        ]
        if not ready:
            return False
        self._actors[min(ready)[1]].act()
        return True

    def _advance(self, last_change: datetime) -> None:
        """Move the clock to the next moment anybody waits for; the bot's own sleepers first."""
        people = [due for one in self._actors if (due := one.due()) is not None]
        target = min(people, default=None)
        sleeper = self._clock.next_due()
        if (sleeper is None and target is None) or self._clock.now() - last_change > self._stuck_after:
            raise Unfinished(
                "The crowd does not carry the session to its end: nobody in it has anything left to do. Give its "
                f"people answers to what the last cards ask, or more of them.\n{self._cards()}"
            )
        if sleeper is not None and (target is None or sleeper <= target):
            self._clock.advance_to_next()
        elif target is not None:
            self._clock.advance_to(target)

    def _is_over(self) -> bool:
        pending = any(one.due() is not None for one in self._people.values() if one.arrived)
        return self._facilitator.finished and not pending

    def _nothing_on_its_way(self) -> bool:
        """Whether the bot, too, has said its last: what is paced or waits a little has been sent."""
        if self._over_since is None:
            self._over_since = self._clock.now()
        sleeper = self._clock.next_due()
        return sleeper is None or sleeper > self._over_since + LINGER

    def _cards(self) -> str:
        lines = [f"the play is stuck at {self._clock.now():%H:%M:%S} UTC; the last card of each:"]
        lines.append(f"  facilitator: {self._facilitator.last_card()}")
        lines += [f"  {name}: {one.last_card()}" for name, one in self._people.items()]
        return "\n".join(lines)

    def _progress(self) -> None:
        total = len(self._script.steps) + 1
        # Steps that nobody is asked, or not before the close, are none to wait for.
        done = total if self._board.closed_at is not None else self._board.farthest + 1
        if self._on_progress is None or done == self._told:
            return
        self._told = done
        self._on_progress(done, total, self._sentence(done))

    def _sentence(self, done: int) -> str:
        if self._board.closed_at is not None:
            return _CLOSED[self._crowd.language]
        return self._script.steps[done - 1].title if done else _LAUNCH[self._crowd.language]

    def _report(self) -> PlayReport:
        people = list(self._people.values())
        opened, closed = self._board.opened_at, self._board.closed_at
        if opened is None or closed is None:
            raise Defect("a play that ended was neither opened nor closed")
        return PlayReport(
            people=len(people),
            consented=sum(one.consented for one in people),
            declined=sum(one.declined for one in people),
            answers=sum(one.sent for one in people),
            voters=sum(any(one.voter.graded.values()) for one in people),
            votes=sum(sum(count > 0 for count in one.voter.graded.values()) for one in people),
            late=sum(one.late for one in people),
            left=sum(one.gone for one in people),
            withdrawn=sum(one.withdrawn for one in people),
            late_votes=sum(one.late_votes for one in people),
            duration=closed - opened,
            duplicates=duplicates([self._facilitator.phone, *(one.phone for one in people)]),
            documents=tuple(
                Document(one.document.filename, one.document.content)
                for one in self._facilitator.phone.from_bot
                if one.document is not None and not one.document.filename.endswith(".png")
            ),
            transcript=self._api.transcript.render(),
            skipped=tuple(self._facilitator.skipped),
        )


def _items(crowd: Crowd, script: Script) -> Mapping[str, str]:
    """Code -> text of what may be on a ballot: prepared items, then the group's as the facilitator words them."""
    prepared = {
        idea.code: idea.text
        for step in script.steps
        for question in step.questions
        if isinstance(question.accepts, HorizonBallot)
        for idea in script.pool(question.accepts.pool).prepared
    }
    return prepared | {idea.id: idea.text for idea in crowd.facilitator.group_ideas}


def _values(crowd: Crowd, script: Script) -> Mapping[str, str | int]:
    """The session's parameters, as the facilitator will have given them."""
    defaults = {one.name: one.default for one in script.parameters if one.default is not None}
    return {**defaults, **crowd.parameters}
