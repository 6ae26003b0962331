"""The notebook of a programme, from what is stored: which sessions are in it, and what is left once one is erased."""

from __future__ import annotations

import pytest

from bot.errors import OperatorError
from bot.facilitation.incoming import Gesture
from bot.facilitation.organisations import HOME
from tests.facilitation.support import ADA, Desk
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
