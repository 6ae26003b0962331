"""Reading grids in YAML: those that ship, one a workshop that needs its own, and those that teams write.

Fills `facilitation.grid.Grids`. Not here: what a grid is for (`facilitation.grid`).
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Final

from bot.authoring.fields import Fields, Notes, check_format
from bot.authoring.findings import START, Findings, Issue, TooManyFindingsError
from bot.authoring.nodes import Table, read_nodes, text_of
from bot.facilitation.coding import GRID
from bot.facilitation.grid import DIFFERENT, Code, Grid
from bot.saying import quoted, say

COMMON: Final = "commune"
MOST: Final = 40
"""How many blocks, and how many themes, a grid may hold: a form of the console sends a hundred fields at most."""
_ID: Final = re.compile(r"[a-z][a-z0-9_]{1,39}\Z")
_FILE: Final = "grille.yaml"


class YamlGrids:
    """The grids that ship, and the reading of any."""

    def shipped(self, workshop: str) -> str:
        """The workshop's own, else the one for every workshop."""
        folder = resources.files("bot.authoring") / "grids"
        names = {file.name for file in folder.iterdir()}
        name = f"{workshop}.yaml" if f"{workshop}.yaml" in names else f"{COMMON}.yaml"
        return (folder / name).read_text(encoding="utf-8")

    def read(self, source: str) -> tuple[Grid, tuple[Issue, ...]]:
        """The grid, and what is wrong with its source."""
        return _read(source)


@cache
def _read(source: str) -> tuple[Grid, tuple[Issue, ...]]:
    findings = Findings(_FILE)
    grid = Grid()
    try:
        text = text_of(source.encode(), findings)
        root = read_nodes(text, findings) if text is not None else None
        if isinstance(root, Table):
            grid = _grid(Fields(root, say("a reading grid"), Notes(findings)))
        elif not findings.issues():
            findings.add(START, "S006", say("The grid holds nothing."), say("Write `themes:` and what each looks for."))
    except TooManyFindingsError:
        findings.give_up()
    return grid, tuple(findings.issues())


def _grid(head: Fields) -> Grid:
    check_format(head)
    taken = {*GRID, DIFFERENT}
    blocks, themes = (_codes(head, part, taken) for part in ("blocks", "themes"))
    seeds = {}
    for name, fields in _entries(head, "rubrics"):
        if name not in GRID:
            remedy = say("Rubrics: {codes}.", codes=tuple(GRID))
            fields.issue(fields.at, "S009", say("There is no rubric {name}.", name=quoted(name)), remedy)
        seeds[name] = tuple(word.text for word in fields.words("seeds"))
        fields.done()
    head.done()
    return Grid(blocks, themes, seeds)


def _entries(head: Fields, part: str) -> list[tuple[str, Fields]]:
    node = head.node(part)
    if node is None:
        return []
    notes = head.notes
    return [
        (entry.key.text, Fields(entry.value, say("{part} {given}", part=part, given=quoted(entry.key.text)), notes))
        for entry in Fields(node, say("`{key}`", key=part), notes).items()
    ]


def _codes(head: Fields, part: str, taken: set[str]) -> tuple[Code, ...]:
    found: list[Code] = []
    for name, fields in _entries(head, part):
        at = fields.at
        if not _ID.match(name):
            fields.issue(
                at,
                "S009",
                say("{name} is no id.", name=quoted(name)),
                say("Write small letters, digits and _, a letter first."),
            )
        if name in taken:
            fields.issue(
                at, "S009", say("{name} is the id of something else.", name=quoted(name)), say("Choose another.")
            )
        if len(found) == MOST:
            fields.issue(
                at, "S009", say("There are more than {most} {part}.", most=MOST, part=part), say("Put some together.")
            )
            break
        taken.add(name)
        label = fields.word("label", required=True)
        english = fields.word("en")
        seeds = tuple(word.text for word in fields.words("seeds"))
        fields.done()
        found.append(Code(name, label, english, seeds))
    return tuple(found)
