"""What organisations keep in writing, as rows."""

from __future__ import annotations

from msgspec.structs import replace

from bot.facilitation.organisation_texts import OrganisationText
from bot.store import SqlStore
from tests.store.builders import NOON, after

FIRST = OrganisationText("nord", "grille", 1, "themes: []", NOON, "ada")


async def test_each_version_follows_the_newest_and_the_newest_is_read(store: SqlStore) -> None:
    """Two people who write at once meet; another organisation's text of the same name is another text."""
    kept = store.organisation_texts
    assert await kept.newest("nord", "grille") is None
    assert await kept.add(FIRST)
    assert not await kept.add(FIRST)
    second = replace(FIRST, version=2, text="themes: [prix]", at=after(2))
    assert await kept.add(second)
    assert not await kept.add(replace(FIRST, version=4))
    assert await kept.add(replace(FIRST, organisation="sud"))
    assert await kept.newest("nord", "grille") == second
    assert await kept.newest("nord", "autre") is None
