"""The panel under which a contribution is filed by hand, from the chat. Part of `panels.Panel`."""

from __future__ import annotations

import msgspec


class CodeLine(msgspec.Struct, frozen=True):
    """One code of the grid. `label`: of a block or a theme, as the team wrote it; empty for a rubric."""

    code: str
    label: str = ""
    proposed: bool = False
    """The words of the grid call for it, and nobody has decided yet."""
    confirmed: bool = False


class CodingPanel(msgspec.Struct, frozen=True, tag=True):
    """A contribution and the codes of the reading grid; `number`: its place in the list.

    `mark`: of the grid it was made from, which buttons carry: under another grid a number is another code.
    """

    session: str
    contribution: str
    number: int
    text: str
    mark: str
    codes: tuple[CodeLine, ...]
    read: bool = False
    """Somebody has filed it, be it under nothing."""
