"""Drawn orders: by lot, yet always the same for the same seed, so that a restart changes nothing on a screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")


def drawn(things: Iterable[T], key: Callable[[T], str], *seed: str) -> tuple[T, ...]:
    """The things in an order drawn from `seed`. `key` names each thing; the order they come in does not matter."""
    salt = "\x1f".join(seed)
    return tuple(sorted(things, key=lambda thing: sha256(f"{salt}\x1f{key(thing)}".encode()).digest()))
