"""The scripted facilitator: launches the workshop, follows the cockpit, and does what the crowd file asks of her.

Her evening is one generator: each `yield` says what she waits for, a number of seconds or something on her screen. She
acts through her phone only. Not here: what the group's members do (`persona`), whose turn it is (`player`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final, TypeAlias, TypeVar

from bot.engine.probes import probe_text
from bot.engine.script import HorizonBallot, PointsBallot, Script, StepId, StepKind
from bot.errors import AuthorError, Defect
from bot.rehearsal.board import Board, step_of
from bot.rehearsal.botapi import CannotDo, Phone, Shown
from bot.rehearsal.clock import VirtualClock
from bot.rehearsal.crowd import FACILITATOR, AnswerKey, AnswerSource, Crowd, GroupIdea
from bot.rehearsal.labels import Control, Labels
from bot.rehearsal.persona import Persona, fills
from bot.rehearsal.screen import button, plain
from bot.saying import say

START_COMMANDS: Final = {"fr": "/animer", "en": "/facilitate"}
TAP: Final = 1.0
"""Seconds between two gestures of somebody who knows where she is going."""
READING: Final = 4.0
"""Seconds before she reacts to what she sees."""
GLANCE: Final = 30.0
"""Seconds between two looks at a session in which nothing asks for her."""
GLANCE_OVER_DAYS: Final = 3_600.0
AUTHORS_PATIENCE: Final = timedelta(hours=14)
"""Over days, how long she waits for ideas that do not come before she puts forward what is there."""
SETTLING: Final = 20.0
"""Seconds after a gate before she judges that everybody rests: messages to a whole group take their time."""
LATEST: Final = 8
"""Messages that she looks at for news of the session."""
PATIENCE: Final = 60.0
"""Seconds within which a panel has to come."""
MERGE_PATIENCE: Final = 180.0
NOTEBOOK_PATIENCE: Final = 900.0

_LINK: Final = re.compile(r"[?&]start=([A-Za-z0-9_-]{1,64})")
_NUMBERED: Final = re.compile(r"^(?:✓ )?(\d+)\. ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Until:
    """Waits for something to be so, at most `patience` seconds; the `yield` says whether it came."""

    so: Callable[[], bool]
    patience: float


T = TypeVar("T")
Doing: TypeAlias = Generator[float | Until, bool, T]
"""Something done over time: yields what it waits for, is told whether that came, and returns what it found."""


class Facilitator:
    """The facilitator of a crowd, at play."""

    def __init__(
        self,
        crowd: Crowd,
        script: Script,
        phone: Phone,
        people: Mapping[str, Persona],
        labels: Labels,
        clock: VirtualClock,
        board: Board,
        days: int = 0,
    ) -> None:
        """`days`: over how many days she runs the workshop; 0: live."""
        self.phone = phone
        self.finished = False
        self.skipped: list[str] = []
        """What the crowd file asks and could not be done, for the report."""
        self._crowd = crowd
        self._script = script
        self._people = people
        self._labels = labels
        self._clock = clock
        self._board = board
        self._days = days
        self._may_close = False
        """Over days: she was told that the last one is over, or that everybody has finished."""
        self._language = crowd.language
        self._parks = list(crowd.facilitator.parks)
        self._probes = dict(crowd.facilitator.probes)
        vote = next((step.id for step in script.steps if isinstance(step.ballot, HorizonBallot)), "")
        self._ideas = [(idea, vote) for idea in crowd.facilitator.group_ideas if vote]
        self._ideas += _leads(crowd, script)
        self._tried: set[int] = set()
        self._course = self._evening()
        self._waiting: float | Until | None = None
        self._since = clock.now()

    # -- time ----------------------------------------------------------------------------------------------------------

    def due(self) -> datetime | None:
        """When she does something next; None: not before something happens."""
        if self.finished:
            return None
        match self._waiting:
            case None:
                return self._clock.now()
            case Until(so=so, patience=patience):
                if so():
                    return self._clock.now()
                return self._since + timedelta(seconds=patience)
            case seconds:
                return self._since + timedelta(seconds=seconds)

    def act(self) -> None:
        """Go on to the next thing she waits for."""
        waiting = self._waiting
        try:
            if waiting is None:
                self._waiting = next(self._course)
            else:
                self._waiting = self._course.send(waiting.so() if isinstance(waiting, Until) else True)
        except StopIteration:
            self.finished = True
        self._since = self._clock.now()

    # -- the evening ---------------------------------------------------------------------------------------------------

    def _evening(self) -> Doing[None]:
        yield from self._launch()
        yield from self._steer()
        yield from self._close()

    def _launch(self) -> Doing[None]:
        self.phone.send(START_COMMANDS[self._language])
        title = plain(self._script.title)
        yield from self._wait(lambda: self._starting_with(title) is not None, "the list of workshops")
        self._press(self._starting_with(title))
        for number, parameter in enumerate(self._script.asked_at_launch):
            asked = plain(parameter.help or parameter.name)
            seen = self.phone.last.id if number else 0
            yield from self._wait(
                partial(self._asks, asked, seen),
                f"the question about the parameter {parameter.name}",
            )
            yield READING
            value = self._crowd.parameters.get(parameter.name)
            keep = self._starting_with(plain(self._labels.keep[self._language]))
            if value is not None:
                self.phone.send(str(value))
            elif keep is not None:
                self._press(keep)
            else:
                finding = say(
                    "The parameter {name} has no default, and the crowd gives it no value. "
                    "Write `parameters: {{{name}: …}}` in the crowd file.",
                    name=parameter.name,
                )
                raise AuthorError([finding])
        if self._script.asynchronous is not None:
            yield from self._choose_mode()
        yield from self._wait(lambda: self._control(Control.PLACES_DONE) is not None, "the question about places")
        yield READING
        self._tap(Control.PLACES_DONE)
        yield from self._wait(lambda: self._control(Control.OPEN) is not None, "the cockpit")
        yield from self._wait(lambda: self._link() != "", "the invitation")
        self._board.link = self._link()
        yield READING
        self._tap(Control.OPEN)
        self._board.opened_at = self._board.stretch_since = self._clock.now()

    def _choose_mode(self) -> Doing[None]:
        """Live, or over days from the first date that is offered."""
        over_days = self._labels.over_days[self._language].replace("{days}", str(self._days))
        wanted = over_days if self._days else self._labels.live[self._language]
        yield from self._wait(lambda: self._labelled(wanted) is not None, "the question how the session is run")
        yield READING
        seen = self.phone.last.id
        self._press(self._labelled(wanted))
        if self._days:
            yield from self._wait(lambda: self.phone.last.id > seen, "the question on which day it begins")
            yield READING
            last = self.phone.last
            self.phone.tap(last.id, last.buttons[0].data or "")

    def _asks(self, what: str, after: int) -> bool:
        return self.phone.last.id > after and what in plain(self.phone.last.text)

    def _steer(self) -> Doing[None]:
        """From the opening until everybody who will has done everything."""
        while not self._is_over():
            job = self._job()
            if job is None:
                yield Until(
                    lambda: self._job() is not None or self._is_over(), GLANCE_OVER_DAYS if self._days else GLANCE
                )
                yield READING
                continue
            yield from job()

    def _job(self) -> Callable[[], Doing[None]] | None:
        """What there is to do now; the first of the list comes first."""
        for parked in self._parks:
            if self._board.said[parked]:
                return partial(self._park, parked)
        for probed, code in self._probes.items():
            if probed in self._board.answered and self._people[probed.person].present:
                return partial(self._probe, probed, code)
        if self._ideas and self._works_on_ideas():
            return lambda: self._put_forward(self._ideas.pop(0)[0])
        if self._may_move_on():
            return self._move_on
        return None

    # -- off topic, probes ---------------------------------------------------------------------------------------------

    def _park(self, key: AnswerKey) -> Doing[None]:
        self._parks.remove(key)
        text = self._people[key.person].lines[key.key][0]
        found = yield from self._find_contribution(text)
        if found:
            self._tap(Control.PARK)
            yield TAP
        else:
            self.skipped.append(f"parks {key.person}.{key.key}")
        self._board.parked.add(key)

    def _probe(self, key: AnswerKey, code: str) -> Doing[None]:
        del self._probes[key]
        lines = self._people[key.person].lines.get(key.key, ())
        found = bool(lines) and (yield from self._find_contribution(lines[-1]))
        leaf = self._leaf()
        if not found or leaf is None or not self._tap(Control.PROBE, leaf):
            self.skipped.append(f"probes {key.person}.{key.key}")
            return
        words = plain(probe_text(code, self._language))
        # On this very panel: an earlier one may still show the menu that was opened for somebody else.
        yield from self._wait(lambda: self._labelled(words, leaf) is not None, f"the probe {code} in the menu")
        yield TAP
        self._board.probed[key.person] = (code, step_of(key.key))
        self._press(self._labelled(words, leaf))
        yield TAP

    def _find_contribution(self, text: str) -> Doing[bool]:
        """Leaf through the contributions to the one that holds the text; the generator returns whether it is there."""
        self._tap(Control.CONTRIBUTIONS)
        yield TAP
        wanted = plain(text)
        turned = False
        way = Control.NEXT_ONE
        for _ in range(500):
            yield from self._wait(lambda: self._leaf() is not None, "a contribution")
            leaf, before = self._leaf(), self._leaf_text()
            if wanted in before:
                return True
            if leaf is None or not self._tap(way, leaf):
                if turned:
                    return False
                turned, way = True, Control.PREVIOUS
                continue
            came = yield Until(partial(self._turned, before), PATIENCE)
            if not came:
                return False
        return False

    def _leaf(self) -> Shown | None:
        """The contributions panel: the latest message from which one parks or probes."""
        return self._latest(Control.PARK, Control.PROBE)

    def _leaf_text(self) -> str:
        leaf = self._leaf()
        return "" if leaf is None else plain(leaf.text)

    def _turned(self, before: str) -> bool:
        return self._leaf_text() not in ("", before)

    # -- the group's ideas ---------------------------------------------------------------------------------------------

    def _works_on_ideas(self) -> bool:
        """Whether the next idea can be put forward: the group works towards its vote, and its sources are said."""
        idea, vote = self._ideas[0]
        last = self._script.stretch_of(vote) - 1
        form = self._script.step(vote).ballot
        # Where ideas are shared before the vote, that is the time to bring them together.
        sharing = [
            self._script.stretch_of(step.id)
            for step in self._script.steps
            if step.kind is StepKind.SHARE and not step.of and form is not None and step.id != vote
        ]
        first = min(sharing[0], last) if sharing and isinstance(form, HorizonBallot) else last
        if not first <= self._stretch() <= last:
            return False
        everyone_rests = all(one.due() is None for one in self._people.values() if one.arrived)
        if self._days:
            # Between two days everybody rests.
            everyone_rests = everyone_rests and self._has_lasted(AUTHORS_PATIENCE)
        return all(self._is_said(source) for source in (*idea.sources, *idea.refused_merge_with)) or everyone_rests

    def _stretch(self) -> int:
        """How far the group is. Over days gates open before anybody is there to see it: she is told of each."""
        if not self._days:
            return self._board.stretch
        script, said = self._script.spoken(self._language), plain(self._labels.gone_on[self._language])
        titles = [plain(said.replace("{title}", script.step(gate).title)) for gate in script.gates()]
        opened = 0
        for text in (plain(one.text) for one in self.phone.from_bot):
            # The next of that title: two gates of one step have the same.
            opened = next((n for n, title in enumerate(titles[opened:], opened + 1) if title in text), opened)
        return max(self._board.stretch, opened)

    def _is_said(self, source: AnswerSource) -> bool:
        key = AnswerKey(source.person, source.key)
        # Complete, so that nothing is merged that its author is still splitting or adding to.
        complete = AnswerKey(source.person, step_of(source.key)) in self._board.answered
        return complete and self._board.said[key] > source.index

    def _put_forward(self, idea: GroupIdea) -> Doing[None]:
        texts = [self._text(source) for source in idea.sources]
        if idea.refused_merge_with:
            together = [*idea.sources, *idea.refused_merge_with]
            numbers = yield from self._numbers([self._text(source) for source in together])
            if len(numbers) == len(together):
                self._board.refuser = self._who_refuses(together)
                yield from self._propose(numbers, idea.text, [source.person for source in together], refused=True)
            else:
                self.skipped.append(f"{idea.id}: the merge that is refused")
        if idea.by_facilitator and not texts:
            yield from self._numbers([])
            self.phone.send(f"+ : {idea.text}")
            yield READING
            return
        numbers = yield from self._numbers(texts)
        if len(numbers) < len(texts):
            self.skipped.append(f"{idea.id}: {len(texts) - len(numbers)} of its sources cannot be found")
        if not numbers:
            return
        if len(numbers) == 1 and plain(texts[0]) == plain(idea.text):
            self._press(self._labelled(str(numbers[0])))
            yield READING
            return
        yield from self._propose(numbers, idea.text, [source.person for source in idea.sources], refused=False)

    def _propose(self, numbers: Sequence[int], wording: str, authors: Sequence[str], *, refused: bool) -> Doing[None]:
        """One merge, until its authors have answered."""
        self._board.merge_answers.clear()
        self.phone.send(f"{', '.join(map(str, numbers))} : {wording}")
        willing = {who for who in authors if self._people[who].answers_merges()}

        def settled() -> bool:
            if refused:
                return self._board.refuser == "" or not willing
            return self._board.merge_answers >= willing

        yield TAP
        yield Until(settled, MERGE_PATIENCE)
        self._board.refuser = ""
        yield READING

    def _who_refuses(self, together: Sequence[AnswerSource]) -> str:
        """The author whose lines say no; else the first whose lines do not say yes; else the first."""
        there = [source.person for source in together if self._people[source.person].answers_merges()]
        for wish in (True, None):
            for person in there:
                if self._people[person].refuses_next_merge() is wish:
                    return person
        return there[0] if there else ""

    def _numbers(self, texts: Sequence[str]) -> Doing[list[int]]:
        """Open the list of ideas; the generator returns the numbers that stand beside these texts."""
        # The cockpit is redrawn a moment after the gate: in a quiet group she may be quicker.
        yield from self._wait(lambda: self._control(Control.IDEAS) is not None, "the button of the ideas")
        before = self.phone.last.id
        self._tap(Control.IDEAS)

        def listed() -> bool:
            return self.phone.last.id > before and _NUMBERED.search(self.phone.last.text) is not None

        if self._days:
            # Over days the vote may have opened since: there is no list any more, and nothing to put forward.
            if not (yield Until(listed, PATIENCE)):
                return []
        else:
            yield from self._wait(listed, "the list of ideas")
        yield READING
        shown = self._ideas_panel()
        found = _numbered(shown.text) if shown is not None else []
        # One number a text: the same sentence said by two people is two ideas.
        taken: list[int] = []
        for text in texts:
            number = next((n for n, said in found if said.startswith(plain(text)) and n not in taken), None)
            if number is not None:
                taken.append(number)
        return taken

    def _ideas_panel(self) -> Shown | None:
        return next((one for one in reversed(self.phone.from_bot) if _NUMBERED.search(one.text) and one.buttons), None)

    def _text(self, source: AnswerSource) -> str:
        return self._people[source.person].lines[source.key][source.index]

    # -- going on ------------------------------------------------------------------------------------------------------

    def _is_over(self) -> bool:
        if self._days:
            # The days that were announced are the days there are, whoever is late.
            return self._was_told_to_close()
        last = self._board.stretch == len(self._script.gates())
        return last and self._has_lasted(timedelta(seconds=SETTLING)) and self._rests()

    def _was_told_to_close(self) -> bool:
        latest = (plain(one.text) for one in self.phone.from_bot[-LATEST:])
        wanted = [plain(words) for words in self._labels.finished[self._language]]
        self._may_close = self._may_close or any(words in text for text in latest for words in wanted)
        return self._may_close

    def _has_lasted(self, least: timedelta) -> bool:
        since = self._board.stretch_since
        return since is not None and self._clock.now() >= since + least

    def _rests(self) -> bool:
        """Whether everybody who will still do something in this stretch has done it."""
        stretch = self._board.stretch
        waits = any(one.due() is not None for one in self._people.values() if one.arrived)
        return not waits and not any(one.expected(stretch) for one in self._people.values())

    def _may_move_on(self) -> bool:
        gates = self._script.gates()
        stretch = self._board.stretch
        # Over days the group goes on by itself, at hours that people were told.
        if self._days or stretch >= len(gates) or stretch in self._tried or not self._rests():
            return False
        gate = self._script.step(gates[stretch]).gate
        if gate is None or not gate.by_hand:
            return False
        return self._has_lasted(timedelta(minutes=gate.not_before, seconds=SETTLING))

    def _move_on(self) -> Doing[None]:
        """« Passer à la suite »: asked for, then confirmed. The clock may have been quicker."""
        stretch = self._board.stretch
        if not self._tap(Control.NEXT):
            self._tried.add(stretch)
            return
        came = yield Until(lambda: self._passage() is not None, PATIENCE)
        if not came or self._board.stretch != stretch:
            return
        self._press(self._passage())
        self._tried.add(stretch)
        yield Until(lambda: self._board.stretch > stretch, PATIENCE)
        if self._board.stretch == stretch:
            # The cockpit may have been redrawn under the finger: once more.
            self._tried.discard(stretch)

    def _passage(self) -> tuple[Shown, str] | None:
        """The button that goes on: at once if everybody is ready, else with a warning to those who are not."""
        message = self._latest(Control.NEXT_CONFIRM, Control.NEXT_ANNOUNCE)
        labels = (self._label(Control.NEXT_CONFIRM), self._label(Control.NEXT_ANNOUNCE))
        return next((found for label in labels if message and (found := self._labelled(label, message))), None)

    def _close(self) -> Doing[None]:
        yield READING
        for _ in range(5):
            if self._tap(Control.CLOSE):
                came = yield Until(lambda: self._control(Control.CLOSE_CONFIRM) is not None, PATIENCE)
                if came and self._tap(Control.CLOSE_CONFIRM):
                    break
            yield PATIENCE
        else:
            raise Defect("the facilitator found no button to close the session")
        self._board.closed_at = self._clock.now()
        yield from self._wait(
            lambda: any(one.document and not one.document.filename.endswith(".png") for one in self.phone.from_bot),
            "the notebook",
            NOTEBOOK_PATIENCE,
        )

    # -- fingers and eyes ----------------------------------------------------------------------------------------------

    def _wait(self, so: Callable[[], bool], what: str, patience: float = PATIENCE) -> Doing[None]:
        since = self._clock.now()
        while not so():
            if self._clock.now() - since >= timedelta(seconds=patience):
                raise Defect(f"the facilitator waited {patience:g} s for {what}; on her screen: {self.last_card()}")
            yield Until(so, patience)

    def _link(self) -> str:
        for message in self.phone.from_bot:
            found = _LINK.search(message.text)
            if found is not None:
                return found[1]
        return ""

    def _label(self, control: Control) -> str:
        return self._labels.controls[control][self._language]

    def _latest(self, *controls: Control) -> Shown | None:
        """The latest message that has one of these buttons."""
        for message in reversed(self.phone.from_bot):
            if any(button(message, self._label(control)) is not None for control in controls):
                return message
        return None

    def _control(self, control: Control) -> tuple[Shown, str] | None:
        message = self._latest(control)
        found = None if message is None else button(message, self._label(control))
        return None if message is None or found is None or found.data is None else (message, found.data)

    def _labelled(self, label: str, on: Shown | None = None) -> tuple[Shown, str] | None:
        """Where that label was last seen, or where it is on that one message."""
        for message in reversed(self.phone.from_bot) if on is None else (on,):
            found = button(message, label)
            if found is not None and found.data is not None:
                return message, found.data
        return None

    def _starting_with(self, words: str) -> tuple[Shown, str] | None:
        """A button of the latest message that begins with these words."""
        try:
            last = self.phone.last
        except CannotDo:
            return None
        for one in last.buttons:
            if one.data is not None and plain(one.label).startswith(words[:40]):
                return last, one.data
        return None

    def _tap(self, control: Control, message: Shown | None = None) -> bool:
        """Tap that button where it was last seen, or on `message`; False if it is nowhere."""
        if message is None:
            found = self._control(control)
            return found is not None and self._press(found)
        one = button(message, self._label(control))
        return one is not None and one.data is not None and self._press((message, one.data))

    def _press(self, found: tuple[Shown, str] | None) -> bool:
        if found is None:
            return False
        message, data = found
        self.phone.tap(message.id, data)
        return True

    def last_card(self) -> str:
        """The last thing on the screen."""
        try:
            last = self.phone.last
        except CannotDo:
            return "(nothing)"
        return f"{last.text!r} {list(last.labels)}"


def _leads(crowd: Crowd, script: Script) -> list[tuple[GroupIdea, StepId]]:
    """The leads as ideas of the pool that is given points to, with the messages they come from."""
    for step in script.steps:
        if not isinstance(step.ballot, PointsBallot):
            continue
        pool = step.ballot.pool
        card = next((one.id for one in script.steps for q in one.questions if fills(q, pool)), "")
        return [
            (
                GroupIdea(
                    lead.id,
                    lead.text,
                    tuple(AnswerSource(person, card, 0) for person in lead.sources if person != FACILITATOR),
                    lead.by_facilitator,
                ),
                step.id,
            )
            for lead in crowd.facilitator.leads
        ]
    return []


def _numbered(text: str) -> list[tuple[int, str]]:
    """The numbered lines of a list of ideas, each with the lines that belong to it."""
    starts = list(_NUMBERED.finditer(text))
    ends = [one.start() for one in starts[1:]] + [len(text)]
    return [(int(one[1]), plain(text[one.end() : end])) for one, end in zip(starts, ends, strict=True)]
