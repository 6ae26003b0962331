"""Panels about people: nobody is named, and each role is offered what it may do."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from bot.chat.buttons import decode
from bot.chat.panels import render_panel
from bot.engine.group import SessionStatus
from bot.facilitation.incoming import FacilitatorButton, Gesture
from bot.facilitation.numbering import Place
from bot.facilitation.organisations import Role
from bot.facilitation.panels import CockpitPanel, Offer, Panel, WorkshopsPanel
from bot.facilitation.people_panels import (
    AcceptedPanel,
    InvitationLine,
    JoinedPanel,
    LabelPanel,
    MemberInvitationPanel,
    MemberLine,
    MembersPanel,
    MyWordsPanel,
    OrganisationsPanel,
    TakeOverPanel,
)
from tests.chat.support import NBSP

_MARCH = datetime(2030, 3, 4, 23, 30, tzinfo=UTC)
_MEMBERS = MembersPanel(
    "home",
    "l'Agence d'essai",
    (
        MemberLine("owner", _MARCH, me=True),
        MemberLine("facilitator", _MARCH, "L. M.", remove="p2"),
        MemberLine("team", _MARCH),
    ),
    (InvitationLine("observer", _MARCH, "", "abc"), InvitationLine("team", _MARCH, "T.", "def")),
    ("facilitator", "team"),
)


def _text(panel: Panel, language: str = "fr") -> str:
    return render_panel(panel, language, ZoneInfo("Europe/Paris")).html.replace(NBSP, " ")


def _pressed(panel: Panel) -> list[tuple[Gesture, str]]:
    buttons = [decode(data) for row in render_panel(panel, "fr").rows for _, data in row]
    return [(one.gesture, one.value) for one in buttons if isinstance(one, FacilitatorButton)]


def test_the_people_of_an_organisation_fit_in_one_message() -> None:
    """Roles, days and marks; a name is nowhere, because none is kept."""
    assert _text(_MEMBERS) == (
        "<b>👥 l'Agence d'essai</b>\n\n"
        "1. responsable, depuis le mardi 5 mars (vous)\n"
        "2. animation · L. M., depuis le mardi 5 mars\n"
        "3. équipe, depuis le mardi 5 mars\n\n"
        "Invitations en attente :\n"
        "✉ 1. observation, jusqu'au mardi 5 mars\n"
        "✉ 2. équipe · T., jusqu'au mardi 5 mars\n\n"
        "<i>Une invitation est un lien pour une seule personne, valable deux jours. Personne n'est nommé ici.</i>"
    )
    assert _pressed(_MEMBERS) == [
        (Gesture.INVITE, "home:facilitator"),
        (Gesture.INVITE, "home:team"),
        (Gesture.REVOKE_INVITATION, "home:abc"),
        (Gesture.REVOKE_INVITATION, "home:def"),
        (Gesture.REMOVE_MEMBER, "home:p2"),
    ]


def test_taking_somebody_off_needs_a_second_tap() -> None:
    """The only two buttons then are yes and not yet."""
    asked = replace(_MEMBERS, confirm="p2")
    assert "La personne n° 2" in _text(asked)
    assert _pressed(asked) == [(Gesture.REMOVE_MEMBER_CONFIRMED, "home:p2"), (Gesture.REMOVE_MEMBER, "home:")]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_role_is_invited_and_welcomed_in_its_own_words(role: Role, language: str) -> None:
    """Whoever is invited knows before tapping what it is that she joins."""
    link = "https://t.me/essai_bot?start=m-abc"
    assert link in _text(MemberInvitationPanel("l'Agence", role.value, link, _MARCH), language)
    assert "/" in _text(JoinedPanel("l'Agence", role.value), language)
    assert "T." in _text(AcceptedPanel("l'Agence", role.value, "T."), language)
    assert "·" not in _text(AcceptedPanel("l'Agence", role.value), language)
    assert _pressed(LabelPanel("home", "l'Agence", role.value)) == [
        (Gesture.INVITE_UNLABELLED, f"home:{role}"),
        (Gesture.CANCEL_DRAFT, ""),
    ]


def test_which_organisation_is_a_button_each() -> None:
    """And a way out."""
    panel = OrganisationsPanel("Réancrer", (("a", "Agence A"), ("b", "Agence B")))
    assert _pressed(panel) == [
        (Gesture.CHOOSE_ORGANISATION, "a"),
        (Gesture.CHOOSE_ORGANISATION, "b"),
        (Gesture.CANCEL_DRAFT, ""),
    ]


def test_a_session_is_taken_over_by_one_tap() -> None:
    """The button names the session: several may be on offer."""
    rendered = render_panel(TakeOverPanel("s1", "Réancrer"), "fr")
    ((data,),) = [[decode(data) for _, data in row] for row in rendered.rows]
    assert data == FacilitatorButton("s1", Gesture.SHOW_SESSION)


def test_who_asks_where_their_words_are_knows_which_they_are() -> None:
    """By their first words: five contributions of one step have one title. What is not printed has its number alone."""
    said = "En mars, la supérette\ndu village a fermé un mardi."
    places = (
        Place("C023", "p1", "Le vécu", ("§ 5.1",), printed=True, counted=("§ 1",), text=said),
        Place("C024", "p1", "Le vécu", (), printed=False),
        Place("C025", "p1", "Le vécu", (), printed=True, text="Le car."),
    )
    assert _text(MyWordsPanel("Réancrer", places)).splitlines()[2:] == [
        "C023 « En mars, la supérette du village a… » · Le vécu : vos mots en § 5.1 et en annexe ; comptée en § 1",
        "C024 · Le vécu : comptée, sans être imprimée",
        "C025 « Le car. » · Le vécu : vos mots en annexe",
    ]


def test_the_workshops_lead_to_the_people() -> None:
    """« 👥 L'équipe » is where colleagues are invited."""
    assert _pressed(WorkshopsPanel((), (), (("home", "l'Agence"),))) == [(Gesture.MEMBERS, "home")]


@pytest.mark.parametrize(
    ("role", "gestures"),
    [
        ("observer", {Gesture.CONTRIBUTIONS, Gesture.PARTICIPANTS, Gesture.MORE_MENU}),
        ("team", {Gesture.MORE_MENU}),
        ("", set()),
    ],
)
def test_a_cockpit_offers_what_its_reader_may_do(role: str, gestures: set[Gesture]) -> None:
    """Buttons that all refuse would be unkind, and invite to try."""
    panel = CockpitPanel("s1", "Réancrer", SessionStatus.OPEN, "", role=role, offers=(Offer(Gesture.HAND_OVER),))
    assert {gesture for gesture, _ in _pressed(panel)} == gestures
    assert {gesture for gesture, _ in _pressed(replace(panel, role="owner"))} > gestures
    more = {gesture for gesture, _ in _pressed(replace(panel, menu="more"))}
    assert more == ({Gesture.HAND_OVER, Gesture.COCKPIT} if role else set())
