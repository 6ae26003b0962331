"""Values for a workshop's parameters at a rehearsal: asked for at a terminal, or fabricated and plainly so.

Not here: what may be typed for one (`facilitation.launch`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from bot.engine.phrases import Value
from bot.engine.script import Parameter, Script
from bot.facilitation.launch import LONGEST_VALUE, read
from bot.saying import Said, say

_STAND_INS: Final[Mapping[str, Value]] = {"integer": 12, "date": "2026-09-30", "session": ""}


def stand_in(parameter: Parameter, language: str) -> Value:
    """Its default, or a value that nobody takes for a real one: « agence d'essai », « trial agency »."""
    if parameter.default is not None:
        return parameter.default
    return _STAND_INS.get(
        parameter.kind, f"{parameter.name} d'essai" if language == "fr" else f"trial {parameter.name}"
    )


def with_stand_ins(script: Script, given: Mapping[str, Value]) -> dict[str, Value]:
    """The values given, and a stand-in for each parameter that has none."""
    return {
        parameter.name: given.get(parameter.name, stand_in(parameter, script.language))
        for parameter in script.asked_at_launch
    }


_SLIPS: Final = {
    "not_a_number": say("That is no whole number: digits only, please."),
    "not_a_date": say("No day can be read in that."),
    "too_long": say("That is over {most} characters.", most=LONGEST_VALUE),
}


def ask_for(script: Script, ask: Callable[[str], str | None], tell: Callable[[str | Said], None]) -> dict[str, Value]:
    """Each parameter in turn, Enter keeping what stands in brackets; those not reached keep it too.

    `ask` gives what was typed, None once there is nobody left to answer.
    """
    values: dict[str, Value] = {}
    for parameter in script.asked_at_launch:
        kept = stand_in(parameter, script.language)
        tell(f"{parameter.name}: {parameter.help}" if parameter.help else parameter.name)
        while parameter.name not in values:
            typed = ask(f"  [{kept}] ")
            if typed is None:
                return with_stand_ins(script, values)
            value, slip = (kept, "") if not typed.strip() else read(parameter, typed)
            if value is None:
                tell(_SLIPS[slip])
            else:
                values[parameter.name] = value
    return values
