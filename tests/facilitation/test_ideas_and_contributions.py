"""What facilitators do with ideas and with what people wrote."""

from __future__ import annotations

from bot.engine.ballots import Origin
from bot.engine.effects import Standing
from bot.engine.phrases import Notice, Phrase
from bot.engine.prompts import Act, Ask
from bot.facilitation.incoming import Gesture
from bot.facilitation.panels import CockpitPanel, ContributionPanel, IdeasPanel, LetterPanel, Sentence, SentencePanel
from tests.facilitation.support import ADA, Desk, said
from tests.facilitation.test_steering import refreshed

LEA, NOE, ZOE = 11, 12, 13


async def with_ideas(at: Desk, *users: int) -> str:
    """An idea each, and the ideas panel open; the session."""
    record = await at.opened(*users)
    await at.reaches_ideas(record.id, *users)
    for user in users:
        await at.says(user, f"Une place avec des arbres pour la personne {user}.")
        await at.taps(user, Act.DONE)
    await at.steers(ADA, Gesture.IDEAS, record.id)
    return record.id


def ideas(at: Desk) -> IdeasPanel:
    panel = at.panels(ADA, IdeasPanel)[-1]
    assert isinstance(panel, IdeasPanel)
    return panel


async def chosen(at: Desk, session: str) -> list[tuple[str, str, Origin, int]]:
    group = (await at.memory.group(session)).group
    return [(one.code, one.text, one.origin, len(one.sources)) for one in group.chosen.get("horizons", ())]


async def test_a_touch_puts_an_idea_on_the_ballot_and_another_takes_it_off(at: Desk) -> None:
    """Codes follow the order chosen, so that a ballot never has a hole."""
    session = await with_ideas(at, LEA, NOE)
    assert [one.number for one in ideas(at).ideas] == [1, 2]
    await at.steers(ADA, Gesture.TOGGLE_IDEA, session, "2")
    await at.steers(ADA, Gesture.TOGGLE_IDEA, session, "1")
    assert [one[0] for one in await chosen(at, session)] == ["G1", "G2"]
    await at.steers(ADA, Gesture.IDEAS, session)
    assert [one.mark for one in ideas(at).ideas] == ["chosen", "chosen"]
    assert said(await at.steers(ADA, Gesture.TOGGLE_IDEA, session, "2")) is Sentence.ALREADY_DONE
    await at.steers(ADA, Gesture.TOGGLE_IDEA, session, "-2")
    assert said(await at.steers(ADA, Gesture.TOGGLE_IDEA, session, "-2")) is Sentence.ALREADY_DONE
    assert [(code, "11" in text) for code, text, _, _ in await chosen(at, session)] == [("G1", True)]


async def test_no_more_ideas_than_a_phone_can_grade(at: Desk) -> None:
    """The limit is the script's; said, not silently obeyed."""
    session = await with_ideas(at, LEA, NOE, ZOE)
    for number in ("1", "2"):
        await at.steers(ADA, Gesture.TOGGLE_IDEA, session, number)
    assert said(await at.steers(ADA, Gesture.TOGGLE_IDEA, session, "3")) is Sentence.TOO_MANY_CHOSEN
    await at.says(ADA, "+ : Une idée de plus, de l'animation.")
    assert at.sentence(ADA) == SentencePanel(Sentence.TOO_MANY_CHOSEN, {"most": 2})
    assert len(await chosen(at, session)) == 2
    # A prepared horizon that makes room is one place more, for a touch as for a sentence.
    await at.steers(ADA, Gesture.LEAVE_OUT, session, "1")
    await at.says(ADA, "+ : Une idée de plus, de l'animation.")
    assert len(await chosen(at, session)) == 3
    assert said(await at.steers(ADA, Gesture.TOGGLE_IDEA, session, "3")) is Sentence.TOO_MANY_CHOSEN


async def test_an_idea_that_is_not_there_cannot_be_touched(at: Desk) -> None:
    """Its author withdrew it after the panel was shown, or the number was never one."""
    session = await with_ideas(at, LEA, NOE)
    await at.says(LEA, "/quitter")
    await at.taps(LEA, Act.LEAVE, "erase")
    for number in ("1", "9", "0", "x"):
        toast = await at.steers(ADA, Gesture.TOGGLE_IDEA, session, number)
        assert said(toast) is Sentence.FACILITATOR_STALE_BUTTON
    await at.steers(ADA, Gesture.IDEAS, session)
    assert [one.number for one in ideas(at).ideas] == [2]


async def test_a_merge_asks_each_author_and_holds_when_all_agree(at: Desk) -> None:
    """« 1, 2 : la phrase »: nothing is merged without a yes from each."""
    session = await with_ideas(at, LEA, NOE)
    await at.says(ADA, "1, 2 : Une place ombragée pour chacun.")
    assert at.sentence(ADA) == SentencePanel(Sentence.MERGE_SENT, {"count": 2})
    await at.steers(ADA, Gesture.IDEAS, session)
    assert ([one.mark for one in ideas(at).ideas], ideas(at).pending_merges) == (["merging", "merging"], 1)
    await at.taps(LEA, Act.ASIDE, "yes")
    assert await chosen(at, session) == []
    await at.taps(NOE, Act.ASIDE, "yes")
    assert await chosen(at, session) == [("G1", "Une place ombragée pour chacun.", Origin.GROUP, 2)]
    await at.steers(ADA, Gesture.IDEAS, session)
    assert [one.mark for one in ideas(at).ideas] == ["merged", "merged"]
    assert "merge_proposed" in await at.gestures()


async def test_a_refused_merge_leaves_both_ideas_as_they_are(at: Desk) -> None:
    """One no is enough, and the others are told that the question is over."""
    session = await with_ideas(at, LEA, NOE)
    await at.says(ADA, "1 et 2 : Une place ombragée pour chacun.")
    await at.taps(LEA, Act.ASIDE, "no")
    assert await chosen(at, session) == []
    assert at.heard(ADA, Phrase.TELL_MERGE_REFUSED) == 1
    assert await at.taps(NOE, Act.ASIDE, "yes") == Notice(Phrase.MERGE_OVER)


async def test_one_idea_reworded_needs_its_author_and_as_it_stands_does_not(at: Desk) -> None:
    """Choosing by typing the number and the same words is choosing."""
    session = await with_ideas(at, LEA, NOE)
    await at.says(ADA, f"1 : Une place avec des arbres pour la personne {LEA}.")
    assert [one[2:] for one in await chosen(at, session)] == [(Origin.GROUP, 1)]
    await at.says(ADA, "2 : D'autres mots.")
    assert at.sentence(ADA) == SentencePanel(Sentence.MERGE_SENT, {"count": 1})


async def test_the_facilitators_may_word_one_themselves(at: Desk) -> None:
    """« + : … »: its origin is kept, and shown in the notebook."""
    session = await with_ideas(at, LEA)
    await at.says(ADA, "+ :  Un horizon   de l'animation.")
    assert await chosen(at, session) == [("G1", "Un horizon de l'animation.", Origin.FACILITATION, 0)]


async def test_what_is_no_merge_is_explained_while_the_panel_is_open(at: Desk) -> None:
    """A number that is no idea's, too long a phrase, or a text that means something else."""
    await with_ideas(at, LEA)
    for typed in ("7 : une phrase", f"1 : {'x' * 700}", "que faut-il écrire ?"):
        await at.says(ADA, typed)
        assert at.sentence(ADA).key is Sentence.MERGE_SYNTAX


async def test_a_facilitator_who_takes_part_answers_as_one(at: Desk) -> None:
    """With the ideas panel open her own answers must not be taken for merges."""
    record = await at.opened(ADA)
    await at.steers(ADA, Gesture.IDEAS, record.id)
    await at.says(ADA, "un deux trois")
    assert [one.text for one in await at.contributions("mots")] == ["un\ndeux\ntrois"]


async def test_once_the_vote_is_open_its_ideas_stay_as_they_are(at: Desk) -> None:
    """Nobody votes on something that changes."""
    session = await with_ideas(at, LEA)
    await at.goes_on(session, "vote")
    panel = await refreshed(at)
    # Nobody had chosen any: those that the draw put there are on the ballot all the same, and the cockpit counts them.
    assert (panel.ideas, panel.chosen) == (1, 1)
    for gesture, value in ((Gesture.IDEAS, ""), (Gesture.TOGGLE_IDEA, "1")):
        assert said(await at.steers(ADA, gesture, session, value)) is Sentence.VOTE_ALREADY_OPEN
    await at.says(ADA, "1 : D'autres mots.")
    assert at.sentence(ADA).key is Sentence.VOTE_ALREADY_OPEN


# -- contributions ---------------------------------------------------------------------------------------------------


def shown(at: Desk) -> ContributionPanel:
    panel = at.panels(ADA, ContributionPanel)[-1]
    assert isinstance(panel, ContributionPanel)
    return panel


async def test_contributions_are_read_one_at_a_time_by_pseudonym(at: Desk) -> None:
    """The latest first, then back and forth in the same message."""
    record = await at.opened(LEA, NOE)
    toast = await at.steers(ADA, Gesture.CONTRIBUTIONS, record.id)
    # Profiles count as something chosen.
    assert toast is None
    await at.says(LEA, "un deux trois")
    await at.says(LEA, "un récit assez long pour cela")
    await at.steers(ADA, Gesture.CONTRIBUTIONS, record.id)
    assert (shown(at).number, shown(at).total, shown(at).title) == (4, 4, "Le vécu")
    assert (await refreshed(at)).contributions == 4
    assert shown(at).who.endswith(" · Habitant·e")
    await at.steers(ADA, Gesture.CONTRIBUTIONS, record.id, "3")
    assert (shown(at).number, shown(at).text) == (3, "un\ndeux\ntrois")
    await at.steers(ADA, Gesture.CONTRIBUTIONS, record.id, "99")
    assert shown(at).number == 4


async def test_an_empty_list_is_said(at: Desk) -> None:
    """Nothing to read is not a broken button."""
    record = await at.opened()
    assert said(await at.steers(ADA, Gesture.CONTRIBUTIONS, record.id)) is Sentence.NO_CONTRIBUTION


async def test_setting_aside_tells_the_author_once(at: Desk) -> None:
    """Two facilitators may both judge it off the subject; its author hears it once."""
    record = await at.opened(LEA)
    await at.says(LEA, "un deux trois")
    await at.says(LEA, "un récit assez long pour cela")
    await at.taps(LEA, Act.DONE)
    (story,) = await at.contributions("vecu")
    assert said(await at.steers(ADA, Gesture.PARK, record.id, story.id)) is Sentence.CONTRIBUTION_PARKED
    assert said(await at.steers(ADA, Gesture.PARK, record.id, story.id)) is Sentence.ALREADY_DONE
    assert said(await at.steers(ADA, Gesture.PARK, record.id, "e0.1")) is Sentence.ALREADY_DONE
    assert [one.standing for one in await at.contributions("vecu")] == [Standing.PARKED]
    assert at.heard(LEA, Phrase.PARKED) == 1
    assert (await at.gestures()).count("parked") == 1


async def test_a_probe_reaches_its_author_twice_at_most(at: Desk) -> None:
    """Two probes a person and step: a conversation, not an interrogation."""
    record = await at.opened(LEA)
    await at.says(LEA, "un deux trois")
    await at.says(LEA, "un récit assez long pour cela")
    await at.taps(LEA, Act.DONE)
    (story,) = await at.contributions("vecu")
    await at.steers(ADA, Gesture.PROBE_MENU, record.id, story.id)
    assert [code for code, _ in shown(at).probes] == ["generale", "tiers", "hostile", "donnee_perso", "qui"]
    for code in ("qui", "generale"):
        assert said(await at.steers(ADA, Gesture.PROBE, record.id, f"{story.id}:{code}")) is Sentence.PERSON_TOLD
        # The menu is still on an older panel.
        assert said(await at.steers(ADA, Gesture.PROBE, record.id, f"{story.id}:{code}")) is Sentence.ALREADY_DONE
        await at.says(LEA, f"ma voisine et moi, surtout elle ({code})")
    assert at.heard(LEA, Phrase.FROM_FACILITATION) == 2
    (first,), (second,) = await at.contributions("vecu.probe"), await at.contributions("vecu.probe_2")
    assert (first.probe, second.probe) == ("qui", "generale"), "each has a place of its own"
    await at.steers(ADA, Gesture.PROBE_WRITE, record.id, story.id)
    await at.says(ADA, "Et qu'en ont dit les autres ?")
    assert said(at.sentence(ADA)) is Sentence.PROBE_LIMIT
    assert said(await at.steers(ADA, Gesture.PROBE, record.id, "e0.1:qui")) is Sentence.FACILITATOR_STALE_BUTTON
    assert said(await at.steers(ADA, Gesture.PROBE_MENU, record.id, "e0.1")) is Sentence.FACILITATOR_STALE_BUTTON
    assert (await at.gestures()).count("probed") == 2


async def test_a_facilitators_own_question_is_a_probe_and_keeps_both_versions(at: Desk) -> None:
    """« Question au choix dans la liste ou libre », within the same limits."""
    record = await at.opened(LEA)
    await at.says(LEA, "un deux trois")
    await at.says(LEA, "un récit assez long pour cela")
    await at.taps(LEA, Act.DONE)
    (story,) = await at.contributions("vecu")
    assert said(await at.steers(ADA, Gesture.PROBE_WRITE, record.id, "e0.1")) is Sentence.FACILITATOR_STALE_BUTTON
    await at.steers(ADA, Gesture.PROBE_WRITE, record.id, story.id)
    assert isinstance(at.last(ADA).panel, LetterPanel)
    await at.says(ADA, "Et " * 300 + "?")
    letter = at.last(ADA).panel
    assert isinstance(letter, LetterPanel)
    assert letter.too_long
    await at.says(ADA, "Qui d'autre   l'a vu ?")
    assert said(at.sentence(ADA)) is Sentence.PERSON_TOLD
    card = at.last(LEA).card
    assert card is not None
    assert Ask("Qui d'autre l'a vu ?") in card.blocks
    await at.says(LEA, "les deux enfants d'en face, qui attendaient leur bus")
    (answer,) = await at.contributions("vecu.probe")
    assert (answer.probe, answer.text.startswith("les deux enfants")) == ("Qui d'autre l'a vu ?", True)
    assert (await at.contributions("vecu"))[-1].text == "un récit assez long pour cela"


# -- withheld, until a person decides --------------------------------------------------------------------------------

NUMBER = "Une place avec un numéro, le 06 12 34 56 78."


async def with_a_withheld_idea(at: Desk) -> tuple[str, str]:
    """An idea with a telephone number in it, which its author leaves as it is; the session and the contribution."""
    record = await at.opened(LEA)
    await at.reaches_ideas(record.id, LEA)
    await at.says(LEA, NUMBER)
    await at.taps(LEA, Act.PASS)
    (idea,) = await at.contributions("idees")
    assert (idea.standing, idea.reason) == (Standing.WITHHELD, "donnee_perso")
    return record.id, idea.id


async def cockpit_withheld(at: Desk, session: str) -> int:
    await at.steers(ADA, Gesture.SHOW_SESSION, session)
    return int(at.panels(ADA, CockpitPanel)[-1].withheld)


async def test_what_is_withheld_waits_in_the_cockpit_for_a_decision(at: Desk) -> None:
    """Nobody looks for what they do not know of."""
    session, idea = await with_a_withheld_idea(at)
    assert await cockpit_withheld(at, session) == 1
    await at.steers(ADA, Gesture.WITHHELD, session)
    assert (shown(at).contribution, shown(at).text, shown(at).reason) == (idea, NUMBER, "donnee_perso")
    assert said(await at.steers(ADA, Gesture.PARK, session, idea)) is Sentence.DECIDE_FIRST


async def test_shown_all_the_same_an_idea_rejoins_its_pool_and_its_author_hears_of_it(at: Desk) -> None:
    """« Montrer quand même », written in the journal."""
    session, idea = await with_a_withheld_idea(at)
    await at.steers(ADA, Gesture.IDEAS, session)
    assert ideas(at).ideas == ()
    assert said(await at.steers(ADA, Gesture.RELEASE, session, idea)) is Sentence.CONTRIBUTION_RELEASED
    assert [one.standing for one in await at.contributions("idees")] == [Standing.KEPT]
    assert at.heard(LEA, Phrase.RELEASED) == 1
    await at.steers(ADA, Gesture.IDEAS, session)
    assert [one.text for one in ideas(at).ideas] == [NUMBER]
    assert (await at.gestures()).count("released") == 1
    assert await cockpit_withheld(at, session) == 0
    assert said(await at.steers(ADA, Gesture.RELEASE, session, idea)) is Sentence.ALREADY_DONE
    assert at.heard(LEA, Phrase.RELEASED) == 1


async def test_left_withheld_it_waits_no_more_and_may_still_be_shown_later(at: Desk) -> None:
    """« Laisser retenue » is a decision, not an oblivion: it is in the journal, and can be taken back."""
    session, idea = await with_a_withheld_idea(at)
    left = await at.steers(ADA, Gesture.LEAVE_WITHHELD, session, idea)
    assert said(left) is Sentence.CONTRIBUTION_LEFT_WITHHELD
    assert said(await at.steers(ADA, Gesture.LEAVE_WITHHELD, session, idea)) is Sentence.ALREADY_DONE
    assert (await at.gestures()).count("left_withheld") == 1
    assert await cockpit_withheld(at, session) == 0
    assert said(await at.steers(ADA, Gesture.WITHHELD, session)) is Sentence.NOTHING_WITHHELD
    assert at.heard(LEA, Phrase.RELEASED) == 0
    assert said(await at.steers(ADA, Gesture.RELEASE, session, idea)) is Sentence.CONTRIBUTION_RELEASED
    assert [one.standing for one in await at.contributions("idees")] == [Standing.KEPT]


async def test_only_what_is_withheld_in_this_session_is_decided_on(at: Desk) -> None:
    """A forged button, one of another session, or one about words rewritten since."""
    session, idea = await with_a_withheld_idea(at)
    for number in ("e0.1", idea):
        other = session if number == "e0.1" else "autre"
        toast = await at.steers(ADA, Gesture.RELEASE, other, number)
        assert said(toast) in (Sentence.ALREADY_DONE, Sentence.FACILITATOR_STALE_BUTTON)
    assert [one.standing for one in await at.contributions("idees")] == [Standing.WITHHELD]


async def test_somebody_named_is_withheld_by_the_facilitator_who_reads_it(at: Desk) -> None:
    """No rule recognises a name: it is hers to see; the tap is about the contribution on her screen."""
    record = await at.opened(LEA)
    await at.reaches_ideas(record.id, LEA)
    await at.says(LEA, "Madame Untel ouvre enfin son commerce le soir.")
    await at.says(LEA, "Un four banal chauffe chaque samedi ici.")
    first, _ = await at.contributions("idees")
    assert said(await at.steers(ADA, Gesture.PROBE, record.id, f"{first.id}:tiers")) is Sentence.PERSON_TOLD
    assert [one.standing for one in await at.contributions("idees")] == [Standing.WITHHELD, Standing.KEPT]
    await at.says(LEA, "Un commerce ouvre enfin le soir.")
    again = await at.steers(ADA, Gesture.PROBE, record.id, f"{first.id}:tiers")
    assert said(again) is Sentence.FACILITATOR_STALE_BUTTON
    assert sorted(one.text for one in await at.contributions("idees")) == [
        "Un commerce ouvre enfin le soir.",
        "Un four banal chauffe chaque samedi ici.",
    ]
