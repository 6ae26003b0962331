"""Two languages in one session, from the folder to the phone. The workshop and its translation are fabricated."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.engine.prompts import Ask
from bot.facilitation.incoming import Gesture
from bot.facilitation.panels import ParameterPanel, WorkshopsPanel
from tests.facilitation.support import ADA, HERE, Desk, desk

ENGLISH = """\
format: 1
translates: atelier
language: en
title: Invented workshop
parameters:
  agence: {help: Who organises.}
steps:
  profil:
    ask: In what capacity?
    buttons: {elu: Elected person, habitant: Resident}
"""


LEA, NOE = 401, 402


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "shelf"
    folder.mkdir()
    shutil.copy(HERE / "atelier.yaml", folder)
    (folder / "atelier.en.yaml").write_text(ENGLISH)
    monkeypatch.setattr("tests.facilitation.support.HERE", folder)
    return folder


@pytest.fixture
async def at(tmp_path: Path, shelf: Path) -> AsyncIterator[Desk]:
    del shelf  # only has to be there
    async with desk(tmp_path) as there:
        yield there


async def reads(at: Desk, user: int, language: str) -> None:
    await at.says(user, "/langue")
    await at.presses(user, f"v1:f::g:{language}")


def asked(at: Desk, user: int) -> list[str]:
    """Every question that came to somebody's screen."""
    cards = (message.card for message in at.screens[user])
    return [block.text for card in cards if card is not None for block in card.blocks if isinstance(block, Ask)]


def offered(at: Desk, user: int) -> list[str]:
    cards = (message.card for message in at.screens[user])
    return [button.text for card in cards if card is not None for row in card.rows for button in row]


async def test_each_reads_her_language_and_one_answer_is_kept_alike(at: Desk) -> None:
    """The notebook is one; who reads English is no group of her own in it."""
    await reads(at, NOE, "en")
    await at.opened(LEA, NOE)
    assert "In what capacity?" in asked(at, NOE)
    assert "In what capacity?" not in asked(at, LEA)
    assert "Resident" in offered(at, NOE)
    assert [one.text for one in await at.contributions("profil")] == ["Habitant·e", "Habitant·e"]


async def test_a_session_keeps_the_translation_it_was_launched_with(tmp_path: Path, shelf: Path) -> None:
    """A file deleted during a session changes nothing for those who are in it, not even after a restart."""
    async with desk(tmp_path) as at:
        record = await at.launched()
        await at.steers(ADA, Gesture.OPEN, record.id)
        now = at.clock.now()
    (shelf / "atelier.en.yaml").unlink()
    async with desk(tmp_path, start=now, first=1_000) as at:
        await reads(at, NOE, "en")
        await at.enters(NOE, record.join)
        assert "In what capacity?" in asked(at, NOE)


async def test_who_launches_is_asked_in_her_language(at: Desk) -> None:
    """Titles and help are for her; the session is in the script's language."""
    await reads(at, ADA, "en")
    await at.says(ADA, "/animer")
    assert [one.title for one in at.panels(ADA, WorkshopsPanel)[-1].workshops] == ["Invented workshop"]
    await at.steers(ADA, Gesture.PICK_WORKSHOP, value="atelier")
    panel = at.panels(ADA, ParameterPanel)[-1]
    assert (panel.workshop, panel.help) == ("Invented workshop", "Who organises.")
    await at.says(ADA, "l'Agence d'essai")
    await at.steers(ADA, Gesture.KEEP_DEFAULT, value="annee")
    await at.steers(ADA, Gesture.KEEP_DEFAULT, value="jour")
    await at.steers(ADA, Gesture.LAUNCH_PLACES, value="ok")
    assert (await at.session()).title == "Atelier inventé"


async def test_french_without_middle_dots_is_a_choice_like_a_language(at: Desk) -> None:
    """Of one person, for all her sessions; what the bot says by itself follows."""
    await reads(at, NOE, "fr-doublets")
    assert at.voice.languages[-1] == "fr-doublets"
    await at.opened(NOE)
    assert {"Élu ou élue", "Habitant ou habitante"} <= set(offered(at, NOE))
    assert [one.text for one in await at.contributions("profil")] == ["Habitant·e"]
