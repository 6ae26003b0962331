"""One of a step's own follow-up questions, asked of everybody who has answered that step, about their own answer.

« Vérifier que les petits budgets sont évoqués. Sinon, poser la relance au groupe. » Here: which may be asked now, and
the gesture. Not here: a probe about one contribution (`probing`), what each person is asked and how often
(`engine.participant`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bot.engine import course, rhythm
from bot.engine.events import GroupProbed
from bot.engine.group import Group, SessionStatus
from bot.engine.script import OwnProbe, Script, Step
from bot.engine.texts import render
from bot.engine.turn.probing import probe_about_own_answer
from bot.facilitation import addressed
from bot.facilitation.addressed import ToSession
from bot.facilitation.conduct import Conductor
from bot.facilitation.incoming import Gesture
from bot.facilitation.memory import Memory
from bot.facilitation.panels import ListPanel, Sentence, SentencePanel
from bot.facilitation.policy import Policy
from bot.facilitation.ports import Clock, InboxEntry
from bot.facilitation.records import Person
from bot.facilitation.writes import Handled, Post

ABOUT_GROUP_PROBES: Final = frozenset({Gesture.PROBE_ALL_MENU, Gesture.PROBE_ALL})


def askable(script: Script, group: Group) -> Iterator[tuple[int, Step, OwnProbe]]:
    """The follow-ups of the steps under way that the group was not asked yet, each with its place in the whole script.

    Those that follow a button, or every answer, are asked by themselves.
    """
    if group.status is not SessionStatus.OPEN:
        return
    now = course.group_stretch(script, group)
    place = 0
    for step, question in script.walk():
        for probe in question.own_probes:
            place += 1
            fresh = rhythm.probe_name(step.authored, probe.code) not in group.probed
            if not probe.after and not probe.by_itself and fresh and script.stretch_of(step.id) == now:
                yield place, step, probe


class GroupProbes:
    """A facilitator asks everybody one thing more."""

    def __init__(self, memory: Memory, clock: Clock, policy: Policy, conductor: Conductor) -> None:
        self._memory = memory
        self._clock = clock
        self._policy = policy
        self._conductor = conductor

    async def menu(self, person: Person, session: str, entry: InboxEntry) -> Sentence | None:
        """The follow-ups that may be asked of everybody, each a number."""
        script = (await self._memory.script(session)).spoken(person.language)
        group = (await self._memory.group(session)).group
        found = list(askable(script, group))
        if not found:
            return await self._conductor.say(entry, Sentence.NO_GROUP_PROBE)
        lines = tuple(f"{step.title} : {render(probe.text, group.parameters)}" for _, step, probe in found)
        places = tuple(str(place) for place, _, _ in found)
        panel = ListPanel(session, Sentence.WHICH_GROUP_PROBE, lines, Gesture.PROBE_ALL.value, places)
        await self._conductor.show(person, panel, entry)
        return None

    async def ask(self, person: Person, session: str, value: str, entry: InboxEntry) -> Sentence | SentencePanel:
        """Once each; never in the quiet hours of a session over days. `value`: its place in the script."""
        script = await self._memory.script(session)
        group = (await self._memory.group(session)).group
        chosen = next(((step, probe) for place, step, probe in askable(script, group) if str(place) == value), None)
        if chosen is None:
            return await self._conductor.say(entry, Sentence.FACILITATOR_STALE_BUTTON)
        if group.schedule is not None and self._policy.is_quiet(self._clock.now()):
            return await self._conductor.say(entry, Sentence.TOO_LATE_TO_NUDGE)
        event = GroupProbed(chosen[0].authored, chosen[1].code)
        at_hand = [await self._memory.run(who) for who in group.active]
        runs = [one.run for one in at_hand if one is not None]
        asked = sum(probe_about_own_answer(script, run, event.step, event.code) is not None for run in runs)
        if not asked:
            return await self._conductor.say(entry, Sentence.NOBODY_TO_PROBE)
        payload = addressed.encode(ToSession(session, event, by=person.id))
        await self._conductor.commit([Post(addressed.session_lane(session), payload), Handled(entry.id)])
        return SentencePanel(Sentence.GROUP_PROBED, {"count": asked})
