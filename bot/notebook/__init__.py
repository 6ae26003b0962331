"""Notebooks: from the material of a session to files that people read.

`analysis` builds the context (`context`, a documented contract), `rendering` gives it to the templates, `compiler`
writes. Not here: the store, the channel, and any judgement on what people said.
"""

from bot.notebook.compiler import NotebookCompiler
from bot.notebook.formats import FORMATS, WHO_SAID_WHAT
from bot.notebook.rendering import TemplateMistake

__all__ = ["FORMATS", "WHO_SAID_WHAT", "NotebookCompiler", "TemplateMistake"]
