"""The words that probes look for: those that come with the program, and those that a file beside a script adds.

Here: reading both into a `Lexicon`, which travels with the script, so that a session is pinned to its own words by the
hash of script and file (`relocalisation.lexicon.yaml`). Not here: what a word triggers (`engine.probes`).
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Final

from bot.authoring.beside import Files
from bot.authoring.fields import Fields, Notes, check_format
from bot.authoring.findings import START, Findings, Issue, TooManyFindingsError
from bot.authoring.nodes import Scalar, Table, read_nodes, text_of
from bot.engine.lexicon import Lexicon, Tongue, compared, plain_words
from bot.errors import Defect
from bot.saying import quoted, say

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
            entry.key.text: Fields(entry.value, quoted(entry.key.text), self._notes)
            for entry in Fields(root, say("the lexicon"), self._notes).items()
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


def read_lexicon(files: Files) -> tuple[Lexicon, list[Issue]]:
    """The shipped words with those of the files beside a script, a list a probe; and what is wrong with each file."""
    added: dict[str, set[str]] = {probe: set() for probe in EXTENSIBLE}
    issues: list[Issue] = []
    for file_name, source in files:
        findings = Findings(file_name)
        try:
            _read_own(source, findings, added)
        except TooManyFindingsError:
            findings.give_up()
        issues += findings.issues()
    return extended(*(frozenset(added[probe]) for probe in EXTENSIBLE)), issues


def _read_own(source: bytes, findings: Findings, added: dict[str, set[str]]) -> None:
    text = text_of(source, findings)
    root = read_nodes(text, findings) if text is not None else None
    if root is None or (isinstance(root, Scalar) and root.null):
        if not findings.issues():
            findings.add(START, "S006", say("The file is empty."), say("Delete it, or write `hostile: [a word]`."))
        return
    lists = Fields(root, say("a lexicon"), Notes(findings))
    if not isinstance(root, Table):
        return
    check_format(lists)
    for probe, words in added.items():
        words |= {word for scalar in _own(lists, probe) if (word := _checked(lists, probe, scalar))}
    lists.done()


def _own(lists: Fields, probe: str) -> tuple[Scalar, ...]:
    found = lists.words(probe)
    if len(found) > MOST:
        lists.issue(
            found[MOST].at,
            "S123",
            say("`{probe}` adds {count} words; {most} are read.", probe=probe, count=len(found), most=MOST),
        )
    return found[:MOST]


def _checked(lists: Fields, probe: str, scalar: Scalar) -> str:
    """The word as it is compared; empty, and a finding, if it would be found everywhere or nowhere."""
    word = compared(scalar.text) if probe == "hostile" else " ".join(plain_words(scalar.text))
    if not word:
        lists.issue(
            scalar.at, "S123", say("{given} holds no letter, and would never be found.", given=quoted(scalar.text))
        )
    elif probe == "hostile" and len(word) < SHORTEST:
        lists.issue(
            scalar.at,
            "S123",
            say("{given} is so short that much that is meant well holds it.", given=quoted(scalar.text)),
        )
    elif len(word) > LONGEST:
        lists.issue(
            scalar.at,
            "S123",
            say("{given} is longer than {most} characters.", given=quoted(scalar.text), most=LONGEST),
        )
    else:
        return word
    return ""
