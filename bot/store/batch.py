"""What one transaction of the writer does: updates received, units of work, outcomes of sending, and the rest.

All of a batch was asked for concurrently, so any order of kinds is a right one; this order lets a claim see what the
same batch enqueued. Units keep their order among themselves. Not here: transactions (`group_commit`), statements
(`apply`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from bot.facilitation.ports import InboxEntry, Outcome, RawUpdate, Stale
from bot.facilitation.writes import Forget
from bot.store.apply import Stored, apply, read_versions
from bot.store.erasing import cross
from bot.store.execution import returned
from bot.store.moments import ticks
from bot.store.outbox_settling import Settling
from bot.store.plan import Plan, Unit, split
from bot.store.rows import Parameters
from bot.store.statements import Statements


@dataclass(eq=False)
class Received:
    """Raw updates to store."""

    updates: Sequence[RawUpdate]


@dataclass(eq=False)
class Settled:
    """Outcomes to write."""

    outcomes: Sequence[Outcome]


@dataclass(eq=False)
class Call:
    """Anything else that writes; its outcome is what `run` returns."""

    run: Callable[[Connection], Any]
    forgets_cache: bool = False
    """It changes rows that readers may remember."""
    committed: Callable[[Any], None] = lambda _: None
    """Told the outcome once it is durable, before the caller is."""


Work = Unit | Received | Settled | Call


class Batch:
    """Applies batches of work for one store. `now` is its clock."""

    def __init__(self, do: Statements, settling: Settling, now: Callable[[], datetime]) -> None:
        self._do = do
        self._settling = settling
        self._now = now

    def apply(self, conn: Connection, works: Sequence[Work]) -> list[Any]:
        """An outcome a piece of work, in order; `Stale` for a unit left out."""
        now = self._now()
        outcomes: list[Any] = [None] * len(works)
        received = [(n, work) for n, work in enumerate(works) if isinstance(work, Received)]
        units = [(n, work) for n, work in enumerate(works) if isinstance(work, Unit)]
        settled = [outcome for work in works if isinstance(work, Settled) for outcome in work.outcomes]
        if received:
            self._receive(conn, received, outcomes, ticks(now))
        if units:
            self._units(conn, units, outcomes, ticks(now))
        if settled:
            news = self._settling.settle(conn, self._do, settled, now)
            # Settled together: the first one tells for all.
            outcomes[next(n for n, work in enumerate(works) if isinstance(work, Settled))] = news
        for n, work in enumerate(works):
            if isinstance(work, Call):
                outcomes[n] = work.run(conn)
        return outcomes

    def _receive(self, conn: Connection, works: Sequence[tuple[int, Received]], outcomes: list[Any], now: int) -> None:
        rows: dict[tuple[str, int], Parameters] = {
            (update.channel, update.number): {
                "source": "channel",
                "channel": update.channel,
                "number": update.number,
                "lane": update.lane,
                "payload": update.payload,
                "state": "new",
                "reason": "",
                "received": now,
            }
            for _, work in works
            for update in work.updates
        }
        numbers: dict[tuple[str, int], int] = {}
        if rows:
            stored = returned(conn, self._do.receive, list(rows.values()))
            numbers = {(channel, number): entry for entry, channel, number in stored}
        for n, work in works:
            entries = []
            for update in work.updates:
                # Popped: of an update that came twice, one caller gets the entry.
                entry = numbers.pop((update.channel, update.number), None)
                if entry is not None:
                    stored_row = rows[update.channel, update.number]
                    entries.append(InboxEntry(entry, stored_row["lane"], "channel", stored_row["payload"]))
            outcomes[n] = entries

    def _units(self, conn: Connection, units: Sequence[tuple[int, Unit]], outcomes: list[Any], now: int) -> None:
        versions = read_versions(conn, self._do, (unit for _, unit in units))
        stored = Stored(versions)
        plan = Plan(now)
        for n, unit in units:
            # A second try, after a transaction undone, starts anew.
            unit.posted = []
            try:
                versions.admit(unit)
            except Stale as stale:
                outcomes[n] = stale
                continue
            outcomes[n] = unit.posted
            for piece in split(unit.writes):
                if isinstance(piece, list):
                    plan.add(unit, piece)
                    continue
                apply(conn, self._do, plan, stored)
                plan = Plan(now)
                cross(conn, self._do, piece)
                if isinstance(piece, Forget):
                    # Its row is not there to be updated any more; somebody who comes back starts at version 0.
                    versions.runs.pop(piece.participant, None)
                    stored.runs.discard(piece.participant)
        apply(conn, self._do, plan, stored)


def entries(rows: Sequence[Any]) -> list[InboxEntry]:
    """Inbox rows, by column name, as entries."""
    return [InboxEntry(row.id, row.lane, row.source, row.payload) for row in rows]
