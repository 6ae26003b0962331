"""What is printed beside the notebook: practices, needs and resources, an alert, a short version. Fabricated."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest
from pypdf import PdfReader

from bot.engine.ballots import Item, Origin
from bot.errors import OperatorError
from bot.notebook import NotebookCompiler
from bot.notebook.documents import alert, balance, members, practices
from bot.notebook.documents.paper import Paper
from bot.notebook.flow import Booklet
from bot.notebook.flow.pieces import AnyPiece, Card, Entries, Grid, Heading, Lines, Plain, Quotation, Say, Says
from bot.notebook.formats.edition import edition_of
from bot.notebook.rendering import installed_templates
from bot.notebook.templates_check import check
from tests.notebook.evening import Evening, an_evening_with_a_debate
from tests.notebook.material import HOSTILE
from tests.notebook.reading_back import bare, read_docx, read_html, read_md
from tests.notebook.test_what_follows import a_lab, the_teams


def pages_of(data: bytes) -> str:
    """What a PDF says, its pages one after the other."""
    return bare("".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages))


READ = {
    "html": read_html,
    "md": read_md,
    "pdf": pages_of,
    "docx": read_docx,
}


def an_inquiry() -> Evening:
    """Four cards, one of them not to be quoted; two went to the vote, one of them is a germ."""
    evening = Evening("reflexes_publics", people=4, quotations={3: "no"})
    objects = ("pilotage", "management", "management", "demarches")
    data = ("autre_fichier", "ne_sait_pas", "non", "autre_fichier")
    maturity = ("germe", "installee", "emergente", "germe")
    made = []
    for n in range(4):
        text = HOSTILE if n == 0 else "MOTS-REFUSES" if n == 3 else f"Pratique {n}, vue au guichet."
        made.append(evening.propose(n, "pratique", "pratiques", text))
        evening.tap(n, "pratique.objet", objects[n])
        evening.tap(n, "pratique.objet_secondaire", "aucun" if n else "management")
        evening.tap(n, "pratique.donnees", data[n])
        evening.tap(n, "pratique.maturite", maturity[n])
        evening.say(n, "lecture", f"Je reconnais la fiche {n}.")
    items = [
        Item("PR1", "Une pratique au pilotage.", Origin.GROUP, (made[0],)),
        Item("PR2", "Une autre.", Origin.GROUP),
    ]
    evening.vote("vote", items, [(0, 0, 0, 0, 0, 1, 3), (2, 1, 1, 0, 0, 0, 0)])
    return evening


def an_alarm() -> Evening:
    """Needs, resources, and the alert that the team wrote; a figure with its source, another without."""
    evening = a_lab()
    evening.tap(0, "besoins.source", "compte")
    evening.tap(0, "besoins.delai", "aujourdhui")
    evening.say(0, "besoins.foyers", "8", round=1)
    evening.tap(1, "besoins.type", "vehicule")
    evening.said += [
        the_teams("note_alerte", "Trois tours sans ascenseur.", 1),
        the_teams("note_alerte.combien", "23 foyers, comptés sur place.", 1),
        the_teams("note_alerte.decision", "Réparer.", 1),
    ]
    return evening


def paper(evening: Evening, **changes: object) -> Paper:
    edition = edition_of(evening.material(**changes), ())
    return Paper(edition.notebook, edition.words, edition.booklet)


def shown(told: Booklet) -> str:
    return str((told.essential, told.body))


def said(told: Booklet) -> list[Say]:
    """The sentences of its first part."""
    return [one for piece in told.essential if isinstance(piece, Says) for one in piece.items]


def under(told: Booklet, title: str) -> Sequence[AnyPiece]:
    """The pieces of a section."""
    pieces = told.body
    start = next(n for n, p in enumerate(pieces) if isinstance(p, Heading) and p.level == 1 and p.text == title)
    end = next((n for n, p in enumerate(pieces) if n > start and isinstance(p, Heading) and p.level == 1), len(pieces))
    return pieces[start + 1 : end]


@pytest.fixture(scope="module")
def carnet() -> Booklet:
    return practices.practices(paper(an_inquiry()))


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Everything that both sessions make, in every format a document has."""
    out = tmp_path_factory.mktemp("documents")
    compiler = NotebookCompiler(installed_templates())
    files = [
        file
        for evening, name in ((an_inquiry(), "a"), (an_alarm(), "b"))
        for file in compiler.compile(evening.material(), out / name, ["html", "md", "pdf", "docx", "participants"])
    ]
    return {f"{file.parent.name}/{file.name}": file.read_bytes() for file in files}


# -- which come, and when ----------------------------------------------------------------------------------------------


def test_the_right_documents_come_by_themselves_in_the_format_asked_for(printed: dict[str, bytes]) -> None:
    """Nobody has to know that a workshop has a carnet to be given it."""
    there = {name.partition(".")[0] for name in printed}
    assert there == {"a/cahier", "a/carnet", "a/participants", "b/cahier", "b/tableau", "b/alerte", "b/participants"}
    assert {name.rpartition(".")[2] for name in printed if "carnet" in name} == set(READ)


def test_a_workshop_without_such_cards_has_its_notebook_alone(tmp_path: Path) -> None:
    """And a format that is for programs brings no document."""
    compiler = NotebookCompiler(installed_templates())
    made = compiler.compile(an_evening_with_a_debate().material(), tmp_path, ["md"])
    made += compiler.compile(an_inquiry().material(), tmp_path, ["json"])
    assert {file.name.partition(".")[0] for file in made} & {"carnet", "tableau", "alerte"} == set()


def test_an_alert_that_the_team_has_not_written_is_no_page() -> None:
    """A page of « à préciser » sent to those who decide would be an alarm about nothing."""
    assert not alert.fed(paper(a_lab()))
    assert alert.fed(paper(an_alarm()))


def test_a_document_is_the_same_from_a_data_pack(tmp_path: Path) -> None:
    """It adds nothing to what the notebook says."""
    compiler = NotebookCompiler(installed_templates())
    first = compiler.compile(an_inquiry().material(), tmp_path / "a", ["md", "json"])
    pack = next(file for file in first if file.name == "cahier.json")
    compiler.reprint(pack, tmp_path / "b", ["md"])
    assert (tmp_path / "a" / "carnet.md").read_bytes() == (tmp_path / "b" / "carnet.md").read_bytes()


# -- what holds for all ------------------------------------------------------------------------------------------------


def test_what_is_said_is_said_alike_in_every_format(printed: dict[str, bytes]) -> None:
    """Hostile words are words; the words of who is not to be quoted are nowhere."""
    for name, data in printed.items():
        stem, _, kind = name.partition("/")[2].partition(".")
        told = READ[kind](data)
        assert "MOTS-REFUSES" not in told, name
        if stem in {"carnet", "tableau"}:
            assert bare(HOSTILE) in told, name
        if stem == "alerte":
            assert bare("23 foyers, comptés sur place.") in told, name


def test_a_reference_leads_to_something_that_the_page_holds(printed: dict[str, bytes]) -> None:
    """Or says that it is the notebook's, and leads nowhere."""
    for name, data in printed.items():
        if name.endswith(".html"):
            page = data.decode()
            anchors = set(re.findall(r'id="([^"]+)"', page))
            assert set(re.findall(r'href="#([^"]*)"', page)) <= anchors, name
    assert bare("cahier, § 9") in read_html(printed["a/participants.html"])


def test_every_sentence_rests_on_something(carnet: Booklet) -> None:
    """The first golden rule, in every document."""
    alarm = paper(an_alarm())
    for told in (carnet, balance.balance(alarm), alert.alert(alarm), members.members(alarm)):
        every = [one for piece in (*told.essential, *told.body) if isinstance(piece, Says) for one in piece.items]
        assert every
        assert all(one.refs for one in every)


# -- the carnet --------------------------------------------------------------------------------------------------------


def test_the_carnet_goes_object_by_object_and_says_those_without_a_card(carnet: Booklet) -> None:
    """An object that nobody looked at is a finding; a card that is not quoted leaves its object without one."""
    found = under(carnet, "Les pratiques, objet par objet")
    titles = [piece.text for piece in found if isinstance(piece, Heading)]
    assert titles == [
        "Participation citoyenne", "Démocratie contributive", "Démarches administratives", "Management interne",
        "Coopérations institutionnelles", "Pilotage",
    ]  # fmt: skip
    assert sum(isinstance(piece, Plain) and piece.style == "absence" for piece in found) == 4
    cards = [piece for piece in found if isinstance(piece, Card)]
    assert [card.received for card in cards] == ["Installée", "Émergente", "Germe"]
    assert "MOTS-REFUSES" not in shown(carnet)
    assert any("Sans aucune fiche\xa0: Participation citoyenne" in one.text for one in said(carnet))


def test_a_practice_shows_its_second_object_and_what_the_group_says_of_it(carnet: Booklet) -> None:
    """« Aucun » is no object; a card that was not voted on shows no vote."""
    cards = {
        piece.received: piece for piece in under(carnet, "Les pratiques, objet par objet") if isinstance(piece, Card)
    }
    labels = {received: [row.label for row in card.rows] for received, card in cards.items()}
    assert "Un objet secondaire ?" in labels["Germe"]
    assert "Un objet secondaire ?" not in labels["Installée"]
    voted = next(row for row in cards["Germe"].rows if row.label == "Faire grandir\xa0?")
    assert [(line.text, line.code) for line in voted.lines] == [("1er · Excellent", "PR1")]
    assert "Faire grandir\xa0?" not in labels["Installée"]


def test_the_ethics_register_holds_what_reuses_data_and_what_nobody_knows(carnet: Booklet) -> None:
    """« Non » opens no alert; the answer of whoever is in charge is left to be written."""
    cards = [piece for piece in under(carnet, "Registre d'éthique") if isinstance(piece, Card)]
    assert [card.title.text for card in cards] == ["Pratique 1, vue au guichet.", HOSTILE]
    assert all(card.rows[-1].lines[0].withheld for card in cards)


def test_germs_are_indexed_by_how_far_they_have_come(carnet: Booklet) -> None:
    """One voice is enough, and what begins is first."""
    found = under(carnet, "Index des germes")
    assert [piece.text for piece in found if isinstance(piece, Heading)] == ["Germe", "Émergente", "Installée"]
    assert next(piece.items[0].text for piece in found if isinstance(piece, Lines)) == HOSTILE


def test_cross_reading_and_the_contributions_cited_are_there(carnet: Booklet) -> None:
    """So that the carnet can be read without the notebook at hand."""
    quoted = [p.text for p in under(carnet, "Lecture croisée") if isinstance(p, Quotation)]
    assert "Je reconnais la fiche 1." in quoted
    [entries] = [p for p in under(carnet, "Les contributions citées") if isinstance(p, Entries)]
    assert {"MOTS-REFUSES"} & {one.text for one in entries.items} == set()
    assert all(one.cited == () for one in entries.items)


def test_an_inquiry_without_a_card_says_so_everywhere() -> None:
    """Absence is written."""
    told = practices.practices(paper(Evening("reflexes_publics", people=3)))
    for title in ("Index des germes", "Registre d'éthique", "Faire grandir\xa0? Le vote"):
        assert under(told, title), title
    assert [p.text for p in under(told, "Index des germes") if isinstance(p, Plain) and p.style == "absence"] == [
        "Aucune fiche ne peut être imprimée."
    ]


# -- needs, resources, the alert ---------------------------------------------------------------------------------------


def test_needs_are_a_line_each_with_their_figure_and_its_source() -> None:
    """A figure is declared, never corrected; what nobody filled in is to be specified."""
    told = balance.balance(paper(an_alarm()))
    [grid] = [piece for piece in under(told, "Les besoins") if isinstance(piece, Grid)]
    rows = {row[0].partition(" · ")[2]: row for row in grid.rows}
    column = grid.head.index("Foyers, et source")
    assert rows[HOSTILE][column] == "23 · Je l'ai compté · chiffre déclaré, à vérifier"
    assert rows["Un second besoin."][column] == "8 · chiffre déclaré, à vérifier"


def test_what_is_needed_and_nobody_offers_is_said_first() -> None:
    """It is what the table is for."""
    evening = an_alarm()
    evening.say(2, "besoins", "De quoi livrer à domicile.")
    evening.tap(2, "besoins.type", "vehicule")
    told = balance.balance(paper(evening))
    assert any(
        "personne ne propose Véhicule" in one.text for p in told.essential if isinstance(p, Says) for one in p.items
    )


def test_the_alert_is_one_page_of_the_teams_words_and_tells_no_figure_without_its_source(
    printed: dict[str, bytes],
) -> None:
    """It goes to people who have two minutes."""
    assert len(PdfReader(io.BytesIO(printed["b/alerte.pdf"])).pages) == 1
    told = pages_of(printed["b/alerte.pdf"])
    assert bare("23 (Je l'ai compté)") in told
    assert bare("à préciser") in told
    [figures] = [p for p in alert.alert(paper(an_alarm())).essential if isinstance(p, Lines)]
    assert [line.before for line in figures.items] == ["23 (Je l'ai compté)"]


def test_a_workshop_that_asks_for_an_alert_and_no_needs_has_the_page_too() -> None:
    """The team's words stand by themselves."""
    evening = Evening("metropole_possibles", people=2)
    evening.said.append(the_teams("note_alerte", "Rien ne va.", 1))
    script = evening.material().script
    steps = tuple(step for step in script.steps if step.record != "need")
    told = alert.alert(paper(evening, script=msgspec.structs.replace(script, steps=steps)))
    assert not any(isinstance(piece, Says) for piece in told.essential)


# -- for participants --------------------------------------------------------------------------------------------------


def test_the_short_version_is_a_few_small_pages(printed: dict[str, bytes]) -> None:
    """A5: 148 by 210 millimetres. UA-1 without a warning, or it would not have been made."""
    document = PdfReader(io.BytesIO(printed["a/participants.pdf"]))
    box = document.pages[0].mediabox
    assert [round(side * 25.4 / 72) for side in (float(box.width), float(box.height))] == [148, 210]
    assert len(document.pages) <= 4
    told = pages_of(printed["a/participants.pdf"])
    assert "PR1" in told
    assert "/mesdonnees" in told


def test_a_horizon_that_is_not_ranked_shows_no_grade() -> None:
    """Too few graded it: a grade beside it would be read as the group's."""
    evening = Evening("relocalisation", people=6)
    items = [Item("RH1", "Jugé.", Origin.PREPARED), Item("RH2", "Peu jugé.", Origin.PREPARED)]
    evening.vote("vote", items, [(0, 0, 0, 0, 1, 3, 2), (0, 0, 0, 0, 0, 0, 1)])
    told = members.members(paper(evening))
    lines = {line.text: line.strong for piece in told.essential if isinstance(piece, Lines) for line in piece.items}
    assert lines["Peu jugé."] == ""
    assert lines["Jugé."] != ""


def test_the_short_version_is_asked_for_by_its_name(tmp_path: Path) -> None:
    """And is one of all."""
    compiler = NotebookCompiler(installed_templates())
    made = compiler.compile(an_evening_with_a_debate().material(), tmp_path, ["participants"])
    assert [file.name for file in made] == ["participants.html", "participants.pdf"]
    with pytest.raises(OperatorError, match="participants"):
        compiler.compile(an_evening_with_a_debate().material(), tmp_path, ["bref"])


# -- templates ---------------------------------------------------------------------------------------------------------


def test_an_agencys_own_templates_of_a_document_are_used_and_checked(tmp_path: Path) -> None:
    """A mistake is told with its file and line; a Word document of one's own replaces the notebook's."""
    own = tmp_path / "templates"
    for name, text in (
        ("carnet/carnet.html.j2", "<p>chez nous : {{ cahier.title }}</p>\n{{ cahier.titre }}"),
        ("alerte/alerte.typ", '#import "../cahier/bricks.typ": *\n#rien'),
    ):
        (own / name).parent.mkdir(parents=True, exist_ok=True)
        (own / name).write_text(text, encoding="utf-8")
    (own / "tableau").mkdir()
    (own / "tableau" / "tableau.docx").write_bytes(b"rien")
    told = list(map(str, check(own)))
    assert [line.split("  ")[1] for line in told] == ["N001", "N007", "N006"]
    assert told[0].startswith(f"{own / 'carnet' / 'carnet.html.j2'}:2:1  ")
    assert told[2].startswith(f"{own / 'alerte' / 'alerte.typ'}:2:")
    (own / "carnet" / "carnet.html.j2").write_text("<p>chez nous : {{ cahier.title }}</p>", encoding="utf-8")
    shutil.copy(installed_templates() / "cahier" / "cahier.docx", own / "tableau" / "tableau.docx")
    made = NotebookCompiler(own).compile(an_inquiry().material(), tmp_path / "out", ["html"])
    assert next(file for file in made if file.name == "carnet.html").read_text().startswith("<p>chez nous")
    assert NotebookCompiler(own).compile(an_alarm().material(), tmp_path / "out", ["docx"])[1].name == "tableau.docx"
