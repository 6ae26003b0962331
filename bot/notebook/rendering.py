"""Jinja for notebooks: one environment a format, in a sandbox, strict about what is missing, escaping by default.

A template is the agency's file: what is wrong with it is said with file, line and remedy. What participants typed is
data and is never a template.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from importlib import resources
from pathlib import Path
from traceback import walk_tb
from types import MappingProxyType, TracebackType
from typing import Final

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError, TemplateError
from markupsafe import Markup

from bot.errors import AuthorError, Defect
from bot.notebook.context import Notebook
from bot.notebook.escaping import css_string, markdown_inline, markdown_quote, readable
from bot.notebook.mistakes import of_jinja
from bot.notebook.sandbox import Sandbox
from bot.notebook.words import Words


class TemplateMistake(AuthorError):
    """A notebook template cannot be rendered: the line names file, line, finding and remedy."""


def installed_templates() -> Path:
    """The folder of templates that comes with the product.

    Raises:
        Defect: the installation has none.
    """
    package = Path(str(resources.files("bot")))
    for folder in (package / "_shipped" / "templates", package.parent / "templates"):
        if (folder / "cahier").is_dir():
            return folder
    raise Defect("no notebook template was installed with the package, and this is no checkout")


def chosen_templates(templates: Path) -> list[str]:
    """The names that may be chosen: folders of `templates` that hold a `cahier` of their own."""
    try:
        return sorted(one.parent.name for one in templates.glob("*/cahier") if one.is_dir())
    except OSError:
        return []


def _html_text(value: object) -> object:
    """Text that HTML can carry; Jinja escapes it afterwards."""
    if isinstance(value, Markup):
        return value
    return readable(value) if isinstance(value, str) else value


def _markdown_text(value: object) -> Markup:
    return value if isinstance(value, Markup) else markdown_inline(value)


_FINALIZE: Final[MappingProxyType[str, Callable[[object], object]]] = MappingProxyType(
    {"html": _html_text, "md": _markdown_text}
)


_BLANK_LINES: Final = re.compile(r"\n{3,}")


def _without_gaps(text: str) -> str:
    """Paragraphs one blank line apart: blocks that were left out leave theirs. A quotation's own begin with « > »."""
    return _BLANK_LINES.sub("\n\n", text)


_TIDY: Final[MappingProxyType[str, Callable[[str], str]]] = MappingProxyType({"html": str, "md": _without_gaps})


def sandbox(folders: Sequence[Path], output: str) -> Sandbox:
    """Where templates of that format run: strict about what is missing, escaping by default."""
    environment = Sandbox(folders, _FINALIZE[output])
    environment.filters["css_string"] = css_string
    environment.filters["quoted"] = markdown_quote
    return environment


class Renderer:
    """Renders one format from the templates of `folders`, the agency's first."""

    def __init__(self, folders: Sequence[Path], output: str) -> None:
        self._folders = tuple(folders)
        self._environment = sandbox(self._folders, output)
        self._tidy = _TIDY[output]

    def render(self, template: str, notebook: Notebook | Mapping[str, object], words: Words) -> str:
        """The text of the notebook; of a programme's, which is handed as builtins.

        Raises:
            TemplateMistake: the template is wrong, or asks for what the context does not hold.
        """

        def told(key: str, n: int | None = None, **values: str | int) -> str:
            """A sentence of the catalogue."""
            try:
                return words(key, n=n, **values)
            except KeyError as error:
                raise UndefinedError(f"the catalogue of sentences has no {error}") from error

        self._environment.begin()
        try:
            return self._tidy(self._environment.get_template(template).render(cahier=notebook, t=told))
        except TemplateSyntaxError as error:
            where = f"{error.filename or error.name or template}:{error.lineno}:1"
            raise TemplateMistake([of_jinja(error, where)]) from error
        except (TemplateNotFound, UndefinedError, SecurityError, RecursionError) as error:
            where = self._where(error.__traceback__, template)
            raise TemplateMistake([of_jinja(error, where, tuple(map(str, self._folders)))]) from error
        except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError) as error:
            where = self._where(error.__traceback__, template)
            if not where.startswith(tuple(map(str, self._folders))):
                raise
            raise TemplateMistake([of_jinja(error, where)]) from error

    def _where(self, traceback: TracebackType | None, template: str) -> str:
        """The innermost line of a template in a traceback: Jinja gives its frames the template's file and line."""
        folders = tuple(map(str, self._folders))
        found = f"{template}:1:1"
        for frame, line in walk_tb(traceback):
            if frame.f_code.co_filename.startswith(folders):
                found = f"{frame.f_code.co_filename}:{line}:1"
        return found
