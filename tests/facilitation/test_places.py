"""Places: a session is full, people wait and are called; profiles have links of their own, and so have persons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.chat.buttons import encode
from bot.engine.prompts import Act
from bot.facilitation.incoming import Gesture, ParticipantButton
from bot.facilitation.organisation_writes import SaveInvitation, SaveWaiting
from bot.facilitation.organisations import key_of
from bot.facilitation.panels import InvitationPanel, Sentence
from bot.facilitation.people_panels import PlaceOfferedPanel, PlacesAskPanel, PlacesPanel, WaitingPanel
from bot.facilitation.places import Waiting
from bot.facilitation.ports import Stale
from bot.facilitation.records import SessionRecord
from bot.facilitation.writes import Write
from bot.rehearsal.clock import START
from tests.facilitation.support import ADA, Desk, Rough, desk, said

LEA, NOA, TOM, ZOE = 11, 12, 13, 14


async def limited(at: Desk, places: int, *, by: int = ADA) -> SessionRecord:
    """An open session with so many places."""
    record = await at.launched(by)
    await at.steers(by, Gesture.PLACES, record.id)
    await at.steers(by, Gesture.PLACES_ASK, record.id, "capacity")
    await at.says(by, str(places))
    await at.steers(by, Gesture.OPEN, record.id)
    return record


async def link(at: Desk, session: str, what: str, text: str) -> str:
    """The code of a link made for a profile, or for a person."""
    await at.steers(ADA, Gesture.PLACES_ASK, session, what)
    await at.says(ADA, text)
    return str(at.panels(ADA, InvitationPanel)[-1].link).removeprefix("https://example.org/")


def ranks(at: Desk, user: int) -> list[int]:
    return [one.rank for one in at.panels(user, WaitingPanel)]


async def leaves(at: Desk, user: int) -> None:
    await at.says(user, "/quitter")
    participant, _ = at.waiting(user)
    await at.presses(user, encode(ParticipantButton(participant, Act.LEAVE, "leave", 0, "keep")))


async def people(at: Desk, session: str) -> int:
    return len(await at.store.participations_of(session=session))


async def test_who_finds_no_place_waits_and_is_called(at: Desk) -> None:
    """She is told her place on the list, and has nothing to do until somebody leaves."""
    record = await limited(at, 1)
    await at.enters(LEA, record.join)
    await at.says(NOA, f"/start {record.join}")
    await at.says(TOM, f"/start {record.join}")
    assert (ranks(at, NOA), ranks(at, TOM), await people(at, record.id)) == ([1], [2], 1)
    await at.says(NOA, f"/start {record.join}")
    assert ranks(at, NOA) == [1, 1]
    await leaves(at, LEA)
    (offered,) = at.panels(NOA, PlaceOfferedPanel)
    assert offered.until == at.clock.now() + timedelta(minutes=10)
    assert at.panels(TOM, PlaceOfferedPanel) == []
    assert await at.steers(NOA, Gesture.TAKE_PLACE, record.id) is None
    await at.taps(NOA, Act.CHOOSE, "commencer")
    assert await people(at, record.id) == 2
    assert said(await at.steers(NOA, Gesture.TAKE_PLACE, record.id)) is Sentence.PLACE_GONE
    assert said(await at.steers(TOM, Gesture.TAKE_PLACE, record.id)) is Sentence.PLACE_GONE


async def test_a_refusal_frees_the_place(at: Desk) -> None:
    """Who declines the consent was never in."""
    record = await limited(at, 1)
    await at.says(LEA, f"/start {record.join}")
    await at.says(NOA, f"/start {record.join}")
    await at.taps(LEA, Act.CHOOSE, "commencer")
    await at.taps(LEA, Act.CHOOSE, "non")
    assert len(at.panels(NOA, PlaceOfferedPanel)) == 1
    # The link is as good as the button.
    await at.says(NOA, f"/start {record.join}")
    assert await people(at, record.id) == 1
    assert await at.store.waiting(record.id) == []


async def test_a_place_not_taken_in_time_goes_to_the_next(at: Desk) -> None:
    """A live session does not wait for a phone in a bag."""
    record = await limited(at, 1)
    await at.enters(LEA, record.join)
    for user in (NOA, TOM):
        await at.says(user, f"/start {record.join}")
    await leaves(at, LEA)
    await at.pass_time(at.clock.now() + timedelta(minutes=11))
    assert at.sentence(NOA).key is Sentence.PLACE_LAPSED
    assert len(at.panels(TOM, PlaceOfferedPanel)) == 1
    assert said(await at.steers(NOA, Gesture.TAKE_PLACE, record.id)) is Sentence.PLACE_GONE
    await at.says(NOA, f"/start {record.join}")
    assert ranks(at, NOA) == [1, 1]


async def test_a_late_tap_on_the_link_is_put_at_the_end(at: Desk) -> None:
    """The place lapsed in this very minute, and the clock has not come round to it yet."""
    record = await limited(at, 1)
    await at.enters(LEA, record.join)
    for user in (NOA, TOM):
        await at.says(user, f"/start {record.join}")
    person = await at.store.person_by_user("telegram", str(NOA))
    assert person is not None
    now = at.clock.now()
    await at.store.commit([SaveWaiting(Waiting(record.id, person.id, key_of(record.join), now, now))])
    await at.says(NOA, f"/start {record.join}")
    assert ranks(at, NOA)[-1] == 2
    assert [one.offered_until for one in await at.store.waiting(record.id)] == [None, None]


async def test_giving_up_calls_the_next(at: Desk) -> None:
    """« Je laisse ma place »: from the list, or with a place kept."""
    record = await limited(at, 1)
    await at.enters(LEA, record.join)
    for user in (NOA, TOM):
        await at.says(user, f"/start {record.join}")
    await leaves(at, LEA)
    assert said(await at.steers(NOA, Gesture.GIVE_UP_PLACE, record.id)) is Sentence.PLACE_GIVEN_UP
    assert said(await at.steers(NOA, Gesture.GIVE_UP_PLACE, record.id)) is Sentence.ALREADY_DONE
    assert len(at.panels(TOM, PlaceOfferedPanel)) == 1


async def test_more_places_call_as_many(at: Desk) -> None:
    """A second room was found."""
    record = await limited(at, 1)
    await at.enters(LEA, record.join)
    for user in (NOA, TOM, ZOE):
        await at.says(user, f"/start {record.join}")
    await at.steers(ADA, Gesture.PLACES_NUMBER, record.id, "3")
    assert [len(at.panels(user, PlaceOfferedPanel)) for user in (NOA, TOM, ZOE)] == [1, 1, 0]
    await at.steers(ADA, Gesture.PLACES_ASK, record.id, "capacity")
    await at.says(ADA, "Sans limite")
    assert len(at.panels(ZOE, PlaceOfferedPanel)) == 1
    await at.steers(ADA, Gesture.PLACES, record.id)
    panel = at.panels(ADA, PlacesPanel)[-1]
    assert (panel.capacity, panel.waiting) == (0, 0)


async def test_who_still_waits_at_the_close_is_thanked(at: Desk) -> None:
    """Nobody is left waiting for a message that will not come."""
    record = await limited(at, 1)
    await at.enters(LEA, record.join)
    await at.says(NOA, f"/start {record.join}")
    await at.steers(ADA, Gesture.CLOSE_CONFIRMED, record.id)
    assert at.sentence(NOA).key is Sentence.NO_PLACE_CAME
    assert await at.store.waiting(record.id) == []
    assert said(await at.steers(ADA, Gesture.PLACES, record.id)) is Sentence.SESSION_IS_CLOSED
    assert said(await at.steers(NOA, Gesture.TAKE_PLACE, record.id)) is Sentence.PLACE_GONE
    await at.says(NOA, f"/start {record.join}")
    assert at.sentence(NOA).key is Sentence.SESSION_OVER


async def test_nobody_is_woken_up_for_a_place_that_is_kept_a_day(tmp_path: Path) -> None:
    """Before the session opens there is time: the offer waits for the morning."""
    evening = datetime(START.year, START.month, START.day, 20, 30, tzinfo=UTC)
    async with desk(tmp_path, start=evening) as at:
        record = await at.launched()
        await at.steers(ADA, Gesture.PLACES_NUMBER, record.id, "1")
        await at.says(LEA, f"/start {record.join}")
        await at.says(NOA, f"/start {record.join}")
        assert at.policy.is_quiet(at.clock.now())
        await at.steers(ADA, Gesture.PLACES_NUMBER, record.id, "2")
        assert at.panels(NOA, PlaceOfferedPanel) == []
        await at.pass_time(at.policy.quiet.end(at.clock.now()))
        (offered,) = at.panels(NOA, PlaceOfferedPanel)
        assert offered.until == at.clock.now() + timedelta(hours=24)


async def test_a_profile_has_its_own_link_and_its_own_places(at: Desk) -> None:
    """A quota without asking anybody who they are before they have consented."""
    record = await limited(at, 3)
    shops = await link(at, record.id, "profile", "Commerçant·e·s : 1")
    await at.says(LEA, f"/start {shops}")
    await at.says(NOA, f"/start {shops}")
    assert (ranks(at, NOA), await people(at, record.id)) == ([1], 1)
    await at.says(TOM, f"/start {record.join}")
    # The open link still has two places, and whoever waits for one of the shops' is not before her.
    assert (ranks(at, TOM), await people(at, record.id)) == ([], 2)
    await at.steers(ADA, Gesture.PLACES, record.id)
    panel = at.panels(ADA, PlacesPanel)[-1]
    (line,) = panel.links
    assert (line.role, line.label, line.most, line.taken) == ("profile", "Commerçant·e·s", 1, 1)
    assert said(await at.steers(ADA, Gesture.PLACES_REVOKE, record.id, line.revoke)) is Sentence.INVITATION_REVOKED
    assert said(await at.steers(ADA, Gesture.PLACES_REVOKE, record.id, line.revoke)) is Sentence.ALREADY_DONE
    await at.says(ZOE, f"/start {shops}")
    assert at.sentence(ZOE).key is Sentence.INVITATION_OVER


async def test_a_personal_invitation_lets_one_person_in(at: Desk) -> None:
    """Forwarded to a group of friends, it is used by the first; she herself comes back by it as often as she likes."""
    record = await at.launched()
    secret = await link(at, record.id, "personal", "L. M.")
    await at.steers(ADA, Gesture.PLACES_OPEN, record.id)
    await at.says(TOM, f"/start {record.join}")
    assert at.sentence(TOM).key is Sentence.BY_INVITATION
    await at.says(LEA, f"/start {secret}")
    await at.says(NOA, f"/start {secret}")
    assert at.sentence(NOA).key is Sentence.INVITATION_OVER
    await at.says(LEA, f"/start {secret}")
    assert await people(at, record.id) == 1
    assert at.panels(ADA, PlacesPanel)[-1].open is False
    assert said(await at.steers(ADA, Gesture.PLACES_OPEN, record.id)) is Sentence.LINK_OPENED
    await at.says(TOM, f"/start {record.join}")
    assert await people(at, record.id) == 2
    assert secret not in repr(await at.store.invitations(session=record.id))


async def test_an_invitation_needs_no_mark_and_lasts_two_weeks(at: Desk) -> None:
    """One tap; the person who finds it in a month is told so."""
    record = await at.launched()
    await at.steers(ADA, Gesture.PLACES_ASK, record.id, "personal")
    await at.steers(ADA, Gesture.PLACES_UNLABELLED, record.id)
    secret = at.panels(ADA, InvitationPanel)[-1].link.removeprefix("https://example.org/")
    assert len(at.panels(ADA, PlacesPanel)[-1].links) == 1
    await at.pass_time(at.clock.now() + timedelta(days=14))
    await at.says(LEA, f"/start {secret}")
    assert at.sentence(LEA).key is Sentence.INVITATION_OVER
    await at.steers(ADA, Gesture.PLACES, record.id)
    assert at.panels(ADA, PlacesPanel)[-1].links == ()


async def test_an_invented_link_opens_nothing(at: Desk) -> None:
    """Nor does the secret of an invitation into the organisation."""
    await at.says(LEA, "/start i-invented")
    assert at.sentence(LEA).key is Sentence.UNKNOWN_LINK


@pytest.mark.parametrize(
    ("what", "typed", "then"),
    [
        ("capacity", "beaucoup", "12"),
        ("capacity", "9999", "20"),
        ("profile", "les élus", "Élu·e·s : 2"),
        ("profile", "Élu·e·s : 0", "Élu·e·s 2 : 4"),
    ],
)
async def test_what_cannot_be_read_is_asked_again(at: Desk, what: str, typed: str, then: str) -> None:
    """With an example; and the next answer is taken."""
    record = await at.launched()
    await at.steers(ADA, Gesture.PLACES_ASK, record.id, what)
    await at.says(ADA, typed)
    asked = at.panels(ADA, PlacesAskPanel)
    assert [one.error for one in asked] == [False, True]
    await at.says(ADA, then)
    assert len(at.panels(ADA, PlacesAskPanel)) == 2
    assert at.panels(ADA, PlacesPanel)
    stale = await at.steers(ADA, Gesture.PLACES_ASK, record.id, "nonsense")
    assert said(stale) is Sentence.FACILITATOR_STALE_BUTTON


async def test_a_crowd_at_the_door_never_gets_past_the_places(at: Desk) -> None:
    """Twenty people tap the link in the same second, for five places."""
    record = await limited(at, 5)
    await at.update(*[at.message(100 + n, f"/start {record.join}") for n in range(20)])
    assert await people(at, record.id) == 5
    waiting = await at.store.waiting(record.id)
    assert len(waiting) == 15
    assert sorted(rank for n in range(20) for rank in ranks(at, 100 + n)) == list(range(1, 16))


@pytest.mark.parametrize("what", ["call", "revoke", "toggle"])
async def test_what_moved_meanwhile_is_looked_at_again(tmp_path: Path, what: str) -> None:
    """Another worker let somebody in between the look and the commit."""
    refuse: list[str] = []

    def refuses(writes: Sequence[Write]) -> Exception | None:
        if refuse and any(isinstance(one, SaveInvitation) for one in writes):
            refuse.clear()
            return Stale("moved")
        return None

    async with desk(tmp_path, wrap=lambda store: Rough(store, refuses)) as at:
        record = await limited(at, 1)
        await at.enters(LEA, record.join)
        await at.says(NOA, f"/start {record.join}")
        if what == "call":
            refuse.append(what)
            await leaves(at, LEA)
            assert len(at.panels(NOA, PlaceOfferedPanel)) == 1
        elif what == "revoke":
            await link(at, record.id, "profile", "Élu·e·s : 2")
            line = at.panels(ADA, PlacesPanel)[-1].links[0]
            refuse.append(what)
            revoked = await at.steers(ADA, Gesture.PLACES_REVOKE, record.id, line.revoke)
            assert said(revoked) is Sentence.INVITATION_REVOKED
        else:
            refuse.append(what)
            assert said(await at.steers(ADA, Gesture.PLACES_OPEN, record.id)) is Sentence.LINK_CLOSED
        assert refuse == []


async def test_places_are_asked_of_who_still_steers(at: Desk) -> None:
    """A number typed after the role was lost changes nothing."""
    record = await at.launched()
    await at.steers(ADA, Gesture.PLACES_ASK, record.id, "capacity")
    object.__setattr__(at.policy, "facilitators", frozenset())
    await at.says(ADA, "12")
    assert at.sentence(ADA).key is Sentence.NO_SESSION
    assert await at.store.invitations(session=record.id) == []
