"""Gestures on one contribution or one person: hide, put forward, remind, ask, remove; split; going back."""

from __future__ import annotations

import pytest

from bot.engine.effects import Standing
from bot.engine.phrases import Phrase
from bot.engine.prompts import Act
from bot.engine.run import Status
from bot.facilitation.incoming import Gesture
from bot.facilitation.panels import (
    ContributionPanel,
    LetterPanel,
    ListPanel,
    ParticipantPanel,
    ParticipantsPanel,
    ReasonPanel,
    Sentence,
    SentencePanel,
)
from tests.facilitation.support import ADA, EVE, Desk, said
from tests.facilitation.test_steering import LEA, NOE, ZOE, refreshed


async def with_stories(at: Desk, *users: int) -> str:
    """Each has told a story, and waits for the ideas; the session."""
    record = await at.opened(*users)
    for user in users:
        await at.says(user, f"un deux trois{user}")
        await at.says(user, f"le récit de la personne {user}, assez long pour qu'on ne la relance pas")
        await at.taps(user, Act.DONE)
    return record.id


async def participant(at: Desk, user: int) -> str:
    return (await at.run(user)).participant


# -- names -------------------------------------------------------------------------------------------------------------


async def test_who_may_be_named_is_flagged_where_it_is_read_and_nothing_is_edited(at: Desk) -> None:
    """A person decides, with the name before her eyes; the pseudonyms that the bot gives are nobody's names."""
    record = await at.opened(LEA, NOE)
    noe = await participant(at, NOE)
    alias = next(one.alias for one in await at.store.participations_of(session=record.id) if one.participant == noe)
    for user, text in ((LEA, f"J'ai vu que {alias} trouve tout ici"), (NOE, "Hier, chez madame Kervadec, tout ferme")):
        await at.says(user, f"un deux trois{user}")
        await at.says(user, text)
        await at.taps(user, Act.DONE)
    await at.steers(ADA, Gesture.CONTRIBUTIONS, record.id, "1")
    first = at.panels(ADA, ContributionPanel)[-1]
    assert first.names == ()
    while not first.names:
        await at.steers(ADA, Gesture.CONTRIBUTIONS, record.id, str(first.next_named))
        first = at.panels(ADA, ContributionPanel)[-1]
    assert (first.names, first.text, first.next_named) == (("Kervadec",), "Hier, chez madame Kervadec, tout ferme", 0)


# -- hiding ------------------------------------------------------------------------------------------------------------


async def test_a_contribution_is_hidden_for_a_reason_that_its_author_reads(at: Desk) -> None:
    """Never without a reason, never behind the author's back, and never for good."""
    session = await with_stories(at, LEA, NOE)
    (one, _) = await at.contributions("vecu")
    await at.steers(ADA, Gesture.HIDE_MENU, session, one.id)
    panel = at.panels(ADA, ContributionPanel)[-1]
    assert (panel.contribution, panel.hiding) == (one.id, True)
    assert said(await at.steers(ADA, Gesture.HIDE, session, f"{one.id}:tiers")) is Sentence.CONTRIBUTION_HIDDEN
    assert at.heard(LEA, Phrase.WITHHELD_PERSON) == 1
    assert said(await at.steers(EVE, Gesture.HIDE, session, f"{one.id}:tiers")) is Sentence.ALREADY_DONE
    (one, _) = await at.contributions("vecu")
    assert (one.standing, one.reason) == (Standing.WITHHELD, "tiers")
    assert said(await at.steers(ADA, Gesture.RELEASE, session, one.id)) is Sentence.CONTRIBUTION_RELEASED
    (one, _) = await at.contributions("vecu")
    assert one.standing is Standing.KEPT
    assert [gesture for gesture in await at.gestures() if gesture in ("hidden", "released")] == ["hidden", "released"]


async def test_a_reason_may_be_her_own_words(at: Desk) -> None:
    """The three on the buttons do not cover everything."""
    session = await with_stories(at, LEA)
    (one,) = await at.contributions("vecu")
    await at.steers(ADA, Gesture.HIDE_OTHER, session, one.id)
    assert at.panels(ADA, ReasonPanel)[-1] == ReasonPanel(session)
    await at.says(ADA, "x" * 200)
    assert at.panels(ADA, ReasonPanel)[-1] == ReasonPanel(session, too_long=200)
    await at.says(ADA, "il parle d'un   autre sujet.")
    assert at.sentence(ADA) == SentencePanel(Sentence.CONTRIBUTION_HIDDEN)
    assert at.heard(LEA, Phrase.HIDDEN) == 1
    (one,) = await at.contributions("vecu")
    assert (one.standing, one.reason) == (Standing.WITHHELD, "il parle d'un autre sujet")
    await at.steers(ADA, Gesture.WITHHELD, session)
    assert at.panels(ADA, ContributionPanel)[-1].reason == "il parle d'un autre sujet"


async def test_what_is_at_the_parking_can_be_hidden_and_its_author_is_told(at: Desk) -> None:
    """« Son auteur·rice sait pourquoi » was said, and nothing had happened."""
    session = await with_stories(at, LEA)
    (one,) = await at.contributions("vecu")
    await at.steers(ADA, Gesture.PARK, session, one.id)
    assert said(await at.steers(ADA, Gesture.HIDE, session, f"{one.id}:tiers")) is Sentence.CONTRIBUTION_HIDDEN
    assert at.heard(LEA, Phrase.WITHHELD_PERSON) == 1
    (one,) = await at.contributions("vecu")
    assert one.standing is Standing.WITHHELD


async def test_what_is_hidden_or_gone_cannot_be_hidden(at: Desk) -> None:
    """An old panel, a forged button, the other facilitator who was quicker."""
    session = await with_stories(at, LEA)
    (one,) = await at.contributions("vecu")
    await at.steers(ADA, Gesture.HIDE_OTHER, session, one.id)
    await at.steers(EVE, Gesture.HIDE, session, f"{one.id}:hostile")
    await at.says(ADA, "il vise quelqu'un")
    assert at.sentence(ADA) == SentencePanel(Sentence.ALREADY_DONE)
    for gesture, value in (
        (Gesture.HIDE_MENU, one.id),
        (Gesture.HIDE_OTHER, one.id),
        (Gesture.HIDE, "e0.0:tiers"),
        (Gesture.HIDE, f"{one.id}:silence"),
    ):
        assert said(await at.steers(ADA, gesture, session, value)) is Sentence.ALREADY_DONE


# -- putting forward ---------------------------------------------------------------------------------------------------


async def test_what_is_pinned_is_read_by_everybody_and_a_minority_view_is_remembered(at: Desk) -> None:
    """Pins make a majority look larger than it is: the reminder comes by itself."""
    session = await with_stories(at, LEA, NOE)
    one, other = await at.contributions("vecu")
    toast = await at.steers(ADA, Gesture.PIN, session, one.id)
    assert toast == SentencePanel(Sentence.PINNED_WITHOUT_MINORITY, {"count": 1})
    assert said(toast) is Sentence.PINNED_WITHOUT_MINORITY
    assert at.heard(LEA, Phrase.PINNED) == at.heard(NOE, Phrase.PINNED) == 1
    panel = await refreshed(at)
    assert (panel.pinned, panel.minorities) == (1, 0)
    assert said(await at.steers(ADA, Gesture.PIN_MINORITY, session, other.id)) is Sentence.CONTRIBUTION_PINNED
    assert said(await at.steers(ADA, Gesture.PIN, session, one.id)) is Sentence.CONTRIBUTION_PINNED
    assert at.heard(LEA, Phrase.PINNED) == 2
    panel = await refreshed(at)
    assert (panel.pinned, panel.minorities) == (2, 1)
    await at.steers(ADA, Gesture.CONTRIBUTIONS, session)
    assert at.panels(ADA, ContributionPanel)[-1].pinned == "minority"
    assert said(await at.steers(ADA, Gesture.UNPIN, session, other.id)) is Sentence.CONTRIBUTION_UNPINNED
    assert said(await at.steers(EVE, Gesture.UNPIN, session, other.id)) is Sentence.ALREADY_DONE
    assert (await refreshed(at)).minorities == 0
    gestures = [one for one in await at.gestures() if "pinned" in one]
    assert gestures == ["pinned", "pinned_minority", "unpinned"]


async def test_what_the_group_does_not_see_cannot_be_pinned(at: Desk) -> None:
    """A profile is private; what was set aside is not for the group; a forged id is nothing."""
    session = await with_stories(at, LEA)
    (story,) = await at.contributions("vecu")
    (profile,) = await at.contributions("profil")
    await at.steers(ADA, Gesture.PARK, session, story.id)
    for value in (story.id, profile.id, "e0.0"):
        assert said(await at.steers(ADA, Gesture.PIN, session, value)) is Sentence.NOT_TO_BE_PINNED
    assert at.heard(LEA, Phrase.PINNED) == 0


# -- one person --------------------------------------------------------------------------------------------------------


async def test_one_person_is_looked_at_reminded_and_asked_something(at: Desk) -> None:
    """By pseudonym; two reminders a step, in private."""
    record = await at.opened(LEA, NOE)
    await at.says(NOE, "un deux trois")
    await at.says(NOE, "le récit de la personne, assez long pour qu'on ne la relance pas")
    await at.taps(NOE, Act.DONE)
    await at.steers(ADA, Gesture.PARTICIPANTS, record.id)
    panel = at.panels(ADA, ParticipantsPanel)[-1]
    assert [line.state for _, line in panel.people] == ["silent", "waiting"]
    lea = panel.people[0][0]
    await at.steers(ADA, Gesture.PARTICIPANT, record.id, lea)
    one = at.panels(ADA, ParticipantPanel)[-1]
    assert (one.title, one.may_nudge, one.may_remove) == ("Trois mots", True, True)
    assert said(await at.steers(ADA, Gesture.NUDGE_ONE, record.id, lea)) is Sentence.ONE_NUDGED
    assert at.heard(LEA, Phrase.NUDGED) == 1
    await at.steers(ADA, Gesture.WRITE_ONE, record.id, lea)
    assert at.panels(ADA, LetterPanel)[-1] == LetterPanel(1, to=one.line.alias)
    await at.says(ADA, "x" * 700)
    assert at.panels(ADA, LetterPanel)[-1].too_long == 700
    await at.says(ADA, "Quels mots vous viennent devant la gare ?")
    assert at.sentence(ADA) == SentencePanel(Sentence.ONE_NUDGED)
    assert at.heard(LEA, Phrase.ANIMATION_ASKS) == 1
    assert at.heard(NOE, Phrase.ANIMATION_ASKS) == 0
    for gesture in (Gesture.NUDGE_ONE, Gesture.WRITE_ONE):
        assert said(await at.steers(ADA, gesture, record.id, lea)) is Sentence.NO_NUDGE
    noe = panel.people[1][0]
    assert said(await at.steers(ADA, Gesture.NUDGE_ONE, record.id, noe)) is Sentence.NO_NUDGE
    await at.steers(ADA, Gesture.PARTICIPANT, record.id, noe)
    assert not at.panels(ADA, ParticipantPanel)[-1].may_nudge
    assert (await at.gestures()).count("nudged_one") == 2


async def test_a_question_that_comes_too_late_is_not_sent(at: Desk) -> None:
    """She answered while it was being written."""
    record = await at.opened(LEA)
    lea = await participant(at, LEA)
    await at.steers(ADA, Gesture.WRITE_ONE, record.id, lea)
    await at.says(LEA, "un deux trois")
    await at.says(LEA, "un récit")
    await at.says(ADA, "Où en êtes-vous ?")
    assert at.sentence(ADA) == SentencePanel(Sentence.NO_NUDGE)
    assert at.heard(LEA, Phrase.ANIMATION_ASKS) == 0


async def test_somebody_of_another_session_is_nobody_here(at: Desk) -> None:
    """A forged button must not reach across."""
    first = await at.opened(LEA)
    lea = await participant(at, LEA)
    second = await at.launched()
    assert second.id != first.id
    assert said(await at.steers(ADA, Gesture.PARTICIPANTS, second.id)) is Sentence.NOBODY_TO_WRITE_TO
    for gesture in (Gesture.PARTICIPANT, Gesture.NUDGE_ONE, Gesture.WRITE_ONE, Gesture.REMOVE_KEEP):
        assert said(await at.steers(ADA, gesture, second.id, lea)) is Sentence.FACILITATOR_STALE_BUTTON
    assert said(await at.steers(ADA, Gesture.REMOVE, second.id, lea)) is Sentence.ALREADY_DONE


@pytest.mark.parametrize("gesture", [Gesture.REMOVE_KEEP, Gesture.REMOVE_ERASE])
async def test_somebody_is_removed_with_a_reason_and_what_they_said_stays_or_goes(at: Desk, gesture: Gesture) -> None:
    """The gate recounts without them; they know why; the journal keeps it."""
    session = await with_stories(at, LEA, NOE)
    noe = await participant(at, NOE)
    assert said(await at.steers(ADA, gesture, session, noe)) is Sentence.FACILITATOR_STALE_BUTTON
    await at.steers(ADA, Gesture.REMOVE, session, noe)
    alias = at.panels(ADA, ReasonPanel)[-1].who
    assert alias
    await at.says(ADA, "x" * 200)
    assert at.panels(ADA, ReasonPanel)[-1].too_long == 200
    await at.says(ADA, "les insultes continuent.")
    assert at.panels(ADA, ReasonPanel)[-1] == ReasonPanel(session, alias, "les insultes continuent", noe)
    assert said(await at.steers(ADA, gesture, session, noe)) is Sentence.PERSON_REMOVED
    keep = gesture is Gesture.REMOVE_KEEP
    assert at.heard(NOE, Phrase.REMOVED_KEPT if keep else Phrase.REMOVED_ERASED) == 1
    assert (await at.run(NOE)).status is Status.LEFT
    stories = [one for one in await at.contributions("vecu") if one.standing is Standing.KEPT]
    assert len(stories) == (2 if keep else 1)
    assert (await refreshed(at)).active == 1
    await at.says(NOE, f"/start {(await at.session()).join}")
    assert at.heard(NOE, Phrase.REMOVED_ALREADY) == 1
    assert said(await at.steers(EVE, Gesture.REMOVE, session, noe)) is Sentence.ALREADY_DONE
    await at.steers(ADA, Gesture.PARTICIPANT, session, noe)
    assert not at.panels(ADA, ParticipantPanel)[-1].may_remove


# -- going back, separating --------------------------------------------------------------------------------------------


async def test_the_group_goes_back_to_a_step_and_everybody_may_add_to_it(at: Desk) -> None:
    """Until it goes on again; there is nothing to go back to at first."""
    record = await at.opened(LEA)
    assert said(await at.steers(ADA, Gesture.GO_BACK_MENU, record.id)) is Sentence.NO_STEP_TO_REOPEN
    await at.reaches_ideas(record.id, LEA)
    assert Gesture.GO_BACK_MENU in {offer.gesture for offer in (await refreshed(at)).offers}
    await at.steers(ADA, Gesture.GO_BACK_MENU, record.id)
    assert at.panels(ADA, ListPanel)[-1].lines == ("Trois mots", "Le vécu")
    assert said(await at.steers(ADA, Gesture.GO_BACK, record.id, "7")) is Sentence.FACILITATOR_STALE_BUTTON
    assert said(await at.steers(ADA, Gesture.GO_BACK, record.id, "2")) is Sentence.STEP_REOPENED
    assert at.heard(LEA, Phrase.STEP_REOPENED) == 1
    assert (await at.memory.group(record.id)).group.reopened == ("vecu",)
    assert "went_back" in await at.gestures()


async def test_one_idea_is_made_two_with_its_authors_consent(at: Desk) -> None:
    """« 1 / une idée / une autre »: nothing becomes of it without a yes."""
    record = await at.opened(LEA, NOE, ZOE)
    await at.reaches_ideas(record.id, LEA, NOE, ZOE)
    await at.says(LEA, "Le four rouvre et les vélos ont un garage.")
    await at.steers(ADA, Gesture.IDEAS, record.id)
    for wrong in ("9 / une / deux", f"1 / une / {'x' * 700}"):
        await at.says(ADA, wrong)
        assert at.sentence(ADA) == SentencePanel(Sentence.MERGE_SYNTAX)
    await at.says(ADA, "1 / Le four à pain rouvre. / Les vélos ont un garage.")
    assert at.sentence(ADA) == SentencePanel(Sentence.SPLIT_SENT)
    assert at.heard(LEA, Phrase.SPLIT_ASKED) == 1
    asked = (await at.run(LEA)).asides[0]
    await at.presses(LEA, f"v1:p:{await participant(at, LEA)}:m:{asked.wait}:0:yes")
    ideas = [one.text for one in await at.store.ideas(record.id, "horizons") if not one.withdrawn]
    assert ideas == ["Le four à pain rouvre.", "Les vélos ont un garage."]
    assert "split_proposed" in await at.gestures()
    await at.goes_on(record.id, "vote")
    await at.says(ADA, "1 / Trop / tard.")
    assert at.sentence(ADA) == SentencePanel(Sentence.VOTE_ALREADY_OPEN)
