"""Facilitators drawn from the same chance as the crowd they accompany.

They do what panels let them do, at any moment, and now and then what no panel offers. Not here: people
(`random_crowd`), when the team acts.
"""

from __future__ import annotations

from random import Random

from bot.engine.ballots import Item, Origin
from bot.engine.events import ContributionParked, ContributionReleased, ItemChosen, NoticeSent, ProbeSent
from bot.engine.group import SessionStatus
from bot.engine.phrases import Phrase, say
from bot.engine.probes import FROM_FACILITATORS
from bot.facilitation.records import Contribution
from bot.rehearsal.random_words import sentence
from bot.rehearsal.stage import StagedSession

_GESTURES = (
    "next",
    "choose",
    "choose",
    "merge",
    "merge",
    "probe",
    "probe",
    "park",
    "release",
    "notice",
    "clock",
    "close",
)


class RandomTeam:
    """The facilitators of one session."""

    def __init__(self, session: StagedSession, random: Random) -> None:
        self._session = session
        self._random = random

    def goes_on(self) -> None:
        """Open the session, or its next gate."""
        if self._session.group.status is SessionStatus.DRAFT:
            self._session.open()
        else:
            self._session.move_on()

    def does_something(self) -> None:
        """One gesture, if what was drawn can be done."""
        session, random = self._session, self._random
        # What facilitators are shown, and may act on: the words and choices of questions, not the consent.
        said = [one for one in session.contributions.values() if session.script.step_of(one.key).counted]
        match random.choice(_GESTURES):
            case "next":
                self.goes_on()
            case "choose":
                self._chooses()
            case "merge":
                self._merges()
            case "probe" if said:
                self._probes(random.choice(said))
            case "park" if said:
                one = random.choice(said)
                session.happen(one.participant, ContributionParked(one.id))
            case "release" if said:
                one = random.choice(said)
                session.happen(one.participant, ContributionReleased(one.id))
            case "notice":
                for who in list(session.runs):
                    session.happen(who, NoticeSent(say(Phrase.PARKED)))
            case "clock":
                session.wait(minutes=random.uniform(1, 6))
            case "close" if random.random() < 0.02:
                session.close()
            case _:
                pass

    def _ideas(self, pool: str) -> list[str]:
        return [idea.id for idea in self._session.ideas.values() if idea.pool == pool and not idea.withdrawn]

    def _chooses(self) -> None:
        """Some of a pool's ideas, or none, for the ballot."""
        session, random = self._session, self._random
        if session.script.pools:
            pool = random.choice(session.script.pools)
            ideas = self._ideas(pool.id)
            some = random.sample(ideas, min(len(ideas), random.randint(0, pool.most_from_group)))
            for idea in ideas:
                item = Item("", session.ideas[idea].text, Origin.GROUP, (idea,))
                session.happen_to_group(ItemChosen(pool.id, item, on=idea in some))

    def _merges(self) -> None:
        """One wording for two ideas of a pool, or another for one."""
        session, random = self._session, self._random
        if session.script.pools:
            pool = random.choice(session.script.pools).id
            ideas = self._ideas(pool)
            if ideas:
                some = random.sample(ideas, min(len(ideas), random.choice((1, 2, 2, 2))))
                session.merge(f"m{session.stamps}", pool, sentence(random, session.group.language), *some)

    def _probes(self, one: Contribution) -> None:
        session = self._session
        own = [probe.code for question in session.script.step_of(one.key).questions for probe in question.own_probes]
        code = self._random.choice((*FROM_FACILITATORS, *own, "inconnue"))
        session.happen(one.participant, ProbeSent(one.key, code, one.id))
