"""What became of claimed messages, and what is left by workers that died. Runs inside the writer's transaction.

`sent` always wins: a message known to be delivered is never sent again, whoever claimed it meanwhile. Any other outcome
counts only from the worker that holds the claim. A settled message keeps its ids and loses its content.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, exists, func, literal, or_, select, update

from bot.facilitation.ports import OutboxState, Outcome
from bot.store import tables as t
from bot.store.execution import many, rows
from bot.store.moments import ticks
from bot.store.outbox_claims import CARDS, shown_row
from bot.store.rows import Parameters
from bot.store.screens import Move, News, Seen
from bot.store.statements import QUEUED, SENDING, UNKNOWN, Statements, has_a_moment, one_of

_PANELS: Final = ("show_panel", "replace_panel")


class Settling:
    """Outcomes for one worker, `owner`. `grace`: how long an unknown delivery is left alone before it is resent.

    `alone`: no other worker can be alive, so that another's claim is what a crash left behind, whatever its lease.
    """

    def __init__(self, do: Statements, owner: str, grace: timedelta, *, alone: bool) -> None:
        self._owner = owner
        self._alone = alone
        self._grace = grace
        o = t.outbox.c
        self.read = (
            select(o.id, o.kind, o.participant, o.wait, o.slot, o.person, o.state, o.lease_owner, o.farewell, o.resend)
            .where(do.among(o.id, "ids"))
            .order_by(o.id)
            .with_for_update()
        )
        one = update(t.outbox).where(o.id == bindparam("b_id"))
        self._final = one.values(payload=b"", not_before=0, lease_until=0, lease_owner="")
        self._again = one.values(state=QUEUED, lease_until=0, lease_owner="")
        self._unknown = one.values(state=UNKNOWN, resend=True, lease_until=0, lease_owner="")

    def settle(self, conn: Connection, do: Statements, outcomes: Sequence[Outcome], now: datetime) -> News:
        """Write these outcomes. Rows not there are left alone; `unknown` without a date waits for the grace."""
        found = {row.id: row for row in rows(conn, self.read, {"ids": [o.row for o in outcomes]})}
        final: list[Parameters] = []
        again: list[Parameters] = []
        unknown: list[Parameters] = []
        cards: list[Parameters] = []
        slots: list[Parameters] = []
        never: list[Parameters] = []
        moves: list[Move] = []
        unsure: list[str] = []
        farewells: list[Any] = []
        for outcome in outcomes:
            row = found.get(outcome.row)
            if row is None:
                continue
            mine = row.state == SENDING and row.lease_owner == self._owner
            if outcome.state is not OutboxState.SENT and not mine:
                continue
            due = 0 if outcome.retry_at is None else ticks(outcome.retry_at)
            if outcome.state is OutboxState.UNKNOWN and not due:
                # A doubled message is a nuisance, a lost one leaves somebody waiting.
                due = ticks(now + self._grace)
            is_card = bool(row.wait) and row.kind in CARDS
            match outcome.state:
                case OutboxState.SENT | OutboxState.DEAD | OutboxState.DROPPED:
                    state = outcome.state.value
                    final.append({"b_id": row.id, "state": state, "ref": outcome.ref, "reason": outcome.reason})
                    if row.farewell:
                        farewells.append(row)
                case OutboxState.QUEUED | OutboxState.SENDING:
                    again.append({"b_id": row.id, "not_before": due, "reason": outcome.reason})
                case OutboxState.UNKNOWN:
                    unknown.append({"b_id": row.id, "not_before": due, "reason": outcome.reason})
            if outcome.state is OutboxState.SENT and outcome.ref:
                if is_card:
                    cards.append(shown_row(row, row=row.id, ref=outcome.ref))
                    seen = Seen(row.id, row.wait, outcome.ref, bool(row.resend))
                    moves.append(Move(row.participant, seen))
                elif row.slot and row.kind in _PANELS:
                    slots.append({"person": row.person, "slot": row.slot, "ref": outcome.ref})
            elif is_card and outcome.state is not OutboxState.UNKNOWN and outcome.state is not OutboxState.SENT:
                never.append({"b_row": row.id})
                unsure.append(row.participant)
        many(conn, self._final, final)
        many(conn, self._again, again)
        many(conn, self._unknown, unknown)
        many(conn, do.show, cards)
        many(conn, do.put_slot, slots)
        # Certainly not on the screen, unless it had been of unknown delivery before: that one stays listed.
        many(conn, do.not_shown, never)
        if farewells:
            self._said_farewell(conn, farewells)
        return News(moves, None if farewells else unsure)

    def _said_farewell(self, conn: Connection, rows: Sequence[Any]) -> None:
        """Of somebody forgotten, keep what the last message needed no longer than that message."""
        o = t.outbox.c
        blank = {"person": "", "chat": "", "participant": "", "wait": "", "about": "", "slot": "", "coalesce": ""}
        conn.execute(update(t.outbox).where(o.id.in_([row.id for row in rows])).values(**blank, farewell=False))
        for participant in {row.participant for row in rows if row.participant}:
            left = exists(select(literal(1)).where(o.participant == participant, o.farewell.is_(True)))
            conn.execute(delete(t.shown).where(t.shown.c.participant == participant, ~left))
        for person in {row.person for row in rows}:
            known = exists(select(literal(1)).where(t.people.c.id == person))
            for table in (t.slots, t.shown):
                left = exists(select(literal(1)).where(o.person == person, o.farewell.is_(True)))
                conn.execute(delete(table).where(table.c.person == person, ~known, ~left))

    def expire(self, conn: Connection, now: datetime) -> int:
        """Rows whose worker is dead become `unknown`, and may be sent again once their grace is over."""
        o = t.outbox.c
        dead = o.lease_until <= ticks(now)
        if self._alone:
            dead = or_(dead, o.lease_owner != self._owner)
        expired = (
            update(t.outbox)
            .where(o.state == SENDING, dead)
            .values(
                state=UNKNOWN,
                resend=True,
                lease_until=0,
                lease_owner="",
                not_before=ticks(now + self._grace),
                reason="the worker that was sending it is gone",
            )
        )
        result = conn.execute(expired)
        return int(result.rowcount)


def next_waiting() -> Any:
    """The statement for the earliest instant at which a waiting row may go."""
    o = t.outbox.c
    return select(func.min(o.not_before)).where(
        has_a_moment(), o.not_before > bindparam("now"), one_of(QUEUED, UNKNOWN)
    )


def rehomed(old: str, new: str) -> list[Any]:
    """The statements that move a chat to a new address."""
    return [
        update(t.people).where(t.people.c.address == old).values(address=new),
        update(t.outbox).where(t.outbox.c.chat == old).values(chat=new),
    ]
