"""Values for a workshop's parameters when nobody gives any: fabricated, and plainly so.

Not here: what may be typed for one (`facilitation.launch`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.engine.phrases import Value
from bot.engine.script import Parameter, Script

_STAND_INS: Final[Mapping[str, Value]] = {"integer": 12, "date": "2026-09-30", "session": ""}


def stand_in(parameter: Parameter) -> Value:
    """Its default, or a value that nobody takes for a real one: « agence d'essai »."""
    if parameter.default is not None:
        return parameter.default
    return _STAND_INS.get(parameter.kind, f"{parameter.name} d'essai")


def with_stand_ins(script: Script, given: Mapping[str, Value]) -> dict[str, Value]:
    """The values given, and a stand-in for each parameter that has none."""
    return {parameter.name: given.get(parameter.name, stand_in(parameter)) for parameter in script.parameters}
