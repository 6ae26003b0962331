"""A programme's notebook: sessions side by side, each number as its own notebook may print it. Fabricated."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from bot.engine.ballots import Item, Origin
from bot.engine.group import SessionStatus
from bot.errors import Defect, OperatorError
from bot.facilitation.lead_answers import LeadAnswer, LeadStatus
from bot.facilitation.programme_material import ProgrammeMaterial
from bot.facilitation.programmes import Programme
from bot.facilitation.records import Material
from bot.notebook import NotebookCompiler
from bot.notebook.flow import anchors
from bot.notebook.flow.bricks import Pieces
from bot.notebook.flow.pieces import Drawing, Grid, Lines, Quotation, Say, Says
from bot.notebook.rendering import installed_templates
from bot.notebook.rollup import sections
from bot.notebook.rollup.edition import FORMATS, ProgrammeEdition
from bot.notebook.rollup.sites import Bench
from bot.notebook.rollup.vocabulary import spelt, terms
from tests.notebook.evening import Evening, an_evening_with_a_debate
from tests.notebook.material import HOSTILE, OPENED, a_session
from tests.notebook.reading_back import bare, read_docx, read_html

SECRET = "MOTS QUE PERSONNE NE CITE"


def held(evening: Evening, where: str, day: int, **changes: object) -> Material:
    """One session of the programme: its place and its date."""
    made = evening.material()
    shift = msgspec.structs.replace(
        a_session(workshop=evening.workshop),
        id=f"s{day}",
        parameters={**made.session.parameters, "territoire": where},
        opened_at=OPENED.replace(day=day),
        closed_at=OPENED.replace(day=day, hour=14),
    )
    return msgspec.structs.replace(made, session=msgspec.structs.replace(shift, **changes))


def first() -> Material:
    """Six residents and three associations' people: a debate, leads, a germ, words."""
    evening = an_evening_with_a_debate()
    evening.people = 9
    evening.profiles = {6: "association", 7: "association", 8: "association"}
    evening.quotations = {5: "no"}
    for n in range(9):
        evening.say(n, "trois_mots", "", codes=("Atelier", f"mot{n}"))
    for n in (0, 1, 6, 7, 8):
        evening.say(n, "vecu", f"J'ai réparé mon vélo tout seul, récit {n}.")
    evening.say(2, "vecu", HOSTILE)
    evening.say(5, "vecu", SECRET)
    evening.say(0, "germes", "La recyclerie du samedi répare les vélos.")
    return held(evening, "Val d'Essai", 12)


def second() -> Material:
    """Five residents, one of another profile: the same horizon with the same code, and one that only looks the same."""
    evening = Evening("relocalisation", people=6, profiles={5: "elu"})
    items = [
        Item("RH1", "Les cantines cuisinent d'ici.", Origin.PREPARED),
        Item("RH5", "Une aide pour tout le monde.", Origin.PREPARED),
    ]
    evening.vote("vote", items, [(0, 0, 0, 0, 0, 2, 4), (2, 1, 0, 0, 1, 1, 1)])
    for n in range(6):
        evening.say(n, "trois_mots", "", codes=("atelier", f"autre{n}"))
        evening.say(n, "vecu", f"Au marché, on se connaît toutes et tous, récit {n}.")
    evening.say(1, "germes", "Une recyclerie mobile passe dans les villages.")
    return held(evening, "Mont-Témoin", 19)


def third() -> Material:
    """Two people: nothing of them may be crossed with anything."""
    evening = Evening("relocalisation", people=2, profiles={1: "elu"})
    evening.say(0, "vecu", "Nous n'étions que deux à table.")
    items = [Item("RH1", "Les cantines cuisinent d'ici.", Origin.PREPARED)]
    evening.vote("vote", items, [(0, 0, 0, 0, 0, 1, 1)])
    return held(evening, "Plaine-Exemple", 26, status=SessionStatus.OPEN, closed_at=None)


def programme(*sessions: Material) -> ProgrammeMaterial:
    made = Programme("p1", "home", "Produire plus près", OPENED, "ada")
    return ProgrammeMaterial(made, "Agence d'essai", sessions, OPENED.replace(day=30), "Horizons")


@pytest.fixture(scope="module")
def edition() -> ProgrammeEdition:
    given = LeadAnswer("s12", "points:PA1", LeadStatus.PARTLY, "Le local est trouvé.", OPENED, "", LeadStatus.PARTLY)
    given = msgspec.structs.replace(given, published_reason=given.reason, published_at=OPENED)
    answered = msgspec.structs.replace(first(), answers=(given,))
    return ProgrammeEdition(programme(answered, second(), third()), (installed_templates(),))


def grid(edition: ProgrammeEdition, name: str) -> dict[str, tuple[str, ...]]:
    """The rows of a table by what names them."""
    return {row[0]: row[1:] for row in edition.tables[name].rows}


def test_actors_by_territory_are_masked_as_in_each_notebook(edition: ProgrammeEdition) -> None:
    """One elected person among residents is known by subtraction: so are two; and no total gives them away."""
    rows = grid(edition, "profiles")
    assert rows["Habitant·e"] == ("6", "•", "•", "–")
    assert rows["Élu·e"] == ("0", "•", "•", "–")
    assert rows["Association"] == ("3", "0", "•", "–")
    assert rows["Bénévole"] == ("0", "0", "•", "–")
    two = ProgrammeEdition(programme(first(), first()), ())
    assert grid(two, "profiles")["Habitant·e"] == ("6", "6", "12")
    assert grid(two, "profiles")["Bénévole"] == ("0", "0", "0")
    missing = [say.text for piece in two.booklet.essential if isinstance(piece, Says) for say in piece.items]
    assert any("« Bénévole »" in text.replace("\u00a0", " ") for text in missing)


def test_theme_by_territory_by_actor_counts_who_answered_and_shows_no_small_group(edition: ProgrammeEdition) -> None:
    """Of nine people, three associations' spoke: a column that would name one person is not written."""
    people = grid(edition, "vecu")
    assert [row[1:] for row in people.values()] == [("7", "7"), ("6", "6"), ("1", "1")]
    assert {row[1:] for row in grid(edition, "crainte").values()} == {("0", "0")}
    rows = grid(edition, "vecu-actors")
    assert rows == {"Habitant·e": ("4", "•", "•"), "Association": ("3", "•", "•")}
    assert "crainte-actors" not in edition.tables


def test_votes_compare_only_where_the_item_is_the_same(edition: ProgrammeEdition) -> None:
    """Same code and same words; a code alone is a coincidence. Two voters are no result."""
    rows = grid(edition, "votes")
    assert list(rows) == ["RH1 · Les cantines cuisinent d'ici."]
    assert [cell.replace("\u00a0", " ") for cell in rows["RH1 · Les cantines cuisinent d'ici."]] == [
        "Très bien (votant·es : 6)",
        "Excellent (votant·es : 6)",
        "•",
    ]
    alone = ProgrammeEdition(programme(first(), held(Evening("teletravail"), "Ailleurs", 20)), ())
    assert "votes" not in alone.tables


def test_a_germ_that_comes_back_is_pointed_at_by_its_word(edition: ProgrammeEdition) -> None:
    """« recyclerie », in two valleys: a word and where it is, no grouping of ideas."""
    words = [piece for piece in sections.germs(edition.bench) if isinstance(piece, Lines)]
    (line,) = words[0].items
    assert (line.text, line.after) == ("recyclerie", "2 séances")
    assert [ref.label.partition(" · ")[0] for ref in line.refs] == ["S1", "S2"]
    assert terms("L’atelier, les ATELIERS et après") == {"atelier", "ateliers"}
    assert spelt("L’Échoppe abandonnée, l'échoppe") == {"echoppe": "échoppe", "abandonnee": "abandonnée"}


def test_saturation_says_what_each_session_added(edition: ProgrammeEdition) -> None:
    """Spellings put together: « Atelier » and « atelier » are one."""
    rows = grid(edition, "saturation")
    assert [cells[:2] for cells in rows.values()] == [("10", "10"), ("7", "6"), ("0", "0")]


def test_saturation_is_drawn_as_its_table_says(edition: ProgrammeEdition) -> None:
    """Whether another session is worth holding is seen at a glance; of one session there is nothing to see."""
    (drawn,) = [piece for piece in sections.saturation(edition.bench) if isinstance(piece, Drawing)]
    assert drawn.alt.splitlines() == [
        "Mots-clés nouveaux, séance après séance",
        "Vocabulaire de chaque séance, dans l'ordre des dates",
        "S1, Val d'Essai : 10.",
        "S2, Mont-Témoin : 6.",
        "S3, Plaine-Exemple : aucun.",
    ]
    alone = ProgrammeEdition(programme(first()), ())
    assert [piece for piece in sections.saturation(alone.bench) if isinstance(piece, Drawing)] == []


def test_answers_are_counted_and_stand_under_their_lead(edition: ProgrammeEdition) -> None:
    """What became of leads, session by session."""
    rows = grid(edition, "answers")
    assert (rows["retenue en partie"], rows["sans réponse encore"]) == (("1", "0", "0"), ("2", "0", "0"))
    assert "retenue en partie : Le local est trouvé." in str(edition.booklet.body)


def test_every_sentence_rests_on_something_that_is_there(edition: ProgrammeEdition) -> None:
    """And a quotation on a contribution that the annex lists, under its session."""
    told = edition.booklet
    there = anchors(told)
    pieces = (*told.essential, *told.body)
    says = [say for piece in pieces if isinstance(piece, Says) for say in piece.items]
    says += [piece for piece in pieces if isinstance(piece, Say)]
    quotes = [piece for piece in pieces if isinstance(piece, Quotation)]
    assert len(says) > 15
    assert len(quotes) > 5
    for refs in (*(say.refs for say in says), *(quote.refs for quote in quotes)):
        assert refs
        assert {ref.anchor for ref in refs} <= there
    assert any(isinstance(piece, Grid) for piece in told.body)


def test_a_sentence_that_points_nowhere_is_not_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that nobody holds is a wish."""
    real = sections.votes

    def lost(bench: Bench) -> Pieces:
        yield from real(bench)
        yield Say("Une phrase.", (bench.section("99"),))

    body = tuple((number, lost if number == "8" else build) for number, build in sections.BODY)
    monkeypatch.setattr("bot.notebook.rollup.edition.BODY", body)
    with pytest.raises(Defect, match="§ 99"):
        _ = ProgrammeEdition(programme(first()), ()).booklet


def test_every_format_says_the_same_and_what_may_not_be_printed_is_in_none(
    edition: ProgrammeEdition, tmp_path: Path
) -> None:
    """Hostile words are words; who said no is quoted nowhere."""
    compiler = NotebookCompiler(installed_templates())
    files = {file.name: file for file in compiler.compile_programme(edition.material, tmp_path, ["all"])}
    assert {f"programme.{name}" for name in FORMATS if name != "csv"} <= set(files)
    told = {
        "html": read_html(files["programme.html"].read_bytes()),
        "docx": read_docx(files["programme.docx"].read_bytes()),
        "pdf": bare("".join(page.extract_text() for page in PdfReader(files["programme.pdf"]).pages)),
        "json": bare(json.dumps(json.loads(files["programme.json"].read_text("utf-8")), ensure_ascii=False)),
    }
    assert bare("Cahier de programme") in told["docx"]
    assert bare("Cahier de synthèse") not in told["docx"]
    for name, text in told.items():
        for shown in ("Produire plus près", "récit 0", "Mont-Témoin", "recyclerie mobile", "Le local est trouvé."):
            assert bare(shown) in text, (name, shown)
        assert bare(SECRET) not in text, name
    assert bare(SECRET) not in bare(files["programme.md"].read_text("utf-8"))
    assert "<script>" not in files["programme.html"].read_text("utf-8")
    book = load_workbook(files["programme.xlsx"])
    assert len(book.sheetnames) == len(edition.tables)
    assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)
    assert files["programme-profiles.csv"].read_text("utf-8").startswith("À quel titre,")


def test_the_same_programme_gives_the_same_bytes(tmp_path: Path) -> None:
    """What was published can be made again."""
    compiler = NotebookCompiler(installed_templates())
    wanted = ["html", "md", "json", "csv"]
    one = compiler.compile_programme(programme(first(), second()), tmp_path / "a", wanted)
    two = compiler.compile_programme(programme(first(), second()), tmp_path / "b", wanted)
    assert [file.read_bytes() for file in one] == [file.read_bytes() for file in two]


def test_a_programme_of_one_session_or_of_none_says_so(tmp_path: Path) -> None:
    """Before the first evening, and after it."""
    compiler = NotebookCompiler(installed_templates())
    (none,) = compiler.compile_programme(programme(), tmp_path, ["md"])
    assert "Ce programme n'a encore aucune séance" in none.read_text("utf-8")
    empty = ProgrammeEdition(programme(held(Evening("relocalisation", people=0), "Val d'Essai", 12)), ())
    text = str(empty.booklet.body)
    for absence in ("Une seule séance", "Aucune initiative", "Aucune piste", "Personne n'a encore parlé"):
        assert absence in text
    with pytest.raises(OperatorError, match="no format"):
        compiler.compile_programme(programme(), tmp_path, ["polis"])


def test_an_english_programme_is_in_english() -> None:
    """In the language of its first session, all of it."""
    record = held(
        second.__wrapped__() if hasattr(second, "__wrapped__") else Evening("relocalisation"), "Essay Vale", 12
    )
    english = msgspec.structs.replace(record, session=msgspec.structs.replace(record.session, language="en"))
    told = ProgrammeEdition(programme(english, second()), ()).booklet
    assert (told.language, told.name) == ("en", "Programme notebook")
    assert "Who spoke, session by session" in str(told.body)
