"""Writing an organisation's own workshops: nobody's work is written over, and a name leads to no path."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.facilitation.own_scripts import OwnScript
from bot.facilitation.records import ScriptSource
from bot.facilitation.script_writing import (
    MOST_BYTES,
    ScriptWriting,
    as_typed,
    called,
    files,
    id_in,
    is_text,
    of_files,
    renamed,
    stem_of,
)
from bot.facilitation.scripting import Finding, sound
from bot.saying import say
from tests.facilitation.support import Desk, desk

ERROR = Finding("a.yaml", 1, 1, "S104", say("Wrong."), say("Mend it."), True, say("Wrong"), say("It matters."))


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk(tmp_path) as at_work:
        yield at_work


def writing(at: Desk) -> ScriptWriting:
    return ScriptWriting(
        at.store.own_scripts, at.clock, sound=lambda _, source: b"faux" not in source.source, hashed=lambda _: "h"
    )


async def newest(at: Desk) -> dict[str, bytes]:
    found = await writing(at).newest("une", "marche")
    assert isinstance(found, OwnScript)
    return files(found.source)


@pytest.mark.parametrize(
    ("brought", "kept"),
    [
        ("mon_atelier.yaml", "marche.yaml"),
        ("../../etc/passwd.yml", "marche.yaml"),
        ("C:\\ateliers\\autre.en.yaml", "marche.en.yaml"),
        ("x.lexicon.yml", "marche.lexicon.yaml"),
        ("dossier/Banc-1.JPG", "marche.images/Banc-1.jpg"),
        ("marche.test.yaml", ""),
        ("banc.png.exe", ""),
        ("\u202egnp.banc", ""),
        ("b\x00anc.png", ""),
        (".yaml", "marche.yaml"),
        ("", ""),
    ],
)
def test_a_file_is_called_by_what_it_is_and_never_by_its_path(brought: str, kept: str) -> None:
    """A name is data: what climbs, hides or pretends ends in the workshop's own names, or nowhere."""
    assert called("marche", brought) == kept


def test_what_a_browser_sends_becomes_a_file() -> None:
    """Line ends of a form are two characters; a script that ends without one gets it."""
    assert as_typed("id: a\r\ntitle: b\rc\n\n") == "id: a\ntitle: b\nc\n"
    assert (is_text("é".encode()), is_text(b"\xff"), is_text(b"a\x00")) == (True, False, False)
    assert (id_in(b"# id: non\nid: 'marche' # oui\n"), id_in(b"title: x")) == ("marche", "")
    assert stem_of("C:\\a\\marche.en.yaml") == "marche"


def test_a_copy_says_its_new_id_everywhere() -> None:
    """Otherwise its translation would translate another workshop, and its file would hold one."""
    source = of_files(
        "banc",
        {
            "banc.yaml": b"format: 1\nid: banc # le nom\nsteps: []\n",
            "banc.en.yaml": b"format: 1\ntranslates: banc\nlanguage: en\n",
            "banc.images/banc.png": b"id: banc",
        },
    )
    copy = renamed(source, "place")
    assert copy == ScriptSource(
        "place.yaml",
        b"format: 1\nid: place # le nom\nsteps: []\n",
        (
            ("place.en.yaml", b"format: 1\ntranslates: place\nlanguage: en\n"),
            ("place.images/banc.png", b"id: banc"),
        ),
    )
    assert files(copy)["place.images/banc.png"] == b"id: banc"


def test_what_may_be_launched_says_its_own_id_and_has_no_error() -> None:
    """A script renamed in the editor would be launched under a name that nobody finds it by."""
    assert sound([], "marche", "marche")
    assert not sound([], "place", "marche")
    assert not sound([ERROR], "marche", "marche")


async def test_a_change_is_put_on_the_newest_version_file_by_file(at: Desk) -> None:
    """One mends the script while the other translates: both are kept, and neither had to know."""
    desk_ = writing(at)
    first = await desk_.change(
        "une", "marche", {"marche.yaml": b"un", "marche.en.yaml": b"one"}, base=0, by="ada", note=" le   début "
    )
    assert first.version is not None
    assert (first.version.version, first.version.note, first.version.sound) == (1, "le début", True)
    ada = await desk_.change("une", "marche", {"marche.yaml": b"deux"}, base=1, by="ada", note="")
    eve = await desk_.change("une", "marche", {"marche.en.yaml": b"two"}, base=1, by="eve", note="")
    assert (ada.clash, eve.clash) == ("", "")
    assert await newest(at) == {"marche.yaml": b"deux", "marche.en.yaml": b"two"}
    clash = await desk_.change("une", "marche", {"marche.yaml": b"trois"}, base=1, by="eve", note="")
    assert (clash.version, clash.clash) == (None, "marche.yaml")
    same = await desk_.change("une", "marche", {"marche.yaml": b"deux"}, base=1, by="eve", note="")
    assert same.version is not None
    assert same.version.version == 3, "what both wrote alike is no clash, and no version"
    await desk_.change("une", "marche", {"marche.en.yaml": None, "marche.yaml": b"faux"}, base=3, by="eve", note="")
    assert await newest(at) == {"marche.yaml": b"faux"}
    assert [one.sound for one in await at.store.own_scripts.versions("une", "marche")] == [True, True, True, False]


async def test_a_workshop_that_is_there_is_not_begun_again(at: Desk) -> None:
    """Two people who begin one of the same name: the second learns it."""
    desk_ = writing(at)
    await desk_.change("une", "marche", {"marche.yaml": b"un"}, base=0, by="ada", note="")
    again = await desk_.change("une", "marche", {"marche.yaml": b"autre"}, base=0, by="eve", note="")
    assert (again.version, again.clash) == (None, "marche.yaml")
    assert await newest(at) == {"marche.yaml": b"un"}


async def test_what_is_too_large_is_not_kept(at: Desk) -> None:
    """A workshop and its pictures are a few megabytes at most; every version is kept for good."""
    large = {"marche.yaml": b"un", "marche.images/a.png": b"x" * MOST_BYTES}
    changed = await writing(at).change("une", "marche", large, base=0, by="ada", note="")
    assert (changed.version, changed.clash) == (None, "")
    assert await writing(at).newest("une", "marche") is None


async def test_who_loses_the_race_is_judged_on_what_the_winner_wrote(at: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between reading the newest version and keeping the next, somebody else kept one: nothing is written over."""
    desk_ = writing(at)
    await desk_.change("une", "marche", {"marche.yaml": b"un"}, base=0, by="ada", note="")
    add = at.store.own_scripts.add
    beaten: list[bool] = []

    async def late(script: OwnScript) -> bool:
        if not beaten:
            beaten.append(True)
            await add(OwnScript(script.about, of_files("marche", {"marche.yaml": b"d'Ada"})))
        return await add(script)

    monkeypatch.setattr(at.store.own_scripts, "add", late)
    changed = await desk_.change("une", "marche", {"marche.yaml": b"d'Eve"}, base=1, by="eve", note="")
    assert changed.clash == "marche.yaml"
    assert await newest(at) == {"marche.yaml": b"d'Ada"}
