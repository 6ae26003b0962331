"""What a programme's notebook is made from: each session's material, read as its own notebook reads it.

And the workbench of its sections: words, tables numbered as they come, references that name the session.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from msgspec.structs import replace

from bot.facilitation.programme_material import ProgrammeMaterial
from bot.facilitation.records import Material
from bot.notebook.analysis import analyse
from bot.notebook.blocks import Quote, Ref, Sentence, Table
from bot.notebook.context import Notebook
from bot.notebook.corpus import Corpus, Entry
from bot.notebook.desk import Desk
from bot.notebook.flow.pieces import Followed, Grid, Quotation
from bot.notebook.words import Words

HIDDEN = "•"
NOT_ASKED = "–"


@dataclass(frozen=True)
class Site:
    """One session of the programme. `label`: S1, S2… by date."""

    label: str
    material: Material

    @property
    def anchor(self) -> str:
        """Its line in the table of sessions."""
        return self.label.lower()

    @cached_property
    def desk(self) -> Desk:
        """Its words and its contributions."""
        return Desk(self.material)

    @cached_property
    def notebook(self) -> Notebook:
        """Its own notebook: what it says may be said here."""
        return analyse(self.material)

    @property
    def corpus(self) -> Corpus:
        """Its contributions, numbered as in its notebook."""
        return self.desk.corpus

    @property
    def territory(self) -> str:
        """Where it was held."""
        return self.desk.parameter("territoire")

    @property
    def theme(self) -> str:
        """What it was about."""
        return self.notebook.title

    @property
    def name(self) -> str:
        """« S1, le Val d'Essai »."""
        return f"{self.label}, {self.territory}"


class Bench:
    """The sessions by date, and what every section needs at hand. Its state: the next table, what was cited."""

    def __init__(self, material: ProgrammeMaterial) -> None:
        self.programme = material.programme
        self.material = material
        first = material.sessions[0].session.language if material.sessions else material.language
        self.words = Words("en" if first.lower().startswith("en") else "fr", material.percent_from)
        self.small = material.small_count
        # All in one language: keys and codes are the same in every translation.
        spoken = [replace(one, session=replace(one.session, language=first)) for one in material.sessions]
        self.sites = tuple(Site(f"S{n}", one) for n, one in enumerate(spoken, 1))
        self.cited: dict[str, tuple[Site, Entry]] = {}
        self.tables: dict[str, Table] = {}

    @property
    def people(self) -> int:
        """How many people spoke, session by session."""
        return sum(site.corpus.people for site in self.sites)

    # -- pointing -----------------------------------------------------------------------------------------------------

    def section(self, number: str) -> Ref:
        """A section of this notebook."""
        return Ref(self.words("programme.ref", number=number), f"s{number.lower()}")

    def refs(self, site: Site, entries: Iterable[Entry]) -> tuple[Ref, ...]:
        """Contributions of a session, each with the session's label; they are listed in the annex."""
        found = []
        for entry in entries:
            anchor = f"{site.anchor}-{entry.anchor}"
            self.cited[anchor] = (site, entry)
            found.append(Ref(f"{site.label} · {entry.number}", anchor, (entry.number,)))
        return tuple(found)

    def by_number(self, site: Site, numbers: Iterable[str]) -> tuple[Ref, ...]:
        """The same, by the numbers that the session's notebook gave them."""
        known = {entry.number: entry for entry in site.corpus.entries}
        return self.refs(site, [known[one] for one in dict.fromkeys(numbers) if one in known])

    def quotation(self, site: Site, quote: Quote, side: str = "") -> Quotation:
        """Somebody's words, as the session's notebook quotes them."""
        numbers = [quote.number, *(more.number for more in quote.followups)]
        told = tuple(Followed(more.question or self.words("ui.followup"), more.text) for more in quote.followups)
        return Quotation(quote.text, told, quote.signature, self.by_number(site, numbers), quote.flags, side)

    def say(
        self, key: str, *refs: Ref, n: int | None = None, people: int | None = None, **values: str | int
    ) -> Sentence:
        """A sentence of the catalogue with what it rests on."""
        return Sentence(self.words(key, n=n, **values), refs, people)

    # -- tables -------------------------------------------------------------------------------------------------------

    def table(
        self, name: str, caption: str, head: Sequence[str], rows: Sequence[Sequence[str]], note: str = ""
    ) -> Table:
        """A table under the next number, kept by name for the formats that hold tables only."""
        number = len(self.tables) + 1
        titled = self.words("programme.table", number=number, caption=caption)
        made = Table(f"t-{name}", titled, tuple(head), tuple(tuple(row) for row in rows), note)
        self.tables[name] = made
        return made

    def at(self, table: Table) -> Ref:
        """That table."""
        number = list(self.tables.values()).index(table) + 1
        return Ref(self.words("programme.ref.table", number=number), table.anchor)

    @staticmethod
    def grid(table: Table) -> Grid:
        """That table as a piece of the flow."""
        return Grid(table.anchor, table.caption, table.head, table.rows, table.note, table.figures)

    def by_site(self, first: str, *more: str) -> tuple[str, ...]:
        """The titles of a table with a column a session."""
        return (first, *(site.name for site in self.sites), *more)
