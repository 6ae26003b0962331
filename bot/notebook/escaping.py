"""People's words in each format: text that stays text. HTML is Jinja's autoescape; here are Markdown and CSS strings.

Source of the Markdown rules: CommonMark 0.31, § 2.4 (a backslash may stand before any ASCII punctuation) and § 4
(blocks).
"""

from __future__ import annotations

import re

from markupsafe import Markup

# Anything that opens inline markup, a table cell, raw HTML, an entity, a mention or a formula.
_INLINE = re.compile(r"([\\`*_{}\[\]<>#|~&$!^@])")
_SCHEME = re.compile(r":(?=//)")
_WWW = re.compile(r"\b(www)\.", re.IGNORECASE)
# What opens a block at the start of a line: lists, headings underlined, rules, formulas once pasted in a sheet.
_LEADING = re.compile(r"^([-+=:])")
_ORDERED = re.compile(r"^(\d{1,9})([.)])")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\u0085\u2028\u2029\ud800-\udfff]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")


def readable(text: str) -> str:
    """The text without what no format can carry: control characters and lone surrogates become U+FFFD."""
    return _CONTROL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def markdown_line(line: str) -> str:
    """One line of plain text as Markdown that shows exactly that text."""
    # Leading spaces would make a block of code, trailing ones a line break.
    bare = line.strip()
    escaped = _INLINE.sub(r"\\\1", bare)
    escaped = _SCHEME.sub(r"\\:", escaped)
    escaped = _WWW.sub(r"\1\\.", escaped)
    escaped = _LEADING.sub(r"\\\1", escaped)
    escaped = _ORDERED.sub(r"\1\\\2", escaped)
    if _BIDI.search(escaped):
        # First strong isolate: a right-to-left mark in one answer must not turn the next one round.
        escaped = f"\u2068{escaped}\u2069"
    return escaped


def markdown_inline(text: object) -> Markup:
    """Any text on one line, for a sentence, a title or a cell."""
    return Markup(" ".join(markdown_line(line) for line in readable(str(text)).split("\n") if line.strip()))  # noqa: S704 - escaped here


def markdown_quote(text: object) -> Markup:
    """Any text as a block quotation, its lines kept."""
    lines = [markdown_line(line) for line in readable(str(text)).split("\n") if line.strip()]
    return Markup("\\\n".join(f"> {line}" for line in lines))  # noqa: S704 - escaped here


def css_string(text: object) -> Markup:
    """Any text inside a quoted CSS string; what could end the string or the element is written as a number."""
    kept = re.compile(r"[\w .,;:!?'’«»()·–—°/§-]", re.UNICODE)
    return Markup(  # noqa: S704 - escaped here
        "".join(
            c if kept.match(c) and c not in "'/" else f"\\{ord(c):x} " for c in readable(str(text)).replace("\n", " ")
        )
    )
