"""A real PostgreSQL server from a wheel, for whoever needs one: no system package, also as root."""

from __future__ import annotations

import importlib
import itertools
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.store import migrate

_numbers = itertools.count(1)


def _server(folder: Path) -> Any:
    try:
        with warnings.catch_warnings():
            # The wheel's dependencies warn while they are imported; that is none of our doing.
            warnings.simplefilter("ignore")
            pgserver: Any = importlib.import_module("pgserver")
    except ImportError:
        pytest.skip("pgserver has no build for this platform: the tests on PostgreSQL need its wheel")
    return pgserver.get_server(folder, cleanup_mode="stop")


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A server with a migrated template database."""
    server = _server(tmp_path_factory.mktemp("postgres"))
    server.psql("CREATE DATABASE horizons_template")
    migrate(postgres_url(server, "horizons_template"))
    yield server
    server.cleanup()


def postgres_url(server: Any, database: str) -> str:
    uri: str = server.get_uri(database)
    return uri.replace("postgresql://", "postgresql+asyncpg://", 1)


@pytest.fixture
def postgres_database(postgres: Any) -> str:
    name = f"horizons_{next(_numbers)}"
    postgres.psql(f"CREATE DATABASE {name} TEMPLATE horizons_template")
    return postgres_url(postgres, name)
