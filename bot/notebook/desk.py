"""What every section builder needs at hand: words, corpus, parameters, tables numbered as they come, ways to point."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time

from bot.engine import texts
from bot.engine.script import Step
from bot.facilitation.records import Material
from bot.notebook.blocks import Ref, Sentence, Table
from bot.notebook.corpus import Corpus
from bot.notebook.privacy import Masked
from bot.notebook.words import Words


class Desk:
    """One notebook's workbench. Its state: the number of the next table, and what a closed vote gives texts to show."""

    def __init__(self, material: Material) -> None:
        self.material = material
        # As somebody reads it in the notebook's language: keys and codes are the same in every translation.
        self.script = material.script.spoken(material.session.language)
        self.words = Words("en" if material.session.language.lower().startswith("en") else "fr", material.percent_from)
        self._zone = ZoneInfo(material.timezone)
        defaults = {p.name: p.default for p in self.script.parameters if p.default is not None}
        self._parameters: dict[str, str | int] = {**defaults, **material.session.parameters}
        self._tables: dict[str, int] = {}
        self.worked_out: dict[str, str] = {}
        """What texts of the script show of a closed vote (`horizon_1`…), once `ballots` has read it."""
        self.corpus = Corpus(material, self.script, self.words, self.shown)
        self.codings = {one.contribution: one.codes for one in material.codings}
        """What the team filed each contribution under that it has read."""

    # -- texts --------------------------------------------------------------------------------------------------------

    def parameter(self, name: str) -> str:
        """A value given by the agency, or « à préciser »."""
        value = str(self._parameters.get(name, "")).strip()
        return value or self.words("to_specify")

    def given(self, name: str) -> str:
        """A value given by the agency, or nothing."""
        return str(self._parameters.get(name, "")).strip()

    def shown(self, text: str) -> str:
        """A text of the script, filled in: « à préciser » for a parameter, […] for what each person saw."""
        declared = {p.name for p in self.script.parameters}
        values: dict[str, object] = {**self._parameters, **self.worked_out}
        for name in texts.names(text):
            values.setdefault(name, self.words("to_specify") if name in declared else "[…]")
        return texts.render(text, values)

    def day(self, at: datetime | None) -> str:
        """A date in full, in the session's time zone."""
        if at is None:
            return self.words("to_specify")
        return str(format_date(at.astimezone(self._zone), "long", locale=self.words.language))

    def date(self, day: date) -> str:
        """A day that is known already, in full."""
        return str(format_date(day, "long", locale=self.words.language))

    def local(self, at: datetime) -> datetime:
        """A moment in the session's time zone."""
        return at.astimezone(self._zone)

    def moment(self, at: datetime | None) -> str:
        """A date in full, and a time."""
        if at is None:
            return self.words("to_specify")
        hour = format_time(at.astimezone(self._zone), "HH:mm", locale=self.words.language)
        return self.words("moment", day=self.day(at), hour=str(hour))

    # -- pointing -----------------------------------------------------------------------------------------------------

    def section(self, number: str) -> Ref:
        """A section or a part of one: « § 5.1 »."""
        return Ref(self.words("ref.section", number=number), f"s{number.replace('.', '-').lower()}")

    def step(self, step: Step) -> Ref:
        """A step as it was played, in the annex."""
        whole = self.whole_steps.index(step.authored) + 1
        return Ref(self.words("ref.step", number=whole), f"e-{slug(step.authored)}")

    @cached_property
    def whole_steps(self) -> tuple[str, ...]:
        """The steps as their author wrote them, in order: one that is played in parts counts once."""
        return tuple(step.id for step in self.script.steps if not step.of)

    def table(
        self, anchor: str, caption: str, head: Sequence[str], rows: Sequence[Sequence[str]], note: str = ""
    ) -> Table:
        """A table under the next number."""
        self._tables[anchor] = number = len(self._tables) + 1
        return Table(
            anchor,
            self.words("table.caption", number=number, caption=caption),
            tuple(head),
            tuple(tuple(row) for row in rows),
            note,
        )

    def at_table(self, table: Table) -> Ref:
        """That table: « tableau 2 »."""
        return Ref(self.words("ref.table", number=self._tables[table.anchor]), table.anchor)

    def say(
        self, key: str, *refs: Ref, n: int | None = None, people: int | None = None, **values: str | int
    ) -> Sentence:
        """A sentence of the catalogue with what it rests on."""
        return Sentence(self.words(key, n=n, **values), refs, people)

    def rows_of(self, masked: Masked) -> list[tuple[str, str]]:
        """The rows of a masked count."""
        rows = [(label, str(count)) for label, count in masked.shown]
        if masked.grouped:
            label = self.words("group.row", n=len(masked.grouped), labels=self.words.listed(masked.grouped))
            rows.append((label, str(masked.together)))
        return rows


def slug(text: str) -> str:
    """Something that may be an anchor."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "x"
