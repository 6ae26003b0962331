"""A session in memory (`bot.rehearsal.stage`) that is looked at as closely as can be.

Every step is taken on a state that has been dumped and reloaded, and taken twice: the second time must change nothing.
Whatever is shown to anybody is checked on the way (no identity, no words of one's own as another's, no early count).
Not here: any claim; those are in the tests.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

import msgspec

from bot.authoring import load
from bot.engine import course
from bot.engine import group as groups
from bot.engine import run as runs
from bot.engine.ballots import Item, Origin
from bot.engine.effects import (
    CastBallot,
    EditCard,
    ForgetPerson,
    ParticipantEffect,
    ProposeIdea,
    Record,
    RemoveBallot,
    SendCard,
    SessionEffect,
    SetStanding,
    Standing,
    Toast,
)
from bot.engine.events import (
    AnswerEdited,
    AnswersAsked,
    ButtonPressed,
    ContributionParked,
    ContributionReleased,
    DataAsked,
    DeliveryFailed,
    ItemChosen,
    LanguageChosen,
    LeaveAsked,
    ParticipantEvent,
    ProbeSent,
    Resumed,
    SessionEvent,
    Stamp,
    UnreadableSent,
    VotesRecounted,
)
from bot.engine.group import Group
from bot.engine.participant import participant_step
from bot.engine.phrases import Label, Notice, Phrase
from bot.engine.prompts import Act, Card, Quote, Said
from bot.engine.run import Run, Stage, Status
from bot.engine.script import Script
from bot.engine.session import session_step
from bot.engine.timetable import Schedule
from bot.rehearsal.seat import button_on
from bot.rehearsal.seat import buttons_of as buttons_of
from bot.rehearsal.seat import phrases_of as phrases_of
from bot.rehearsal.seat import texts_of as texts_of
from bot.rehearsal.stage import MORNING as MORNING
from bot.rehearsal.stage import StagedSession

HERE = Path(__file__).parent
WORKSHOPS = HERE.parents[1] / "workshops"
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

RESULTS = (
    Phrase.RESULT,
    Phrase.RESULT_ROW,
    Phrase.RESULT_TIED,
    Phrase.RESULT_UNRANKED,
    Phrase.RESULT_APPROVAL,
    Phrase.RESULT_RANKING,
    Phrase.RESULT_RANKING_TIED,
    Phrase.RESULT_STATEMENT,
)


@cache
def relocalisation() -> Script:
    """A short one, with its translation: the shipped workshop of that name, cut down to its first kinds of steps."""
    path, english = HERE / "relocalisation.yaml", HERE / "relocalisation.en.yaml"
    return load(path.name, path.read_bytes(), [(english.name, english.read_bytes())])


@cache
def shipped(name: str) -> Script:
    """A workshop of the folder `workshops`, as it is shipped."""
    path = WORKSHOPS / f"{name}.yaml"
    return load(path.name, path.read_bytes())


class World(StagedSession):
    """N people and one group, every step checked."""

    def __init__(
        self,
        script: Script | None = None,
        *,
        seed: str = "seed",
        language: str = "fr",
        now: datetime = MORNING,
        schedule: Schedule | None = None,
    ) -> None:
        super().__init__(script or relocalisation(), VALUES, seed=seed, language=language, now=now, schedule=schedule)
        self.said: list[tuple[str, str]] = []
        """Whatever anybody said, with who did, even if it was withdrawn since."""
        self.released: set[str] = set()
        """What a facilitator let be shown all the same."""
        self.flagged: set[str] = set()
        """What a facilitator withheld, though no rule had: it may have been shown before."""
        self.openly: set[str] = set()
        """Texts that were not withheld when they were said."""

    # -- people -------------------------------------------------------------------------------------------------------

    def edit(self, who: str, ref: int, text: str) -> None:
        self.happen(who, AnswerEdited(text, ref))

    def press(self, who: str, what: str | Label, *, wait: str = "") -> None:
        """Tap a button that shows, by its text, its label or its value. Fails if there is none."""
        card = self.card(who, wait)
        button = button_on(card, what)
        assert button, (what, [(one.act, one.value, one.text, one.label) for one in buttons_of(card)])
        self.tap(who, card, button)

    def confirms(self, who: str) -> None:
        """From a ballot on one card: look at its summary, confirm it."""
        self.press(who, Label.SUMMARY)
        self.press(who, Label.CONFIRM)

    def forge(self, who: str, act: Act, wait: str, rev: int = 0, value: str = "") -> None:
        self.happen(who, ButtonPressed(act, wait, rev, value))

    def send_something(self, who: str, kind: str, *, emoji: str = "", shown: str | None = None) -> None:
        """Something that is no text; `emoji`: what a sticker stands for, `shown` as for a text."""
        wait = self.runs[who].wait.id if shown is None else shown
        self.happen(who, UnreadableSent(kind, 1, emoji, wait))

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

    def choose(self, pool: str, *ideas: str) -> None:
        """These ideas, and no others."""
        for item in self.group.chosen.get(pool, ()):
            self.happen_to_group(ItemChosen(pool, item, on=False))
        for idea in ideas:
            self.happen_to_group(ItemChosen(pool, Item("", self.ideas[idea].text, Origin.GROUP, (idea,))))

    def probe(self, who: str, key: str, code: str, contribution: str = "") -> None:
        """A facilitator's probe: about the answer that counts at `key`, or about an earlier or other contribution."""
        given = self.runs[who].answers.get(key)
        self.happen(who, ProbeSent(key, code, contribution or (given.id if given is not None else "")))

    def release(self, contribution: str) -> None:
        self.happen(self.contributions[contribution].participant, ContributionReleased(contribution))

    def park(self, contribution: str) -> None:
        self.happen(self.contributions[contribution].participant, ContributionParked(contribution))

    # -- what shows ---------------------------------------------------------------------------------------------------

    def last(self, who: str) -> Card:
        return self.seats[who].cards[-1]

    def card(self, who: str, wait: str = "") -> Card:
        """The card of a wait (the current one), as it shows now."""
        return self.seats[who].screen[wait or self.runs[who].wait.id]

    def shows(self, who: str, what: str | Label) -> bool:
        return button_on(self.card(who), what) is not None

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
            if one.participant == who
            and not one.superseded
            and one.standing is standing
            and (not key or one.key == key)
        ]

    def pool(self, pool: str = "horizons") -> list[str]:
        return [idea.text for idea in self.ideas.values() if idea.pool == pool and not idea.withdrawn]

    def idea(self, text: str) -> str:
        return next(id_ for id_, idea in self.ideas.items() if idea.text == text and not idea.withdrawn)

    # -- every step, checked ------------------------------------------------------------------------------------------

    def happen(self, who: str, event: ParticipantEvent) -> None:
        """Something happens to a person; what facilitators take on themselves is remembered."""
        match event:
            case ProbeSent(contribution=about) if about in self.contributions:
                if self.contributions[about].standing is not Standing.WITHHELD:
                    self.flagged.add(about)
            case ContributionReleased(contribution=about):
                self.released.add(about)
            case _:
                pass
        super().happen(who, event)

    def step_person(self, who: str, event: ParticipantEvent, stamp: Stamp) -> tuple[Run, tuple[ParticipantEffect, ...]]:
        run, effects = super().step_person(who, event, stamp)
        reloaded = runs.decode(runs.encode(run))
        assert reloaded == run
        assert participant_step(self.script, reloaded, event, stamp, self.group) == (run, ())
        assert sum(isinstance(effect, Toast) for effect in effects) <= 1
        return reloaded, effects

    def step_group(self, event: SessionEvent, stamp: Stamp) -> tuple[Group, tuple[SessionEffect, ...]]:
        before = self.group
        group, effects = super().step_group(event, stamp)
        reloaded = groups.decode(groups.encode(group))
        assert reloaded == group
        assert session_step(self.script, reloaded, event, stamp) == (group, ())
        assert set(before.opened_gates) <= set(group.opened_gates)
        assert group.epoch >= before.epoch
        for step, items in before.ballots.items():
            assert group.ballots[step] == items
        for step, result in before.results.items():
            assert group.results[step] == result or isinstance(event, VotesRecounted)
        return reloaded, effects

    def apply(self, who: str, effect: ParticipantEffect, stamp: Stamp) -> None:
        match effect:
            case SendCard(card=card) | EditCard(card=card):
                self._check_card(who, card)
            case Record():
                self._check_record(who, effect)
            case SetStanding(id=contribution):
                assert self.contributions[contribution].participant == who
            case ProposeIdea():
                assert effect.id in self.contributions
            case CastBallot(step=step, grades=grades):
                assert course.is_vote_open(self.group, step), "a ballot after the close"
                assert set(grades) <= {item.code for item in self.group.ballots[step]}
            case RemoveBallot(step=step):
                assert course.is_vote_open(self.group, step)
            case ForgetPerson():
                kept = (one.participant for one in self.contributions.values())
                # Who asks to be erased had consented, and takes everything back first.
                assert who not in kept or self.runs[who].withdrawn, "kept without consent"
                assert who not in self.group.people or self.runs[who].withdrawn
            case _:
                pass
        super().apply(who, effect, stamp)

    def _check_record(self, who: str, record: Record) -> None:
        assert record.id not in self.contributions, "answers are append-only"
        assert self.runs[who].status is not Status.ENTERING, ("kept without consent", self.runs[who], record)
        self.script.step_of(record.key)
        if record.supersedes:
            earlier = self.contributions[record.supersedes]
            assert earlier.participant == who
            assert earlier.key == record.key
        self.said.append((who, record.text))
        if record.standing is not Standing.WITHHELD:
            self.openly.add(record.text)

    def words_withheld_from(self, who: str) -> frozenset[str]:
        """Others' words that were withheld as they came in, are so still, and that nobody has said openly as well."""
        openly = {text for text in self.openly if text}
        hidden = {
            one.text
            for one in self.contributions.values()
            if one.standing is Standing.WITHHELD and one.participant != who and one.id not in self.flagged
        }
        return frozenset(hidden - openly - {text for author, text in self.said if author == who})

    # -- what nobody may be shown -------------------------------------------------------------------------------------

    def _check_card(self, who: str, card: Card) -> None:
        encoded = msgspec.json.encode(card)
        assert not any(other.encode() in encoded for other in self.seats), "an identity on somebody's screen"
        phrases = phrases_of(card)
        shown = {line for text in shown_on(card) for line in (text, *text.split(", "))}
        assert not shown & self.words_withheld_from(who), "withheld words on somebody else's screen"
        if any(phrase in RESULTS for phrase in phrases):
            assert self.group.results, "a result before the close"
        if Phrase.SHARED in phrases or Phrase.SHARED_WORDS in phrases:
            others = [text for author, text in self.said if author != who]
            mine = {text for author, text in self.said if author == who}
            words = Phrase.SHARED_WORDS in phrases
            theirs = {word for text in others for word in text.split("\n")} if words else set(others)
            own = {word for text in mine for word in text.split("\n")} if words else mine
            for quote in texts_of(card):
                said = quote.split(", ") if words else [quote]
                assert not (set(said) & (own - theirs)), "one's own words as another's"


def shown_on(card: Card) -> list[str]:
    """Every text on a card that somebody may have written: its blocks, and the values in the bot's own sentences."""
    values = [str(value) for block in card.blocks if isinstance(block, Said) for value in block.notice.values.values()]
    return texts_of(card) + values


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


def passing_until_vote(*people: str, script: Script, seed: str = "seed") -> World:
    """Everybody at the ballot of a variant of `relocalisation`, having passed what stands before it."""
    world = until_first_gate(*people, script=script, seed=seed)
    for _ in range(40):
        if all(world.place(who) == "vote" for who in people):
            return world
        for who in people:
            if world.runs[who].wait.stage is Stage.ASKED and world.place(who) != "vote":
                world.press(who, Label.PASS)
        world.wait(minutes=5)
    raise AssertionError([world.place(who) for who in people])


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
