"""A stand-in for api.telegram.org on loopback: the bot is run, demonstrated and tested against it over HTTP.

Here: a Bot API server strict enough that what passes on it works on Telegram, phones and groups to act as people, a
transcript to read, faults to inject. Not here: who the people are and what they say (crowd files, personas), and any
knowledge of Horizons: any bot can be run against it. docs/stand-in.md tells where it is stricter or laxer.
"""

from bot.rehearsal.botapi.faults import Fault, FaultKind, Faults
from bot.rehearsal.botapi.phones import CannotDo, Group, Phone
from bot.rehearsal.botapi.screens import Button, Shown, Toast
from bot.rehearsal.botapi.server import TOKEN, Call, StandIn
from bot.rehearsal.botapi.transcript import Transcript

__all__ = [
    "TOKEN",
    "Button",
    "Call",
    "CannotDo",
    "Fault",
    "FaultKind",
    "Faults",
    "Group",
    "Phone",
    "Shown",
    "StandIn",
    "Toast",
    "Transcript",
]
