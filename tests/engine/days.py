"""A fabricated workshop over five days, and the calendar it is tested on."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from bot.authoring import load
from bot.engine.script import Script

PARIS = ZoneInfo("Europe/Paris")
TUESDAY = date(2026, 11, 24)

WORKSHOP = """\
format: 1
id: jours
title: Essai
phases: {A: Tout}
pools: {horizons: {group_prefix: G, prepared: {H1: Un horizon.}}}
steps:
  - consent:
      id: consentement
      title: Accord
      phase: A
      minutes: 1
      day: 1
      ask: Oui ?
      accept: {oui: Oui}
      decline: {non: Non}
      then: [{id: citation, ask: Citer ?, buttons: {oui: Oui, non: Non}}]
  - keywords: {id: mots, title: Mots, phase: A, minutes: 3, ask: Trois mots ?, visibility: anonymous}
  - open_question:
      id: vecu
      title: Le vécu
      phase: A
      minutes: 3
      ask: Racontez.
      visibility: anonymous
      gate: {at_most: 5}
  - open_question: {id: craintes, title: Les craintes, phase: A, minutes: 3, ask: Une crainte ?, day: 2}
  - ideas:
      id: idees
      title: Les envies
      phase: A
      minutes: 3
      day: 3
      ask: Une envie ?
      pool: horizons
      at_most: 1
      gate: {at_most: 10}
  - majority_vote:
      id: vote
      title: Le vote
      phase: A
      minutes: 3
      day: 4
      gate: {VOTE_GATE}
      ask: Alors ?
      pool: horizons
      grades: {bien: Bien, moyen: Moyen, mal: Mal}
      no_opinion: {sans: Sans avis}
  - closing: {id: cloture, title: Fin, phase: A, minutes: 3, ask: "ASK", day: 5, gate: {CLOSING_GATE}}
"""


READING = """\
  - share:
      id: lecture
      title: Lire
      phase: A
      minutes: 3
      day: 3
      gate: {at_most: 5}
      pool: horizons
      ask: Laquelle préciser ?
      none: {clair: Tout est clair}
  - cross_reading:
      id: croisee
      title: Croiser
      phase: A
      minutes: 3
      day: 3
      gate: {at_most: 5}
      of: vecu
      ask: Que reconnaissez-vous ?
      several_messages: false
"""
"""Two steps made of what the others said, on the day of the collection."""

RESULT = "Un mot de « {{ horizon_1 }} » ?"
"""A last word that shows the result of the vote."""


def source(
    vote: str = 'closes: "12:00"', closing: str = "at_most: 10", day: int = 5, ask: str = "Un mot ?", reading: str = ""
) -> str:
    """As its author wrote it: `vote` and `closing` are the keys of these gates, `day` and `ask` of the last word."""
    before, vote_step, after = WORKSHOP.partition("  - majority_vote:\n")
    text = f"{before}{reading}{vote_step}{after}"
    text = text.replace("ASK", ask).replace("VOTE_GATE", vote).replace("CLOSING_GATE", closing)
    return text.replace("day: 5", f"day: {day}").replace("format: 1", "format: 1\nasynchronous: {days: 5}")


@cache
def workshop(
    vote: str = 'closes: "12:00"', closing: str = "at_most: 10", day: int = 5, ask: str = "Un mot ?", reading: str = ""
) -> Script:
    return load("jours.yaml", source(vote, closing, day, ask, reading).encode())


def at(day: int, hour: float) -> datetime:
    """An hour in Paris, on a day of November 2026."""
    midnight = datetime(2026, 11, day, tzinfo=PARIS)
    return (midnight + timedelta(hours=hour)).astimezone(UTC)
