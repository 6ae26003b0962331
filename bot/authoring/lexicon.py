"""The words that probes look for: those that come with the program, and those that a script adds under `lexicon`.

Here: reading both into a `Lexicon`, which travels with the script, so that a session is pinned to its own words by the
script's hash. Not here: what a word triggers (`engine.probes`).
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Final

from bot.authoring.fields import Fields, Notes
from bot.authoring.findings import Findings, quoted
from bot.authoring.nodes import Scalar, read_nodes
from bot.engine.lexicon import Lexicon, Tongue, compared, plain_words
from bot.errors import Defect

LANGUAGES: Final = ("fr", "en")
EXTENSIBLE: Final = ("hostile", "ne_sait_pas")
SHORTEST: Final = 3
"""A word of one or two letters is found in half of what people write."""
LONGEST: Final = 60
MOST: Final = 300
"""How many words a script may add to a list."""


@cache
def shipped() -> Lexicon:
    """The words that hold for every workshop, French and English at once.

    Raises:
        Defect: a file of ours cannot be read; a test reads them.
    """
    files = [_Shipped(language) for language in LANGUAGES]
    return Lexicon(
        insults=frozenset(word for one in files for word in one.words("hostile", "insults")),
        tongues=tuple(one.tongue() for one in files),
        abuse=tuple(pattern for one in files for pattern in one.patterns("hostile")),
        dont_know=tuple(pattern for one in files for pattern in one.patterns("ne_sait_pas")),
        dont_know_fillers=frozenset(word for one in files for word in one.words("ne_sait_pas", "fillers")),
        subjects=frozenset(word for one in files for word in one.words("plusieurs", "subjects")),
        another=tuple(re.escape(phrase) for one in files for phrase in one.words("plusieurs", "another")),
    )


class _Shipped:
    """One of our files, read with the same readers as a script."""

    def __init__(self, language: str) -> None:
        file = resources.files("bot.authoring") / "lexicons" / f"{language}.yaml"
        findings = Findings(file.name)
        root = read_nodes(file.read_text(encoding="utf-8"), findings)
        if root is None or findings.issues():
            raise Defect("\n".join(str(issue) for issue in findings.issues()))
        self._notes = Notes(findings)
        self._lists = {
            entry.key.text: Fields(entry.value, entry.key.text, self._notes)
            for entry in Fields(root, "the lexicon", self._notes).items()
        }

    def patterns(self, probe: str) -> list[str]:
        return [scalar.text for scalar in self._lists[probe].words("patterns")]

    def words(self, probe: str, name: str) -> frozenset[str]:
        # Digits stand for letters in an insult, and for themselves in « 2e idée ».
        form = compared if probe == "hostile" else lambda text: " ".join(plain_words(text))
        return frozenset(form(scalar.text) for scalar in self._lists[probe].words(name))

    def tongue(self) -> Tongue:
        return Tongue(**{name: self.words("hostile", name) for name in Tongue.__struct_fields__})


@cache
def extended(hostile: frozenset[str], dont_know: frozenset[str]) -> Lexicon:
    """The shipped words with a script's own; the same for the same words, so that its expressions are made once."""
    return shipped().with_words(hostile, dont_know) if hostile or dont_know else shipped()


def read_lexicon(head: Fields) -> Lexicon:
    """`lexicon` of a script: words and phrases of its own, a list a probe."""
    node = head.node("lexicon")
    if node is None:
        return shipped()
    lists = Fields(node, "`lexicon`", head.notes)
    hostile, dont_know = (
        frozenset(word for scalar in _own(lists, probe) if (word := _checked(lists, probe, scalar)))
        for probe in EXTENSIBLE
    )
    lists.done()
    return extended(hostile, dont_know)


def _own(lists: Fields, probe: str) -> tuple[Scalar, ...]:
    found = lists.words(probe)
    if len(found) > MOST:
        lists.issue(found[MOST].at, "S123", f"`{probe}` adds {len(found)} words; {MOST} are read.")
    return found[:MOST]


def _checked(lists: Fields, probe: str, scalar: Scalar) -> str:
    """The word as it is compared; empty, and a finding, if it would be found everywhere or nowhere."""
    word = compared(scalar.text) if probe == "hostile" else " ".join(plain_words(scalar.text))
    if not word:
        lists.issue(scalar.at, "S123", f"{quoted(scalar.text)} holds no letter, and would never be found.")
    elif probe == "hostile" and len(word) < SHORTEST:
        lists.issue(scalar.at, "S123", f"{quoted(scalar.text)} is so short that much that is meant well holds it.")
    elif len(word) > LONGEST:
        lists.issue(scalar.at, "S123", f"{quoted(scalar.text)} is longer than {LONGEST} characters.")
    else:
        return word
    return ""
