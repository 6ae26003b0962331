"""Charts are read by people, by screen readers and by printers. All figures are fabricated."""

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.notebook.charts import (
    BarWords,
    CountRow,
    MeritRow,
    MeritWords,
    merit_profile,
    people_squares,
    word_bars,
)
from bot.notebook.charts.svg import width_of, wrap

SVG = "{http://www.w3.org/2000/svg}"
GRADES = ("À rejeter", "Insuffisant", "Passable", "Assez bien", "Bien", "Très bien", "Excellent")
HOSTILE = """<script>alert("x")</script> & l'« été » ]]> &#0; \x00\x0b\ud800 {{ 7*7 }}"""
ROW = MeritRow("RH1", "Chaque bourg a un atelier de réparation.", (3, 1, 0, 2, 5, 40, 9), 7, "Très bien", 9, 11, "1er")
BARS = (word_bars, people_squares)


def parse(drawn: str) -> ET.Element:
    """Parse our own output; it holds no entity or doctype."""
    return ET.fromstring(drawn)  # noqa: S314 - the text is ours, and being well-formed is what is tested


def told(root: ET.Element) -> str:
    """Give the text alternative a screen reader says."""
    desc = root.find(f"{SVG}desc")
    assert desc is not None
    return desc.text or ""


def shown(root: ET.Element) -> list[str]:
    """Give every text drawn, in order."""
    return [node.text or "" for node in root.iter(f"{SVG}text")]


def profile(*rows: MeritRow, title: str = "Horizons", width_px: int = 360) -> ET.Element:
    """Draw and parse a profile of these rows."""
    return parse(merit_profile(rows, GRADES, title=title, description="Douze votes.", width_px=width_px))


def squares(root: ET.Element) -> list[float]:
    """Give the widths of the squares drawn, in order."""
    return [float(node.get("width", "")) for node in root.iter(f"{SVG}rect")]


def every_chart(text: str = "Horizons") -> list[str]:
    """Draw one of each, with `text` wherever a text goes."""
    row = MeritRow(text, text, (1, 0, 0, 0, 0, 0, 2), 1, text, 0, 1, text)
    drawn = [merit_profile([row], [text] * 7, title=text, description=text)]
    return drawn + [draw([CountRow(text, 3), CountRow(text, 0)], title=text, description=text) for draw in BARS]


def test_hostile_text_stays_text() -> None:
    """Participants' words are data: no markup, no template, and no character that XML forbids."""
    for drawn in every_chart(HOSTILE):
        root = parse(drawn)
        assert not [node for node in root.iter() if node.tag.endswith("script")]
        assert "<script>alert" in told(root)
        assert "{{ 7*7 }}" in told(root)
        drawn.encode("utf-8")


@given(st.text(max_size=60))
def test_any_text_gives_a_well_formed_chart(words: str) -> None:
    """One odd character in one answer must not cost the whole notebook."""
    for drawn in every_chart(words):
        parse(drawn)


def test_a_chart_is_one_named_image_that_calls_nothing() -> None:
    """Readers hear a title and a description; the file opens offline and runs nothing."""
    for drawn in every_chart():
        root = parse(drawn)
        assert root.get("role") == "img"
        ids = [node.get("id") for node in root.iter() if node.get("id")]
        assert len(ids) == len(set(ids))
        assert root.get("aria-labelledby", "").split() == ids[:2]
        assert not re.search(r"href|@import|font-face|<style|<image|\son\w+=", drawn)
        assert set(re.findall(r"https?://[^\"\s<]+", drawn)) == {"http://www.w3.org/2000/svg"}
        assert set(re.findall(r"url\(#([^)]+)\)", drawn)) <= set(ids)


def test_two_charts_on_a_page_share_no_id() -> None:
    """A hatch that points into another chart vanishes when that chart is removed."""
    ids = [set(re.findall(r'id="([^"]+)"', drawn)) for title in ("Un", "Deux") for drawn in every_chart(title)]
    assert sum(map(len, ids)) == len(set().union(*ids))


def test_the_same_figures_give_the_same_bytes() -> None:
    """Two compilations of one session must not differ."""
    assert every_chart() == every_chart()


def test_the_text_alternative_of_a_profile_says_every_figure() -> None:
    """Counts too small to be written in their segment are still told."""
    alternative = told(profile(ROW))
    for figure in ("À rejeter 3", "Insuffisant 1", "Passable 0", "Assez bien 2", "Bien 5", "Très bien 40"):
        assert figure in alternative
    for figure in ("Excellent 9", "sans avis 7", "+9 / −11", "n = 60", "mention Très bien", "1er", "RH1", ROW.label):
        assert figure in alternative
    assert alternative.startswith("Douze votes.")


def test_a_profile_reads_from_the_best_grade_on_the_left() -> None:
    """The order of the bars, of the key and of the buttons is one and the same."""
    root = profile(ROW)
    segments = [node.findtext(f"{SVG}title") for node in root.iter(f"{SVG}g")]
    assert segments == [
        "Excellent : 9",
        "Très bien : 40",
        "Bien : 5",
        "Assez bien : 2",
        "Insuffisant : 1",
        "À rejeter : 3",
        "sans avis : 7",
    ]
    assert shown(root)[:8] == [*reversed(GRADES), "sans avis"]


def test_segments_fill_the_bar_in_proportion_and_the_mark_is_at_half() -> None:
    """The grade that the mark touches is the majority grade only if the bar is exact."""
    root = profile(MeritRow("A", "a", (1, 0, 0, 0, 2, 0, 1), 0, "Bien", 1, 1, "1er"))
    bars = [rect for node in list(root.iter(f"{SVG}g"))[:-1] for rect in node.findall(f"{SVG}rect")[:1]]
    spans = [(float(bar.get("x", "")), float(bar.get("width", ""))) for bar in bars]
    length = sum(width for _, width in spans)
    assert [width / length for _, width in spans] == pytest.approx([0.25, 0.5, 0.25])
    assert [x / length for x, _ in spans] == pytest.approx([0, 0.25, 0.75])
    marks = [node.get("d", "") for node in root.iter(f"{SVG}path")]
    assert {float(re.findall(r"M([\d.]+)", mark)[0]) for mark in marks} == {length / 2}


def test_reserved_grades_are_hatched_and_the_others_are_not() -> None:
    """Printed in black and white, a rejection must not look like a praise of the same darkness."""
    root = profile(MeritRow("A", "a", (1,) * 7, 0, "Assez bien", 3, 3, "1er"))
    fills = [node.findall(f"{SVG}rect")[0].get("fill", "") for node in root.iter(f"{SVG}g")][:7]
    assert [fill.startswith("url(#") for fill in fills] == [False] * 5 + [True] * 2
    assert len(set(fills)) == 7


def test_neighbouring_grades_differ_in_grey() -> None:
    """Hue is lost on a photocopy: relative luminance must tell plain neighbours apart, one missing in between too."""
    root = profile(MeritRow("A", "a", (1,) * 7, 0, "Assez bien", 3, 3, "1er"))
    plain = [node.findall(f"{SVG}rect")[0].get("fill", "") for node in root.iter(f"{SVG}g")][:5]
    greys = sorted(
        sum(w * int(fill[i : i + 2], 16) for w, i in ((0.2126, 1), (0.7152, 3), (0.0722, 5))) for fill in plain
    )
    assert min(b - a for a, b in pairwise(greys)) > 18


def test_a_tie_and_an_unranked_item_are_written_as_given() -> None:
    """« ex æquo » must be seen, not deduced from equal bars."""
    rows = [
        MeritRow(code, "x", counts, 0, grade, 0, 0, rank)
        for code, counts, grade, rank in (
            ("A", (0,) * 6 + (2,), "Excellent", "1er ex æquo"),
            ("B", (0,) * 6 + (2,), "Excellent", "1er ex æquo"),
            ("C", (0,) * 7, "", "non classé"),
        )
    ]
    root = profile(*rows)
    assert {"1er ex æquo · A", "1er ex æquo · B", "non classé · C", "n = 0"} <= set(shown(root))
    assert "personne ne s'est prononcé" in shown(root)
    assert "non classé, C : x — personne ne s'est prononcé" in told(root)


def test_no_opinion_is_shown_beside_the_bar_and_never_in_it() -> None:
    """Ten people without an opinion must not shrink the bar of the two who have one."""
    without, with_many = (
        [
            node.get("width")
            for node in profile(MeritRow("A", "a", (0,) * 6 + (2,), n, "E", 0, 0, "1er")).iter(f"{SVG}g")
        ]
        for n in (0, 10)
    )
    assert without == with_many
    assert "10" in shown(profile(MeritRow("A", "a", (0,) * 6 + (2,), 10, "E", 0, 0, "1er")))


def test_text_stays_at_least_eleven_pixels_on_a_telephone() -> None:
    """A column of 340 px scales the drawing down; text under 11 px is not read."""
    for drawn in every_chart():
        root = parse(drawn)
        width = float(root.get("viewBox", "").split()[2])
        sizes = [float(node.get("font-size", "")) for node in root.iter(f"{SVG}text")]
        assert min(sizes) * 340 / width >= 11


@given(st.text(alphabet="abc WMil·é", max_size=120), st.integers(60, 320))
def test_wrapping_loses_no_letter_and_fits(words: str, width: int) -> None:
    """A sentence quoted short is a sentence changed."""
    lines = wrap(words, width)
    assert "".join(lines).replace(" ", "") == "".join(words.split())
    assert all(width_of(line) <= width for line in lines)


def test_long_labels_make_the_chart_taller_not_wider() -> None:
    """Nothing may be cut at the right edge of a telephone."""
    long = MeritRow("RH1", "Anticonstitutionnellement " * 12, (1,) * 7, 0, "Assez bien", 3, 3, "12e ex æquo")
    short_box, long_box = (profile(row).get("viewBox", "").split() for row in (ROW, long))
    assert short_box[2] == long_box[2]
    assert float(long_box[3]) > float(short_box[3])


def test_one_square_is_one_person() -> None:
    """The typology is counted by eye, so squares must add up."""
    rows = [CountRow("Élu·e", 3), CountRow("Habitant·e", 31), CountRow("Commerce", 0)]
    root = parse(people_squares(rows, title="Qui parlait", description="34 personnes."))
    assert squares(root) == [13.0] * 34
    assert "Un carré = une personne." in shown(root)
    assert "personne" in shown(root)
    assert all(x + 13 <= 360 for x in (float(node.get("x", "")) for node in root.iter(f"{SVG}rect")))


def test_a_crowd_is_drawn_with_squares_worth_several_people_and_says_so() -> None:
    """Six hundred squares a row would fill pages; the scale is written, the last square is cut."""
    root = parse(people_squares([CountRow("Habitant·e", 601), CountRow("Élu·e", 2)], title="t", description="d"))
    assert "Un carré = 4 personnes." in shown(root)
    assert squares(root) == [13.0] * 150 + [3.25, 6.5]


def test_bars_write_each_number_and_masked_counts_are_told_as_such() -> None:
    """A masked group is neither zero nor a guessable length."""
    rows = [CountRow("proximité", 6), CountRow("lien", 3), CountRow("prix", 0), CountRow("secret", None)]
    for draw in BARS:
        root = parse(draw(rows, title="Mots", description="Par fréquence."))
        assert told(root).splitlines() == [
            "Par fréquence.",
            "proximité : 6.",
            "lien : 3.",
            "prix : personne.",
            "secret : trop peu de personnes pour être montré.",
        ]
        assert {"6", "3", "personne"} <= set(shown(root))
    widths = squares(parse(word_bars(rows, title="Mots", description="d")))
    assert widths[0] == pytest.approx(2 * widths[1], abs=0.02)
    assert len(widths) == 2


def test_a_masked_reason_too_long_for_its_place_is_wrapped() -> None:
    """At the right of a long word little room is left; the reason may not run out of the drawing nor be cut."""
    row = CountRow("souveraineté alimentaire du territoire", None)
    for draw in BARS:
        root = parse(draw([row, CountRow("a", 1)], title="t", description="d"))
        assert "trop peu de personnes pour être montré" in " ".join(shown(root))
        assert all(
            float(node.get("x", "")) + width_of(node.text or "", float(node.get("font-size", ""))) <= 361
            for node in root.iter(f"{SVG}text")
            if node.get("text-anchor") is None
        )


def test_an_empty_chart_says_that_nobody_answered() -> None:
    """Absence is written, never left as a blank."""
    for draw in BARS:
        root = parse(draw([], title="t", description="d"))
        assert shown(root) == ["Rien à montrer : personne n'a répondu."]
        assert shown(root)[0] in told(root)
    root = profile()
    assert "Aucun horizon n'a été soumis au vote." in shown(root)
    assert "Aucun horizon n'a été soumis au vote." in told(root)


def test_the_words_of_a_chart_can_be_english() -> None:
    """The notebook exists in both languages."""
    words = MeritWords("no opinion", "Half.", "nobody graded it", "grade", "No horizon.")
    drawn = merit_profile([ROW], GRADES, title="t", description="d", words=words)
    assert "sans avis" not in drawn
    assert "no opinion 7" in drawn
    bars = people_squares([CountRow("a", 0)], title="t", description="d", words=BarWords("nobody", "-", "One each."))
    assert "nobody" in bars
    assert "One each." in bars


def test_figures_that_do_not_belong_together_are_refused() -> None:
    """A chart drawn on a shifted scale would lie without looking wrong."""
    with pytest.raises(ValueError, match="7 counts for 6 grades"):
        merit_profile([ROW], GRADES[:6], title="t", description="d")
    with pytest.raises(ValueError, match="two to seven"):
        merit_profile([], ["Oui"], title="t", description="d")
    with pytest.raises(ValueError, match="negative"):
        merit_profile([MeritRow("A", "a", (-1, 2), 0, "b", 0, 0, "1er")], ["a", "b"], title="t", description="d")
    for draw in BARS:
        with pytest.raises(ValueError, match="negative"):
            draw([CountRow("a", -1)], title="t", description="d")
