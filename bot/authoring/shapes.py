"""What a reader asks for, as it asks: the shape of each key's value.

Here: the shapes, and the observer that `Fields` tells of each key it is asked for. A usual run observes nothing;
`survey` reads made-up scripts and listens, so that the editor's schema knows each key that a reader reads. Not here:
reading anything (`fields`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from bot.authoring.nodes import Node


class Kind(StrEnum):
    """What a value is."""

    ANY = "any"
    """The reader looks at the node by itself."""
    TEXT = "text"
    TEXTS = "texts"
    """A text, or a list of them."""
    ID = "id"
    INTEGER = "integer"
    YES_NO = "yes_no"
    ONE_OF = "one_of"
    SHARE = "share"
    OPTIONS = "options"
    """`code: label` pairs."""
    OPTION = "option"
    """Exactly one of them."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind with its bounds: `choices` of ONE_OF, `least` and `most` of INTEGER."""

    kind: Kind
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = 0


class Observer(Protocol):
    """Is told what a reader does with a node of the script."""

    def opened(self, node: Node) -> None:
        """It is read as a mapping."""

    def asked(self, node: Node, key: str, shape: Shape) -> None:
        """A key of the mapping is read."""

    def lacked(self, node: Node, key: str) -> None:
        """The mapping must have the key, and has not."""

    def listed(self, node: Node) -> None:
        """The keys of the mapping are the author's own."""

    def shown(self, node: Node) -> None:
        """The node itself is read as a text."""


class _Nobody:
    def opened(self, node: Node) -> None: ...

    def asked(self, node: Node, key: str, shape: Shape) -> None: ...

    def lacked(self, node: Node, key: str) -> None: ...

    def listed(self, node: Node) -> None: ...

    def shown(self, node: Node) -> None: ...


NOBODY: Final[Observer] = _Nobody()
"""Observes nothing."""
