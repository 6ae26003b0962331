"""Sentences for authors and operators: said once in English with their values, read in English or in French.

Here: a sentence that does not know yet who will read it (`say`), its French (`fr.po`), and the turns that findings
share (quotation marks, « did you mean »). Not here: what participants and facilitators read in the chat
(`chat.wording`), nor which sentence is called for.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from pathlib import Path, PurePath
from typing import Final, Protocol, TypeAlias

LANGUAGES: Final = ("en", "fr")
"""The first is what is said to whoever wants neither, and what `str` gives."""

FILE: Final = Path(__file__).parent / "fr.po"
"""The French of every sentence."""

_COMPARED: Final = 200
_LOOKED_AT: Final = 1_000


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence: its English, with `{names}` in the place of values. Without values the text is as it is.

    A name with a capital letter has its value begin with one; several values are listed with commas. With `many`, that
    is the text for any number (the value `n`) but one. Make it with `say` or `counted`.
    """

    text: str
    values: tuple[tuple[str, Value], ...] = ()
    many: str = ""

    def into(self, language: str) -> str:
        """The sentence in a language; English for one that it is not in."""
        values = dict(self.values)
        number = values.get("n")
        template = _template(self.text, self.many, number if isinstance(number, int) else 1, language)
        if not values:
            return template
        return template.format_map({name: _spelled(name, value, language) for name, value in self.values})

    def holding(self, **values: Value) -> Said:
        """The same sentence with these values."""
        return replace(self, values=tuple(values.items()))

    def __str__(self) -> str:
        return self.into(LANGUAGES[0])


class Sayable(Protocol):
    """What can be read in several languages; `str` gives it in English."""

    def into(self, language: str) -> str:
        """It in that language."""


Value: TypeAlias = "str | int | PurePath | Sayable | tuple[str | int | Sayable, ...]"


def say(text: str, /, **values: Value) -> Said:
    """A sentence. `text` is written out where it is said, so that a test finds whether it is in French too."""
    return Said(text, tuple(values.items()))


def counted(one: str, many: str, /, *, n: int, **values: Value) -> Said:
    """A sentence about a number of things."""
    return Said(one, (("n", n), *values.items()), many)


def refused(error: OSError) -> Said:
    """Why a file cannot be read: the usual reasons in a sentence's words, any other in the system's own."""
    match error:
        case FileNotFoundError():
            return say("it is not there")
        case PermissionError():
            return say("its rights do not allow it")
        case IsADirectoryError() | NotADirectoryError():
            return say("it is no file")
        case _:
            return say("{reason}", reason=error.strerror or str(error))


def together(sentences: Collection[Said], between: str = "\n") -> Said:
    """Several sentences, a line each unless told otherwise."""
    return Said(
        "\n".join(f"{{_{n}}}" for n, _ in enumerate(sentences)),
        tuple((f"_{n}", one) for n, one in enumerate(sentences)),
    )


def spoken(language: str) -> str:
    """The language nearest to a tag, or to a locale's name (`fr_FR.UTF-8`): English for anything but French."""
    return "fr" if language.lower().startswith("fr") else LANGUAGES[0]


def language_of(environment: Mapping[str, str]) -> str:
    """The language that somebody's terminal asks for."""
    return spoken(next(filter(None, map(environment.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), ""))


def quoted(text: str) -> Said:
    """`text` in quotation marks, on one line and short enough for a message; what cannot be seen is spelled out."""
    # A zero-width joiner holds an emoji together.
    seen = (
        c if c.isprintable() or c == "\u200d" else " " if c.isspace() else f"\\u{ord(c):04x}" for c in text[:_LOOKED_AT]
    )
    flat = " ".join("".join(seen).split())
    return say('"{text}"', text=f"{flat[:57]}…" if len(flat) > 60 else flat)


def did_you_mean(given: str, known: Collection[str], label: Said) -> Said:
    """A remedy: the known word nearest to `given` if there is one, then what there is to choose from.

    `label` opens the list: `Pools here: horizons, pistes.`
    """
    # Comparing with hundreds of words, hundreds of times, would take seconds.
    near = get_close_matches(given, sorted(known), n=1) if len(known) <= _COMPARED else []
    near = near or [one for one in known if one.lower() == given.lower()]
    guess = say("Did you mean {near}?", near=quoted(near[0])) if near else None
    # A long list helps nobody find one word.
    if len(known) > 30:
        return guess or say("Check the spelling.")
    choice = say("{Label}: {known}.", Label=label, known=tuple(known) or say("none"))
    return say("{guess} {choice}", guess=guess, choice=choice) if guess else choice


class _French(int):
    """A number whose thousands are set apart as French does."""

    def __format__(self, spec: str) -> str:
        return int(self).__format__(spec).replace(",", "\u202f")


def _spelled(name: str, value: Value, language: str) -> str | int:
    match value:
        case tuple():
            said = ", ".join(str(_spelled("", one, language)) for one in value)
        case int():
            return _French(value) if language == "fr" else value
        case PurePath() | str():
            said = str(value)
        case _:
            said = value.into(language)
    return said[:1].upper() + said[1:] if name[:1].isupper() else said


def _template(text: str, many: str, number: int, language: str) -> str:
    if language != "fr":
        return many if many and number != 1 else text
    french = _french()
    return french.ngettext(text, many, number) if many else french.gettext(text)


@cache
def _french() -> gettext.NullTranslations:
    # Whoever reads English does not wait for it.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with FILE.open("rb") as file:
        catalogue = read_po(file, locale="fr", abort_invalid=True)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
