"""What every format is made from: a notebook, its words, its tables, and where templates are.

Compiled from a session's material, or taken again from a data pack: what is printed is the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Final

import msgspec

from bot.errors import Defect, OperatorError
from bot.facilitation.records import Material
from bot.notebook.analysis import analyse
from bot.notebook.context import Notebook
from bot.notebook.desk import Desk
from bot.notebook.flow import Booklet, booklet
from bot.notebook.formats.recount import Ballots, ballots, counted
from bot.notebook.formats.tables import Cell, Row, tables
from bot.notebook.words import Words

FORMAT: Final = 1


class Pack(msgspec.Struct, frozen=True):
    """The JSON data pack."""

    format: int
    about: dict[str, object]
    tables: dict[str, list[dict[str, Cell]]]
    ballots: dict[str, Ballots]
    percent_from: int
    compiled_at: datetime
    notebook: Notebook


@dataclass(frozen=True)
class Edition:
    """One compilation. Each part is computed once, whatever the number of formats."""

    notebook: Notebook
    words: Words
    compiled_at: datetime
    folders: Sequence[Path]
    """Templates: the agency's folder first, then what is shipped."""
    source: Material | Pack

    @cached_property
    def booklet(self) -> Booklet:
        """The notebook as one flow."""
        return booklet(self.notebook, self.words)

    @cached_property
    def tables(self) -> dict[str, list[Row]]:
        """The notebook as tables, by name."""
        if isinstance(self.source, Pack):
            return {name: [tuple(row.values()) for row in rows] for name, rows in self.source.tables.items()}
        return tables(self.notebook) | {"ballots": list(counted(self.desk))}

    @cached_property
    def ballots(self) -> dict[str, Ballots]:
        """What `horizons tally` recounts, by vote."""
        return self.source.ballots if isinstance(self.source, Pack) else ballots(self.desk)

    @cached_property
    def desk(self) -> Desk:
        """The material, read: who said what, which a data pack does not hold.

        Raises:
            Defect: the edition comes from a data pack.
        """
        if isinstance(self.source, Pack):
            raise Defect("what a format needs from the session was asked of a data pack")
        return Desk(self.source)


def edition_of(material: Material, folders: Sequence[Path]) -> Edition:
    """A session's notebook.

    Raises:
        Defect: a golden rule would be broken.
    """
    notebook = analyse(material)
    return Edition(notebook, Words(notebook.language, material.percent_from), material.compiled_at, folders, material)


def reprint(data: bytes, name: str, folders: Sequence[Path]) -> Edition:
    """The notebook that a data pack holds. `name`: the file, for the message.

    Raises:
        OperatorError: it is no data pack, or one of another version.
    """
    try:
        pack = msgspec.json.decode(data, type=Pack)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise OperatorError(f"{name} is no data pack ({error}). Give a cahier.json that was compiled.") from error
    if pack.format != FORMAT:
        raise OperatorError(f"{name} is a data pack of format {pack.format}; this version reads format {FORMAT}.")
    words = Words(pack.notebook.language, pack.percent_from)
    return Edition(pack.notebook, words, pack.compiled_at.astimezone(UTC), folders, pack)
