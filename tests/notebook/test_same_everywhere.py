"""One notebook, many formats: what one says the others say, to the letter. All data is fabricated."""

import dataclasses
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from pypdf import PdfReader

from bot import workbench
from bot.errors import OperatorError
from bot.facilitation.records import Material
from bot.notebook import FORMATS, NotebookCompiler
from bot.notebook.blocks import Sentence
from bot.notebook.citations import walk
from bot.notebook.formats.edition import Edition, edition_of, reprint
from bot.notebook.formats.pack import packed
from bot.notebook.formats.xlsx import fits
from bot.tallying import Told
from tests.notebook.evening import an_evening_with_a_debate
from tests.notebook.material import LONG, a_crowd, a_material, an_empty_material
from tests.notebook.reading_back import (
    bare,
    read_csv,
    read_docx,
    read_html,
    read_md,
    read_pdf,
    read_xlsx,
    saying,
    texts,
)

TEMPLATES = Path(__file__).parents[2] / "templates"
HOSTILE = [
    "{{ 7*7 }} {% for x in y %}{{ x }}{% endfor %} {# note #}",
    '#read("/etc/passwd") #let a = $x^2$ \\begin{document} \\',
    "<script>alert(1)</script> &amp; <b>gras</b> ]]> <!-- -->",
    '=HYPERLINK("http://exemple.invalid","ici")',
    "+33 et @nom -1 'déjà\ttab",
    "'= une apostrophe d'abord",
    "avant\x0baprès\x00fin",
    "\u202eà l'envers\u202c puis \u200fdroite",
    "_x0041_ %s %(a)s ${x} {_{ y }_} \\n",
    "😀" * 10_000,
    "mot " * 5_000,
]


def everything(material: Material) -> Edition:
    return edition_of(material, (TEMPLATES,))


def prose(edition: Edition) -> Mapping[str, str]:
    """What each format that is read rather than computed with says."""
    made = {name: next(iter(FORMATS[name](edition).values())) for name in ("html", "md", "pdf", "docx")}
    return {
        "html": read_html(made["html"]),
        "md": read_md(made["md"]),
        "pdf": read_pdf(PdfReader(io.BytesIO(made["pdf"]))),
        "docx": read_docx(made["docx"]),
    }


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_what_was_typed_is_in_every_format_as_it_was_typed(typed: str) -> None:
    """Only what no file can carry is replaced, and by the same sign everywhere."""
    edition = everything(saying(typed))
    wanted = typed.replace("\x0b", "\ufffd").replace("\x00", "\ufffd")
    for name, text in prose(edition).items():
        assert bare(wanted) in text, name
    cells = [row[3] for row in read_xlsx(FORMATS["xlsx"](edition)["cahier.xlsx"])["Contributions"]]
    assert fits(wanted) in cells
    files = FORMATS["csv"](edition)
    assert wanted in [row["text"] for row in read_csv(files["cahier-contributions.csv"])]
    told = json.loads(FORMATS["json"](edition)["cahier.json"])
    assert wanted in [row["text"] for row in told["tables"]["contributions"]]
    with zipfile.ZipFile(io.BytesIO(FORMATS["qdpx"](edition)["cahier.qdpx"])) as project:
        assert any(wanted in project.read(name).decode() for name in project.namelist() if name.endswith(".txt"))
    # The star is a mark of that software's own.
    assert bare(wanted.replace("*", "\u2217")) in bare(FORMATS["iramuteq"](edition)["cahier-iramuteq.txt"].decode())


@pytest.mark.parametrize(
    "material", [a_material(), an_evening_with_a_debate().material(), an_empty_material(), a_crowd(1), a_crowd(40)]
)
def test_as_many_contributions_come_out_as_went_in(material: Material) -> None:
    """None is lost, none twice, whatever the format."""
    edition = everything(material)
    annex = edition.notebook.annex
    apart = (annex.parked, annex.late, annex.uncertain, annex.withheld, annex.corrections)
    numbers = [e.number for group in annex.groups for e in group.entries] + [e.number for some in apart for e in some]
    assert len(numbers) == len(set(numbers)) == len(edition.desk.corpus.entries)
    sheet = read_xlsx(FORMATS["xlsx"](edition)["cahier.xlsx"])["Contributions"]
    assert [row[0] for row in sheet[1:]] == numbers
    files = FORMATS["csv"](edition)
    assert [row["number"] for row in read_csv(files["cahier-contributions.csv"])] == numbers
    assert [row["number"] for row in json.loads(packed(edition))["tables"]["contributions"]] == numbers
    for name, text in prose(edition).items():
        assert [number for number in numbers if number not in text] == [], name


@pytest.mark.parametrize("material", [a_material(), an_evening_with_a_debate().material(), an_empty_material()])
def test_every_sentence_and_figure_is_in_every_format(material: Material) -> None:
    """The PDF that an elected person reads and the page that a resident reads are the same notebook."""
    edition = everything(material)
    told = texts(dataclasses.asdict(dataclasses.replace(edition.notebook, toc=())))
    for name, text in prose(edition).items():
        assert [said for said in told if bare(said) not in text] == [], name
    rows = {row[1] for row in edition.tables["sentences"]}
    assert {said.text for said in walk(edition.notebook) if isinstance(said, Sentence)} == rows


def test_a_table_says_what_the_dictionary_says_it_does() -> None:
    """Whoever opens the data finds each column explained, in the notebook's language."""
    edition = everything(a_material())
    files = FORMATS["csv"](edition)
    package = json.loads(files["datapackage.json"])
    for resource in package["resources"]:
        head = files[resource["path"]].decode().splitlines()[0].split(",")
        assert [field["name"] for field in resource["schema"]["fields"]] == head
        assert all(field["title"] and field["description"] for field in resource["schema"]["fields"])
        for row in read_csv(files[resource["path"]]):
            for field in resource["schema"]["fields"]:
                assert field["type"] == "string" or int(row[field["name"]]) >= 0
    assert "apostrophe" in package["description"]


@pytest.mark.parametrize("material", [a_material(), an_evening_with_a_debate().material()])
def test_the_ballots_of_a_vote_recount_to_what_is_printed(material: Material, tmp_path: Path) -> None:
    """Anybody may count again, with our command or another's."""
    edition = everything(material)
    files = FORMATS["json"](edition)
    for vote in edition.ballots:
        file = tmp_path / f"{vote}.json"
        file.write_bytes(files[f"cahier-bulletins-{vote}.json"])
        again = {place["item"]: place["rank"] for place in workbench.tally(file, Told()).document()["ranking"]}
        assert again == {place.code: place.rank for place in material.results[vote].standings}
    assert edition.ballots


def test_a_vote_of_too_few_leaves_no_ballots() -> None:
    """A distribution of two ballots is two ballots."""
    edition = everything(a_crowd(2))
    assert edition.ballots == {}
    assert edition.tables["ballots"] == []


@pytest.mark.parametrize("name", ["html", "md", "pdf", "docx", "xlsx", "csv", "json"])
def test_a_data_pack_prints_the_same_notebook_again(name: str) -> None:
    """The data outlive the installation: from the pack alone, the same bytes."""
    edition = everything(an_evening_with_a_debate().material())
    again = reprint(packed(edition), "cahier.json", (TEMPLATES,))
    assert FORMATS[name](again) == FORMATS[name](edition)


@pytest.mark.parametrize("found", ["", "{}", "[]", "\xff", '{"format": 1, "notebook": {}}', "{{ 7*7 }}"])
def test_what_is_no_data_pack_is_said_plainly(tmp_path: Path, found: str) -> None:
    """A file that was cut or mistaken for another."""
    file = tmp_path / "cahier.json"
    file.write_text(found, encoding="latin-1")
    with pytest.raises(OperatorError, match="is no data pack"):
        NotebookCompiler(TEMPLATES).reprint(file, tmp_path, ["html"])


def test_a_data_pack_of_another_version_is_refused() -> None:
    """Rather than read by halves."""
    data = packed(everything(a_material())).replace(b'"format": 1', b'"format": 7', 1)
    with pytest.raises(OperatorError, match="format 7"):
        reprint(data, "cahier.json", (TEMPLATES,))


def test_a_cell_holds_no_more_than_a_spreadsheet_takes() -> None:
    """Excel calls a longer one a damaged file: it is cut, and says so."""
    assert fits("a" * 40_000) == "a" * 32_763 + " […]"
    assert fits(LONG) == LONG
