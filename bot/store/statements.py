"""The statements of the write path, built once a store so that SQLAlchemy compiles each once.

Bind names that begin with `b_` are conditions; the others are column values. Not here: when each is run.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Executable,
    Table,
    TextClause,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    literal,
    literal_column,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from bot.engine.effects import Standing
from bot.facilitation.organisations import Role
from bot.facilitation.ports import OutboxState
from bot.store import tables as t

QUEUED = OutboxState.QUEUED.value
SENDING = OutboxState.SENDING.value
UNKNOWN = OutboxState.UNKNOWN.value
DROPPED = OutboxState.DROPPED.value


def one_of(*states: str) -> ColumnElement[bool]:
    """A row in one of these states, found by whatever else is asked of it.

    Not `state IN (…)`, which says the same: SQLite would go through every row of these states by the index on the
    state, the whole queue for instance, instead of the few that the other conditions name.
    """
    return and_(*(t.outbox.c.state != state.value for state in OutboxState if state.value not in states))


def has_a_moment() -> TextClause:
    """A row with a moment before which it is not sent (`not_before`); literal, so that the partial index is used."""
    return text("outbox.not_before > 0")


def is_waiting() -> ColumnElement[bool]:
    """A row that may still be sent: queued, or unknown with a date to be sent again."""
    o = t.outbox.c
    return or_(o.state == QUEUED, and_(o.state == UNKNOWN, o.not_before > 0))


class Statements:
    """Every statement of the write path, for one dialect (`sqlite` or `postgresql`)."""

    def __init__(self, dialect: str) -> None:
        # Both have the same ON CONFLICT, each in a construct of its own.
        self._insert: Any = postgresql.insert if dialect == "postgresql" else sqlite.insert
        o = t.outbox.c

        self._sqlite = dialect == "sqlite"

        runs = select(t.runs.c.participant, t.runs.c.version).where(self.among(t.runs.c.participant, "b_keys"))
        groups = select(t.groups.c.session, t.groups.c.version, t.groups.c.epoch).where(
            self.among(t.groups.c.session, "b_keys")
        )
        # On PostgreSQL other workers commit meanwhile: rows are locked in one order, so that two workers never deadlock
        # on them. A required epoch is only shared, or every answer would wait for the others. SQLite has no FOR UPDATE.
        self.run_versions = runs.order_by(t.runs.c.participant).with_for_update()
        self.group_versions = groups.order_by(t.groups.c.session).with_for_update()
        self.group_epochs = groups.order_by(t.groups.c.session).with_for_update(read=True)

        self.insert_run = insert(t.runs)
        self.update_run = _update(t.runs, "participant")
        self.insert_group = insert(t.groups)
        self.update_group = _update(t.groups, "session")

        self.save_person = self._upsert(t.people, "id")
        self.save_participation = self._upsert(t.participations, "participant")
        self.save_session = self._upsert(t.sessions, "id")
        self.save_draft = self._upsert(t.drafts, "person")
        self.drop_draft = _delete(t.drafts, "person")
        self.pin_script = self._insert_new(t.scripts)

        self.save_organisation = self._upsert(t.organisations, "id")
        self.save_membership = self._upsert(t.memberships, "organisation", "person")
        self.drop_membership = _delete(t.memberships, "organisation", "person")
        theirs = select(t.sessions.c.id).where(t.sessions.c.organisation == bindparam("b_organisation"))
        self.drop_castings = delete(t.casts).where(
            t.casts.c.person == bindparam("b_person"), t.casts.c.session.in_(theirs)
        )
        self.save_invitation = self._upsert(t.invitations, "key")
        invitations = select(t.invitations.c.key, t.invitations.c.version)
        invitations = invitations.where(self.among(t.invitations.c.key, "b_keys")).order_by(t.invitations.c.key)
        self.invitation_versions = invitations.with_for_update()
        m = t.memberships.c
        owners = select(m.organisation, m.person).where(
            self.among(m.organisation, "b_keys"), m.role == Role.OWNER.value
        )
        self.owners = owners.order_by(m.organisation, m.person).with_for_update()
        self.save_waiting = self._upsert(t.waiting, "session", "person")
        self.drop_waiting = _delete(t.waiting, "session", "person")
        self.join_cast = self._insert_new(t.casts)
        self.leave_cast = _delete(t.casts, "session", "person")

        self.save_programme = self._upsert(t.programmes, "id")
        self.save_lead_answer = self._upsert(t.lead_answers, "session", "lead")
        self.place_session = self._upsert(t.programme_sessions, "session")
        self.displace_session = _delete(t.programme_sessions, "session")
        self.open_public_page = self._upsert(t.public_pages, "session")
        self.take_back_public_page = _delete(t.public_pages, "session")

        self.add_contribution = self._insert_new(t.contributions)
        self.mark_superseded = update(t.contributions).where(t.contributions.c.id == bindparam("b_id"))
        self.mark_superseded = self.mark_superseded.values(superseded=True)
        # Words erased stay erased: a withdrawn contribution does not come back to life.
        self.change_standing = update(t.contributions).where(
            t.contributions.c.id == bindparam("b_id"), t.contributions.c.standing != Standing.WITHDRAWN.value
        )
        self.save_idea = self._upsert(t.ideas, "id")
        self.withdraw_idea = update(t.ideas).where(t.ideas.c.id == bindparam("b_id")).values(withdrawn=True)

        self.put_ballot = self._upsert(t.ballots, "session", "step", "participant")
        self.drop_ballot = _delete(t.ballots, "session", "step", "participant")
        self.seal_ballot = insert(t.sealed_ballots)
        self.link_ballot = insert(t.ballot_links)
        self.add_elector = self._insert_new(t.electorate)
        self.write_journal = insert(t.journal)
        self.save_version = self._upsert(t.notebook_versions, "session", "number")

        self.put_timer = self._upsert(t.timers, "owner", "lane", "name")
        self.drop_timers = _delete(t.timers, "owner")

        self.handled = (
            update(t.inbox)
            .where(t.inbox.c.id == bindparam("b_id"))
            # Neither the words nor whose they were; the number stays, so that the update is never taken twice.
            .values(state="handled", payload=b"", lane="", reason="")
        )
        self.dead_letter = (
            update(t.inbox).where(t.inbox.c.id == bindparam("b_id"), t.inbox.c.state != "handled").values(state="dead")
        )
        self.post = insert(t.inbox).returning(t.inbox.c.id, sort_by_parameter_order=True)
        self.receive = (
            self._insert(t.inbox)
            .on_conflict_do_nothing(index_elements=["channel", "number"])
            .returning(t.inbox.c.id, t.inbox.c.channel, t.inbox.c.number)
        )

        self.send = insert(t.outbox)
        # `unknown` with a date is a row about to be resent: an answer shows that it arrived.
        self.obsolete = (
            update(t.outbox)
            .where(o.about == bindparam("b_about"), o.droppable.is_(True), is_waiting())
            .values(state=DROPPED, payload=b"", not_before=0, reason="obsolete")
        )
        self.coalescing = (
            select(o.id, o.person, o.coalesce)
            .where(
                self.among(o.person, "b_people"),
                o.state == QUEUED,
                self.among(o.coalesce, "b_names"),
            )
            .with_for_update()
        )
        # The new content takes the old one's place in the queue: always going to its end, a panel replaced more often
        # than it is sent would never leave.
        self.replace_queued = update(t.outbox).where(o.id == bindparam("b_id"), o.state == QUEUED)
        # An older one that may be resent is no longer worth it.
        self.coalesce_unknown = (
            update(t.outbox)
            .where(
                o.person == bindparam("b_person"),
                o.coalesce == bindparam("b_coalesce"),
                o.state == UNKNOWN,
                o.not_before > 0,
            )
            .values(state=DROPPED, payload=b"", not_before=0, reason="replaced")
        )

        # Ref 0: on its way. A card already known under that wait (an edit is on its way) keeps its number.
        self.show_unless_known = self._insert_new(t.shown)
        shown = self._insert(t.shown)
        self.show = shown.on_conflict_do_update(
            index_elements=["participant", "wait"],
            set_={
                "ref": shown.excluded.ref,
                "person": shown.excluded.person,
                # An edit in place leaves the card where it is; sent anew, it is the newest.
                "row": case((t.shown.c.ref == shown.excluded.ref, t.shown.c.row), else_=shown.excluded.row),
            },
        )
        resent = exists(select(literal(1)).where(o.id == bindparam("b_row"), o.resend.is_(True)))
        self.not_shown = delete(t.shown).where(t.shown.c.row == bindparam("b_row"), t.shown.c.ref == 0, ~resent)
        self.put_slot = self._upsert(t.slots, "person", "slot")

    def among(self, column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
        """Whether the column is one of the list bound under that name; for `execution.rows`."""
        if self._sqlite:
            # One parameter, so one SQL text however long the list is.
            return column.in_(select(literal_column("value")).select_from(func.json_each(bindparam(name))))
        return column.in_(bindparam(name, expanding=True))

    def lease(self, now: int) -> Executable:
        """Take the lease unless somebody else holds it; returns a row if taken."""
        statement = self._insert(t.leases)
        free = or_(t.leases.c.owner == statement.excluded.owner, t.leases.c.until <= now)
        lease: Executable = statement.on_conflict_do_update(
            index_elements=["name"],
            set_={"owner": statement.excluded.owner, "until": statement.excluded.until},
            where=free,
        ).returning(t.leases.c.name)
        return lease

    def _upsert(self, table: Table, *key: str) -> Executable:
        statement = self._insert(table)
        kept = {c.name: statement.excluded[c.name] for c in table.c if c.name not in key and not _is_serial(table, c)}
        upsert: Executable = statement.on_conflict_do_update(index_elements=list(key), set_=kept)
        return upsert

    def _insert_new(self, table: Table) -> Executable:
        statement: Executable = self._insert(table).on_conflict_do_nothing()
        return statement


def _is_serial(table: Table, column: Any) -> bool:
    return column is table.autoincrement_column


def _update(table: Table, key: str) -> Executable:
    # The columns set are those among the parameters.
    return update(table).where(table.c[key] == bindparam(f"b_{key}"))


def _delete(table: Table, *key: str) -> Executable:
    return delete(table).where(*(table.c[name] == bindparam(f"b_{name}") for name in key))
