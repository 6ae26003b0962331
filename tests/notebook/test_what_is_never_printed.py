"""Privacy: what must not be in any format. All data is fabricated; forbidden words are written in capitals."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.effects import Standing
from bot.notebook import NotebookCompiler
from bot.notebook.analysis import analyse
from bot.notebook.privacy import CUT, cites_figure, cut_contacts, mask, shorten
from tests.notebook.material import ALIASES, NOTICE, a_material

TEMPLATES = Path(__file__).parents[2] / "templates"
FORBIDDEN = (
    "PHRASE-REFUSEE",
    "AUTRE-REFUS",
    "PHRASE-A-CONFIRMER",
    "REFUS-CRAINTE",
    "IDEE-NON-VOTEE-REFUS",
    "VERSION-INTERDITE",
    "TEXTE-RETENU",
    "TEXTE-RETIRE",
    "MARAICHERE-UNIQUE",
    "REFUS-FIN",
    "MOTS-DU-JOURNAL",
    "caché",
    "secret,",
    "silence",
    "01 99 00",
    "exemple.invalid",
)


@pytest.fixture(params=["html", "md"])
def printed(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The whole file, in each format."""
    [file] = NotebookCompiler(TEMPLATES).compile(a_material(), tmp_path, [request.param])
    # Line breaks and escapes must not hide a word from the search.
    return file.read_text(encoding="utf-8").replace("\\", "")


@pytest.mark.parametrize("word", FORBIDDEN)
def test_forbidden_words_are_nowhere(printed: str, word: str) -> None:
    """Refused, to be confirmed, withheld, withdrawn, rewritten for privacy, contact details: none may slip through."""
    assert word not in printed


def test_no_alias_no_participant_id_and_no_minute(printed: str) -> None:
    """An alias is known to the facilitators, and a time tells who was typing."""
    body = printed.split("A.6")[0] if "A.6" in printed else printed
    for alias in ALIASES:
        assert not re.search(rf"\b{alias}\b", printed)
    assert not re.search(r"\bp0\d\d\b", printed)
    # The opening, the close and the compilation are the session's; the journal is the facilitators'; a slot of the
    # timeline holds three people at least, or is not detailed (`test_timeline`).
    rows = [row for one in analyse(a_material()).typology.timeline for row in one.table.rows]
    slots = {moment for row in rows for moment in row[0].split(" – ")}
    assert len([moment for moment in re.findall(r"\d\d:\d\d", body) if moment not in slots]) <= 4


def test_refusals_are_counted_and_say_so(printed: str) -> None:
    """A refusal to be quoted is not a refusal to count."""
    assert "non citée, à la demande de l'auteur·rice" in printed.replace("&#39;", "'")
    assert "à confirmer avec l" in printed


def test_the_notice_is_at_the_head_and_at_the_foot(printed: str) -> None:
    """Fabricated data must never be taken for people's words, wherever the page is cut."""
    shown = printed.replace("&#39;", "'")
    assert shown.count(NOTICE) >= 2


def test_the_notice_runs_in_the_margin_of_each_printed_page(tmp_path: Path) -> None:
    """A sheet taken out of the pile still says it."""
    [file] = NotebookCompiler(TEMPLATES).compile(a_material(), tmp_path, ["html"])
    margin = re.search(r"@bottom-left \{ content: \"(.*?)\"", file.read_text(encoding="utf-8"))
    assert margin is not None
    assert "Données fabriquées" in margin[1]


def test_an_ordinary_earlier_version_is_kept_in_the_annex() -> None:
    """« Une réponse relancée garde ses deux versions. »"""
    annex = analyse(a_material()).annex
    [earlier] = [p for group in annex.groups for e in group.entries for p in e.previous if p.text]
    assert "en discutant à la déchèterie" in earlier.text


def test_the_version_before_a_rewriting_asked_for_privacy_is_never_printed() -> None:
    """Someone was asked to take a number out: printing it in an annex would undo what they did."""
    annex = analyse(a_material()).annex
    notes = [p.note for group in annex.groups for e in group.entries for p in e.previous if not p.text]
    assert notes == ["[version précédente non imprimée, par respect des personnes]"]


@pytest.mark.parametrize("probe", ["donnee_perso", "tiers", "hostile"])
def test_a_sensitive_rewriting_hides_even_a_version_nobody_withheld(probe: str) -> None:
    """The facilitator asks first and withholds later: the probe alone is enough."""
    material = a_material()
    later = next(c for c in material.contributions if c.supersedes and c.key == "vecu")
    changed = tuple(msgspec.structs.replace(c, probe=probe) if c.id == later.id else c for c in material.contributions)
    annex = analyse(msgspec.structs.replace(material, contributions=changed)).annex
    assert not [p.text for group in annex.groups for e in group.entries for p in e.previous if p.text]


def test_words_that_only_silent_people_gave_are_counted_and_not_written() -> None:
    """A single word can name somebody as well as a sentence can."""
    keywords = analyse(a_material()).keywords
    assert keywords is not None
    step = keywords.steps[0]
    written = {word.word for word in (*step.shared, *step.single)}
    assert "écologie" in written
    assert written.isdisjoint({"caché", "secret", "silence", "ombre", "voiture"})
    assert any("comptés sans être imprimés" in s.text for s in step.summary)


def test_the_horizon_of_someone_who_withdrew_loses_its_text_and_keeps_its_votes() -> None:
    """The words are hers; the votes are everybody's."""
    material = a_material()
    source = material.items["vote"][3].sources[0]
    changed = tuple(
        msgspec.structs.replace(c, standing=Standing.WITHDRAWN) if c.id == source else c for c in material.contributions
    )
    horizons = analyse(msgspec.structs.replace(material, contributions=changed)).horizons
    assert horizons is not None
    [horizon] = [h for h in horizons.votes[0].horizons if h.code == "RG1"]
    assert horizon.text == "[texte retiré]"
    assert horizon.grade == "Très bien"


def test_a_profile_too_few_share_signs_as_another_profile() -> None:
    """« L'élue » is a name, in a village."""
    notebook = analyse(a_material())
    signatures = {e.signature for g in notebook.annex.groups for e in g.entries if e.text}
    assert signatures == {"Habitant·e", "Association", "autre profil"}


@given(st.lists(st.integers(0, 6), min_size=1, max_size=9), st.integers(1, 5))
def test_no_masked_count_can_be_worked_out(counts: list[int], small: int) -> None:
    """Whoever knows the rule and every printed number still finds two possibilities for each masked row."""
    labelled = [(str(n), count) for n, count in enumerate(counts)]
    masked = mask(labelled, small)
    assert all(count >= small for _, count in masked.shown)
    assert sum(count for _, count in masked.shown) + masked.together == sum(counts)
    assert set(masked.absent) == {label for label, count in labelled if not count}
    if masked.grouped and masked.shown:
        assert len(masked.grouped) > 1
        assert masked.together >= small
        inside = [dict(labelled)[label] for label in masked.grouped]
        everything_small = all(count < small for count in inside)
        if everything_small:
            assert len(inside) < masked.together < len(inside) * (small - 1)


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("au 01 99 00 12 34 le soir", f"au {CUT} le soir"),
        ("+33 6 39 98 12 34", CUT),
        ("écrire à a.b-c@exemple.invalid, merci", f"écrire à {CUT}, merci"),
        ("+44 7700 900123", CUT),
        ("En 2036, 40 km et 30 euros, article 12 34 56", None),
    ],
)
def test_contact_details_are_cut_and_figures_are_not(text: str, cut: str | None) -> None:
    """A cut is marked; a number that is no telephone stays as typed."""
    assert cut_contacts(text) == ((text, False) if cut is None else (cut, True))


@pytest.mark.parametrize(
    ("text", "cites"),
    [
        ("en 2036", False),
        ("à 18h30", False),
        ("le 31 décembre", False),
        ("1er mai, 3 mai 2036", False),
        ("le 12/03/2026, puis 3-4-26", False),
        ("40 km", True),
        ("40 %", True),
        ("une vingtaine de foyers", True),
        ("Soixante personnes", True),
        ("dozens of us", True),
        ("un magasin neuf, une idée", False),
        ("la centenaire", False),
        ("rien", False),
    ],
)
def test_a_year_or_an_hour_is_no_figure(text: str, cites: bool) -> None:
    """« déclaré, à vérifier » is for figures that somebody might repeat."""
    assert cites_figure(text) is cites


@given(st.text(max_size=200), st.integers(1, 60))
def test_a_shortened_text_is_a_beginning_and_says_so(text: str, limit: int) -> None:
    """A cut is marked […]: nobody is made to say half of what they said."""
    short = shorten(text, limit)
    assert short == text or (short.endswith(CUT) and text.startswith(short.removesuffix(f" {CUT}")))


def written(value: object) -> Iterator[str]:
    """Every text of a notebook, wherever it stands."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from written(getattr(value, one.name))
    elif isinstance(value, Mapping):
        for key, held in value.items():
            yield from (*written(key), *written(held))
    elif isinstance(value, Iterable):
        for held in value:
            yield from written(held)


@given(st.data(), st.text(max_size=40), st.sampled_from(["donnee_perso", "tiers", "hostile"]))
def test_whatever_was_withheld_is_written_nowhere(data: st.DataObject, text: str, reason: str) -> None:
    """An answer, a word, an idea on the ballot or left out of it, one replaced since, one that was voted best."""
    material = a_material()
    replace = msgspec.structs.replace
    chosen = data.draw(st.sampled_from([c.id for c in material.contributions if c.text]))
    secret = f"⟦{text}⟧"
    contributions = tuple(
        replace(
            c,
            text=secret,
            codes=(secret,) if c.key == "trois_mots" else c.codes,
            standing=Standing.WITHHELD,
            reason=reason,
        )
        if c.id == chosen
        else c
        for c in material.contributions
    )
    ideas = tuple(replace(idea, text=secret) if idea.id == chosen else idea for idea in material.ideas)
    items = {
        step: tuple(replace(item, text=secret) if item.sources == (chosen,) else item for item in many)
        for step, many in material.items.items()
    }
    results = {step: replace(result, items=items[step]) for step, result in material.results.items()}
    withheld = replace(material, contributions=contributions, ideas=ideas, items=items, results=results)
    assert not [said for said in written(analyse(withheld)) if "⟦" in said]


def test_what_facilitators_let_be_shown_is_printed_and_its_earlier_versions_are_not() -> None:
    """« Montrer quand même » is about the words that were read, not about those they had replaced."""
    material = a_material()
    replace = msgspec.structs.replace
    later = next(c for c in material.contributions if c.supersedes and c.key == "vecu")
    released = replace(later, standing=Standing.KEPT, reason="tiers")
    changed = tuple(released if c.id == later.id else c for c in material.contributions)
    texts = [*written(analyse(replace(material, contributions=changed)))]
    earlier = next(c for c in material.contributions if c.id == later.supersedes)
    assert any(later.text in text for text in texts)
    assert not any(earlier.text in text for text in texts)
