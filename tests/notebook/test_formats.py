"""What people receive: the page, the Markdown, the files. All data is fabricated."""

import html
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.errors import OperatorError, OutsideFailure
from bot.facilitation import ports
from bot.facilitation.records import Material
from bot.notebook import NotebookCompiler
from bot.notebook.blocks import Table
from bot.notebook.escaping import css_string, markdown_inline, markdown_quote, readable
from tests.notebook.evening import an_evening_with_a_debate
from tests.notebook.material import HOSTILE, LONG, a_crowd, a_material, a_session, an_empty_material

TEMPLATES = Path(__file__).parents[2] / "templates"
VOID = {"meta", "link", "br", "hr", "img", "input"}


class Page(HTMLParser):
    """Reads a page: ids, links, headings, tags; complains when a tag is closed that was not open."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[int] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(text)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append((tag, given))
        if tag not in VOID:
            self._open.append(tag)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "a":
            self.links.append(str(given["href"]))
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self._open or self._open[-1] != "style":
            self.text += data


@pytest.fixture(scope="module", params=["rich", "empty", "crowd", "english", "evening"])
def page(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Page]:
    made: dict[str, Callable[[], Material]] = {
        "rich": a_material,
        "empty": an_empty_material,
        "crowd": lambda: a_crowd(60),
        "english": lambda: a_material(session=a_session(language="en")),
        "evening": lambda: an_evening_with_a_debate().material(),
    }
    material = made[request.param]()
    [file] = NotebookCompiler(TEMPLATES).compile(material, tmp_path_factory.mktemp("cahier"), ["html"])
    text = file.read_text(encoding="utf-8")
    return text, Page(text)


def test_every_link_of_the_page_leads_somewhere_in_it(page: tuple[str, Page]) -> None:
    """A reader checks a sentence by following it."""
    _, read = page
    assert read.links
    assert all(link.startswith("#") for link in read.links)
    assert {link[1:] for link in read.links} <= set(read.ids)
    assert len(read.ids) == len(set(read.ids))


def test_the_page_asks_for_nothing_and_runs_nothing(page: tuple[str, Page]) -> None:
    """It holds people's words: opening it must tell nobody."""
    text, read = page
    tags = {tag for tag, _ in read.tags}
    assert tags.isdisjoint({"script", "link", "img", "iframe", "object", "embed", "form", "video", "audio", "base"})
    for _, attrs in read.tags:
        assert not [name for name in attrs if name.startswith("on") or name in {"src", "srcset", "ping", "action"}]
    style = "".join(re.findall(r"<style>.*?</style>", text, re.DOTALL))
    assert "url(" not in style
    assert "@import" not in style


def test_the_page_can_be_heard_and_skimmed(page: tuple[str, Page]) -> None:
    """Headings in order, one h1, landmarks, a skip link, table titles with a scope: what a screen reader moves by."""
    text, read = page
    assert read.headings[0] == 1
    assert read.headings.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in zip(read.headings, read.headings[1:], strict=False))
    tags = [tag for tag, _ in read.tags]
    for landmark in ("header", "nav", "main", "footer"):
        assert tags.count(landmark) == 1
    assert read.links[0] == "#s1"
    assert tags.count("table") == tags.count("caption")
    assert all("scope" in attrs for tag, attrs in read.tags if tag == "th")
    assert re.search(r'<html lang="(fr|en)">', text)
    assert all(attrs.get("role") == "img" for tag, attrs in read.tags if tag == "svg")


def test_figures_are_set_to_the_right_and_texts_to_the_left(page: tuple[str, Page]) -> None:
    """A column of words ranged on the right is hard to read, on paper as on a phone."""
    cells = [attrs.get("class") for tag, attrs in page[1].tags if tag == "td"]
    assert {"figure", None} <= set(cells)
    table = Table(
        "t",
        "Une table",
        ("Quoi", "Combien", "Rang", "À qui"),
        (("a", "moins de 3", "–", "la mairie"), ("b", "12", "1er", "à préciser")),
    )
    assert table.figures == (False, True, True, False)
    assert Table("t", "Vide", ("Quoi", "Combien"), ()).figures == (False, False)


def test_paragraphs_of_the_markdown_are_one_blank_line_apart(tmp_path: Path) -> None:
    """What a section leaves out leaves no hole in the page."""
    [file] = NotebookCompiler(TEMPLATES).compile(a_material(), tmp_path, ["md"])
    text = file.read_text(encoding="utf-8")
    assert "\n\n\n" not in text


def test_peoples_words_stay_words_in_html(tmp_path: Path) -> None:
    """A script, a template and a formula typed in an answer are an answer."""
    [file] = NotebookCompiler(TEMPLATES).compile(a_material(), tmp_path, ["html"])
    text = file.read_text(encoding="utf-8")
    assert html.escape(HOSTILE, quote=False) in text.replace("&#34;", '"')
    assert "{{ 7*7 }}" in text
    assert LONG.strip() in text
    assert "<script" not in text


def test_peoples_words_stay_words_in_markdown(tmp_path: Path) -> None:
    """The same in Markdown: what a reader sees is what was typed."""
    [file] = NotebookCompiler(TEMPLATES).compile(a_material(), tmp_path, ["md"])
    rendered = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(file.read_text(encoding="utf-8"))
    assert html.escape(HOSTILE, quote=True) in rendered
    assert "<script" not in rendered
    assert 'href="javascript' not in rendered


def test_every_link_of_the_markdown_leads_somewhere_in_it(tmp_path: Path) -> None:
    """The Markdown notebook is checked in the same way as the page."""
    for material in (a_material(), an_empty_material(), an_evening_with_a_debate().material()):
        [file] = NotebookCompiler(TEMPLATES).compile(material, tmp_path, ["md"])
        text = file.read_text(encoding="utf-8")
        places = set(re.findall(r'<a id="([^"]+)">', text))
        assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= places


def shown(markdown: str) -> str:
    """What a reader of the Markdown sees."""
    rendered = MarkdownIt("gfm-like", {"linkify": False, "html": True}).render(markdown)
    return html.unescape(re.sub(r"<[^>]+>", "", rendered))


def plain(text: str) -> str:
    """The text as it may be compared: white space and direction isolates put aside."""
    return re.sub(r"\s+", " ", re.sub("[\u2068\u2069]", "", text)).strip()


@given(st.text(max_size=80))
def test_any_text_is_shown_as_it_is_in_markdown(text: str) -> None:
    """Markdown has a hundred ways to turn an answer into something else."""
    # A form feed or a no-break space at the end of a line is white space to Markdown as well.
    assert plain(shown(f"- {markdown_inline(text)}")) == plain(readable(text))
    assert plain(shown(str(markdown_quote(text)))) == plain(readable(text))


@pytest.mark.parametrize(
    "text",
    [
        "# titre",
        "- tiret",
        "1. un",
        "===",
        "a\n---",
        "|a|b|",
        "&amp;",
        "[x](y)",
        "<b>",
        "    code",
        "``",
        "+ plus",
        "~~x~~",
    ],
)
def test_marks_typed_in_an_answer_appear_literally(text: str) -> None:
    """The classics, by name."""
    assert plain(shown(str(markdown_quote(text)))) == plain(text)


@given(st.text(max_size=60))
def test_a_title_cannot_leave_its_css_string(text: str) -> None:
    """The running header is written in the style sheet: a quote or a `</style>` in a title must stay inside."""
    written = str(css_string(text))
    assert not set(written) & set("\"'<>{}\n")
    back = re.sub(r"\\([0-9a-f]+) ", lambda found: chr(int(found[1], 16)), written)
    assert back == readable(text).replace("\n", " ")


def test_the_compiler_is_the_port() -> None:
    """`app` hands it to the use cases as `ports.Compiler`."""
    compiler: ports.Compiler = NotebookCompiler(TEMPLATES)
    assert callable(compiler.compile)


def test_the_same_session_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two copies can be compared, and a version tells whether something changed."""
    first = NotebookCompiler(TEMPLATES).compile(a_material(), tmp_path / "a", ["all"])
    again = NotebookCompiler(TEMPLATES).compile(a_material(), tmp_path / "b", ["all"])
    assert [p.read_bytes() for p in first] == [p.read_bytes() for p in again]


def test_an_unknown_format_names_those_there_are(tmp_path: Path) -> None:
    """Whoever typed it can correct it; and nothing is half done."""
    with pytest.raises(OperatorError, match=r'"odt".*docx, html'):
        NotebookCompiler(TEMPLATES).compile(a_material(), tmp_path / "out", ["html", "odt"])
    assert not (tmp_path / "out").exists()


def test_only_whole_files_are_left_behind(tmp_path: Path) -> None:
    """A reader never opens half a notebook, nor finds a temporary file."""
    out = tmp_path / "deep" / "out"
    files = NotebookCompiler(TEMPLATES).compile(a_material(), out, ["md", "html", "md"])
    assert [f.name for f in files] == ["cahier.md", "cahier.html"]
    assert sorted(p.name for p in out.iterdir()) == ["cahier.html", "cahier.md"]


def test_a_folder_that_is_a_file_is_said_plainly(tmp_path: Path) -> None:
    """The disk is outside: exit code 3, and a sentence."""
    (tmp_path / "out").write_text("", encoding="utf-8")
    with pytest.raises(OutsideFailure, match="cannot be written"):
        NotebookCompiler(TEMPLATES).compile(a_material(), tmp_path / "out", ["md"])
