"""Answers are kept as long as people were told, and no longer; whoever asks to be erased is erased everywhere."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.errors import OperatorError
from bot.facilitation.addressed import CompileNotebook, KeptLongEnough, encode, notebook_lane, session_lane
from bot.facilitation.incoming import Gesture
from bot.facilitation.notebooks import folder_name
from bot.facilitation.organisation_writes import SaveMembership, SaveOrganisation
from bot.facilitation.organisations import Membership, Organisation, Role
from bot.facilitation.panels import Sentence, SentencePanel, WorkshopsPanel
from bot.facilitation.records import SessionRecord
from bot.facilitation.retention import Retention
from bot.facilitation.retention_time import over, promised
from bot.facilitation.writes import ErasePerson, Forget, Post, SaveSession
from bot.store import open_store
from tests.facilitation.support import ADA, EVE, Desk, desk, said
from tests.store.builders import session

LEA, MAX = 11, 12
STORY = "le récit inventé d'un étang où l'on se baigne"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("douze mois", 360),
        ("12 mois", 360),
        ("six months", 180),
        ("un an", 365),
        ("une année", 365),
        ("90 jours", 90),
        ("quatre semaines", 28),
        ("18 mois (et 30 jours pour les coordonnées)", 30),
        ("dix-huit mois", 540),
        ("two years", 730),
        ("à la fin du projet", None),
        ("zéro jour", None),
        ("0 jour", None),
        ("", None),
    ],
)
def test_what_participants_were_told_is_read_as_a_span(text: str, days: int | None) -> None:
    """The sentence that they agreed to is what binds; the shortest span of it, by the shortest month."""
    assert promised(text) == (None if days is None else timedelta(days=days))


def test_a_setting_may_shorten_a_promise_and_never_lengthens_it() -> None:
    """Whichever comes first."""
    record = _record("trois mois")
    assert over(record, timedelta(days=365)) == record.created_at + timedelta(days=90)
    assert over(record, timedelta(days=30)) == record.created_at + timedelta(days=30)
    assert over(_record("à la fin"), timedelta(days=365)) == record.created_at + timedelta(days=365)


def _record(kept: str) -> SessionRecord:
    return replace(session(), parameters={"duree_conservation": kept})


async def _closed(at: Desk) -> SessionRecord:
    record = await at.opened(LEA, MAX)
    await at.says(LEA, "un deux trois")
    await at.says(LEA, STORY)
    await at.steers(ADA, Gesture.CLOSE_CONFIRMED, record.id)
    return await at.session()


def _written(at: Desk, record: SessionRecord) -> set[str]:
    return {file.name for file in (at.policy.notebooks / folder_name(record)).iterdir()}


async def test_at_the_end_of_their_time_answers_go_and_the_notebook_stays(at: Desk) -> None:
    """« Vos réponses brutes sont effacées au bout de douze mois » is kept without anybody thinking of it."""
    record = await _closed(at)
    folder = at.policy.notebooks / folder_name(record)
    (folder / "cahier.json").write_text(STORY, encoding="utf-8")
    (folder / "cahier-donnees.pdf").write_bytes(b"%PDF /EmbeddedFile")
    assert record.closed_at is not None
    await at.pass_time(record.closed_at + timedelta(days=364))
    assert (await at.store.contributions(record.id)) != []
    await at.pass_time(record.closed_at + timedelta(days=365, minutes=1))
    purged = await at.session()
    assert purged.purged_at is not None
    assert await at.store.contributions(record.id) == []
    assert await at.store.participations_of(session=record.id) == []
    assert await at.store.group(record.id) is None
    assert await at.store.person_by_user("telegram", str(LEA)) is None
    assert await at.store.person_by_user("telegram", str(ADA)) is not None
    assert _written(at, record) == {"cahier.html", "cahier.md", "cahier.pdf"}
    assert len(await at.store.versions(record.id)) == 1
    with pytest.raises(OperatorError, match="were erased"):
        await at.notebooks.material(record.id)


async def test_afterwards_every_gesture_gets_a_sentence(at: Desk) -> None:
    """An old cockpit is still on the phone, an old event still on its way; nothing may fall over for it."""
    record = await _closed(at)
    await at.pass_time(at.clock.now() + timedelta(days=366))
    assert said(await at.steers(ADA, Gesture.SHOW_SESSION, record.id)) is Sentence.SESSION_PURGED
    assert said(await at.steers(ADA, Gesture.CLOSE_CONFIRMED, record.id)) is Sentence.SESSION_PURGED
    await at.says(ADA, "/animer")
    assert at.panels(ADA, WorkshopsPanel)[-1].past == ()
    await at.says(LEA, "Bonjour ?")
    assert at.sentence(LEA).key is Sentence.NO_SESSION
    posted = await at.store.commit(
        [
            Post(session_lane(record.id), encode(KeptLongEnough(record.id))),
            Post(notebook_lane(record.id), encode(CompileNotebook(record.id))),
        ]
    )
    at.dispatcher.submit(posted)
    await at.quiet()


async def test_a_session_closed_before_the_setting_changed_is_looked_at_again(tmp_path: Path) -> None:
    """An operator who shortens the time means the sessions that are there, at the next start."""
    async with desk(tmp_path) as at:
        record = await _closed(at)
        retention = Retention(at.store, at.memory, at.clock, at.policy, at.conductor)
        await retention.arm()
        # Looked at too early, it is looked at later.
        posted = await at.store.commit([Post(session_lane(record.id), encode(KeptLongEnough(record.id)))])
        at.dispatcher.submit(posted)
        await at.quiet()
        assert (await at.session()).purged_at is None
        assert await retention.due() == []
        assert record.closed_at is not None
        await at.store.commit([SaveSession(replace(record, parameters={"duree_conservation": "trois jours"}))])
        at.memory.clear()
        await retention.arm()
        await at.pass_time(record.closed_at + timedelta(days=4))
        assert (await at.session()).purged_at is not None
        await retention.arm()
        assert await retention.due() == []


async def test_a_session_without_a_notebook_is_erased_all_the_same(at: Desk) -> None:
    """The folder may have been moved to the agency's archive."""
    at.compiler.mistake = True
    record = await _closed(at)
    retention = Retention(at.store, at.memory, at.clock, at.policy, at.conductor)
    await retention.purge(record)
    assert (await at.session()).purged_at is not None


# -- one person --------------------------------------------------------------------------------------------------------


async def _erased(at: Desk, user: int) -> None:
    person = await at.store.person_by_user("telegram", str(user))
    assert person is not None
    retention = Retention(at.store, at.memory, at.clock, at.policy, at.conductor)
    await retention.may_erase(person)
    await retention.ask_to_be_erased(person)
    await at.quiet()
    await retention.erase(person)
    await at.quiet()


async def test_a_person_erased_leaves_the_others_free_to_go_on(at: Desk) -> None:
    """The gates recount without them; they are told, once, and nothing of theirs is left."""
    record = await at.opened(LEA, MAX)
    await at.says(LEA, "un deux trois")
    await at.says(LEA, STORY)
    await _erased(at, LEA)
    assert [one.key for one in at.panels(LEA, SentencePanel)] == [Sentence.ERASED]
    assert await at.store.person_by_user("telegram", str(LEA)) is None
    group = (await at.memory.group(record.id)).group
    assert len(group.active) == 1
    assert STORY not in str(await at.store.contributions(record.id))
    # They may come back as somebody new.
    await at.says(LEA, f"/start {record.join}")
    assert await at.store.person_by_user("telegram", str(LEA)) is not None


async def test_after_the_close_a_person_erased_is_out_of_the_notebook_too(at: Desk) -> None:
    """It is compiled again without them."""
    await _closed(at)
    before = len(at.compiler.material)
    await _erased(at, LEA)
    assert len(at.compiler.material) > before
    assert STORY not in str(at.compiler.material[-1].contributions)


async def test_who_withdrew_everything_before_is_erased_as_well(at: Desk) -> None:
    """A withdrawal leaves a run that says so; erasing leaves nothing."""
    record = await _closed(at)
    await at.says(LEA, "/mesdonnees")
    run = await at.run(LEA)
    await _erased(at, LEA)
    assert await at.store.run(run.participant) is None
    assert record.id


async def test_the_installations_own_people_are_taken_off_its_list_first(at: Desk) -> None:
    """They would come back with their next message, and their list is where one looks."""
    await at.launched()
    with pytest.raises(OperatorError, match="HORIZONS_FACILITATORS"):
        await _erased(at, ADA)


async def test_nobody_leaves_an_organisation_without_an_owner(at: Desk) -> None:
    """Its sessions would be nobody's."""
    await at.says(MAX, "/start")
    person = await at.store.person_by_user("telegram", str(MAX))
    assert person is not None
    await at.store.commit([SaveMembership(Membership("ailleurs", person.id, Role.OWNER, at.clock.now(), by="x"))])
    with pytest.raises(OperatorError, match='only owner of "ailleurs"'):
        await _erased(at, MAX)
    await at.store.commit([SaveOrganisation(Organisation("ailleurs", "Ailleurs", at.clock.now()))])
    with pytest.raises(OperatorError, match='only owner of "Ailleurs"'):
        await _erased(at, MAX)
    await at.says(EVE, "/start")
    other = await at.store.person_by_user("telegram", str(EVE))
    assert other is not None
    await at.store.commit([SaveMembership(Membership("ailleurs", other.id, Role.OWNER, at.clock.now(), by="x"))])
    await _erased(at, MAX)
    assert await at.store.memberships(person=person.id) == []


async def test_another_process_may_erase_while_the_bot_runs(tmp_path: Path) -> None:
    """What the bot remembers of somebody is not older than the file when they write again."""
    async with desk(tmp_path) as at:
        at.store.on_foreign_writes(at.memory.clear)
        record = await at.opened(LEA)
        async with open_store(f"sqlite+aiosqlite:///{tmp_path / 'horizons.sqlite3'}") as elsewhere:
            (mine,) = await elsewhere.participations_of(session=record.id)
            await elsewhere.commit([Forget(mine.participant), ErasePerson(mine.person)])
        await at.says(LEA, f"/start {record.join}")
        (again,) = await at.store.participations_of(session=record.id)
        assert again.participant != mine.participant
