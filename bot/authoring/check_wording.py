"""Check how questions and messages are worded: one neutral, plain question a message, and no praise.

Here: what can be heard in a sentence by itself. Everything is a warning: an author may know better, and says so under
`allow` (`allowances`). Not here: the words looked for (`method_words`), what the steps do together (`check_method`).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from bot.authoring.check_texts import LONGEST_ASK, LONGEST_TEXT
from bot.authoring.findings import Findings
from bot.authoring.method_words import WORDS, Words, plain, unquoted
from bot.authoring.nodes import Scalar, place_in
from bot.saying import quoted, say

LONGEST_SENTENCE: Final = 20
# Twice as long as a question may be. Patterns look back and forth in a sentence: in a hostile one of 30,000 characters
# that takes seconds.
HEARD: Final = 2 * LONGEST_ASK
"""How many characters of a question are listened to."""

_SENTENCE: Final = re.compile(r"[^.!?…]+[.!?…]*")
_ASKED: Final = re.compile(r"\?[?!\s]*")
_SAID: Final = re.compile(r"\S*\w\S*")


def check_wording(
    asks: Collection[Scalar], texts: Collection[Scalar], language: str, source: str, findings: Findings
) -> None:
    """Every question under the questions' rules, and every text under everybody's. `source` is the file's text."""
    words = WORDS[language]
    for scalar in asks:
        _question(scalar, words, source, findings)
    for scalar in texts:
        praise = words.praise.search(plain(scalar.text[:LONGEST_TEXT]))
        if praise is not None:
            said = scalar.text[praise.start() : praise.end()].strip(" .!?")
            findings.add(place_in(source, scalar, said), "S921", say("{said} praises an answer.", said=quoted(said)))


def _question(scalar: Scalar, words: Words, source: str, findings: Findings) -> None:
    said = unquoted(plain(scalar.text[:HEARD]))
    checks = (
        ("S910", words.why, say("asks people to justify themselves")),
        ("S912", words.leading, say("says what the answer should be")),
        ("S919", words.double_negation, say("denies twice")),
    )
    for code, pattern, what in checks:
        match = pattern.search(said)
        if match is not None:
            found = scalar.text[match.start() : match.end()].strip(" .,;:!?…")
            findings.add(place_in(source, scalar, found), code, say("{found} {what}.", found=quoted(found), what=what))
    asked = len(_ASKED.findall(said.rstrip()))
    if asked > 1 or words.double_question.search(said):
        findings.add(scalar.at, "S911", say("There are two questions in {given}.", given=quoted(scalar.text)))
    if len(scalar.text) <= LONGEST_ASK:  # a longer one is reported as such
        for sentence in _SENTENCE.findall(plain(scalar.text)):
            length = len(_SAID.findall(sentence))
            if length > LONGEST_SENTENCE:
                findings.add(
                    scalar.at,
                    "S920",
                    say("This sentence has {length} words: {sentence}.", length=length, sentence=quoted(sentence)),
                )
