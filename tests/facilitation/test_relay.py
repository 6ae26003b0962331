"""The relay: a facilitator enters the answers of somebody who has no smartphone, and nobody mistakes whose they are."""

from __future__ import annotations

from bot.engine.phrases import Phrase
from bot.engine.prompts import Act
from bot.engine.run import Run, Status
from bot.facilitation.incoming import Gesture
from bot.facilitation.organisation_writes import DropMembership
from bot.facilitation.organisations import HOME, Role
from bot.facilitation.outgoing import Fold, ReplaceCard, SendDocument, ShowCard
from bot.facilitation.panels import ParticipantPanel, Sentence
from bot.facilitation.people_panels import MyDataPanel
from bot.facilitation.records import RELAY, Participation
from bot.facilitation.relay_panels import RelayBegunPanel, RelayConsentPanel, RelayPanel
from tests.facilitation.support import ADA, EVE, Desk, said
from tests.facilitation.test_roles import belongs
from tests.facilitation.test_steering import LEA, refreshed

TOM, STRANGER = 76, 77


async def entry(at: Desk, session: str, by: int = ADA, value: str = "oral:votes") -> Participation:
    """A new person's entry, as far as the three words."""
    before = {one.participant for one in await at.store.participations_of(session=session)}
    assert await at.steers(by, Gesture.RELAY_BEGIN, session, value) is None
    (new,) = [one for one in await at.store.participations_of(session=session) if one.participant not in before]
    for value in ("commencer", "oui", "non", "habitant"):
        await at.taps(by, Act.CHOOSE, value)
    return new


async def run_of(at: Desk, who: Participation) -> Run:
    at_hand = await at.memory.run(who.participant)
    assert at_hand is not None
    return at_hand.run


async def words(at: Desk) -> dict[str, str]:
    """Who said which three words."""
    return {one.participant: one.text.replace("\n", " ") for one in await at.contributions("mots")}


async def test_answers_are_entered_one_step_at_a_time_and_marked(at: Desk) -> None:
    """The agreement first, then the same cards as everybody's, each with the pseudonym of whoever answers."""
    record = await at.opened(LEA)
    await at.steers(ADA, Gesture.RELAY, record.id)
    assert at.panels(ADA, RelayPanel) == [RelayPanel(record.id)]
    await at.steers(ADA, Gesture.RELAY_NEW, record.id)
    await at.steers(ADA, Gesture.RELAY_AGREED, record.id, "written")
    assert at.panels(ADA, RelayConsentPanel) == [
        RelayConsentPanel(record.id),
        RelayConsentPanel(record.id, "written"),
    ]
    who = await entry(at, record.id, value="written:none")
    assert at.panels(ADA, RelayBegunPanel) == [RelayBegunPanel("Noisette")]
    cards = [one.body for one in at.screens[ADA] if isinstance(one.body, ShowCard | ReplaceCard | Fold)]
    assert {one.relayed for one in cards} == {"Noisette"}
    await at.says(ADA, "pain lien eau")
    run = await run_of(at, who)
    assert (run.relayed, run.abstains) == ("written", True)
    (one,) = await at.contributions("mots")
    assert (one.participant, one.relayed) == (who.participant, True)
    await at.says(LEA, "un deux trois")
    assert [one.relayed for one in await at.contributions("mots")] == [True, False]
    assert "relay_written_none" in await at.gestures()
    assert [(line.alias, line.relayed) for line in (await refreshed(at)).people] == [
        ("Châtaigne", False),
        ("Noisette", True),
    ]


async def test_her_own_seat_and_the_entries_are_never_mixed(at: Desk) -> None:
    """She takes part herself, and enters for two people in turn, leaving one and coming back."""
    record = await at.opened(ADA)
    own = (await at.run(ADA)).participant
    first = await entry(at, record.id)
    await at.says(ADA, "premiers mots dits")
    second = await entry(at, record.id)
    ref = await at.says(ADA, "seconds mots dits")
    await at.edits(ADA, ref, "seconds mots corrigés")
    await at.steers(ADA, Gesture.RELAY_STOP)
    assert at.panels(ADA, RelayPanel)[-1] == RelayPanel(
        record.id, ((first.participant, "Noisette"), (second.participant, "Tilleul")), "Tilleul"
    )
    await at.says(ADA, "mes propres mots")
    assert await words(at) == {
        own: "mes propres mots",
        first.participant: "premiers mots dits",
        second.participant: "seconds mots corrigés",
    }
    assert await at.steers(ADA, Gesture.RELAY_RESUME, record.id, first.participant) is None
    await at.sends_voice(ADA)
    await at.says(ADA, "le récit de la première personne, assez long pour qu'on ne la relance pas")
    assert [one.participant for one in await at.contributions("vecu")] == [first.participant]
    await at.steers(ADA, Gesture.RELAY_STOP)
    assert said(await at.steers(ADA, Gesture.RELAY_STOP)) is Sentence.ALREADY_DONE


async def test_a_tap_on_a_card_further_up_goes_on_with_that_person(at: Desk) -> None:
    """She scrolled up; what she types next is that person's too. A stranger's tap on a copy changes nothing."""
    record = await at.opened()
    first = await entry(at, record.id)
    data = f"v1:p:{first.participant}:{Act.PASS.value}:{(await run_of(at, first)).wait.id}:0:"
    await entry(at, record.id)
    await at.steers(ADA, Gesture.RELAY_STOP)
    before = await run_of(at, first)
    assert (await at.presses(STRANGER, data)).phrase is Phrase.FOREIGN  # type: ignore[union-attr]
    assert await run_of(at, first) == before
    await at.presses(ADA, data)
    await at.says(ADA, "le récit de la première personne, assez long pour qu'on ne la relance pas")
    assert [one.participant for one in await at.contributions("vecu")] == [first.participant]
    other = await at.launched(EVE)
    assert other.id != record.id
    lea = await at.opened(LEA)
    theirs = (await at.store.participations_of(session=lea.id))[0].participant
    foreign = f"v1:p:{theirs}:{Act.PASS.value}:0:0:"
    assert (await at.presses(ADA, foreign)).phrase is Phrase.FOREIGN  # type: ignore[union-attr]


async def test_nothing_is_shown_for_somebody_whose_entry_is_set_aside(at: Desk) -> None:
    """The group goes on, the gate does not wait; her card is there when the entry is opened again."""
    record = await at.opened(LEA)
    who = await entry(at, record.id)
    await at.steers(ADA, Gesture.RELAY_STOP)
    seen = len([one for one in at.screens[ADA] if one.card is not None])
    await at.reaches_ideas(record.id, LEA)
    assert len([one for one in at.screens[ADA] if one.card is not None]) == seen
    await at.steers(ADA, Gesture.RELAY_RESUME, record.id, who.participant)
    participant, card = at.waiting(ADA)
    assert participant == who.participant
    assert card.wait == (await run_of(at, who)).wait.id


async def test_a_colleague_goes_on_with_an_entry(at: Desk) -> None:
    """From then on the answers are hers to write: the first one's messages are her own again."""
    record = await at.opened()
    who = await entry(at, record.id)
    await at.steers(EVE, Gesture.RELAY_RESUME, record.id, who.participant)
    await at.says(ADA, "ceci n'est pas une réponse")
    assert at.sentence(ADA).key is Sentence.SENT_TO_NOBODY
    await at.says(EVE, "un deux trois")
    assert await words(at) == {who.participant: "un deux trois"}
    # Her leaving an entry that is not hers any more takes nothing from the colleague.
    await at.steers(ADA, Gesture.RELAY_STOP)
    await at.says(EVE, "le récit de cette personne, assez long pour qu'on ne la relance pas")
    assert [one.participant for one in await at.contributions("vecu")] == [who.participant]


async def test_what_a_facilitator_had_begun_to_write_elsewhere_is_not_the_answer(at: Desk) -> None:
    """A letter to the group was under way; and with the ideas open, an answer is not read as a wording."""
    record = await at.opened(LEA)
    await at.steers(ADA, Gesture.WRITE, record.id)
    who = await entry(at, record.id)
    await at.steers(ADA, Gesture.IDEAS, record.id)
    await at.says(ADA, "un deux trois")
    assert await words(at) == {who.participant: "un deux trois"}
    assert at.heard(LEA, Phrase.ANIMATION_WRITES) == 0


async def test_answers_are_corrected_and_withdrawn_in_that_persons_name(at: Desk) -> None:
    """By whoever enters them, with the same cards; the files of one's own data stay one's own."""
    record = await at.opened()
    who = await entry(at, record.id)
    await at.says(ADA, "un deux trois")
    for command in ("/mesreponses", "/reprendre", "/heure"):
        await at.says(ADA, command)
    await at.says(ADA, "/mesdonnees")
    assert not at.panels(ADA, MyDataPanel)
    await at.taps(ADA, Act.WITHDRAW, "ask")
    await at.taps(ADA, Act.WITHDRAW, "yes")
    assert (await run_of(at, who)).withdrawn
    assert not [one for one in await at.contributions("mots") if one.text]


async def test_the_form_to_print_is_of_the_session(at: Desk) -> None:
    """With the agency's name; and once the vote is open, with what is voted on."""
    record = await at.opened(LEA)
    await at.steers(ADA, Gesture.RELAY_FORM, record.id)
    body = at.last(ADA).body
    assert isinstance(body, SendDocument)
    assert (body.name, body.media) == ("atelier.html", "text/html")
    page = body.content.decode()
    assert "Bienvenue chez l&#39;Agence d&#39;essai" in page
    assert page.count("Proposition du groupe") == 2
    for gate in ("idees", "vote"):
        await at.goes_on(record.id, gate)
    await at.steers(ADA, Gesture.RELAY_FORM, record.id)
    body = at.last(ADA).body
    assert isinstance(body, SendDocument)
    assert "Proposition du groupe" not in body.content.decode()
    assert "Un premier horizon inventé." in body.content.decode()


async def test_who_refuses_after_all_is_forgotten(at: Desk) -> None:
    """The consent card is the same: a refusal keeps a count, and her messages are her own again."""
    record = await at.opened()
    await at.steers(ADA, Gesture.RELAY_BEGIN, record.id, "oral:none")
    await at.taps(ADA, Act.CHOOSE, "commencer")
    await at.taps(ADA, Act.CHOOSE, "non")
    assert await at.store.participations_of(session=record.id) == []
    assert (await at.memory.group(record.id)).group.declined == 1
    await at.says(ADA, "bonjour")
    assert at.sentence(ADA).key is Sentence.SENT_TO_NOBODY
    assert said(await at.steers(ADA, Gesture.RELAY_STOP)) is Sentence.ALREADY_DONE


async def test_a_facilitator_who_blocks_the_bot_loses_nobody(at: Desk) -> None:
    """The person on the telephone is still one of the group: another goes on with her."""
    record = await at.opened()
    who = await entry(at, record.id)
    at.blocked.add(ADA)
    await at.says(ADA, "un deux trois")
    person = await at.store.person((await at.store.participations_of(session=record.id))[0].person)
    assert person is not None
    assert (person.channel, person.address) == (RELAY, "")
    assert (await run_of(at, who)).status is Status.ACTIVE
    await at.steers(EVE, Gesture.RELAY_RESUME, record.id, who.participant)
    assert at.waiting(EVE)[0] == who.participant


async def test_stale_and_foreign_buttons_of_the_relay(at: Desk) -> None:
    """Of a session that is over, of somebody who answers by herself, of a form that was never offered."""
    record = await at.opened(LEA)
    who = await entry(at, record.id)
    lea = (await at.run(LEA)).participant
    for gesture, value in (
        (Gesture.RELAY_RESUME, lea),
        (Gesture.RELAY_RESUME, "nobody"),
        (Gesture.RELAY_BEGIN, "shouted:votes"),
        (Gesture.RELAY_BEGIN, "oral:perhaps"),
        (Gesture.RELAY_AGREED, "shouted"),
    ):
        assert said(await at.steers(ADA, gesture, record.id, value)) is Sentence.FACILITATOR_STALE_BUTTON
    assert said(await at.steers(STRANGER, Gesture.RELAY_NEW, record.id)) is Sentence.NOT_FACILITATOR
    await at.steers(ADA, Gesture.PARTICIPANT, record.id, who.participant)
    assert at.panels(ADA, ParticipantPanel)[-1].relayed
    await at.steers(ADA, Gesture.CLOSE_CONFIRMED, record.id)
    assert said(await at.steers(ADA, Gesture.RELAY_NEW, record.id)) is Sentence.RELAY_TOO_LATE
    await at.steers(ADA, Gesture.RELAY, record.id)
    assert at.panels(ADA, RelayPanel)[-1].open is False


async def test_who_may_facilitate_no_more_enters_nothing(at: Desk) -> None:
    """The role is asked again at every message and every tap."""
    record = await at.opened()
    await belongs(at, TOM, Role.FACILITATOR)
    who = await entry(at, record.id, by=TOM)
    before = await run_of(at, who)
    tom = await at.store.person_by_user("telegram", str(TOM))
    assert tom is not None
    await at.store.commit([DropMembership(HOME, tom.id)])
    await at.says(TOM, "un deux trois")
    assert at.sentence(TOM).key is Sentence.NO_SESSION
    await at.presses(TOM, f"v1:p:{who.participant}:{Act.PASS.value}:{before.wait.id}:0:")
    assert await run_of(at, who) == before
