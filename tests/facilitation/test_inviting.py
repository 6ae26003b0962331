"""Colleagues: invited by a link for one person, told what they may do, taken off; sessions handed over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.facilitation.incoming import Gesture
from bot.facilitation.organisation_writes import DropMembership, SaveInvitation
from bot.facilitation.organisations import HOME, Invitation, Role, key_of
from bot.facilitation.panels import CockpitPanel, Sentence, SentencePanel, WorkshopsPanel
from bot.facilitation.people_panels import (
    AcceptedPanel,
    JoinedPanel,
    LabelPanel,
    MemberInvitationPanel,
    MembersPanel,
    OrganisationsPanel,
    TakeOverPanel,
)
from bot.facilitation.ports import Stale
from bot.facilitation.writes import Write
from tests.facilitation.support import ADA, EVE, Desk, Rough, desk, said
from tests.facilitation.test_roles import belongs

LEA, NOA, TOM = 11, 12, 13


async def invited(at: Desk, role: Role = Role.FACILITATOR, label: str = "L. M.", by: int = ADA) -> str:
    """The code of the link of an invitation."""
    await at.steers(by, Gesture.MEMBERS, value=HOME)
    await at.steers(by, Gesture.INVITE, value=f"{HOME}:{role}")
    await at.says(by, label)
    panel = at.last(by).panel
    assert isinstance(panel, MemberInvitationPanel)
    return panel.link.removeprefix("https://example.org/")


def members(at: Desk, user: int = ADA) -> MembersPanel:
    found = at.panels(user, MembersPanel)[-1]
    assert isinstance(found, MembersPanel)
    return found


async def test_a_colleague_comes_in_by_a_link_for_one_person(at: Desk) -> None:
    """Two taps, a mark, and a message to forward: she never has to know a Telegram id."""
    await at.says(ADA, "/animer")
    await at.steers(ADA, Gesture.MEMBERS, value=HOME)
    assert [(one.role, one.me, one.remove) for one in members(at).members] == [("owner", True, "")]
    assert members(at).invites == ("owner", "facilitator", "observer", "team")
    await at.steers(ADA, Gesture.INVITE, value=f"{HOME}:facilitator")
    (asked,) = at.panels(ADA, LabelPanel)
    assert asked.role == "facilitator"
    await at.says(ADA, "  L.   M. ")
    (shown,) = at.panels(ADA, MemberInvitationPanel)
    assert shown.until == at.clock.now() + timedelta(days=2)
    secret = shown.link.removeprefix("https://example.org/")
    (kept,) = await at.store.invitations(organisation=HOME)
    assert (kept.key, kept.label, secret in repr(kept)) == (key_of(secret), "L. M.", False)

    await at.says(LEA, f"/start {secret}")
    assert isinstance(at.last(LEA).panel, JoinedPanel)
    assert [(one.role, one.label) for one in at.panels(ADA, AcceptedPanel)] == [("facilitator", "L. M.")]
    await at.says(LEA, "/animer")
    assert at.panels(LEA, WorkshopsPanel)[-1].workshops
    await at.says(NOA, f"/start {secret}")
    assert at.sentence(NOA).key is Sentence.INVITATION_OVER


async def test_no_mark_is_needed(at: Desk) -> None:
    """« Sans repère »: one tap. The same button in an older message makes no second link."""
    await at.says(ADA, "/animer")
    await at.steers(ADA, Gesture.INVITE, value=f"{HOME}:team")
    assert await at.steers(ADA, Gesture.INVITE_UNLABELLED, value=f"{HOME}:team") is None
    assert [one.label for one in await at.store.invitations(organisation=HOME)] == [""]
    again = await at.steers(ADA, Gesture.INVITE_UNLABELLED, value=f"{HOME}:team")
    assert said(again) is Sentence.FACILITATOR_STALE_BUTTON
    assert len(await at.store.invitations(organisation=HOME)) == 1


async def test_a_link_is_out_of_date_after_two_days(at: Desk) -> None:
    """A message found a month later in a group lets nobody in."""
    secret = await invited(at)
    await at.pass_time(at.clock.now() + timedelta(days=2))
    await at.says(LEA, f"/start {secret}")
    assert at.sentence(LEA).key is Sentence.INVITATION_OVER
    await at.steers(ADA, Gesture.MEMBERS, value=HOME)
    assert members(at).invitations == ()


async def test_an_invitation_is_cancelled_by_a_tap(at: Desk) -> None:
    """It was sent to the wrong person."""
    secret = await invited(at)
    await at.steers(ADA, Gesture.MEMBERS, value=HOME)
    (line,) = members(at).invitations
    assert (line.role, line.label) == ("facilitator", "L. M.")
    value = f"{HOME}:{line.revoke}"
    assert said(await at.steers(ADA, Gesture.REVOKE_INVITATION, value=value)) is Sentence.INVITATION_REVOKED
    assert said(await at.steers(ADA, Gesture.REVOKE_INVITATION, value=value)) is Sentence.ALREADY_DONE
    await at.says(LEA, f"/start {secret}")
    assert at.sentence(LEA).key is Sentence.INVITATION_OVER
    assert members(at).invitations == ()


async def test_who_belongs_already_does_not_use_up_the_link(at: Desk) -> None:
    """She taps the message that she forwards, to see."""
    secret = await invited(at)
    await at.says(ADA, f"/start {secret}")
    assert at.sentence(ADA).key is Sentence.ALREADY_MEMBER
    await at.says(LEA, f"/start {secret}")
    assert isinstance(at.last(LEA).panel, JoinedPanel)


async def test_an_invented_link_leads_nowhere(at: Desk) -> None:
    """Nor does the link of a session's personal invitation, whose table is the same."""
    await at.says(LEA, "/start m-inventedinventedinventedinvented")
    assert at.sentence(LEA).key is Sentence.INVITATION_OVER
    await at.store.commit(
        [SaveInvitation(Invitation(key_of("m-other"), HOME, "ada", at.clock.now(), session="s", role="owner"))]
    )
    await at.says(LEA, "/start m-other")
    assert at.sentence(LEA).key is Sentence.INVITATION_OVER


async def test_an_invitation_holds_though_its_maker_is_gone(at: Desk) -> None:
    """There is nobody left to tell; whoever holds the link comes in."""
    await at.says(ADA, "/animer")
    await at.store.commit([SaveInvitation(Invitation(key_of("m-x"), HOME, "gone", at.clock.now(), role="team"))])
    await at.says(LEA, "/start m-x")
    assert isinstance(at.last(LEA).panel, JoinedPanel)


async def test_a_facilitator_makes_no_owner(at: Desk) -> None:
    """By a forged button, or by a mark typed after the role was lost."""
    await at.says(ADA, "/animer")
    await belongs(at, LEA, Role.FACILITATOR)
    await at.steers(LEA, Gesture.MEMBERS, value=HOME)
    assert members(at, LEA).invites == ("facilitator", "observer", "team")
    assert not any(one.remove for one in members(at, LEA).members)
    assert said(await at.steers(LEA, Gesture.INVITE, value=f"{HOME}:owner")) is Sentence.NOT_YOUR_ROLE
    await at.steers(LEA, Gesture.INVITE, value=f"{HOME}:team")
    await belongs(at, LEA, Role.OBSERVER)
    await belongs(at, LEA, Role.FACILITATOR, "autre")
    await at.says(LEA, "T.")
    assert at.sentence(LEA).key is Sentence.NOT_YOUR_ROLE
    assert await at.store.invitations(organisation=HOME) == []


async def test_who_is_taken_off_has_nothing_left_here(at: Desk) -> None:
    """Sessions, links she had handed out, notices: all at once, after a second tap."""
    await at.says(LEA, f"/start {await invited(at)}")
    record = await at.launched(by=LEA)
    secret = await invited(at, Role.TEAM, "T.", by=LEA)
    await at.steers(ADA, Gesture.MEMBERS, value=HOME)
    (line,) = [one for one in members(at).members if one.remove]
    assert (line.role, line.label) == ("facilitator", "L. M.")
    value = f"{HOME}:{line.remove}"
    await at.steers(ADA, Gesture.REMOVE_MEMBER, value=value)
    assert members(at).confirm == line.remove
    await at.steers(ADA, Gesture.REMOVE_MEMBER, value=f"{HOME}:")
    assert members(at).confirm == ""
    assert said(await at.steers(ADA, Gesture.REMOVE_MEMBER_CONFIRMED, value=value)) is Sentence.MEMBER_REMOVED
    assert said(await at.steers(ADA, Gesture.REMOVE_MEMBER_CONFIRMED, value=value)) is Sentence.ALREADY_DONE
    assert said(await at.steers(LEA, Gesture.OPEN, record.id)) is Sentence.NOT_FACILITATOR
    await at.says(TOM, f"/start {secret}")
    assert at.sentence(TOM).key is Sentence.INVITATION_OVER
    (offered,) = at.panels(ADA, TakeOverPanel)
    assert offered.session == record.id
    await at.steers(ADA, Gesture.SHOW_SESSION, record.id)
    assert said(await at.steers(ADA, Gesture.OPEN, record.id)) is Sentence.SESSION_OPENED


async def test_whom_the_setting_lists_no_tap_takes_off(at: Desk) -> None:
    """An owner could otherwise lock the operator out; and it would not hold."""
    await at.says(ADA, "/animer")
    await at.says(EVE, "/animer")
    eve = await at.store.person_by_user("telegram", str(EVE))
    assert eve is not None
    done = await at.steers(ADA, Gesture.REMOVE_MEMBER_CONFIRMED, value=f"{HOME}:{eve.id}")
    assert said(done) is Sentence.ALREADY_DONE


@pytest.mark.parametrize("gesture", ["join", "revoke", "remove"])
async def test_what_moved_meanwhile_is_looked_at_again(tmp_path: Path, gesture: str) -> None:
    """Another worker used or cancelled an invitation between the look and the tap."""
    refusals: list[str] = []

    def refuses(writes: Sequence[Write]) -> Exception | None:
        moved = any(isinstance(one, SaveInvitation) and one.invitation.version for one in writes)
        moved = moved or any(isinstance(one, DropMembership) for one in writes)
        if moved and gesture in refusals:
            refusals.remove(gesture)
            return Stale("moved")
        return None

    async with desk(tmp_path, wrap=lambda store: Rough(store, refuses)) as at:
        secret = await invited(at)
        if gesture == "join":
            refusals.append(gesture)
            await at.says(LEA, f"/start {secret}")
            assert isinstance(at.last(LEA).panel, JoinedPanel)
        elif gesture == "revoke":
            await at.steers(ADA, Gesture.MEMBERS, value=HOME)
            refusals.append(gesture)
            value = f"{HOME}:{members(at).invitations[0].revoke}"
            assert said(await at.steers(ADA, Gesture.REVOKE_INVITATION, value=value)) is Sentence.INVITATION_REVOKED
        else:
            await at.says(LEA, f"/start {secret}")
            await at.steers(ADA, Gesture.MEMBERS, value=HOME)
            refusals.append(gesture)
            value = f"{HOME}:{members(at).members[1].remove}"
            assert said(await at.steers(ADA, Gesture.REMOVE_MEMBER_CONFIRMED, value=value)) is Sentence.MEMBER_REMOVED
        assert refusals == []


# -- launching in several organisations --------------------------------------------------------------------------------


async def test_who_may_launch_in_several_organisations_says_in_which(at: Desk) -> None:
    """A consultant works for two agencies: a session in the wrong one would be seen by the wrong people."""
    await belongs(at, LEA, Role.FACILITATOR, "une")
    await belongs(at, LEA, Role.OWNER, "autre")
    await at.says(LEA, "/animer")
    await at.steers(LEA, Gesture.PICK_WORKSHOP, value="atelier")
    (panel,) = at.panels(LEA, OrganisationsPanel)
    assert sorted(code for code, _ in panel.choices) == ["autre", "une"]
    await at.steers(LEA, Gesture.CHOOSE_ORGANISATION, value="autre")
    again = await at.steers(LEA, Gesture.CHOOSE_ORGANISATION, value="une")
    assert said(again) is Sentence.FACILITATOR_STALE_BUTTON
    await at.says(LEA, "l'Agence d'essai")
    await at.steers(LEA, Gesture.KEEP_DEFAULT, value="annee")
    await at.steers(LEA, Gesture.KEEP_DEFAULT, value="jour")
    await at.steers(LEA, Gesture.LAUNCH_PLACES, value="ok")
    assert (await at.session()).organisation == "autre"


async def test_an_organisation_that_is_not_hers_is_asked_again(at: Desk) -> None:
    """A forged button: the question comes back, and nothing is launched elsewhere."""
    await belongs(at, LEA, Role.FACILITATOR, "une")
    await belongs(at, LEA, Role.OWNER, "autre")
    await at.says(LEA, "/animer")
    await at.steers(LEA, Gesture.PICK_WORKSHOP, value="atelier")
    await at.steers(LEA, Gesture.CHOOSE_ORGANISATION, value=HOME)
    assert len(at.panels(LEA, OrganisationsPanel)) == 2


# -- handing over ------------------------------------------------------------------------------------------------------


async def test_a_session_is_handed_over(at: Desk) -> None:
    """She has to leave in mid-session: a colleague takes over with one tap, and the journal says so."""
    await at.says(EVE, "/animer")
    record = await at.opened(LEA)
    assert said(await at.steers(ADA, Gesture.HAND_OVER, record.id)) is Sentence.HANDED_OVER
    (offered,) = at.panels(EVE, TakeOverPanel)
    assert (offered.session, offered.title) == (record.id, "Atelier inventé")
    assert await at.conductor.cast(record.id) == ()
    await at.steers(EVE, Gesture.SHOW_SESSION, record.id)
    assert isinstance(at.last(EVE).panel, CockpitPanel)
    assert len(await at.conductor.cast(record.id)) == 1
    assert "handed_over" in await at.gestures()
    assert said(await at.steers(ADA, Gesture.HAND_OVER, record.id)) is Sentence.ALREADY_DONE


async def test_a_colleague_who_goes_on_is_only_told(at: Desk) -> None:
    """Nothing to take over: she leads it already."""
    record = await at.opened(LEA)
    await at.steers(EVE, Gesture.SHOW_SESSION, record.id)
    await at.steers(ADA, Gesture.HAND_OVER, record.id)
    assert at.panels(EVE, TakeOverPanel) == []
    assert Sentence.COLLEAGUE_LEFT in [one.key for one in at.panels(EVE, SentencePanel)]


async def test_the_last_one_stays_until_there_is_somebody(at: Desk) -> None:
    """An observer does not lead; a session that nobody may lead would be stuck."""
    record = await at.opened(LEA)
    await belongs(at, NOA, Role.OBSERVER)
    await at.steers(NOA, Gesture.SHOW_SESSION, record.id)
    assert said(await at.steers(ADA, Gesture.HAND_OVER, record.id)) is Sentence.NOBODY_ELSE
    assert said(await at.steers(NOA, Gesture.HAND_OVER, record.id)) is Sentence.HANDED_OVER
    await at.steers(ADA, Gesture.CLOSE_CONFIRMED, record.id)
    assert said(await at.steers(ADA, Gesture.HAND_OVER, record.id)) is Sentence.HANDED_OVER


async def test_a_facilitator_who_blocks_the_bot_is_replaced(at: Desk) -> None:
    """Her phone fell into the river; twelve people are waiting."""
    await at.says(EVE, "/animer")
    record = await at.opened(LEA)
    await at.blocks(ADA)
    assert [one.session for one in at.panels(EVE, TakeOverPanel)] == [record.id]


async def test_an_observer_is_shown_no_button_that_would_refuse(at: Desk) -> None:
    """What she may do is all she is offered."""
    record = await at.opened(LEA)
    await belongs(at, NOA, Role.OBSERVER)
    await at.steers(NOA, Gesture.SHOW_SESSION, record.id)
    shown = at.last(NOA).panel
    assert isinstance(shown, CockpitPanel)
    assert shown.role == "observer"
    assert replace(shown, role="owner") == (await at.cockpits.panel(record.id))
