"""Buttons: what fits in 64 bytes comes back the same, and nothing a stranger sends can do harm."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.buttons import MOST_BYTES, decode, encode
from bot.engine.prompts import Act
from bot.errors import Defect
from bot.facilitation.incoming import FacilitatorButton, ForeignButton, Gesture, ParticipantButton

_IDS = st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=10, max_size=10)
_WAITS = st.from_regex(r"[a-z0-9.-]{1,8}", fullmatch=True)
_VALUES = st.text(st.characters(categories=("L", "N", "P")), max_size=8).filter(str.isprintable)


@given(_IDS, st.sampled_from(Act), _WAITS, st.integers(0, 99_999), _VALUES)
def test_a_participants_button_comes_back_as_it_was(who: str, act: Act, wait: str, rev: int, value: str) -> None:
    """A tap has to name exactly the card it was made for."""
    button = ParticipantButton(who, act, wait, rev, value)
    try:
        data = encode(button)
    except Defect:
        assert len(f"v1:p:{who}:{act.value}:{wait}:{rev}:{value}".encode()) > MOST_BYTES
        return
    assert len(data.encode()) <= MOST_BYTES
    assert decode(data) == button


@given(st.one_of(st.just(""), _IDS), st.sampled_from(Gesture), _VALUES)
def test_a_facilitators_button_comes_back_as_it_was(session: str, gesture: Gesture, value: str) -> None:
    """A gesture on the wrong session would move the wrong group."""
    button = FacilitatorButton(session, gesture, value)
    assert decode(encode(button)) == button


@given(st.one_of(st.text(), st.text("v1:pf0abco-é ", max_size=70), st.from_regex(r"v1:[pf]:.*")))
def test_any_other_data_is_foreign_and_never_an_error(data: str) -> None:
    """Callback data comes from the network: anybody can send anything."""
    button = decode(data)
    if not isinstance(button, ForeignButton):
        assert encode(button) == data


@pytest.mark.parametrize(
    "data",
    [
        "",
        "v1:p:abc:c:1:0",  # a field is missing
        "v1:p:abc:c:1:00:oui",  # two spellings of one revision
        "v1:p:abc:c:1:-1:oui",
        "v1:p:abc:c:1:²:oui",
        "v1:p:abc:zz:1:0:oui",  # no such act
        "v1:p::c:1:0:oui",
        "v1:f:abc:!:",  # no such gesture
        "v2:p:abc:c:1:0:oui",
        "v1:p:abc:c:1:0:\ud83d",
        "v1:p:abc:c:1:0:a\nb",
        "v1:p:abc:c:1:0:" + "x" * 64,
    ],
)
def test_data_that_is_nearly_right_is_foreign(data: str) -> None:
    """Half-understood data would be acted upon."""
    assert decode(data) == ForeignButton()


def test_the_longest_identifiers_of_the_shipped_workshops_fit() -> None:
    """Telegram refuses a whole message for one button of 65 bytes."""
    data = encode(ParticipantButton("abcdefghij", Act.CHANGE, "answers", 999, "trois_mots.explication"))
    assert len(data) <= MOST_BYTES


@pytest.mark.parametrize(
    "button",
    [
        ParticipantButton("abcdefghij", Act.CHOOSE, "1", 0, "x" * 60),
        ParticipantButton("abc:efghij", Act.CHOOSE, "1", 0),
        ParticipantButton("abcdefghij", Act.CHOOSE, "1:2", 0),
        ParticipantButton("abcdefghij", Act.CHOOSE, "1", -1),
        FacilitatorButton("s", Gesture.PROBE, "a\tb"),
    ],
)
def test_a_button_that_cannot_travel_is_our_own_mistake(button: ParticipantButton | FacilitatorButton) -> None:
    """It has to be found when the card is made, not when nobody can tap it."""
    with pytest.raises(Defect):
        encode(button)
