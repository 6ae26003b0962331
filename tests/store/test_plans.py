"""Each query an answer costs finds its rows by a key or an index, however much else lies in the tables."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any, cast

import pytest
from sqlalchemy import Executable, Update
from sqlalchemy.dialects import sqlite

from bot.store import migrate, reads
from bot.store.outbox_claims import Claims
from bot.store.outbox_settling import Settling
from bot.store.sql_store import GRACE
from bot.store.statements import Statements

DO = Statements("sqlite")
CLAIMS = Claims(DO, "sqlite", "worker")
SETTLING = Settling(DO, "worker", GRACE, alone=True)

# What an answer runs, and the index (or `rowid`, or the table's own key) that each table in it is to be found by.
HOT: dict[str, tuple[Any, str]] = {
    "versions of the runs": (DO.run_versions, "SEARCH runs USING INDEX sqlite_autoindex_runs_1"),
    "epoch of the group": (DO.group_epochs, "SEARCH groups USING INDEX sqlite_autoindex_groups_1"),
    "update a run": (
        cast("Update", DO.update_run).values(version=1),
        "SEARCH runs USING INDEX sqlite_autoindex_runs_1",
    ),
    "an entry handled": (DO.handled, "SEARCH inbox USING INTEGER PRIMARY KEY"),
    "timers dropped": (DO.drop_timers, "SEARCH timers USING INDEX sqlite_autoindex_timers_1 (owner=?)"),
    "what an answer made obsolete": (DO.obsolete, "SEARCH outbox USING INDEX ix_outbox_about (about=?)"),
    "rows of the same name": (DO.coalescing, "SEARCH outbox USING INDEX ix_outbox_person_state (person=? AND state=?)"),
    "a replaced row of unknown delivery": (DO.coalesce_unknown, "SEARCH outbox USING INDEX ix_outbox_person_state"),
    "chats being sent to": (CLAIMS.busy[0], "SEARCH outbox USING INDEX ix_outbox_state_lane_id (state=?)"),
    "chats that wait": (CLAIMS.busy[1], "SEARCH outbox USING INDEX ix_outbox_not_before (not_before>?)"),
    "rows whose grace is over": (CLAIMS.graced, "SEARCH outbox USING INDEX ix_outbox_not_before"),
    "a page of the queue": (CLAIMS.queued, "SEARCH outbox USING INDEX ix_outbox_state_lane_id (state=? AND lane>?)"),
    "the rows chosen": (CLAIMS.chosen, "SEARCH outbox USING INTEGER PRIMARY KEY"),
    "the rows to settle": (SETTLING.read, "SEARCH outbox USING INTEGER PRIMARY KEY"),
    "cards shown": (reads._SHOWN, "SEARCH shown USING INDEX sqlite_autoindex_shown_1 (participant=?)"),
    "the next moment": (reads._NEXT_WAITING, "SEARCH outbox USING INDEX ix_outbox_not_before (not_before>?)"),
    "the next timer": (reads._NEXT_DUE, "SEARCH timers USING COVERING INDEX ix_timers_due"),
}


LISTS = {"ids", "b_keys", "b_people", "b_names"}
FEW = {"rows whose grace is over", "the rows to settle", "cards shown"}
"""Sorted afterwards: there are never many of them."""


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    """An empty database of this version: without statistics, as in service, SQLite plans by the schema alone."""
    file: Path = tmp_path_factory.mktemp("plans") / "horizons.sqlite3"
    migrate(f"sqlite+aiosqlite:///{file}")
    return sqlite3.connect(file)


def plan(database: sqlite3.Connection, statement: Executable) -> str:
    compiled: Any = statement.compile(dialect=sqlite.dialect(), compile_kwargs={"render_postcompile": True})  # type: ignore[attr-defined]
    values = [json.dumps([]) if name in LISTS else 1 for name in compiled.positiontup]
    steps = database.execute(f"EXPLAIN QUERY PLAN {compiled}", values).fetchall()
    return "\n".join(step[3] for step in steps)


@pytest.mark.parametrize("name", HOT)
def test_what_an_answer_runs_is_found_by_its_index(database: sqlite3.Connection, name: str) -> None:
    """A plan that read the whole queue for each claim made an answer twice as dear with 500 people as with 50."""
    statement, expected = HOT[name]
    steps = plan(database, statement)
    assert expected in steps
    assert "SCAN outbox" not in steps
    assert "TEMP B-TREE" not in steps or name in FEW
