"""Whatever the bytes are, whoever gave them gets coded findings with a place, never a traceback.

How long that takes is measured by `bench/check.py`.
"""

from __future__ import annotations

import functools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.authoring import CATALOGUE, Issue, check, load
from bot.engine import texts
from bot.errors import AuthorError
from tests.authoring import hostile

pytestmark = pytest.mark.untraced

FILE = "essai.yaml"
FILES = dict(hostile.files())
KEYS = ("id", "steps", "<<", "allow", "? x", "consent", "pools")


def judged(source: bytes) -> list[Issue]:
    """The findings, once it is sure that they are findings and that `load` agrees with them."""
    issues = check(FILE, source)
    try:
        lines = source.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    except UnicodeDecodeError:
        lines = []
    for issue in issues:
        assert issue.code in CATALOGUE
        assert str(issue.finding).endswith(".")
        assert str(issue.remedy)
        assert str(issue).isprintable() or str(issue).count("\n") == 1
        assert len(str(issue)) < 1_000
        if lines:
            assert 1 <= issue.line <= len(lines), issue
            assert 1 <= issue.col <= len(lines[issue.line - 1]) + 1, issue
    if any(issue.is_error for issue in issues):
        with pytest.raises(AuthorError):
            load(FILE, source)
    else:
        script = load(FILE, source)
        values = {parameter.name: "x" for parameter in script.parameters}
        for _, question in script.walk():
            if texts.names(question.text) <= set(values):
                texts.render(question.text, values)
    return issues


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_hostile_file_is_answered_with_findings(name: str) -> None:
    """Facilitators upload whatever they have, and some people try things."""
    issues = judged(FILES[name])
    assert issues
    assert len(issues) <= 500


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_hostile_translation_is_answered_with_findings(name: str) -> None:
    """A translation comes from somebody else than the script."""
    beside = [("essai.en.yaml", FILES[name])]
    issues = check(FILE, hostile.GOOD.encode(), beside)
    assert issues
    assert {issue.file for issue in issues} == {"essai.en.yaml"}
    if any(issue.is_error for issue in issues):
        with pytest.raises(AuthorError):
            load(FILE, hostile.GOOD.encode(), beside)


@functools.cache
def whole() -> tuple[Any, list[hostile.Path_]]:
    content = hostile.content()
    return content, list(hostile.paths(content))


@settings(max_examples=settings().max_examples // 2)  # a whole workshop is read twice for each
@given(st.data())
def test_any_value_may_be_any_other_thing(data: st.DataObject) -> None:
    """One bracket too many turns a text into a list: of all mistakes the commonest, and in any place."""
    content, paths = whole()
    path = data.draw(st.sampled_from(paths))
    instead = data.draw(st.sampled_from(sorted(hostile.INSTEAD)))
    judged(hostile.replaced(content, path, hostile.INSTEAD[instead]))


@given(st.binary(max_size=300))
def test_any_bytes_are_answered(source: bytes) -> None:
    """A picture, a spreadsheet, half a download."""
    judged(source)


@given(
    st.recursive(
        st.sampled_from(["a", "no", "1", "~", "'x'", '"\\u0041"', "&a b", "*a", "!!str c", "{{ d }}", "é: e"]),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
            st.lists(st.tuples(st.sampled_from(KEYS), inner), max_size=3).map(
                lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"
            ),
        ),
        max_leaves=20,
    )
)
def test_any_yaml_is_answered(source: str) -> None:
    """YAML has more to offer than scripts use."""
    judged(source.encode())


@given(st.text(alphabet="()[]{}'\"=<>!.,*-+ \\\n\x00aprofil019é🙂not inorand", max_size=120))
def test_any_condition_is_answered(condition: str) -> None:
    """A condition is the only thing in a script that is evaluated."""
    written = condition.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\x00", "\\0")
    judged(hostile.GOOD.replace("when: profil == 'autre'", f'when: "{written}"').encode())


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_lines_are_counted_whatever_ends_them(end: str) -> None:
    """A script comes from Windows, or from an old Mac: the editor there counts the same lines."""
    source = hostile.GOOD.replace("ask: Racontez.", 'ask: "Racontez {{ rien }}."')
    (plain,) = judged(source.encode())
    (other,) = judged(source.replace("\n", end).encode())
    assert (other.line, other.col) == (plain.line, plain.col)


def test_a_byte_order_mark_is_no_character() -> None:
    """Notepad writes one."""
    assert judged(b"\xef\xbb\xbf" + hostile.GOOD.encode()) == []
    assert load(FILE, b"\xef\xbb\xbf" + hostile.GOOD.encode()).title == "Essai"


@pytest.mark.parametrize(
    ("name", "code", "line", "words"),
    [
        ("a tab", "S002", 17, "tab"),
        ("an open quotation mark", "S002", 17, "quotation mark is opened here"),
        ("an open brace in a script", "S002", 13, "brace opened at line 12"),
        ("a directive", "S002", 1, "directive"),
        ("an indent nobody sees", "S004", 17, "cannot be seen"),
        ("a key with a space nobody sees", "S004", 17, "cannot be seen"),
        ("a surrogate, escaped", "S001", 19, "U+D800"),
        ("another order of reading", "S001", 17, "U+202E"),
        ("UTF-16", "S001", 1, "UTF-16"),
        ("a word", "S004", 1, "this file is a text"),
        ("null", "S006", 1, "empty"),
        ("a loop", "S302", 19, "no plain"),
        ("a comparison with a power", "S111", 21, "between quotes"),
        ("many near misses", "S108", 20, "courte0"),
    ],
)
def test_the_first_finding_says_what_and_where(name: str, code: str, line: int, words: str) -> None:
    """An author mends what she understands; a parser's words are for those who write parsers."""
    issue = judged(FILES[name])[0]
    assert (issue.code, issue.line) == (code, line), issue
    assert words in f"{issue.finding} {issue.remedy}"


@pytest.mark.parametrize("name", ["a key with a space nobody sees", "a word", "a list", "null", "a directive", "a tag"])
def test_one_slip_is_one_finding(name: str) -> None:
    """What follows from it would hide it."""
    assert len(judged(FILES[name])) == 1


def test_a_text_that_is_repeated_by_an_alias_is_not_missing_too() -> None:
    """The alias is what is wrong; the text it stands for is there."""
    source = hostile.GOOD.replace("title: Essai", "title: &t Essai").replace("title: Le vécu", "title: *t")
    assert [issue.code for issue in judged(source.encode())] == ["S007"]
