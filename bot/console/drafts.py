"""Sentences that a language model was asked for, while nobody waits: one question a session at a time.

Drafts are held in memory and nowhere else: what nobody signs leaves no trace, and a restart forgets it. Not here: what
may be asked and what an answer is worth (`facilitation.signing`).
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Awaitable, Callable, Container
from dataclasses import dataclass, field

from bot.console.background import Background
from bot.console.jobs import State
from bot.errors import HorizonsError
from bot.facilitation.assistance import AssistantFailed, Subject
from bot.facilitation.drafting import Draft, Judged, Refused
from bot.facilitation.records import SessionRecord

log = logging.getLogger(__name__)


@dataclass
class Question:
    """What was asked, and what came of it. `drafts`: by a key of their own, until each is signed or set aside."""

    about: Subject
    state: State = State.RUNNING
    drafts: dict[str, Draft] = field(default_factory=dict)
    refused: tuple[Refused, ...] = ()
    left_off: int = 0
    reason: str = ""


class Drafts(Background):
    """The last question of each session. `propose`: asks the model and judges its answer."""

    def __init__(self, propose: Callable[[SessionRecord, Subject], Awaitable[Judged]]) -> None:
        super().__init__()
        self._propose = propose
        self._questions: dict[str, Question] = {}

    def of(self, session: str) -> Question | None:
        """The last one."""
        return self._questions.get(session)

    def start(self, record: SessionRecord, about: Subject) -> None:
        """Ask, unless a question of this session is under way. What came of the one before is forgotten."""
        before = self._questions.get(record.id)
        if before is not None and before.state is State.RUNNING:
            return
        question = self._questions[record.id] = Question(about)
        self._spawn(self._run(record, question), f"sentences of {record.id}")

    def set_aside(self, session: str, key: str) -> None:
        """Forget one draft."""
        question = self._questions.get(session)
        if question is not None:
            question.drafts.pop(key, None)

    def keep_only(self, session: str, printed: Container[str]) -> None:
        """Forget what came of words that are not printed any more, drafts and refused sentences alike."""
        question = self._questions.get(session)
        if question is None:
            return
        # Looked at each time: an answer may come after the words that it is about were taken back.
        question.drafts = {
            key: draft for key, draft in question.drafts.items() if all(one in printed for one in draft.cites)
        }
        if not all(one.contribution in printed for one in question.about.sent):
            question.refused = ()

    async def _run(self, record: SessionRecord, question: Question) -> None:
        try:
            judged = await self._propose(record, question.about)
        except AssistantFailed as failure:
            log.warning("session %s: %s", record.id, failure)
            question.state, question.reason = State.FAILED, failure.hitch.value
        except HorizonsError:
            log.exception("no sentences for session %s", record.id)
            question.state, question.reason = State.FAILED, "ours"
        else:
            question.drafts = {_key(draft): draft for draft in judged.drafts}
            question.refused, question.left_off = judged.refused, judged.left_off
            question.state = State.DONE


def _key(draft: Draft) -> str:
    # By what it says: a form of an earlier question leads to no other draft.
    return hashlib.sha256(repr(draft).encode()).hexdigest()[:16]
