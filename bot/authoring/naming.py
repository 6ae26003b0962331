"""Give every value of a script a name that survives editing: `steps.consentement.then.citation.ask`.

A mapping's values are named by their key, a list's by the `id` they bear (or, for plain texts, by their number from 1).
The kind of a step is no part of a name. Translations name texts so, and so does nothing else. Here: names, and putting
other texts in the place of named ones. Not here: which values are texts (`reading`), nor what translations say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.authoring.nodes import Entry, Listing, Node, Scalar, Table


def named(root: Node) -> dict[str, Scalar]:
    """Every single value of a file by its name, in the order of the file."""
    return dict(_values(root, ""))


def _values(node: Node, name: str) -> Iterator[tuple[str, Scalar]]:
    match node:
        case Scalar():
            yield name, node
        case Table(entries=entries):
            for key, entry in entries.items():
                yield from _values(entry.value, _join(name, key))
        case Listing(items=items):  # pragma: no branch - the union is closed
            for number, item in enumerate(items, 1):
                inner, called = item_of(item, number)
                yield from _values(inner, _join(name, called))


def put(node: Node, texts: Mapping[str, Scalar], name: str = "") -> Node:
    """The same nodes, with other texts at some of their names."""
    match node:
        case Scalar():
            return texts.get(name, node)
        case Table(at=at, entries=entries):
            return Table(
                at, {key: Entry(one.key, put(one.value, texts, _join(name, key))) for key, one in entries.items()}
            )
        case Listing(at=at, items=items):  # pragma: no branch - the union is closed
            return Listing(at, tuple(_put_item(item, number, texts, name) for number, item in enumerate(items, 1)))


def _put_item(item: Node, number: int, texts: Mapping[str, Scalar], name: str) -> Node:
    inner, called = item_of(item, number)
    there = put(inner, texts, _join(name, called))
    if inner is item or not isinstance(item, Table):
        return there
    ((kind, entry),) = item.entries.items()
    return Table(item.at, {kind: Entry(entry.key, there)})


def item_of(item: Node, number: int) -> tuple[Node, str]:
    """An item of a list without the kind that may open it, and what it is called there."""
    if isinstance(item, Table):
        called = _id_of(item)
        if called:
            return item, called
        if len(item.entries) == 1:
            (entry,) = item.entries.values()
            called = _id_of(entry.value)
            if called:
                return entry.value, called
    return item, str(number)


def _id_of(node: Node) -> str:
    entry = node.entries.get("id") if isinstance(node, Table) else None
    return entry.value.text if entry is not None and isinstance(entry.value, Scalar) else ""


def _join(name: str, key: str) -> str:
    return f"{name}.{key}" if name else key
