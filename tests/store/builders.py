"""Fabricated records for the store's tests; nobody said any of this."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.engine.phrases import Notice, Phrase
from bot.engine.prompts import Ask, Card, Quote
from bot.facilitation.outgoing import Body, Lane, Outgoing, ShowCard, ShowPanel
from bot.facilitation.panels import NoticePanel
from bot.facilitation.records import Contribution, Idea, Participation, Person, SessionRecord
from bot.facilitation.writes import SaveRun, Send

NOON = datetime(2030, 5, 17, 12, 0, tzinfo=UTC)


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def person(name: str) -> Person:
    return Person(name, "telegram", f"user-{name}", f"chat-{name}", "fr")


def participation(participant: str, of: str, session: str = "seance") -> Participation:
    return Participation(participant, session, of, f"alias-{participant}", NOON)


def session(name: str = "seance") -> SessionRecord:
    return SessionRecord(
        name, "relocalisation", "abc", "Séance d'essai", f"join-{name}", "ada", NOON, {"agence": "Essai", "n": 3}, "fr"
    )


def contribution(name: str, of: str, text: str = "des mots inventés", seconds: float = 0) -> Contribution:
    return Contribution(name, "seance", of, "vecu", text, after(seconds))


def idea(name: str, of: str, text: str = "une idée inventée") -> Idea:
    return Idea(name, "seance", of, "pistes", text, NOON)


def run(participant: str, version: int = 0, data: bytes = b"{}") -> SaveRun:
    return SaveRun(participant, "seance", version, data, "active")


def card(participant: str, wait: str = "w1", quote: str = "") -> ShowCard:
    blocks = (Ask("Et ensuite ?"), Quote(quote)) if quote else (Ask("Et ensuite ?"),)
    return ShowCard(participant, Card(blocks, wait=wait))


def panel(text: str = "", slot: str = "") -> ShowPanel:
    return ShowPanel(NoticePanel(Notice(Phrase.TELL_QUESTION, {"who": "alias", "text": text})), slot)


def send(
    to: str, body: Body, lane: Lane = Lane.REPLY, *, coalesce: str = "", about: str = "", droppable: bool = False
) -> Send:
    return Send(Outgoing(to, "fr", lane, body, coalesce, about, droppable))
