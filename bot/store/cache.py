"""Rows remembered between commits, for SQLite: there one process writes, and reading costs a thread hop a row.

What is remembered is only what was read or committed; the writer replaces it as soon as a transaction is durable,
before any caller hears of it. Another process writing to the same file (`horizons purge`) is noticed at the next
transaction by SQLite's own counter (`PRAGMA data_version`), and everything is forgotten; after a second without a
transaction, rows are read again. So what another process wrote may be seen a second late, but a save computed from it
is `Stale`. On PostgreSQL nothing is remembered.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Hashable, Iterable
from typing import Any, Final, TypeVar

Value = TypeVar("Value")

_MISSING: Final = object()
_TRUSTED_SECONDS: Final = 1.0


class Cache:
    """Values by key, the oldest dropped first once there are more than `most`."""

    def __init__(self, most: int = 20_000, *, enabled: bool = True) -> None:
        self._most = most
        self._enabled = enabled
        self._values: dict[Hashable, Any] = {}
        self._reading: dict[Hashable, set[int]] = {}
        self._ticket = 0
        self._trusted_until = 0.0

    async def get(self, key: Hashable, read: Callable[[], Awaitable[Value]]) -> Value:
        """What is remembered under `key`, else what `read` finds; not remembered if a commit touched it meanwhile."""
        if not self._enabled:
            return await read()
        value: Any = self._values.get(key, _MISSING) if time.monotonic() < self._trusted_until else _MISSING
        if value is not _MISSING:
            known: Value = value
            return known
        self._ticket += 1
        ticket = self._ticket
        self._reading.setdefault(key, set()).add(ticket)
        try:
            found = await read()
        finally:
            # Gone if a commit touched the key: what was read may be older than what was committed.
            tickets = self._reading.get(key, set())
            still = ticket in tickets
            tickets.discard(ticket)
            if not tickets:
                self._reading.pop(key, None)
        if still:
            self._put(key, found)
        return found

    def replace(self, values: Iterable[tuple[Hashable, Any]]) -> None:
        """These were just committed."""
        if not self._enabled:
            return
        for key, value in values:
            self._reading.pop(key, None)
            self._put(key, value)

    def amend(self, key: Hashable, change: Callable[[Any], Any]) -> None:
        """What was just committed turns the value under `key`, if it is remembered, into what `change` makes of it."""
        # Whoever is reading it may have read it as it was before.
        self._reading.pop(key, None)
        value = self._values.get(key, _MISSING)
        if value is not _MISSING:
            self._put(key, change(value))

    def forget(self, key: Hashable) -> None:
        """What was just committed may have changed this in a way not known here."""
        self._reading.pop(key, None)
        self._values.pop(key, None)

    def trust(self) -> None:
        """A transaction has just looked whether another process wrote."""
        self._trusted_until = time.monotonic() + _TRUSTED_SECONDS

    def clear(self) -> None:
        """Forget everything."""
        self._values.clear()
        self._reading.clear()

    def _put(self, key: Hashable, value: Any) -> None:
        self._values.pop(key, None)
        self._values[key] = value
        if len(self._values) > self._most:
            del self._values[next(iter(self._values))]
