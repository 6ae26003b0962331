"""Claiming messages to send. Part of the write path: every function runs inside the writer's transaction.

Order: lanes first, then age. Per chat one message at a time: a chat with a message being sent, waiting for a retry, or
of unknown delivery and within its grace, yields nothing. So the order inside a chat's lane never breaks, at the price
that the chat's next message waits out a grace; an answer lifts it, since it drops the message it answers (`Obsolete`).
A message unknown for good (no date to be sent again) holds nobody up. Not here: what becomes of it (`outbox_settling`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

import msgspec
from sqlalchemy import Connection, Integer, bindparam, func, literal_column, or_, select, tuple_, update

from bot.facilitation.ports import OutboxRow, OutboxState
from bot.store import tables as t
from bot.store.execution import many, rows
from bot.store.moments import ticks
from bot.store.rows import Parameters, to_outgoing
from bot.store.screens import Move, Seen
from bot.store.statements import QUEUED, SENDING, UNKNOWN, Statements, has_a_moment, one_of

# Any constant: it names the one lock under which workers choose what to send.
_CLAIM_LOCK: Final = 0x686F72697A6F6E
_PAGE: Final = 256


@dataclass(frozen=True)
class Claim:
    """What a sender asks for; see `Store.claim`."""

    now: datetime
    limit: int
    lease_seconds: float
    skip_chats: Sequence[str]


class Claimed(NamedTuple):
    """Rows to send, and the cards among them that from now on may be on a screen."""

    rows: list[OutboxRow]
    moves: list[Move]


class Claims:
    """Claims for one worker, `owner`."""

    def __init__(self, do: Statements, dialect: str, owner: str) -> None:
        self._postgres = dialect == "postgresql"
        o, p = t.outbox.c, t.people.c
        address = func.coalesce(func.nullif(o.chat, ""), p.address, "").label("address")
        joined = t.outbox.outerjoin(t.people, p.id == o.person)
        self.busy = [
            select(address).select_from(joined).where(o.state == SENDING),
            select(address)
            .select_from(joined)
            .where(has_a_moment(), o.not_before > bindparam("now"), one_of(QUEUED, UNKNOWN)),
        ]
        columns = (o.id, o.lane, address)
        self.graced = (
            select(*columns)
            .select_from(joined)
            .where(has_a_moment(), one_of(UNKNOWN), o.not_before <= bindparam("now"))
            .order_by(o.lane, o.id)
        )
        self.queued = (
            select(*columns)
            .select_from(joined)
            .where(
                o.state == QUEUED,
                o.not_before <= bindparam("now"),
                tuple_(o.lane, o.id) > tuple_(bindparam("after_lane"), bindparam("after_id")),
            )
            .order_by(o.lane, o.id)
            .limit(bindparam("page", type_=Integer))
        )
        self.chosen = (
            select(o.id, o.payload, o.attempts, o.resend, o.kind, o.participant, o.wait, o.person, o.ref)
            .where(
                do.among(o.id, "ids"),
                one_of(QUEUED, UNKNOWN),
                or_(o.state != UNKNOWN, o.not_before > 0),
            )
            .with_for_update(skip_locked=True)
        )
        self._take = (
            update(t.outbox)
            .where(o.id == bindparam("b_id"))
            .values(
                state=SENDING,
                attempts=o.attempts + 1,
                not_before=0,
                lease_owner=owner,
            )
        )
        self._give_up = (
            update(t.outbox)
            .where(o.id == bindparam("b_id"))
            .values(state=OutboxState.DEAD.value, payload=b"", not_before=0)
        )

    def claim(self, conn: Connection, do: Statements, claim: Claim) -> Claimed:
        """Claim up to `claim.limit` rows, in the order they are to be sent."""
        if self._postgres:
            # Without it two workers could each take one message of the same chat.
            conn.execute(select(func.pg_advisory_xact_lock(literal_column(str(_CLAIM_LOCK)))))
        now = ticks(claim.now)
        busy = set(claim.skip_chats)
        sending, waiting = self.busy
        busy.update(chat for (chat,) in rows(conn, sending, {}))
        busy.update(chat for (chat,) in rows(conn, waiting, {"now": now}))
        lost: list[Parameters] = []
        chosen = self._choose(conn, now, claim.limit, busy, lost)
        found = {}
        if chosen:
            found = {row.id: row for row in rows(conn, self.chosen, {"ids": list(chosen)})}
        taken: list[OutboxRow] = []
        cards: list[Parameters] = []
        for number, chat in chosen.items():
            row = found.get(number)
            if row is None:
                continue  # Another worker is changing it; it comes next time.
            try:
                outgoing = to_outgoing(row.payload)
            except msgspec.MsgspecError as error:
                lost.append({"b_id": number, "reason": f"unreadable: {type(error).__name__}"})
                continue
            taken.append(OutboxRow(number, outgoing, chat, row.attempts, bool(row.resend)))
            if row.wait and row.kind in CARDS:
                # From now on the person may have it on the screen.
                cards.append(shown_row(row, row=number, ref=0))
        until = ticks(claim.now + timedelta(seconds=claim.lease_seconds))
        many(conn, self._take, [{"b_id": row.id, "lease_until": until} for row in taken])
        many(conn, do.show_unless_known, cards)
        many(conn, self._give_up, lost)
        return Claimed(taken, [Move(card["participant"], Seen(card["row"], card["wait"], 0, False)) for card in cards])

    def _choose(self, conn: Connection, now: int, limit: int, busy: set[str], lost: list[Parameters]) -> dict[int, str]:
        """Row ids with their addresses, best first, one a chat; `lost` gets those that have no address any more."""
        graced = [tuple(row) for row in rows(conn, self.graced, {"now": now})]
        chosen: dict[int, str] = {}
        after = (-1, 0)
        # Usually enough for one page: each busy chat may have a message in front of those that may go.
        size = min(limit + len(busy), _PAGE)
        while len(chosen) < limit:
            binds = {"now": now, "after_lane": after[0], "after_id": after[1], "page": size}
            page: list[Any] = [tuple(row) for row in rows(conn, self.queued, binds)]
            last = len(page) < size
            # Those whose grace is over take their old place.
            horizon = (page[-1][1], page[-1][0]) if not last else None
            due = [row for row in graced if horizon is None or (row[1], row[0]) <= horizon]
            graced = [row for row in graced if row not in due] if due else graced
            for number, _, chat in sorted([*page, *due], key=_place) if due else page:
                if not chat:
                    lost.append({"b_id": number, "reason": "nobody of that id has an address"})
                elif chat not in busy and len(chosen) < limit:
                    busy.add(chat)
                    chosen[number] = chat
            if last or horizon is None:
                break
            after = horizon
            size = _PAGE
        return chosen


def _place(row: Any) -> tuple[int, int]:
    return row[1], row[0]


CARDS: Final[Collection[str]] = ("show_card", "replace_card")


def shown_row(found: Any, *, row: int, ref: int) -> Parameters:
    """Where a card is; `found` has the columns of its outbox row."""
    return {"participant": found.participant, "wait": found.wait, "person": found.person, "row": row, "ref": ref}
