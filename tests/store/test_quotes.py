"""What is left of a pending message once the words it quotes are withdrawn."""

from __future__ import annotations

import pytest

from bot.engine.group import SessionStatus
from bot.engine.phrases import Notice, Phrase
from bot.engine.prompts import Act, Ask, Button, Card, Hint, Paragraph, Quote, Said
from bot.facilitation.numbering import Place
from bot.facilitation.outgoing import Body, Fold, Lane, Outgoing, ReplaceCard, SendFile, ShowCard, ShowPanel
from bot.facilitation.panels import (
    CockpitPanel,
    ContributionPanel,
    IdeaLine,
    IdeasPanel,
    LanguagePanel,
    Panel,
    PersonLine,
    Sentence,
    SentencePanel,
)
from bot.facilitation.people_panels import MyWordsPanel
from bot.store.quotes import without

LONG = "un étang où l'on se baigne"
WORDS = {LONG, "Oui"}


def left(body: Body) -> Body | None:
    outgoing = without(Outgoing("ada", "fr", Lane.REPLY, body), WORDS)
    return None if outgoing is None else outgoing.body


def test_a_card_somebody_waits_for_keeps_its_question_and_loses_the_words() -> None:
    """Dropping it whole would leave its reader waiting for ever."""
    kept = (Ask("Et vous ?"), Hint("Touchez."))
    quoting = (
        Quote("Oui"),
        Quote(f"Moi : {LONG}."),
        Said(Notice(Phrase.YOUR_ANSWER, {"answer": LONG})),
        Paragraph(f"À voter : {LONG}"),
    )
    yes = Button(Act.CHOOSE, "oui", text="Oui")
    adopt = Button(Act.ADOPT, "c1", text=LONG)
    body = ReplaceCard("p1", Card((*kept, *quoting), wait="w1", rows=((yes, adopt), (adopt,))))
    assert left(body) == ReplaceCard("p1", Card(kept, wait="w1", rows=((yes,),)))


def test_a_card_nobody_waits_for_is_dropped_when_it_quotes() -> None:
    """It was only there for the words."""
    assert left(ShowCard("p1", Card((Ask("Voici"), Quote(LONG))))) is None


def test_a_fold_still_takes_the_buttons_off() -> None:
    """Buttons left alive under a withdrawn answer would invite a stale tap."""
    assert left(Fold("p1", "w1", chosen="Oui")) == Fold("p1", "w1")
    assert left(Fold("p1", "w1", chosen="Non")) == Fold("p1", "w1", chosen="Non")


@pytest.mark.parametrize(
    "panel",
    [
        ContributionPanel("s", "c1", 1, 1, "t", "alias", LONG, "kept"),
        IdeasPanel("s", (IdeaLine(1, "autre"), IdeaLine(2, LONG)), 0, 3),
        SentencePanel(Sentence.SESSION_OVER, {"text": f"« {LONG} »", "n": 1}),
        MyWordsPanel("t", (Place("C001", "p1", "Le vécu", (), printed=True, text=LONG),)),
        CockpitPanel("s", "t", SessionStatus.OPEN, "link", (PersonLine("alias", LONG, "silent", 1),)),
    ],
    ids=lambda panel: type(panel).__name__,
)
def test_a_panel_that_quotes_is_dropped(panel: Panel) -> None:
    """A facilitator opens it again, computed from what is left."""
    assert left(ShowPanel(panel)) is None


@pytest.mark.parametrize(
    "body",
    [
        ShowPanel(LanguagePanel()),
        ShowPanel(ContributionPanel("s", "c1", 1, 1, "t", "alias", "Ouistiti", "kept")),
        ShowCard("p1", Card((Ask("Oui ou non ?"), Quote("Oui, mais")), wait="w1")),
        SendFile("a.html", "a.html", Notice(Phrase.THE_END)),
    ],
    ids=["language", "another word", "inside a sentence", "file"],
)
def test_what_does_not_quote_is_untouched(body: Body) -> None:
    """Other people's messages are not collateral."""
    assert left(body) == body
