"""Image-langage through the real bot: the module pasted into a workshop, its pictures on the phones. All fabricated."""

from __future__ import annotations

import html
from pathlib import Path

import pytest

from bot.rehearsal.botapi import Shown
from bot.rehearsal.botapi.files import image_size
from tests.rehearsal.evening import ROOT, Evening, an_evening

MODULE = ROOT / "workshops" / "modules" / "image_langage.yaml"
ENGLISH = ROOT / "workshops" / "modules" / "image_langage.en.yaml"
HEAD = """\
format: 1
id: imagier
title: Imagier
phases: {C: Approfondir}
steps:
  - consent:
      id: consentement
      title: Accord
      phase: C
      minutes: 1
      ask: D'accord ?
      accept: {oui: J'accepte}
      decline: {non: Non}
      then:
        - {id: citation, ask: Peut-on vous citer ?, buttons: {oui: Oui, non: Non}, may_pass: false}
"""
END = "  - closing: {id: cloture, title: Fin, phase: C, minutes: 1, gate: {at_most: 15}, ask: Un mot ?}\n"
IN_ENGLISH = """\
format: 1
translates: imagier
language: en
title: Pictures
phases: {C: Going deeper}
steps:
  consentement:
    title: Consent
    ask: Do you agree?
    accept: {oui: I agree}
    decline: {non: No}
    then: {citation: {ask: May we quote you?, buttons: {oui: Yes, non: No}}}
  cloture: {title: The end, ask: A last word?}
"""
CROWD = """\
format: 1
notice: "Trois personnes inventées pour des essais automatiques : aucune n'existe."
workshop: imagier
language: fr
parameters: {}
people:
  - id: I1
    alias: Encre
    arrives_min: 0
    latency_s: [5, 20]
    answers:
      consentement: ["J'accepte"]
      consentement.citation: ["Oui"]
      image: ["Le pont"]
      image.mots: ["On se croise sans se parler, mais on se croise."]
      cloture: ["Merci."]
  - id: I2
    alias: Fusain
    arrives_min: 0
    latency_s: [5, 20]
    answers:
      consentement: ["J'accepte"]
      consentement.citation: ["Oui"]
      image: ["4"]
      image.mots: ["Une seule lumière dans ma rue le soir, la mienne."]
      cloture: ["À bientôt."]
  - id: I3
    alias: Sanguine
    language: en
    arrives_min: 0
    latency_s: [5, 20]
    answers:
      consentement: ["I agree"]
      consentement.citation: ["Yes"]
      image: ["None of these pictures"]
      image.autre: ["A wide empty car park."]
      cloture: ["Thanks."]
facilitator: {}
"""


def pasted(file: Path) -> str:
    return file.read_text(encoding="utf-8").partition("steps:\n")[2]


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Evening:
    folder = tmp_path_factory.mktemp("images")
    (folder / "imagier.yaml").write_text(HEAD + pasted(MODULE) + END, encoding="utf-8")
    (folder / "imagier.en.yaml").write_text(IN_ENGLISH + pasted(ENGLISH), encoding="utf-8")
    (folder / "crowd").mkdir()
    (folder / "crowd" / "crowd.yaml").write_text(CROWD, encoding="utf-8")
    return an_evening(folder / "crowd" / "crowd.yaml", 3, folder, workshop=folder / "imagier.yaml")


def sheets(evening: Evening, person: str) -> list[Shown]:
    with_file = [one for one in evening.screens[person] if one.document is not None]
    return [one for one in with_file if one.document is not None and one.document.filename == "images.png"]


def card_after(evening: Evening, person: str) -> Shown:
    """What came right after the pictures."""
    screen = evening.screens[person]
    return screen[[one.id for one in screen].index(sheets(evening, person)[0].id) + 1]


def test_everybody_is_shown_the_twelve_pictures_before_the_question(evening: Evening) -> None:
    """One image that fills a phone, and not twelve messages; uploaded once."""
    shown = [sheet for person in ("I1", "I2", "I3") for sheet in sheets(evening, person)]
    assert len(shown) == 3
    files = [one.document for one in shown if one.document is not None]
    assert {image_size(one.content) for one in files} == {(1896, 1920)}
    assert {one.text for one in shown[:2]} == {"Images 1 à 12 ; le message suivant les décrit."}
    assert shown[2].text == "Pictures 1 to 12; the next message describes them."
    assert "Quelle image dit le mieux" in card_after(evening, "I1").text


def test_who_does_not_see_them_reads_them(evening: Evening) -> None:
    """A screen reader says nothing of a picture; the list is folded for whoever sees it."""
    read = card_after(evening, "I3").html
    assert "12. The wall — A brick wall, with a breach through which a hill can be seen." in html.unescape(read)


def test_a_picture_is_chosen_by_its_button_its_name_or_its_number(evening: Evening) -> None:
    """Who dictates says « quatre », who taps taps: both are the code that the author wrote."""
    chosen = [one.codes for one in evening.contributions if one.key == "image"]
    assert sorted(chosen) == [("aucune",), ("fenetre",), ("pont",)]
    assert len(evening.said_at("image.mots")) == 2
    assert evening.said_at("image.autre") == ["A wide empty car park."]


def test_the_notebook_prints_the_picture_chosen_and_what_it_says(evening: Evening) -> None:
    """The words mean nothing without the picture they are about."""
    for suffix in (".html", ".pdf"):
        read = " ".join(evening.notebook(suffix).split())
        assert "Le pont" in read
        assert "On se croise sans se parler" in read
