"""Read what people type: keywords, the label of a button, « je passe », emoji.

Pure and forgiving: whatever the text, an answer comes back and nothing is raised. What was typed is kept as typed; only
comparisons ignore case, accents, typographic apostrophes and middle dots. Not here: what a text triggers (`probes`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import Final

from bot.engine.letters import unaccented
from bot.engine.script import Option

_SEPARATORS: Final = re.compile(r"[\n\r;,،、|]+|\s+[-–—−•·*/+&>]+\s+|\s+(?:puis)\s+|\s*[•▪➤→]\s*")
_NUMBERED: Final = re.compile(r"(?:^|(?<=[\s,;]))\(?[1-9][0-9]?\s?(?:[.)°:]|\ufe0f?\u20e3|[-–](?=\s))\s*(?=\D)")
_EDGES: Final = " \t\u00a0\u202f\"“”«»„'’‘`.,;:!?…-–—•*·()[]"
_LINKS: Final = frozenset("de du des d la le les l a au aux en par pour sur sans avec of the to in for with".split())
"""In « commerce de proximité » spaces do not separate keywords."""
_AND: Final = re.compile(r"\s+(?:et|and|&)\s+", re.IGNORECASE)


def split_keywords(text: str, at_most: int) -> tuple[str, ...]:
    """The keywords in a message, as typed, in order, each once; more than `at_most` if more were given.

    Separators: lines, commas, semicolons, dashes between spaces, bullets, numbers (« 1. »). Spaces separate only when
    nothing else does, in a text of up to `at_most` + 2 words without « de », « la »…
    """
    text = _NUMBERED.sub("\n", text)
    pieces = [piece for piece in (_trimmed(part) for part in _SEPARATORS.split(text)) if piece]
    if len(pieces) == 1:
        pieces = _by_spaces(pieces[0], at_most)
    elif pieces:
        # « prix, trajet et dignité »
        last = _AND.split(pieces[-1])
        if len(last) == 2 and all(len(part.split()) == 1 for part in last):
            pieces[-1:] = [_trimmed(part) for part in last]
    once: dict[str, str] = {}
    for piece in pieces:
        if piece:
            once.setdefault(piece.casefold(), piece)
    return tuple(once.values())


def _by_spaces(text: str, at_most: int) -> list[str]:
    joined = _AND.split(text)
    if len(joined) > 1 and all(len(part.split()) == 1 for part in joined):
        return [_trimmed(part) for part in joined]
    words = text.split()
    linked = any(_folded(word.partition("'")[0].partition("’")[0]) in _LINKS for word in words if len(words) > 1)
    if linked or len(words) > at_most + 2 or at_most < 2:
        return [text]
    # « 🚲 » beside a word belongs to it, as the word's own colour.
    pieces: list[str] = []
    for word in words:
        if is_only_emoji(word) and pieces:
            pieces[-1] += f" {word}"
        else:
            pieces.append(_trimmed(word))
    return pieces


def _trimmed(text: str) -> str:
    return " ".join(text.split()).strip(_EDGES)


def words_of(text: str) -> list[str]:
    """The words of a text: what stands between spaces and holds a letter or a digit."""
    return [word for word in text.split() if any(character.isalnum() for character in word)]


# -- buttons that were typed -----------------------------------------------------------------------------------------

_DOTS: Final = "·•‧∙⋅・"
_INCLUSIVE: Final = re.compile(rf"(?<=\w)[{_DOTS}](?=\w)")
_PARENTHESES: Final = re.compile(r"(?<=\w)\((\w{1,5})\)")
_TYPED_DOT: Final = re.compile(r"(?<=\w)[.\-/](?=(?:e|es|s|ne|rice|que|ve|euse)\b)", re.IGNORECASE)


def option_of(text: str, options: Iterable[Option]) -> Option | None:
    """The option whose label was typed, None if none was.

    Case, accents, apostrophes and punctuation do not matter; « Élu·e » is matched by `elu`, `élue`, `elu.e`, `Élu(e)`.
    """
    typed = _typed_words(text)
    if not typed:
        return None
    for option in options:
        if _folded(option.label) == _folded(text):
            return option
        forms = _label_forms(option.label)
        if len(forms) == len(typed) and all(word in known for word, known in zip(typed, forms, strict=True)):
            return option
    return None


def _typed_words(text: str) -> list[str]:
    if len(text) > 200:
        return []
    joined = _TYPED_DOT.sub("·", _PARENTHESES.sub(r"·\1", text))
    return _folded(_INCLUSIVE.sub("", joined)).split()


@lru_cache(maxsize=4096)
def _label_forms(label: str) -> tuple[frozenset[str], ...]:
    """For each word of a label, the ways to write it."""
    return tuple(
        frozenset(_folded(form) for form in _inclusive_forms(word))
        for chunk in label.split()
        for word in _apart(chunk)
        if _folded(word)
    )


def _apart(chunk: str) -> list[str]:
    """« J'accepte » is two words; « public·que » is one."""
    return re.sub(rf"[^\w{_DOTS}]", " ", unicodedata.normalize("NFC", chunk)).split()


def _inclusive_forms(word: str) -> list[str]:
    stem, *endings = [part for part in re.split(f"[{_DOTS}]", word) if part] or [word]
    if not endings:
        return [word]
    whole = stem + "".join(endings)
    ending = endings[0]
    # « public·que » → publique, « acteur·rice » → actrice: the ending replaces up to three letters of the stem.
    replaced = [stem[:-cut] + ending for cut in (1, 2, 3) if len(stem) > cut + 1]
    return [stem, whole, stem + ending, *replaced, *([stem + "s"] if "s" in endings else [])]


_PASSES: Final = frozenset(
    {
        "je passe",
        "passe",
        "passer",
        "passez",
        "on passe",
        "je passe mon tour",
        "je passe cette question",
        "je prefere passer",
        "suivant",
        "question suivante",
        "pass",
        "i pass",
        "i ll pass",
        "skip",
        "skip it",
        "skip this",
        "next",
        "next question",
    }
)


def is_pass(text: str) -> bool:
    """Whether somebody typed « je passe » rather than tapping it."""
    return len(text) < 60 and _folded(text) in _PASSES


def _folded(text: str) -> str:
    """The words in lower case, without accents or punctuation, one space between them."""
    return " ".join("".join(letter if letter.isalnum() else " " for letter in unaccented(text)).split())


# -- emoji -----------------------------------------------------------------------------------------------------------

_EMOTICON: Final = re.compile(r"[:;=8xX][-'^o]?[)(DPpOo/|\\3*]+|<3|\^\^|[xX]D+|;-?\)")
_JOINERS: Final = frozenset("\u200d\ufe0e\ufe0f\u20e3")


def is_only_emoji(text: str) -> bool:
    """Whether there is nothing but emoji (or « :-) ») in the message."""
    chunks = text.split()
    return bool(chunks) and all(_EMOTICON.fullmatch(chunk) or _is_emoji(chunk) for chunk in chunks)


def _is_emoji(chunk: str) -> bool:
    pictures = 0
    for character, following in pairwise([*chunk, ""]):
        if character in _JOINERS or _is_tag(character):
            continue
        keycap = character in "0123456789#*" and following in ("\ufe0f", "\u20e3") and "\u20e3" in chunk
        if not keycap and not _is_picture(character):
            return False
        pictures += 1
    return pictures > 0


def _is_picture(character: str) -> bool:
    point = ord(character)
    if 0x1F000 <= point <= 0x1FBFF:
        return True
    return point >= 0x203C and unicodedata.category(character) in ("So", "Sk") and point < 0x3300


def _is_tag(character: str) -> bool:
    # Flags of regions are spelled with invisible tag characters.
    return 0xE0020 <= ord(character) <= 0xE007F
