"""Panels about programmes: sessions side by side on a phone, and no button that refuses whoever sees it."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from bot.chat.buttons import decode
from bot.chat.panels import render_panel
from bot.engine.group import SessionStatus
from bot.facilitation.incoming import FacilitatorButton, Gesture
from bot.facilitation.panels import Panel, ParameterPanel, Teaching, WorkshopsPanel
from bot.facilitation.programme_panels import (
    ProgrammeNamePanel,
    ProgrammePanel,
    ProgrammesPanel,
    SessionProgress,
    WhichProgrammePanel,
)
from tests.chat.support import NBSP

_MARCH = datetime(2030, 3, 4, 23, 30, tzinfo=UTC)
_SESSIONS = (
    SessionProgress("s1", "Réancrer · Val d'Essai", SessionStatus.CLOSED, _MARCH, _MARCH, 11, 16, 16, 88, 0),
    SessionProgress("s2", "Réancrer · Mont <Essai>", SessionStatus.OPEN, _MARCH, None, 1, 7, 16, 1, 2),
    SessionProgress("s3", "Réancrer · Plaine d'Essai", SessionStatus.DRAFT, None, None, 0, 1, 16, 0, 0),
)
_PROGRAMME = ProgrammePanel("home", "p1", "Trois vallées", _SESSIONS, may_change=True)


def _text(panel: Panel, language: str = "fr") -> str:
    return render_panel(panel, language, ZoneInfo("Europe/Paris")).html.replace(NBSP, " ")


def _pressed(panel: Panel) -> list[tuple[str, Gesture, str]]:
    buttons = [decode(data) for row in render_panel(panel, "fr").rows for _, data in row]
    return [(one.session, one.gesture, one.value) for one in buttons if isinstance(one, FacilitatorButton)]


def test_sessions_stand_side_by_side() -> None:
    """What an agency asks of a programme: where each of its sessions is."""
    assert _text(_PROGRAMME) == (
        "<b>📚 Trois vallées</b>\n\n"
        "1. Réancrer · Val d'Essai\n"
        "<i>close le mardi 5 mars · 11 personnes · 88 contributions</i>\n\n"
        "2. Réancrer · Mont &lt;Essai&gt;\n"
        "<i>ouverte depuis le mardi 5 mars · étape 7 sur 16 · 1 personne · 1 contribution · ⚠ 2 retenues</i>\n\n"
        "3. Réancrer · Plaine d'Essai\n"
        "<i>en préparation</i>"
    )
    assert _pressed(_PROGRAMME) == [
        ("s1", Gesture.SHOW_SESSION, ""),
        ("s2", Gesture.SHOW_SESSION, ""),
        ("s3", Gesture.SHOW_SESSION, ""),
        ("", Gesture.PROGRAMME_NOTEBOOK, "home:p1"),
        ("", Gesture.PROGRAMME_ADD_MENU, "home:p1"),
        ("", Gesture.PROGRAMME_REMOVE_MENU, "home:p1"),
        ("", Gesture.PROGRAMME_RENAME, "home:p1"),
    ]
    assert len(_pressed(replace(_PROGRAMME, may_change=False))) == len(_SESSIONS) + 1
    erased = replace(_PROGRAMME, sessions=(replace(_SESSIONS[0], erased=True),))
    assert _text(erased).endswith("<i>close le mardi 5 mars · réponses effacées</i>")
    empty = replace(_PROGRAMME, sessions=())
    assert "No session is in it yet." in _text(empty, "en")
    assert [gesture for _, gesture, _ in _pressed(empty)] == [Gesture.PROGRAMME_ADD_MENU, Gesture.PROGRAMME_RENAME]


def test_a_choice_is_a_button_a_session_and_a_way_back() -> None:
    """Nobody is caught in a menu."""
    choices = (("s4", "Relier · Val d'Essai"),)
    adding = replace(_PROGRAMME, menu="add", choices=choices)
    assert "Quelle séance ajouter ?" in _text(adding)
    assert _pressed(adding) == [
        ("", Gesture.PROGRAMME_ADD, "home:p1:s4"),
        ("", Gesture.PROGRAMME, "home:p1"),
    ]
    assert _pressed(replace(adding, menu="remove"))[0] == ("", Gesture.PROGRAMME_REMOVE, "home:p1:s4")


def test_the_programmes_there_are_and_what_one_is_for() -> None:
    """Whoever has none reads in two sentences why they might want one."""
    some = ProgrammesPanel(
        "home", "l'Agence d'essai", (("p1", "Trois vallées", 3), ("p2", "Germes", 1)), may_change=True
    )
    assert _text(some) == (
        "<b>📚 Programmes de l'Agence d'essai</b>\n\n1. Trois vallées : 3 séances\n2. Germes : 1 séance"
    )
    assert [value for _, _, value in _pressed(some)] == ["home:p1", "home:p2", "home"]
    none = replace(some, programmes=(), may_change=False)
    assert "Un programme réunit des séances" in _text(none)
    assert _pressed(none) == []
    one, two = ((("home", "A"),)), (("home", "A"), ("b", "B"))
    assert "📚 Programmes" in str(render_panel(WorkshopsPanel((), programmes=one), "fr").rows)
    assert "📚 Programmes de B" in str(render_panel(WorkshopsPanel((), programmes=two), "fr").rows)


def test_a_name_and_a_programme_are_asked_for_in_one_question() -> None:
    """Typed or tapped; and what was too long says so."""
    assert "Quel est le nom du programme ?" in _text(ProgrammeNamePanel(""))
    renamed = _text(ProgrammeNamePanel("Essai", 92))
    assert "Quel est le nouveau nom de « Essai » ?" in renamed
    assert "92 caractères" in renamed
    which = WhichProgrammePanel("Réancrer", (("p1", "Trois vallées"),))
    assert "Dans quel programme ?" in _text(which)
    assert "caractères" not in _text(which)
    assert "90 caractères" in _text(replace(which, too_long=90))
    assert [value for _, _, value in _pressed(which)] == ["p1", "", ""]


def test_a_session_to_read_is_a_button_with_how_much_there_is() -> None:
    """A code that nobody remembers is not what one should have to type."""
    panel = ParameterPanel("Réflexes", 1, 9, "autre_seance", "L'autre séance.", "", "", (("s1", "Réflexes (12)"),))
    assert "combien de réponses leurs auteur·rices laissent lire" in _text(panel)
    assert _pressed(panel)[0] == ("", Gesture.CHOOSE_SOURCE, "s1")
    assert "sous ce code" in _text(replace(panel, error="not_a_session"))


def test_teachings_are_a_number_to_touch_and_a_sentence_to_copy() -> None:
    """A tap takes it as it is; a tap on the sentence copies it, to be changed."""
    taught = (Teaching("k1", "on répare <peu>", "Entretien · le Val"), Teaching("k2", "on partage", "Entretien"))
    panel = ParameterPanel("Réancrer", 8, 13, "enseignement_1", "Premier enseignement.", teachings=taught)
    rendered = render_panel(panel, "fr")
    assert (
        "\n\n1. Entretien · le Val\n<code>on répare &lt;peu&gt;</code>\n\n2. Entretien\n<code>on partage</code>"
        in rendered.html
    )
    assert [text for row in rendered.rows for text, _ in row] == ["1", "2", "Annuler"]
    heard = replace(panel, teachings=(Teaching("k3", "12", "Entretien"),), counts=True)
    assert render_panel(heard, "fr").rows[0][0][0] == "12 · Entretien"
