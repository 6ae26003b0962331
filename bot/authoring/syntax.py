"""What the YAML parser complains of, in an author's words: place, finding, remedy.

The parser speaks of tokens and blocks; whoever writes a script knows lines, dashes and quotation marks. Not here:
parsing (`nodes`).
"""

from __future__ import annotations

from typing import Final, NamedTuple

from ruamel.yaml.error import MarkedYAMLError

from bot.authoring.findings import START, Position
from bot.saying import Said, say

DIRECTIVE: Final = (say("This line is a directive (%), which scripts do not have."), say("Delete it."))


class Complaint(NamedTuple):
    """Where the file is no YAML, why, and what to do."""

    at: Position
    finding: Said
    remedy: Said


# The first whose pattern is found in the parser's words; `{line}` is where what it was reading begins.
_KNOWN: Final = (
    (
        "mapping values are not allowed",
        say("This « : » cannot stand here."),
        say("A text that holds « : » goes between double quotes; a key begins its line, indented like its neighbours."),
    ),
    (
        "expected <block end>",
        say("This line does not fit with those above it, from line {line} on."),
        say("Check its indentation, and that what is opened above (quotes, braces) is closed."),
    ),
    (
        "expected '<document start>'",
        say("What begins here does not belong to what is above."),
        say("Write `key: value` lines."),
    ),
    (
        "expected ',' or '}'",
        say("The brace opened at line {line} is not closed here."),
        say("Add a comma, a } or quotes."),
    ),
    (
        "expected ',' or ']'",
        say("The bracket opened at line {line} is not closed here."),
        say("Add a comma, a ] or quotes."),
    ),
    (
        "could not find expected ':'",
        say("This is neither `key: value` nor part of the text above."),
        say("A text over several lines is indented, after `>-` or between double quotes."),
    ),
    (
        "sequence entries are not allowed",
        say("A list cannot begin here."),
        say("Put each dash on a line of its own, under the key."),
    ),
    (
        "expected the node content, but found '<stream end>'",
        say("The file ends too early."),
        say("Close what is opened above."),
    ),
    (
        "expected the node content",
        say("A value is missing here."),
        say("Write one, between double quotes if it begins with a sign."),
    ),
    (
        "expected alphabetic or numeric",
        say("& and * have a meaning of their own here."),
        say("Put the text between double quotes."),
    ),
    (
        "found unknown escape character",
        say("This backslash means nothing here."),
        say("Write \\\\ for a backslash, or put the text between single quotes."),
    ),
    ("cannot start any token", say("A text cannot begin with this sign."), say("Put the text between double quotes.")),
)


def complaint(text: str, error: MarkedYAMLError) -> Complaint:
    """The parser's complaint about `text`."""
    mark, began = error.problem_mark or error.context_mark, error.context_mark
    at = Position(mark.line + 1, mark.column + 1) if mark is not None else START
    said = " ".join(str(error.problem or error.context or "syntax error").split()).rstrip(".")
    lines = text.split("\n")
    line = lines[at.line - 1] if at.line <= len(lines) else ""
    indent = line[: len(line) - len(line.lstrip())]
    if line.startswith("%"):
        return Complaint(at, *DIRECTIVE)
    if "\t" in indent or ("'\\t'" in said and "\t" in line):
        return Complaint(at, say("A tab stands here."), say("Indent with spaces, never with tabs."))
    if indent.strip(" "):
        finding = say("This line is indented with spaces that are no ordinary ones (non-breaking, for instance).")
        return Complaint(at, finding, say("Delete them and type ordinary spaces."))
    if "unexpected end of stream" in said and began is not None:
        opened = Position(began.line + 1, began.column + 1)
        found = say("A quotation mark is opened here and never closed.")
        return Complaint(opened, found, say("Close it, or delete it."))
    for words, finding, remedy in _KNOWN:
        if words in said:
            return Complaint(at, finding.holding(line=began.line + 1 if began is not None else at.line), remedy)
    remedy = say("Check indentation, quotes and brackets on this line and the one above.")
    return Complaint(at, say("From here on this is not YAML."), remedy)
