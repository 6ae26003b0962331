"""The notebook of a programme, from what is stored: which sessions are in it, and what is left once one is erased."""

from __future__ import annotations

import pytest

from bot.errors import OperatorError, OutsideFailure
from bot.facilitation.incoming import Gesture
from bot.facilitation.organisations import HOME
from bot.facilitation.outgoing import SendFile
from bot.facilitation.panels import Sentence
from bot.facilitation.ports import InboxEntry
from tests.facilitation.support import ADA, Desk, said
from tests.facilitation.test_programming import made, shown

LEA = 11


async def test_a_programme_is_made_of_the_sessions_that_were_opened(at: Desk) -> None:
    """One in preparation has nothing to say yet."""
    record = await at.opened(LEA)
    await at.launched()
    draft = next(one for one in await at.store.sessions() if one.id != record.id)
    programme = await made(at)
    for session in (record, draft):
        await at.steers(ADA, Gesture.PROGRAMME_ADD, value=f"{HOME}:{programme.id}:{session.id}")
    (file,) = await at.notebooks.write_programme(programme.id, ["html"])
    assert file.parent.name == f"programme-{programme.id}"
    (material,) = at.compiler.programmes
    assert material.programme == programme
    assert [one.session.id for one in material.sessions] == [record.id]
    with pytest.raises(OperatorError, match="There is no programme"):
        await at.notebooks.write_programme("nothing", ["html"])


async def test_an_erased_session_leaves_no_data_in_the_programmes_folder(at: Desk) -> None:
    """What was read stays, as the session's own notebook does; tables of it go, and it is compiled no more."""
    record = await at.opened(LEA)
    programme = await made(at)
    await at.steers(ADA, Gesture.PROGRAMME_ADD, value=f"{HOME}:{programme.id}:{record.id}")
    await at.steers(ADA, Gesture.CLOSE_CONFIRMED, record.id)
    await at.notebooks.write_programme(programme.id, ["html", "json"])
    await at.pass_time(at.clock.now() + at.policy.retention * 2)
    folder = at.policy.notebooks / f"programme-{programme.id}"
    assert [file.name for file in folder.iterdir()] == ["programme.html"]
    assert (await at.notebooks.programme_material(programme.id)).sessions == ()
    await at.steers(ADA, Gesture.PROGRAMME, value=f"{HOME}:{programme.id}")
    assert [(one.session, one.erased) for one in shown(at).sessions] == [(record.id, True)]


async def test_a_programmes_notebook_comes_to_whoever_asks_for_it_in_the_chat(at: Desk) -> None:
    """To her alone; and a wrong template is said, and loses nothing."""
    record = await at.opened(LEA)
    programme = await made(at, "Trois vallées")
    here = f"{HOME}:{programme.id}"
    await at.steers(ADA, Gesture.PROGRAMME_ADD, value=f"{here}:{record.id}")
    assert said(await at.steers(ADA, Gesture.PROGRAMME_NOTEBOOK, value=here)) is Sentence.NOTEBOOK_ON_ITS_WAY
    files = [one.body.name for one in at.screens[ADA] if isinstance(one.body, SendFile)]
    assert files == ["programme-trois-vallees.html", "programme-trois-vallees.pdf"]
    at.compiler.mistake = True
    await at.steers(ADA, Gesture.PROGRAMME_NOTEBOOK, value=here)
    assert at.sentence(ADA).key is Sentence.NOTEBOOK_FAILED


async def test_a_programmes_notebook_waits_for_a_disk_that_is_full(at: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is asked for again once the disk is mended: the tap is not lost."""
    programme = await made(at)

    async def full(*_: object) -> None:
        raise OutsideFailure("no space left")

    monkeypatch.setattr(at.notebooks, "write_programme", full)
    entry = InboxEntry(1, "notebook:x", "internal", b"")
    person = await at.store.person_by_user("telegram", str(ADA))
    assert person is not None
    with pytest.raises(OutsideFailure):
        await at.notebooks.compile_programme(programme.id, person.id, entry)
