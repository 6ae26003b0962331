"""Find out which keys the readers read, and what each may hold, by letting them read made-up scripts.

Here: the survey and its outcome, a tree of `Value`s. The readers stay the only place that knows the language: a kind or
a key added to them is in the next survey by itself. Every key is tried absent, present, and with each of the values
that its shape allows, until nothing new is asked for; where a reader looks at a node by itself, a mapping, a list and a
text are tried, and what it then does with them tells which it takes. Not here: words (`keys`), JSON (`schema`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from bot.authoring.fields import Notes
from bot.authoring.findings import START, Findings
from bot.authoring.nodes import Entry, Listing, Node, Scalar, Table
from bot.authoring.reading import read_draft
from bot.authoring.shapes import Kind, Shape
from bot.authoring.steps import KINDS, read_step

Path = tuple[str, ...]
"""Keys from the top to a value; `ANY_KEY` stands for a key of the author's own, `ITEM` for an item of a list."""

ANY_KEY: Final = "*"
ITEM: Final = "[]"
# One of each sort that readers tell apart: a word, a number, the code of an item.
_OWN_KEYS: Final = ("a", "1", "AB1")
_ABSENT: Final = -1


@dataclass(slots=True)
class Value:
    """What a value may be: one of its shapes, a mapping, a list of values, a text. Several of these may be true."""

    shapes: dict[Shape, None] = field(default_factory=dict)
    keys: dict[str, Value] = field(default_factory=dict)
    own_keys: Value | None = None
    """What stands under keys of the author's own."""
    items: Value | None = None
    is_mapping: bool = False
    is_text: bool = False
    touched: bool = False
    """Whether a reader has done anything with it."""
    _seen: dict[str, list[bool]] = field(default_factory=dict)

    def requires(self, key: str) -> bool:
        """Whether the mapping was reported wanting whenever the key was absent."""
        return bool(self._seen.get(key)) and all(self._seen[key])

    @property
    def is_list(self) -> bool:
        """Whether a reader took a list."""
        return self.items is not None and self.items.touched


@cache
def survey() -> tuple[Value, dict[str, Value]]:
    """The head of a script (whose `steps` are left open), and the body of each kind of step."""
    return survey_of(_read_head), {kind: survey_of(_reader_of(kind)) for kind in KINDS}


def survey_of(read: Callable[[Node, Notes], object]) -> Value:
    """What a reader of one mapping asks for."""
    return _Survey(read).result()


def _read_head(node: Node, notes: Notes) -> None:
    read_draft(node, notes)


def _reader_of(kind: str) -> Callable[[Node, Notes], object]:
    return lambda node, notes: read_step(Table(START, {kind: _entry(kind, node)}), 1, notes)


def _entry(key: str, value: Node) -> Entry:
    return Entry(_scalar(key), value)


def _scalar(text: str) -> Scalar:
    return Scalar(START, text, False, 0, 0)


class _Survey:
    """Reads made-up mappings until nothing new is asked for, and listens (it is the readers' `Observer`)."""

    def __init__(self, read: Callable[[Node, Notes], object]) -> None:
        self._read = read
        self._root = Value()
        self._found = 0
        self._tried: set[_Plan] = set()
        # Nodes are told apart by identity, so they are kept while their reading lasts.
        self._nodes: dict[int, tuple[Node, Value]] = {}
        self._lacked: set[tuple[int, str]] = set()

    def result(self) -> Value:
        """Small mappings first, until they bring nothing new; full ones, which cost more, then seldom bring much."""
        found = -1
        while found != self._found:
            for everything in (False, True):
                found = -1
                while found != self._found:
                    found = self._found
                    for plan in self._plans(everything=everything):
                        self._run(plan)
                    if everything:
                        break
        return self._root

    # -- what is tried

    def _plans(self, *, everything: bool) -> Iterator[_Plan]:
        yield _Plan(everything)
        for path, value in list(_sites(self._root, ())):
            if everything:
                yield _Plan(everything, path, _ABSENT)
            for choice, form in enumerate(_alternatives(value, path)):
                plan = _Plan(everything, path, choice)
                # A value alone gives what it gave before, unless it is one in which more has been found since.
                again = plan in self._tried and form not in (_A_MAPPING, _A_LIST)
                # In its first form it is part of the full mapping already.
                if not (again or (everything and choice == 0)):
                    self._tried.add(plan)
                    yield plan

    def _run(self, plan: _Plan) -> None:
        self._nodes.clear()
        self._lacked.clear()
        root = self._mapping(self._root, (), plan)
        self._read(root, Notes(Findings(""), observer=self))
        for node, value in self._nodes.values():
            if isinstance(node, Table) and value.is_mapping:
                for key in value.keys:
                    if key not in node.entries:
                        value._seen.setdefault(key, []).append((id(node), key) in self._lacked)

    def _mapping(self, value: Value, path: Path, plan: _Plan) -> Node:
        entries: dict[str, Entry] = {}
        for key, held in value.keys.items():
            choice = plan.choice_at((*path, key))
            if choice != _ABSENT:
                entries[key] = _entry(key, self._node(held, (*path, key), plan, choice))
        if value.own_keys is not None:
            choice = plan.choice_at((*path, ANY_KEY))
            for key in _OWN_KEYS if choice != _ABSENT else ():
                entries[key] = _entry(key, self._node(value.own_keys, (*path, ANY_KEY), plan, choice))
        return self._kept(Table(START, entries), value)

    def _node(self, value: Value, path: Path, plan: _Plan, choice: int) -> Node:
        alternative = plan.form_at(path) or _alternatives(value, path)[choice]
        if alternative is _A_MAPPING:
            return self._mapping(value, path, plan)
        if alternative is _A_LIST:
            value.items = value.items or Value(shapes={Shape(Kind.ANY): None})
            item = (*path, ITEM)
            node = self._node(value.items, item, plan, max(plan.choice_at(item), 0))
            return self._kept(Listing(START, (node,)), value)
        return self._kept(_sample(alternative), value)

    def _kept(self, node: Node, value: Value) -> Node:
        self._nodes[id(node)] = node, value
        return node

    # -- what is heard

    def opened(self, node: Node) -> None:
        value = self._value(node)
        if value is not None and isinstance(node, Table):
            self._found += not value.is_mapping
            value.is_mapping = value.touched = True

    def asked(self, node: Node, key: str, shape: Shape) -> None:
        value = self._value(node)
        if value is None or not isinstance(node, Table):
            return
        if value.own_keys is not None and key in _OWN_KEYS:
            held = value.own_keys
        else:
            held = value.keys.setdefault(key, Value())
        held.touched = True
        if shape not in held.shapes:
            held.shapes[shape] = None
            self._found += 1

    def lacked(self, node: Node, key: str) -> None:
        self._lacked.add((id(node), key))

    def listed(self, node: Node) -> None:
        value = self._value(node)
        if value is not None and value.own_keys is None:
            value.own_keys = Value(shapes={Shape(Kind.ANY): None})
            self._found += 1

    def shown(self, node: Node) -> None:
        value = self._value(node)
        if value is not None and isinstance(node, Scalar):
            self._found += not value.is_text
            value.is_text = value.touched = True

    def _value(self, node: Node) -> Value | None:
        kept = self._nodes.get(id(node))
        return kept[1] if kept is not None else None


_A_MAPPING: Final = Shape(Kind.ANY, ("mapping",))
_A_LIST: Final = Shape(Kind.ANY, ("list",))
_A_TEXT: Final = Shape(Kind.TEXT)


@dataclass(frozen=True, slots=True)
class _Plan:
    """Which keys a made-up mapping has: all of them or none, except that `path` (and what leads to it) has `choice`."""

    everything: bool
    path: Path = ()
    choice: int = 0

    def choice_at(self, path: Path) -> int:
        if path == self.path:
            return self.choice
        return 0 if self.everything or self._leads(path) else _ABSENT

    def form_at(self, path: Path) -> Shape | None:
        """The form that a value must have for `path` to lie below it."""
        if not self._leads(path):
            return None
        return _A_LIST if self.path[len(path)] == ITEM else _A_MAPPING

    def _leads(self, path: Path) -> bool:
        return len(path) < len(self.path) and self.path[: len(path)] == path


def _alternatives(value: Value, path: Path) -> list[Shape]:
    """The forms in which a value is tried, the likeliest first."""
    tried: list[Shape] = []
    for shape in value.shapes:
        match shape.kind:
            case Kind.INTEGER:
                # The greater first: what follows from « more than one » is then part of a full mapping.
                tried += [Shape(Kind.INTEGER, most=shape.most), Shape(Kind.INTEGER, most=shape.least)]
            case Kind.ONE_OF:
                tried += [Shape(Kind.ONE_OF, (choice,)) for choice in shape.choices]
            case Kind.YES_NO:
                tried += [Shape(Kind.ONE_OF, ("true",)), Shape(Kind.ONE_OF, ("false",))]
            case Kind.ANY:
                pass
            case _:
                tried.append(shape)
    if Shape(Kind.ANY) in value.shapes:
        # Nothing of ours is a list of lists.
        open_forms = [_A_MAPPING, _A_TEXT] if path[-1] == ITEM else [_A_MAPPING, _A_LIST, _A_TEXT]
        tried += sorted(open_forms, key=lambda form: form is not _A_LIST) if value.is_list else open_forms
    return tried


def _sample(shape: Shape) -> Node:
    match shape.kind:
        case Kind.INTEGER:
            return _scalar(str(shape.most))
        case Kind.ONE_OF:
            return _scalar(shape.choices[0])
        case Kind.OPTIONS:
            return Table(START, {code: _entry(code, _scalar(code)) for code in ("a", "b", "c")})
        case Kind.OPTION:
            return Table(START, {"a": _entry("a", _scalar("a"))})
        case Kind.SHARE:
            return _scalar("1/2")
        case _:
            return _scalar("a")


def _sites(value: Value, path: Path) -> Iterator[tuple[Path, Value]]:
    """Every value below, with its path."""
    held = [*value.keys.items()]
    if value.own_keys is not None:
        held.append((ANY_KEY, value.own_keys))
    if value.items is not None:
        held.append((ITEM, value.items))
    for key, below in held:
        yield (*path, key), below
        yield from _sites(below, (*path, key))
