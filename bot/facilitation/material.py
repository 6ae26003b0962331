"""The material of a notebook, gathered from what is stored: contents and counts, nobody's name or address."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from msgspec.structs import replace

from bot.engine import run as runs
from bot.engine.events import SessionClosed, Stamp
from bot.engine.group import Group, SessionStatus
from bot.engine.participant import participant_step
from bot.engine.run import Run, Status
from bot.engine.script import ApprovalBallot, Choice, PointsBallot, Script, StatementsBallot
from bot.errors import OperatorError
from bot.facilitation.grid import GRID_TEXT
from bot.facilitation.grids import held
from bot.facilitation.memory import Memory
from bot.facilitation.organisation_settings import followed
from bot.facilitation.policy import Policy
from bot.facilitation.ports import Store
from bot.facilitation.quoting import permission
from bot.facilitation.records import WHOLE_FROM, Introductions, Material, MergeRecord, Participation, Speaker

WHOLE: Final = (ApprovalBallot, PointsBallot, StatementsBallot)
"""The forms of which something is printed that counts alone do not give: a portfolio, groups of opinion."""


async def gather(session: str, *, store: Store, memory: Memory, policy: Policy, now: datetime) -> Material:
    """Everything the notebook of a session is compiled from.

    Raises:
        OperatorError: its answers are erased.
    """
    record = await memory.session(session)
    if record.purged_at is not None:
        raise OperatorError(
            f"The answers of session {session} were erased on {record.purged_at:%Y-%m-%d}, at the end of the time for "
            "which they were kept. What was compiled before is where it was."
        )
    rules = await store.organisation_settings.of(record.organisation)
    policy = followed(policy, rules)
    script = await memory.script(session)
    group = (await memory.group(session)).group
    stored = await store.runs_of(session)
    speakers = []
    for participation in await store.participations_of(session=session):
        data = stored.get(participation.participant)
        if data is not None:
            run = _told_of_the_close(script, runs.decode(data.data), group, now)
            speakers.append(_speaker(script, run, participation))
    texts = await store.team_texts.of(session)
    grid = await held(store, record, policy, texts)
    return Material(
        session=record,
        script=script,
        speakers=tuple(speakers),
        contributions=tuple(await store.contributions(session)),
        ideas=tuple([idea for pool in script.pools for idea in await store.ideas(session, pool.id)]),
        items=dict(group.ballots),
        results=dict(group.results),
        merges=tuple(
            MergeRecord(
                merge.wording,
                tuple(idea for idea, _ in merge.sources),
                "held" if merge.holds else "refused" if merge.refused else "unanswered",
            )
            for merge in group.merges.values()
        ),
        journal=tuple(await store.journal(session)),
        declined=group.declined,
        withdrawn=sum(1 for speaker in speakers if speaker.withdrawn),
        compiled_at=now,
        timezone=str(policy.timezone),
        software=policy.software,
        small_count=policy.small_count,
        percent_from=policy.percent_from,
        template=await store.organisation_settings.template_of(session) or ("" if rules is None else rules.template),
        logo=b"" if rules is None else rules.logo,
        debated=dict(group.debated),
        texts=tuple(replace(text, by="") for text in texts if text.name != GRID_TEXT),
        introductions=Introductions(
            len(group.introductions),
            sum(one.made for one in group.introductions.values()),
            sum(one.pending for one in group.introductions.values()),
        ),
        versions=tuple(await store.versions(session)),
        answers=tuple(replace(one, by="") for one in await store.lead_answers.of(session) if one.published is not None),
        grid=policy.grids.read(grid.source)[0],
        codings=tuple(replace(one, by="") for one in await store.codings.of(session)),
        days=group.schedule.length if group.schedule is not None else 0,
        ballots={
            step: tuple(await store.ballots(session, step))
            for step, result in group.results.items()
            if result.voters >= WHOLE_FROM and isinstance(script.step(step).ballot, WHOLE)
        },
    )


def _told_of_the_close(script: Script, run: Run, group: Group, now: datetime) -> Run:
    """The run as it will be once the close has reached it.

    The close is told to each person in their own lane, while the notebook is compiled in its own: what it says of those
    who missed a step must not depend on who was told first.
    """
    if group.status is not SessionStatus.CLOSED or run.status not in (Status.ACTIVE, Status.ENTERING):
        return run
    return participant_step(script, run, SessionClosed(()), Stamp(now, "compiled"), group)[0]


def _speaker(script: Script, run: Run, participation: Participation) -> Speaker:
    closed = {
        question.key: run.answers[question.key].codes
        for _, question in script.walk()
        if isinstance(question.accepts, Choice) and question.key in run.answers and not run.answers[question.key].passed
    }
    return Speaker(
        participation.participant,
        participation.alias,
        participation.joined_at,
        run.status.value,
        quotation=permission(run),
        answers=closed,
        withdrawn=run.withdrawn,
        missed=run.missed,
    )
