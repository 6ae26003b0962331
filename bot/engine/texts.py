"""Rendering of script texts: Jinja, in a sandbox, over the session's parameters and nothing else.

Pure: the same template and values give the same text. Compiled templates are memoised, which changes nothing
observable.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from jinja2 import StrictUndefined, Template, meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

_ENVIRONMENT = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False, keep_trailing_newline=False)
# A text shows values; it computes nothing. Without globals and filters there is nothing to loop over or reach for.
_ENVIRONMENT.globals.clear()
_ENVIRONMENT.filters.clear()
_ENVIRONMENT.tests.clear()

_ALLOWED = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name)


class ForbiddenInText(ValueError):
    """A text does more than show values. `finding` says what, `line` where in the text, from 1."""

    def __init__(self, finding: str, line: int) -> None:
        super().__init__(finding)
        self.finding = finding
        self.line = line


@lru_cache(maxsize=4096)
def _template(source: str) -> Template:
    return _ENVIRONMENT.from_string(source)


def render(source: str, values: Mapping[str, object]) -> str:
    """The text with its values in place.

    Raises:
        jinja2.UndefinedError: a name has no value. `check` refuses such a script and a launch refuses missing
        parameters.
    """
    if "{" not in source:
        return source
    return _template(source).render(values)


def names(source: str) -> frozenset[str]:
    """The values a text asks for.

    Raises:
        jinja2.TemplateSyntaxError: not a template.
        ForbiddenInText: the text holds something other than `{{ name }}`.
    """
    if "{" not in source:
        return frozenset()
    tree = _ENVIRONMENT.parse(source)
    for node in _walk(tree):
        if not isinstance(node, _ALLOWED):
            raise ForbiddenInText(type(node).__name__, node.lineno or 1)
    return frozenset(meta.find_undeclared_variables(tree))


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _walk(child)
