"""The workshops that organisations write themselves, as rows."""

from __future__ import annotations

from msgspec.structs import replace

from bot.facilitation.own_scripts import OwnScript, ScriptVersion
from bot.facilitation.records import ScriptSource
from bot.store import SqlStore
from tests.store.builders import NOON, after

ABOUT = ScriptVersion("nord", "marche", 1, "h1", True, NOON, "ada", "le début")
FIRST = OwnScript(ABOUT, ScriptSource("marche.yaml", b"format: 1", (("marche.images/banc.png", b"\x89PNG\x00"),)))


def later(version: int, *, sound: bool, organisation: str = "nord", workshop: str = "marche") -> OwnScript:
    about = replace(
        ABOUT, organisation=organisation, workshop=workshop, version=version, sound=sound, at=after(version)
    )
    return OwnScript(about, ScriptSource(f"{workshop}.yaml", f"version: {version}".encode()))


async def test_each_version_is_kept_and_the_newest_that_can_be_launched_is_told_from_the_newest(
    store: SqlStore,
) -> None:
    """Half-written work is kept and launches nothing; bytes come back as they were, on both databases."""
    own = store.own_scripts
    assert await own.newest([], sound=False) == []
    broken, other = later(2, sound=False), later(1, sound=True, organisation="sud", workshop="abri")
    assert [await own.add(one) for one in (FIRST, broken, other)] == [True, True, True]
    assert await own.newest(["nord"], sound=False) == [broken]
    assert await own.newest(["nord"], sound=True) == [FIRST]
    assert await own.newest(["sud", "nord"], sound=True) == [other, FIRST]
    assert await own.versions("nord", "marche") == [ABOUT, broken.about]
    assert await own.one("nord", "marche", 1) == FIRST
    assert await own.one("sud", "marche", 1) is None


async def test_a_version_that_does_not_follow_the_newest_is_refused(store: SqlStore) -> None:
    """Two people write the second at once: one of them is told, and nothing is written over."""
    own = store.own_scripts
    await own.add(FIRST)
    assert await own.add(later(2, sound=True))
    assert not await own.add(later(2, sound=False))
    assert not await own.add(later(4, sound=True))
    assert [one.sound for one in await own.versions("nord", "marche")] == [True, True]


async def test_a_workshop_put_away_has_no_version_to_launch_until_a_new_one(store: SqlStore) -> None:
    """What was sound before it was put away does not come back by itself."""
    own = store.own_scripts
    away = OwnScript(replace(ABOUT, version=2, hash="", sound=False), ScriptSource("marche.yaml", b""))
    assert [await own.add(one) for one in (FIRST, away)] == [True, True]
    assert away.about.away
    assert await own.newest(["nord"], sound=True) == []
    assert await own.newest(["nord"], sound=False) == [away]
    await own.add(later(3, sound=False))
    assert await own.newest(["nord"], sound=True) == []
    await own.add(later(4, sound=True))
    assert [one.about.version for one in await own.newest(["nord"], sound=True)] == [4]
