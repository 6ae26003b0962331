"""The pictures of votes: duels, agreement, points, opinions. Every figure is fabricated."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest

from bot.notebook.charts import (
    MOST_DUELS,
    AgreementRow,
    AgreementWords,
    DuelRow,
    MapGroup,
    PortfolioRow,
    SumRow,
    agreement_bars,
    duel_matrix,
    opinion_map,
    portfolio_grid,
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


def portfolio(label: str = "Un marché du soir.") -> str:
    rows = [PortfolioRow("PA1", label, (True, True, None)), PortfolioRow("PA2", "Réparer.", (False, None, True))]
    return portfolio_grid(rows, title="Portefeuille", description="Trois places.")


ALL: list[Callable[..., str]] = [duels, agreement, sums, opinions, portfolio]


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
    group = sum_bars([SumRow("P1", "x", 150, 80)], title="t", description="d")
    assert group.count('fill="#c8924a"') == 1 + 80
    assert ">80</text>" in group
    # A crowd stays within three lines: a square stands for several, the last one for what is left.
    crowd = sum_bars([SumRow("P1", "x", 2000, 803)], title="t", description="d")
    assert crowd.count('fill="#c8924a"') == 1 + 81
    assert "un carré : 10 personnes" in crowd
    assert 'width="2.4" height="8"' in crowd


@pytest.mark.parametrize("people", [0, 1, 29, 30, 87, 88, 5_000, 10**9])
def test_nothing_of_the_points_is_drawn_outside_the_picture(people: int) -> None:
    """The last square of a full line was cut by the edge."""
    drawing = sum_bars([SumRow("P1", "x", 3 * people, people)], title="t", description="d")
    squares = re.findall(r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)" height="8"', drawing)
    assert all(float(x) + float(width) < 360 for x, width in squares)
    assert len(squares) <= 87
    number = re.findall(r'<text x="([\d.]+)" y="[\d.]+" font-size="12" fill="#1d2b2a">(\d+)</text>', drawing)
    assert [text for _, text in number] == [str(people)]


def test_a_portfolio_says_what_each_way_keeps_without_colour() -> None:
    """Kept: dark, bold and ticked. Tied: hatched. Neither: empty. And all of it in words."""
    drawing = portfolio()
    assert drawing.count("<path") == 3
    assert drawing.count('font-weight="700" text-anchor="middle"') == 3
    assert drawing.count("-tied)") == 1 + 2
    assert "PA1 : Un marché du soir. — simple total : gardée ; parts égales : gardée ; proportionnelle : ex æquo." in (
        told(drawing)
    )
    with pytest.raises(ValueError, match="one mark a way"):
        portfolio_grid([PortfolioRow("a", "a", (True,))], title="t", description="d")
    with pytest.raises(ValueError, match="a row at least"):
        portfolio_grid([], title="t", description="d")


def test_a_key_that_does_not_fit_takes_another_line_and_an_answer_that_was_not_offered_is_not_in_it() -> None:
    """Three long answers ran out of the picture; an approval has no « against »."""
    long = AgreementWords("sans aucune objection", "objection levée depuis", "objection qui demeure")
    drawing = agreement_bars([AgreementRow("", "Tour d'objections", 9, 2, 1)], title="t", description="d", words=long)
    places = re.findall(r'<text x="([\d.]+)" y="(\d+)"[^>]*>(?:sans|objection)', drawing)
    assert len({y for _, y in places}) == 2
    assert "Tour d&#x27;objections — sans aucune objection 9, objection levée depuis 2" in drawing
    two = AgreementWords("convient", "pas choisi", "")
    drawing = agreement_bars([AgreementRow("P1", "x", 3, 1, 0)], title="t", description="d", words=two)
    assert "P1 : x — convient 3, pas choisi 1." in told(drawing)
    assert "-against)" not in drawing


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
