"""Ballots handled roughly, over the wire and per method: each person has one at most, and it holds what they meant.

Fifty taps at once, two devices, forged and foreign buttons, a stop in the middle, a tap on a closed vote.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.app import Outside, service
from bot.chat.buttons import decode, encode
from bot.engine.prompts import Act
from bot.facilitation.incoming import ParticipantButton
from bot.rehearsal.botapi import Phone, Shown, StandIn
from bot.rehearsal.clock import Busy, SeededEntropy, VirtualAlarm, VirtualClock
from bot.rehearsal.room import Room
from bot.settings import Settings

TOKEN = "123456789:fabricated-token-of-the-stand-in"
ADA, FIRST = 1_000, 2_000
LINK = re.compile(r"[?&]start=([A-Za-z0-9_-]{1,64})")
TOO_LATE = "trop tard"

HEAD = """\
format: 1
id: rude
title: Atelier inventé
phases: {C: Choisir}
pools:
  horizons: {group_prefix: G, prepared: {P1: Un four inventé., P2: Un pré inventé., P3: Un bac inventé., P4: Un quai.}}
steps:
  - consent: {id: accord, title: Accord, phase: C, minutes: 1, ask: Oui ?, accept: {oui: Oui}, decline: {non: Non}}
"""
COMMON = "title: Vote, phase: C, minutes: 2, gate: {quorum: everyone, at_most: 30}, ask: Alors ?"
GRADES = "grades: {bien: Bien, moyen: Moyen, mal: Mal}, no_opinion: {sans: Sans avis}"
AGREE = "agree: {oui: D'accord}, disagree: {non: Pas d'accord}, no_opinion: {passe: Je passe}"
END = "  - closing: {id: fin, title: Fin, phase: C, minutes: 1, gate: {quorum: everyone, at_most: 30}, ask: Un mot ?}\n"
METHODS = {
    "majority_judgement": f"majority_vote: {{id: vote, {COMMON}, pool: horizons, {GRADES}}}",
    "approval": f"approval_vote: {{id: vote, {COMMON}, pool: horizons}}",
    "points": f"points: {{id: vote, {COMMON}, pool: horizons, budget: 5, cap: 3}}",
    "schulze": f"ranking_vote: {{id: vote, {COMMON}, pool: horizons}}",
    "ranked_pairs": f"ranking_vote: {{id: vote, {COMMON}, pool: horizons, method: ranked_pairs}}",
    "statements": f"statements: {{id: vote, {COMMON}, pool: horizons, {AGREE}}}",
    "second_round": (
        f"majority_vote: {{id: premier, {COMMON}, pool: horizons, {GRADES}}}\n"
        f"  - second_round: {{id: vote, {COMMON}, of: premier}}"
    ),
    "consent": (
        f"consent_round: {{id: vote, {COMMON}, proposal: Un pré., buttons: {{non: Non, oui: Oui}}, "
        "objection: Laquelle ?, "
        "lifted: {gate: {quorum: none, at_most: 30}, ask: Levée ?, buttons: {oui: Oui, non: Non}}}"
    ),
}
MARKS = (Act.GRADE, Act.POINT, Act.TICK, Act.RANK)


class Rough(Room):
    """A room whose database can be looked into, and whose bot can be stopped."""

    database: Path

    def stored(self, query: str) -> list[tuple[object, ...]]:
        with sqlite3.connect(self.database) as connection:
            return connection.execute(query).fetchall()

    def ballots(self) -> list[dict[str, int | None]]:
        """The ballots of the open vote."""
        rows = self.stored("SELECT CAST(grades AS TEXT) FROM ballots WHERE step='vote'")
        return [json.loads(str(grades)) for (grades,) in rows]


@asynccontextmanager
async def bot(settings: Settings, room: Rough) -> AsyncIterator[None]:
    """One life of the bot."""
    outside = Outside(room.clock, VirtualAlarm(room.clock, room.busy), SeededEntropy("rude"), room.busy)
    async with service(settings, outside):
        yield


def buttons(message: Shown, *acts: Act) -> list[ParticipantButton]:
    """What may be tapped there."""
    found = [decode(one.data) for one in message.buttons if one.data is not None]
    return [one for one in found if isinstance(one, ParticipantButton) and one.act in acts]


def card(phone: Phone, *acts: Act) -> Shown:
    """The latest message that takes such a tap."""
    return next(one for one in reversed(phone.from_bot) if buttons(one, *acts))


def weight(ballot: dict[str, int | None], method: str) -> int:
    """How many taps a ballot holds."""
    return sum(one or 0 for one in ballot.values()) if method == "points" else len(ballot)


async def confirmed(room: Rough, phone: Phone) -> None:
    """Onward to the summary, and « Je confirme »."""
    for _ in range(8):
        if any("Je confirme" in label for label in phone.last.labels):
            break
        message = card(phone, Act.ITEM)
        # « Garder » of a second round, else the next item, or the summary.
        phone.tap_raw(encode(buttons(message, Act.ITEM)[-1]), message.id)
        await room.wait(2)
    await room.tap(phone, "Je confirme")
    await room.wait(2)


@pytest.mark.parametrize("method", METHODS)
async def test_whatever_is_done_to_a_ballot_there_is_one_and_it_is_counted_once(method: str, tmp_path: Path) -> None:
    """A phone that hangs, a second one, a forger, a stop and a latecomer: nothing is lost, nothing counts twice."""
    shelf = tmp_path / "workshops"
    shelf.mkdir()
    (shelf / "rude.yaml").write_text(f"{HEAD}  - {METHODS[method]}\n{END}", encoding="utf-8")
    busy, clock = Busy(), VirtualClock()
    async with StandIn(token=TOKEN, now=clock.now) as api:
        settings = Settings(
            token=SecretStr(TOKEN),
            facilitators=frozenset({ADA}),
            database_url=f"sqlite+aiosqlite:///{tmp_path}/rude.sqlite3",
            workshops_dir=shelf,
            notebooks_dir=tmp_path / "cahiers",
            api_base_url=api.base_url.removesuffix("/bot"),
        )
        ada = api.user(ADA, "Animation", language_code="fr")
        people = [api.user(FIRST + number, f"Essai {number}", language_code="fr") for number in range(3)]
        room = Rough(api, clock, busy, ada, people)
        room.database = tmp_path / "rude.sqlite3"
        async with bot(settings, room):
            await come_in(room)
            if method == "second_round":
                for phone in people:
                    await first_round(room, phone)
            if method == "consent":
                await rough_objection(room)
                return
            ana, bob, clo = people
            await fifty_taps(room, ana, method)
            await two_devices(room, ana, method)
            await forged_and_foreign(room, ana, bob)
            before, kept = card(ana, *MARKS), room.ballots()
            # Tapped as the bot stops: taken in before or after, never lost, never twice.
            extra = next(one for one in buttons(before, *MARKS) if one.value and not one.value.endswith(":-"))
            bob_card = card(bob, *MARKS)
            mark = next(one for one in buttons(bob_card, *MARKS) if one.value and not one.value.endswith(":-"))
            bob.tap_raw(encode(mark), bob_card.id)
        async with bot(settings, room):
            await room.wait(5)
            ballots = room.ballots()
            assert sorted(weight(one, method) for one in ballots) == [1, 2]
            assert all(one in ballots for one in kept)
            ana.start()
            await room.wait(5)
            again = card(ana, *MARKS)
            assert (again.text, again.labels) == (before.text, before.labels), "the same items in the same order"
            for phone in (bob, clo):
                await confirmed(room, phone)
            await room.wait(31 * 60)
            assert room.ballots() == []
            sealed = room.stored("SELECT count(*), count(DISTINCT id) FROM sealed_ballots WHERE step='vote'")
            electorate = room.stored("SELECT count(*), count(DISTINCT participant) FROM electorate WHERE step='vote'")
            assert sealed == electorate == [(3, 3)]
            ana.tap_raw(encode(of_a_card_that_never_was(extra)), before.id)
            ana.tap_raw(encode(extra), before.id)
            await room.wait(2)
            assert TOO_LATE in ana.toasts[-1].text
            assert room.ballots() == []
            assert room.stored("SELECT count(*) FROM sealed_ballots WHERE step='vote'") == [(3,)]
            assert {row[1] for row in room.stored("PRAGMA table_info(sealed_ballots)")} == {
                "session", "step", "id", "grades",
            }  # fmt: skip
            assert {row[1] for row in room.stored("PRAGMA table_info(electorate)")} == {
                "session",
                "step",
                "participant",
            }
            assert room.stored("SELECT count(*) FROM inbox WHERE state = 'dead'") == [(0,)]


def of_a_card_that_never_was(button: ParticipantButton) -> ParticipantButton:
    """The same button, forged."""
    return ParticipantButton(button.participant, button.act, "999", button.rev, button.value)


async def come_in(room: Rough) -> None:
    """A session is launched and opened; everybody comes in, agrees, and has the ballot on the screen."""
    ada = room.facilitator
    ada.send("/animer")
    await room.wait(2)
    await room.tap(ada, "Atelier inventé")
    await room.wait(2)
    await room.tap(ada, "C'est bon")
    await room.wait(2)
    await room.tap(ada, "Ouvrir")
    await room.wait(2)
    link = next(found[1] for one in ada.from_bot if (found := LINK.search(one.text)))
    for phone in room.people:
        phone.start(link)
    await room.wait(3)
    for phone in room.people:
        await room.tap(phone, "Oui")
    await room.wait(5)


async def first_round(room: Rough, phone: Phone) -> None:
    for _ in range(4):
        message = card(phone, Act.GRADE)
        phone.tap_raw(encode(buttons(message, Act.GRADE)[0]), message.id)
        await room.wait(2)
    await room.tap(phone, "Je confirme")
    await room.wait(3)


async def fifty_taps(room: Rough, phone: Phone, method: str) -> None:
    """The same button of the same card, before anything came back."""
    message, told = card(phone, *MARKS), len(phone.toasts)
    button = buttons(message, *MARKS)[0]
    for _ in range(50):
        phone.tap_raw(encode(button), message.id)
    await room.wait(5)
    assert len(phone.toasts) == told + 50, "every tap is answered"
    (ballot,) = room.ballots()
    assert weight(ballot, method) == 1


async def two_devices(room: Rough, phone: Phone, method: str) -> None:
    """Two buttons of one card at the same time: the second was tapped on a ballot that is no longer there."""
    message = card(phone, *MARKS)
    (ballot,) = room.ballots()
    fresh = [one for one in buttons(message, *MARKS) if one.value and one.value.split(":")[0] not in ballot]
    for button in (fresh[0], fresh[-1]):
        phone.tap_raw(encode(button), message.id)
    await room.wait(3)
    (ballot,) = room.ballots()
    assert weight(ballot, method) == 2


async def forged_and_foreign(room: Rough, phone: Phone, other: Phone) -> None:
    """Items, grades and people of nowhere; and somebody else's very button."""
    message, before = card(phone, *MARKS), room.ballots()
    real = buttons(message, *MARKS)[0]
    theirs = buttons(card(other, *MARKS), *MARKS)[0]
    told = len(phone.toasts)
    forged = [
        encode(theirs),
        *(encode(ParticipantButton(real.participant, real.act, real.wait, real.rev, value)) for value in VALUES),
        "v1:f::o:",
        "v9:nothing",
    ]
    for data in forged:
        phone.tap_raw(data, message.id)
    await room.wait(3)
    assert len(phone.toasts) == told + len(forged)
    assert room.ballots() == before


VALUES = ("XX9", "XX9:0", "XX9:+", "P1:99", "P1:²", "oui")


async def rough_objection(room: Rough) -> None:
    """An objection is an answer: fifty taps give one, and what is changed at once keeps the first."""
    ana, bob, clo = room.people
    message, told = card(ana, Act.CHOOSE), len(ana.toasts)
    no, yes = buttons(message, Act.CHOOSE)[:2]
    theirs = buttons(card(bob, Act.CHOOSE), Act.CHOOSE)[0]
    for button in (*[yes] * 50, no, theirs):
        ana.tap_raw(encode(button), message.id)
    await room.wait(5)
    assert len(ana.toasts) == told + 52
    standing = "SELECT codes FROM contributions WHERE key='vote' AND superseded=0"
    assert room.stored(standing) == [(b'["oui"]',)]
    ana.send("Un bruit inventé, la nuit.")
    for phone in (bob, clo):
        await room.tap(phone, "Non")
    await room.wait(31 * 60)
    assert len(room.stored(standing)) == 3
    ana.tap_raw(encode(no), message.id)
    await room.wait(2)
    assert sorted(room.stored(standing)) == [(b'["non"]',), (b'["non"]',), (b'["oui"]',)]
