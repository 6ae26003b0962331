"""The people of an organisation in the console: invited, given another role, taken off; and what is refused.

Marks and organisations are fabricated.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from html import unescape

import pytest

from bot.facilitation.access import LOCAL
from bot.facilitation.handover import Handover
from bot.facilitation.membership import Members
from bot.facilitation.organisation_writes import SaveInvitation, SaveMembership
from bot.facilitation.organisations import HOME, Membership, Role, key_of
from bot.facilitation.panels import Sentence
from bot.facilitation.people import People
from bot.facilitation.people_panels import AcceptedPanel, JoinedPanel, TakeOverPanel
from bot.facilitation.ports import Stale
from bot.facilitation.records import Person
from bot.facilitation.writes import SavePerson, Write
from bot.rehearsal.clock import SeededEntropy
from tests.console.support import Browser, Console
from tests.facilitation.support import ADA, Desk
from tests.facilitation.test_roles import belongs

LEA, NOA, TOM = 11, 12, 13
PAGE = "/console/equipe"


async def people_at(site: Console, user: int = ADA) -> Browser:
    browser = await site.signed_in(user)
    await browser.opens(PAGE)
    return browser


async def posts(browser: Browser, door: str, **fields: str) -> int:
    """A form with the page's own token, whatever else it says."""
    found = re.search(r'name="jeton" value="([^"]*)"', browser.page.text)
    assert found is not None
    answer = await browser.client.post(
        f"{PAGE}/{door}", data={"jeton": found[1], "organisation": HOME, **fields}, follow_redirects=False
    )
    return answer.status_code


async def roles(at: Desk, organisation: str = HOME) -> dict[str, Role]:
    return {one.person: one.role for one in await at.store.memberships(organisation=organisation)}


async def known(at: Desk, user: int) -> Person:
    found = await at.store.person_by_user("telegram", str(user))
    assert found is not None
    return found


def deciding(at: Desk) -> People:
    members = Members(at.store, at.clock, at.policy)
    handover = Handover(at.store, members, at.clock, at.policy, at.conductor)
    return People(at.store, members, at.clock, SeededEntropy("people"), at.conductor, handover)


async def test_a_colleague_is_invited_promoted_and_taken_off(at: Desk, site: Console) -> None:
    """The link is shown once and lets one person in; each change is seen on the page it leads back to."""
    browser = await people_at(site)
    assert "(vous) propriétaire" in browser.text
    await browser.sends(f"{PAGE}/inviter", role="observer", repere="  <L.>   M. ")
    shown = re.search(r'readonly value="https://example.org/([^"]*)"', browser.page.text)
    assert shown is not None
    secret = unescape(shown[1])
    (kept,) = await at.store.invitations(organisation=HOME)
    assert (kept.key, kept.label, kept.role) == (key_of(secret), "<L.> M.", "observer")
    await browser.opens(PAGE)
    assert secret not in browser.page.text
    assert "<L.> M. , observation, valable jusqu'au" in browser.text

    await at.says(LEA, f"/start {secret}")
    assert isinstance(at.last(LEA).panel, JoinedPanel)
    assert [one.label for one in at.panels(ADA, AcceptedPanel)] == ["<L.> M."]
    await browser.opens(PAGE)
    assert "Invitations en attente Aucune." in browser.text
    assert "<L.> M. observation" in browser.text
    await browser.sends(f"{PAGE}/role", role="facilitator")
    assert "<L.> M. animation" in browser.text
    await browser.sends(f"{PAGE}/retirer")
    assert browser.page.url.path == PAGE
    assert "<L.> M." not in browser.text
    assert len(await roles(at)) == 1


async def test_an_invitation_is_cancelled_once(at: Desk, site: Console) -> None:
    """And the second time says that it is over."""
    browser = await people_at(site)
    await browser.sends(f"{PAGE}/inviter", role="team", repere="T.")
    (kept,) = await at.store.invitations(organisation=HOME)
    await browser.sends(f"{PAGE}/annuler")
    assert browser.page.url.path == PAGE
    assert "Invitations en attente Aucune." in browser.text
    assert await posts(browser, "annuler", invitation=kept.key[:16]) == 409


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.OWNER, (200, 200, 303, 303, 303)),
        (Role.FACILITATOR, (200, 403, 303, 403, 403)),
        (Role.OBSERVER, (403, 403, 403, 403, 403)),
        (Role.TEAM, (403, 403, 403, 403, 403)),
    ],
)
async def test_each_role_does_what_the_bot_lets_it_do(
    at: Desk, site: Console, role: Role, expected: tuple[int, ...]
) -> None:
    """Look, invite an owner, cancel, change a role, take off; with a page's own token."""
    await at.says(ADA, "/animer")
    await belongs(at, LEA, role)
    await belongs(at, NOA, Role.TEAM)
    secret, invitation = deciding(at).invitation(Person("ada", "telegram", "1", "1", "fr"), HOME, "team", "")
    await at.store.commit([SaveInvitation(invitation)])
    assert secret.startswith("m-")
    browser = await site.signed_in(LEA)
    assert ('href="/console/equipe"' in browser.page.text) is (expected[0] == 200)
    found = (
        (await browser.client.get(PAGE)).status_code,
        await posts(browser, "inviter", role="owner"),
        await posts(browser, "annuler", invitation=invitation.key[:16]),
        await posts(browser, "role", personne=f"p{NOA}", role="observer"),
        await posts(browser, "retirer", personne=f"p{NOA}"),
    )
    assert found == expected
    without = await browser.client.post(f"{PAGE}/inviter", data={"organisation": HOME, "role": "team"})
    assert without.status_code == 403


async def test_another_organisation_is_not_there(at: Desk, site: Console) -> None:
    """An owner here is nobody there; and somebody of there is nobody here."""
    await at.says(ADA, "/animer")
    await belongs(at, LEA, Role.OWNER, "autre")
    await belongs(at, NOA, Role.TEAM, "autre")
    await belongs(at, ADA, Role.OBSERVER, "troisieme")
    browser = await people_at(site)
    assert browser.page.text.count('action="/console/equipe/inviter"') == 1
    for organisation in ("autre", "troisieme", "nowhere", ""):
        assert await posts(browser, "inviter", organisation=organisation, role="team") == 404
        assert await posts(browser, "annuler", organisation=organisation) == 404
        assert await posts(browser, "role", organisation=organisation, personne=f"p{NOA}", role="owner") == 404
        assert await posts(browser, "retirer", organisation=organisation, personne=f"p{NOA}") == 404
    assert await posts(browser, "retirer", personne=f"p{NOA}") == 409
    assert await roles(at, "autre") == {f"p{LEA}": Role.OWNER, f"p{NOA}": Role.TEAM}


async def test_nobody_changes_themselves_nor_whom_the_setting_lists(at: Desk, site: Console) -> None:
    """Nor to a role that is none, nor to the one that is had already."""
    await at.says(ADA, "/animer")
    ada = await known(at, ADA)
    await belongs(at, LEA, Role.OWNER)
    browser = await people_at(site, LEA)
    for who in (f"p{LEA}", ada.id, "nobody"):
        assert await posts(browser, "role", personne=who, role="team") == 409
        assert await posts(browser, "retirer", personne=who) == 409
    await belongs(at, NOA, Role.TEAM)
    for role in ("team", "king", ""):
        assert await posts(browser, "role", personne=f"p{NOA}", role=role) == 409
    assert await roles(at) == {ada.id: Role.OWNER, f"p{LEA}": Role.OWNER, f"p{NOA}": Role.TEAM}


async def test_two_owners_who_take_each_other_off_at_once_leave_one(at: Desk, site: Console) -> None:
    """An organisation without an owner could never be changed again."""
    await belongs(at, LEA, Role.OWNER, "autre")
    await belongs(at, NOA, Role.OWNER, "autre")
    lea, noa = await people_at(site, LEA), await people_at(site, NOA)
    found = await asyncio.gather(
        posts(lea, "retirer", organisation="autre", personne=f"p{NOA}"),
        posts(noa, "role", organisation="autre", personne=f"p{LEA}", role="team"),
    )
    done, refused = sorted(found)
    assert done == 303
    assert refused in (403, 404, 409)
    assert list((await roles(at, "autre")).values()).count(Role.OWNER) == 1


async def test_nor_do_two_who_decide_in_two_places_at_once(at: Desk) -> None:
    """One in the chat, one in the console, which know nothing of each other: the database says what stands."""
    await at.says(ADA, "/animer")
    await belongs(at, LEA, Role.OWNER, "autre")
    await belongs(at, NOA, Role.OWNER, "autre")
    lea, noa = await known(at, LEA), await known(at, NOA)
    found = await asyncio.gather(
        deciding(at).change(lea, "autre", noa.id, Role.TEAM), deciding(at).remove(noa, "autre", lea.id)
    )
    assert sorted(found) == [False, True]
    assert list((await roles(at, "autre")).values()).count(Role.OWNER) == 1


async def test_whose_role_changes_is_told_in_the_chat(at: Desk) -> None:
    """What they may do is another thing now: better told than found out by a refusal."""
    await at.says(ADA, "/animer")
    ada = await known(at, ADA)
    await belongs(at, LEA, Role.TEAM)
    await at.store.commit([SavePerson(Person("operator", LOCAL, "marie", "", "fr"))])
    await at.store.commit([SaveMembership(Membership(HOME, "operator", Role.TEAM, at.clock.now(), by=ada.id))])
    people = deciding(at)
    for role, sentence in (
        (Role.OWNER, Sentence.NOW_OWNER),
        (Role.FACILITATOR, Sentence.NOW_FACILITATOR),
        (Role.OBSERVER, Sentence.NOW_OBSERVER),
        (Role.TEAM, Sentence.NOW_TEAM),
    ):
        assert await people.change(ada, HOME, f"p{LEA}", role)
        await at.quiet()
        assert at.sentence(LEA).key is sentence
    assert await people.change(ada, HOME, "operator", Role.OBSERVER)
    assert await at.store.next_outbox(at.clock.now()) is None


async def test_who_leads_no_more_hands_over_and_what_they_had_handed_out_is_void(at: Desk, site: Console) -> None:
    """A role below: their session is offered to others, their invitations to a role above are cancelled."""
    await at.says(ADA, "/animer")
    await belongs(at, LEA, Role.FACILITATOR)
    await at.launched(by=LEA)
    people = deciding(at)
    lea = await known(at, LEA)
    _, invitation = people.invitation(lea, HOME, "facilitator", "")
    await at.store.commit([SaveInvitation(invitation)])
    browser = await people_at(site)
    assert await posts(browser, "role", personne=f"p{LEA}", role="team") == 303
    await at.quiet()
    assert at.panels(ADA, TakeOverPanel)
    assert await people.pending(HOME) == []


async def test_what_moves_meanwhile_is_judged_again(at: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """An invitation used at that very moment."""
    ada = await belongs(at, NOA, Role.OWNER)
    await belongs(at, LEA, Role.TEAM)
    people = deciding(at)
    commit = at.conductor.commit
    stale: list[bool] = []

    async def moved(writes: Sequence[Write]) -> None:
        stale.append(len(stale) % 2 == 0)
        if stale[-1]:
            raise Stale("moved")
        await commit(writes)

    monkeypatch.setattr(at.conductor, "commit", moved)
    assert await people.change(ada, HOME, f"p{LEA}", Role.OBSERVER)
    assert await people.remove(ada, HOME, f"p{LEA}")
    assert stale == [True, False, True, False]


async def test_the_operator_at_the_server_invites_and_is_told_nothing_in_a_chat(at: Desk) -> None:
    """There is none; nor may they take off the last owner."""
    operator = Person("operator", LOCAL, "marie", "", "fr")
    await belongs(at, NOA, Role.OWNER)
    people = deciding(at)
    secret, invitation = people.invitation(operator, HOME, "team", "")
    await at.store.commit([SavePerson(operator), SaveInvitation(invitation)])
    await at.says(LEA, f"/start {secret}")
    assert isinstance(at.last(LEA).panel, JoinedPanel)
    assert not await people.remove(operator, HOME, f"p{NOA}")
    assert not await people.change(operator, HOME, f"p{NOA}", Role.TEAM)
