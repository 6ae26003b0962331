"""Who comes in, how, and what becomes of those who are nobody's participant."""

from __future__ import annotations

import sqlite3

import pytest

from bot.chat.buttons import encode
from bot.engine.phrases import Phrase, say
from bot.engine.prompts import Act
from bot.engine.run import Status
from bot.facilitation.incoming import Gesture, ParticipantButton
from bot.facilitation.panels import LanguagePanel, Sentence, SentencePanel
from bot.facilitation.reception import Reception
from tests.facilitation.support import ADA, Desk

LEA, NOE, ZOE = 11, 12, 13


async def test_the_link_leads_to_the_first_card_once_the_session_is_open(at: Desk) -> None:
    """Early guests must neither be lost nor asked anything before the doors open."""
    record = await at.launched()
    await at.says(LEA, f"/start {record.join}")
    assert at.heard(LEA, Phrase.NOT_OPEN_YET) == 1
    await at.steers(ADA, Gesture.OPEN, record.id)
    _, card = at.waiting(LEA)
    assert [button.value for row in card.rows for button in row] == ["commencer", "question"]


async def test_the_link_again_shows_where_one_is_and_makes_nobody_twice(at: Desk) -> None:
    """People tap the link again rather than scroll: a second participant would count them twice."""
    record = await at.opened(LEA)
    wait = (await at.run(LEA)).wait.id
    await at.says(LEA, f"/start {record.join}")
    assert (await at.run(LEA)).wait.id == wait
    assert len(await at.store.participations_of(session=record.id)) == 1


async def test_an_unknown_link_is_answered_in_words(at: Desk) -> None:
    """A link cut by a mail program is the commonest failure at the door."""
    await at.says(LEA, "/start nowhere")
    assert at.sentence(LEA).key is Sentence.UNKNOWN_LINK


async def test_the_link_of_a_closed_session_says_so_and_keeps_nobody(at: Desk) -> None:
    """Coming late by a day deserves a word, and leaves no trace in the group."""
    record = await at.opened(LEA)
    await at.steers(ADA, Gesture.CLOSE_CONFIRMED, record.id)
    await at.says(NOE, f"/start {record.join}")
    assert at.sentence(NOE) == SentencePanel(Sentence.SESSION_OVER, {"title": "Atelier inventé"})
    assert len(await at.store.participations_of(session=record.id)) == 1


async def test_several_who_come_at_once_have_each_their_pseudonym(at: Desk) -> None:
    """Facilitators tell people apart by it; everybody taps the link in the same second."""
    record = await at.launched()
    await at.update(*(at.message(100 + n, f"/start {record.join}") for n in range(60)))
    aliases = [one.alias for one in await at.store.participations_of(session=record.id)]
    assert len(aliases) == len(set(aliases)) == 60


async def test_coming_in_while_the_doors_open_loses_nobody(at: Desk) -> None:
    """The step was computed against a session still closed: it is computed again, not thrown away."""
    record = await at.launched()
    arrivals = [at.message(100 + n, f"/start {record.join}") for n in range(20)]
    opening = at.pressed(ADA, f"v1:f:{record.id}:o:")
    await at.update(*arrivals[:10], opening, *arrivals[10:])
    for n in range(20):
        _, card = at.waiting(100 + n)
        assert card.rows
    assert dead_letters(at) == 0


async def test_a_refusal_leaves_nothing_but_a_count(at: Desk) -> None:
    """« Rien n'est conservé » is a promise about the database, not about the screen."""
    record = await at.opened()
    await at.says(LEA, f"/start {record.join}")
    await at.taps(LEA, Act.CHOOSE, "commencer")
    await at.taps(LEA, Act.CHOOSE, "non")
    assert at.heard(LEA, Phrase.DECLINED) == 1
    assert await at.store.participations_of(session=record.id) == []
    assert await at.store.person_by_user("telegram", str(LEA)) is None
    assert (await at.memory.group(record.id)).group.declined == 1
    assert await at.store.contributions(record.id) == []
    with sqlite3.connect(at.folder / "horizons.sqlite3") as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            for row in connection.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 -- names of our own tables
                assert str(LEA) not in [str(value) for value in row if not isinstance(value, int)], table


async def test_what_still_comes_for_somebody_forgotten_is_done_and_silent(at: Desk) -> None:
    """A tap on the card of somebody who refused must neither fail nor bring them back."""
    record = await at.opened()
    await at.says(LEA, f"/start {record.join}")
    participant, card = at.waiting(LEA)
    await at.taps(LEA, Act.CHOOSE, "commencer")
    refusal = at.waiting(LEA)[1].wait
    both = [at.pressed(LEA, encode(ParticipantButton(participant, Act.CHOOSE, refusal, 0, "non"))) for _ in range(2)]
    await at.update(*both)
    assert dead_letters(at) == 0
    assert await at.presses(LEA, encode(ParticipantButton(participant, Act.CHOOSE, card.wait, 0, "commencer"))) == say(
        Phrase.FOREIGN
    )


async def test_somebody_elses_button_does_nothing(at: Desk) -> None:
    """A card forwarded with its buttons must not answer in its owner's name."""
    await at.opened(LEA, NOE)
    participant, card = at.waiting(LEA)
    data = encode(ParticipantButton(participant, Act.PASS, card.wait, card.rev))
    assert await at.presses(NOE, data) == say(Phrase.FOREIGN)
    assert (await at.run(LEA)).wait.id == card.wait


async def test_a_forged_button_is_answered_and_done(at: Desk) -> None:
    """Whatever comes in, the spinner stops."""
    assert await at.presses(LEA, "v9:whatever") == say(Phrase.FOREIGN)
    assert dead_letters(at) == 0


async def test_a_button_of_a_card_that_is_over_changes_nothing(at: Desk) -> None:
    """Two taps in a hurry: the second belongs to a question that is answered already."""
    await at.opened(LEA)
    participant, card = at.waiting(LEA)
    data = encode(ParticipantButton(participant, Act.PASS, card.wait, card.rev))
    await at.presses(LEA, data)
    before = await at.run(LEA)
    assert await at.presses(LEA, data) == say(Phrase.STALE)
    assert (await at.run(LEA)).wait == before.wait


async def test_who_blocks_the_bot_is_waited_for_no_longer_and_is_welcomed_back(at: Desk) -> None:
    """A gate's denominator is the people still there."""
    record = await at.opened(LEA, NOE)
    await at.blocks(LEA)
    assert (await at.run(LEA)).status is Status.UNREACHABLE
    assert len((await at.memory.group(record.id)).group.active) == 1
    await at.unblocks(LEA)
    await at.says(LEA, "/reprendre")
    assert (await at.run(LEA)).status is Status.ACTIVE
    assert len((await at.memory.group(record.id)).group.active) == 2


async def test_delivery_finds_out_that_somebody_is_gone(at: Desk) -> None:
    """A deleted account tells nobody: the first message that fails does."""
    record = await at.opened(LEA, NOE)
    at.blocked.add(LEA)
    await at.says(LEA, "/mesreponses")
    assert (await at.run(LEA)).status is Status.UNREACHABLE
    assert len((await at.memory.group(record.id)).group.active) == 1
    assert at.heard(ADA, Phrase.TELL_BLOCKED) == 1


async def test_nobody_of_that_id_is_gone_already(at: Desk) -> None:
    """Forgotten between the send and its refusal."""
    await at.reception.gone("nobody")
    assert dead_letters(at) == 0


async def test_who_writes_after_having_been_unreachable_can_be_reached(at: Desk) -> None:
    """Telegram does not always say that the bot was let in again."""
    await at.opened(LEA)
    await at.blocks(LEA)
    await at.says(LEA, "me revoilà avec mes trois mots")
    person = await at.store.person_by_user("telegram", str(LEA))
    assert person is not None
    assert person.reachable


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("/start", Sentence.NO_SESSION),
        ("/reprendre", Sentence.NO_SESSION),
        ("bonjour", Sentence.NO_SESSION),
        ("/mesreponses", Sentence.NO_CURRENT_SESSION),
        ("/mesdonnees", Sentence.NO_CURRENT_SESSION),
        ("/quitter", Sentence.NO_CURRENT_SESSION),
        ("/aide", Sentence.HELP),
        ("/confidentialite", Sentence.PRIVACY),
        ("/danser", Sentence.UNKNOWN_COMMAND),
        ("/animer", Sentence.NOT_FACILITATOR),
    ],
)
async def test_every_command_has_an_answer_outside_any_session(at: Desk, command: str, said: Sentence) -> None:
    """Silence is what makes people think that a bot is broken."""
    await at.says(LEA, command)
    assert at.sentence(LEA).key is said


async def test_a_picture_outside_any_session_is_answered_and_an_edit_is_not(at: Desk) -> None:
    """Who corrects a typing mistake expects nothing."""
    await at.sends_voice(LEA)
    assert at.sentence(LEA).key is Sentence.NO_SESSION
    before = len(at.screens[LEA])
    await at.edits(LEA, 5, "bonjour")
    assert len(at.screens[LEA]) == before


async def test_inside_a_session_the_commands_reach_the_participant(at: Desk) -> None:
    """Each shows what it is about, and none moves anybody."""
    await at.opened(LEA)
    wait = (await at.run(LEA)).wait
    for command, phrase in (
        ("/mesreponses", Phrase.MY_ANSWERS),
        ("/mesdonnees", Phrase.MY_DATA),
        ("/quitter", Phrase.LEAVE_CONFIRM),
    ):
        await at.says(LEA, command)
        assert at.heard(LEA, phrase) == 1
    await at.sends_voice(LEA)
    assert at.heard(LEA, Phrase.UNREADABLE) == 1
    assert (await at.run(LEA)).wait == wait


async def test_the_language_is_chosen_with_and_without_a_session(at: Desk) -> None:
    """Somebody who reads no French must be able to say so before anything else."""
    await at.says(NOE, "/langue")
    assert isinstance(at.last(NOE).panel, LanguagePanel)
    await at.presses(NOE, "v1:f::g:en")
    assert at.sentence(NOE).key is Sentence.LANGUAGE_SET
    assert at.voice.languages[-1] == "en"
    await at.opened(LEA)
    await at.presses(LEA, "v1:f::g:en")
    assert (await at.run(LEA)).language == "en"
    await at.presses(LEA, "v1:f::g:xx")
    assert (await at.run(LEA)).language == "fr"


@pytest.mark.parametrize(("hint", "language"), [("fr-CA", "fr"), ("en", "en"), ("pt", "en"), ("", "fr")])
async def test_the_first_language_is_the_phones_if_we_speak_it(at: Desk, hint: str, language: str) -> None:
    """English rather than French for whoever reads neither; French where nothing is known."""
    await at.says(LEA, "/aide", language=hint)
    person = await at.store.person_by_user("telegram", str(LEA))
    assert person is not None
    assert person.language == language


async def test_what_concerns_nobody_is_done_and_what_cannot_be_read_is_a_dead_letter(at: Desk) -> None:
    """Neither may hold up the lane behind it."""
    await at.update({"message": {"message_id": 1, "chat": {"id": -5, "type": "group"}, "text": "salut"}})
    assert dead_letters(at) == 0
    await at.update({"message": {"chat": "none"}})
    assert dead_letters(at) == 1


async def test_a_defect_in_one_entry_delays_nobody(at: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A poisoned entry goes aside; the same person's next one is handled."""
    await at.opened(LEA)

    async def fails(*_: object) -> None:
        raise KeyError("a defect")

    with monkeypatch.context() as patched:
        patched.setattr(Reception, "_text", fails)
        await at.says(LEA, "un mot")
    assert dead_letters(at) == 1
    await at.says(LEA, "deux mots")
    assert [one.text for one in await at.contributions("mots")] == ["deux\nmots"]


async def test_texts_of_one_person_stay_in_order_and_people_go_side_by_side(at: Desk) -> None:
    """Six messages in a burst, from each of five people: nothing lost, nothing reordered."""
    users = [20 + n for n in range(5)]
    await at.opened(*users)
    for user in users:
        await at.taps(user, Act.PASS)
    burst = [at.message(user, f"partie {n}") for n in range(6) for user in users]
    await at.update(*burst)
    for one in await at.contributions("vecu"):
        assert one.text.split("\n") == [f"partie {n}" for n in range(6)]
    assert len(await at.contributions("vecu")) == 5


async def test_two_events_of_one_person_from_two_lanes_are_both_applied(at: Desk) -> None:
    """A gate that opens while somebody answers: the one that comes second is computed on what the first left."""
    record = await at.opened(LEA)
    answers = [at.message(LEA, "un deux trois")]
    await at.steers(ADA, Gesture.NEXT_ANNOUNCED, record.id, "idees")
    await at.update(*answers, at.pressed(ADA, f"v1:f:{record.id}:jc:idees"))
    assert [one.text for one in await at.contributions("mots")] == ["un\ndeux\ntrois"]
    assert (await at.memory.group(record.id)).group.opened_gates == ("idees",)


def dead_letters(at: Desk) -> int:
    with sqlite3.connect(at.folder / "horizons.sqlite3") as connection:
        (count,) = connection.execute("SELECT count(*) FROM inbox WHERE state = 'dead'").fetchone()
        assert isinstance(count, int)
        return count
