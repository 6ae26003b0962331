"""What research software is given: words that may be printed, by person, and nothing that tells who. Fabricated."""

import io
import zipfile
from pathlib import Path

import msgspec
import pytest
from lxml import etree

from bot.errors import Defect, OperatorError
from bot.facilitation.records import Material
from bot.notebook import FORMATS, WHO_SAID_WHAT, NotebookCompiler
from bot.notebook.formats import chosen, make
from bot.notebook.formats.edition import edition_of, reprint
from bot.notebook.formats.pack import packed
from tests.notebook.evening import an_evening_with_a_debate
from tests.notebook.material import ALIASES, a_crowd, a_material, an_empty_material
from tests.notebook.reading_back import saying

TEMPLATES = Path(__file__).parents[2] / "templates"
Q = "{urn:QDA-XML:project:1.0}"
# REFI-QDA, Project.xsd 1.0: for each element, its children in order, and the attributes that must be there.
SHAPE: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "Project": (("Users", "CodeBook", "Variables", "Cases", "Sources", "Description"), ("name",)),
    "Users": (("User",), ()),
    "User": ((), ("guid",)),
    "CodeBook": (("Codes",), ()),
    "Codes": (("Code",), ()),
    "Code": ((), ("guid", "name", "isCodable")),
    "Variables": (("Variable",), ()),
    "Variable": ((), ("guid", "name", "typeOfVariable")),
    "Cases": (("Case",), ()),
    "Case": (("VariableValue", "SourceRef"), ("guid",)),
    "VariableValue": (("VariableRef", "TextValue"), ()),
    "VariableRef": ((), ("targetGUID",)),
    "TextValue": ((), ()),
    "SourceRef": ((), ("targetGUID",)),
    "Sources": (("TextSource",), ()),
    "TextSource": (("Description", "PlainTextSelection"), ("guid", "plainTextPath")),
    "PlainTextSelection": (("Coding",), ("guid", "startPosition", "endPosition")),
    "Coding": (("CodeRef",), ("guid",)),
    "CodeRef": ((), ("targetGUID",)),
    "Description": ((), ()),
}
LISTS = {"Users", "Codes", "Variables", "Cases", "Sources", "CodeBook"}


def made(material: Material, name: str) -> bytes:
    return next(iter(FORMATS[name](edition_of(material, (TEMPLATES,))).values()))


def project(material: Material) -> tuple[etree._Element, dict[str, str]]:
    with zipfile.ZipFile(io.BytesIO(made(material, "qdpx"))) as archive:
        sources = {name: archive.read(name).decode() for name in archive.namelist() if name.startswith("sources/")}
        return etree.fromstring(archive.read("project.qde")), sources


@pytest.mark.parametrize("material", [a_material(), an_empty_material(), an_evening_with_a_debate().material()])
def test_a_project_has_the_published_structure(material: Material) -> None:
    """Coding software refuses a project that its schema refuses."""
    root, sources = project(material)
    for element in root.iter():
        children, attributes = SHAPE[etree.QName(element).localname]
        names = [etree.QName(child).localname for child in element]
        assert names == sorted(names, key=children.index)
        assert set(attributes) <= set(element.attrib)
        assert names or etree.QName(element).localname not in LISTS
    ids = [one.get("guid") for one in root.iter() if one.get("guid")]
    assert len(ids) == len(set(ids))
    assert {one.get("targetGUID") for one in root.iter() if one.get("targetGUID")} <= set(ids)
    paths = {f"sources/{one.get('plainTextPath').removeprefix('internal://')}" for one in root.iter(f"{Q}TextSource")}
    assert paths == set(sources)


def test_a_selection_covers_exactly_what_was_said() -> None:
    """Codes are put on characters: one too many and a colleague codes another sentence."""
    typed = "Un 😀 deux\nlignes <b> & \x0b"
    root, sources = project(saying(typed))
    found: list[str] = []
    for source in root.iter(f"{Q}TextSource"):
        text = sources[f"sources/{source.get('guid')}.txt"]
        found += [
            text[int(selection.get("startPosition")) : int(selection.get("endPosition"))]
            for selection in source.iter(f"{Q}PlainTextSelection")
        ]
    assert typed.replace("\x0b", "\ufffd") in found
    edition = edition_of(saying(typed), (TEMPLATES,))
    annex = [entry for group in edition.notebook.annex.groups for entry in group.entries]
    ours = {e.number for e in edition.desk.corpus.kept if e.printed and e.text and not edition.desk.corpus.is_option(e)}
    assert sorted(found) == sorted(entry.text.replace("\x0b", "\ufffd") for entry in annex if entry.number in ours)


def test_codes_are_the_rubrics_and_cases_the_people() -> None:
    """A team finds its own reading grid, and one case a person."""
    root, _ = project(an_evening_with_a_debate().material())
    codes = {one.get("name") for one in root.iter(f"{Q}Code")}
    assert codes
    assert codes <= {rubric for step in an_evening_with_a_debate().material().script.steps for rubric in step.rubrics}
    cases = [one.get("name") for one in root.iter(f"{Q}Case")]
    assert cases == [f"P{n:02d}" for n in range(1, len(cases) + 1)]


@pytest.mark.parametrize("name", ["qdpx", "iramuteq"])
def test_nothing_tells_who_spoke(name: str) -> None:
    """No pseudonym, no id, no hour of an answer; nothing whose author said no."""
    material = a_material()
    if name == "qdpx":
        root, sources = project(material)
        said = etree.tostring(root, encoding="unicode") + "".join(sources.values())
    else:
        said = made(material, name).decode()
    for kept in (*ALIASES, "p000", "x0001", "PHRASE-REFUSEE", "PHRASE-A-CONFIRMER", "TEXTE-RETENU", "TEXTE-RETIRE",
                 "VERSION-INTERDITE", "MARAICHERE-UNIQUE"):  # fmt: skip
        assert kept not in said


def test_a_corpus_has_a_line_of_variables_a_text() -> None:
    """What the software reads: stars, variables, then the words on a line of their own."""
    corpus = made(saying("**** *faux_titre\n-*theme puis\n\nla suite"), "iramuteq").decode()
    texts = [text.split("\n") for text in corpus.strip().split("\n\n")]
    assert all(len(lines) == 2 for lines in texts)
    for head, words in texts:
        assert head.startswith("**** *pers_p")
        assert all(one.startswith("*") and one.count("_") == 1 for one in head.split()[1:])
        assert "*" not in words
    assert any(words == "\u2217\u2217\u2217\u2217 \u2217faux_titre -\u2217theme puis la suite" for _, words in texts)


def test_a_session_without_words_gives_files_without_words() -> None:
    """Nobody spoke: the project opens, empty."""
    assert made(an_empty_material(), "iramuteq") == b""
    root, sources = project(an_empty_material())
    assert sources == {}
    assert [etree.QName(one).localname for one in root] == ["Users", "Variables", "Description"]


@pytest.mark.parametrize("name", sorted(WHO_SAID_WHAT))
def test_research_needs_the_session_and_says_so(name: str) -> None:
    """A data pack does not hold who said what."""
    again = reprint(packed(edition_of(a_material(), (TEMPLATES,))), "cahier.json", (TEMPLATES,))
    with pytest.raises(OperatorError, match=f'compile "{name}" from the session'):
        make(again, ["md", name])


def test_all_formats_of_a_data_pack_are_those_that_need_no_more_than_it() -> None:
    """Not a refusal of everything because of one."""
    edition = edition_of(a_material(), (TEMPLATES,))
    again = reprint(packed(edition), "cahier.json", (TEMPLATES,))
    assert make(again, ["all"]) == make(edition, [name for name in chosen(["all"]) if name not in WHO_SAID_WHAT])


def test_only_what_needs_the_session_is_kept_from_a_data_pack() -> None:
    """A format that follows people and is not among these would end in a defect."""
    again = reprint(packed(edition_of(a_material(), (TEMPLATES,))), "cahier.json", (TEMPLATES,))
    for name in WHO_SAID_WHAT:
        with pytest.raises(Defect):
            FORMATS[name](again)


def test_all_formats_leave_out_what_a_session_has_nothing_for(tmp_path: Path) -> None:
    """`all` is not a mistake because nobody voted on statements; asking for Polis by name is."""
    files = NotebookCompiler(TEMPLATES).compile(a_crowd(5), tmp_path, ["all"])
    assert {file.suffix for file in files} == {
        ".html",
        ".pdf",
        ".docx",
        ".md",
        ".xlsx",
        ".csv",
        ".json",
        ".qdpx",
        ".txt",
    }
    with pytest.raises(OperatorError, match='nothing for "polis"'):
        NotebookCompiler(TEMPLATES).compile(a_crowd(5), tmp_path, ["polis"])


def test_a_person_keeps_their_number_from_one_export_to_the_next() -> None:
    """Codings made on one export still stand on the next."""
    first, later = a_material(), msgspec.structs.replace(a_material(), software="Horizons 0.2.0")
    assert {one.get("guid") for one in project(first)[0].iter(f"{Q}TextSource")} == {
        one.get("guid") for one in project(later)[0].iter(f"{Q}TextSource")
    }
