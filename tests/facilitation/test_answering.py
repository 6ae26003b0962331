"""What becomes of leads: asked of the team, published by two taps, told to those who proposed them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.engine.effects import Standing
from bot.engine.prompts import Act
from bot.facilitation.answering import LONGEST_REASON, named
from bot.facilitation.answers_due import due_at
from bot.facilitation.incoming import Gesture
from bot.facilitation.lead_answers import LeadStatus, SaveLeadAnswer
from bot.facilitation.lead_panels import LeadNewsPanel, LeadPanel, LeadsPanel
from bot.facilitation.leads import proposed, roots
from bot.facilitation.organisation_writes import JoinCast
from bot.facilitation.organisations import Role
from bot.facilitation.panels import CockpitPanel, Sentence
from bot.facilitation.records import Contribution, SessionRecord
from bot.facilitation.writes import AddContribution, EraseWords
from tests.facilitation.suites_evening import begun
from tests.facilitation.support import ADA, HERE, Desk, desk, said
from tests.facilitation.test_roles import belongs
from tests.notebook.evening import an_evening_with_a_debate, gone

LEA, NOE, ZOE, TOM, IDA = 11, 12, 13, 14, 15


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk(tmp_path, workshops=HERE / "suites") as at_work:
        yield at_work


async def proposing(at: Desk, *users: int) -> SessionRecord:
    """A session in which each of these people proposed one lead, closed."""
    record = await begun(at, *users)
    for user in users:
        person = await at.store.person_by_user("telegram", str(user))
        assert person is not None
        lead = Contribution(f"lead{user}", record.id, person.current, "pistes", f"La piste de {user}", at.clock.now())
        await at.store.commit([AddContribution(lead)])
    return record


async def closed(at: Desk, record: SessionRecord) -> None:
    await at.steers(ADA, Gesture.CLOSE_CONFIRMED, record.id)


def table(at: Desk, user: int = ADA) -> LeadsPanel:
    found = at.panels(user, LeadsPanel)[-1]
    assert isinstance(found, LeadsPanel)
    return found


def asked(at: Desk) -> LeadPanel:
    found = at.panels(ADA, LeadPanel)[-1]
    assert isinstance(found, LeadPanel)
    return found


async def answers(at: Desk, session: str, lead: str, status: LeadStatus, reason: str) -> None:
    await at.steers(ADA, Gesture.LEAD_STATUS, session, f"{named(lead)}:{status.value}")
    await at.says(ADA, reason)


def news(at: Desk, user: int) -> list[list[tuple[str, str, str]]]:
    """What somebody was told: (text, status, reason) a lead, message by message."""
    return [[(one.text, one.status, one.reason) for one in told.leads] for told in at.panels(user, LeadNewsPanel)]


async def test_each_lead_is_answered_and_those_who_proposed_it_are_told_once(at: Desk) -> None:
    """A tap and a sentence a lead; nobody hears of it before « Publier » is confirmed, and nobody of the others'."""
    record = await proposing(at, LEA, NOE)
    assert said(await at.steers(ADA, Gesture.ANSWERS, record.id)) is Sentence.NO_LEAD
    await closed(at, record)
    await at.steers(ADA, Gesture.COCKPIT, record.id)
    assert Gesture.ANSWERS in [one.gesture for one in at.panels(ADA, CockpitPanel)[-1].offers]
    await at.steers(ADA, Gesture.ANSWERS, record.id)
    assert [(one.text, one.status) for one in table(at).leads] == [
        (f"La piste de {LEA}", ""),
        (f"La piste de {NOE}", ""),
    ]
    first, second = (one.lead for one in table(at).leads)
    await at.steers(ADA, Gesture.LEAD, record.id, first)
    assert (asked(at).number, asked(at).total, asked(at).lead.status) == (1, 2, "")
    await at.steers(ADA, Gesture.LEAD_STATUS, record.id, f"{first}:kept")
    assert (asked(at).lead.status, asked(at).lead.reason) == ("kept", "")
    nothing = await at.steers(ADA, Gesture.ANSWERS_PUBLISH, record.id)
    assert said(nothing) is Sentence.NOTHING_TO_PUBLISH, "an answer has its reason"
    await at.says(ADA, "x" * (LONGEST_REASON + 1))
    assert asked(at).too_long == LONGEST_REASON + 1
    await at.says(ADA, "  Le local \n est trouvé. ")
    assert (asked(at).number, asked(at).lead.lead) == (2, second), "the next one without an answer"
    await at.steers(ADA, Gesture.LEAD_STATUS, record.id, f"{second}:studied")
    await at.says(ADA, "Il faut chiffrer.")
    assert (table(at).to_publish, table(at).may_answer, table(at).may_publish) == (2, True, True)
    assert news(at, LEA) == []

    await at.steers(ADA, Gesture.ANSWERS_PUBLISH, record.id)
    assert table(at).confirm
    assert news(at, LEA) == []
    compiled = len(at.compiler.material)
    toast = await at.steers(ADA, Gesture.ANSWERS_PUBLISH_CONFIRMED, record.id)
    assert said(toast) is Sentence.ANSWERS_PUBLISHED
    assert news(at, LEA) == [[(f"La piste de {LEA}", "kept", "Le local est trouvé.")]]
    assert news(at, NOE) == [[(f"La piste de {NOE}", "studied", "Il faut chiffrer.")]]
    assert len(at.compiler.material) == compiled + 1
    assert {(one.lead, one.published, one.by) for one in at.compiler.material[-1].answers} == {
        (f"lead{LEA}", LeadStatus.KEPT, ""),
        (f"lead{NOE}", LeadStatus.STUDIED, ""),
    }
    numbers = [one.number for one in await at.store.versions(record.id)]
    assert numbers == [1, 2], "the answers make another version"

    again = await at.steers(ADA, Gesture.ANSWERS_PUBLISH_CONFIRMED, record.id)
    assert said(again) is Sentence.NOTHING_TO_PUBLISH
    await answers(at, record.id, f"lead{NOE}", LeadStatus.PARTLY, "Une part est chiffrée.")
    await at.steers(ADA, Gesture.ANSWERS_PUBLISH_CONFIRMED, record.id)
    assert (len(news(at, LEA)), len(news(at, NOE))) == (1, 2), "only whose answer is another one"
    assert "answers_published" in [one.gesture for one in await at.store.journal(record.id)]


async def test_who_left_withdrew_or_wants_no_message_is_left_alone(at: Desk) -> None:
    """A promise to answer is no right to write to somebody who said stop."""
    record = await proposing(at, LEA, NOE, ZOE, TOM)
    await at.says(NOE, "/mesdonnees")
    await at.steers(NOE, Gesture.REMIND, value="stop")
    await at.says(ZOE, "/quitter")
    await at.taps(ZOE, Act.LEAVE, "keep")
    await closed(at, record)
    await at.blocks(TOM)
    for user in (LEA, NOE, ZOE, TOM):
        await answers(at, record.id, f"lead{user}", LeadStatus.NOT_KEPT, "Une autre est retenue.")
    at.blocked.add(TOM)
    await at.steers(ADA, Gesture.ANSWERS_PUBLISH_CONFIRMED, record.id)
    assert [len(news(at, user)) for user in (LEA, NOE, ZOE, TOM)] == [1, 0, 0, 0]


async def test_a_lead_that_was_withdrawn_meanwhile_is_there_no_more(at: Desk) -> None:
    """Its author took it back while the reason was being written, then all of them did."""
    record = await proposing(at, LEA, NOE)
    await closed(at, record)
    await at.steers(ADA, Gesture.ANSWERS, record.id)
    await at.steers(ADA, Gesture.LEAD_STATUS, record.id, f"{named(f'lead{LEA}')}:kept")
    people = {one.participant for one in await at.store.contributions(record.id) if one.key == "pistes"}
    lea = next(one for one in await at.store.contributions(record.id) if one.id == f"lead{LEA}").participant
    await at.store.commit([EraseWords(lea)])
    await at.says(ADA, "Une raison.")
    assert at.sentence(ADA).key is Sentence.LEAD_GONE
    for gesture, value in (
        (Gesture.LEAD, named(f"lead{LEA}")),
        (Gesture.LEAD_STATUS, f"{named(f'lead{LEA}')}:kept"),
        (Gesture.LEAD_STATUS, f"{named(f'lead{NOE}')}:invented"),
    ):
        assert said(await at.steers(ADA, gesture, record.id, value)) is Sentence.FACILITATOR_STALE_BUTTON
    for who in people - {lea}:
        await at.store.commit([EraseWords(who)])
    assert said(await at.steers(ADA, Gesture.ANSWERS, record.id)) is Sentence.NO_LEAD


async def test_the_team_answers_and_those_who_lead_publish(at: Desk) -> None:
    """Whoever observes reads the table."""
    record = await proposing(at, LEA)
    await closed(at, record)
    for user, role in ((TOM, Role.TEAM), (IDA, Role.OBSERVER)):
        await belongs(at, user, role)
        await at.steers(user, Gesture.ANSWERS, record.id)
    assert (table(at, TOM).may_answer, table(at, TOM).may_publish) == (True, False)
    assert (table(at, IDA).may_answer, table(at, IDA).may_publish) == (False, False)


async def test_published_at_night_is_told_in_the_morning(at: Desk) -> None:
    """The team works late; participants sleep."""
    record = await proposing(at, LEA)
    await closed(at, record)
    await answers(at, record.id, f"lead{LEA}", LeadStatus.KEPT, "Le local est trouvé.")
    await at.pass_time(datetime(2026, 11, 25, 22, 0, tzinfo=UTC))
    await at.steers(ADA, Gesture.ANSWERS_PUBLISH_CONFIRMED, record.id)
    assert news(at, LEA) == []
    await at.pass_time(datetime(2026, 11, 26, 7, 30, tzinfo=UTC))
    assert len(news(at, LEA)) == 1


async def test_after_three_months_the_team_is_reminded_twice_at_most(at: Desk) -> None:
    """« Un rappel part automatiquement si le tableau est vide. » In the morning, and not for ever."""
    record = await proposing(at, LEA, NOE)
    tom = await belongs(at, TOM, Role.TEAM)
    await at.store.commit([JoinCast(record.id, tom.id, at.clock.now())])
    await closed(at, record)
    await at.pass_time(at.clock.now() + timedelta(days=89))
    assert at.panels(ADA, LeadsPanel) == []
    await at.pass_time(at.clock.now() + timedelta(days=2))
    assert (table(at).asked, table(at).may_publish, table(at, TOM).may_publish) == (True, True, False)
    await answers(at, record.id, f"lead{LEA}", LeadStatus.KEPT, "Le local est trouvé.")
    await at.steers(ADA, Gesture.ANSWERS_PUBLISH_CONFIRMED, record.id)
    before = len(at.panels(TOM, LeadsPanel))
    await at.pass_time(at.clock.now() + timedelta(days=300))
    assert len(at.panels(TOM, LeadsPanel)) == before + 1


async def test_nobody_is_reminded_of_a_table_that_is_full(at: Desk) -> None:
    """The close was on a Monday: the day that is ninety days later is a Sunday, and the Monday after is silent too."""
    record = await proposing(at, LEA)
    await closed(at, record)
    await answers(at, record.id, f"lead{LEA}", LeadStatus.KEPT, "Le local est trouvé.")
    await at.steers(ADA, Gesture.ANSWERS_PUBLISH_CONFIRMED, record.id)
    shown = len(at.panels(ADA, LeadsPanel))
    await at.pass_time(at.clock.now() + timedelta(days=200))
    assert len(at.panels(ADA, LeadsPanel)) == shown


async def test_answers_are_due_on_a_working_day(at: Desk) -> None:
    """A reminder on a Sunday is read on Monday, under everything else."""
    sunday = datetime(2027, 3, 7, 20, tzinfo=UTC) - at.policy.answers_after
    assert due_at(sunday, at.policy).astimezone(at.policy.timezone).isoformat() == "2027-03-08T09:00:00+01:00"


def test_leads_that_points_were_given_to_come_first_and_a_card_is_one_lead_only() -> None:
    """By ids that stay: an item's, or the first version of a card's words."""
    evening = an_evening_with_a_debate()
    material = evening.material()

    def found(contributions: tuple[Contribution, ...], *, counted: bool = True) -> list[tuple[str, str, int]]:
        results = material.results if counted else {}
        leads = proposed(material.script, material.items, results, contributions)
        return [(one.code, one.text, len(one.authors)) for one in leads]

    merged, stall = "Ouvrir et tenir une salle pour réparer.", "Un étal à prix doux."
    alone = "Une piste restée hors des points."
    assert found(material.contributions) == [("PA1", merged, 2), ("PA2", stall, 1), ("", alone, 1)]
    assert len(found(material.contributions, counted=False)) == 3
    reworded = [replace(one, superseded=True) if one.text == alone else one for one in material.contributions]
    old = next(one for one in reworded if one.superseded)
    new = replace(old, id="new", text="Mieux dite.", supersedes=old.id, superseded=False)
    leads = proposed(material.script, material.items, material.results, (*reworded, new))
    assert (leads[-1].id, leads[-1].text) == (old.id, "Mieux dite.")
    assert roots([replace(old, id="a", supersedes="b"), replace(old, id="b", supersedes="a")]) == {"a": "b", "b": "a"}
    gone(evening, *(one.id for one in evening.said if one.participant == "p002" and one.key.startswith("pistes")))
    assert [code for code, _, _ in found(evening.material().contributions)] == ["PA1", ""]
    withheld = tuple(
        replace(one, standing=Standing.WITHHELD) if one.text == alone else one for one in material.contributions
    )
    assert [code for code, _, _ in found(withheld)] == ["PA1", "PA2"]


async def test_an_answer_of_another_lead_is_not_told(at: Desk) -> None:
    """What is published in one go is told in one go: an earlier answer is old news."""
    record = await proposing(at, LEA, NOE)
    await closed(at, record)
    await answers(at, record.id, f"lead{LEA}", LeadStatus.KEPT, "Le local est trouvé.")
    await at.steers(ADA, Gesture.ANSWERS_PUBLISH_CONFIRMED, record.id)
    (kept,) = await at.store.lead_answers.of(record.id)
    await at.store.commit([SaveLeadAnswer(replace(kept, lead="gone"))])
    await answers(at, record.id, f"lead{NOE}", LeadStatus.KEPT, "Aussi.")
    await at.steers(ADA, Gesture.ANSWERS_PUBLISH_CONFIRMED, record.id)
    assert (len(news(at, LEA)), len(news(at, NOE))) == (1, 1)
