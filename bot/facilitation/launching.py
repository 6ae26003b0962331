"""A session made once everything about it is known, whoever asked: the chat, a question at a time; the console, a form.

Here: a filled-in form read as a launch; the rows and the first messages of a session. Not here: the questions of the
chat (`animation`, `modes`), what may be typed for a parameter (`launch`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec
from msgspec.structs import replace

from bot.engine.phrases import Value
from bot.engine.script import Script
from bot.facilitation import borrowing, capacities, cockpit, launch, launch_places, links, modes
from bot.facilitation.launch import LIVE, LaunchDraft
from bot.facilitation.outgoing import Lane, Outgoing, ShowPanel
from bot.facilitation.policy import Policy
from bot.facilitation.ports import Clock, Entropy, Store
from bot.facilitation.records import Person, ScriptSource, SessionRecord
from bot.facilitation.writes import Send, Write

MODE: Final = ":mode"
START: Final = ":first"
PLACES: Final = ":places"
"""Fields of the form beside the parameters, whose names hold no colon."""
QUOTA: Final = ":quota."
"""Begins the field of a profile's places: its code follows."""


class Slip(msgspec.Struct, frozen=True):
    """A field that cannot be taken, and why.

    That is a word of `launch.read` or `modes.read_start`, or `missing`, `no_mode`, `not_a_session`, `not_places`.
    """

    field: str
    why: str


def read_form(
    script: Script, typed: Mapping[str, str], organisation: str, policy: Policy, clock: Clock
) -> tuple[LaunchDraft, tuple[Slip, ...]]:
    """What was typed for each parameter (by name), the mode, the first day, the places; and what cannot be taken of it.

    A field left empty keeps what the chat's « Garder » would.
    """
    values: dict[str, Value] = {}
    slips: list[Slip] = []
    for parameter in script.asked_at_launch:
        text = typed.get(parameter.name, "")
        value, slip = launch.read(parameter, text) if text.strip() else (launch.default(parameter, policy), "missing")
        if value is None:
            slips.append(Slip(parameter.name, slip))
        else:
            values[parameter.name] = value
    mode = LIVE if script.asynchronous is None else modes.read_mode(script, typed.get(MODE, ""))
    first = ""
    if not mode:
        slips.append(Slip(MODE, "no_mode"))
    elif mode != LIVE:
        first, slip = modes.read_start(typed.get(START, ""), policy, clock.now())
        slips += [Slip(START, slip)] if slip else []
    counted: dict[str, int] = {}
    for field in (PLACES, *(f"{QUOTA}{one.code}" for one in capacities.profiles(script))):
        number = links.read_capacity(" ".join(typed.get(field, "").split()) or "0")
        if number is None:
            slips.append(Slip(field, "not_places"))
        elif number:
            counted[field] = number
    capacity = counted.pop(PLACES, 0)
    quotas = {field.removeprefix(QUOTA): number for field, number in counted.items()}
    draft = LaunchDraft(script.id, values, mode, first, organisation, "", capacity, quotas, placed=True)
    return draft, tuple(slips)


async def not_lent(script: Script, draft: LaunchDraft, store: Store) -> tuple[Slip, ...]:
    """The parameters that name a session which this organisation may not read."""
    asking = [one.name for one in script.asked_at_launch if borrowing.borrows(one)]
    named = [(one, str(draft.values.get(one, ""))) for one in asking]
    wrong = [one for one, it in named if it and await borrowing.lent(it, draft.organisation, store) is None]
    return tuple(Slip(one, "not_a_session") for one in wrong)


def begun(
    script: Script,
    source: ScriptSource,
    draft: LaunchDraft,
    person: Person,
    *,
    clock: Clock,
    entropy: Entropy,
    policy: Policy,
    told: bool = True,
    session: str = "",
) -> tuple[SessionRecord, list[Write]]:
    """A new session, and all that makes it. `told`: its link and its cockpit go to that person's chat.

    `session`: the id that it will have, drawn if it is empty.
    """
    record, group, writes = launch.creation(
        script,
        source,
        draft.values,
        person.id,
        organisation=draft.organisation,
        schedule=modes.schedule(script, draft, policy),
        session=session,
        clock=clock,
        entropy=entropy,
        policy=policy,
    )
    if not told:
        # A link's secret is shown once, in that chat.
        draft = replace(draft, quotas={})
    placed, by_profile = launch_places.made(record, script, draft, person, clock=clock, entropy=entropy)
    writes += placed
    if not told:
        return record, writes
    link = policy.link(record.join)
    shown = cockpit.bare(record, script, group, link, clock.now())
    doors = [(link, "", 0), *((policy.link(secret), label, most) for secret, label, most in by_profile)]
    invited = [
        ShowPanel(links.invitation(record, script.announced_minutes, group.schedule, door, label, most))
        for door, label, most in doors
    ]
    # In the transaction that makes the session: without its cockpit she would not know that it is there.
    bodies = (*invited, ShowPanel(shown, cockpit.slot(record.id)))
    sends = [Send(Outgoing(person.id, person.language, Lane.REPLY, body)) for body in bodies]
    return record, [*writes, *sends]
