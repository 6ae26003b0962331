"""From effects to writes: what the engine asks for, as rows of one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec

from bot.engine.effects import (
    CancelTimers,
    CastBallot,
    EditCard,
    FoldCard,
    ForgetPerson,
    Notify,
    ParticipantEffect,
    ProposeIdea,
    Record,
    RemoveBallot,
    SendCard,
    SetStanding,
    SetTimer,
    Tell,
    Toast,
    WithdrawAll,
    WithdrawIdea,
    WithdrawOne,
)
from bot.engine.events import Stamp, TimerFired
from bot.engine.phrases import Notice
from bot.engine.script import StepId
from bot.facilitation.addressed import ToParticipant, ToSession, encode, person_lane, session_lane
from bot.facilitation.outgoing import Fold, Lane, Outgoing, ReplaceCard, ShowCard, ShowPanel, ShowPictures, ShowResult
from bot.facilitation.panels import NoticePanel
from bot.facilitation.records import Contribution, Idea, Person
from bot.facilitation.writes import (
    AddContribution,
    AddIdea,
    ChangeStanding,
    DropBallot,
    DropIdea,
    DropTimers,
    EraseWords,
    Forget,
    Obsolete,
    Post,
    PutBallot,
    PutTimer,
    Send,
    Write,
)


class Scene(msgspec.Struct, frozen=True):
    """Around one participant's step: who, where, and whom to tell. `cast`: the facilitators (person, language).

    `name`: the session's, to be written on each card; empty for somebody who is in no other. `relayed`: facilitators
    enter what this person says.
    """

    participant: str
    session: str
    person: Person
    alias: str
    language: str
    cast: tuple[tuple[str, str], ...]
    name: str = ""
    relayed: bool = False

    @property
    def marked(self) -> str:
        """The pseudonym that every card shows to whoever enters the answers; else empty."""
        return self.alias if self.relayed else ""


def participant_writes(scene: Scene, effects: Sequence[ParticipantEffect], stamp: Stamp) -> list[Write]:
    """The rows for these effects, in an order that keeps the chat readable: new cards first, then folds of old ones."""
    writes: list[Write] = []
    folds: list[Write] = []
    for effect in effects:
        match effect:
            case FoldCard():
                folds.append(_fold(scene, effect))
            case Toast():
                pass  # answered at once, after the commit: see `conduct`
            case Notify(notice=notice):
                writes += to_facilitators(scene.cast, Notice(notice.phrase, {"who": scene.alias, **notice.values}))
            case _:
                if isinstance(effect, SendCard) and effect.card.pictures:
                    writes.append(_pictures(scene, effect))
                writes.append(_write(scene, effect, stamp))
                if isinstance(effect, SendCard) and effect.card.vote:
                    writes.append(result_picture(scene.session, effect.card.vote, scene.person.id, scene.language))
    if scene.relayed and not scene.person.address:
        # Nobody is entering anything just now: the next card is shown to whoever does (`relay`).
        return [write for write in writes if not isinstance(write, Send)]
    return writes + folds


def toasts(effects: Sequence[ParticipantEffect]) -> Notice | None:
    """What to answer the tap with."""
    return next((effect.notice for effect in effects if isinstance(effect, Toast)), None)


def to_facilitators(cast: Sequence[tuple[str, str]], notice: Notice) -> list[Write]:
    """A notice to each facilitator."""
    panel = NoticePanel(notice)
    return [Send(Outgoing(person, language, Lane.TIMED, ShowPanel(panel))) for person, language in cast]


def result_picture(session: str, step: StepId, person: str, language: str) -> Write:
    """The picture of a closed vote, to somebody; behind what anybody waits for."""
    return Send(Outgoing(person, language, Lane.BROADCAST, ShowResult(session, step)))


def contribution(
    effect: Record, session: str, participant: str, at: datetime, *, relayed: bool = False
) -> Contribution:
    """The contribution to keep."""
    return Contribution(
        effect.id,
        session,
        participant,
        effect.key,
        effect.text,
        at,
        effect.codes,
        effect.supersedes,
        standing=effect.standing,
        reason=effect.reason,
        probe=effect.probe,
        about=effect.about,
        round=effect.round,
        relayed=relayed,
    )


def about(scene: Scene, wait: str) -> str:
    """How the outbox and the timers name what belongs to a wait."""
    return f"{scene.participant}:{wait}"


def _fold(scene: Scene, effect: FoldCard) -> Write:
    body = Fold(scene.participant, effect.wait, effect.chosen, effect.notice, effect.card, scene.name, scene.marked)
    # Behind the replies: tidying an old card must not make anybody wait for the next question.
    return Send(Outgoing(scene.person.id, scene.language, Lane.TIMED, body))


def _pictures(scene: Scene, effect: SendCard) -> Write:
    body = ShowPictures(scene.session, effect.card.pictures)
    lane = Lane.REPLY if effect.timely else Lane.BROADCAST
    wait = about(scene, effect.card.wait)
    return Send(Outgoing(scene.person.id, scene.language, lane, body, about=wait, droppable=True))


def _write(scene: Scene, effect: ParticipantEffect, stamp: Stamp) -> Write:
    me = scene.participant
    match effect:
        case SendCard(card=card, timely=timely):
            lane = Lane.REPLY if timely else Lane.BROADCAST
            return Send(
                Outgoing(
                    scene.person.id,
                    scene.language,
                    lane,
                    ShowCard(me, card, scene.name, scene.marked),
                    about=about(scene, card.wait) if card.wait else "",
                    droppable=bool(card.wait),
                )
            )
        case EditCard(card=card):
            body = ReplaceCard(me, card, scene.name, scene.marked)
            coalesce = f"edit:{about(scene, card.wait)}"
            return Send(Outgoing(scene.person.id, scene.language, Lane.REPLY, body, coalesce=coalesce))
        case Record():
            return AddContribution(contribution(effect, scene.session, me, stamp.at, relayed=scene.relayed))
        case SetStanding(id=changed, standing=standing, reason=reason):
            return ChangeStanding(changed, standing, reason)
        case ProposeIdea():
            idea = Idea(effect.id, scene.session, me, effect.pool, effect.text, stamp.at)
            return AddIdea(idea, effect.supersedes)
        case WithdrawIdea(id=idea_id):
            return DropIdea(idea_id)
        case CastBallot(step=step, grades=grades):
            return PutBallot(scene.session, step, me, grades)
        case RemoveBallot(step=step):
            return DropBallot(scene.session, step, me)
        case SetTimer(timer=timer, wait=wait, due=due):
            payload = encode(ToParticipant(me, TimerFired(timer, wait), due))
            lane_name = person_lane(scene.person.channel, scene.person.user)
            return PutTimer(lane_name, about(scene, wait), timer, due, payload)
        case CancelTimers(wait=wait):
            return DropTimers(about(scene, wait))
        case Tell(event=event):
            return Post(session_lane(scene.session), encode(ToSession(scene.session, event)))
        case WithdrawOne(id=withdrawn):
            return EraseWords(me, withdrawn)
        case WithdrawAll():
            return EraseWords(me)
        case ForgetPerson():
            return Forget(me)
        case FoldCard() | Toast() | Notify():  # pragma: no cover - taken by participant_writes
            raise TypeError(effect)


def obsolete(scene: Scene, wait: str) -> Write:
    """What was still to be sent about a wait that is over."""
    return Obsolete(about(scene, wait))
