"""The flow as WordprocessingML: paragraphs, tables and drawings, written in one go.

Text by text and never through a document object: python-docx looks for the place of each paragraph it adds, which takes
a minute for 10,000 answers. Styles are asked for by their name, since a French Word calls « heading 1 » `Titre1`;
a style that the template lacks is left out, and the text stays. Source: ECMA-376, part 1, § 17.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from math import ceil
from typing import Final, assert_never

import msgspec

from bot.notebook.blocks import Ref
from bot.notebook.flow.pieces import (
    AnyPiece,
    Card,
    Contents,
    Drawing,
    Entries,
    Entry,
    Facts,
    Grid,
    Heading,
    Line,
    Lines,
    Plain,
    Quotation,
    Say,
    Says,
)

_NOT_XML: Final = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EMU_PER_PX: Final = 9525
_WIDTH_PX: Final = 380
_HALF_PX: Final = 312
_ABREAST: Final = 2
_A_LINE: Final = 120
"""Characters of the small print between the margins."""
_HALF_LINE: Final = 50
"""Characters of a line in half the width."""
_PAGE: Final = 50
"""Lines that the first page holds beneath its title."""
_BETWEEN: Final = 0.3
"""Of a line, between two paragraphs."""
_SMALL_PRINT: Final = '<w:sz w:val="18"/>'
_WORDS: Final = 40
"""Of a cell, as many as say how wide it is."""
_TEXT_AND_MORE: Final = 2
_WIDE: Final = 6
"""Columns from which a table is one of ballots."""
_SMALL: Final = '<w:sz w:val="15"/>'
_TEXT_WIDTH: Final = 9638
"""Twentieths of a point between the margins of an A4 page."""
_PLAIN: Final[Mapping[str, str]] = {
    "note": "Cahier note",
    "absence": "Cahier absence",
    "asked": "Cahier question",
    "statement": "Cahier question",
    "side": "Cahier côté",
    "shown": "Cahier note",
    "say": "",
    "plain": "",
}


_ROW: Final = "<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{cells}</w:tr>"
_TABLE: Final = (
    '<w:tbl><w:tblPr>{style}<w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="{layout}"/>'
    '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" '
    'w:noVBand="1"/><w:tblCaption w:val="{said}"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>'
)
_ABREAST_TABLE: Final = (
    '<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/><w:tblCellMar>'
    '<w:left w:w="0" w:type="dxa"/><w:right w:w="170" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    '<w:tblGrid><w:gridCol w:w="{half}"/><w:gridCol w:w="{half}"/></w:tblGrid><w:tr>{cells}</w:tr></w:tbl>'
)
_PICTURE: Final = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{across}" cy="{down}"/>'
    '<wp:docPr id="{number}" name="{name}" descr="{alt}"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:nvPicPr><pic:cNvPr id="{number}" name="{name}" descr="{alt}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
    '<a:blip r:embed="{relation}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/>'
    '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="{across}" cy="{down}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)


class Picture(msgspec.Struct, frozen=True):
    """A drawing as an image, to be put beside the document. Sizes are in pixels."""

    name: str
    relation: str
    png: bytes


class Body:
    """Writes pieces. Its state: the number of the next bookmark, the pictures met, whether it writes small."""

    def __init__(
        self, styles: Mapping[str, str], anchors: Iterable[str], drawn: Callable[[str], tuple[bytes, int, int]]
    ) -> None:
        """`styles`: ids by name, in lower case; `anchors`: where links may lead; `drawn`: an SVG as PNG, sized."""
        self._styles = styles
        self._anchors = frozenset(anchors)
        self._drawn = drawn
        self._bookmarks = 0
        self._small = False
        self.pictures: list[Picture] = []

    def write(self, pieces: Iterable[AnyPiece]) -> str:
        """The pieces as XML, to stand among the paragraphs of a body."""
        made: list[str] = []
        pictures: list[Drawing] = []
        for piece in pieces:
            # Drawings that follow each other stand side by side.
            if isinstance(piece, Drawing) and len(pictures) < _ABREAST:
                pictures.append(piece)
                continue
            made.append(self._drawings(pictures))
            pictures = [piece] if isinstance(piece, Drawing) else []
            made += [] if pictures else [self._piece(piece)]
        return "".join((*made, self._drawings(pictures)))

    def title(self, text: str, anchor: str, *, new_page: bool = False) -> str:
        """A section's title that is not in the flow: the essentials', the contents'. `new_page`: it begins one."""
        begins = "<w:pageBreakBefore/>" if new_page else ""
        return self._p("heading 1", self._mark(anchor) + _run(text), begins)

    def page_of(
        self, before: Sequence[AnyPiece], parts: Sequence[Sequence[AnyPiece]], after: Sequence[AnyPiece]
    ) -> str:
        """A page: its parts in two columns, as even as whole ones allow; in small print where it would not hold all.

        Columns are a table without lines: Word and LibreOffice keep their own headers and margins around it.
        """
        heights = [self._height(part, _HALF_LINE) for part in parts]
        splits = {n: max(sum(heights[:n]), sum(heights[n:])) for n in range(len(parts) + 1)}
        split = min(splits, key=lambda n: splits[n])
        self._small = splits[split] + self._height((*before, *after), 2 * _HALF_LINE) > _PAGE
        half = _TEXT_WIDTH // 2
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{half}" w:type="dxa"/></w:tcPr>'
            f"{''.join(map(self.write, column)) or self._p('', '')}</w:tc>"
            for column in (parts[:split], parts[split:])
        )
        page = self.write(before) + _ABREAST_TABLE.format(half=half, cells=cells) + self.write(after)
        self._small = False
        return page

    def _height(self, pieces: Iterable[AnyPiece], line: int) -> float:
        """About how many lines they take, of so many characters."""
        total = 0.0
        for paragraph in re.findall(r"<w:p>.*?</w:p>", self.write(pieces), re.DOTALL):
            total += ceil(len(re.sub("<[^>]+>", "", paragraph)) / line) + _BETWEEN
        return total

    # -- pieces -------------------------------------------------------------------------------------------------------

    def _piece(self, piece: AnyPiece) -> str:
        match piece:
            case Heading():
                title = _run(f"{piece.number} {piece.text}".lstrip())
                return self._p(f"heading {piece.level}", self._mark(piece.anchor) + title)
            case Say():
                return self._p(_PLAIN[piece.style], self._said(piece))
            case Says():
                return "".join(self._p("List Bullet", self._said(one)) for one in piece.items)
            case Plain():
                return self._p(_PLAIN[piece.style], self._mark(piece.anchor) + self._run(piece.text))
            case Lines(run=True):
                return self._p("", self._run(" · ").join(self._line(one) for one in piece.items))
            case Lines():
                return "".join(self._p("List Bullet", self._line(one)) for one in piece.items)
            case Facts():
                return "".join(
                    self._p("Cahier fait", self._run(f"{one.term} : ", "Cahier discret") + self._bold(one.value))
                    for one in piece.items
                )
            case Grid():
                return self._grid(piece)
            case Quotation():
                return self._quotation(piece)
            case Drawing():
                return self._drawings([piece])
            case Card():
                return self._card(piece)
            case Entries():
                return "".join(self._entry(piece, one) for one in piece.items)
            case Contents():
                return "".join(
                    self._p(
                        "Cahier sommaire",
                        self._run(f"{one.number} ", "Cahier code")
                        + self._link(one.anchor, one.title)
                        + (self._run(f" ({one.note})", "Cahier discret") if one.note else ""),
                    )
                    for one in piece.items
                )
            case _:
                assert_never(piece)

    def _said(self, say: Say) -> str:
        return self._run(f"{say.text} ") + self._refs(say.refs)

    def _line(self, line: Line) -> str:
        parts = [
            self._bold(line.before, "Cahier code") if line.before else "",
            self._link(line.code_anchor, line.code) if line.code else "",
            self._run(line.text, "Cahier discret" if line.withheld else "") if line.text else "",
            self._bold(line.strong) if line.strong else "",
            self._run(line.after, "Cahier discret") if line.after else "",
            *(self._flag(flag) for flag in line.flags),
            self._refs(line.refs),
        ]
        return self._run(" ").join(part for part in parts if part)

    def _quotation(self, quote: Quotation) -> str:
        side = self._link(quote.side_anchor, quote.side, "") if quote.side else ""
        paragraphs = [self._p("Cahier côté", side)] if side else []
        paragraphs.append(self._p("Quote", self._run(quote.text)))
        for more in quote.followups:
            paragraphs.append(self._p("Cahier relance", self._run(more.question, "Cahier discret")))
            paragraphs.append(self._p("Quote", self._run(more.text)))
        foot = [self._run(quote.signature), self._refs(quote.refs), *(self._flag(flag) for flag in quote.flags)]
        paragraphs.append(self._p("Cahier signature", self._run(" ").join(foot)))
        return "".join(paragraphs)

    def _card(self, card: Card) -> str:
        paragraphs = []
        if card.title.text:
            head = self._bold(card.received, "Cahier code") + self._run(" ") if card.received else ""
            paragraphs.append(self._p("Cahier fiche", self._mark(card.anchor) + head + self._line(card.title)))
        for row in card.rows:
            label = self._run(f"{row.label} : ", "Cahier discret") if row.label else ""
            paragraphs.append(self._p("Cahier fait", label + "<w:r><w:br/></w:r>".join(map(self._line, row.lines))))
        paragraphs += [self._p("Cahier note", self._run(note)) for note in card.notes]
        if card.signature or card.refs:
            paragraphs.append(
                self._p("Cahier signature", self._run(f"{card.signature} ".lstrip()) + self._refs(card.refs))
            )
        return "".join(paragraphs)

    def _entry(self, among: Entries, entry: Entry) -> str:
        words = self._run(entry.text) if entry.text else self._run(entry.note, "Cahier discret")
        made = [
            self._p(
                "Cahier contribution", self._mark(entry.anchor) + self._bold(f"{entry.number} ", "Cahier code") + words
            ),
            *(self._p("Cahier signature", self._run(more)) for more in entry.more),
        ]
        foot = [self._run(entry.signature)] if entry.signature else []
        foot += [self._flag(flag) for flag in entry.flags]
        for told, places in ((among.cited, entry.cited), (among.counted, entry.counted)):
            if places:
                foot.append(self._run(f"{told} ") + self._refs(places))
        if foot:
            made.append(self._p("Cahier signature", self._run(" · ").join(foot)))
        return "".join(made)

    def _grid(self, grid: Grid) -> str:
        style = self._styles.get("cahier tableau") or self._styles.get("table grid")
        named = f'<w:tblStyle w:val="{style}"/>' if style else ""
        widths = _columns(grid)
        rows = [self._row(grid.head, grid, widths, "Cahier titre de colonne", "<w:tblHeader/>")]
        rows += [self._row(row, grid, widths, "Cahier cellule") for row in grid.rows]
        caption = self._p("caption", self._mark(grid.anchor) + self._run(grid.caption))
        table = _TABLE.format(
            style=named,
            layout="fixed",
            said=_attribute(grid.caption),
            columns="".join(f'<w:gridCol w:w="{width}"/>' for width in widths),
            rows="".join(rows),
        )
        # A table is followed by a paragraph, or Word joins it to the next one.
        return caption + table + self._p("Cahier note", self._run(grid.note))

    def _row(self, cells: Sequence[str], grid: Grid, widths: Sequence[int], style: str, more: str = "") -> str:
        size = _SMALL if len(cells) > _WIDE else ""
        made = (
            self._cell(cell, style, size, width, figure=figure)
            for cell, width, figure in zip(cells, widths, grid.figures, strict=True)
        )
        return _ROW.format(more=more, cells="".join(made))

    def _cell(self, text: str, style: str, size: str, width: int, *, figure: bool) -> str:
        paragraph = self._p(style, self._run(text, "", size), '<w:jc w:val="right"/>' if figure else "")
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph}</w:tc>'

    def _drawings(self, drawings: Sequence[Drawing]) -> str:
        """One, or two side by side, in a paragraph; nothing for none."""
        if not drawings:
            return ""
        width = _WIDTH_PX if len(drawings) == 1 else _HALF_PX
        return self._p("Cahier dessin", self._run("  ").join(self._drawing(one, width) for one in drawings))

    def _drawing(self, drawing: Drawing, wide: int) -> str:
        png, width, height = self._drawn(drawing.svg)
        number = len(self.pictures) + 1
        picture = Picture(f"cahier-{number}.png", f"rIdCahier{number}", png)
        self.pictures.append(picture)
        return _PICTURE.format(
            across=wide * _EMU_PER_PX,
            down=round(wide * height / width) * _EMU_PER_PX,
            number=9000 + number,
            name=picture.name,
            relation=picture.relation,
            alt=_attribute(drawing.alt),
        )

    # -- paragraphs and runs ------------------------------------------------------------------------------------------

    def _p(self, style: str, runs: str, more: str = "") -> str:
        name = self._styles.get(style.lower()) if style else None
        properties = (f'<w:pStyle w:val="{name}"/>' if name else "") + more
        return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"

    def _run(self, text: str, style: str = "", more: str = "") -> str:
        name = self._styles.get(style.lower()) if style else None
        size = _SMALL_PRINT if self._small and not style else ""
        return _run(text, (f'<w:rStyle w:val="{name}"/>' if name else "") + more + size)

    def _bold(self, text: str, style: str = "") -> str:
        return self._run(text, style, "<w:b/>")

    def _flag(self, text: str) -> str:
        return self._run(f"[{text}]", "Cahier drapeau")

    def _refs(self, refs: tuple[Ref, ...]) -> str:
        labels = [(ref.anchor, ref.label.replace(" ", "\u00a0")) for ref in refs]
        return self._run(", ", "Cahier renvoi").join(self._link(*one, "Cahier renvoi") for one in labels)

    def _link(self, anchor: str, text: str, style: str = "Cahier code") -> str:
        run = self._run(text, style)
        return f'<w:hyperlink w:anchor="{_bookmark(anchor)}">{run}</w:hyperlink>' if anchor in self._anchors else run

    def _mark(self, anchor: str) -> str:
        if not anchor:
            return ""
        self._bookmarks += 1
        return (
            f'<w:bookmarkStart w:id="{self._bookmarks}" w:name="{_bookmark(anchor)}"/>'
            f'<w:bookmarkEnd w:id="{self._bookmarks}"/>'
        )


def _run(text: str, properties: str = "") -> str:
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in _text(text).split("\n"))
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{lines}</w:r>"


def _columns(grid: Grid) -> list[int]:
    """Widths: texts on the left, then columns as wide as their longest word, in characters of a line."""
    if grid.prose or len(grid.head) < _TEXT_AND_MORE:
        share = [1.0] * len(grid.head)
    else:
        narrow = [_longest((grid.head[n], *(row[n] for row in grid.rows))) for n in range(1, len(grid.head))]
        line = _A_LINE if len(grid.head) > _WIDE else _A_LINE - 24
        share = [max(line - sum(narrow), line / 4), *narrow]
    return [round(_TEXT_WIDTH * one / sum(share)) for one in share]


def _longest(cells: Iterable[str]) -> float:
    """Room for the longest word of a column, and its margins."""
    return max(5, *(len(word) for cell in cells for word in cell.split()[:_WORDS])) + 3


def _bookmark(anchor: str) -> str:
    # At most 40 characters, letters, digits and _, beginning with a letter or _; one that begins with _ is hidden.
    return "_" + re.sub(r"\W", "_", anchor)[:39]


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n")), quote=False)


def _attribute(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text), quote=True).replace("\n", "&#10;")
