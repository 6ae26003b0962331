"""The console's sentences: the same in both languages, each used, each finding the values it needs."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from bot.console import words
from bot.console.words import CATALOGUES, Words, closest
from bot.engine.counted import Form
from bot.facilitation.versions import Part

CONSOLE = Path(words.__file__).parent.parent
BUILT = (
    "review.unwritten.",
    "settings.wrong.",
    "status.",
    "said.codes.",
    "reading.",
    "person.",
    "live.state.",
    "sessions.next.",
    "notebook.failed.",
    "notebook.changed.",
    "notebook.version.",
    "format.",
    "journal.by.",
    "text.",
    "texts.",
    "grid.",
    "standing.",
    "language.",
    "launch.slip.",
    "ideas.mark.",
    "rehearsal.span.",
    "rehearsal.slip.",
    "answers.",
    "assist.",
    "people.role.",
    "script.slip.",
    "scripts.slip.",
)
"""Keys whose end comes from what is shown."""


def forms(form: Form) -> tuple[str, ...]:
    return (form,) if isinstance(form, str) else form


def values(form: Form) -> set[str]:
    return {name for one in forms(form) for _, name, _, _ in string.Formatter().parse(one) if name}


def test_both_languages_hold_the_same_keys_with_the_same_values() -> None:
    """A page in English must not fail where the French one does not."""
    french, english = CATALOGUES["fr"], CATALOGUES["en"]
    assert french.keys() == english.keys()
    for key in french:
        assert values(french[key]) - {"n"} == values(english[key]) - {"n"}, key
        assert len(forms(french[key])) == len(forms(english[key])), key


def test_every_sentence_is_used() -> None:
    """One that nobody says is translated for nothing."""
    written = "".join(
        file.read_text(encoding="utf-8")
        for file in CONSOLE.rglob("*")
        if file.suffix in (".py", ".html") and "words" not in file.parts
    )
    unused = [key for key in CATALOGUES["fr"] if f'"{key}"' not in written and f"'{key}'" not in written]
    assert [key for key in unused if not key.startswith(BUILT)] == []


def test_every_key_that_is_said_is_there() -> None:
    """A page that asks for a missing sentence is an error before a reader."""
    for file in CONSOLE.rglob("*.html"):
        for key in re.findall(r"""\bt\(["']([\w.]+)["'][,)]""", file.read_text(encoding="utf-8")):
            assert key in CATALOGUES["fr"], f"{file.name}: {key}"
    for file in (CONSOLE / "views").glob("*.py"):
        for key in re.findall(r'Refused\(\d+, "([\w.]+)"\)', file.read_text(encoding="utf-8")):
            assert key in CATALOGUES["fr"], f"{file.name}: {key}"


def test_every_part_that_may_change_is_worded() -> None:
    """A part without a sentence would be an error on the page that says what is new."""
    assert {f"notebook.changed.{part}" for part in Part} <= CATALOGUES["fr"].keys()


def test_a_count_chooses_its_form_and_french_signs_stick_to_their_word() -> None:
    """« 0 réponse », « 1 réponse », « 2 réponses »."""
    french = Words("fr")
    assert [french("live.answered", n=n) for n in (0, 1, 2)] == ["aucune réponse", "1 réponse", "2 réponses"]
    assert french("sessions.people", n=0) == "0 personne"
    assert Words("en")("sessions.people", n=0) == "0 people"
    assert "«\u00a0Continuer\u00a0»" in french("sign_in.ready")
    with pytest.raises(KeyError):
        french("live.answered")


def test_a_language_that_is_not_spoken_is_answered_in_french() -> None:
    """A browser's list, a tag, anything."""
    assert [closest(one) for one in ("en-GB,en;q=0.9", "fr-doublets", "de", "")] == ["en", "fr", "fr", "fr"]
    assert Words("fr").either("format.tar", "tar") == "tar"
