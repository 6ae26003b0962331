"""The workshop and the group as one person reads them, in the language she chose.

What is said by the script changes: its texts, the prepared items, the values that its parameters have unless told
otherwise. What people wrote stays as they wrote it, and so does everything that is kept. Not here: translations (the
script brings them along), nor the bot's own sentences (the channel words them).
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from bot.engine.ballots import Item, Origin
from bot.engine.doublets import IN_FULL, doublets
from bot.engine.group import Group, Listed
from bot.engine.phrases import Value
from bot.engine.script import Script


def heard(group: Group, script: Script, language: str) -> Group:
    """The group's state with what the script put into it in that language."""
    spoken = script.spoken(language)
    if spoken is script:
        return group
    said = script.sentences_in(language)
    return replace(
        group,
        parameters=heard_values(group.parameters, script, language),
        worked_out={name: said.get(str(one), one) for name, one in group.worked_out.items()},
        ballots={step: _items(items, said) for step, items in group.ballots.items()},
        results={step: replace(one, items=_items(one.items, said)) for step, one in group.results.items()},
        lists={name: _listed(made, said) for name, made in group.lists.items()},
    )


def _items(items: tuple[Item, ...], said: Mapping[str, str]) -> tuple[Item, ...]:
    """The items of a ballot; whoever else wrote the very same sentence wrote it in the script's language."""
    return tuple(
        replace(item, text=said.get(item.text, item.text)) if item.origin is Origin.PREPARED else item for item in items
    )


def _listed(made: tuple[Listed, ...], said: Mapping[str, str]) -> tuple[Listed, ...]:
    return tuple(one if one.author else replace(one, text=said.get(one.text, one.text)) for one in made)


def heard_values(given: Mapping[str, Value], script: Script, language: str) -> dict[str, Value]:
    """The parameters' values; one that was left as the script has it is the translation's: "twelve months"."""
    instead = script.defaults_in(language)
    values = {name: instead.get((name, value)) or value for name, value in given.items()}
    if language != IN_FULL:
        return values
    return {name: doublets(value) if isinstance(value, str) else value for name, value in values.items()}
