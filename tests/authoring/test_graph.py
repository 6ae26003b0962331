"""`horizons graph`: a drawing that can be read, looked at and listened to. The scripts here are fabricated."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.authoring import load
from bot.authoring.explain import plain
from bot.authoring.graph import WIDTH, graph
from bot.authoring.lettering import width, wrapped
from bot.authoring.outline import outline
from bot.engine.script import Script

ROOT = Path(__file__).parents[2]
FILES = [
    *sorted(file for file in (ROOT / "workshops").glob("*.yaml") if "." not in file.stem),
    ROOT / "tests" / "engine" / "tout.yaml",
]
SVG = "{http://www.w3.org/2000/svg}"
SMALL = """\
format: 1
id: essai
language: en
title: Trial <b>& "co"
steps:
  - consent: {id: accord, title: Consent, minutes: 1, ask: Agreed?, accept: {oui: Yes}, decline: {non: No}}
  - open_question:
      {id: vecu, title: What happened, minutes: 3, ask: What happened?, buttons: {rien: Nothing},
       own_probes: {plus: {after: rien, ask: Nothing at all?}, qui: Who?}}
"""


def script_of(file: Path) -> Script:
    return load(file.name, file.read_bytes())


def drawn(script: Script) -> ElementTree.Element:
    return ElementTree.fromstring(graph(script))  # noqa: S314 -- our own drawing


def flat(words: str) -> str:
    return " ".join(words.replace("\N{NO-BREAK SPACE}", " ").split())


def said(root: ElementTree.Element, tag: str) -> list[str]:
    return [flat(element.text or "") for element in root.iter(f"{SVG}{tag}")]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_step_and_question_is_in_the_drawing(file: Path) -> None:
    """What is cut on the screen is whole in the title of its box."""
    script = script_of(file)
    titles = " ".join(said(drawn(script), "title"))
    for part in outline(script).parts:
        assert f"{part.number}. {flat(plain(part.title))}" in titles
        for asked in (asked for stage in part.stages for asked in stage.asked):
            assert flat(plain(asked.text)) in titles
            assert flat(asked.condition) in titles


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_boxes_do_not_overlap_and_stay_inside(file: Path) -> None:
    """A box over another hides a question."""
    root = drawn(script_of(file))
    height = float(root.get("height", "0"))
    boxes = []
    for box in root.iter(f"{SVG}rect"):
        if box.get("class", "").split(" ")[0] in {"box", "side", "pill"}:
            x, y, wide, high = (float(box.get(name, "0")) for name in ("x", "y", "width", "height"))
            boxes.append((x, y, x + wide, y + high))
            assert x >= 0
            assert x + wide <= WIDTH
            assert y + high <= height
    for one, other in combinations(boxes, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart, (one, other)


def test_the_drawing_is_described_in_words() -> None:
    """Who listens to it learns how long it is and where the group is gathered."""
    root = drawn(script_of(ROOT / "workshops" / "relocalisation.yaml"))
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "graph-title graph-desc"
    assert said(root, "title")[0].startswith("Parcours de l'atelier « Réancrer")
    (description,) = said(root, "desc")
    assert "Rendez-vous avant : Le vécu" in description
    small = drawn(load("essai.yaml", SMALL.encode()))
    assert said(small, "desc") == ["2 steps, 4 min, from top to bottom, without gathering the group."]


def test_an_authors_markup_is_text_and_nothing_is_fetched() -> None:
    """It is opened in a browser."""
    source = graph(load("essai.yaml", SMALL.encode()))
    assert "Path of the workshop “Trial &lt;b&gt;&amp; &quot;co&quot;”" in source
    assert "<script" not in source
    assert re.findall(r"https?://[^\"]+", source) == ["http://www.w3.org/2000/svg"]


def test_a_probe_after_a_button_is_drawn_and_one_for_facilitators_is_not() -> None:
    """Only the first is part of the path."""
    root = drawn(load("essai.yaml", SMALL.encode()))
    assert "after “Nothing” Nothing at all?" in said(root, "title")
    assert "Who?" not in " ".join(said(root, "text"))
    assert "probe after a button" in said(root, "text")
    assert "depending on answers" not in said(root, "text")


def test_what_the_team_does_is_not_asked_in_turn() -> None:
    """Its box says so."""
    root = drawn(script_of(ROOT / "tests" / "engine" / "tout.yaml"))
    assert any("Retour chaque participant·e, une fois le cahier là" in title for title in said(root, "title"))


@given(st.text(st.sampled_from("abM W·é\n…"), max_size=80), st.floats(20, 300), st.integers(1, 4))
def test_no_line_is_wider_than_its_room(text: str, room: float, most: int) -> None:
    """Whatever an author calls a step."""
    lines = wrapped(text, room, 13, most)
    assert len(lines) <= most
    assert all(width(line, 13) <= room for line in lines)
    assert bool(lines) == bool(text.strip())


def test_what_is_left_out_is_an_ellipsis() -> None:
    """A cut that does not show would be read as the whole."""
    assert wrapped("un deux trois", 1000, 13, 1) == ["un deux trois"]
    assert wrapped("un deux trois", width("un deux…", 13), 13, 1) == ["un deux…"]
    assert wrapped("anticonstitutionnellement", 60, 13, 2)[0].endswith("…")
    assert wrapped("Qui\N{NO-BREAK SPACE}? Moi", 40, 13, 2)[:1] == ["Qui\N{NO-BREAK SPACE}?"]
