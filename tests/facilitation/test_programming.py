"""Programmes, from Telegram: made, named, filled and emptied; and asked for at launch, where there is one."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from bot.facilitation.incoming import Gesture
from bot.facilitation.organisation_writes import DropMembership
from bot.facilitation.organisations import HOME, Role
from bot.facilitation.panels import Sentence, WorkshopsPanel
from bot.facilitation.programme_panels import (
    ProgrammeNamePanel,
    ProgrammePanel,
    ProgrammesPanel,
    WhichProgrammePanel,
)
from bot.facilitation.programmes import Programme, SaveProgramme
from bot.facilitation.programming import LONGEST_NAME
from bot.facilitation.writes import SaveSession
from tests.facilitation.support import ADA, Desk, said
from tests.facilitation.test_roles import belongs

LEA, NOA = 11, 12


async def made(at: Desk, name: str = "Trois vallées", by: int = ADA) -> Programme:
    """A programme, by the two taps and the name that it takes."""
    await at.steers(by, Gesture.PROGRAMMES, value=HOME)
    await at.steers(by, Gesture.PROGRAMME_NEW, value=HOME)
    await at.says(by, name)
    return (await at.store.programmes.of_organisation(HOME))[0]


def shown(at: Desk, user: int = ADA) -> ProgrammePanel:
    found = at.panels(user, ProgrammePanel)[-1]
    assert isinstance(found, ProgrammePanel)
    return found


async def test_sessions_are_put_together_and_seen_side_by_side(at: Desk) -> None:
    """Two territories, one subject: what an agency asks first is where each of them is."""
    first = await at.launched()
    await at.says(ADA, "/seances")
    assert at.panels(ADA, WorkshopsPanel)[-1].programmes == ()
    await at.launched()
    second = next(one for one in await at.store.sessions() if one != first)
    await at.steers(ADA, Gesture.OPEN, second.id)
    await at.enters(LEA, second.join)
    await at.says(ADA, "/seances")
    assert [one for one, _ in at.panels(ADA, WorkshopsPanel)[-1].programmes] == [HOME]
    programme = await made(at, "  Trois \n vallées ")
    assert (programme.name, shown(at).sessions, shown(at).may_change) == ("Trois vallées", (), True)
    here = f"{HOME}:{programme.id}"
    await at.steers(ADA, Gesture.PROGRAMME_ADD_MENU, value=here)
    assert [one for one, _ in shown(at).choices] == [second.id, first.id]
    await at.steers(ADA, Gesture.PROGRAMME_ADD, value=f"{here}:{first.id}")
    await at.steers(ADA, Gesture.PROGRAMME_ADD, value=f"{here}:{second.id}")
    assert [(one.session, one.status, one.people, one.step) for one in shown(at).sessions] == [
        (first.id, "draft", 0, 1),
        (second.id, "open", 1, 1),
    ]
    assert shown(at).sessions[1].steps == 6
    await at.steers(ADA, Gesture.PROGRAMME_ADD_MENU, value=here)
    assert shown(at).menu == "", "nothing is left to be put in"
    await at.steers(ADA, Gesture.PROGRAMMES, value=HOME)
    assert at.panels(ADA, ProgrammesPanel)[-1].programmes == ((programme.id, "Trois vallées", 2),)
    await at.steers(ADA, Gesture.PROGRAMME, value=here)
    await at.steers(ADA, Gesture.PROGRAMME_REMOVE_MENU, value=here)
    assert (shown(at).menu, len(shown(at).choices)) == ("remove", 2)
    await at.steers(ADA, Gesture.PROGRAMME_REMOVE, value=f"{here}:{first.id}")
    assert [one.session for one in shown(at).sessions] == [second.id]
    again = await at.steers(ADA, Gesture.PROGRAMME_REMOVE, value=f"{here}:{first.id}")
    assert said(again) is Sentence.ALREADY_DONE
    gestures = [(one.gesture, one.values) for one in await at.store.journal(first.id)][-2:]
    assert gestures == [
        ("programme_joined", {"programme": "Trois vallées"}),
        ("programme_left", {"programme": "Trois vallées"}),
    ]


async def test_a_session_put_into_another_programme_leaves_the_first(at: Desk) -> None:
    """In two of them, it would be counted twice."""
    record = await at.launched()
    old, new = await made(at, "Avant"), await made(at, "Après")
    await at.steers(ADA, Gesture.PROGRAMME_ADD, value=f"{HOME}:{old.id}:{record.id}")
    await at.steers(ADA, Gesture.PROGRAMME_ADD, value=f"{HOME}:{new.id}:{record.id}")
    assert await at.store.programmes.of_session(record.id) == new
    assert [one.gesture for one in await at.store.journal(record.id)][-2:] == ["programme_left", "programme_joined"]


async def test_a_programme_is_renamed_and_a_name_has_a_length(at: Desk) -> None:
    """It stands on buttons and on the cover of a notebook."""
    programme = await made(at, "Essai")
    await at.steers(ADA, Gesture.PROGRAMME_RENAME, value=f"{HOME}:{programme.id}")
    assert at.panels(ADA, ProgrammeNamePanel)[-1] == ProgrammeNamePanel("Essai")
    await at.says(ADA, "x" * (LONGEST_NAME + 1))
    assert at.panels(ADA, ProgrammeNamePanel)[-1] == ProgrammeNamePanel("Essai", LONGEST_NAME + 1)
    await at.says(ADA, "Produire plus près")
    assert await at.store.programmes.of_organisation(HOME) == [replace(programme, name="Produire plus près")]
    await at.steers(ADA, Gesture.PROGRAMME_NEW, value=HOME)
    await at.says(ADA, "x" * 200)
    assert at.panels(ADA, ProgrammeNamePanel)[-1] == ProgrammeNamePanel("", 200)


async def test_whoever_does_not_lead_looks_and_changes_nothing(at: Desk) -> None:
    """The team follows; it does not move sessions about. Nor does somebody taken off while a name was being asked."""
    record = await at.launched()
    programme = await made(at)
    await belongs(at, LEA, Role.TEAM)
    await at.steers(LEA, Gesture.PROGRAMMES, value=HOME)
    assert at.panels(LEA, ProgrammesPanel)[-1].may_change is False
    await at.steers(LEA, Gesture.PROGRAMME, value=f"{HOME}:{programme.id}")
    assert shown(at, LEA).may_change is False
    refused = await at.steers(LEA, Gesture.PROGRAMME_ADD, value=f"{HOME}:{programme.id}:{record.id}")
    assert said(refused) is Sentence.NOT_YOUR_ROLE
    noa = await belongs(at, NOA, Role.FACILITATOR)
    await belongs(at, NOA, Role.FACILITATOR, "autre")
    await at.steers(NOA, Gesture.PROGRAMME_NEW, value=HOME)
    await at.store.commit([DropMembership(HOME, noa.id)])
    await at.says(NOA, "Un nom")
    assert at.sentence(NOA).key is Sentence.NOT_YOUR_ROLE
    assert await at.store.programmes.of_organisation(HOME) == [programme]


async def test_what_is_another_organisations_is_not_there(at: Desk) -> None:
    """Neither its programmes nor its sessions, whatever a button says."""
    record = await at.launched()
    programme = await made(at)
    foreign = Programme("p9", "autre", "Ailleurs", at.clock.now(), "x")
    await at.store.commit(
        [SaveProgramme(foreign), SaveSession(replace(record, id="s9", organisation="autre", join="j9"))]
    )
    for gesture, value in (
        (Gesture.PROGRAMME, f"{HOME}:p9"),
        (Gesture.PROGRAMME, f"{HOME}:nothing"),
        (Gesture.PROGRAMME_ADD, f"{HOME}:{programme.id}:s9"),
        (Gesture.PROGRAMME_ADD, f"{HOME}:{programme.id}:nothing"),
    ):
        assert said(await at.steers(ADA, gesture, value=value)) is Sentence.FACILITATOR_STALE_BUTTON
    assert said(await at.steers(ADA, Gesture.PROGRAMME, value="autre:p9")) is Sentence.NOT_YOUR_ORGANISATION


async def launching(at: Desk, by: int = ADA) -> WhichProgrammePanel:
    """Up to the question that comes last."""
    await at.says(by, "/animer")
    await at.steers(by, Gesture.PICK_WORKSHOP, value="atelier")
    await at.says(by, "l'Agence d'essai")
    await at.steers(by, Gesture.KEEP_DEFAULT, value="annee")
    await at.steers(by, Gesture.KEEP_DEFAULT, value="jour")
    await at.steers(by, Gesture.LAUNCH_PLACES, value="ok")
    asked = at.panels(by, WhichProgrammePanel)[-1]
    assert isinstance(asked, WhichProgrammePanel)
    return asked


async def test_where_there_is_a_programme_launching_asks_for_it(at: Desk) -> None:
    """One question, one tap; the programme of the session before stands first."""
    old, new = await made(at, "Avant"), await made(at, "Après")
    assert (await launching(at)).choices == ((new.id, "Après"), (old.id, "Avant"))
    await at.steers(ADA, Gesture.CHOOSE_PROGRAMME, value=old.id)
    (record,) = await at.store.programmes.sessions(old.id)
    assert [one.gesture for one in await at.store.journal(record.id)] == ["created", "programme_joined"]
    await at.pass_time(at.clock.now() + timedelta(minutes=1))
    assert [one for _, one in (await launching(at)).choices] == ["Avant", "Après"]
    await at.steers(ADA, Gesture.CHOOSE_PROGRAMME, value="")
    assert len(await at.store.sessions()) == 2
    again = await at.steers(ADA, Gesture.CHOOSE_PROGRAMME, value=old.id)
    assert said(again) is Sentence.FACILITATOR_STALE_BUTTON
    assert (await launching(at)).choices[0] == (old.id, "Avant"), "the session in none says nothing"
    gone = await at.steers(ADA, Gesture.CHOOSE_PROGRAMME, value="nothing")
    assert said(gone) is Sentence.FACILITATOR_STALE_BUTTON
    # Held again, a session stays where it was.
    await at.steers(ADA, Gesture.CANCEL_DRAFT)
    await at.steers(ADA, Gesture.DUPLICATE, record.id)
    await at.steers(ADA, Gesture.LAUNCH_PLACES, value="ok")
    assert len(await at.store.programmes.sessions(old.id)) == 2


async def test_a_name_written_at_launch_makes_the_programme(at: Desk) -> None:
    """The second session is when one thinks of it."""
    await made(at, "Avant")
    await launching(at)
    await at.says(ADA, "x" * 90)
    assert at.panels(ADA, WhichProgrammePanel)[-1].too_long == 90
    await at.says(ADA, "Trois   vallées")
    new, _ = await at.store.programmes.of_organisation(HOME)
    assert new.name == "Trois vallées"
    assert len(await at.store.programmes.sessions(new.id)) == 1


async def test_a_session_outside_every_programme_does_not_hide_the_last_programme_used(at: Desk) -> None:
    """One evening apart, and the next question still begins with the programme that is under way."""
    first = await at.launched()
    programme = await made(at)
    await at.steers(ADA, Gesture.PROGRAMME_ADD, value=f"{HOME}:{programme.id}:{first.id}")
    newer = await made(at, "Autre chose")
    await at.store.commit([SaveSession(replace(first, id="apart", join="apart", created_at=at.clock.now()))])
    await at.says(ADA, "/animer")
    await at.steers(ADA, Gesture.PICK_WORKSHOP, value="atelier")
    await at.says(ADA, "l'Agence d'essai")
    await at.steers(ADA, Gesture.KEEP_DEFAULT, value="annee")
    await at.steers(ADA, Gesture.KEEP_DEFAULT, value="jour")
    await at.steers(ADA, Gesture.LAUNCH_PLACES, value="ok")
    (asked,) = at.panels(ADA, WhichProgrammePanel)
    assert [one for one, _ in asked.choices] == [programme.id, newer.id]
