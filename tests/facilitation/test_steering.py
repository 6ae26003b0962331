"""From the opening to the notebook: gates, the vote, the close, and what the cockpit shows of it."""

from __future__ import annotations

from datetime import timedelta

from bot.chat.buttons import encode
from bot.engine.phrases import Phrase
from bot.engine.prompts import Act
from bot.engine.run import Status
from bot.facilitation.incoming import Gesture, ParticipantButton
from bot.facilitation.names_seen import readable
from bot.facilitation.outgoing import SendFile
from bot.facilitation.panels import CockpitPanel, Sentence, SentencePanel
from tests.facilitation.support import ADA, EVE, Desk

LEA, NOE, ZOE = 11, 12, 13


def cockpit(at: Desk, by: int = ADA) -> CockpitPanel:
    panel = at.panels(by, CockpitPanel)[-1]
    assert isinstance(panel, CockpitPanel)
    return panel


async def refreshed(at: Desk) -> CockpitPanel:
    await at.pass_time(at.clock.now() + timedelta(seconds=10))
    return cockpit(at)


async def test_a_cockpit_is_shown_again_as_the_bot_comes_back(at: Desk) -> None:
    """What was done just before the plug was pulled is kept, and the message that says so was perhaps never sent."""
    record = await at.opened(LEA)
    await at.launched()
    await refreshed(at)
    before = len(at.panels(ADA, CockpitPanel))
    await at.cockpits.resume()
    await refreshed(at)
    assert [one.session for one in at.panels(ADA, CockpitPanel)[before:]] == [record.id]


async def test_opening_twice_opens_once(at: Desk) -> None:
    """Two facilitators tap at once, or one taps twice: everybody is asked the first question once."""
    record = await at.launched()
    await at.says(LEA, f"/start {record.join}")
    opening = f"v1:f:{record.id}:o:"
    await at.update(at.pressed(ADA, opening), at.pressed(EVE, opening), at.pressed(ADA, opening))
    assert (await at.run(LEA)).serial == 1
    assert (await at.session()).opened_at is not None
    assert (await at.gestures()).count("gate_opened") == 0


async def test_two_facilitators_who_go_on_at_once_pass_one_gate(at: Desk) -> None:
    """Each saw the same gate on her cockpit: the second tap is about a gate that is open already."""
    record = await at.opened(LEA)
    onward = f"v1:f:{record.id}:jc:idees"
    await at.update(at.pressed(ADA, onward), at.pressed(EVE, onward))
    assert (await at.memory.group(record.id)).group.opened_gates == ("idees",)


async def test_going_on_and_closing_ask_first(at: Desk) -> None:
    """A slip of the thumb must not end an evening."""
    record = await at.opened(LEA, NOE)
    await at.steers(ADA, Gesture.NEXT, record.id)
    assert (cockpit(at).menu, cockpit(at).next_gate) == ("next", "idees")
    await at.steers(ADA, Gesture.COCKPIT, record.id)
    assert cockpit(at).menu == ""
    await at.steers(ADA, Gesture.CLOSE, record.id)
    assert cockpit(at).menu == "close"
    assert (await at.memory.group(record.id)).group.opened_gates == ()
    assert (await at.session()).status == "open"


async def test_a_gesture_of_another_kind_on_a_session_is_refused(at: Desk) -> None:
    """A forged button of hers names a gesture that belongs to no session."""
    record = await at.opened()
    toast = await at.presses(ADA, f"v1:f:{record.id}:g:fr")
    assert toast == SentencePanel(Sentence.LANGUAGE_SET)


async def test_the_cockpit_says_who_is_expected_and_who_may_answer_to_whom(at: Desk) -> None:
    """While somebody can still be fetched, and before an agent has to speak in front of whom they work for."""
    record = await at.opened()
    assert ((await refreshed(at)).lacking, cockpit(at).hierarchy) == ((), ())
    await at.enters(LEA, record.join)
    assert ((await refreshed(at)).lacking, cockpit(at).hierarchy) == (("Élu·e",), ())
    await at.enters(NOE, record.join, "elu")
    assert ((await refreshed(at)).lacking, cockpit(at).hierarchy) == ((), ("Élu·e", "Habitant·e"))
    await at.blocks(LEA)
    assert ((await refreshed(at)).lacking, cockpit(at).hierarchy) == (("Habitant·e",), ())
    await at.goes_on(record.id, "idees")
    assert ((await refreshed(at)).lacking, cockpit(at).hierarchy) == ((), ())


async def test_the_cockpit_follows_everybody(at: Desk) -> None:
    """Where each person is, by pseudonym and profile, and what the group works towards."""
    record = await at.opened(LEA, NOE, ZOE)
    panel = await refreshed(at)
    assert [one.state for one in panel.people] == ["silent"] * 3
    assert {one.profile for one in panel.people} == {"Habitant·e"}
    await at.says(LEA, "un deux trois")
    await at.says(LEA, "un récit assez long pour cela")
    await at.blocks(NOE)
    await at.taps(ZOE, Act.PASS)
    await at.says(ZOE, "un récit")
    await at.taps(ZOE, Act.DONE)
    panel = await refreshed(at)
    assert sorted(one.state for one in panel.people) == ["gone", "waiting", "writing"]
    assert (panel.arrived, panel.active, panel.next_gate, panel.next_title) == (1, 2, "idees", "Les envies")
    assert panel.deadline is not None
    assert panel.contributions > 0
    assert not panel.voting
    newcomer = 14
    await at.says(newcomer, f"/start {record.join}")
    panel = await refreshed(at)
    assert [one.state for one in panel.people if not one.profile] == ["silent"]


async def test_the_cockpit_is_edited_now_and_then_however_much_happens(at: Desk) -> None:
    """An edit a change would be refused by the channel."""
    await at.opened(LEA)
    await refreshed(at)
    before = len(at.panels(ADA, CockpitPanel))
    for _ in range(5):
        await at.says(LEA, "/mesreponses")
    assert len(at.panels(ADA, CockpitPanel)) == before
    await refreshed(at)
    assert len(at.panels(ADA, CockpitPanel)) == before + 1


async def through_the_vote(at: Desk) -> str:
    """Three people, up to the ballot; the session."""
    record = await at.opened(LEA, NOE, ZOE)
    await at.reaches_ideas(record.id, LEA, NOE, ZOE)
    for user in (LEA, NOE):
        await at.says(user, f"Une place avec des arbres pour la personne {user}.")
        await at.taps(user, Act.DONE)
    await at.taps(ZOE, Act.PASS)
    await at.goes_on(record.id, "vote")
    return record.id


async def grade_everything(at: Desk, user: int, grade: str) -> None:
    group = (await at.memory.group((await at.session()).id)).group
    for _ in group.ballots["vote"]:
        _, card = at.waiting(user)
        code = next(button.value for row in card.rows for button in row if button.act is Act.GRADE).partition(":")[0]
        await at.taps(user, Act.GRADE, f"{code}:{grade}")
    await at.taps(user, Act.CONFIRM)


async def test_a_whole_evening_ends_with_a_result_a_notebook_and_a_journal(at: Desk) -> None:
    """Everything the group did is counted once, sealed, told to all and compiled."""
    session = await through_the_vote(at)
    panel = await refreshed(at)
    assert panel.voting
    assert {one.state for one in panel.people} == {"silent"}
    await grade_everything(at, LEA, "2")
    panel = await refreshed(at)
    assert panel.voted == 1
    assert sorted(one.state for one in panel.people) == ["silent", "silent", "waiting"]
    await at.taps(LEA, Act.CHANGE, "vote")
    panel = await refreshed(at)
    assert sorted(one.state for one in panel.people) == ["silent", "silent", "voted"]
    await at.taps(LEA, Act.ITEM, "3")
    await at.taps(LEA, Act.CONFIRM)
    await grade_everything(at, NOE, "0")
    await grade_everything(at, ZOE, "-")
    group = (await at.memory.group(session)).group
    assert group.opened_gates == ("idees", "vote", "cloture")
    result = group.results["vote"]
    assert (result.voters, result.electorate) == (3, 3)
    assert {sum(one.counts) for one in result.counts} == {2}
    assert {one.no_opinion for one in result.counts} == {1}
    assert all(at.heard(user, Phrase.RESULT) == 1 for user in (LEA, NOE, ZOE))
    await at.says(LEA, "un mot de la fin assez long")
    await at.taps(LEA, Act.DONE)
    panel = await refreshed(at)
    assert "finished" in {one.state for one in panel.people}
    assert (panel.next_gate, panel.next_title, panel.deadline) == ("end", "", None)
    await at.steers(ADA, Gesture.CLOSE_CONFIRMED, session)
    record = await at.session()
    assert (record.status, record.closed_at is not None) == ("closed", True)
    assert {(await at.run(user)).status for user in (LEA, NOE, ZOE)} == {Status.FINISHED}
    assert SentencePanel(Sentence.NOTEBOOK_READY, {"title": "Atelier inventé"}) in at.panels(ADA, SentencePanel)
    files = [one.body for one in at.screens[ADA] if isinstance(one.body, SendFile)]
    assert [file.name for file in files] == ["cahier-atelier.html", "cahier-atelier.pdf"]
    assert all((at.policy.notebooks / file.path).is_file() for file in files)
    panel = await refreshed(at)
    assert {one.state for one in panel.people} == {"finished"}
    gestures = await at.gestures()
    assert gestures.count("vote_closed") == 1
    assert gestures.count("closed") == 1
    assert gestures[:2] == ["created", "opened"]
    (material,) = at.compiler.material
    assert {speaker.quotation for speaker in material.speakers} == {"no"}
    assert len(material.ideas) == 2


async def test_closing_during_a_vote_counts_it_first(at: Desk) -> None:
    """The ballots cast are the group's: they are counted, not thrown away."""
    session = await through_the_vote(at)
    await grade_everything(at, LEA, "1")
    await at.steers(ADA, Gesture.CLOSE_CONFIRMED, session)
    group = (await at.memory.group(session)).group
    assert group.results["vote"].voters == 1
    assert (await at.session()).status == "closed"


async def test_a_close_asked_twice_closes_once(at: Desk) -> None:
    """One notebook, one farewell."""
    record = await at.opened(LEA)
    close = f"v1:f:{record.id}:C:"
    await at.update(at.pressed(ADA, close), at.pressed(EVE, close))
    assert at.heard(LEA, Phrase.SESSION_CLOSED) == 1
    assert len(at.compiler.material) == 1


async def test_a_template_that_fails_is_said_and_can_be_tried_again(at: Desk) -> None:
    """The template is at fault, not the session: nothing is lost."""
    record = await at.opened(LEA)
    at.compiler.mistake = True
    await at.steers(ADA, Gesture.NOTEBOOK, record.id)
    assert at.sentence(ADA) == SentencePanel(Sentence.NOTEBOOK_FAILED, {"title": "Atelier inventé"})
    at.compiler.mistake = False
    await at.steers(ADA, Gesture.NOTEBOOK, record.id)
    assert SentencePanel(Sentence.NOTEBOOK_READY, {"title": "Atelier inventé"}) in at.panels(ADA, SentencePanel)


async def test_a_notebook_can_be_written_elsewhere(at: Desk) -> None:
    """The command line says where."""
    record = await at.opened(LEA)
    files = await at.notebooks.write(record.id, ["html"], at.folder / "elsewhere")
    assert [file.parent for file in files] == [at.folder / "elsewhere"]


async def test_what_the_group_shares_at_a_gate_names_nobody(at: Desk) -> None:
    """Stories and words travel without author, and nobody reads their own as somebody else's."""
    record = await at.opened(LEA, NOE)
    await at.reaches_ideas(record.id, LEA, NOE)
    assert at.heard(LEA, Phrase.SHARED) == 1
    assert at.heard(LEA, Phrase.SHARED_WORDS) == 1
    cards = [one.card for one in at.screens[LEA] if Phrase.SHARED in one.phrases]
    assert "personne 12" in str(cards)
    assert "personne 11" not in str(cards)


async def test_words_too_many_to_count_are_not_shared(at: Desk) -> None:
    """Four words typed and none chosen: no word counts yet, so none is anybody's to read."""
    record = await at.opened(LEA, NOE)
    await at.says(LEA, "un, deux, trois, quatre")
    await at.goes_on(record.id, "idees")
    assert at.heard(NOE, Phrase.SHARED_WORDS) == 0


async def test_a_question_at_the_door_reaches_the_facilitator(at: Desk) -> None:
    """By pseudonym, and nobody else."""
    record = await at.opened()
    await at.says(LEA, f"/start {record.join}")
    await at.taps(LEA, Act.CHOOSE, "question")
    await at.says(LEA, "Faut-il donner son nom ?")
    assert at.heard(ADA, Phrase.TELL_QUESTION) == 1
    assert at.heard(EVE, Phrase.TELL_QUESTION) == 0


async def test_who_leaves_and_takes_everything_leaves_no_words(at: Desk) -> None:
    """The ballot goes too as long as the vote is open."""
    session = await through_the_vote(at)
    await grade_everything(at, LEA, "2")
    await at.says(LEA, "/quitter")
    await at.taps(LEA, Act.LEAVE, "erase")
    assert await at.store.ballot_count(session, "vote") == 0
    run = await at.run(LEA)
    texts = [one.text for one in await at.store.contributions(session) if one.participant == run.participant]
    assert set(texts) <= {""}
    kept = [one for one in await at.store.contributions(session) if one.participant != run.participant]
    assert (await refreshed(at)).contributions == len(readable(await at.memory.script(session), kept))


async def test_fifty_taps_at_once_from_two_phones_make_one_ballot(at: Desk) -> None:
    """They arrive in one batch, handled side by side: the first is the ballot, and the database knows one a person."""
    session = await through_the_vote(at)
    participant, card = at.waiting(LEA)
    grades = [button.value for row in card.rows for button in row if button.act is Act.GRADE][:3]
    taps = [
        at.pressed(LEA, encode(ParticipantButton(participant, Act.GRADE, card.wait, card.rev, grades[n % 3])))
        for n in range(50)
    ]
    await at.update(*taps)
    code, _, index = grades[0].partition(":")
    assert await at.store.ballots(session, "vote") == [{code: int(index)}]


async def test_a_button_on_somebody_elses_ballot_is_nobodys_vote(at: Desk) -> None:
    """A forged button names another participant: it is that person's, and only she may tap it."""
    session = await through_the_vote(at)
    participant, card = at.waiting(LEA)
    grade = next(button.value for row in card.rows for button in row if button.act is Act.GRADE)
    await at.presses(NOE, encode(ParticipantButton(participant, Act.GRADE, card.wait, card.rev, grade)))
    assert await at.store.ballots(session, "vote") == []


# -- ballots taken back ------------------------------------------------------------------------------------------------


async def withdraws_everything(at: Desk, user: int) -> None:
    await at.says(user, "/mesdonnees")
    await at.taps(user, Act.WITHDRAW, "ask")
    await at.taps(user, Act.WITHDRAW, "yes")


async def test_a_ballot_withdrawn_after_the_close_is_in_no_count_and_one_notebook_follows(at: Desk) -> None:
    """Made of the votes of those who stay; nobody is told whose it was."""
    session = await through_the_vote(at)
    for user in (LEA, NOE, ZOE):
        await grade_everything(at, user, "2" if user == LEA else "0")
    await at.steers(ADA, Gesture.CLOSE_CONFIRMED, session)
    await withdraws_everything(at, LEA)
    first, second = at.compiler.material
    assert [one.results["vote"].voters for one in (first, second)] == [3, 2]
    assert {place.grade for place in second.results["vote"].standings} == {0}
    assert len(await at.store.ballots(session, "vote")) == 2
    assert at.heard(ADA, Phrase.TELL_RECOUNTED) == 1
    assert at.heard(LEA, Phrase.WITHDRAWN_BALLOT_TOO) == 1


async def test_two_weeks_after_the_close_a_ballot_cannot_be_found_any_more(at: Desk) -> None:
    """The link is destroyed; the words of who withdraws then still go, and the notebook is compiled without them."""
    session = await through_the_vote(at)
    for user in (LEA, NOE, ZOE):
        await grade_everything(at, user, "2")
    await at.steers(ADA, Gesture.CLOSE_CONFIRMED, session)
    await at.pass_time(at.clock.now() + timedelta(days=14, minutes=1))
    await withdraws_everything(at, LEA)
    assert len(await at.store.ballots(session, "vote")) == 3
    assert [one.results["vote"].voters for one in at.compiler.material] == [3, 3]
    assert at.heard(LEA, Phrase.WITHDRAWN_BALLOT_STAYS) == 1
