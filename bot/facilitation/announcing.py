"""What the group's own chat is told of a session: openings, steps, digests, facilitators' words, results. Pure.

Nothing that a participant said is in it. Not here: whether there is such a chat (`rooms`), sending (`conduct`).
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine import ballot_cards, course
from bot.engine.effects import EndSession, OpenGate, SessionEffect, TellParticipants
from bot.engine.group import Group
from bot.engine.script import FreeText, Keywords, Proposals, Script, StepId
from bot.facilitation.outgoing import Body, ShowCard, ShowPanel
from bot.facilitation.panels import NoticePanel, Sentence, SentencePanel
from bot.facilitation.records import TEAM, Contribution
from bot.facilitation.relay_panels import DigestLine, DigestPanel


def ends_a_stretch(effects: Sequence[SessionEffect]) -> bool:
    """Whether something is over for everybody, so that there is a digest to give."""
    return any(isinstance(one, EndSession) or (isinstance(one, OpenGate) and one.gate != "") for one in effects)


def announced(
    script: Script,
    group: Group,
    effects: Sequence[SessionEffect],
    title: str,
    link: str,
    said: Sequence[Contribution] = (),
) -> list[Body]:
    """The messages for these effects, in order. `link`: where one comes in; `said`: what digests count."""
    found: list[Body] = []
    for effect in effects:
        match effect:
            case OpenGate(gate=""):
                found.append(ShowPanel(SentencePanel(Sentence.ROOM_OPENED, {"title": title, "link": link})))
            case OpenGate(gate=gate, results=results):
                found += _digest(script, group, script.stretch_of(gate) - 1, said)
                found += _results(script, group, results)
                step = SentencePanel(Sentence.ROOM_STEP, {"title": script.step(gate).title})
                found.append(ShowPanel(step))
            case TellParticipants(participants=participants, notice=notice) if participants == group.active:
                # Said to everybody: of what is said to a few, the others need to know nothing.
                found.append(ShowPanel(NoticePanel(notice)))
            case EndSession(results=results):
                found += _digest(script, group, course.group_stretch(script, group), said)
                found += _results(script, group, results)
                found.append(ShowPanel(SentencePanel(Sentence.ROOM_CLOSED, {"title": title})))
            case _:
                pass
    return found


def _results(script: Script, group: Group, results: Sequence[StepId]) -> list[Body]:
    return [ShowCard("", ballot_cards.result_card(script, group.results[step])) for step in results]


def _digest(script: Script, group: Group, stretch: int, said: Sequence[Contribution]) -> list[Body]:
    """How many people said something at each step of the stretch that is answered in words: no word of theirs."""
    lines = []
    for step in script.stretch(stretch):
        asked = [one.key for one in step.questions if isinstance(one.accepts, FreeText | Keywords | Proposals)]
        who = {one.participant for one in said if one.key in asked and not one.superseded and one.participant != TEAM}
        if asked and step.counted:
            lines.append(DigestLine(step.title, len(who & set(group.people))))
    return [ShowPanel(DigestPanel(tuple(lines), len(group.active)))] if lines else []
