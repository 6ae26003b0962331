"""The same evening on the other database."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.rehearsal.evening import SMALL, an_evening

pytestmark = pytest.mark.untraced


@pytest.mark.postgres
def test_an_evening_on_postgresql_gives_the_notebook_it_gives_on_sqlite(tmp_path: Path, postgres_database: str) -> None:
    """An agency that outgrows one file changes a setting, and nothing else."""
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    on_file = an_evening(SMALL, 3, tmp_path / "one")
    on_server = an_evening(SMALL, 3, tmp_path / "other", postgres_database)
    assert without_minutes(on_server.notebook(".html")) == without_minutes(on_file.notebook(".html"))
    assert on_server.dead_letters == on_file.dead_letters == 0


def without_minutes(notebook: str) -> str:
    """Which of two chats is written to first is promised by neither database, and a second may cross a minute."""
    return re.sub(r"\b\d\d:\d\d\b", "hh:mm", notebook)
