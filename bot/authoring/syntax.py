"""What the YAML parser complains of, in an author's words: place, finding, remedy.

The parser speaks of tokens and blocks; whoever writes a script knows lines, dashes and quotation marks. Not here:
parsing (`nodes`).
"""

from __future__ import annotations

from typing import Final, NamedTuple

from ruamel.yaml.error import MarkedYAMLError

from bot.authoring.findings import START, Position, quoted

DIRECTIVE: Final = ("This line is a directive (%), which scripts do not have.", "Delete it.")


class Complaint(NamedTuple):
    """Where the file is no YAML, why, and what to do."""

    at: Position
    finding: str
    remedy: str


# The first whose pattern is found in the parser's words; `{line}` is where what it was reading begins.
_KNOWN: Final = (
    (
        "mapping values are not allowed",
        "This « : » cannot stand here.",
        "A text that holds « : » goes between double quotes; a key begins its line, indented like its neighbours.",
    ),
    (
        "expected <block end>",
        "This line does not fit with those above it, from line {line} on.",
        "Check its indentation, and that what is opened above (quotes, braces) is closed.",
    ),
    ("expected '<document start>'", "What begins here does not belong to what is above.", "Write `key: value` lines."),
    ("expected ',' or '}'", "The brace opened at line {line} is not closed here.", "Add a comma, a } or quotes."),
    ("expected ',' or ']'", "The bracket opened at line {line} is not closed here.", "Add a comma, a ] or quotes."),
    (
        "could not find expected ':'",
        "This is neither `key: value` nor part of the text above.",
        "A text over several lines is indented, after `>-` or between double quotes.",
    ),
    (
        "sequence entries are not allowed",
        "A list cannot begin here.",
        "Put each dash on a line of its own, under the key.",
    ),
    ("expected the node content, but found '<stream end>'", "The file ends too early.", "Close what is opened above."),
    (
        "expected the node content",
        "A value is missing here.",
        "Write one, between double quotes if it begins with a sign.",
    ),
    (
        "expected alphabetic or numeric",
        "& and * have a meaning of their own here.",
        "Put the text between double quotes.",
    ),
    (
        "found unknown escape character",
        "This backslash means nothing here.",
        "Write \\\\ for a backslash, or put the text between single quotes.",
    ),
    ("cannot start any token", "A text cannot begin with this sign.", "Put the text between double quotes."),
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
        return Complaint(at, "A tab stands here.", "Indent with spaces, never with tabs.")
    if indent.strip(" "):
        finding = "This line is indented with spaces that are no ordinary ones (non-breaking, for instance)."
        return Complaint(at, finding, "Delete them and type ordinary spaces.")
    if "unexpected end of stream" in said and began is not None:
        opened = Position(began.line + 1, began.column + 1)
        return Complaint(opened, "A quotation mark is opened here and never closed.", "Close it, or delete it.")
    for words, finding, remedy in _KNOWN:
        if words in said:
            return Complaint(at, finding.format(line=began.line + 1 if began is not None else at.line), remedy)
    remedy = "Check indentation, quotes and brackets on this line and the one above."
    return Complaint(at, f"This is not YAML: {quoted(said)}.", remedy)
