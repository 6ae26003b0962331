"""Panels about what becomes of leads: a table to fill in from a phone, and the news that an author gets."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from bot.chat.buttons import decode
from bot.chat.panels import render_panel
from bot.facilitation.incoming import FacilitatorButton, Gesture
from bot.facilitation.lead_panels import LeadLine, LeadNewsPanel, LeadPanel, LeadsPanel
from bot.facilitation.panels import Panel
from tests.chat.support import NBSP

_FIRST = LeadLine("aaaa", "PA1", "Ouvrir une <salle>", "kept", "Le local est trouvé.", published=True)
_SECOND = LeadLine("bbbb", "", "Un étal", "partly", "Deux jours sur cinq.")
_TABLE = LeadsPanel(
    "s1",
    "Réancrer",
    (_FIRST, _SECOND, LeadLine("cccc", "", "Un atelier", "studied"), LeadLine("dddd", "", "Une carte")),
    1,
    datetime(2030, 3, 4, 23, 30, tzinfo=UTC),
    may_answer=True,
    may_publish=True,
)


def _text(panel: Panel, language: str = "fr") -> str:
    return render_panel(panel, language, ZoneInfo("Europe/Paris")).html.replace(NBSP, " ")


def _pressed(panel: Panel) -> list[tuple[Gesture, str]]:
    buttons = [decode(data) for row in render_panel(panel, "fr").rows for _, data in row]
    return [(one.gesture, one.value) for one in buttons if isinstance(one, FacilitatorButton)]


def test_the_table_says_what_is_missing_lead_by_lead() -> None:
    """Answered, without its reason, not told yet: each in so many words."""
    assert _text(_TABLE) == (
        "<b>📮 Réancrer : ce que deviennent les pistes</b>\n\n"
        "Réponses attendues pour le mardi 5 mars.\n\n"
        "1. PA1 · Ouvrir une &lt;salle&gt;\n<i>✅ retenue</i>\n\n"
        "2. Un étal\n<i>◐ retenue en partie · pas encore publiée</i>\n\n"
        "3. Un atelier\n<i>⏳ à l'étude · il manque la raison</i>\n\n"
        "4. Une carte\n<i>pas encore de réponse</i>\n\n"
        "<i>Touchez un numéro : une réponse parmi quatre, et sa raison. Personne n'est prévenu avant que vous ne "
        "publiiez.</i>"
    )
    assert _pressed(_TABLE) == [
        *((Gesture.LEAD, lead) for lead in ("aaaa", "bbbb", "cccc", "dddd")),
        (Gesture.ANSWERS_PUBLISH, ""),
    ]
    reading = replace(_TABLE, may_answer=False, may_publish=False, due=None)
    assert _pressed(reading) == []
    assert "attendues" not in _text(reading)
    assert "promises" in _text(replace(_TABLE, asked=True))
    assert _pressed(replace(_TABLE, to_publish=0))[-1] == (Gesture.LEAD, "dddd")


def test_publishing_is_asked_twice() -> None:
    """It writes to people."""
    assert "1 réponse est envoyée" in _text(replace(_TABLE, confirm=True))
    assert _pressed(replace(_TABLE, confirm=True)) == [(Gesture.ANSWERS_PUBLISH_CONFIRMED, ""), (Gesture.ANSWERS, "")]


def test_one_lead_is_four_buttons_then_a_reason() -> None:
    """The reason is asked for as soon as there is an answer to give one for."""
    asked = _text(LeadPanel("s1", _TABLE.leads[3], 4, 4))
    assert asked == "<i>Piste 4 sur 4</i>\n\n<b>Une carte</b>\n\nQue devient-elle ?"
    pressed = _pressed(LeadPanel("s1", _FIRST, 1, 4))
    assert pressed == [
        *((Gesture.LEAD_STATUS, f"aaaa:{status}") for status in ("kept", "partly", "not_kept", "studied")),
        (Gesture.ANSWERS, ""),
    ]
    assert "Raison : Le local est trouvé." in _text(LeadPanel("s1", _FIRST, 1, 4))
    assert "700 caractères" in _text(LeadPanel("s1", _FIRST, 1, 4, 700))
    assert "Raison :" not in _text(LeadPanel("s1", _TABLE.leads[2], 3, 4))


def test_an_author_reads_what_becomes_of_their_lead_and_why() -> None:
    """And how to hear no more."""
    told = LeadNewsPanel("Réancrer · Val d'Essai", (_FIRST,))
    assert _text(told) == (
        "<b>« Réancrer · Val d'Essai » : voici ce que devient la piste que vous avez proposée.</b>\n\n"
        "PA1 · Ouvrir une &lt;salle&gt;\n<b>✅ retenue</b>\nRaison : Le local est trouvé.\n\n"
        "<i>Merci d'avoir proposé. Pour ne plus recevoir de message : /mesdonnees</i>"
    )
    assert "les 2 pistes" in _text(replace(told, leads=(_FIRST, _SECOND)))
    assert "kept in part" in _text(replace(told, leads=(_SECOND,)), "en")
