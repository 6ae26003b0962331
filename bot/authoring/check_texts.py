"""Check what participants will read: parameters, templates, length.

A text may hold `{{ name }}` and nothing else of the template language. That is checked on the file's own characters, so
that a finding points at the brace itself, in whatever style the text is written. Not here: rendering (`engine.texts`).
"""

from __future__ import annotations

import re
from typing import Final

from bot.authoring.drafts import Draft
from bot.authoring.findings import Findings
from bot.authoring.nodes import Scalar, position_in
from bot.saying import Said, did_you_mean, quoted, say

LONGEST_ASK: Final = 140
# 4,096 characters a message, less the progress line, the question, the hint and what parameters may add.
LONGEST_TEXT: Final = 3_000

_NAME: Final = re.compile(r"\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}\}")
_BRACES: Final = re.compile(
    r"\{\{\s*(?P<name>[A-Za-z_][A-Za-z0-9_]*)\s*\}\}|(?P<opening>\{\{|\{%|\{#)|\{(?P<single>[a-z][a-z0-9_]*)\}(?!\})"
)


def check_texts(draft: Draft, source: str, findings: Findings) -> None:
    """Every text, against the parameters declared. `source` is the file's text."""
    used = check_wordings(draft, source, findings)
    # A session to read from is named by a step, not shown in a text.
    used |= {scalar.text for step in draft.steps for scalar, wanted in step.references if wanted == "session parameter"}
    for name, (_, at) in draft.parameters.items():
        # A name that cannot be one is reported as such, not for being unused.
        if name not in used and name.isidentifier():
            findings.add(at, "S901", say("No text uses {name}.", name=quoted(name)))


def check_wordings(draft: Draft, source: str, findings: Findings) -> set[str]:
    """Each text by itself, in the script or in a translation; returns the parameters they use."""
    used: set[str] = set()
    for scalar in draft.texts:
        used |= _template(scalar, draft, source, findings)
        if len(scalar.text) > LONGEST_TEXT:
            finding = say(
                "This text has {count:,} characters; at most {most:,} are sent.",
                count=len(scalar.text),
                most=LONGEST_TEXT,
            )
            findings.add(scalar.at, "S305", finding)
    for scalar in draft.asks:
        # A parameter is counted as a short word: its value is not known here.
        length = len(_NAME.sub("xxxx", scalar.text))
        if length > LONGEST_ASK:
            findings.add(
                scalar.at,
                "S903",
                say("This question has {length} characters: {given}.", length=length, given=quoted(scalar.text)),
            )
    return used


def _template(scalar: Scalar, draft: Draft, source: str, findings: Findings) -> set[str]:
    """The names that a text uses; what else its braces hold goes to `findings`, up to the longest text that is sent."""
    if "{" not in scalar.text:
        return set()
    opened = False
    written = scalar.start
    for match in _BRACES.finditer(scalar.text[:LONGEST_TEXT]):
        # Braces come in the same order in the file, which spells the text otherwise where it is folded or escaped.
        at = source.find(match[0], written, scalar.end)
        if at >= 0:
            written = at + len(match[0])
        name, single = match["name"], match["single"]
        finding: Said | None = None
        remedy: Said | None = None
        if name and name not in draft.parameters and name not in draft.values.get(scalar, ()):
            code, finding = "S301", say("{name} is not a parameter.", name=quoted(name))
            remedy = did_you_mean(name, draft.parameters, say("Parameters here"))
        elif single and single in draft.parameters:
            code, finding = "S907", say("{match} has single braces.", match=quoted(match[0]))
            remedy = say("Write {{{{ {single} }}}}.", single=single)
        elif match["opening"] and not opened:
            opened = True  # what follows would be read as part of it
            code, finding = (
                "S302",
                say(
                    "{given} is no plain {{{{ name }}}}.", given=quoted(scalar.text[match.start() : match.start() + 40])
                ),
            )
        if finding is not None:
            findings.add(position_in(source, at) if at >= 0 else scalar.at, code, finding, remedy)
    return set(_NAME.findall(scalar.text))
