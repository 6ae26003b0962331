"""Runs the statements of a plan inside the writer's transaction. Not here: which writes cancel which (`plan`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection

from bot.facilitation.organisation_writes import RequireOwner, SaveInvitation
from bot.facilitation.ports import InboxEntry
from bot.facilitation.writes import RequireEpoch, SaveGroup, SaveRun
from bot.store.execution import many, returned, rows
from bot.store.organisation_plan import write_organisations
from bot.store.plan import Plan, Unit, Versions
from bot.store.programmes import write_programmes
from bot.store.public_pages import write_public_pages
from bot.store.rows import Parameters
from bot.store.statements import Statements


def read_versions(conn: Connection, do: Statements, units: Iterable[Unit]) -> Versions:
    """The versions and epochs these units were computed against, one query a table, locked until the commit."""
    runs: set[str] = set()
    saved: set[str] = set()
    required: set[str] = set()
    invitations: set[str] = set()
    owned: set[str] = set()
    for unit in units:
        for write in unit.writes:
            if isinstance(write, SaveRun):
                runs.add(write.participant)
            elif isinstance(write, SaveGroup):
                saved.add(write.session)
            elif isinstance(write, RequireEpoch):
                required.add(write.session)
            elif isinstance(write, SaveInvitation):
                invitations.add(write.invitation.key)
            elif isinstance(write, RequireOwner):
                owned.add(write.organisation)
    versions = Versions()
    # Always sessions before people, and exclusive locks before shared ones: one order for every worker.
    if saved:
        for session, version, epoch in rows(conn, do.group_versions, {"b_keys": sorted(saved)}):
            versions.groups[session] = (version, epoch)
    if required - saved:
        for session, version, epoch in rows(conn, do.group_epochs, {"b_keys": sorted(required - saved)}):
            versions.groups[session] = (version, epoch)
    if runs:
        for participant, version in rows(conn, do.run_versions, {"b_keys": sorted(runs)}):
            versions.runs[participant] = version
    if invitations:
        for key, version in rows(conn, do.invitation_versions, {"b_keys": sorted(invitations)}):
            versions.invitations[key] = version
    if owned:
        for organisation, person in rows(conn, do.owners, {"b_keys": sorted(owned)}):
            versions.owners.add((organisation, person))
    return versions


def apply(conn: Connection, do: Statements, plan: Plan, stored: Stored) -> None:
    """Write everything a plan holds. `stored`: which runs and groups are rows already."""
    _state(conn, do, plan, stored)
    _roster(conn, do, plan)
    write_organisations(conn, do, plan.organisations)
    write_programmes(conn, do, plan.programmes)
    write_public_pages(conn, do, plan.public_pages)
    _content(conn, do, plan)
    many(conn, do.drop_timers, [{"b_owner": owner} for owner in plan.dropped_owners])
    many(conn, do.put_timer, [row for timers in plan.timers.values() for row in timers.values()])
    _outbox(conn, do, plan)
    many(conn, do.handled, plan.handled)
    many(conn, do.dead_letter, plan.dead)
    if plan.posts:
        numbers = returned(conn, do.post, [row for _, row in plan.posts])
        for (unit, row), (number,) in zip(plan.posts, numbers, strict=True):
            unit.posted.append(InboxEntry(number, row["lane"], row["source"], row["payload"]))
    many(conn, do.write_journal, plan.journal)
    many(conn, do.save_version, list(plan.versions.values()))
    many(conn, do.save_lead_answer, list(plan.lead_answers.values()))


class Stored:
    """Which runs and groups are rows already, inside the transaction: those are updated, the others inserted.

    Not an upsert: when two workers create the same run at once, the second must fail on the key, and find out that it
    is stale, rather than overwrite the first.
    """

    def __init__(self, versions: Versions) -> None:
        self.runs = set(versions.runs)
        self.groups = set(versions.groups)


def _state(conn: Connection, do: Statements, plan: Plan, stored: Stored) -> None:
    for saved, known, key, insert, update in (
        (plan.groups, stored.groups, "session", do.insert_group, do.update_group),
        (plan.runs, stored.runs, "participant", do.insert_run, do.update_run),
    ):
        new: list[Parameters] = []
        old: list[Parameters] = []
        for name in sorted(saved):
            row = saved[name]
            if name in known:
                old.append({**row, f"b_{key}": name})
                del old[-1][key]
            else:
                new.append(row)
        many(conn, insert, new)
        many(conn, update, old)
        known.update(saved)


def _roster(conn: Connection, do: Statements, plan: Plan) -> None:
    many(conn, do.save_person, [plan.people[key] for key in sorted(plan.people)])
    many(conn, do.save_participation, list(plan.participations.values()))
    many(conn, do.save_session, [plan.sessions[key] for key in sorted(plan.sessions)])
    many(conn, do.pin_script, list(plan.scripts.values()))
    if plan.drafts:
        many(conn, do.save_draft, [{"person": who, "data": data} for who, data in plan.drafts.items() if data])
        many(conn, do.drop_draft, [{"b_person": who} for who, data in plan.drafts.items() if not data])


def _content(conn: Connection, do: Statements, plan: Plan) -> None:
    many(conn, do.add_contribution, list(plan.contributions.values()))
    many(conn, do.mark_superseded, plan.superseded)
    many(conn, do.change_standing, plan.standings)
    many(conn, do.save_idea, list(plan.ideas.values()))
    many(conn, do.withdraw_idea, [{"b_id": idea} for idea in plan.dropped_ideas])
    if plan.ballots:
        put: list[Parameters] = []
        drop: list[Parameters] = []
        for (session, step, participant), grades in plan.ballots.items():
            if grades is None:
                drop.append({"b_session": session, "b_step": step, "b_participant": participant})
            else:
                put.append({"session": session, "step": step, "participant": participant, "grades": grades})
        many(conn, do.drop_ballot, drop)
        many(conn, do.put_ballot, put)


def _outbox(conn: Connection, do: Statements, plan: Plan) -> None:
    many(conn, do.obsolete, [{"b_about": about} for about in plan.obsolete])
    sends = plan.sends
    if plan.coalesced:
        sends = _coalesce(conn, do, plan)
    many(conn, do.send, [sends[number] for number in sorted(sends)])


def _coalesce(conn: Connection, do: Statements, plan: Plan) -> dict[int, Parameters]:
    """Put newer content into rows still queued under the same name; returns the sends that found none."""
    pairs = plan.coalesced
    found = rows(
        conn,
        do.coalescing,
        {"b_people": sorted({person for person, _ in pairs}), "b_names": sorted({name for _, name in pairs})},
    )
    sends = dict(plan.sends)
    replaced: list[dict[str, Any]] = []
    for row, person, name in found:
        number = pairs.get((person, name))
        # Two rows under one name can only come from two workers at once; the first takes the content, the other goes.
        if number is not None and number in sends:
            content = sends.pop(number)
            replaced.append({"b_id": row, **{column: content[column] for column in _REPLACED}})
    many(conn, do.replace_queued, replaced)
    many(conn, do.coalesce_unknown, [{"b_person": person, "b_coalesce": name} for person, name in pairs])
    return sends


_REPLACED = ("lane", "about", "droppable", "kind", "participant", "wait", "slot", "payload")
