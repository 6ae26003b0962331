"""A desk for each test, and the console over it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.console.support import Console, console
from tests.facilitation.support import Desk, desk


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk(tmp_path, console="https://console.example.org") as at_work:
        yield at_work


@pytest.fixture
async def site(at: Desk) -> AsyncIterator[Console]:
    async with console(at) as served:
        yield served
