"""Who may make which gesture: all gestures, all roles, and strangers."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import pytest

from bot.facilitation.incoming import Gesture
from bot.facilitation.membership import standing
from bot.facilitation.organisation_writes import JoinCast, SaveMembership, SaveOrganisation
from bot.facilitation.organisations import HOME, CastMember, Membership, Organisation, Role
from bot.facilitation.panels import CockpitPanel, Sentence, SentencePanel, WorkshopsPanel
from bot.facilitation.records import Person
from bot.facilitation.roles import GESTURES, may
from bot.facilitation.writes import SavePerson
from tests.facilitation.support import ADA, EVE, Desk, said

NOA, LEA, TOM = 21, 22, 23

# Written out a second time, on purpose: a slip in the table must not pass for a decision.
ANYBODYS: Final = {
    Gesture.CHOOSE_LANGUAGE,
    Gesture.SWITCH,
    Gesture.TAKE_PLACE,
    Gesture.GIVE_UP_PLACE,
    Gesture.MY_DATA,
    Gesture.MY_WORDS,
    Gesture.REMIND,
}
OWNS: Final = {Gesture.REMOVE_MEMBER, Gesture.REMOVE_MEMBER_CONFIRMED}
NOTES: Final = {Gesture.CONTRIBUTIONS, Gesture.PARTICIPANTS, Gesture.PARTICIPANT}
FOLLOWS: Final = {
    Gesture.COCKPIT,
    Gesture.SHOW_SESSION,
    Gesture.MORE_MENU,
    Gesture.NOTEBOOK,
    Gesture.TEAM_CARD,
    Gesture.CANCEL_DRAFT,
    Gesture.HAND_OVER,
    Gesture.CONSOLE_ANEW,
    Gesture.PROGRAMMES,
    Gesture.PROGRAMME,
    Gesture.PROGRAMME_NOTEBOOK,
    Gesture.ANSWERS,
}
WRITES: Final = {Gesture.LEAD, Gesture.LEAD_STATUS}

ABOUT_NO_SESSION: Final = ANYBODYS | {Gesture.CONSOLE_ANEW}
"""Taken before sessions are looked at; the console's is tried in tests/console."""


@pytest.mark.parametrize("gesture", Gesture)
@pytest.mark.parametrize("role", [*Role, None])
def test_every_gesture_is_allowed_to_whom_it_is_meant_for(gesture: Gesture, role: Role | None) -> None:
    """Default deny: a gesture added tomorrow is nobody's until somebody decides."""
    match role:
        case _ if gesture in ANYBODYS:
            expected = True
        case Role.OWNER:
            expected = True
        case Role.FACILITATOR:
            expected = gesture not in OWNS
        case Role.OBSERVER:
            expected = gesture in NOTES | FOLLOWS
        case Role.TEAM:
            expected = gesture in FOLLOWS | WRITES
        case None:
            expected = False
    assert may(role, gesture) is expected


def test_a_gesture_that_is_not_in_the_table_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The table is what is looked at, and nothing else."""
    monkeypatch.delitem(GESTURES, Gesture.OPEN)
    assert not any(may(role, Gesture.OPEN) for role in Role)


async def belongs(at: Desk, user: int, role: Role, organisation: str = HOME, by: str = "ada") -> Person:
    """Somebody known to the bot, with a membership as an invitation leaves it."""
    known = await at.store.person_by_user("telegram", str(user))
    person = known or Person(f"p{user}", "telegram", str(user), str(user), "fr")
    await at.store.commit(
        [
            SavePerson(person),
            SaveOrganisation(Organisation(organisation, "une agence inventée", at.clock.now())),
            SaveMembership(Membership(organisation, person.id, role, at.clock.now(), "", by)),
        ]
    )
    return person


async def test_no_gesture_goes_round_the_table(at: Desk) -> None:
    """Each button, pressed by a stranger, by another organisation, and by somebody whose role does not allow it."""
    record = await at.launched()
    await belongs(at, TOM, Role.OWNER, "autre")
    await belongs(at, NOA, Role.TEAM)
    for gesture in Gesture:
        if gesture in ABOUT_NO_SESSION:
            continue
        value = "atelier" if gesture is Gesture.PICK_WORKSHOP else HOME
        assert said(await at.steers(LEA, gesture, record.id, value)) is Sentence.NOT_FACILITATOR
        assert said(await at.steers(TOM, gesture, record.id, value)) is Sentence.NOT_YOUR_ORGANISATION
        if gesture is not Gesture.HAND_OVER:
            toast = await at.steers(NOA, gesture, record.id, value)
            refused = isinstance(toast, SentencePanel) and toast.key is Sentence.NOT_YOUR_ROLE
            assert refused is (gesture not in FOLLOWS | WRITES), gesture
    assert (await at.session()).status == "draft"


async def test_another_organisation_sees_nothing_of_a_session(at: Desk) -> None:
    """Two agencies on one installation: neither learns what the other holds."""
    await at.launched()
    await belongs(at, LEA, Role.OWNER, "autre")
    await at.says(LEA, "/seances")
    (panel,) = at.panels(LEA, WorkshopsPanel)
    assert panel.sessions == ()
    assert panel.workshops


async def test_what_another_organisation_launches_is_its_own(at: Desk) -> None:
    """Not the first organisation's, whatever the setting lists."""
    await belongs(at, LEA, Role.FACILITATOR, "autre")
    record = await at.launched(by=LEA)
    assert record.organisation == "autre"
    await at.says(ADA, "/seances")
    assert at.panels(ADA, WorkshopsPanel)[-1].sessions == ()
    assert said(await at.steers(ADA, Gesture.OPEN, record.id)) is Sentence.NOT_YOUR_ORGANISATION


async def test_who_only_reads_is_offered_no_workshop(at: Desk) -> None:
    """A list of buttons that all refuse would be unkind."""
    record = await at.launched()
    await belongs(at, NOA, Role.OBSERVER)
    await at.says(NOA, "/animer")
    (panel,) = at.panels(NOA, WorkshopsPanel)
    assert (panel.workshops, panel.sessions) == ((), ((record.id, "Atelier inventé"),))
    assert not panel.launches
    assert said(await at.steers(NOA, Gesture.PICK_WORKSHOP, value="atelier")) is Sentence.NOT_YOUR_ROLE


async def test_a_colleague_follows_the_same_cockpit(at: Desk) -> None:
    """From the moment she opens it, hers is refreshed as well."""
    record = await at.launched()
    await at.steers(EVE, Gesture.SHOW_SESSION, record.id)
    shown = len(at.panels(EVE, CockpitPanel))
    await at.steers(ADA, Gesture.OPEN, record.id)
    await at.pass_time(at.clock.now() + timedelta(seconds=5))
    assert at.panels(EVE, CockpitPanel)[-1].status == "open"
    assert len(at.panels(EVE, CockpitPanel)) > shown


async def test_who_is_listed_no_more_is_nobody(at: Desk) -> None:
    """The operator takes an id out of the setting: its buttons in old chats are dead."""
    record = await at.launched()
    object.__setattr__(at.policy, "facilitators", frozenset({str(EVE)}))
    assert said(await at.steers(ADA, Gesture.OPEN, record.id)) is Sentence.NOT_FACILITATOR
    assert await at.conductor.cast(record.id) == ()
    assert await at.members.of_organisation(HOME) == ()


async def test_a_draft_is_no_use_to_who_lost_the_role(at: Desk) -> None:
    """A text typed for a question asked while she could launch."""
    await belongs(at, LEA, Role.FACILITATOR)
    await at.says(LEA, "/animer")
    await at.steers(LEA, Gesture.PICK_WORKSHOP, value="atelier")
    await belongs(at, LEA, Role.TEAM)
    await at.says(LEA, "l'Agence d'essai")
    assert at.sentence(LEA).key is Sentence.NO_SESSION


async def test_the_cast_is_who_still_belongs(at: Desk) -> None:
    """Notices go to those who may read them today."""
    record = await at.launched()
    await belongs(at, LEA, Role.OBSERVER)
    await at.store.commit([JoinCast(record.id, f"p{LEA}", at.clock.now())])
    cast = await at.store.cast(record.id)
    assert [(one.user, one.role) for one in standing(cast, HOME, at.policy)] == [
        (str(ADA), Role.OWNER),
        (str(LEA), Role.OBSERVER),
    ]
    # Listed by the setting, and not written down yet, as after an upgrade.
    upgraded = CastMember("p", str(EVE), "fr", True, None, "")
    assert [one.role for one in standing([upgraded], HOME, at.policy)] == [Role.OWNER]
    assert standing([upgraded], "autre", at.policy) == []


async def test_whoever_belongs_somewhere_gets_the_menu_of_facilitators(at: Desk) -> None:
    """Listed or invited: /animer is in the menu of both."""
    await at.says(ADA, "/animer")
    await belongs(at, NOA, Role.OBSERVER)
    assert await at.members.users() == {str(ADA), str(EVE), str(NOA)}


async def test_the_first_organisation_has_the_name_of_the_installation(at: Desk) -> None:
    """And those who belong to it are found again: the list is what an owner reads."""
    at.policy.defaults["agence"] = "l'Agence de toujours"
    await at.says(ADA, "/animer")
    await at.says(EVE, "/animer")
    home = await at.store.organisation(HOME)
    assert home is not None
    assert home.name == "l'Agence de toujours"
