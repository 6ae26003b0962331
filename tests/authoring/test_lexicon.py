"""The words that probes look for: the shipped ones, and those of a file beside a script. All of it is fabricated."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.authoring import check, load
from bot.authoring.lexicon import MOST, shipped
from bot.authoring.shelf import FileShelf, check_files, read_files, script_of
from bot.engine.lexicon import Lexicon
from bot.engine.probes import trigger
from bot.engine.revision import Nature, diff
from bot.engine.script import Script
from bot.errors import AuthorError
from tests.authoring import hostile

SCRIPT = """\
format: 1
id: essai
title: Essai
steps:
  - consent:
      id: consentement
      title: Accord
      minutes: 1
      ask: D'accord ?
      accept: {oui: Oui}
      decline: {non: Non}
"""


FILE = "essai.lexicon.yaml"


def beside(lexicon: str) -> list[tuple[str, bytes]]:
    return [(FILE, f"format: 1\n{lexicon}".encode())] if lexicon else []


def findings(lexicon: str) -> list[tuple[str, str, int]]:
    issues = check("essai.yaml", SCRIPT.encode(), beside(lexicon))
    return [(issue.file, issue.code, issue.line) for issue in issues if issue.is_error]


def script(lexicon: str = "") -> Script:
    return load("essai.yaml", SCRIPT.encode(), beside(lexicon))


def words(lexicon: str = "") -> Lexicon:
    return script(lexicon).lexicon


def test_the_shipped_words_can_be_read_in_both_languages() -> None:
    """A list lost in a file would let insults through, and nobody would know."""
    lexicon = shipped()
    assert {"connard", "asshole"} <= lexicon.insults
    assert [("imbecile" in one.nouns, "idiots" in one.nouns) for one in lexicon.tongues] == [(True, True), (True, True)]
    assert all(one.determiners and one.fillers and one.addresses for one in lexicon.tongues)
    assert lexicon.abuse
    assert lexicon.dont_know
    assert lexicon.subjects
    assert lexicon.another


def test_a_script_without_words_of_its_own_has_the_shipped_ones() -> None:
    """Its expressions are made once for all such scripts."""
    assert words() is shipped()


def test_a_script_has_its_own_words_beside_the_shipped_ones() -> None:
    """Written as people write them: accents, capitals and apostrophes do not matter."""
    own = words("hostile: [Bouseux, sale parisien]\nne_sait_pas: ['Qu’en sais-je', alors là]")
    assert trigger("Ces BOUSEUX du conseil ne comprennent rien", (), own, is_collection=False) == "hostile"
    assert trigger("un sale Parisien de plus", (), own, is_collection=False) == "hostile"
    assert trigger("qu'en sais-je ?", ("ne_sait_pas",), own, is_collection=False) == "ne_sait_pas"
    assert trigger("alors là, connard", (), own, is_collection=False) == "hostile"
    assert trigger("ces bouseux", (), words(), is_collection=False) is None


def test_the_same_words_are_made_into_expressions_once() -> None:
    """However many sessions are pinned to the script."""
    assert words("hostile: [bouseux]") is words("hostile: [BOUSEUX]")


@pytest.mark.parametrize(
    ("lexicon", "found"),
    [
        ("hostile: ['!!!']", [(FILE, "S123", 2)]),
        ("hostile: [un]", [(FILE, "S123", 2)]),
        (f"hostile: [{'a' * 61}]", [(FILE, "S123", 2)]),
        (f"ne_sait_pas: [{', '.join(f'mot{n}' for n in range(MOST + 1))}]", [(FILE, "S123", 2)]),
        ("ne_sait_pas: [hm]", []),
        ("hostiles: [bouseux]", [(FILE, "S005", 2)]),
        ("hostile: {a: b}", [(FILE, "S004", 2)]),
        ("hostile: ['(a+)+$ b', 'c++ d']", []),
    ],
)
def test_a_word_that_cannot_be_looked_for_is_pointed_out(lexicon: str, found: list[tuple[str, str, int]]) -> None:
    """« un » as an insult would withhold half of a session; an expression is only so many letters."""
    assert findings(lexicon) == found


def test_other_words_may_be_taken_up_by_sessions_under_way() -> None:
    """They say nothing of answers already given: a word that was forgotten can be added the same evening."""
    old, new = script(), script("hostile: [bouseux]")
    (change,) = diff(old, new).changes
    assert (change.field, change.nature, change.before, change.after) == ("lexicon", Nature.TEXT, (), ("bouseux",))
    assert old.hash != new.hash


@pytest.mark.parametrize("name", ["empty", "null", "a list", "a word", "a bomb", "many keys", "UTF-16", "deep flow"])
def test_a_file_of_words_that_is_none_is_pointed_out_and_the_script_does_not_load(name: str) -> None:
    """A list of insults that is silently not read would let them through."""
    files = [(FILE, dict(hostile.files())[name])]
    issues = check("essai.yaml", SCRIPT.encode(), files)
    assert {issue.file for issue in issues if issue.is_error} == {FILE}
    with pytest.raises(AuthorError, match=FILE):
        load("essai.yaml", SCRIPT.encode(), files)


def test_the_words_are_found_beside_the_script_and_pinned_with_it(tmp_path: Path) -> None:
    """Who writes them opens one small file, and never the script."""
    file = tmp_path / "essai.yaml"
    file.write_text(SCRIPT, encoding="utf-8")
    shelf = FileShelf.of_folder(tmp_path)
    before = shelf.list()[0]
    (tmp_path / FILE).write_text("format: 1\nhostile: [bouseux]\n", encoding="utf-8")
    (after,) = shelf.list()
    assert after.lexicon.added == ("bouseux",)
    assert after.hash != before.hash
    assert shelf.load(shelf.read("essai")) is after
    assert script_of(tmp_path / FILE) == file
    (tmp_path / FILE).write_text("format: 1\nhostil: [bouseux]\n", encoding="utf-8")
    (issue,) = (one for one in check_files(file, read_files(file)) if one.is_error)
    assert (issue.file, issue.line, issue.col) == (str(tmp_path / FILE), 2, 1)
    assert "hostile" in str(issue.remedy)


def test_words_are_heard_in_every_language_of_the_script() -> None:
    """People write in the language they speak, whatever they read."""
    translation = b"format: 1\ntranslates: essai\nlanguage: en\ntitle: Test\n"
    spoken = load("essai.yaml", SCRIPT.encode(), [*beside("hostile: [bouseux]"), ("essai.en.yaml", translation)])
    assert [one.lexicon.added for one in (spoken, *spoken.translations)] == [("bouseux",), ("bouseux",)]


def test_words_in_the_script_itself_have_no_place() -> None:
    """One way to write them."""
    issues = check("essai.yaml", SCRIPT.replace("steps:", "lexicon: {hostile: [bouseux]}\nsteps:").encode())
    assert [issue.code for issue in issues if issue.is_error] == ["S005"]
