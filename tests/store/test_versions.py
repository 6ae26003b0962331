"""Versions of notebooks as rows."""

from bot.facilitation.records import NotebookVersion, VersionStatus
from bot.facilitation.writes import SaveVersion
from bot.store import SqlStore
from tests.store.builders import NOON


async def test_versions_are_read_back_in_order_and_one_can_be_validated(store: SqlStore) -> None:
    """Every field: the fingerprints are what a version is traced by."""
    first = NotebookVersion("seance", 1, VersionStatus.PROVISIONAL, NOON, "abc", "def", "Horizons", ("c1", "c2"))
    second = NotebookVersion("seance", 2, VersionStatus.CORRECTED, NOON, "abc", "fed", "Horizons", ())
    await store.commit([SaveVersion(second), SaveVersion(first)])
    assert await store.versions("seance") == [first, second]
    assert await store.versions("autre") == []
    stands = NotebookVersion("seance", 2, VersionStatus.VALIDATED, NOON, "abc", "fed", "Horizons", ())
    await store.commit([SaveVersion(stands)])
    assert await store.versions("seance") == [first, stands]
