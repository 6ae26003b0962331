"""A facilitator's probe: which ones there are for a contribution, whether one may be sent, and when it goes.

Not here: the panel (`animation`), what is asked and how often (`engine.turn.probing`).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from bot.engine.effects import Standing
from bot.engine.events import ProbeSent
from bot.engine.probes import FROM_FACILITATORS, REWRITTEN, probe_text
from bot.engine.script import Key, Script
from bot.engine.turn.probing import may_probe, was_sent
from bot.facilitation.conduct import Conductor
from bot.facilitation.journal import BY_FACILITATORS
from bot.facilitation.memory import Memory
from bot.facilitation.panels import Sentence
from bot.facilitation.policy import Policy
from bot.facilitation.ports import Clock, Store
from bot.facilitation.records import Contribution, JournalEntry
from bot.facilitation.writes import Write, WriteJournal

TALKING: Final = timedelta(minutes=30)
"""Who has said something in that time is in conversation, whatever the hour."""


def menu(script: Script, key: Key, language: str) -> tuple[tuple[str, str], ...]:
    """The probes (code, text) that may be sent about what is filed at `key`: the common ones, then the step's own.

    Those of every question of the step, since they are about the step; each code once, as it is sent.
    """
    common = {code: probe_text(code, language) for code in FROM_FACILITATORS}
    questions = sorted(script.step_of(key).questions, key=lambda question: question.key == key)
    own = {probe.code: probe.text for question in questions for probe in question.own_probes}
    return tuple({**common, **own}.items())


async def send(
    session: str,
    contribution: str,
    code: str,
    words: str,
    *,
    store: Store,
    memory: Memory,
    conductor: Conductor,
    clock: Clock,
    policy: Policy,
) -> tuple[Sentence, list[Write]]:
    """Send a probe to the author of a contribution, now or in the morning. What to answer the facilitator, and write.

    `words`: the question, if it is the facilitator's own.
    """
    one = await store.contribution(contribution)
    at_hand = None if one is None or one.session != session else await memory.run(one.participant)
    if one is None or at_hand is None or one.superseded or one.standing is Standing.WITHDRAWN:
        return Sentence.FACILITATOR_STALE_BUTTON, []
    probe = ProbeSent(one.key, code, one.id, words)
    if was_sent(at_hand.run, probe):
        return Sentence.ALREADY_DONE, []
    if not may_probe(await memory.script(session), at_hand.run, probe):
        return Sentence.PROBE_LIMIT, []
    now = clock.now()
    # What protects somebody does not wait for the morning.
    waits = code not in REWRITTEN and policy.is_quiet(now) and not await _is_talking(store, one, now)
    writes = await conductor.to(one.participant, probe, due=policy.quiet.end(now) if waits else None)
    journal = JournalEntry(session, now, "probed", BY_FACILITATORS, {"contribution": one.id, "probe": code})
    return Sentence.PROBE_WAITS if waits else Sentence.PERSON_TOLD, [*writes, WriteJournal(journal)]


async def _is_talking(store: Store, about: Contribution, now: datetime) -> bool:
    said = [one.at for one in await store.contributions(about.session) if one.participant == about.participant]
    return now - max(said) <= TALKING
