"""The pictures of votes: duels, agreement, points, opinions. Every figure is fabricated."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest

from bot.notebook.charts import (
    MOST_DUELS,
    AgreementRow,
    DuelRow,
    MapGroup,
    SumRow,
    agreement_bars,
    duel_matrix,
    opinion_map,
    sum_bars,
)

HOSTILE = '<script>alert("x")</script> & {{ 7*7 }} \x07'
NS = "{http://www.w3.org/2000/svg}"


def duels(label: str = "Un marché du soir.") -> str:
    rows = [
        DuelRow("RH1", label, (0, 7, 4)),
        DuelRow("RG2", "Réparer.", (3, 0, 5)),
        DuelRow("RG3", "Cuisiner.", (4, 6, 0)),
    ]
    return duel_matrix(rows, title="Duels", description="Dix personnes.")


def agreement(label: str = "Un marché du soir.") -> str:
    rows = [
        AgreementRow("S1", label, 9, 2, 1, "1er"),
        AgreementRow("S2", "Réparer.", 0, 0, 0),
        AgreementRow("S3", "x", 1, 0, 90),
    ]
    return agreement_bars(rows, title="Accords", description="Cent personnes.")


def sums(label: str = "Un marché du soir.") -> str:
    rows = [SumRow("P1", label, 14, 7, "1er"), SumRow("P2", "Réparer.", 3, None, "2e"), SumRow("P3", "Rien.", 0, 0)]
    return sum_bars(rows, title="Points", description="Douze personnes.")


def opinions(label: str = "A") -> str:
    square = ((0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.0, 0.0))
    far = ((9.0, 3.0), (9.5, 3.5), (9.0, 4.0))
    return opinion_map(
        [MapGroup(label, (*square, (0.5, 0.5)), square), MapGroup("B", far, far)], title="Carte", description="Huit."
    )


ALL: list[Callable[..., str]] = [duels, agreement, sums, opinions]


def told(drawing: str) -> str:
    found = ET.fromstring(drawing).find(f"{NS}desc")  # noqa: S314 - our own drawing
    assert found is not None
    return found.text or ""


@pytest.mark.parametrize("chart", ALL)
def test_a_picture_is_whole_small_and_the_same_each_time(chart: Callable[..., str]) -> None:
    """Well-formed, with a title and an alternative that it names; no script, no font, no address."""
    drawing = chart()
    root = ET.fromstring(drawing)  # noqa: S314 - our own drawing
    assert root.attrib["role"] == "img"
    ids = {element.attrib["id"] for element in root.iter() if "id" in element.attrib}
    assert set(root.attrib["aria-labelledby"].split()) <= ids
    assert drawing == chart()
    assert len(drawing) < 20_000
    assert not re.search(r"<script|href=|@font|url\(http", drawing)
    assert min(float(size) for size in re.findall(r'font-size="([\d.]+)"', drawing)) >= 12


@pytest.mark.parametrize("chart", ALL)
def test_somebody_s_words_are_text(chart: Callable[..., str]) -> None:
    """Markup typed by a participant is shown, and what XML cannot say is replaced."""
    drawing = chart(HOSTILE)
    ET.fromstring(drawing)  # noqa: S314 - our own drawing
    assert "<script>" not in drawing
    assert "&lt;script&gt;" in drawing


def test_the_alternatives_say_every_figure() -> None:
    """Whoever hears the picture gets the same result."""
    assert "RH1 : Un marché du soir. — RG2 : 7 contre 3 ; RG3 : 4 contre 4." in told(duels())
    assert "1er, S1 : Un marché du soir. — d'accord 9, je passe 2, pas d'accord 1." in told(agreement())
    assert "1er, P1 : Un marché du soir. — 14 points, de 7 personnes." in told(sums())
    assert "P2 : Réparer. — 3 points, de trop peu de personnes" in told(sums())
    assert "groupe A : 5 personnes.\ngroupe B : 3 personnes." in told(opinions())


def test_won_lost_and_equal_duels_differ_without_colour() -> None:
    """A won duel is bold, a lost one hatched, an equal one plain: a black and white copy reads the same."""
    drawing = duels()
    assert drawing.count('fill="url(#') == 1 + 2  # the key, and two lost duels
    assert drawing.count('font-weight="700" text-anchor="middle"') == 2
    assert duels().count("<rect") == 3 + 9 + 2 + 1  # key, cells, the paper under two numbers, the hatch


def test_points_and_people_are_two_measures() -> None:
    """Seven squares for seven people, none where they are too few to be shown."""
    brown = sums().count('fill="#c8924a"')
    assert brown == 1 + 7
    assert "trop peu de personnes pour être montrées" in sums()
    crowd = sum_bars([SumRow("P1", "x", 200, 100)], title="t", description="d")
    assert crowd.count('fill="#c8924a"') == 1 + 100


def test_long_codes_share_two_lines_of_heads() -> None:
    """Twelve codes do not run into each other at 360 px."""
    rows = [DuelRow(f"RG{n + 10}", "x", (1,) * MOST_DUELS) for n in range(MOST_DUELS)]
    drawing = duel_matrix(rows, title="t", description="d")
    heads = {y for y, text in re.findall(r'y="([\d.]+)"[^>]*text-anchor="middle">(RG\d\d)<', drawing)}
    assert len(heads) == 2
    longer = [DuelRow(f"proposition {n}", "x", (1,) * MOST_DUELS) for n in range(MOST_DUELS)]
    assert 'text-anchor="middle">prop' in duel_matrix(longer, title="t", description="d")


def test_a_map_has_no_colour_of_its_own_for_a_group() -> None:
    """A colour would be read as a kind of actor; shapes cannot be."""
    drawing = opinions()
    colours = set(re.findall(r"#[0-9a-f]{6}", drawing))
    assert colours <= {"#1d2b2a", "#55605f", "#8a9492", "#ffffff", "#f5f7f6"}
    assert drawing.count("<circle") == 5 + 3
    alone = opinion_map([MapGroup("A", ((1.0, 1.0),) * 5, ((1.0, 1.0),))], title="t", description="d")
    assert "A · 5" in alone


def test_what_cannot_be_drawn_is_refused() -> None:
    """A defect upstream is loud: an empty picture would be printed as a result."""
    with pytest.raises(ValueError, match="two to"):
        duel_matrix([DuelRow("a", "a", (0,))], title="t", description="d")
    with pytest.raises(ValueError, match="one number an item"):
        duel_matrix([DuelRow("a", "a", (0,)), DuelRow("b", "b", (0, 0))], title="t", description="d")
    with pytest.raises(ValueError, match="negative"):
        agreement_bars([AgreementRow("a", "a", -1, 0, 0)], title="t", description="d")
    with pytest.raises(ValueError, match="row"):
        agreement_bars([], title="t", description="d")
    with pytest.raises(ValueError, match="negative"):
        sum_bars([SumRow("a", "a", -1, 0)], title="t", description="d")
    with pytest.raises(ValueError, match="groups"):
        opinion_map([], title="t", description="d")
