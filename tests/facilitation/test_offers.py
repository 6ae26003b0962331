"""What a facilitator may do beside steering: choose what is debated, put people in touch, have the notebook read."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.chat.buttons import encode
from bot.engine.effects import Standing
from bot.engine.phrases import Phrase
from bot.engine.prompts import Act
from bot.engine.script import Pairing
from bot.facilitation.incoming import Gesture, ParticipantButton
from bot.facilitation.matching import alike, fitting
from bot.facilitation.outgoing import SendFile, ShowCard
from bot.facilitation.panels import CockpitPanel, ListPanel, ReasonPanel, Sentence, SentencePanel, TeamCardPanel
from bot.facilitation.records import TEAM, Contribution, SessionRecord
from tests.facilitation.suites_evening import begun
from tests.facilitation.support import ADA, HERE, Desk, desk

LEA, NOE, ZOE = 11, 12, 13


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk(tmp_path, workshops=HERE / "suites") as at_work:
        yield at_work


async def with_cards(at: Desk) -> SessionRecord:
    """Léa needs something in the north that Noé can lend; Zoé lends in the south."""
    record = await begun(at, LEA, NOE, ZOE)
    await at.says(LEA, "Une salle chauffée pour douze personnes")
    await at.taps(LEA, Act.CHOOSE, "nord")
    await at.taps(LEA, Act.PASS)
    for user, what, where in ((NOE, "La salle des fêtes, le mardi", "nord"), (ZOE, "Un garage, au sud", "sud")):
        await at.taps(user, Act.PASS)
        await at.says(user, what)
        await at.taps(user, Act.CHOOSE, where)
        await at.says(user, "Le soir, après vingt heures")
    return record


def cockpit(at: Desk) -> CockpitPanel:
    panel = at.panels(ADA, CockpitPanel)[-1]
    assert isinstance(panel, CockpitPanel)
    return panel


async def beside(at: Desk, user: int, value: str) -> None:
    """Tap a button of the newest card beside the course."""
    for message in reversed(at.screens[user]):
        if isinstance(message.body, ShowCard) and message.card is not None and not message.card.wait.isdigit():
            button = ParticipantButton(message.body.participant, Act.ASIDE, message.card.wait, 0, value)
            await at.presses(user, encode(button))
            return
    raise AssertionError(f"{user} sees nothing beside the course")


async def closed(at: Desk, record: SessionRecord) -> None:
    await at.steers(ADA, Gesture.CLOSE, record.id)
    await at.steers(ADA, Gesture.CLOSE_CONFIRMED, record.id)


# -- who might meet ----------------------------------------------------------------------------------------------------


async def test_a_need_and_a_resource_of_the_same_sector_are_brought_together(at: Desk) -> None:
    """By pseudonym, on the team's side; then each is asked apart, and both must agree."""
    record = await with_cards(at)
    await at.steers(ADA, Gesture.MATCHES, record.id)
    (panel,) = at.panels(ADA, ListPanel)
    (line,) = panel.lines
    assert "salle chauffée" in line
    assert "salle des fêtes" in line
    assert "garage" not in line
    said = await at.steers(ADA, Gesture.MATCH, record.id, "1")
    assert said == SentencePanel(Sentence.BOTH_ASKED, {"title": record.title})
    await beside(at, LEA, "oui")
    await at.says(LEA, "lea@exemple.test")
    await beside(at, NOE, "oui")
    await at.says(NOE, "noe@exemple.test")
    assert at.heard(LEA, Phrase.INTRODUCED) == at.heard(NOE, Phrase.INTRODUCED) == 1
    assert at.heard(ZOE, Phrase.INTRODUCTION_ABOUT) == 0
    assert "introduction_proposed" in await at.gestures()
    stored = await at.store.contributions(record.id)
    assert not any("exemple.test" in one.text for one in stored)


def test_a_field_typed_or_tapped_is_alike_or_not() -> None:
    """What nobody said is like nothing."""
    typed = Contribution("c1", "s1", "p1", "besoins.ou", " La Mairie", at=datetime(2026, 11, 24, tzinfo=UTC))
    tapped = replace(typed, codes=("nord", "sud"))
    assert alike(typed, replace(typed, text="la mairie"))
    assert not alike(typed, replace(typed, text="l'école"))
    assert not alike(typed, None)
    assert alike(tapped, replace(typed, codes=("sud",)))
    assert not alike(tapped, typed)


async def test_what_was_proposed_is_not_suggested_again(at: Desk) -> None:
    """A list that never empties would have people asked twice."""
    record = await with_cards(at)
    await at.steers(ADA, Gesture.MATCH, record.id, "1")
    said = await at.steers(ADA, Gesture.MATCHES, record.id)
    assert said == SentencePanel(Sentence.NO_MATCH, {"title": record.title})
    said = await at.steers(ADA, Gesture.MATCH, record.id, "1")
    assert said == SentencePanel(Sentence.FACILITATOR_STALE_BUTTON, {"title": record.title})


async def test_people_who_chose_the_same_horizon_may_meet_if_they_wish(at: Desk) -> None:
    """« Non » is never suggested; one who wants the agency in between makes it so for both."""
    record = await begun(at, LEA, NOE, ZOE)
    for user in (LEA, NOE, ZOE):
        await at.taps(user, Act.PASS)
        await at.taps(user, Act.PASS)
        for item in ("P1", "P2"):
            await at.taps(user, Act.GRADE, f"{item}:2")
    for user in (LEA, NOE, ZOE):
        await at.taps(user, Act.CONFIRM)
    for user in (LEA, NOE, ZOE):
        await at.taps(user, Act.PASS)
        await at.taps(user, Act.PASS)
    for user, wish in ((LEA, "direct"), (NOE, "agence"), (ZOE, "non")):
        await at.taps(user, Act.CHOOSE, "P1")
        await at.says(user, f"Une action qui pourrait démarrer, dit la personne {user}")
        await at.taps(user, Act.CHOOSE, "temps")
        await at.taps(user, Act.DONE)
        await at.taps(user, Act.CHOOSE, wish)
    during = await at.steers(ADA, Gesture.MATCHES, record.id)
    assert during == SentencePanel(Sentence.NO_MATCH, {"title": record.title}), "after the session, never during it"
    await closed(at, record)
    await at.steers(ADA, Gesture.MATCHES, record.id)
    (panel,) = at.panels(ADA, ListPanel)
    (line,) = panel.lines
    assert line.endswith("Un premier horizon inventé.")
    await at.steers(ADA, Gesture.MATCH, record.id, "1")
    await beside(at, LEA, "oui")
    await beside(at, NOE, "oui")
    assert at.heard(LEA, Phrase.INTRODUCED_BY_TEAM) == 1
    assert at.heard(ADA, Phrase.TELL_INTRODUCE) == 1


# -- what is debated ---------------------------------------------------------------------------------------------------


async def test_a_facilitator_chooses_what_is_debated(at: Desk) -> None:
    """While the vote is open, and not after the debate is on the screens."""
    record = await begun(at, LEA)
    await at.goes_on(record.id, "vote")
    await at.steers(ADA, Gesture.COCKPIT, record.id)
    assert Gesture.HORIZONS in {offer.gesture for offer in cockpit(at).offers}
    await at.steers(ADA, Gesture.HORIZONS, record.id)
    (panel,) = at.panels(ADA, ListPanel)
    assert len(panel.lines) == 2
    await at.steers(ADA, Gesture.HORIZON, record.id, "2")
    assert at.panels(ADA, ReasonPanel)[-1] == ReasonPanel(record.id, item="Un second horizon inventé.")
    assert at.heard(ADA, Phrase.TELL_DEBATED) == 0, "not without a reason"
    await at.says(ADA, "x" * 121)
    assert at.panels(ADA, ReasonPanel)[-1].too_long == 121
    await at.says(ADA, "personne n'a parlé de l'autre.")
    assert at.heard(ADA, Phrase.TELL_DEBATED) == 1
    (line,) = [one for one in await at.store.journal(record.id) if one.gesture == "horizon_chosen"]
    assert line.values["reason"] == "personne n'a parlé de l'autre"
    await at.steers(ADA, Gesture.HORIZON, record.id, "1")
    await at.goes_on(record.id, "debat")
    group = (await at.memory.group(record.id)).group
    assert group.worked_out["horizon_le_plus_partage"] == "Un second horizon inventé."
    await at.says(ADA, "trop tard")
    assert at.sentence(ADA).key is Sentence.FACILITATOR_STALE_BUTTON
    for gesture, value in ((Gesture.HORIZONS, ""), (Gesture.HORIZON, "1")):
        said = await at.steers(ADA, gesture, record.id, value)
        assert said == SentencePanel(Sentence.FACILITATOR_STALE_BUTTON, {"title": record.title})


# -- what is voted on --------------------------------------------------------------------------------------------------


async def test_prepared_horizons_make_room_for_the_groups_if_facilitators_decide(at: Desk) -> None:
    """« Les horizons préparés cèdent la place avant ceux du groupe si l'animation le décide », until the vote opens."""
    record = await begun(at, LEA)
    await at.steers(ADA, Gesture.COCKPIT, record.id)
    assert Gesture.PREPARED in {offer.gesture for offer in cockpit(at).offers}
    await at.steers(ADA, Gesture.PREPARED, record.id)
    (panel,) = at.panels(ADA, ListPanel)
    assert panel.lines == ("✓ Un premier horizon inventé.", "✓ Un second horizon inventé.")
    for number in ("1", "2", "1"):
        await at.steers(ADA, Gesture.LEAVE_OUT, record.id, number)
    assert (at.heard(ADA, Phrase.TELL_LEFT_OUT), at.heard(ADA, Phrase.TELL_PUT_BACK)) == (2, 1)
    await at.steers(ADA, Gesture.PREPARED, record.id)
    assert at.panels(ADA, ListPanel)[-1].lines == ("✓ Un premier horizon inventé.", "✕ Un second horizon inventé.")
    assert "prepared_left_out" in await at.gestures()
    assert await at.steers(ADA, Gesture.LEAVE_OUT, record.id, "9") is not None
    await at.goes_on(record.id, "vote")
    group = (await at.memory.group(record.id)).group
    assert [item.code for item in group.ballots["vote"]] == ["P1"]
    for gesture, value in ((Gesture.PREPARED, ""), (Gesture.LEAVE_OUT, "1")):
        said = await at.steers(ADA, gesture, record.id, value)
        assert said == SentencePanel(Sentence.FACILITATOR_STALE_BUTTON, {"title": record.title})


# -- the team's own cards ----------------------------------------------------------------------------------------------


async def test_the_team_fills_in_its_card_field_by_field(at: Desk) -> None:
    """« Je passe » leaves a field to be specified; an option may be typed; the card is nobody's contribution."""
    record = await begun(at, LEA)
    await at.steers(ADA, Gesture.TEAM_CARD, record.id, "note_alerte")
    first = at.panels(ADA, TeamCardPanel)[-1]
    assert (first.ask, first.number, first.total) == ("Que se passe-t-il ?", 1, 3)
    assert first.intro == ("Une page, pour l'Agence d'essai.",)
    await at.says(ADA, "Deux villages sans car depuis lundi.")
    assert at.panels(ADA, TeamCardPanel)[-1].options == ("Oui", "Non")
    await at.says(ADA, "oui")
    await at.says(ADA, "je passe")
    assert at.sentence(ADA) == SentencePanel(Sentence.TEAM_CARD_KEPT, {"title": "Note d'alerte"})
    stored = [one for one in await at.store.contributions(record.id) if one.participant == TEAM]
    assert [(one.key, one.text, one.codes) for one in stored] == [
        ("note_alerte", "Deux villages sans car depuis lundi.", ()),
        ("note_alerte.urgence", "oui", ("oui",)),
    ]
    assert "team_card" in await at.gestures()


async def test_a_card_that_is_not_the_teams_is_not_filled_in(at: Desk) -> None:
    """A forged button, or one of another version."""
    record = await begun(at, LEA)
    said = await at.steers(ADA, Gesture.TEAM_CARD, record.id, "besoins")
    assert said == SentencePanel(Sentence.FACILITATOR_STALE_BUTTON, {"title": record.title})


# -- the notebook's readers --------------------------------------------------------------------------------------------


async def test_members_read_the_notebook_correct_it_and_take_a_sentence_back(at: Desk) -> None:
    """After the close only; the withdrawal compiles the notebook again, without those words."""
    record = await with_cards(at)
    said = await at.steers(ADA, Gesture.MEMBER_CHECK, record.id)
    assert said == SentencePanel(Sentence.FACILITATOR_STALE_BUTTON, {"title": record.title})
    await closed(at, record)
    await at.steers(ADA, Gesture.COCKPIT, record.id)
    assert Gesture.MEMBER_CHECK in {offer.gesture for offer in cockpit(at).offers}
    said = await at.steers(ADA, Gesture.MEMBER_CHECK, record.id)
    assert said == SentencePanel(Sentence.SENT_FOR_CHECKING, {"title": record.title})
    files = [one.body.name for one in at.screens[LEA] if isinstance(one.body, SendFile)]
    assert [name.partition("-")[0] for name in files] == ["participants", "cahier"]
    assert [name.rpartition(".")[2] for name in files] == ["pdf", "html"]
    compiled = len(at.compiler.material)
    await beside(at, LEA, "retirer")
    mine = [one for one in await at.contributions("besoins") if one.text]
    await beside(at, LEA, mine[0].id)
    await beside(at, LEA, "yes")
    withdrawn = await at.store.contribution(mine[0].id)
    assert withdrawn is not None
    assert (withdrawn.text, withdrawn.standing) == ("", Standing.WITHDRAWN)
    assert (await at.contributions("besoins.secteur"))[0].text == "Au nord"
    assert len(at.compiler.material) == compiled + 1
    assert at.heard(ADA, Phrase.TELL_WITHDRAWN_ONE) == 1
    await beside(at, NOE, "corriger")
    await at.says(NOE, "C'est le jeudi, pas le mardi.")
    assert at.heard(ADA, Phrase.TELL_CORRECTION) == 1
    assert "member_check" in await at.gestures()


async def test_who_left_or_withdrew_is_not_sent_the_notebook(at: Desk) -> None:
    """Left in peace."""
    record = await begun(at, LEA, NOE)
    await at.says(NOE, "/quitter")
    await beside_leaving(at, NOE)
    await closed(at, record)
    await at.steers(ADA, Gesture.MEMBER_CHECK, record.id)
    assert not any(isinstance(one.body, SendFile) for one in at.screens[NOE])


async def beside_leaving(at: Desk, user: int) -> None:
    participant, _ = at.waiting(user)
    await at.presses(user, encode(ParticipantButton(participant, Act.LEAVE, "leave", 0, "keep")))


# -- values given while the session runs -------------------------------------------------------------------------------


async def test_a_facilitator_writes_what_is_shown_later(at: Desk) -> None:
    """« Hier, trois récits ont marqué le groupe… »: known only once they were told. Given once, it stays."""
    record = await begun(at, LEA)
    await at.steers(ADA, Gesture.COCKPIT, record.id)
    offered = [offer for offer in cockpit(at).offers if offer.gesture == Gesture.VALUE]
    assert [(offer.step, offer.title) for offer in offered] == [("pont", "Trois récits d'hier.")]
    await at.steers(ADA, Gesture.VALUE, record.id, "pont")
    await at.says(ADA, "je passe")
    assert at.sentence(ADA) == SentencePanel(Sentence.DRAFT_CANCELLED)
    await at.steers(ADA, Gesture.VALUE, record.id, "pont")
    await at.says(ADA, "le four, le car et le lavoir.")
    assert at.sentence(ADA) == SentencePanel(Sentence.VALUE_KEPT)
    group = (await at.memory.group(record.id)).group
    assert group.worked_out == {"pont": "le four, le car et le lavoir."}
    assert "value_given" in await at.gestures()
    for name in ("pont", "agence"):
        said = await at.steers(ADA, Gesture.VALUE, record.id, name)
        assert said == SentencePanel(Sentence.FACILITATOR_STALE_BUTTON, {"title": record.title})


def test_cards_alike_in_their_main_field_are_brought_together() -> None:
    """« Même type »: the first thing that each card says."""
    at_nine = datetime(2026, 11, 24, 9, tzinfo=UTC)

    def card(who: str, key: str, code: str) -> Contribution:
        return Contribution(f"{who}{key}", "s1", who, key, code, at_nine, (code,))

    said = [card("p1", "besoins", "lieu"), card("p2", "ressources", "lieu"), card("p3", "ressources", "temps")]
    (found,) = fitting(Pairing("besoins", "ressources", ("",)), said)
    assert found.people == ("p1", "p2")
