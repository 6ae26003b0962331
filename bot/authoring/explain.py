"""`horizons explain`: a workshop as a page for whoever pays for it or hosts it, in HTML and in Markdown.

Here: the two layouts over one `Outline`. Not here: what is said (`outline`, `outline_words`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from bot.authoring.outline import Text, outline
from bot.engine.script import Script

FORMATS: Final[Mapping[str, str]] = {"html": "explain.html.j2", "md": "explain.md.j2"}
"""Format → template."""

_PAGES: Final = Path(__file__).parent / "pages"
# French sets a space before these and inside its quotation marks; no line may end there, nor before « min ».
_SPACES: Final = re.compile(r"(?<=«) | (?=[»:;?!])|(?<=[0-9]) (?=min\b)")
# What would become markup in Markdown, in the middle of a line.
_MARKUP: Final = str.maketrans({character: f"\\{character}" for character in "\\`*_[]<>|#"})


def explain(script: Script, page_format: str) -> str:
    """The page in one of `FORMATS`."""
    environment = pages(page_format)
    environment.filters["text"] = _in_html if page_format == "html" else _in_markdown
    environment.filters["plain"] = plain
    environment.filters["md"] = _escaped
    shown = outline(script)
    page = environment.get_template(FORMATS[page_format]).render(o=shown, w=shown.words)
    # Blank lines separate blocks in Markdown; what is absent leaves some behind, or a quotation's last line bare.
    return page if page_format == "html" else re.sub(r"\n{3,}", "\n\n", re.sub(r"\n>\n(?!>)", "\n", page))


def pages(page_format: str) -> Environment:
    """The templates of pages in that format."""
    return Environment(
        loader=FileSystemLoader(_PAGES),
        autoescape=page_format == "html",  # noqa: S701 -- Markdown has its own escaping, in `_in_markdown`
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=unbroken,
    )


def plain(text: Text) -> str:
    """The text without marks."""
    return "".join(piece.text for piece in text)


def unbroken(value: object) -> object:
    """Any words on their way into a page."""
    if not isinstance(value, str):
        return value
    # `type` keeps what is already HTML from being escaped again.
    return type(value)(_SPACES.sub("\N{NO-BREAK SPACE}", value))


def _in_html(text: Text) -> Markup:
    pieces = []
    for piece in text:
        words = escape(piece.text)
        pieces.append(Markup('<mark title="{}">{}</mark>').format(piece.slot, words) if piece.slot else words)
    return Markup("").join(pieces)


def _escaped(words: str) -> str:
    return words.translate(_MARKUP)


def _in_markdown(text: Text) -> str:
    return "".join(f"[{_escaped(piece.text)}]" if piece.slot else _escaped(piece.text) for piece in text)
