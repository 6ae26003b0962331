"""A whole session in memory: people, a group, and what `facilitation` and `store` would do with their effects.

Every step is taken on a state that has been dumped and reloaded, and taken twice: the second time must change nothing.
Whatever is shown to anybody is checked on the way (no identity, no words of one's own as another's, no early count).
Not here: any claim; those are in the tests.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import msgspec

from bot.authoring import load
from bot.engine import course
from bot.engine import group as groups
from bot.engine import run as runs
from bot.engine.ballots import Item, Origin, VoteResult
from bot.engine.effects import (
    AskMerge,
    CancelGateTimers,
    CancelTimers,
    CastBallot,
    CloseVote,
    EditCard,
    EndSession,
    FoldCard,
    ForgetPerson,
    Notify,
    OpenGate,
    ParticipantEffect,
    ProposeIdea,
    Record,
    RemoveBallot,
    SendCard,
    SessionEffect,
    SetGateTimer,
    SetStanding,
    SetTimer,
    SettleMerge,
    Standing,
    Tell,
    TellFacilitators,
    Toast,
    WithdrawAll,
    WithdrawIdea,
)
from bot.engine.events import (
    AnswerEdited,
    AnswerGiven,
    AnswersAsked,
    ButtonPressed,
    CloseAsked,
    ContributionParked,
    DataAsked,
    DeadlinePassed,
    DeliveryFailed,
    Entered,
    GateOpened,
    ItemsChosen,
    LanguageChosen,
    LeaveAsked,
    MergeProposed,
    MergeSettled,
    MergeSubmitted,
    MovedOn,
    ParticipantEvent,
    ProbeSent,
    Resumed,
    SessionClosed,
    SessionEvent,
    SessionOpened,
    Shared,
    Stamp,
    TimerFired,
    UnreadableSent,
    VoteCounted,
)
from bot.engine.group import Group
from bot.engine.participant import participant_step
from bot.engine.phrases import Label, Notice, Phrase
from bot.engine.prompts import Act, Button, Card, Quote, Said
from bot.engine.run import Run, Status
from bot.engine.script import Keywords, Script, Visibility
from bot.engine.session import next_gate, session_step
from bot.facilitation.counting import count

WORKSHOPS = Path(__file__).parents[2] / "workshops"
MORNING = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
VALUES: dict[str, str | int] = {
    "nom_bot": "Horizons",
    "agence": "l'Agence d'essai",
    "animation": "L'équipe d'essai",
    "territoire": "le Val d'Essai",
    "annee_horizon": 2036,
    "non_negociable": "le budget voté",
    "n_ecoute": 12,
    "enseignement_1": "le premier",
    "enseignement_2": "le deuxième",
    "enseignement_3": "le troisième",
    "duree_conservation": "un an",
    "date_validation": "30 septembre",
}
"""Fabricated, like everything people say in these tests."""

RESULTS = (Phrase.RESULT, Phrase.RESULT_ROW, Phrase.RESULT_TIED, Phrase.RESULT_UNRANKED)


@cache
def relocalisation() -> Script:
    """The shipped workshop."""
    path = WORKSHOPS / "relocalisation.yaml"
    return load(path.name, path.read_bytes())


@dataclass
class Kept:
    """A contribution as a store would keep it."""

    who: str
    record: Record
    standing: Standing
    superseded: bool = False
    text: str = ""


@dataclass
class Idea:
    who: str
    pool: str
    text: str
    withdrawn: bool = False


@dataclass
class Seat:
    """One person's phone."""

    cards: list[Card] = field(default_factory=list)
    """Every card ever sent, oldest first."""
    screen: dict[str, Card] = field(default_factory=dict)
    """The cards whose buttons still show, by wait."""
    folds: list[FoldCard] = field(default_factory=list)
    toasts: list[Notice] = field(default_factory=list)
    messages: int = 0

    def phrases(self) -> list[Phrase]:
        return [phrase for card in self.cards for phrase in phrases_of(card)]


def phrases_of(card: Card) -> list[Phrase]:
    return [block.notice.phrase for block in card.blocks if isinstance(block, Said)]


def texts_of(card: Card) -> list[str]:
    """What the card says apart from the bot's own sentences."""
    return [block.text for block in card.blocks if not isinstance(block, Said)]


def buttons_of(card: Card) -> list[Button]:
    return [button for row in card.rows for button in row]


class World:
    """N people and one group. Methods named for what somebody does; each delivers what follows unless `hold` is set."""

    def __init__(self, script: Script | None = None, *, seed: str = "seed", language: str = "fr") -> None:
        self.script = script or relocalisation()
        self.group = Group("s1", language, dict(VALUES), seed)
        self.runs: dict[str, Run] = {}
        self.seats: dict[str, Seat] = {}
        self.now = MORNING
        self.hold = False
        self.inbox: deque[tuple[str, ParticipantEvent | SessionEvent]] = deque()
        self.timers: dict[tuple[str, str, str], datetime] = {}
        self.contributions: dict[str, Kept] = {}
        self.ideas: dict[str, Idea] = {}
        self.ballots: dict[str, dict[str, dict[str, int | None]]] = {}
        self.sealed: dict[str, VoteResult] = {}
        self.told: list[Notice] = []
        self.notebooks = 0
        self.forgotten: list[str] = []
        self.stamps = 0

    # -- people -------------------------------------------------------------------------------------------------------

    def enter(self, *people: str) -> None:
        for who in people:
            self.runs[who] = Run(who, self.group.language)
            self.seats[who] = Seat()
            self.happen(who, Entered())

    def write(self, who: str, text: str, *, shown: str | None = None, doubtful: bool = False) -> int:
        """A message; `shown` is the wait it was written under, by default the current one. Gives its reference."""
        seat = self.seats[who]
        seat.messages += 1
        wait = self.runs[who].wait.id if shown is None else shown
        self.happen(who, AnswerGiven(text, seat.messages, wait, doubtful))
        return seat.messages

    def edit(self, who: str, ref: int, text: str) -> None:
        self.happen(who, AnswerEdited(text, ref))

    def press(self, who: str, what: str | Label, *, wait: str = "") -> None:
        """Tap a button that shows, by its text, its label or its value. Fails if there is none."""
        card = self.card(who, wait)
        found = [one for one in buttons_of(card) if what in (one.text, one.label) or (one.value and one.value == what)]
        assert found, (what, [(one.act, one.value, one.text, one.label) for one in buttons_of(card)])
        self.tap(who, card, found[0])

    def tap(self, who: str, card: Card, button: Button) -> None:
        """Tap a button of a card, be it still there or not."""
        self.happen(who, ButtonPressed(button.act, card.wait, card.rev, button.value))

    def forge(self, who: str, act: Act, wait: str, rev: int = 0, value: str = "") -> None:
        self.happen(who, ButtonPressed(act, wait, rev, value))

    def send_something(self, who: str, kind: str) -> None:
        self.happen(who, UnreadableSent(kind, 1))

    def resume(self, who: str) -> None:
        self.happen(who, Resumed())

    def ask_answers(self, who: str) -> Card:
        self.happen(who, AnswersAsked())
        return self.last(who)

    def ask_data(self, who: str) -> Card:
        self.happen(who, DataAsked())
        return self.last(who)

    def ask_to_leave(self, who: str) -> None:
        self.happen(who, LeaveAsked())

    def choose_language(self, who: str, language: str) -> None:
        self.happen(who, LanguageChosen(language))

    def block(self, who: str) -> None:
        self.happen(who, DeliveryFailed())

    # -- facilitators -------------------------------------------------------------------------------------------------

    def open(self) -> None:
        self.happen("", SessionOpened())

    def move_on(self, gate: str = "") -> None:
        self.happen("", MovedOn(gate or next_gate(self.script, self.group)))

    def close(self) -> None:
        self.happen("", CloseAsked())

    def choose(self, pool: str, *ideas: str) -> None:
        prefix = self.script.pool(pool).group_prefix
        items = [
            Item(f"{prefix}{number}", self.ideas[idea].text, Origin.GROUP, (idea,))
            for number, idea in enumerate(ideas, 1)
        ]
        self.happen("", ItemsChosen(pool, tuple(items)))

    def merge(self, merge: str, pool: str, wording: str, *ideas: str) -> None:
        sources = tuple((idea, self.ideas[idea].who) for idea in ideas)
        self.happen("", MergeProposed(merge, pool, wording, sources))

    def probe(self, who: str, key: str, code: str) -> None:
        self.happen(who, ProbeSent(key, code))

    def park(self, contribution: str) -> None:
        self.happen(self.contributions[contribution].who, ContributionParked(contribution))

    # -- what shows ---------------------------------------------------------------------------------------------------

    def last(self, who: str) -> Card:
        return self.seats[who].cards[-1]

    def card(self, who: str, wait: str = "") -> Card:
        """The card of a wait (the current one), as it shows now."""
        return self.seats[who].screen[wait or self.runs[who].wait.id]

    def shows(self, who: str, what: str | Label) -> bool:
        return any(what in (one.text, one.label, one.value) for one in buttons_of(self.card(who)))

    def toast(self, who: str) -> Phrase:
        return self.seats[who].toasts[-1].phrase

    def place(self, who: str) -> str:
        return self.runs[who].place

    def said_to_facilitators(self, phrase: Phrase) -> list[Notice]:
        return [notice for notice in self.told if notice.phrase is phrase]

    def kept(self, who: str, key: str = "", standing: Standing = Standing.KEPT) -> list[str]:
        """The texts of somebody's contributions that stand so, oldest first."""
        return [
            one.text
            for one in self.contributions.values()
            if one.who == who and not one.superseded and one.standing is standing and (not key or one.record.key == key)
        ]

    def pool(self, pool: str = "horizons") -> list[str]:
        return [idea.text for idea in self.ideas.values() if idea.pool == pool and not idea.withdrawn]

    def idea(self, text: str) -> str:
        return next(id_ for id_, idea in self.ideas.items() if idea.text == text and not idea.withdrawn)

    # -- time ---------------------------------------------------------------------------------------------------------

    def wait(self, *, minutes: float = 0, seconds: float = 0) -> None:
        """Let time pass; what comes due happens in order."""
        until = self.now + timedelta(minutes=minutes, seconds=seconds)
        while self.timers:
            due, timer = min((due, timer) for timer, due in self.timers.items())
            if due > until:
                break
            self.now = max(self.now, due)
            del self.timers[timer]
            owner, about, name = timer
            self.happen(owner, TimerFired(name, about) if owner else DeadlinePassed(about, name))
        self.now = until

    # -- events and effects -------------------------------------------------------------------------------------------

    def happen(self, owner: str, event: ParticipantEvent | SessionEvent) -> None:
        self.inbox.append((owner, event))
        if not self.hold:
            self.deliver()

    def deliver(self, at_most: int = 10_000) -> None:
        """Handle what waits, in order."""
        while self.inbox and at_most:
            at_most -= 1
            owner, event = self.inbox.popleft()
            if owner:
                if owner in self.runs:
                    self._to_person(owner, event)  # type: ignore[arg-type]
            else:
                self._to_group(event)  # type: ignore[arg-type]

    def _stamp(self) -> Stamp:
        self.stamps += 1
        return Stamp(self.now, f"e{self.stamps}")

    def _to_person(self, who: str, event: ParticipantEvent) -> None:
        stamp = self._stamp()
        run, effects = participant_step(self.script, self.runs[who], event, stamp, self.group)
        reloaded = runs.decode(runs.encode(run))
        assert reloaded == run
        assert participant_step(self.script, reloaded, event, stamp, self.group) == (run, ())
        assert sum(isinstance(effect, Toast) for effect in effects) <= 1
        self.runs[who] = reloaded
        for effect in effects:
            self._apply(who, effect)

    def _to_group(self, event: SessionEvent) -> None:
        before, stamp = self.group, self._stamp()
        ideas = self._standing_ideas()
        group, effects = session_step(self.script, before, event, stamp, ideas)
        reloaded = groups.decode(groups.encode(group))
        assert reloaded == group
        assert session_step(self.script, reloaded, event, stamp, ideas) == (group, ())
        assert set(before.opened_gates) <= set(group.opened_gates)
        assert group.epoch >= before.epoch
        for step, items in before.ballots.items():
            assert group.ballots[step] == items
        for step, result in before.results.items():
            assert group.results[step] == result
        self.group = reloaded
        for effect in effects:
            self._apply_to_group(effect)

    def _standing_ideas(self) -> dict[str, list[tuple[str, str, str]]]:
        """As `conduct` gathers them: for the pools voted on in the next stretch."""
        upcoming = course.group_stretch(self.script, self.group) + 1
        pools = {step.ballot.pool for step in self.script.stretch(upcoming) if step.ballot is not None}
        return {
            pool: [
                (id_, one.text, one.who) for id_, one in self.ideas.items() if one.pool == pool and not one.withdrawn
            ]
            for pool in pools
        }

    def _apply(self, who: str, effect: ParticipantEffect) -> None:
        seat = self.seats[who]
        match effect:
            case SendCard(card=card):
                self._check(who, card)
                seat.cards.append(card)
                if card.wait:
                    seat.screen[card.wait] = card
            case EditCard(card=card):
                self._check(who, card)
                seat.cards.append(card)
                seat.screen[card.wait] = card
            case FoldCard(wait=wait):
                seat.folds.append(effect)
                seat.screen.pop(wait, None)
            case Toast(notice=notice):
                seat.toasts.append(notice)
            case Record():
                self._record(who, effect)
            case SetStanding(id=contribution, standing=standing):
                kept = self.contributions[contribution]
                assert kept.who == who
                kept.standing = standing
            case ProposeIdea():
                assert effect.id in self.contributions
                self.ideas[effect.id] = Idea(who, effect.pool, effect.text)
                if effect.supersedes in self.ideas:
                    self.ideas[effect.supersedes].withdrawn = True
            case WithdrawIdea(id=idea):
                if idea in self.ideas:
                    self.ideas[idea].withdrawn = True
            case CastBallot(step=step, grades=grades):
                assert course.is_vote_open(self.group, step), "a ballot after the close"
                assert set(grades) <= {item.code for item in self.group.ballots[step]}
                self.ballots.setdefault(step, {})[who] = dict(grades)
            case RemoveBallot(step=step):
                assert course.is_vote_open(self.group, step)
                self.ballots.get(step, {}).pop(who, None)
            case SetTimer(timer=timer, wait=wait, due=due):
                self.timers[who, wait, timer] = due
            case CancelTimers(wait=wait):
                self.timers = {one: due for one, due in self.timers.items() if one[:2] != (who, wait)}
            case Tell(event=event):
                self.inbox.append(("", event))
            case Notify(notice=notice):
                self.told.append(notice)
            case WithdrawAll():
                for kept in self.contributions.values():
                    if kept.who == who:
                        kept.text, kept.standing = "", Standing.WITHDRAWN
                for one in self.ideas.values():
                    if one.who == who:
                        one.text, one.withdrawn = "", True
            case ForgetPerson():
                assert all(kept.who != who for kept in self.contributions.values()), "kept without consent"
                assert who not in self.group.people
                self.forgotten.append(who)
                del self.runs[who]

    def _record(self, who: str, record: Record) -> None:
        assert record.id not in self.contributions, "answers are append-only"
        assert self.runs[who].status is not Status.ENTERING, ("kept without consent", self.runs[who], record)
        self.script.step_of(record.key)
        if record.supersedes:
            earlier = self.contributions[record.supersedes]
            assert earlier.who == who
            assert earlier.record.key == record.key
            earlier.superseded = True
        self.contributions[record.id] = Kept(who, record, record.standing, text=record.text)

    def _apply_to_group(self, effect: SessionEffect) -> None:
        match effect:
            case OpenGate(gate=gate, results=results):
                event = GateOpened(gate, self._shared(gate), results)
                self.inbox.extend((who, event) for who in self.runs)
            case CloseVote(step=step):
                # Frozen since the step that asked for it; told through the inbox, as in `conduct`.
                ballots = list(self.ballots.get(step, {}).values())
                electorate = len(self.group.active)
                result = count(self.script.step(step), self.group.ballots[step], ballots, electorate=electorate)
                self.sealed[step] = result
                self.inbox.append(("", VoteCounted(result)))
            case SetGateTimer(gate=gate, timer=timer, due=due):
                self.timers["", gate, timer] = due
            case CancelGateTimers(gate=gate):
                self.timers = {one: due for one, due in self.timers.items() if one[:2] != ("", gate)}
            case AskMerge(participant=participant, merge=merge, wording=wording, ideas=ideas):
                self.inbox.append((participant, MergeSubmitted(merge, wording, ideas)))
            case SettleMerge(merge=merge, participants=participants):
                self.inbox.extend((who, MergeSettled(merge)) for who in participants)
            case EndSession(results=results):
                self.notebooks += 1
                self.inbox.extend((who, SessionClosed(results)) for who in self.runs)
            case TellFacilitators(notice=notice):
                self.told.append(notice)

    def _shared(self, gate: str) -> tuple[Shared, ...]:
        if not gate:
            return ()
        behind = {
            step.id: step
            for step in self.script.stretch(self.script.stretch_of(gate) - 1)
            if step.visibility is Visibility.ANONYMOUS
        }
        shared = []
        for kept in self.contributions.values():
            step = behind.get(kept.record.key)
            if step is None or kept.superseded or kept.standing is not Standing.KEPT:
                continue
            if isinstance(step.questions[0].accepts, Keywords) and not kept.record.codes:
                continue
            shared.append(Shared(kept.record.key, kept.text, kept.who))
        return tuple(shared)

    # -- what nobody may be shown -------------------------------------------------------------------------------------

    def _check(self, who: str, card: Card) -> None:
        encoded = msgspec.json.encode(card)
        assert not any(other.encode() in encoded for other in self.seats), "an identity on somebody's screen"
        phrases = phrases_of(card)
        if any(phrase in RESULTS for phrase in phrases):
            assert self.group.results, "a result before the close"
        if Phrase.SHARED in phrases or Phrase.SHARED_WORDS in phrases:
            others = [kept.record.text for kept in self.contributions.values() if kept.who != who]
            mine = {kept.record.text for kept in self.contributions.values() if kept.who == who}
            words = Phrase.SHARED_WORDS in phrases
            theirs = {word for text in others for word in text.split("\n")} if words else set(others)
            own = {word for text in mine for word in text.split("\n")} if words else mine
            for quote in texts_of(card):
                said = quote.split(", ") if words else [quote]
                assert not (set(said) & (own - theirs)), "one's own words as another's"


ANA, BOB, CLO, DAN = "P:ana", "P:bob", "P:clo", "P:dan"
"""Participants; a name that no text can hold by chance, so that it is recognised wherever it leaks."""


def consent(world: World, *people: str) -> None:
    """Come in, accept, allow quotations."""
    for who in people:
        world.enter(who)
        world.press(who, "commencer")
        world.press(who, "J'accepte")
        world.press(who, "oui")


def profile(world: World, *people: str) -> None:
    for who in people:
        world.press(who, "Habitant·e")
        world.press(who, "Vend")
        world.press(who, "Bourg")


def keywords(world: World, *people: str) -> None:
    for who in people:
        world.write(who, "prix, trajet, dignité")
        world.press(who, Label.PASS)


def until_first_gate(*people: str, script: Script | None = None, seed: str = "seed") -> World:
    """A session where everybody has done everything before the first gate of `relocalisation`."""
    world = World(script, seed=seed)
    world.open()
    consent(world, *people)
    profile(world, *people)
    keywords(world, *people)
    return world


LONG_ENOUGH = "Le boulanger du bourg a fermé et il faut maintenant prendre la voiture"


def until_ideas(*people: str, seed: str = "seed") -> World:
    """Up to the collection of ideas."""
    world = until_first_gate(*people, seed=seed)
    world.wait(minutes=9)
    for who in people:
        world.write(who, f"{LONG_ENOUGH}, raconte la personne numéro {len(who)}.")
        world.press(who, Label.DONE)
        world.press(who, Label.PASS)
        world.press(who, "aucune")
    return world


def until_vote(*people: str, ideas: Sequence[str] = (), seed: str = "seed") -> World:
    """Up to the vote, by the clock; the first people propose the ideas, one each."""
    world = until_ideas(*people, seed=seed)
    for who, idea in zip(people, ideas, strict=False):
        world.write(who, idea)
        world.press(who, Label.DONE)
    for who in people[len(ideas) :]:
        world.press(who, Label.PASS)
    world.wait(minutes=10)
    assert all(world.place(who) == "vote" for who in people)
    return world


def grade_everything(world: World, who: str, grade: str | dict[str, str] = "Bien") -> None:
    """Grade each item (by text, or all the same), then confirm."""
    while not world.shows(who, Label.CONFIRM):
        item = next(block.text for block in world.card(who).blocks if isinstance(block, Quote))
        world.press(who, grade if isinstance(grade, str) else grade.get(item, "Passable"))
    world.press(who, Label.CONFIRM)
