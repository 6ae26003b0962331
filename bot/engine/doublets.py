"""Inclusive writing without middle dots: « élu·e·s » becomes « élues et élus ».

For people whose screen reader spells the dots out. Applied to what is shown, never to what people wrote nor to what is
kept. The two forms stand in alphabetical order, in the plural with « et », in the singular with « ou »; words that
follow each other change together (« agent public ou agente publique »). A word that no rule knows gives its stem, and
its stem with the ending: « mis ou mise ».
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

FRENCH: Final = "fr"
IN_FULL: Final = "fr-doublets"
"""The language of somebody who reads French without middle dots."""

_DOTS: Final = "·•‧∙⋅・"
_LETTER: Final = r"[^\W\d_]"
_WORD: Final = rf"(?:{_LETTER}{{1,7}}['’])?{_LETTER}+(?:[{_DOTS}]{_LETTER}{{1,7}})+"
_RUN: Final = re.compile(rf"(?<!{_LETTER}){_WORD}(?:[ \u00a0]{_WORD})*")


class _Forms(NamedTuple):
    """Both forms of a word; alike where the dot is no matter of gender."""

    masculine: str
    feminine: str
    plural: bool


_IRREGULAR: Final = {
    "au·à": _Forms("au", "à", plural=False),
    "beau·belle": _Forms("beau", "belle", plural=False),
    "chacun·e": _Forms("chacun", "chacune", plural=True),
    "copain·ine": _Forms("copain", "copine", plural=False),
    "elle·il": _Forms("il", "elle", plural=False),
    "elles·ils": _Forms("ils", "elles", plural=True),
    "eux·elles": _Forms("eux", "elles", plural=True),
    "elles·eux": _Forms("eux", "elles", plural=True),
    "grec·que": _Forms("grec", "grecque", plural=False),
    "il·elle": _Forms("il", "elle", plural=False),
    "ils·elles": _Forms("ils", "elles", plural=True),
    "la·le": _Forms("le", "la", plural=False),
    "le·la": _Forms("le", "la", plural=False),
    "lui·elle": _Forms("lui", "elle", plural=False),
    "mon·ma": _Forms("mon", "ma", plural=False),
    "son·sa": _Forms("son", "sa", plural=False),
    "tou·te": _Forms("tout", "toute", plural=False),
    "tou·te·s": _Forms("tous", "toutes", plural=True),
    "tous·tes": _Forms("tous", "toutes", plural=True),
    "tous·toutes": _Forms("tous", "toutes", plural=True),
    "un·une": _Forms("un", "une", plural=False),
}
"""Words that no rule makes."""

_FEMININE_FIRST: Final = frozenset({"chacune"})

_AS_THEY_ARE: Final = frozenset({"banal", "bancal", "fatal", "final", "glacial", "natal", "naval", "tribal"})
"""Words in -al whose plural is in -als."""

_RULES: Final = (
    ("eur", "rice", "rice"),
    ("teur", "trice", "trice"),
    ("eur", "se", "euse"),
    ("er", "e", "ère"),
    ("er", "ere", "ère"),
    ("et", "e", "ète"),
    ("f", "e", "ve"),
    ("f", "ve", "ve"),
    ("x", "e", "se"),
    ("x", "se", "se"),
    ("c", "e", "que"),
    ("c", "que", "que"),
)
"""A stem that ends so, with that ending, ends thus instead. Sought before what the letters themselves suggest."""


@lru_cache(maxsize=4096)
def doublets(text: str) -> str:
    """The text with both forms of every word that has a middle dot in it; a text without one is left as it is."""
    if not any(dot in text for dot in _DOTS):
        return text
    return _RUN.sub(lambda found: _both(found.group()), text)


def _both(run: str) -> str:
    """« Agent·e public·que » → « Agent public ou agente publique »."""
    pairs = [_word(word) for word in re.split("[ \u00a0]", run)]
    masculine, feminine = (" ".join(forms) for forms in ([m for m, _, _ in pairs], [f for _, f, _ in pairs]))
    if masculine == feminine:
        return run
    first, second = (masculine, feminine)
    if _sorting(feminine) < _sorting(masculine) or feminine.lower() in _FEMININE_FIRST:
        first, second = feminine, masculine
    link = "et" if any(plural for _, _, plural in pairs) else "ou"
    if len(run) > 1 and run[0].isupper() and not run.isupper():
        first, second = first[0].upper() + first[1:], second[0].lower() + second[1:]
    return f"{first} {link.upper() if run.isupper() else link} {second}"


def _word(word: str) -> _Forms:
    head, *endings = re.split(f"[{_DOTS}]", word)
    article = max(head.rfind("'"), head.rfind("’")) + 1
    elided, stem = head[:article], head[article:]
    forms = _IRREGULAR.get("·".join((stem, *endings)).lower()) or _regular(stem, endings)
    return _Forms(elided + forms.masculine, elided + forms.feminine, forms.plural)


def _regular(stem: str, endings: list[str]) -> _Forms:
    ending, *more = endings
    if ending.lower() in ("s", "x"):
        # « enfant·s » : one or several, whoever they are.
        whole = "·".join((stem, *endings))
        return _Forms(whole, whole, plural=True)
    if more:
        return _Forms(_plural(stem), f"{_feminine(stem, ending)}s", plural=True)
    if len(ending) > 1 and ending.endswith("s"):
        # « public·ques » and « publics·ques » are both written; « mis·es » ends in an s of its own.
        one = stem.removesuffix("s") if ending != "es" else stem
        return _Forms(_plural(one), f"{_feminine(one, ending[:-1])}s", plural=True)
    return _Forms(stem, _feminine(stem, ending), plural=False)


def _plural(word: str) -> str:
    if word.endswith(("s", "x", "z")):
        return word
    return f"{word[:-1]}ux" if word.endswith("al") and word.lower() not in _AS_THEY_ARE else f"{word}s"


def _feminine(stem: str, ending: str) -> str:
    for tail, written, instead in _RULES:
        if stem.endswith(tail) and ending == written:
            return stem.removesuffix(tail) + instead
    if len(ending) <= 2:  # « élu·e », « citoyen·ne »
        return stem + ending
    # « usager·ère », « heureux·euse », « nouveau·elle » : the ending takes over where its first letter stands.
    plain = _unaccented(stem)
    place = plain.rfind(_unaccented(ending)[0])
    return stem[:place] + ending if place >= 0 and len(stem) - place <= len(ending) else stem + ending


def _unaccented(text: str) -> str:
    """One letter for each letter, without accents, in lower case."""
    return "".join(unicodedata.normalize("NFD", letter)[0] for letter in text.lower())


def _sorting(text: str) -> str:
    return _unaccented(text.replace("œ", "oe"))
