"""Do what a script test says, in memory, and hold its expectations against what came of it.

Here: the steps. Not here: reading them (`script_test_reading`), the expectations one by one (`script_test_claims`),
which steps of the workshop were reached (`coverage`).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.engine.events import UnreadableSent
from bot.engine.script import Script
from bot.rehearsal.coverage import Coverage, Reached
from bot.rehearsal.crowd_model import Position
from bot.rehearsal.drawing import Artist, Commands
from bot.rehearsal.hands import Hands
from bot.rehearsal.moments import moment
from bot.rehearsal.parameters import with_stand_ins
from bot.rehearsal.random_crowd import RandomCrowd
from bot.rehearsal.script_test_claims import Sight, mismatch
from bot.rehearsal.script_test_model import (
    BotAnswers,
    BotDoesTheRest,
    Claim,
    Enters,
    Expects,
    Facilitates,
    ProposesMerge,
    Says,
    ScriptTest,
    SendsOther,
    Step,
    TapsAside,
    TimePasses,
    Votes,
)
from bot.rehearsal.stage import StagedSession
from bot.saying import LANGUAGES, Said, counted, quoted, say, together


@dataclass(frozen=True, slots=True)
class Failure:
    """One line of a file that did not hold: what was expected, what was seen instead."""

    path: Path
    at: Position
    text: Said

    def into(self, language: str) -> str:
        """As a terminal shows it, so that an editor finds the place."""
        return f"{self.path}:{self.at[0]}:{self.at[1]}  {self.text.into(language)}"

    def __str__(self) -> str:
        return self.into(LANGUAGES[0])


@dataclass(frozen=True, slots=True)
class Report:
    """What came of one file. `claims`: how many expectations it states."""

    path: Path
    workshop: str
    claims: int
    failures: tuple[Failure, ...]
    reached: tuple[Reached, ...]

    def lines(self) -> list[Said]:
        """The file and its counts, then a line a step."""
        there = [one for one in self.reached if one.asked]
        head = counted(
            "{path}  {n} expectation, {failed} failed; {there} of {steps} steps reached",
            "{path}  {n} expectations, {failed} failed; {there} of {steps} steps reached",
            n=self.claims,
            path=self.path,
            failed=len(self.failures),
            there=len(there),
            steps=len(self.reached),
        )
        width = max(len(one.step) for one in self.reached)
        return [
            head,
            *(say("  {step}  {counts}", step=one.step.ljust(width), counts=_counts(one)) for one in self.reached),
        ]


def _counts(one: Reached) -> Said:
    if not one.asked:
        return say("not reached")
    parts = (
        (say("asked {number}", number=one.asked), one.asked),
        (say("answered {number}", number=one.answered), one.answered),
        (say("passed {number}", number=one.passed), one.passed),
    )
    return together([part for part, number in parts if number], between="  ")


def run_test(test: ScriptTest, script: Script, artist: Artist, commands: Commands) -> Report:
    """Play the file. The same file and workshop give the same report."""
    trial = _Trial(test, script, artist, commands)
    for step in test.steps:
        trial.take(step)
    return Report(test.path, script.id, trial.claims, tuple(trial.failures), trial.reached())


def _unmet(claim: Claim, seen: str | Said) -> Said:
    expected = claim.wanted if isinstance(claim.wanted, int) else quoted(claim.wanted)
    return say("{name}: expected {expected}, seen {seen}", name=claim.name, expected=expected, seen=seen)


class _Trial:
    """One file under way."""

    def __init__(self, test: ScriptTest, script: Script, artist: Artist, commands: Commands) -> None:
        self._test = test
        self._coverage = Coverage(script)
        self._session = StagedSession(
            script,
            with_stand_ins(script, test.parameters),
            seed=test.seed,
            language=test.language or script.language,
            watch=lambda who, effect: self._coverage.saw(self._session, who, effect),
        )
        self._hands = Hands(self._session, artist, commands)
        self._sight = Sight(self._session, self._hands, artist)
        self.failures: list[Failure] = []
        self.claims = 0
        self._session.open()
        self._session.enter(*(seat for seat in test.seats if seat not in test.late))

    def reached(self) -> tuple[Reached, ...]:
        return self._coverage.reached(self._session)

    def take(self, step: Step) -> None:
        session = self._session
        if not isinstance(step, Expects):
            self._sight.blink()
        match step:
            case Says(seats=seats, text=text):
                for seat in self._there(step.at, seats):
                    self._hands.say(seat, text)
            case TapsAside(seats=seats, label=label):
                for seat in self._there(step.at, seats):
                    if not self._hands.answer_aside(seat, label):
                        found = say("{seat} has no card beside that offers {label}", seat=seat, label=quoted(label))
                        self._fail(step.at, found)
            case Votes(seats=seats, wanted=wanted):
                for seat in self._there(step.at, seats):
                    wrong = self._hands.vote(seat, wanted)
                    if wrong is not None:
                        self._fail(step.at, say("{seat}.vote: {wrong}", seat=seat, wrong=wrong))
            case SendsOther(seats=seats, kind=kind):
                for seat in self._there(step.at, seats):
                    session.happen(seat, UnreadableSent(kind, session.seats[seat].messages))
            case Enters(seats=seats):
                session.enter(*(seat for seat in seats if seat not in session.seats))
            case BotAnswers(seats=seats):
                for seat in self._there(step.at, seats):
                    RandomCrowd(session, (), f"{self._test.seed} {session.stamps}", wild=0).answer_all(seat)
            case TimePasses(to=to):
                until = moment(to, session.now)
                if until is not None:  # pragma: no branch - the reader refuses what is no moment
                    session.wait_until(until)
            case Facilitates(gesture="next"):
                session.move_on()
            case Facilitates(gesture="close"):
                session.close()
            case Facilitates():
                session.send_notebook()
            case ProposesMerge():
                self._merge(step)
            case BotDoesTheRest():
                RandomCrowd(session, self._test.late, f"{self._test.seed} rest", wild=0).play()
            case Expects(claims=claims):
                for claim in claims:
                    self.claims += 1
                    seen = mismatch(claim, self._sight)
                    if seen is not None:
                        self._fail(claim.at, _unmet(claim, seen))

    def _fail(self, at: Position, text: Said) -> None:
        self.failures.append(Failure(self._test.path, at, text))

    def _there(self, at: Position, seats: tuple[str, ...]) -> list[str]:
        """Those whose gestures arrive; the others are a failure, unless everybody was meant."""
        there = [seat for seat in seats if not self._hands.has_left(seat)]
        if len(seats) == 1 and not there:
            found = say("{seat} did not consent, or is not there yet: nothing they do arrives", seat=seats[0])
            self._fail(at, found)
        return there

    def _merge(self, step: ProposesMerge) -> None:
        standing = {idea.text: idea for idea in self._session.ideas.values() if not idea.withdrawn}
        missing = [text for text in step.ideas if text not in standing]
        for text in missing:
            there = quoted(", ".join(standing)) if standing else say("nothing")
            self._fail(step.at, say("nobody has proposed {text}: {there}", text=quoted(text), there=there))
        chosen = [standing[text] for text in step.ideas if text in standing]
        if chosen and not missing:
            ideas = (idea.id for idea in chosen)
            self._session.merge(f"m{self._session.stamps}", chosen[0].pool, step.wording, *ideas)
