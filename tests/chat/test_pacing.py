"""The pace: as fast as Telegram allows, and no chat pays for another."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.pacing import Pacing, earliest

_NOON = datetime(2030, 5, 17, 12, tzinfo=UTC)


def _after(seconds: float) -> datetime:
    return _NOON + timedelta(seconds=seconds)


def test_a_burst_is_short_and_the_rest_keeps_the_pace() -> None:
    """Three at once, then thirty a second."""
    pacing = Pacing(30, _NOON)
    assert pacing.allowance(_NOON, replies=True) == (3, None)
    for chat in "abc":
        pacing.sent(chat, _NOON)
    count, ready = pacing.allowance(_NOON, replies=True)
    assert count == 0
    assert ready is not None
    assert 0.03 < (ready - _NOON).total_seconds() < 0.04
    assert pacing.allowance(ready, replies=True)[0] == 1


def test_a_broadcast_leaves_one_for_whoever_answers() -> None:
    """Replies must not queue behind a thousand invitations."""
    pacing = Pacing(30, _NOON)
    assert pacing.allowance(_NOON, replies=False)[0] == 2
    pacing.sent("a", _NOON)
    pacing.sent("b", _NOON)
    assert pacing.allowance(_NOON, replies=False)[0] == 0
    assert pacing.allowance(_NOON, replies=True)[0] == 1


def test_a_group_gets_twenty_in_any_minute() -> None:
    """Whatever a session has to say: in a group Telegram counts by the minute. Ids of groups are negative."""
    pacing, sent, now = Pacing(30, _NOON), [], _NOON
    while now < _after(180):
        if "-100" not in pacing.closed_chats(now):
            pacing.sent("-100", now)
            sent.append(now)
        now = max(now + timedelta(milliseconds=50), pacing.next_chat(now) or now)
    assert len(sent) > 50
    assert all(sum(at <= other < at + timedelta(minutes=1) for other in sent) <= 20 for at in sent)


def test_one_chat_gets_three_at_once_then_one_a_second() -> None:
    """Telegram refuses the fourth, and then everything to that chat for a while."""
    pacing = Pacing(30, _NOON)
    for _ in range(3):
        assert pacing.closed_chats(_NOON) == []
        pacing.sent("a", _NOON)
    assert pacing.closed_chats(_NOON) == ["a"]
    assert pacing.next_chat(_NOON) is not None
    assert pacing.closed_chats(_after(0.9)) == ["a"]
    assert pacing.closed_chats(_after(1.01)) == []
    assert pacing.next_chat(_after(1.01)) is None


def test_edits_count_against_their_chat_only() -> None:
    """A fold and the next question are two things on one screen, one message in Telegram's books."""
    pacing = Pacing(30, _NOON)
    for _ in range(3):
        pacing.sent("a", _NOON, overall=False)
    assert pacing.allowance(_NOON, replies=True)[0] == 3
    assert pacing.closed_chats(_NOON) == ["a"]


def test_a_chat_told_to_wait_waits_alone() -> None:
    """The library's limiter stops everybody for one chat's 429."""
    pacing = Pacing(30, _NOON)
    pacing.asked_to_wait("a", 30, _NOON)
    assert pacing.closed_chats(_after(29)) == ["a"]
    assert pacing.allowance(_after(1), replies=True)[0] == 3
    assert pacing.closed_chats(_after(31)) == []


def test_several_chats_told_to_wait_at_once_mean_everybody() -> None:
    """Going on would only make Telegram's answer longer."""
    pacing = Pacing(30, _NOON)
    for chat in "abc":
        pacing.asked_to_wait(chat, 5, _after(0.1))
    assert pacing.allowance(_after(1), replies=True) == (0, _after(5.1))
    assert pacing.allowance(_after(5.2), replies=True)[0] == 3


def test_without_pacing_only_what_telegram_asks_for_is_obeyed() -> None:
    """A bench against a stand-in sends as fast as it can."""
    pacing = Pacing(None, _NOON)
    for _ in range(100):
        pacing.sent("a", _NOON)
    assert pacing.closed_chats(_NOON) == []
    assert pacing.allowance(_NOON, replies=False)[0] > 1000
    pacing.asked_to_wait("a", 5, _NOON)
    assert pacing.closed_chats(_NOON) == ["a"]


@given(st.lists(st.floats(0, 0.5), min_size=1, max_size=200))
def test_no_pause_pattern_gets_more_than_the_rate(pauses: list[float]) -> None:
    """Over any stretch: the burst, and thirty a second."""
    pacing = Pacing(30, _NOON)
    sent, now = 0, _NOON
    for pause in pauses:
        count, _ = pacing.allowance(now, replies=True)
        for number in range(count):
            pacing.sent(f"{sent}-{number}", now)
        sent += count
        now += timedelta(seconds=pause)
    assert sent <= 3 + 30 * (now - _NOON).total_seconds() + 1e-3


def test_the_earliest_of_nothing_is_nothing() -> None:
    """No timer is set for it."""
    assert earliest([None, _after(2), _after(1)]) == _after(1)
    assert earliest([None]) is None


@pytest.mark.parametrize("chats", [6000])
def test_chats_that_are_silent_again_are_forgotten(chats: int) -> None:
    """A bot that runs for a year must not remember every chat it ever wrote to."""
    pacing = Pacing(30, _NOON)
    for number in range(chats):
        pacing.sent(str(number), _after(number))
    assert len(pacing._chats) < chats
