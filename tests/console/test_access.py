"""Who sees which sessions: members by their organisation, and the operator at the server's own command line."""

from __future__ import annotations

from bot.facilitation.access import LOCAL, MemberAccess
from bot.facilitation.membership import Members
from bot.facilitation.organisation_writes import SaveMembership, SaveOrganisation
from bot.facilitation.organisations import Membership, Organisation, Role
from bot.facilitation.records import Person
from bot.facilitation.writes import SavePerson
from tests.console.support import Console
from tests.facilitation.support import ADA, Desk

OPERATOR = Person("operator", LOCAL, "marie", "", "fr")
THERE = Person("there", "telegram", "55", "55", "fr")


async def elsewhere(at: Desk) -> None:
    """Another agency on the same installation, with one facilitator."""
    now = at.clock.now()
    member = Membership("autre", THERE.id, Role.FACILITATOR, now, by="somebody")
    await at.store.commit([SaveOrganisation(Organisation("autre", "Autre agence d'essai", now))])
    await at.store.commit([SavePerson(THERE), SaveMembership(member)])


async def test_an_operator_without_a_chat_owns_the_installations_organisation_and_no_other(at: Desk) -> None:
    """A name given at the command line is nobody's Telegram account."""
    await elsewhere(at)
    record = await at.launched()
    other = await at.launched(by=int(THERE.user))
    access = MemberAccess(at.store, Members(at.store, at.clock, at.policy))
    assert await access.roles(OPERATOR) == {Role.OWNER}
    assert [one.id for one in await access.sessions(OPERATOR)] == [record.id]
    assert await access.session(OPERATOR, record.id) == (record, Role.OWNER)
    assert await access.session(OPERATOR, other.id) is None
    assert await access.session(OPERATOR, "nowhere") is None


async def test_each_agency_sees_its_own_sessions_in_the_console(site: Console) -> None:
    """Two agencies on one installation: neither learns what the other holds."""
    at = site.desk
    await elsewhere(at)
    ours = await at.launched()
    theirs = await at.launched(by=int(THERE.user))
    for user, mine, not_mine in ((ADA, ours, theirs), (int(THERE.user), theirs, ours)):
        browser = await site.signed_in(user)
        assert mine.id in browser.page.text
        assert not_mine.id not in browser.page.text
        assert (await browser.opens(f"/console/seances/{mine.id}")).status_code == 200
        assert (await browser.opens(f"/console/seances/{not_mine.id}")).status_code == 404
