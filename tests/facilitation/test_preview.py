"""A facilitator tries the workshop alone before anybody comes: as a participant, marked, and nothing of it stays."""

from __future__ import annotations

from datetime import timedelta

from bot.chat.cards import render_card, render_fold
from bot.engine.phrases import Phrase
from bot.engine.prompts import Act
from bot.facilitation.incoming import Gesture
from bot.facilitation.organisation_writes import DropMembership
from bot.facilitation.organisations import HOME, Role
from bot.facilitation.outgoing import Fold, ReplaceCard, ShowCard
from bot.facilitation.panels import CockpitPanel, Sentence, SentencePanel
from tests.facilitation.support import ADA, EVE, Desk, said
from tests.facilitation.test_roles import belongs
from tests.facilitation.test_steering import LEA

TOM = 76


async def trying(at: Desk, by: int = ADA) -> str:
    """At the three words of a preview; the session."""
    record = await at.launched(by)
    assert said(await at.steers(by, Gesture.PREVIEW, record.id)) is Sentence.PREVIEW_BEGUN
    for value in ("commencer", "oui", "non", "habitant"):
        await at.taps(by, Act.CHOOSE, value)
    return record.id


async def test_she_walks_the_whole_workshop_alone_and_nothing_stays(at: Desk) -> None:
    """Gates open for her, her idea is on the ballot, her grade is the result; then it is as if it had never been."""
    session = await trying(at)
    offered = [offer.gesture for offer in at.panels(ADA, CockpitPanel)[-1].offers]
    assert Gesture.PREVIEW in offered
    await at.says(ADA, "un deux trois")
    await at.says(ADA, "le récit d'un essai, assez long pour qu'on ne la relance pas")
    await at.taps(ADA, Act.DONE)
    await at.says(ADA, "une idée à l'essai")
    await at.taps(ADA, Act.DONE)
    items: list[str] = []
    for _ in range(2):
        card = at.waiting(ADA)[1]
        items += [getattr(block, "text", "") for block in card.blocks]
        code = next(button.value for row in card.rows for button in row if button.act is Act.GRADE).partition(":")[0]
        await at.taps(ADA, Act.GRADE, f"{code}:2")
    assert "une idée à l'essai" in items
    await at.taps(ADA, Act.CONFIRM)
    assert at.heard(ADA, Phrase.RESULT)
    await at.says(ADA, "le dernier mot de l'essai, assez long pour qu'on ne la relance pas")
    await at.taps(ADA, Act.DONE)
    assert at.panels(ADA, SentencePanel)[-1].key is Sentence.PREVIEW_OVER
    ada = await at.store.person_by_user("telegram", str(ADA))
    assert ada is not None
    assert await at.store.draft(ada.id) == b""
    assert await at.store.participations_of(session=session) == []
    assert await at.store.contributions(session) == []
    assert (await at.memory.group(session)).group.people == {}
    assert (await at.gestures()) == ["created"]
    bodies = [one.body for one in at.screens[ADA] if isinstance(one.body, ShowCard | ReplaceCard | Fold)]
    assert all(body.preview for body in bodies)
    shown = next(body for body in bodies if isinstance(body, ShowCard) and body.card.wait)
    rendered = render_card(shown.card, shown.participant, "fr", preview=True)
    assert rendered.html.startswith("<b>👁 Aperçu")
    assert rendered.rows[-1][0][0] == "⏏ Arrêter l'aperçu"
    assert "Aperçu" in render_fold(shown.card, "oui", None, "fr", preview=True).html


async def test_she_stops_when_she_has_seen_enough(at: Desk) -> None:
    """A button of it is stale afterwards; a second stop does nothing; the real session opens as if untouched."""
    session = await trying(at)
    participant, card = at.waiting(ADA)
    assert said(await at.steers(ADA, Gesture.PREVIEW_STOP)) is Sentence.PREVIEW_OVER
    assert said(await at.steers(ADA, Gesture.PREVIEW_STOP)) is Sentence.ALREADY_DONE
    stale = f"v1:p:{participant}:{Act.PASS.value}:{card.wait}:0:"
    assert (await at.presses(ADA, stale)).phrase is Phrase.FOREIGN  # type: ignore[union-attr]
    await at.says(ADA, "bonjour")
    assert at.sentence(ADA).key is Sentence.SENT_TO_NOBODY
    await at.steers(ADA, Gesture.OPEN, session)
    await at.enters(LEA, (await at.session()).join)
    assert len((await at.memory.group(session)).group.people) == 1


async def test_a_preview_ends_by_itself(at: Desk) -> None:
    """Left open, it would take what she writes tomorrow; one that is over by then is not told again."""
    await trying(at)
    await at.pass_time(at.clock.now() + timedelta(minutes=61))
    assert at.sentence(ADA).key is Sentence.PREVIEW_OVER
    seen = len(at.screens[ADA])
    session = (await at.session()).id
    await at.steers(ADA, Gesture.PREVIEW, session)
    await at.steers(ADA, Gesture.PLACES_ASK, session, "capacity")
    await at.pass_time(at.clock.now() + timedelta(minutes=61))
    assert not any(
        one.panel is not None and getattr(one.panel, "key", "") is Sentence.PREVIEW_OVER
        for one in at.screens[ADA][seen:]
    )


async def test_a_refusal_ends_it_too(at: Desk) -> None:
    """She tries what « Je n'accepte pas » does."""
    record = await at.launched()
    await at.steers(ADA, Gesture.PREVIEW, record.id)
    await at.taps(ADA, Act.CHOOSE, "commencer")
    await at.taps(ADA, Act.CHOOSE, "non")
    assert at.sentence(ADA).key is Sentence.PREVIEW_OVER
    assert (await at.memory.group(record.id)).group.declined == 0


async def test_a_preview_is_of_whoever_may_steer(at: Desk) -> None:
    """Another's button, and one's own once the role is gone, are foreign."""
    await belongs(at, TOM, Role.FACILITATOR)
    await trying(at, TOM)
    participant, card = at.waiting(TOM)
    data = f"v1:p:{participant}:{Act.PASS.value}:{card.wait}:0:"
    assert (await at.presses(EVE, data)).phrase is Phrase.FOREIGN  # type: ignore[union-attr]
    tom = await at.store.person_by_user("telegram", str(TOM))
    assert tom is not None
    await at.store.commit([DropMembership(HOME, tom.id)])
    assert (await at.presses(TOM, data)).phrase is Phrase.FOREIGN  # type: ignore[union-attr]
