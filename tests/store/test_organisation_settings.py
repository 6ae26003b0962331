"""What organisations decide for themselves, as rows."""

from __future__ import annotations

from msgspec.structs import replace

from bot.facilitation.organisation_settings import OrganisationSettings
from bot.store import SqlStore
from tests.store.builders import NOON

FIRST = OrganisationSettings("nord", 1, NOON, "ada", 30, 5, 40, "metropole", b"\x89PNG\x00")


async def test_the_newest_version_holds_and_a_second_writer_of_it_is_refused(store: SqlStore) -> None:
    """Two people change the settings at once: one of them is told, and nothing is written over."""
    kept = store.organisation_settings
    assert await kept.of("nord") is None
    assert await kept.add(FIRST)
    assert not await kept.add(replace(FIRST, template=""))
    second = replace(FIRST, version=2, logo=b"")
    assert await kept.add(second)
    assert await kept.of("nord") == second
    assert await kept.of("sud") is None


async def test_a_session_has_the_templates_chosen_last(store: SqlStore) -> None:
    """And its organisation's again once none is chosen."""
    kept = store.organisation_settings
    for chosen in ("", "metropole", "village", ""):
        await kept.choose("s1", chosen)
        assert await kept.template_of("s1") == chosen
    assert await kept.template_of("s2") == ""
