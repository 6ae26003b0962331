"""Panels about places: how many, for whom, and what somebody who waits has to do (nothing)."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from bot.chat.buttons import decode
from bot.chat.panels import render_panel
from bot.facilitation.incoming import FacilitatorButton, Gesture
from bot.facilitation.panels import InvitationPanel, Panel
from bot.facilitation.people_panels import (
    LaunchPlacesPanel,
    LinkLine,
    MySession,
    MySessionsPanel,
    PlaceOfferedPanel,
    PlacesAskPanel,
    PlacesPanel,
    QuotaLine,
    WaitingPanel,
)
from tests.chat.support import NBSP

_MARCH = datetime(2030, 3, 4, 17, 30, tzinfo=UTC)
_PLACES = PlacesPanel(
    "s1",
    "Réancrer · le Val d'Essai",
    12,
    9,
    2,
    open=True,
    links=(
        LinkLine("profile", "Élu·e·s", 3, 2, None, "aaa"),
        LinkLine("personal", "L. M.", 1, 0, _MARCH, "bbb"),
        LinkLine("personal", "", 1, 0, _MARCH, "ccc"),
    ),
)


def _text(panel: Panel) -> str:
    return render_panel(panel, "fr", ZoneInfo("Europe/Paris")).html.replace(NBSP, " ")


def _pressed(panel: Panel) -> list[tuple[Gesture, str]]:
    buttons = [decode(data) for row in render_panel(panel, "fr").rows for _, data in row]
    return [(one.gesture, one.value) for one in buttons if isinstance(one, FacilitatorButton)]


def test_places_are_one_message() -> None:
    """Taken, waiting, and the links that were made, with what is left of each."""
    assert _text(_PLACES) == (
        "<b>🎟 Réancrer · le Val d'Essai</b>\n\n"
        "Places : 9 prises sur 12.\n"
        "2 personnes attendent une place.\n"
        "Le lien ouvert fait entrer toute personne qui l'a reçu.\n\n"
        "1. Élu·e·s : 2 sur 3\n"
        "2. invitation personnelle · L. M., jusqu'au lundi 4 mars\n"
        "3. invitation personnelle, jusqu'au lundi 4 mars"
    )
    assert _pressed(_PLACES) == [
        (Gesture.PLACES_ASK, "capacity"),
        (Gesture.PLACES_ASK, "profile"),
        (Gesture.PLACES_ASK, "personal"),
        (Gesture.PLACES_OPEN, ""),
        (Gesture.PLACES_REVOKE, "aaa"),
        (Gesture.PLACES_REVOKE, "bbb"),
        (Gesture.PLACES_REVOKE, "ccc"),
        (Gesture.COCKPIT, ""),
    ]


def test_a_session_without_a_limit_says_so() -> None:
    """And how to close the open link, or that it is closed."""
    free = replace(_PLACES, capacity=0, waiting=0, open=False, links=())
    assert _text(free) == (
        "<b>🎟 Réancrer · le Val d'Essai</b>\n\n"
        "Autant de places que de personnes. Prises : 9.\n"
        "Le lien ouvert est fermé : on entre seulement par une invitation."
    )


@pytest.mark.parametrize(
    ("what", "gestures"),
    [
        ("capacity", [Gesture.PLACES_NUMBER] * 5),
        ("profile", []),
        ("personal", [Gesture.PLACES_UNLABELLED]),
    ],
)
@pytest.mark.parametrize("error", [False, True])
def test_each_question_has_its_shortcuts_and_a_way_out(what: str, gestures: list[Gesture], error: bool) -> None:
    """The common answers are one tap."""
    panel = PlacesAskPanel("s1", "Réancrer", what, error)
    assert [gesture for gesture, _ in _pressed(panel)] == [*gestures, Gesture.CANCEL_DRAFT]


def test_who_waits_is_told_her_rank_and_may_give_up() -> None:
    """The sentence says that there is nothing to do."""
    panel = WaitingPanel("s1", "Réancrer", 3)
    assert "n° 3" in _text(panel)
    assert _pressed(panel) == [(Gesture.GIVE_UP_PLACE, "")]


def test_an_offer_says_until_when_in_her_own_time() -> None:
    """18 h 30 in Paris, not 17 h 30 in London."""
    panel = PlaceOfferedPanel("s1", "Réancrer", _MARCH)
    assert "jusqu'au lundi 4 mars, 18 h 30" in _text(panel)
    assert _pressed(panel) == [(Gesture.TAKE_PLACE, ""), (Gesture.GIVE_UP_PLACE, "")]


def test_a_persons_sessions_say_which_is_which() -> None:
    """Where her messages go, and which is over."""
    panel = MySessionsPanel(
        (
            MySession("p1", "Réancrer", True, True),
            MySession("p2", "Relier", True, False),
            MySession("p3", "X", False, False),
        )
    )
    assert _text(panel).endswith("1. Réancrer — vos messages y vont\n2. Relier\n3. X — terminée pour vous")
    assert _pressed(panel) == [(Gesture.SWITCH, "p1"), (Gesture.SWITCH, "p2"), (Gesture.SWITCH, "p3")]


def test_places_are_asked_at_launch_on_one_card() -> None:
    """What there is, what can be tapped, and that it may be left as it is."""
    profiles = (QuotaLine("Habitant·e"), QuotaLine("Association", 2), QuotaLine("Élu·e", 1))
    panel = LaunchPlacesPanel("Réancrer", 12, profiles)
    assert _text(panel) == (
        "<i>Réancrer</i>\n\n<b>Combien y a-t-il de places ?</b>\n\n"
        "Places : 12. Quand elles sont prises, on attend, et l'on est prévenu·e dès qu'une se libère.\n\n"
        "Quotas par profil, chacun avec son lien :\n• Association : 2 places\n• Élu·e : 1 place\n\n"
        "<i>Touchez un nombre ou un profil, ou écrivez : « 15 », « Élu·e : 3 ». "
        "Si cela vous convient ainsi, touchez « C'est bon ».</i>"
    )
    rows = [[text for text, _ in row] for row in render_panel(panel, "fr").rows]
    assert rows == [
        ["8", "✓ 12", "20", "40"],
        ["Sans limite"],
        ["Habitant·e", "✓ Association · 2"],
        ["✓ Élu·e · 1"],
        ["✅ C'est bon"],
        ["Annuler"],
    ]
    asking = replace(panel, asking=2)
    assert _text(asking).startswith("<i>Réancrer</i>\n\n<b>Association : combien de places au plus ?</b>")
    assert _pressed(asking)[-2:] == [(Gesture.LAUNCH_PLACES, "q:2:0"), (Gesture.LAUNCH_PLACES, "p:0")]
    assert "Je n'y lis pas un nombre de places" in _text(replace(panel, error="not_places"))
    simple = _text(LaunchPlacesPanel("Réancrer", 0))
    assert "Places : sans limite." in simple
    assert "Quotas" not in simple
    assert "Quotas par profil : aucun." in _text(LaunchPlacesPanel("Réancrer", 0, (QuotaLine("Élu·e"),)))


def test_a_profiles_invitation_says_whom_it_is_for() -> None:
    """Three invitations lie in the chat one under the other: each is for somebody else."""
    panel = InvitationPanel("Réancrer", "", 75, "https://example.org/i-a", profile="Élu·e", places=3)
    assert _text(panel).endswith("\n\nCe lien est pour : Élu·e. Il fait entrer 3 personnes.")
