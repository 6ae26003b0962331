"""The one place where words become Telegram's HTML: escaping, limits, keyboards.

Everything shown is a `Piece` of plain text with a style; only `compose` writes a tag, and it escapes every character of
every piece, whoever wrote it. Here too: what fits in a message. Not here: which pieces a card or a panel is made of
(`cards`, `panels`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from html import escape
from typing import Any, Final

from bot.chat.buttons import encode
from bot.errors import Defect
from bot.facilitation.incoming import FacilitatorButton, ParticipantButton

TEXT_UNITS: Final = 3900
"""Telegram takes 4096 UTF-16 units once tags are parsed; the rest is left to what a client may count differently."""
CAPTION_UNITS: Final = 1000
TOAST_UNITS: Final = 200
BUTTON_UNITS: Final = 64
BUTTONS_A_ROW: Final = 8
BUTTONS_IN_ALL: Final = 100
STYLED_PIECES: Final = 90
"""Telegram keeps 100 entities a message and drops the rest."""
CUT: Final = " […]"

_LONG_QUOTE: Final = 400
_SHORTEST: Final = 40


class Style(Enum):
    """How a piece looks."""

    PLAIN = "plain"
    BOLD = "bold"
    ITALIC = "italic"
    QUOTE = "quote"
    """Somebody's own words; folded by the client when long."""
    ITEM = "item"
    """What one votes on."""
    LISTED = "listed"
    """One thing of a numbered list."""
    COPIED = "copied"
    """What a tap copies, to be changed and sent back."""


@dataclass(frozen=True)
class Piece:
    """One block of plain text. `tight`: on the line right after the piece before it, as in a list."""

    text: str
    style: Style = Style.PLAIN
    tight: bool = False

    @property
    def quoted(self) -> bool:
        """Whether it is set off as a quotation."""
        return self.style in (Style.QUOTE, Style.ITEM)

    @property
    def cuttable(self) -> bool:
        """Whether it is somebody's words, which are cut before ours when a message is too long."""
        return self.quoted or self.style in (Style.LISTED, Style.COPIED)


@dataclass(frozen=True)
class Key:
    """A button as drawn: its text and what it carries."""

    text: str
    button: ParticipantButton | FacilitatorButton


@dataclass(frozen=True)
class Rendered:
    """A message ready for Telegram: HTML (parse mode `HTML`) and rows of (text, callback data).

    `opens`: a button above them (text, address) that leads out of the chat.
    """

    html: str
    rows: tuple[tuple[tuple[str, str], ...], ...] = ()
    opens: tuple[str, str] | None = None

    @property
    def reply_markup(self) -> dict[str, Any]:
        """The inline keyboard, empty to take one away."""
        keys = [[{"text": text, "callback_data": data} for text, data in row] for row in self.rows]
        if self.opens is not None:
            keys.insert(0, [{"text": self.opens[0], "url": self.opens[1]}])
        return {"inline_keyboard": keys}


def units(text: str) -> int:
    """How long Telegram finds a text: UTF-16 code units, so that an emoji counts for two."""
    return len(text) + sum(character > "\uffff" for character in text)


def cut(text: str, most: int, mark: str = CUT) -> str:
    """The text, or its beginning and the mark, in at most `most` units; between two words where that is near."""
    if units(text) <= most:
        return text
    room = max(most - units(mark), 0)
    end = used = 0
    for character in text:
        used += 2 if character > "\uffff" else 1
        if used > room:
            break
        end += 1
    kept = text[:end]
    space = max(kept.rfind(" "), kept.rfind("\n"))
    if space > end - 24 and space > 0:
        kept = kept[:space]
    return (kept.rstrip() + mark).strip()


def compose(pieces: Iterable[Piece], keys: Sequence[Sequence[Key]] = (), *, most: int = TEXT_UNITS) -> Rendered:
    """The message made of these pieces: what is too long is cut, quotations first, each no more than needed.

    Raises:
        Defect: there is no text, too many buttons, or one that does not fit in its bytes.
    """
    kept = [replace(piece, text=piece.text.strip()) for piece in pieces]
    kept = [piece for piece in kept if piece.text]
    if not kept:
        raise Defect("a message without text cannot be sent")
    html: list[str] = []
    for position, piece in enumerate(_fitted(kept, most)):
        if position:
            html.append(_between(kept[position - 1], piece))
        html.append(_dressed(piece if position < STYLED_PIECES else replace(piece, style=Style.PLAIN)))
    return Rendered("".join(html), _drawn(keys))


def _between(before: Piece, after: Piece) -> str:
    # A client leaves room around a quotation by itself.
    return "\n" if after.tight or before.quoted or after.quoted else "\n\n"


def _dressed(piece: Piece) -> str:
    text = escape(piece.text, quote=False)
    match piece.style:
        case Style.PLAIN | Style.LISTED:
            return text
        case Style.BOLD:
            return f"<b>{text}</b>"
        case Style.ITALIC:
            return f"<i>{text}</i>"
        case Style.COPIED:
            return f"<code>{text}</code>"
        case Style.ITEM:
            return f"<blockquote><b>{text}</b></blockquote>"
        case Style.QUOTE:
            folded = units(piece.text) > _LONG_QUOTE or piece.text.count("\n") > 6
            return f"<blockquote{' expandable' if folded else ''}>{text}</blockquote>"


def _fitted(pieces: Sequence[Piece], most: int) -> list[Piece]:
    most -= 2 * (len(pieces) - 1)
    lengths = [units(piece.text) for piece in pieces]
    if sum(lengths) <= most:
        return list(pieces)
    fixed = sum(length for length, piece in zip(lengths, pieces, strict=True) if not piece.cuttable)
    quotes = [length for length, piece in zip(lengths, pieces, strict=True) if piece.cuttable]
    if quotes and (share := _share(quotes, most - fixed)) >= _SHORTEST:
        return [replace(piece, text=cut(piece.text, share)) if piece.cuttable else piece for piece in pieces]
    share = _share(lengths, most)
    if share <= units(CUT):
        raise Defect(f"a message of {len(pieces)} pieces cannot be shortened to fit")
    return [replace(piece, text=cut(piece.text, share)) for piece in pieces]


def _share(lengths: Sequence[int], room: int) -> int:
    """The most that each may take, so that those who need less leave the rest to the others."""
    left, room_left = sorted(lengths), room
    while left:
        share = room_left // len(left)
        if left[0] > share:
            return share
        room_left -= left.pop(0)
    return room


def _drawn(keys: Sequence[Sequence[Key]]) -> tuple[tuple[tuple[str, str], ...], ...]:
    rows: list[tuple[tuple[str, str], ...]] = []
    for row in keys:
        drawn = [(cut(key.text.strip(), BUTTON_UNITS, "…"), encode(key.button)) for key in row]
        rows += [tuple(drawn[start : start + BUTTONS_A_ROW]) for start in range(0, len(drawn), BUTTONS_A_ROW)]
    if sum(map(len, rows)) > BUTTONS_IN_ALL:
        raise Defect(f"Telegram takes {BUTTONS_IN_ALL} buttons a message, not {sum(map(len, rows))}")
    if any(not text for row in rows for text, _ in row):
        raise Defect("a button without text")
    return tuple(rows)
