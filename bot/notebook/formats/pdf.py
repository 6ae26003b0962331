"""The PDF: the flow as JSON, laid out by `cahier/cahier.typ` or the like of it, tagged, PDF/UA-1.

What people typed goes in as data and is never markup: the template calls functions on strings. The template sees its
own folder and the data, no other file; it reaches no network. It is composed apart (`typesetter`).
Deterministic: the date is the notebook's, the fonts are those of the templates folder.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec

from bot.errors import Defect, OutsideFailure
from bot.notebook.escaping import readable
from bot.notebook.flow import Booklet, anchors
from bot.notebook.flow.pieces import AnyPiece, Drawing, Entries, Entry
from bot.notebook.formats.glyphs import UnreadableFont, covered, fitted
from bot.notebook.formats.typesetter import Finding, Sheets, compose_apart, drawn
from bot.notebook.mistakes import CORRECT, Mistake
from bot.notebook.rendering import TemplateMistake
from bot.saying import say

NOTEBOOK: Final = "cahier"
FONTS: Final = "cahier/fonts"
LOGO: Final = "logo.png"

_BEFORE: Final = re.compile(r" ([:;?!»%])")
_SANS: Final = 'font-family="sans-serif"'
_REACHING: Final = re.compile(r"""\b(?:import|include)\b\s*(?!\s*"[^"@]+\.typ")""")
_COMMENT: Final = re.compile(r"(?<!:)//.*")
_BOX: Final = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_SHARPNESS: Final = 3
"""Pixels a point of an image: 216 a line inch prints well, and a profile of six horizons stays under 100 kB."""
_MOST_LINKS: Final = 60
"""In one list of references: nobody follows the hundredth, and each costs twenty kilobytes of memory."""
_MOST_PLACES: Final = 1_000
"""Contributions that links lead to. Of a session with more, a number is found in the annex, which is in their order."""
_PLACE: Final = re.compile(r"┌─ ([^\n]+):(\d+):(\d+)")


def pdf(
    booklet: Booklet,
    folders: Sequence[Path],
    compiled_at: datetime,
    attached: bytes = b"",
    document: str = NOTEBOOK,
) -> bytes:
    """A notebook as a PDF.

    `folders`: templates, the agency's first. `attached`: the data, put inside the file. `document`: the folder of its
    template, which has the same name.

    Raises:
        TemplateMistake: the template is wrong; names file and line.
        OutsideFailure: a font cannot be read.
    """
    fonts = font_files(folders)
    try:
        characters = covered(fonts)
    except UnreadableFont as error:
        raise OutsideFailure(f"{error}. Take it out of the folder.") from error
    sources = typst_sources(folders, document)
    template = f"{document}/{document}.typ"
    beside = _data(booklet, characters)
    if booklet.logo:
        beside[LOGO] = b64decode(booklet.logo)
    if attached:
        beside["cahier.json"] = attached
    made = compose_apart(
        Sheets(
            {name: path.read_bytes() for name, path in sources.items()} | {"main": f'#include "{template}"\n'.encode()},
            beside,
            font_folders(fonts),
            {"date": f"{compiled_at:%Y-%m-%d}", "data": "/cahier.json" if attached else ""},
            int(compiled_at.timestamp()),
        )
    )
    if made.findings:
        raise TemplateMistake([_finding(one, sources, template) for one in made.findings])
    return made.pdf


def font_folders(fonts: Sequence[Path]) -> tuple[str, ...]:
    """Where fonts are, as the typesetter is told."""
    return tuple(str(folder) for folder in sorted({font.parent for font in fonts}))


def png(svg: str, folders: Sequence[Path]) -> tuple[bytes, int, int]:
    """A drawing as an image for formats without SVG: its bytes, width and height in pixels."""
    box = _BOX.search(svg)
    if box is None:
        raise Defect("a drawing without a viewBox has no size")
    width, height = (float(side) for side in box.groups())
    fonts = font_files(folders)
    fit = fitted(readable(svg.replace(_SANS, 'font-family="Noto Sans"')), covered(fonts))
    page = (
        f'#set page(width: {width}pt, height: {height}pt, margin: 0pt)\n#image("dessin.svg", width: {width}pt, '
        f"height: {height}pt)\n"
    )
    image = drawn(fit.encode(), font_folders(fonts), page.encode(), 72 * _SHARPNESS)
    if image is None:
        raise Defect("the typesetter made no image")
    return image, round(width * _SHARPNESS), round(height * _SHARPNESS)


def font_files(folders: Sequence[Path]) -> tuple[Path, ...]:
    """The fonts of the templates: the agency's beside the shipped ones."""
    return tuple(
        file
        for folder in folders
        for file in sorted((folder / FONTS).glob("*"))
        if file.suffix.lower() in {".ttf", ".otf"}
    )


def typst_sources(folders: Sequence[Path], document: str = NOTEBOOK) -> dict[str, Path]:
    """The `.typ` files of the notebook and of a document by name; the agency's own replace those that are shipped.

    Raises:
        TemplateMistake: one of them imports from elsewhere, which would be fetched from a network.
    """
    found = {
        file.relative_to(folder).as_posix(): file
        for folder in reversed(folders)
        for part in dict.fromkeys((NOTEBOOK, document))
        for file in sorted((folder / part).rglob("*.typ"))
    }
    mistakes = [
        Mistake(
            f"{file}:{n}:{reaching.start() + 1}",
            "N003",
            say("A template imports only .typ files beside it, each by its name in quotation marks."),
            say("Copy what it needs into the folder."),
        )
        for file in found.values()
        for n, line in enumerate(file.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if (reaching := _REACHING.search(_COMMENT.sub("", line)))
    ]
    if mistakes:
        raise TemplateMistake(mistakes)
    return found


def _data(booklet: Booklet, characters: frozenset[str]) -> dict[str, bytes]:
    """The flow as JSON, and its drawings as files beside it: what a drawing says is fitted, its markup left alone."""
    drawings: dict[str, bytes] = {}

    def fit(text: str) -> str:
        return fitted(readable(text), characters)

    def spaced(text: str) -> str:
        # A colon alone at the start of a line is a misprint; what was typed is unchanged but for the kind of space.
        held = fit(text).replace("§ ", "§\u00a0")
        return _BEFORE.sub("\u00a0\\1", held).replace("« ", "«\u00a0") if booklet.language == "fr" else held

    def aside(piece: AnyPiece) -> object:
        if isinstance(piece, Drawing):
            name = f"dessin-{len(drawings) + 1}.svg"
            drawings[f"cahier/{name}"] = fit(piece.svg.replace(_SANS, 'font-family="Noto Sans"')).encode()
            piece = Drawing(name, piece.alt)
        return _entries(piece) if isinstance(piece, Entries) else msgspec.to_builtins(piece)

    logo = f"/{LOGO}" if booklet.logo else ""
    told = msgspec.to_builtins(msgspec.structs.replace(booklet, logo=logo, essential=(), body=()))
    told |= {"essential": list(map(aside, booklet.essential)), "body": list(map(aside, booklet.body))}
    places = dict.fromkeys(sorted(_places(booklet)), True)
    return {"cahier/cahier.json": msgspec.json.encode([_mapped(told, spaced), places]), **drawings}


def _entries(piece: Entries) -> dict[str, object]:
    """Contributions as rows: in the typesetter's memory a row takes a tenth of what a mapping does."""
    rows = [
        (one.number, one.anchor, one.text, one.note, one.signature, one.flags, one.more, _used(piece, one))
        for one in piece.items
    ]
    return {"kind": "entries", "items": rows}


def _used(among: Entries, entry: Entry) -> str:
    """Where a contribution is cited and counted, in words."""
    uses = ((among.cited, entry.cited), (among.counted, entry.counted))
    return " · ".join(f"{told} {', '.join(ref.label for ref in places)}" for told, places in uses if places)


def _places(booklet: Booklet) -> set[str]:
    """Where links lead. Not those under each contribution of the annex, back to a section.

    There are thousands of them in a large session, and a link with its place takes more memory than the words.
    """
    found = {line.anchor for line in booklet.contents.items}
    said = set[str]()
    for piece in (*booklet.essential, *booklet.body):
        if isinstance(piece, Entries):
            said.update(one.anchor for one in piece.items)
        else:
            found.update(_anchors_in(msgspec.to_builtins(piece)))
    found &= anchors(booklet)
    return found - said if len(found & said) > _MOST_PLACES else found


def _anchors_in(value: object) -> Iterator[str]:
    if isinstance(value, list | tuple) and len(value) <= _MOST_LINKS:
        for inner in value:
            yield from _anchors_in(inner)
    elif isinstance(value, dict):
        if "label" in value and "anchor" in value:
            yield value["anchor"]
        yield from (value[key] for key in ("code_anchor", "side_anchor") if value.get(key))
        for inner in value.values():
            yield from _anchors_in(inner)


def _mapped(value: object, change: Callable[[str], str]) -> object:
    """Every text inside a value, changed; names of fields stay."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list | tuple):
        return [_mapped(inner, change) for inner in value]
    if isinstance(value, dict):
        return {key: _mapped(inner, change) for key, inner in value.items()}
    return value


def _finding(error: Finding, sources: dict[str, Path], template: str) -> Mistake:
    """Place, finding, remedy, as typst tells them: the innermost place is the first."""
    places: Iterator[re.Match[str]] = _PLACE.finditer(error.diagnostic)
    place = next(places, None)
    where = f"{sources.get(template, template)}:1:1"
    if place is not None:
        # typst tells files from where the process runs; ours are known by the end of their path.
        file = next((path for name, path in sources.items() if place[1].endswith(name)), place[1])
        where = f"{file}:{place[2]}:{place[3]}"
    if error.limits:
        seconds, megabytes = error.limits
        finding = say("This takes over {seconds} seconds or {megabytes} MB.", seconds=seconds, megabytes=megabytes)
        remedy = say("Look for a loop of many turns; of many thousands of people, compile another format.")
        return Mistake(where, "N006", finding, remedy)
    finding = say("Typst says “{said}”.", said=error.message)
    advice = ". ".join(hint.rstrip(".") for hint in error.hints)
    return Mistake(where, "N006", finding, say("It advises “{advice}”.", advice=advice) if advice else CORRECT)
