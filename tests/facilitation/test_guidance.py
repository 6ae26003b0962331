"""What a facilitator is told to look after at each step, and the follow-up that she asks everybody."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from bot.engine.phrases import Phrase
from bot.engine.prompts import Act
from bot.engine.run import Given
from bot.engine.script import StepKind
from bot.facilitation import capacities
from bot.facilitation.incoming import Gesture
from bot.facilitation.panels import ListPanel, Sentence
from tests.facilitation.support import ADA, EVE, Desk, said
from tests.facilitation.test_steering import LEA, NOE, ZOE, cockpit, refreshed


async def test_the_authors_note_is_shown_at_the_step_where_most_people_are(at: Desk) -> None:
    """« Choisir trois récits contrastés à épingler » helps while the stories come in, not an evening before."""
    record = await at.opened(LEA, NOE, ZOE)
    panel = await refreshed(at)
    assert (panel.watched, panel.note) == ("", ""), "at the three words the author says nothing"
    for who in (LEA, NOE):
        await at.says(who, "un deux trois")
    panel = await refreshed(at)
    assert (panel.watched, panel.note) == ("Le vécu", "Choisir trois récits contrastés à épingler.")
    await at.steers(ADA, Gesture.CLOSE_CONFIRMED, record.id)
    assert (await refreshed(at)).note == ""


async def test_more_time_is_suggested_before_a_vote_closes_that_too_few_have_finished(at: Desk) -> None:
    """« Prolonger si moins de 70 % des personnes ont fini »: said while it can still be done."""
    record = await at.opened(LEA, NOE)
    await at.goes_on(record.id, "idees")
    await at.goes_on(record.id, "vote")
    panel = await refreshed(at)
    assert panel.deadline is not None
    assert (panel.voting, panel.few_voted) == (True, False), "there is time"
    await at.pass_time(panel.deadline - timedelta(seconds=55))
    assert cockpit(at).few_voted, "nobody had to move for it to be said"
    await at.steers(ADA, Gesture.PAUSE, record.id, "5")
    assert not (await refreshed(at)).few_voted
    await at.steers(ADA, Gesture.RESUME, record.id)
    assert (await refreshed(at)).few_voted
    seen = []
    for who in (LEA, NOE):
        await at.taps(who, Act.GRADE, "P1:bien")
        await at.taps(who, Act.CONFIRM)
        seen.append((await refreshed(at)).voted)
    assert not cockpit(at).few_voted
    # Once both have, the vote is closed.
    assert seen == [1, 0], "how many have voted, and nothing of what"


async def test_a_follow_up_is_asked_of_everybody_who_has_answered_once(at: Desk) -> None:
    """Two facilitators who tap at once ask one thing, and the journal has one line."""
    record = await at.opened(LEA, NOE)
    assert (await refreshed(at)).asks_all
    await at.steers(ADA, Gesture.PROBE_ALL_MENU, record.id)
    panel = at.panels(ADA, ListPanel)[-1]
    assert panel.lines == ("Le vécu : Qui était concerné ?",)
    (place,) = panel.values
    assert said(await at.steers(ADA, Gesture.PROBE_ALL, record.id, place)) is Sentence.NOBODY_TO_PROBE
    await at.says(LEA, "un deux trois")
    await at.says(LEA, "un récit assez long pour qu'on ne la relance pas du tout")
    asking = f"v1:f:{record.id}:jg:{place}"
    await at.update(at.pressed(ADA, asking), at.pressed(EVE, asking))
    assert (at.heard(LEA, Phrase.FROM_FACILITATION), at.heard(NOE, Phrase.FROM_FACILITATION)) == (1, 0)
    await at.says(LEA, "ma voisine")
    assert [one.probe for one in await at.contributions("vecu.probe")] == ["qui"]
    assert (await at.gestures()).count("probed_group") == 1
    assert not (await refreshed(at)).asks_all
    assert said(await at.steers(ADA, Gesture.PROBE_ALL_MENU, record.id)) is Sentence.NO_GROUP_PROBE
    assert said(await at.steers(ADA, Gesture.PROBE_ALL, record.id, place)) is Sentence.FACILITATOR_STALE_BUTTON


async def test_facilitators_read_how_somebody_stands_to_the_subject(at: Desk) -> None:
    """« Épingler un récit de personne qui télétravaille et un récit de personne qui ne le peut pas »: who is who."""
    record = await at.opened(LEA)
    script, run = await at.memory.script(record.id), await at.run(LEA)
    assert capacities.in_words(script, run) == ("Habitant·e",)
    profile = next(step for step in script.steps if step.kind is StepKind.PROFILE)
    related = replace(profile.questions[0], key="profil.rapport")
    asked = replace(profile, questions=(*profile.questions, related))
    both = replace(script, steps=tuple(asked if step is profile else step for step in script.steps))
    told = replace(run, answers={**run.answers, "profil.rapport": Given("c9", "Mon métier ne le permet pas", ("non",))})
    assert capacities.in_words(both, told) == ("Habitant·e", "Mon métier ne le permet pas")
    assert (
        capacities.in_words(replace(script, steps=tuple(one for one in script.steps if one is not profile)), run) == ()
    )
