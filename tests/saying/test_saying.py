"""What authors and operators read: every sentence in both languages, with the same values, and what is said of them."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from babel.messages.pofile import read_po

from bot.authoring.issues import CATALOGUE
from bot.saying import FILE, Said, counted, did_you_mean, language_of, quoted, say

_BOT: Final = Path(__file__).parents[2] / "bot"
_SAYING: Final = _BOT / "saying" / "__init__.py"
_SPACED: Final = re.compile(r"« | [»;:!?%]")

Key = tuple[str, str]


def _calls() -> Iterator[tuple[str, ast.Call]]:
    """Every `say(…)` and `counted(…)` of this package's, with its place."""
    for path in sorted(_BOT.rglob("*.py")):
        source = path.read_text("utf-8")
        if "bot.saying" not in source and path != _SAYING:
            continue
        tree = ast.parse(source)
        ours = {
            alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module == "bot.saying"
            for alias in node.names
        }
        ours |= {"say", "counted"} if path == _SAYING else set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ours & {"say", "counted"}:
                yield f"{path.relative_to(_BOT)}:{node.lineno}", node


def _texts(where: str, call: ast.Call) -> Key:
    written = [argument.value for argument in call.args if isinstance(argument, ast.Constant)]
    assert len(written) == len(call.args) == (2 if ast.unparse(call.func) == "counted" else 1), (
        f"{where}: not written out"
    )
    one, many = (*written, "")[:2]
    return str(one), str(many)


def _sentences() -> set[Key]:
    said = {_texts(where, call) for where, call in _calls()}
    return said | {(one.text, "") for kind in CATALOGUE.values() for one in kind.sentences}


def _french() -> dict[Key, tuple[str, ...]]:
    with FILE.open("rb") as file:
        messages = [message for message in read_po(file, locale="fr", abort_invalid=True) if message.id]
    assert not any(message.fuzzy for message in messages)
    found = {}
    for message in messages:
        one, many = (message.id, "") if isinstance(message.id, str) else message.id
        found[str(one), str(many)] = (
            (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        )
    return found


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_sentence_is_in_french_and_no_other() -> None:
    """Missing: a facilitator reads English in the middle of her remedy. Left over: translators work for nothing."""
    french = _french()
    assert set(french) == _sentences()
    assert all(text.strip() for texts in french.values() for text in texts)


def test_a_sentence_has_the_values_it_shows_in_both_languages() -> None:
    """A value left out hides the place or the word; one that is not there fails in front of the author."""
    french = _french()
    valued = 0
    for where, call in _calls():
        given = {word.arg for word in call.keywords if word.arg}
        if not given or any(word.arg is None for word in call.keywords):
            continue
        key = _texts(where, call)
        for text in (*filter(None, key), *french[key]):
            assert _names(text) <= given, where
            assert _names(text) >= given - {"n"}, where
        valued += 1
    assert valued > 200


def test_french_signs_are_tied_to_their_words() -> None:
    """« Mot seul » at the end of a line, and its guillemet on the next: the page looks broken."""
    examples = {kind.example for kind in CATALOGUE.values()}
    for (source, _), texts in _french().items():
        for text in texts:
            prose = "".join(text.split("`")[::2])
            assert source in examples or "```" in text or not _SPACED.search(prose), text


def test_a_sentence_is_read_in_either_language_down_to_its_values() -> None:
    """The values are sentences too: what a thing is called, what was meant, how many."""
    near = did_you_mean("horizon", ["horizons", "pistes"], say("Pools here"))
    assert str(near) == 'Did you mean "horizons"? Pools here: horizons, pistes.'
    assert near.into("fr") == "Vouliez-vous dire «\u00a0horizons\u00a0»\u00a0? Réservoirs ici\u00a0: horizons, pistes."
    assert str(did_you_mean("x", [], say("Pools here"))) == "Pools here: none."
    missing = say("`{key}` is missing in {what}.", key="ask", what=say('step "{id}"', id="vécu {x}"))
    assert missing.into("fr") == "`ask` manque dans l'étape «\u00a0vécu {x}\u00a0»."
    capital = say("{What} has both `closes` and `at_most_hours`.", What=say("a gate"))
    assert (str(capital)[:6], capital.into("fr")[:13]) == ("A gate", "Un rendez-vou")


def test_numbers_are_counted_and_spelt_as_each_language_does() -> None:
    """« 0 texte », « 300 000 octets »."""
    for number, english, french in ((0, "texts", "texte"), (1, "text", "texte"), (2, "texts", "textes")):
        left = counted(
            "{n} text without a line under `sources`.", "{n} texts without a line under `sources`.", n=number
        )
        assert str(left) == f"{number} {english} without a line under `sources`."
        assert left.into("fr") == f"{number} {french} sans ligne sous `sources`."
    long = say("The file has {count:,} bytes; at most {most:,} are read.", count=300_001, most=300_000)
    assert "300,001 bytes" in str(long)
    assert "300\u202f001 octets" in long.into("fr")


def test_what_somebody_wrote_is_shown_as_they_wrote_it() -> None:
    """Braces, percent signs and quotation marks of a script are data: they are no part of the sentence."""
    assert quoted("{0} %s\n« a »").into("en") == '"{0} %s « a »"'
    assert quoted("x" * 100).into("fr") == f"«\u00a0{'x' * 57}…\u00a0»"
    assert str(quoted("a\u202eb")) == '"a\\u202eb"'


def test_the_terminal_says_which_language_it_speaks() -> None:
    """As for any other command: LC_ALL before LC_MESSAGES before LANG, empty ones left out."""
    assert language_of({"LANG": "fr_FR.UTF-8"}) == "fr"
    assert language_of({"LC_ALL": "", "LC_MESSAGES": "fr_CA", "LANG": "en_US.UTF-8"}) == "fr"
    assert language_of({"LC_ALL": "C", "LANG": "fr_FR.UTF-8"}) == "en"
    assert language_of({}) == "en"


def test_a_sentence_that_is_not_in_french_is_read_in_english() -> None:
    """Better than nothing, and than a traceback."""
    assert Said("Nobody translated this.").into("fr") == "Nobody translated this."
