"""Delivery: what is in the outbox reaches the right screen, once, in order, at Telegram's pace, whatever fails."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, cast

import pytest

from bot.chat.wire import Unauthorized, Wire
from bot.engine.phrases import Phrase, say
from bot.engine.prompts import Ask, Card
from bot.errors import OutsideFailure
from bot.facilitation.outgoing import Fold, Lane, ReplaceCard, ReplacePanel, SendFile, ShowCard, ShowPanel
from bot.facilitation.panels import (
    InvitationPanel,
    NoticePanel,
    Sentence,
    SentencePanel,
)
from bot.facilitation.writes import SavePerson
from bot.rehearsal.botapi import Fault, StandIn
from bot.rehearsal.clock import Busy, VirtualClock
from bot.store import SqlStore
from tests.chat.support import Desk, card, desk, origin, person, show, to

_ANA, _BILAL, _CHLOE = 1001, 1002, 1003


@pytest.fixture
async def at_work(
    api: StandIn, wire: Wire, store: SqlStore, clock: VirtualClock, activity: Busy, tmp_path: Path
) -> AsyncIterator[Desk]:
    for number, name in ((_ANA, "Ana"), (_BILAL, "Bilal"), (_CHLOE, "Chloé")):
        api.user(number, name).start()
    async with desk(wire, store, clock, activity, tmp_path / "cahiers") as at_work:
        await at_work.know(_ANA, _BILAL, _CHLOE)
        yield at_work


def _texts(api: StandIn, chat: int) -> list[str]:
    return [shown.text for shown in api.user(chat, "").from_bot]


def _methods(api: StandIn) -> list[str]:
    return [call.method for call in api.calls]


async def test_a_card_is_shown_with_its_buttons_and_where_it_is_is_remembered(api: StandIn, at_work: Desk) -> None:
    """An answer is filed under the card that was on the screen."""
    await at_work.post(show(_ANA, "Acceptez-vous ?", "3"))
    await at_work.quiet()
    last = api.user(_ANA, "").last
    assert (last.text, last.labels) == ("Acceptez-vous ?", ("Oui", "Non"))
    assert [(one.wait, one.ref) for one in await at_work.store.shown(f"part-{_ANA}")] == [("3", last.id)]


async def test_what_is_typed_is_shown_as_typed(api: StandIn, at_work: Desk) -> None:
    """Markup in an answer must neither show as markup nor have the message refused."""
    evil = "<b>gras</b> & {{ 7*7 }} </blockquote><a href='x'>"
    await at_work.post(show(_ANA, evil))
    await at_work.quiet()
    assert _texts(api, _ANA) == [evil]


async def test_navigation_edits_the_card_in_place(api: StandIn, at_work: Desk) -> None:
    """One card that changes, not a column of dead ones."""
    await at_work.post(show(_ANA, "Horizon 1", "5"))
    await at_work.quiet()
    await at_work.post(to(_ANA, ReplaceCard(f"part-{_ANA}", card("Horizon 2", "5"))))
    await at_work.quiet()
    assert _texts(api, _ANA) == ["Horizon 2"]


async def test_a_card_is_edited_after_a_restart_too(api: StandIn, at_work: Desk, wire: Wire, tmp_path: Path) -> None:
    """The memory of where it is must not be the only one."""
    await at_work.post(show(_ANA, "Horizon 1", "5"))
    await at_work.quiet()
    at_work.delivery.stop()
    async with desk(wire, at_work.store, at_work.clock, at_work.activity, tmp_path) as again:
        await again.post(to(_ANA, ReplaceCard(f"part-{_ANA}", card("Horizon 2", "5"))))
        await again.quiet()
    assert _texts(api, _ANA) == ["Horizon 2"]


async def test_editing_what_is_there_already_is_a_success(api: StandIn, at_work: Desk) -> None:
    """Telegram calls it an error; a double tap is none."""
    await at_work.post(show(_ANA, "Horizon 1", "5"))
    await at_work.quiet()
    await at_work.post(to(_ANA, ReplaceCard(f"part-{_ANA}", card("Horizon 1", "5"))))
    await at_work.quiet()
    assert _texts(api, _ANA) == ["Horizon 1"]
    assert await at_work.store.next_outbox(at_work.clock.now()) is None


async def test_a_card_that_was_deleted_or_never_shown_is_sent_anew(api: StandIn, at_work: Desk) -> None:
    """People delete messages; the question is still open."""
    await at_work.post(show(_ANA, "Horizon 1", "5"))
    await at_work.quiet()
    phone = api.user(_ANA, "")
    chat = api.world.find_chat(_ANA)
    api.world.delete(chat, chat.messages[phone.last.id])
    await at_work.post(
        to(_ANA, ReplaceCard(f"part-{_ANA}", card("Horizon 2", "5"))),
        to(_ANA, ReplaceCard(f"part-{_ANA}", card("Autre", "6"))),
    )
    await at_work.quiet()
    assert _texts(api, _ANA) == ["Horizon 2", "Autre"]


async def test_an_answered_card_folds_into_what_was_chosen(api: StandIn, at_work: Desk) -> None:
    """The chat then reads as a transcript, and an answered question offers no buttons."""
    asked = card("Acceptez-vous ?", "3")
    await at_work.post(to(_ANA, ShowCard(f"part-{_ANA}", asked)))
    await at_work.quiet()
    await at_work.post(to(_ANA, Fold(f"part-{_ANA}", "3", "Oui", card=asked)), show(_ANA, "Et ensuite ?", "4"))
    await at_work.quiet()
    folded, asked_next = api.user(_ANA, "").from_bot
    assert (folded.text, folded.labels) == ("Acceptez-vous ?\n\n→ Oui", ())
    assert asked_next.text == "Et ensuite ?"


async def test_a_fold_without_its_card_takes_the_buttons_off(api: StandIn, at_work: Desk) -> None:
    """Buttons that do nothing any more must not stay."""
    await at_work.post(show(_ANA, "Acceptez-vous ?", "3"))
    await at_work.quiet()
    await at_work.post(to(_ANA, Fold(f"part-{_ANA}", "3")), to(_ANA, Fold(f"part-{_ANA}", "never-shown")))
    await at_work.quiet()
    last = api.user(_ANA, "").last
    assert (last.text, last.labels) == ("Acceptez-vous ?", ())
    assert _methods(api).count("editMessageReplyMarkup") == 1


async def test_a_panel_is_edited_in_its_slot(api: StandIn, at_work: Desk) -> None:
    """The cockpit is one message that stays true."""
    first, second = (NoticePanel(say(Phrase.GOING_ON, title=title)) for title in ("un", "deux"))
    await at_work.post(to(_ANA, ReplacePanel(first, "cockpit:s")))
    await at_work.quiet()
    await at_work.post(to(_ANA, ReplacePanel(second, "cockpit:s")))
    await at_work.quiet()
    assert [text.replace("\u00a0", " ") for text in _texts(api, _ANA)] == ["Nous passons à la suite : « deux »."]


async def test_an_invitation_is_a_picture_to_scan_with_a_text_to_forward(api: StandIn, at_work: Desk) -> None:
    """Posters in a hall, and messages passed from hand to hand."""
    link = "https://t.me/horizons_essai_bot?start=abc"
    await at_work.post(to(_ANA, ShowPanel(InvitationPanel("Réancrer", "Agence <d'essai>", 75, link))))
    await at_work.quiet()
    last = api.user(_ANA, "").last
    assert last.text.startswith("Agence <d'essai> vous invite")
    assert link in last.text
    assert last.document is not None
    assert last.document.content.startswith(b"\x89PNG")


async def test_a_notebook_is_sent_as_a_document_and_uploaded_once(api: StandIn, at_work: Desk, tmp_path: Path) -> None:
    """A hundred people get the same 5 MB."""
    (tmp_path / "cahiers").mkdir()
    (tmp_path / "cahiers" / "cahier.html").write_text("<h1>é</h1>", "utf-8")
    body = SendFile("cahier.html", "Cahier d'essai.html", say(Phrase.NOTED))
    await at_work.post(to(_ANA, body))
    await at_work.quiet()
    await at_work.post(to(_BILAL, body))
    await at_work.quiet()
    for chat in (_ANA, _BILAL):
        document = api.user(chat, "").last.document
        assert document is not None
        assert document.content.decode() == "<h1>é</h1>"
        assert api.user(chat, "").last.text == "C'est noté."
    sent = [call.parameters["document"] for call in api.calls if call.method == "sendDocument"]
    assert isinstance(sent[1], str)


@pytest.mark.parametrize("path", ["../secret.txt", "absent.html"])
async def test_a_file_outside_the_folder_or_missing_delays_nobody(
    api: StandIn, at_work: Desk, tmp_path: Path, path: str
) -> None:
    """The outbox is data: a path in it must not reach the rest of the disk."""
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    await at_work.post(to(_ANA, SendFile(path, "x")), show(_ANA, "La suite"))
    await at_work.quiet()
    assert _texts(api, _ANA) == ["La suite"]


async def test_a_message_that_is_refused_is_dead_and_the_next_one_goes(
    api: StandIn, at_work: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    """One bad message must not hold a person up for ever, and the logs must not quote it."""
    empty = ShowCard(f"part-{_ANA}", Card((Ask("  "),), wait="1"))
    unsayable = ShowPanel(SentencePanel(Sentence.SESSION_OVER, {"autre": "mots de quelqu'un"}))
    with caplog.at_level(logging.DEBUG):
        await at_work.post(to(_ANA, empty), to(_ANA, unsayable), show(_ANA, "La suite"))
        await at_work.quiet()
    assert _texts(api, _ANA) == ["La suite"]
    assert sum(record.levelname == "ERROR" for record in caplog.records) == 2
    assert "mots de quelqu'un" not in caplog.text
    assert api.token not in caplog.text


async def test_a_person_who_blocked_the_bot_is_told_of_once_and_delays_nobody(api: StandIn, at_work: Desk) -> None:
    """Gates are judged again without them."""
    api.user(_ANA, "").block()
    await at_work.post(show(_ANA, "Perdu"), show(_BILAL, "Reçu"))
    await at_work.quiet()
    assert at_work.gone == [f"person-{_ANA}"]
    assert _texts(api, _BILAL) == ["Reçu"]
    assert await at_work.store.next_outbox(at_work.clock.now()) is None


async def test_flood_control_stops_that_chat_only_and_for_as_long_as_asked(api: StandIn, at_work: Desk) -> None:
    """In the library's limiter one chat's 429 stops the whole bot."""
    api.faults.add(Fault("too_many", chat_id=_ANA, retry_after=20))
    began = at_work.clock.now()
    await at_work.post(show(_ANA, "Plus tard"), show(_BILAL, "Tout de suite"))
    await at_work.quiet()
    assert (_texts(api, _ANA), _texts(api, _BILAL)) == ([], ["Tout de suite"])
    await at_work.pass_time_until(lambda: bool(_texts(api, _ANA)))
    assert 20 <= (at_work.clock.now() - began).total_seconds() < 21


async def test_an_unknown_delivery_is_left_alone_then_sent_again(api: StandIn, at_work: Desk) -> None:
    """It was delivered: sent again at once it would be there twice; never, and a lost one leaves somebody waiting."""
    api.faults.add(Fault("lost_ack", chat_id=_ANA))
    began = at_work.clock.now()
    await at_work.post(show(_ANA, "Une question"))
    await at_work.quiet()
    assert len(_texts(api, _ANA)) == 1
    assert [one.ref for one in await at_work.store.shown(f"part-{_ANA}")] == [0]
    await at_work.pass_time_until(lambda: len(_texts(api, _ANA)) == 2)
    assert (at_work.clock.now() - began).total_seconds() > 5


async def test_an_unknown_edit_is_repeated_without_harm(api: StandIn, at_work: Desk) -> None:
    """The same edit twice is the same message."""
    await at_work.post(show(_ANA, "Horizon 1", "5"))
    await at_work.quiet()
    api.faults.add(Fault("lost_ack", method="editMessageText"))
    await at_work.post(to(_ANA, ReplaceCard(f"part-{_ANA}", card("Horizon 2", "5"))))
    await at_work.pass_time_until(lambda: _methods(api).count("editMessageText") == 2)
    assert _texts(api, _ANA) == ["Horizon 2"]


async def test_no_connection_is_everybodys_wait_and_loses_nothing(
    api: StandIn, store: SqlStore, clock: VirtualClock, activity: Busy, tmp_path: Path
) -> None:
    """A router that restarts must cost seconds, not messages."""
    port = int(origin(api).rpartition(":")[2])
    api.user(_ANA, "Ana").start()
    await api.stop()
    async with (
        Wire.to(origin(api), api.token) as wire,
        desk(wire, store, clock, activity, tmp_path) as at_work,
    ):
        await at_work.know(_ANA)
        await at_work.post(show(_ANA, "Enfin"))
        await at_work.quiet()
        for _ in range(4):
            assert clock.advance_to_next()
            await at_work.quiet()
        assert _texts(api, _ANA) == []
        await api.start(port)
        await at_work.pass_time_until(lambda: bool(_texts(api, _ANA)))
    assert _texts(api, _ANA) == ["Enfin"]


async def test_a_group_that_moved_gets_its_message_at_the_new_address(api: StandIn, at_work: Desk) -> None:
    """And the address is rewritten, so that it happens once."""
    group = api.group(-400, "Essai", [api.user(_ANA, "")])
    await at_work.know(-400)
    group.upgrade(-1_001_234)
    await at_work.post(show(-400, "Au groupe"))
    await at_work.quiet()
    assert [shown.text for shown in group.messages if shown.from_bot][-1] == "Au groupe"
    moved = await at_work.store.person("person--400")
    assert moved is not None
    assert moved.address == "-1001234"


async def test_replies_overtake_a_broadcast(
    api: StandIn, wire: Wire, store: SqlStore, clock: VirtualClock, activity: Busy, tmp_path: Path
) -> None:
    """Somebody who answers while a thousand are written to waits for the next slot, not for the thousand."""
    chats = range(2000, 2060)
    for chat in chats:
        api.user(chat, "X").start()
    api.user(_ANA, "Ana").start()
    async with desk(wire, store, clock, activity, tmp_path) as at_work:
        await at_work.know(_ANA, *chats)
        await at_work.post(*(show(chat, "À tout le monde", lane=Lane.BROADCAST) for chat in chats))
        await at_work.pass_time_until(lambda: sum(len(_texts(api, chat)) for chat in chats) >= 10)
        asked = clock.now()
        await at_work.post(show(_ANA, "Réponse"))
        await at_work.pass_time_until(lambda: bool(_texts(api, _ANA)))
        assert (clock.now() - asked).total_seconds() < 0.1
        assert sum(len(_texts(api, chat)) for chat in chats) < 20
        await at_work.pass_time_until(lambda: all(_texts(api, chat) for chat in chats))


async def test_the_pace_is_one_telegram_accepts(
    strict_api: StandIn, store: SqlStore, clock: VirtualClock, activity: Busy, tmp_path: Path
) -> None:
    """Sixty people and five messages each: not one 429, and every chat in order."""
    chats = range(2000, 2060)
    for chat in chats:
        strict_api.user(chat, "X").start()
    began = clock.now()
    async with (
        Wire.to(origin(strict_api), strict_api.token) as wire,
        desk(wire, store, clock, activity, tmp_path) as at_work,
    ):
        await at_work.know(*chats)
        await at_work.post(*(show(chat, f"Question {n}", str(n)) for n in range(5) for chat in chats))
        await at_work.pass_time_until(lambda: all(len(_texts(strict_api, chat)) == 5 for chat in chats))
    assert all(call.ok for call in strict_api.calls)
    assert all(_texts(strict_api, chat) == [f"Question {n}" for n in range(5)] for chat in chats)
    # 300 messages at 30 a second; the last one is under way when the clock stands at its moment.
    assert 9.5 <= (clock.now() - began).total_seconds() < 13


async def test_without_pacing_no_time_passes(
    api: StandIn, wire: Wire, store: SqlStore, clock: VirtualClock, activity: Busy, tmp_path: Path
) -> None:
    """A bench measures the bot, not Telegram's limits."""
    chats = range(2000, 2100)
    for chat in chats:
        api.user(chat, "X").start()
    async with desk(wire, store, clock, activity, tmp_path, max_per_second=None, concurrency=8) as at_work:
        await at_work.know(*chats)
        await at_work.post(*(show(chat, f"Question {n}", str(n)) for n in range(4) for chat in chats))
        await at_work.quiet()
        assert all(_texts(api, chat) == [f"Question {n}" for n in range(4)] for chat in chats)


async def test_stopping_finishes_what_was_begun_and_leaves_the_rest_queued(
    api: StandIn, wire: Wire, store: SqlStore, clock: VirtualClock, activity: Busy, tmp_path: Path
) -> None:
    """A restart in mid-broadcast loses nothing and repeats nothing."""
    chats = range(2000, 2010)
    for chat in chats:
        api.user(chat, "X").start()
    async with desk(wire, store, clock, activity, tmp_path) as at_work:
        await at_work.know(*chats)
        await at_work.post(*(show(chat, "Bonjour", lane=Lane.BROADCAST) for chat in chats))
        await at_work.pass_time_until(lambda: any(_texts(api, chat) for chat in chats))
    assert sum(len(_texts(api, chat)) for chat in chats) < 10
    assert activity.count == 0
    async with desk(wire, store, clock, activity, tmp_path) as at_work:
        await at_work.pass_time_until(lambda: all(_texts(api, chat) for chat in chats))
    assert all(len(_texts(api, chat)) == 1 for chat in chats)


async def test_a_token_that_was_revoked_stops_the_sender_loudly(
    api: StandIn, store: SqlStore, clock: VirtualClock, activity: Busy, tmp_path: Path
) -> None:
    """Every message would fail the same way; they stay queued for the day the token is right."""
    async with Wire.to(origin(api), "1:wrong-and-fabricated-token-of-some-length") as wire:
        await store.commit([SavePerson(person(_ANA)), show(_ANA, "Bonjour")])
        with pytest.raises(Unauthorized):
            await _until_it_fails(wire, store, clock, activity, tmp_path)


async def _until_it_fails(wire: Wire, store: SqlStore, clock: VirtualClock, activity: Busy, tmp_path: Path) -> None:
    async with desk(wire, store, clock, activity, tmp_path) as at_work:
        await asyncio.wait([at_work.running])


async def test_rows_of_a_worker_that_died_are_taken_up_again(
    api: StandIn, wire: Wire, store: SqlStore, clock: VirtualClock, activity: Busy, tmp_path: Path
) -> None:
    """Claimed, then the process was killed: nobody else knows of that message."""
    api.user(_ANA, "Ana").start()
    async with desk(wire, store, clock, activity, tmp_path) as at_work:
        await at_work.know(_ANA)
    await store.commit([show(_ANA, "Reprise")])
    claimed = await store.claim(clock.now(), 1, 5.0, [])
    assert [row.chat for row in claimed] == [str(_ANA)]
    clock.advance_to(clock.now().replace(second=(clock.now().second + 10) % 60))
    async with desk(wire, store, clock, activity, tmp_path) as at_work:
        await at_work.pass_time_until(lambda: bool(_texts(api, _ANA)))
    assert _texts(api, _ANA) == ["Reprise"]


class _Flaky:
    """The real store, whose claims and settlements fail a few times."""

    def __init__(self, store: SqlStore, claims: int = 0, settlements: int = 0) -> None:
        self._store = store
        self.claims = claims
        self.settlements = settlements

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    async def claim(self, *given: Any) -> Any:
        if self.claims:
            self.claims -= 1
            raise OutsideFailure("the database is away (fabricated)")
        return await self._store.claim(*given)

    async def settle(self, outcomes: Any) -> None:
        if self.settlements:
            self.settlements -= 1
            raise OutsideFailure("the database is away (fabricated)")
        await self._store.settle(outcomes)


async def test_a_database_that_is_away_for_a_moment_is_waited_for(
    api: StandIn, wire: Wire, store: SqlStore, clock: VirtualClock, activity: Busy, tmp_path: Path
) -> None:
    """A failover of the database must not end the program, nor send anything twice."""
    api.user(_ANA, "Ana").start()
    flaky = _Flaky(store, claims=3)
    async with desk(wire, cast("SqlStore", flaky), clock, activity, tmp_path) as at_work:
        await at_work.know(_ANA)
        await at_work.post(show(_ANA, "Une fois"))
        await at_work.pass_time_until(lambda: bool(_texts(api, _ANA)))
    assert (flaky.claims, _texts(api, _ANA)) == (0, ["Une fois"])


async def test_what_was_sent_is_written_down_as_soon_as_the_database_is_back(
    api: StandIn, wire: Wire, store: SqlStore, clock: VirtualClock, activity: Busy, tmp_path: Path
) -> None:
    """A sent message that is not known to be sent would be sent again at the next start."""
    api.user(_ANA, "Ana").start()
    flaky = _Flaky(store, settlements=2)
    async with desk(wire, cast("SqlStore", flaky), clock, activity, tmp_path) as at_work:
        await at_work.know(_ANA)
        await at_work.post(show(_ANA, "Une fois", "8"))
        # What is not written down is still under way, so only the clock can be waited for.
        while flaky.settlements:
            clock.advance_to_next()
            await asyncio.sleep(0)
        clock.advance_to_next()
        await at_work.quiet()
        assert [one.ref for one in await store.shown(f"part-{_ANA}")] == [api.user(_ANA, "").last.id]
    assert _texts(api, _ANA) == ["Une fois"]


class _Counting:
    """The real store; counts the claims and the looks at what waits, and can hold a claim back once it is made."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store
        self.asked: list[int] = []
        self.looks = 0
        self.claimed = asyncio.Event()
        self.let_go = asyncio.Event()
        self.let_go.set()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    async def claim(self, now: Any, limit: int, *given: Any) -> Any:
        self.asked.append(limit)
        rows = await self._store.claim(now, limit, *given)
        if rows:
            self.claimed.set()
        await self.let_go.wait()
        return rows

    async def next_outbox(self, now: Any) -> Any:
        self.looks += 1
        return await self._store.next_outbox(now)


async def test_a_claim_that_was_not_filled_is_not_repeated(
    api: StandIn, wire: Wire, store: SqlStore, clock: VirtualClock, activity: Busy, tmp_path: Path
) -> None:
    """At five hundred people half of the claims found nothing, and each went through the whole queue."""
    api.user(_ANA, "Ana").start()
    counting = _Counting(store)
    async with desk(wire, cast("SqlStore", counting), clock, activity, tmp_path, max_per_second=None) as at_work:
        await at_work.know(_ANA)
        await at_work.quiet()
        counting.asked.clear()
        counting.looks = 0
        await at_work.post(show(_ANA, "Une fois", "1"))
        await at_work.quiet()
        # One for the message, one once it is settled: the chat may have another.
        assert counting.asked == [32, 32]
        # Nothing was put off: the moment at which somebody waits, if any, is still the one known.
        assert counting.looks == 0
    assert _texts(api, _ANA) == ["Une fois"]


async def test_a_message_put_off_is_looked_for_at_its_moment(
    api: StandIn, wire: Wire, store: SqlStore, clock: VirtualClock, activity: Busy, tmp_path: Path
) -> None:
    """What waits is only asked for when an outcome put something off: each such outcome must count."""
    for chat in (_ANA, _BILAL):
        api.user(chat, "").start()
    counting = _Counting(store)
    async with desk(wire, cast("SqlStore", counting), clock, activity, tmp_path, max_per_second=None) as at_work:
        await at_work.know(_ANA, _BILAL)
        for chat, text in ((_ANA, "Première"), (_BILAL, "Deuxième")):
            api.faults.add(Fault("too_many", chat_id=chat, retry_after=7))
            await at_work.post(show(chat, text))
            await at_work.quiet()
        assert counting.looks >= 2
        await at_work.pass_time_until(lambda: bool(_texts(api, _ANA) and _texts(api, _BILAL)))


async def test_a_text_waits_to_know_whether_its_author_is_being_written_to(
    api: StandIn, wire: Wire, store: SqlStore, clock: VirtualClock, activity: Busy, tmp_path: Path
) -> None:
    """A card claimed but not yet known as in flight would pass for one of unknown delivery."""
    api.user(_ANA, "Ana").start()
    counting = _Counting(store)
    async with desk(wire, cast("SqlStore", counting), clock, activity, tmp_path) as at_work:
        await at_work.know(_ANA)
        await at_work.quiet()
        counting.claimed.clear()
        counting.let_go.clear()
        await at_work.post(show(_ANA, "En route", "4"))
        await counting.claimed.wait()
        settled = asyncio.create_task(at_work.delivery.settled(f"person-{_ANA}"))
        # Durable, hence read back, but nobody knows yet that it is under way.
        assert [one.ref for one in await store.shown(f"part-{_ANA}")] == [0]
        assert not settled.done()
        counting.let_go.set()
        await settled
        assert [one.ref for one in await store.shown(f"part-{_ANA}")] == [api.user(_ANA, "").last.id]
