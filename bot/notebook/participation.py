"""How many people came, answered at each step, and stayed to the end; and each part of § 5, each theme.

Numbers of people to be seen at a glance, each with its table. Counts alone: who answered what is nowhere. Not here: who
they were (`typology`), how much of it the notebook uses (`whereabouts`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.engine.run import Status
from bot.engine.script import Step, StepKind
from bot.notebook.blocks import Chart, Picture
from bot.notebook.charts import CountRow, word_bars
from bot.notebook.corpus import distinct, probe_keys
from bot.notebook.desk import Desk
from bot.notebook.typology import bar_words

_APART: Final = frozenset({StepKind.WELCOME, StepKind.CONSENT, StepKind.PROFILE, StepKind.SHARE, StepKind.RETURN})
"""Steps that are not answered as the others are: before the first question, read together, or after the end."""


def came(desk: Desk) -> int:
    """How many people entered: those who refused the consent, or withdrew everything, too."""
    material = desk.material
    entering = sum(1 for one in material.speakers if one.status == Status.ENTERING)
    return desk.corpus.people + material.declined + material.withdrawn + entering


def participation(desk: Desk) -> Picture | None:
    """From the entrance to the end, step by step; None if nobody took part."""
    w, people = desk.words, desk.corpus.people
    if not people:
        return None
    rows = [(w("participation.came"), came(desk)), (w("participation.accepted"), people)]
    rows += [
        (desk.shown(step.title), answered(desk, step))
        for step in desk.script.steps
        if step.counted and step.kind not in _APART and not step.of and (step.questions or step.ballot is not None)
    ]
    stayed = sum(1 for one in desk.corpus.speakers if one.status == Status.FINISHED)
    rows.append((w("participation.finished"), stayed))
    return picture(desk, "participation", "step", rows)


def answered(desk: Desk, step: Step) -> int:
    """How many people answered something at a step; of a vote that is closed, how many voted."""
    result = desk.material.results.get(step.id)
    if result is not None:
        return result.voters
    keys = [*(question.key for question in step.questions), *probe_keys(step)]
    wrote = distinct(entry for key in keys for entry in desk.corpus.at(key))
    return len({*wrote, *(who for key in keys for who in desk.corpus.choosers.get(key, ()))})


def picture(desk: Desk, name: str, head: str, rows: Sequence[tuple[str, int | None]]) -> Picture:
    """Bars and their table. A count of None is one that is not shown."""
    w = desk.words
    table = desk.table(
        f"t-{name}",
        w(f"{name}.caption"),
        (w(f"{name}.head.{head}"), w("typology.head.people")),
        [(label, w("chart.masked.cell") if count is None else str(count)) for label, count in rows],
        "",
    )
    bars = word_bars(
        [CountRow(label, count) for label, count in rows],
        title=w(f"{name}.caption"),
        description=w(f"{name}.told", n=desk.corpus.people),
        words=bar_words(desk),
    )
    return Picture(Chart(bars), table)
