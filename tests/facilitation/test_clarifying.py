"""Making an idea clearer: its author is asked on their own phone, wherever the question came from. All fabricated."""

from __future__ import annotations

from pathlib import Path

from bot.engine.prompts import Act, Ask, Numbered
from tests.facilitation.support import desk

WORKSHOP = """\
format: 1
id: precisions
title: Précisions
pools:
  horizons: {group_prefix: RG, most_from_group: 2, prepared: {RH1: Une cantine du coin.}}
steps:
  - consent: {id: consentement, title: Accord, minutes: 1, ask: Oui ?, accept: {oui: Oui}, decline: {non: Non}}
  - ideas: {id: envies, title: Envies, minutes: 2, ask: Que voit-on ?, pool: horizons}
  - share:
      id: clarification
      title: Comprendre
      minutes: 4
      gate: {at_most: 20}
      pool: horizons
      ask: Laquelle préciser ?
      none: {clair: Tout est clair}
      precision: Quelqu'un demande une précision sur « {{ idee }} ». Que voulez-vous dire ?
      merge: "Peut-on les réunir ainsi : « {{ formulation }} » ?"
      merge_buttons: {oui: Oui, non: Non, autre: Une autre phrase}
      support: {gate: {at_most: 20}, minutes: 2, ask: Lesquelles ?, at_most: 2}
  - majority_vote:
      id: vote
      title: Vote
      minutes: 2
      gate: {at_most: 20}
      pool: horizons
      ask: Ce serait…
      grades: {bien: Bien, moyen: Moyen, mal: Mal}
      no_opinion: {sans_avis: Sans avis}
  - closing: {id: cloture, title: Fin, minutes: 1, ask: Un mot ?}
"""
LEA, NOE = 11, 12
IDEA = "Un four communal que l'on allume chaque samedi pour tout le monde."


async def test_the_author_of_an_idea_is_asked_what_they_mean(tmp_path: Path) -> None:
    """Nobody is told who asks; whoever asks is answered later, without a name."""
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    (shelf / "precisions.yaml").write_text(WORKSHOP, encoding="utf-8")
    async with desk(tmp_path, workshops=shelf) as at:
        record = await at.opens("precisions")
        for user in (LEA, NOE):
            await at.says(user, f"/start {record.join}")
            await at.taps(user, Act.CHOOSE, "oui")
        await at.says(LEA, IDEA)
        await at.taps(LEA, Act.DONE)
        await at.says(NOE, "Des bancs le long du chemin qui mène à l'école.")
        await at.taps(NOE, Act.DONE)
        await at.goes_on(record.id, "clarification")
        _, card = at.waiting(NOE)
        (number,) = [block.number for block in card.blocks if isinstance(block, Numbered) and block.text == IDEA]
        (button,) = [one for row in card.rows for one in row if one.text == str(number)]
        await at.taps(NOE, Act.CHOOSE, button.value)
        _, asked = at.waiting(LEA)
        assert any(isinstance(block, Ask) and IDEA in block.text for block in asked.blocks)
