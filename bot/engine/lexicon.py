"""The words that probes look for, ready to be compared: a value of the script, pinned with it.

Everything here is in the form that is compared (`plain_words`, `spelled_out`): lower case, no accents, look-alike
digits turned into letters, a letter said three times said once. Not here: which words (`authoring/lexicons`, and the
script's own), what is made of them (`probes`).
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import Final

import msgspec

from bot.engine.letters import unaccented

_LOOK_ALIKES: Final = str.maketrans("013457@$€", "oieastase")
_NOTHING: Final = re.compile(r"(?!)")
_BETWEEN_WORDS: Final = re.compile(r"\W+|_+")
# Some signs stand for letters in an insult; a new line ends a clause.
_NO_WORD: Final = re.compile(r"[^\w@$€\n]+|_+")
_CLAUSE: Final = re.compile(r"[.!?…;:,\n\r()\"«»]+")


class Tongue(msgspec.Struct, frozen=True):
    """How one language aims words at people. See `authoring/lexicons/fr.yaml` for what each list does."""

    nouns: frozenset[str] = frozenset()
    aimed: frozenset[str] = frozenset()
    determiners: frozenset[str] = frozenset()
    aims: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    about_others: frozenset[str] = frozenset()
    said_of: frozenset[str] = frozenset()
    being: frozenset[str] = frozenset()
    impersonal: frozenset[str] = frozenset()
    fillers: frozenset[str] = frozenset()

    def aims_at_somebody(self, words: list[str], position: int) -> bool:
        """Whether the word at `position`, innocent by itself perhaps, is aimed at somebody there."""
        word = words[position]
        noun = word in self.nouns
        if not noun and word not in self.aimed:
            return False
        one, two = " ".join(words[max(position - 1, 0) : position]), " ".join(words[max(position - 2, 0) : position])
        if one in self.aims or two in self.aims:
            return True
        if noun and (len(words) == 1 or one in self.determiners):
            return True
        before = position
        while before and words[before - 1] in self.fillers and position - before < 3:
            before -= 1
        if word in self.said_of and before > 1 and words[before - 1] in self.being:
            return words[before - 2] not in self.impersonal
        said = self.addresses | self.about_others if noun else self.addresses
        return any(" ".join(words[max(before - length, 0) : before]) in said for length in (2, 3))


class Lexicon(msgspec.Struct, frozen=True, dict=True):
    """The words of every language at once: people write as they speak. Patterns are made into one expression, once."""

    insults: frozenset[str] = frozenset()
    """Aimed at somebody wherever they stand."""
    tongues: tuple[Tongue, ...] = ()
    abuse: tuple[str, ...] = ()
    """Threats, and abuse in several words, as expressions over the compared form of one clause."""
    dont_know: tuple[str, ...] = ()
    dont_know_fillers: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    """What opens a sentence on a subject of its own."""
    another: tuple[str, ...] = ()
    """What announces another idea."""
    added: tuple[str, ...] = ()
    """What the script itself added, for whoever compares two versions of it."""

    @cached_property
    def aimable(self) -> frozenset[str]:
        """Words that something may aim at somebody: most texts hold none, and are done with at once."""
        return frozenset().union(*(tongue.nouns | tongue.aimed for tongue in self.tongues))

    @cached_property
    def abusive(self) -> re.Pattern[str]:
        """Finds abuse, in clauses that are lines."""
        # Anchored where words begin: tried at every character it took most of the time.
        return re.compile(rf"\b(?:{_any(self.abuse)})\b", re.MULTILINE) if self.abuse else _NOTHING

    @cached_property
    def only_dont_know(self) -> re.Pattern[str]:
        """Matches a text that says nothing but « I don't know »."""
        if not self.dont_know:
            return _NOTHING
        filler = rf"(?:{'|'.join(sorted(self.dont_know_fillers)) or '(?!)'})"
        return re.compile(rf"(?:{filler} )*(?:(?:{_any(self.dont_know)})(?: {filler})*(?: |$))+")

    @cached_property
    def announces_another(self) -> re.Pattern[str]:
        """Finds what announces another idea."""
        return re.compile(rf"\b(?:{_any(self.another)})\b") if self.another else _NOTHING

    def attacks(self, text: str) -> bool:
        """Whether a text insults or threatens somebody. Rough words on an idea (« massacre », « idiot ») do not."""
        lines = _NO_WORD.sub(" ", _CLAUSE.sub("\n", unaccented(text))).split("\n")
        clauses = [[spelled_out(word) for word in line.split()] for line in lines]
        said = {word for words in clauses for word in words}
        if not self.insults.isdisjoint(said):
            return True
        if self.abusive.search("\n".join(" ".join(words) for words in clauses)) is not None:
            return True
        return not self.aimable.isdisjoint(said) and any(
            tongue.aims_at_somebody(words, position)
            for words in clauses
            for position in range(len(words))
            for tongue in self.tongues
        )

    def with_words(self, hostile: frozenset[str], dont_know: frozenset[str]) -> Lexicon:
        """The same with a script's own: words and phrases in the form that is compared, taken as they stand."""
        return Lexicon(
            self.insults | {phrase for phrase in hostile if " " not in phrase},
            self.tongues,
            (*self.abuse, *(re.escape(phrase) for phrase in sorted(hostile) if " " in phrase)),
            (*self.dont_know, *(re.escape(phrase) for phrase in sorted(dont_know))),
            self.dont_know_fillers,
            self.subjects,
            self.another,
            tuple(sorted(hostile | dont_know)),
        )


def compared(text: str) -> str:
    """A word or a phrase in the form that hostile words are compared in; empty if nothing of it is left."""
    return " ".join(spelled_out(word) for word in _NO_WORD.sub(" ", unaccented(text)).split())


def plain_words(text: str) -> list[str]:
    """The words in lower case without accents; everything else separates them."""
    return _BETWEEN_WORDS.sub(" ", unaccented(text)).split()


@lru_cache(maxsize=4096)
def spelled_out(word: str) -> str:
    """« c0nnaaard » as it is meant."""
    if any(character.isalpha() for character in word):
        word = word.translate(_LOOK_ALIKES)
    return re.sub(r"(.)\1{2,}", r"\1", word)


def _any(patterns: tuple[str, ...]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns)
