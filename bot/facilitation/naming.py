"""Which capitalised words of a session name nobody: those of its workshop, its parameters and its pseudonyms.

Whoever looks for names in what people wrote (`engine.names`) takes these away first. Not here: what a flag is for.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.engine.group import Group
from bot.engine.names import known_words
from bot.engine.script import Script


def known(script: Script, group: Group, aliases: Iterable[str] = ()) -> frozenset[str]:
    """The words that flag nobody: of the texts everybody reads, of the territory and the agency, of the pseudonyms."""
    texts = [script.title, script.purpose, script.audience, script.block]
    for step in script.steps:
        texts += [step.title, *step.intro, *(question.text for question in step.questions)]
    texts += [idea.text for pool in script.pools for idea in pool.prepared]
    texts += [value for value in group.values.values() if isinstance(value, str)]
    return known_words((*texts, *aliases))
