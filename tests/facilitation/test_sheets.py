"""The pictures of a question as one picture: laid out once, and for the questions that show some. All fabricated."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from bot.engine.prompts import Act
from bot.engine.script import Picture
from bot.facilitation.outgoing import ShowCard, ShowPictures
from bot.facilitation.sheets import Sheets
from tests.facilitation.support import Desk, desk

LEA = 11
WORKSHOP = """\
format: 1
id: images
title: Images
steps:
  - consent: {id: consentement, title: Accord, minutes: 1, ask: Oui ?, accept: {oui: Oui}, decline: {non: Non}}
  - choice:
      id: image
      title: Image
      minutes: 1
      ask: Laquelle ?
      pictures:
        banc: {label: Le banc, description: Un banc vide.}
        pont: {label: Le pont, description: Un pont.}
  - choice: {id: autre, title: Autre, minutes: 1, ask: Et là ?, buttons: {oui: Oui, non: Non}}
  - closing: {id: cloture, title: Fin, minutes: 1, ask: Un mot ?}
"""


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[Desk]:
    folder = tmp_path / "shelf"
    folder.mkdir()
    (folder / "images.yaml").write_text(WORKSHOP, encoding="utf-8")
    async with desk(tmp_path, workshops=folder) as at_work:
        yield at_work


async def test_a_picture_is_chosen_by_its_number_on_the_sheet(at: Desk) -> None:
    """The sheet numbers them, so people type the number."""
    session = await at.opens("images")
    await at.says(LEA, f"/start {session.join}")
    await at.taps(LEA, Act.CHOOSE, "oui")
    await at.says(LEA, "2")
    assert [one.codes for one in await at.contributions("image")] == [("pont",)]


async def test_pictures_go_before_their_question_and_are_laid_out_once(at: Desk) -> None:
    """A sheet takes half a second to draw: not one a person."""
    session = await at.opens("images")
    await at.says(LEA, f"/start {session.join}")
    await at.taps(LEA, Act.CHOOSE, "oui")
    bodies = [one.body for one in at.screens[LEA]]
    place = bodies.index(ShowPictures(session.id, "image"))
    then = next(body.card for body in bodies[place:] if isinstance(body, ShowCard))
    assert then.pictures == "image", "the card of the question comes right after"
    drawn: list[int] = []

    def draw(pictures: Sequence[Picture]) -> bytes:
        drawn.append(len(pictures))
        return b"png"

    sheets = Sheets(at.memory, draw)
    first, again = [await sheets.of(session.id, "image") for _ in range(2)]
    assert first is again
    assert (first.pictures, first.png, drawn) == (2, b"png", [2])
    for key in ("autre", "nulle_part"):
        with pytest.raises(KeyError):
            await sheets.of(session.id, key)
