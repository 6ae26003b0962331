"""Turn the text of a crowd file or a script test into plain nodes that know their line and column.

Here: size, encoding, syntax, duplicate keys, depth. Scalars keep the text as the file spells it, because what people
say is sent exactly as written: unquoted `007` or `true` stays that text. Not here: what the keys mean.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import CollectionEndEvent, CollectionStartEvent
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode
from ruamel.yaml.nodes import Node as YamlNode
from ruamel.yaml.parser import Parser

from bot.errors import Defect
from bot.rehearsal.crowd_findings import Findings
from bot.rehearsal.crowd_model import Place, Position
from bot.saying import Said, quoted, refused, say

# That much takes the parser a second or two. The crowds that ship hold some 200 values a person.
MAX_BYTES: Final = 1_000_000
MAX_VALUES: Final = 40_000
MAX_DEPTH: Final = 12

_NEITHER: Final = say("the file is neither JSON nor YAML from here on")
_KINDS: Final = {"null": "null", "int": "number", "float": "number"}
_LONE_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value; `text` is what the file spells, `kind` what it would be without quotes."""

    at: Position
    text: str
    kind: Literal["text", "number", "null"]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list."""

    at: Position
    items: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping; each key comes with its own position."""

    at: Position
    entries: dict[str, tuple[Position, "Node"]]


Node: TypeAlias = Scalar | Listing | Table


def read_nodes(path: Path, findings: Findings, *, most: int = MAX_BYTES) -> tuple[Node | None, dict[Place, Position]]:
    """Parse `path`; None when nothing can be made of it, in which case `findings` says why."""
    text = _text_of(path, findings, most)
    if text is None:
        return None, {}
    root: YamlNode | None
    # Pure Python: the C parser loses the text of plain scalars and its marks differ between versions.
    yaml = YAML(typ="safe", pure=True)
    yaml.Parser = _BoundedParser
    try:
        root = yaml.compose(text)
    except _TooMuchError as error:
        findings.add(_at(error.event), "C102", error.finding, error.remedy)
        return None, {}
    except MarkedYAMLError as error:
        mark = error.problem_mark
        at = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
        findings.add(at, "C102", _NEITHER, say("Check quotes and indentation here."))
        return None, {}
    except YAMLError:
        findings.add((1, 1), "C102", _NEITHER, say("Check the characters."))
        return None, {}
    except (ValueError, OverflowError):
        # ruamel passes an escape beyond the last character straight to chr(): "\\U00110000" and "\\UFFFFFFFF".
        findings.add((1, 1), "C102", _NEITHER, say("Check directives and escapes."))
        return None, {}
    if root is None:
        findings.add(
            (1, 1), "C105", say("the file is empty"), say("Start from an example beside the shipped workshops.")
        )
        return None, {}
    builder = _Builder(findings)
    return builder.build(root, (), 0), builder.places


def _text_of(path: Path, findings: Findings, most: int) -> str | None:
    try:
        with path.open("rb") as file:
            raw = file.read(most + 1)
    except OSError as error:
        findings.add(
            (1, 1),
            "C101",
            say("the file cannot be read: {reason}", reason=refused(error)),
            say("Check the path and its rights."),
        )
        return None
    if len(raw) > most:
        findings.add(
            (1, 1), "C101", say("the file is larger than {most:,} bytes", most=most), say("Split it into several.")
        )
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        findings.add((line, 1), "C101", say("the file is not UTF-8 text"), say("Save it as UTF-8."))
        return None


class _TooMuchError(Exception):
    """The file is given up at this event."""

    def __init__(self, event: Any, finding: Said, remedy: Said) -> None:
        super().__init__(str(finding))
        self.event, self.finding, self.remedy = event, finding, remedy


class _BoundedParser(Parser):
    """Gives a file up at its first level or value too many: composing it whole may take minutes, or the stack."""

    def __init__(self, loader: Any) -> None:
        super().__init__(loader=loader)
        self._depth = 0
        self._count = 0

    def get_event(self) -> Any:
        event = super().get_event()
        self._count += 1
        self._depth += isinstance(event, CollectionStartEvent)
        self._depth -= isinstance(event, CollectionEndEvent)
        if self._depth > MAX_DEPTH:
            remedy = say("{most} levels are enough.", most=MAX_DEPTH)
            raise _TooMuchError(event, say("the file nests too deeply"), remedy)
        if self._count > MAX_VALUES:
            finding = say("the file holds more than {most:,} values", most=MAX_VALUES)
            raise _TooMuchError(event, finding, say("Split it into several."))
        return event


class _Builder:
    """Walk the composed document once, noting where everything is."""

    def __init__(self, findings: Findings) -> None:
        self.places: dict[Place, Position] = {}
        self._findings = findings
        self._count = 0

    def build(self, node: YamlNode, place: Place, depth: int) -> Node | None:
        at = _at(node)
        self._count += 1
        # Aliases let a small file unfold into a huge one, or into one without end.
        if depth > MAX_DEPTH or self._count > MAX_VALUES:
            if self._count <= MAX_VALUES + 1:  # said once: an unfolding alias would repeat it for each of its copies
                self._findings.add(
                    at, "C102", say("the file nests too deeply or unfolds to too much"), say("Drop the aliases.")
                )
            return None
        self.places.setdefault(place, at)
        match node:
            case ScalarNode():
                return self._scalar(node, at)
            case SequenceNode():
                items = [self.build(item, (*place, n), depth + 1) for n, item in enumerate(node.value)]
                return Listing(at, tuple(item for item in items if item is not None))
            case MappingNode():
                return self._table(node, place, depth, at)
            case _:  # pragma: no cover - YAML composes no other node
                raise Defect(f"an unknown node at {at}: {node!r}")

    def _scalar(self, node: ScalarNode, at: Position) -> Scalar | None:
        # JSON writes characters beyond the first plane as two escapes, which YAML leaves as two halves.
        value = str(node.value)
        if node.style == ">":
            # The round-trip scanner leaves a bell wherever it folded two lines into one; folded text can hold no other.
            value = value.replace("\a", "")
        text = value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
        if _LONE_SURROGATE.search(text):
            self._findings.add(
                at, "C107", say("half of a character (a lone surrogate)"), say("Write the whole character.")
            )
            return None
        kind = _KINDS.get(str(node.tag).rpartition(":")[2], "text") if node.style is None else "text"
        return Scalar(at, text, "null" if kind == "null" else "number" if kind == "number" else "text")

    def _table(self, node: MappingNode, place: Place, depth: int, at: Position) -> Table:
        entries: dict[str, tuple[Position, Node]] = {}
        for key_node, value_node in node.value:
            key_at = _at(key_node)
            key = self._scalar(key_node, key_at) if isinstance(key_node, ScalarNode) else None
            if key is None or key.kind == "null":
                self._findings.add(key_at, "C104", say("a key must be a word"), say("Write `key: value`."))
                continue
            if key.text in entries:
                first = entries[key.text][0]
                self._findings.add(
                    key_at,
                    "C103",
                    say("{given} is already given at line {first}", given=quoted(key.text), first=first[0]),
                    say("Keep one of them."),
                )
                continue
            self.places[*place, key.text] = key_at
            value = self.build(value_node, (*place, key.text), depth + 1)
            if value is not None:
                entries[key.text] = (key_at, value)
        return Table(at, entries)


def _at(found: Any) -> Position:
    return (found.start_mark.line + 1, found.start_mark.column + 1)
