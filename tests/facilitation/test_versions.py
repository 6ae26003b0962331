"""Versions of a notebook: what makes another one, which hold words withdrawn since. Everything is fabricated."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

from msgspec.structs import replace

from bot.engine.effects import Standing
from bot.engine.prompts import Act
from bot.facilitation.incoming import Gesture
from bot.facilitation.made import RECORD, Made, made, note
from bot.facilitation.notebooks import folder_name
from bot.facilitation.outgoing import SendFile
from bot.facilitation.panels import CockpitPanel, ContributionPanel, ListPanel, Sentence, SentencePanel
from bot.facilitation.records import NotebookVersion, VersionStatus
from bot.facilitation.versions import Part, Since, changes, holding_withdrawn, version_of
from bot.facilitation.writes import AddContribution
from tests.facilitation.support import ADA, EVE, Desk, said
from tests.store.builders import NOON

LEA, NOE = 22, 33


async def test_the_same_data_make_the_same_version_and_a_withdrawal_makes_another(at: Desk) -> None:
    """Asked for ten times, it is one version; whoever holds an earlier one must see that it is not the last."""
    record = await at.opened(LEA, NOE)
    await at.says(LEA, "un deux trois")
    await at.steers(ADA, Gesture.NOTEBOOK, record.id)
    await at.steers(ADA, Gesture.CLOSE_CONFIRMED, record.id)
    await at.steers(ADA, Gesture.NOTEBOOK, record.id)
    before = await at.store.versions(record.id)
    await at.says(LEA, "/mesdonnees")
    await at.taps(LEA, Act.WITHDRAW, "ask")
    await at.taps(LEA, Act.WITHDRAW, "yes")
    versions = await at.store.versions(record.id)
    assert versions[:-1] == before
    assert [(one.number, one.status) for one in versions] == [
        (1, VersionStatus.PROVISIONAL),
        (2, VersionStatus.PROVISIONAL),
        (3, VersionStatus.CORRECTED),
    ]
    assert set(versions[1].contributions) - set(versions[2].contributions)
    assert [material.versions[-1].number for material in at.compiler.material] == [1, 2, 2, 3]


async def test_what_is_hidden_after_the_close_makes_another_version_that_the_team_is_sent(at: Desk) -> None:
    """Words that are to be shown to nobody are in the hands of everybody who has the first one."""
    record = await at.opened(LEA, NOE)
    await at.says(LEA, "un deux trois")
    await at.steers(ADA, Gesture.CLOSE_CONFIRMED, record.id)
    (said,) = await at.contributions("mots")
    files = len([one for one in at.screens[ADA] if isinstance(one.body, SendFile)])
    for _ in range(2):
        await at.steers(ADA, Gesture.HIDE, record.id, f"{said.id}:tiers")
        await at.quiet()
    versions = await at.store.versions(record.id)
    assert [one.status for one in versions] == [VersionStatus.PROVISIONAL, VersionStatus.CORRECTED]
    assert set(versions[0].contributions) - set(versions[1].contributions) == {said.id} or len(
        versions[1].contributions
    )
    assert len([one for one in at.screens[ADA] if isinstance(one.body, SendFile)]) > files


async def test_a_validated_version_that_holds_words_withdrawn_since_is_told(at: Desk) -> None:
    """It may lie on a table of the council: whoever put it there must know."""
    record = await at.opened(LEA, NOE)
    await at.says(LEA, "un deux trois")
    await at.steers(ADA, Gesture.CLOSE_CONFIRMED, record.id)
    (material,) = at.compiler.material
    (version,) = material.versions
    assert holding_withdrawn(material.versions, material.contributions) == []
    validated = replace(version, status=VersionStatus.VALIDATED)
    gone = replace(material, contributions=material.contributions[1:], versions=(validated,))
    assert holding_withdrawn(gone.versions, gone.contributions) == [(validated, 1)]
    assert version_of(replace(gone, contributions=material.contributions)) == validated


async def test_the_last_version_is_validated_once_what_is_withheld_has_been_read(at: Desk) -> None:
    """« validé » means that somebody read it: what waits for a decision first, and no version but the last."""
    record = await at.opened(LEA, NOE)
    await at.says(LEA, "un deux trois")
    assert said(await at.steers(ADA, Gesture.VALIDATE, record.id)) is Sentence.FACILITATOR_STALE_BUTTON
    await at.steers(ADA, Gesture.CLOSE_CONFIRMED, record.id)
    await at.steers(ADA, Gesture.COCKPIT, record.id)
    assert Gesture.VALIDATE in {offer.gesture for offer in at.panels(ADA, CockpitPanel)[-1].offers}
    assert await at.steers(ADA, Gesture.VALIDATE, record.id) is None
    panel = at.panels(ADA, ListPanel)[-1]
    assert (panel.heading, panel.gesture) == (Sentence.WHICH_VERSION, Gesture.VALIDATE_VERSION.value)
    assert [line.split(" · ")[0] for line in panel.lines] == ["Version 1"]
    assert said(await at.steers(ADA, Gesture.VALIDATE_VERSION, record.id, "9")) is Sentence.NEWER_VERSION
    compiled = len(at.compiler.material)
    assert said(await at.steers(ADA, Gesture.VALIDATE_VERSION, record.id, "1")) is Sentence.VERSION_VALIDATED
    (stands,) = await at.store.versions(record.id)
    assert stands.status is VersionStatus.VALIDATED
    assert [one.versions for one in at.compiler.material[compiled:]] == [(stands,)]
    assert "validated" in await at.gestures()
    await at.pass_time(at.clock.now() + timedelta(minutes=1))
    assert said(await at.steers(EVE, Gesture.VALIDATE_VERSION, record.id, "1")) is Sentence.ALREADY_DONE


async def test_nothing_is_validated_while_a_contribution_waits_for_a_decision(at: Desk) -> None:
    """A phone number that nobody has looked at must not be behind a notebook marked as read."""
    record = await at.opened(LEA, NOE)
    await at.says(LEA, "un deux trois")
    await at.steers(ADA, Gesture.CLOSE_CONFIRMED, record.id)
    (counted, *_) = await at.store.contributions(record.id)
    withheld = replace(counted, id="retenue", text="06 00 00 00 00", standing=Standing.WITHHELD, reason="donnee_perso")
    await at.store.commit([AddContribution(withheld)])
    for gesture, value in ((Gesture.VALIDATE, ""), (Gesture.VALIDATE_VERSION, "1")):
        refused = await at.steers(ADA, gesture, record.id, value)
        assert isinstance(refused, SentencePanel)
        assert (refused.key, refused.values["count"]) == (Sentence.READ_FIRST, 1)


async def test_nothing_is_validated_before_a_person_has_looked_at_who_may_be_named(at: Desk) -> None:
    """A neighbour's name is not the software's to judge: somebody looks, keeps or hides, and the look is on record."""
    record = await at.opened(LEA, NOE)
    told = ((LEA, "Hier, chez madame Kervadec, tout ferme"), (NOE, "Il faut demander à M. Morin s'il est d'accord"))
    for user, text in told:
        await at.says(user, f"un deux trois{user}")
        await at.says(user, text)
        await at.taps(user, Act.DONE)
    await at.steers(ADA, Gesture.CLOSE_CONFIRMED, record.id)
    refused = await at.steers(ADA, Gesture.VALIDATE_VERSION, record.id, "1")
    assert isinstance(refused, SentencePanel)
    assert (refused.key, refused.values["count"]) == (Sentence.NAMES_FIRST, 2)
    assert await at.steers(ADA, Gesture.VALIDATE, record.id) is None
    first = at.panels(ADA, ContributionPanel)[-1]
    assert (first.names, first.unseen) == (("Kervadec",), 2)
    assert await at.steers(ADA, Gesture.KEEP_NAMED, record.id, first.contribution) is None
    second = at.panels(ADA, ContributionPanel)[-1]
    assert (second.names, second.unseen) == (("Morin",), 1)
    assert said(await at.steers(ADA, Gesture.KEEP_NAMED, record.id, first.contribution)) is Sentence.ALREADY_DONE
    assert said(await at.steers(ADA, Gesture.KEEP_NAMED, record.id, second.contribution)) is Sentence.NAMES_SEEN
    assert (await at.gestures()).count("names_kept") == 2
    assert await at.steers(ADA, Gesture.VALIDATE, record.id) is None
    assert at.panels(ADA, ListPanel)[-1].heading is Sentence.WHICH_VERSION


async def test_what_nobody_can_have_read_is_not_validated(at: Desk) -> None:
    """The last version is what was read; a word parked since makes another notebook, to be compiled and read first."""
    record = await at.opened(LEA, NOE)
    await at.says(LEA, "un deux trois")
    await at.steers(ADA, Gesture.CLOSE_CONFIRMED, record.id)
    (counted, *_) = await at.store.contributions(record.id)
    await at.steers(ADA, Gesture.PARK, record.id, counted.id)
    for gesture, value in ((Gesture.VALIDATE, ""), (Gesture.VALIDATE_VERSION, "1")):
        assert said(await at.steers(ADA, gesture, record.id, value)) is Sentence.COMPILE_FIRST
    await at.steers(ADA, Gesture.NOTEBOOK, record.id)
    assert said(await at.steers(ADA, Gesture.VALIDATE_VERSION, record.id, "2")) is Sentence.VERSION_VALIDATED


async def test_no_file_goes_on_saying_what_its_author_took_back(at: Desk) -> None:
    """Only some formats are compiled at the withdrawal; a Word document of before must not be handed out any more."""
    record = await at.opened(LEA, NOE)
    await at.says(LEA, "un deux trois")
    await at.steers(ADA, Gesture.CLOSE_CONFIRMED, record.id)
    await at.notebooks.write(record.id, ["docx"], template="metropole")
    assert at.compiler.material[-1].template == "metropole"
    folder = at.policy.notebooks / folder_name(await at.session())
    assert made(folder)["cahier.docx"] == Made(1, VersionStatus.PROVISIONAL)
    unknown = folder / "notes.txt"
    unknown.write_text("to a person's own file nothing is done", encoding="utf-8")
    await at.says(LEA, "/mesdonnees")
    await at.taps(LEA, Act.WITHDRAW, "ask")
    await at.taps(LEA, Act.WITHDRAW, "yes")
    assert not (folder / "cahier.docx").exists()
    assert set(made(folder)) == {f"cahier.{one}" for one in at.policy.formats}
    assert {one.number for one in made(folder).values()} == {2}
    assert unknown.exists()


async def test_a_file_compiled_while_an_author_took_back_her_words_is_not_kept(at: Desk) -> None:
    """A console compiles for a minute; the withdrawal, meanwhile, has only what lay there to take away."""
    record = await at.opened(LEA, NOE)
    await at.says(LEA, "un deux trois")
    before = await at.notebooks.material(record.id)
    await at.says(LEA, "/mesdonnees")
    await at.taps(LEA, Act.WITHDRAW, "ask")
    await at.taps(LEA, Act.WITHDRAW, "yes")
    folder = at.policy.notebooks / folder_name(record)
    files = at.compiler.compile(before, folder, ["docx"])
    note(folder, files, before.versions, await at.store.contributions(record.id))
    assert not (folder / "cahier.docx").exists()
    assert "cahier.docx" not in made(folder)


async def test_two_that_note_at_once_both_stand_in_the_record(tmp_path: Path) -> None:
    """The chat and a console compile other formats of one notebook: neither forgets the other's."""
    version = NotebookVersion("one", 1, VersionStatus.PROVISIONAL, NOON, "", "", "", ())
    files = [tmp_path / f"{n}.md" for n in range(24)]
    for file in files:
        file.touch()
    await asyncio.gather(*(asyncio.to_thread(note, tmp_path, [file], [version], []) for file in files))
    assert set(made(tmp_path)) == {file.name for file in files}


def test_a_record_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    """A disk that was full, a hand that wrote in it: files are of a version nobody knows, and nothing fails."""
    assert made(tmp_path) == {}
    (tmp_path / RECORD).write_text("{", encoding="utf-8")
    assert made(tmp_path) == {}


async def test_a_version_says_what_changed_since_the_one_before(at: Desk) -> None:
    """Whoever holds version 1 must know whether to read version 2."""
    record = await at.opened(LEA, NOE)
    await at.says(LEA, "un deux trois")
    await at.steers(ADA, Gesture.NOTEBOOK, record.id)
    await at.says(NOE, "quatre cinq six")
    await at.steers(ADA, Gesture.CLOSE_CONFIRMED, record.id)
    await at.says(LEA, "/mesdonnees")
    await at.taps(LEA, Act.WITHDRAW, "ask")
    await at.taps(LEA, Act.WITHDRAW, "yes")
    versions = await at.store.versions(record.id)
    (_, nothing), (_, more), (last, fewer) = changes(versions)
    assert nothing is None
    assert more is not None
    assert (more.added > 0, more.gone, more.script, more.otherwise) == (True, 0, False, False)
    assert Part.SESSION in more.parts, "it was closed in between"
    assert fewer is not None
    assert (fewer.added, fewer.gone > 0) == (0, True)
    mended = replace(last, number=9, script_hash="other")
    assert changes([last, mended])[1][1] == Since(0, 0, script=True)
    old = [replace(one, parts={}) for one in (last, replace(last, number=9, data_hash="other"))]
    assert changes(old)[1][1] == Since(0, 0, script=False, otherwise=True)
