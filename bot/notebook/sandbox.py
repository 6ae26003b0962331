"""Where an agency's Jinja templates run: they show the notebook in bounded time and memory, and reach nowhere else.

Jinja's sandbox keeps a template from attributes that lead elsewhere. It does not keep it from looping for ever or from
filling the memory, so loops, calls and inclusions are counted, repetitions of texts refused, and of filters and text
methods only those that a notebook needs are there. Whatever is refused is a `SecurityError`, raised where the template
asks for it. Not here: what a mistake looks like (`rendering`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Sized
from pathlib import Path
from typing import Any, Final

from jinja2 import FileSystemLoader, StrictUndefined, Template, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

FILTERS: Final = (
    "abs", "capitalize", "count", "d", "default", "e", "escape", "first", "groupby", "int", "join", "last", "length",
    "list", "lower", "map", "max", "min", "reject", "rejectattr", "reverse", "round", "safe", "select", "selectattr",
    "sort", "sum", "title", "trim", "truncate", "unique", "upper",
)  # fmt: skip
_METHODS: Final = frozenset("capitalize endswith lower lstrip rstrip startswith strip title upper".split())
_TURNS: Final = 20_000_000
"""Loop turns of one rendering, a call or an inclusion being worth 25. Three thousand people take under three million;
this many that do nothing, a few seconds."""
_CALL: Final = 25
_LONGEST: Final = 5_000_000
"""Characters of a text put together by a template."""


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment for one format. `begin` sets its counters for a rendering."""

    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def __init__(self, folders: Sequence[Path], finalize: Callable[[object], object]) -> None:
        super().__init__(
            loader=FileSystemLoader([str(path) for path in folders]),
            undefined=StrictUndefined,
            autoescape=True,
            finalize=finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.filters |= {_METERED: self._metered, _JOINED: self._joined}
        self.globals = {name: self.globals[name] for name in ("range", "namespace", "cycler", "joiner")}
        self._left = _TURNS

    def begin(self) -> None:
        """Count from the beginning."""
        self._left = _TURNS

    # -- what is counted ----------------------------------------------------------------------------------------------

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """As Jinja does; then each loop says how long it is, and each text put together how long it gets."""
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, _METERED, [], [], None, None, lineno=loop.lineno)
        _bounded(tree)
        return tree

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 -- Jinja's names
        """Call something, and count it."""
        __self._spend(_CALL)
        return super().call(__context, __obj, *args, **kwargs)

    def get_template(self, *args: Any, **kwargs: Any) -> Template:
        """Load a template, to be rendered or included, and count it."""
        self._spend(_CALL)
        return super().get_template(*args, **kwargs)

    def _metered(self, value: Any) -> Any:
        items = value if isinstance(value, Sized) else list(value)
        self._spend(len(items))
        return items

    def _joined(self, parts: Iterable[Any]) -> Any:
        texts = list(parts)
        if sum(len(text) for text in texts if isinstance(text, str)) > _LONGEST:
            raise SecurityError(f"a text of more than {_LONGEST} characters")
        return Markup("").join(texts) if any(map(_is_markup, texts)) else "".join(map(str, texts))

    def _spend(self, turns: int) -> None:
        self._left -= turns
        if self._left < 0:
            raise SecurityError("this loop has no end, or none within reason")

    # -- what is refused ----------------------------------------------------------------------------------------------

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic on numbers; of texts and lists, `+` within bounds."""
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if operator == "+" and not numbers:
            if isinstance(left, str) and isinstance(right, str):
                return self._joined((left, right))
            self._spend(sum(len(side) for side in (left, right) if isinstance(side, Sized)))
        elif not numbers or (operator == "**" and (abs(left) > 1000 or abs(right) > 10)):
            raise SecurityError(f"{operator!r} is for small numbers")
        return super().call_binop(context, operator, left, right)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """`format` is refused as any other method: a width in it is as long as one likes."""
        return None

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """As Jinja says; of a text, only what cannot make it longer."""
        if isinstance(obj, str) and attr not in _METHODS:
            return False
        return super().is_safe_attribute(obj, attr, value)


_METERED: Final = "horizons_metered"
_JOINED: Final = "horizons_joined"


def _is_markup(value: object) -> bool:
    return hasattr(value, "__html__")


def _bounded(node: nodes.Node) -> None:
    """Replace each `a ~ b` by a call that knows how long a text gets. Innermost last: a replaced node is walked too."""
    for field, value in list(node.iter_fields()):
        if isinstance(value, list):
            for n, child in enumerate(value):
                if isinstance(child, nodes.Node):
                    value[n] = _replaced(child)
                    _bounded(value[n])
        elif isinstance(value, nodes.Node):
            setattr(node, field, _replaced(value))
            _bounded(getattr(node, field))


def _replaced(node: nodes.Node) -> nodes.Node:
    if not isinstance(node, nodes.Concat):
        return node
    parts = nodes.List(node.nodes, lineno=node.lineno)
    return nodes.Filter(parts, _JOINED, [], [], None, None, lineno=node.lineno)
