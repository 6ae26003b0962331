"""What the group's own chat is told of a session: openings, steps, facilitators' words, results, the end. Pure.

Nothing that a participant said is in it. Not here: whether there is such a chat (`rooms`), sending (`conduct`).
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine import ballot_cards
from bot.engine.effects import EndSession, OpenGate, SessionEffect, TellParticipants
from bot.engine.group import Group
from bot.engine.script import Script, StepId
from bot.facilitation.outgoing import Body, ShowCard, ShowPanel
from bot.facilitation.panels import NoticePanel, Sentence, SentencePanel


def announced(script: Script, group: Group, effects: Sequence[SessionEffect], title: str, link: str) -> list[Body]:
    """The messages for these effects, in order. `link`: where one comes in."""
    found: list[Body] = []
    for effect in effects:
        match effect:
            case OpenGate(gate=""):
                found.append(ShowPanel(SentencePanel(Sentence.ROOM_OPENED, {"title": title, "link": link})))
            case OpenGate(gate=gate, results=results):
                found += _results(script, group, results)
                step = SentencePanel(Sentence.ROOM_STEP, {"title": script.step(gate).title})
                found.append(ShowPanel(step))
            case TellParticipants(participants=participants, notice=notice) if participants == group.active:
                # Said to everybody: of what is said to a few, the others need to know nothing.
                found.append(ShowPanel(NoticePanel(notice)))
            case EndSession(results=results):
                found += _results(script, group, results)
                found.append(ShowPanel(SentencePanel(Sentence.ROOM_CLOSED, {"title": title})))
            case _:
                pass
    return found


def _results(script: Script, group: Group, results: Sequence[StepId]) -> list[Body]:
    return [ShowCard("", ballot_cards.result_card(script, group.results[step])) for step in results]
