"""Panels: a facilitator sees at a glance where the group is, and each button does what it says."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from msgspec.structs import replace

from bot.chat.buttons import decode
from bot.chat.markup import CAPTION_UNITS, Rendered, units
from bot.chat.panels import render_panel
from bot.chat.sending import qr_code
from bot.engine.group import SessionStatus
from bot.engine.phrases import Phrase, say
from bot.errors import Defect
from bot.facilitation.incoming import FacilitatorButton, Gesture
from bot.facilitation.panels import (
    CockpitPanel,
    ContributionPanel,
    IdeaLine,
    IdeasPanel,
    InvitationPanel,
    LanguagePanel,
    LetterPanel,
    ListPanel,
    ModePanel,
    NoticePanel,
    Offer,
    Panel,
    ParameterPanel,
    ParticipantPanel,
    ParticipantsPanel,
    PersonLine,
    ReasonPanel,
    Sentence,
    SentencePanel,
    StartPanel,
    WorkshopChoice,
    WorkshopsPanel,
)
from tests.chat.support import NBSP

_PARIS = ZoneInfo("Europe/Paris")
_PEOPLE = (
    PersonLine("P01", "habitant·e", "answered", 5),
    PersonLine("P02", "élu·e", "silent", 4),
    PersonLine("P03", "", "gone", 0),
)
_COCKPIT = CockpitPanel(
    session="s2345",
    title="Réancrer <ici>",
    status=SessionStatus.OPEN,
    link="https://t.me/horizons_essai_bot?start=abc",
    people=_PEOPLE,
    declined=1,
    total_steps=8,
    stretch="Le vécu, Les craintes",
    next_gate="vote",
    next_title="Vote sur les horizons",
    arrived=1,
    active=2,
    deadline=datetime(2026, 11, 24, 17, 30, tzinfo=UTC),
    minutes_left=6,
    step=4,
    holding=("P02",),
    ideas=4,
    chosen=2,
    contributions=12,
)


def _text(panel: Panel, language: str = "fr") -> str:
    return render_panel(panel, language, _PARIS).html.replace(NBSP, " ")


def _gestures(rendered: Rendered) -> list[list[tuple[Gesture, str]]]:
    rows = []
    for row in rendered.rows:
        buttons = [decode(data) for _, data in row]
        rows.append([(one.gesture, one.value) for one in buttons if isinstance(one, FacilitatorButton)])
    return rows


def test_the_cockpit_warns_of_who_is_missing_and_of_a_possible_hierarchy() -> None:
    """Only while the session is open: before, nobody is there; after, nobody can be fetched."""
    panel = replace(_COCKPIT, lacking=("élu·e", "association"), hierarchy=("élu·e", "agent·e"))
    assert "\n\n⚠ Profils attendus, personne encore : élu·e, association\n⚠ « élu·e » et « agent·e »" in _text(panel)
    assert "⚠" not in _text(replace(panel, status=SessionStatus.CLOSED)) + _text(_COCKPIT)


def test_the_cockpit_says_what_the_author_wrote_for_who_facilitates_and_that_a_vote_is_too_short() -> None:
    """Between where the group is and who is there; the follow-up to everybody is one tap away."""
    panel = replace(_COCKPIT, watched="Le vécu", note="Choisir 3 récits.", few_voted=True, asks_all=True)
    text = _text(panel)
    assert "\n\n📋 Pour vous, à « Le vécu » : Choisir 3 récits.\n\n3 participant·e·s" in text
    assert "\n⏱ C'est bientôt fini, et 1 sur 2 ont terminé : « Prolonger » laisserait le temps aux autres.\n" in text
    assert "bientôt fini" not in _text(replace(panel, leaving=True))
    assert [(Gesture.PROBE_ALL_MENU, "")] in _gestures(render_panel(panel, "fr"))
    chosen = ListPanel(
        "s2345", Sentence.WHICH_GROUP_PROBE, ("Le vécu : Qui ?", "Les craintes : Pour qui ?"), "jg", ("4", "7")
    )
    assert _gestures(render_panel(chosen, "fr"))[0] == [(Gesture.PROBE_ALL, "4"), (Gesture.PROBE_ALL, "7")]


def test_the_cockpit_tells_where_everybody_is_without_a_name() -> None:
    """One message to look at during the whole session, on a phone, in a noisy room."""
    assert _text(_COCKPIT) == (
        "<b>🟢 Réancrer &lt;ici&gt;</b>\n"
        "Ouverte\n\n"
        "Étape 4 sur 8 : Le vécu, Les craintes\n"
        "⏱ Reste 6 minutes, jusqu'à 18 h 30\n"
        "Ensuite : Vote sur les horizons (1 sur 2 prêt·e·s)\n"
        "⏳ Le groupe attend P02\n\n"
        "3 participant·e·s\n"
        "1 refus\n"
        "✓ P01 · habitant·e (5/8)\n"
        "◦ P02 · élu·e (4/8)\n"
        "✕ P03\n"
        "<i>✓ a répondu · … écrit · ◦ pas encore · ✕ parti·e</i>\n\n"
        "Propositions du groupe : 4, dont 2 pour le vote\n"
        "Contributions : 12\n\n"
        "Lien :\n"
        "https://t.me/horizons_essai_bot?start=abc"
    )


def test_the_cockpit_does_not_count_nobody() -> None:
    """Everybody is still at the door: « 0 sur 0 » would look like a fault."""
    assert "\nEnsuite : Vote sur les horizons\n" in _text(replace(_COCKPIT, arrived=0, active=0))


def test_the_cockpits_buttons_name_the_session_and_the_gate_she_sees() -> None:
    """Two taps on « Passer à la suite » must pass one gate, not two."""
    rendered = render_panel(_COCKPIT, "fr")
    assert _gestures(rendered) == [
        [(Gesture.NEXT, "vote"), (Gesture.EXTEND_MENU, "")],
        [(Gesture.PAUSE_MENU, ""), (Gesture.NUDGE, "")],
        *_WRITING,
    ]
    assert all("s2345" in data for row in rendered.rows for _, data in row)


_WRITING = (
    [(Gesture.IDEAS, ""), (Gesture.CONTRIBUTIONS, "")],
    [(Gesture.WRITE, ""), (Gesture.PARTICIPANTS, "")],
    [(Gesture.MORE_MENU, ""), (Gesture.CLOSE, "")],
)
_NOT_YET = [(Gesture.COCKPIT, "")]


@pytest.mark.parametrize(
    ("changes", "gestures", "sentence"),
    [
        (
            {"menu": "next"},
            [[(Gesture.NEXT_ANNOUNCED, "vote")], [(Gesture.EXTEND, "2:vote")], _NOT_YET],
            "⚠ 1 personne n'a pas terminé (1 sur 2 sont prêtes). Passer à « Vote sur les horizons » ?",
        ),
        (
            {"menu": "next", "deadline": None},
            [[(Gesture.NEXT_ANNOUNCED, "vote")], _NOT_YET],
            "⚠ 1 personne n'a pas terminé (1 sur 2 sont prêtes). Passer à « Vote sur les horizons » ?",
        ),
        (
            {"menu": "next", "arrived": 2},
            [[(Gesture.NEXT_CONFIRMED, "vote"), *_NOT_YET]],
            "Tout le monde est prêt. Passer à « Vote sur les horizons » ?",
        ),
        (
            # Over days half a minute warns nobody.
            {"menu": "next", "days": 5, "day": 2},
            [[(Gesture.NEXT_CONFIRMED, "vote"), *_NOT_YET]],
            "⚠ 1 personne n'a pas terminé",
        ),
        (
            {"menu": "extend"},
            [[(Gesture.EXTEND, "2:vote"), (Gesture.EXTEND, "5:vote"), (Gesture.EXTEND, "10:vote")], _NOT_YET],
            "Combien de temps en plus ?",
        ),
        (
            {"menu": "extend", "days": 5, "day": 2},
            [[(Gesture.EXTEND, "720:vote"), (Gesture.EXTEND, "1440:vote")], _NOT_YET],
            "Passage automatique : mar. 24 nov., 18:30",
        ),
        (
            {"menu": "pause"},
            [[(Gesture.PAUSE, "5"), (Gesture.PAUSE, "10"), (Gesture.PAUSE, "15")], [(Gesture.PAUSE, "0")], _NOT_YET],
            "Une pause de combien de temps ?",
        ),
        (
            {"paused": True, "paused_until": "18:20"},
            [[(Gesture.EXTEND_MENU, "")], [(Gesture.RESUME, "")], *_WRITING],
            "⏸ Reprise annoncée : 18 h 20\n⏱ À la reprise, il restera 6 minutes",
        ),
        (
            {"paused": True, "deadline": None},
            [[(Gesture.RESUME, "")], *_WRITING],
            "<b>⏸ Réancrer &lt;ici&gt;</b>\nEn pause",
        ),
        (
            {"leaving": True},
            [
                [(Gesture.NEXT_NOW, "vote"), (Gesture.NEXT_CALLED_OFF, "vote")],
                [(Gesture.PAUSE_MENU, ""), (Gesture.NUDGE, "")],
                *_WRITING,
            ],
            "⏭ Passage à la suite dans moins de 30 secondes",
        ),
        (
            {"may_go_on": False, "deadline": None, "step": 0},
            [[(Gesture.PAUSE_MENU, ""), (Gesture.NUDGE, "")], *_WRITING],
            "En cours : Le vécu, Les craintes",
        ),
        (
            {"menu": "mode", "over_days": ((3, "2026-11-26"), (5, "2026-11-28"))},
            [[(Gesture.MODE, "3")], [(Gesture.MODE, "5")], _NOT_YET],
            "Continuer sur plusieurs jours",
        ),
        (
            {"menu": "mode", "days": 5, "day": 2},
            [[(Gesture.MODE, "0"), *_NOT_YET]],
            "Continuer en direct dès maintenant",
        ),
        (
            {"menu": "round", "rounds": (("vote", "Le vote"),)},
            [[(Gesture.ROUND, "vote")], _NOT_YET],
            "Quel vote reprendre",
        ),
        (
            {"menu": "more", "offers": (Offer(Gesture.REVISE), Offer(Gesture.GO_BACK_MENU))},
            [[(Gesture.REVISE, "")], [(Gesture.GO_BACK_MENU, "")], _NOT_YET],
            "Quel autre geste ?",
        ),
        (
            {"last_step": 6, "menu": "close"},
            [[(Gesture.CLOSE_CONFIRMED, ""), *_NOT_YET]],
            "Étapes 4 à 6 sur 8 : Le vécu, Les craintes",
        ),
        (
            {"menu": "close"},
            [[(Gesture.CLOSE_CONFIRMED, ""), (Gesture.COCKPIT, "")]],
            "⚠ Clore la séance pour tout le monde ? Elle ne pourra pas être rouverte.",
        ),
        (
            {"status": SessionStatus.DRAFT, "people": ()},
            [[(Gesture.OPEN, "")], [(Gesture.COCKPIT, "")]],
            "Personne n'est encore entré.",
        ),
        ({"status": SessionStatus.CLOSED}, [[(Gesture.NOTEBOOK, ""), (Gesture.CONTRIBUTIONS, "")]], "Close"),
        (
            {"next_gate": "end", "voting": True, "voted": 1, "deadline": None},
            [[(Gesture.PAUSE_MENU, ""), (Gesture.NUDGE, "")], *_WRITING],
            "Dernière partie : 1 sur 2 ont terminé",
        ),
    ],
)
def test_the_cockpit_offers_what_can_be_done_now(
    changes: dict[str, Any], gestures: list[list[tuple[Gesture, str]]], sentence: str
) -> None:
    """A button that cannot do anything teaches not to trust the others."""
    panel = msgspec.structs.replace(_COCKPIT, **changes)
    assert _gestures(render_panel(panel, "fr")) == gestures
    assert sentence in _text(panel)


def test_a_crowd_fits_in_the_cockpit() -> None:
    """Two hundred people must not make the message one that Telegram refuses."""
    states = ("waiting", "answered", "silent", "writing", "gone")
    people = tuple(PersonLine(f"P{n}", "habitant·e", states[n % 5], 5) for n in range(200))
    text = _text(msgspec.structs.replace(_COCKPIT, people=people))
    assert "✓ 80 ont répondu\n… 40 écrivent : P3, P8," in text
    assert "P118… et 16 autres\n◦ 40 sans réponse : P2, P7," in text
    assert "✕ 40 sont parti·e·s\n" in text
    assert units(text) < 4096


def test_of_forty_people_those_who_have_not_answered_are_named() -> None:
    """Forty lines are no glance; whom to remind is what one looks for."""
    people = tuple(PersonLine(f"P{n}", "habitant·e", "silent" if n < 3 else "waiting", 5) for n in range(40))
    text = _text(msgspec.structs.replace(_COCKPIT, people=people))
    assert "40 participant·e·s\n1 refus\n✓ 37 ont répondu\n◦ 3 sans réponse : P0, P1, P2\n" in text


def test_what_she_writes_to_the_group_is_asked_and_measured() -> None:
    """A word to forty people leaves at once: she is told so before."""
    assert _text(LetterPanel(12)) == (
        "<b>Qu'avez-vous à dire au groupe (12 personnes) ?</b>\n\n"
        "Écrivez-le en un message. Il part aussitôt, signé « animation »."
    )
    assert "Votre message fait 700 caractères : 600 au plus." in _text(LetterPanel(12, too_long=700))


def test_workshops_are_chosen_by_a_tap_and_sessions_found_again() -> None:
    """A session is launched in a minute, or gone back to."""
    panel = WorkshopsPanel(
        (WorkshopChoice("relocalisation", "Réancrer", 75, "Des horizons."),), (("s2345", "Réancrer, mardi"),)
    )
    rendered = render_panel(panel, "fr")
    assert _gestures(rendered) == [[(Gesture.PICK_WORKSHOP, "relocalisation")], [(Gesture.SHOW_SESSION, "")]]
    assert "<b>Réancrer · 75 min</b>\nDes horizons." in _text(panel)
    assert "Aucun atelier" in _text(WorkshopsPanel(()))
    following = WorkshopsPanel((), (("s1", "Réancrer"),), launches=False)
    assert _text(following) == "<b>Quelle séance ?</b>"
    assert "Aucune séance n'est en cours" in _text(WorkshopsPanel((), launches=False))


def test_a_parameter_says_how_far_one_is_and_what_was_wrong() -> None:
    """Nine values to give: one wants to know how many are left."""
    panel = ParameterPanel("Réancrer", 2, 9, "annee", "En quelle année sommes-nous ?", 2036, "not_a_number")
    assert _text(panel) == (
        "<i>Réancrer · 2 sur 9</i>\n\n<b>En quelle année sommes-nous ?</b>\n\n"
        "Ce n'est pas un nombre entier. Écrivez seulement des chiffres, par exemple 12.\n\n"
        "Écrivez la valeur.\n\nProposé : 2036"
    )
    assert _gestures(render_panel(panel, "fr")) == [[(Gesture.KEEP_DEFAULT, "annee")], [(Gesture.CANCEL_DRAFT, "")]]


def test_a_value_that_may_be_left_out_is_kept_empty_by_a_tap() -> None:
    """An inquiry may read another session, or none: nobody should have to type that."""
    panel = ParameterPanel("Réflexes", 4, 9, "autre_seance", "Le code d'une autre séance.", "")
    assert _text(panel).endswith("Proposé : rien")
    assert _gestures(render_panel(panel, "fr"))[0] == [(Gesture.KEEP_DEFAULT, "autre_seance")]


def test_an_invitation_fits_under_a_picture() -> None:
    """A caption over 1,024 characters has the whole picture refused."""
    panel = InvitationPanel("Titre " * 200, "Agence " * 200, 75, "https://t.me/horizons_essai_bot?start=abc")
    text = _text(panel)
    assert units(text) <= CAPTION_UNITS
    assert panel.link in text
    assert _text(msgspec.structs.replace(panel, agency="")).startswith("Vous êtes invité·e")


def test_the_same_link_gives_the_same_picture() -> None:
    """A rehearsal replayed must not differ."""
    assert qr_code("https://t.me/x?start=a") == qr_code("https://t.me/x?start=a")
    assert qr_code("https://t.me/x?start=a") != qr_code("https://t.me/x?start=b")


def test_ideas_are_numbered_marked_and_chosen_by_a_tap() -> None:
    """An idea under a merge cannot be chosen by itself meanwhile."""
    panel = IdeasPanel(
        "s2345",
        (
            IdeaLine(1, "Un marché <du soir>", "chosen"),
            IdeaLine(2, "Des bancs"),
            IdeaLine(3, "Un banc", "merging"),
        ),
        1,
        6,
        1,
    )
    rendered = render_panel(panel, "fr")
    assert [[text for text, _ in row] for row in rendered.rows] == [["✓ 1", "2"], ["⬅ Séance"]]
    assert "✓ 1. Un marché &lt;du soir&gt; — au vote\n2. Des bancs\n3. Un banc — fusion proposée" in _text(panel)
    assert "1 fusion attend" in _text(panel)
    assert "Il n'y a pas encore de proposition." in _text(IdeasPanel("s2345", (), 0, 6))


def test_a_hundred_ideas_still_make_one_message() -> None:
    """A large group proposes two ideas each."""
    ideas = tuple(IdeaLine(n, "Une idée inventée pour cet essai, assez longue. " * 3) for n in range(1, 151))
    rendered = render_panel(IdeasPanel("s2345", ideas, 0, 6), "fr")
    assert units(rendered.html) < 4096
    assert "… et 70 autres propositions" in rendered.html


def test_contributions_are_read_one_by_one_with_what_may_be_done() -> None:
    """Moderation happens while people write: one text, two buttons, which name it by what stays."""
    panel = ContributionPanel("s2345", "c77", 2, 3, "Le vécu", "P03 · habitant·e", "Ma <rue>", "kept")
    assert _text(panel) == (
        "<b>2 sur 3 · Le vécu</b>\nP03 · habitant·e — gardée\n<blockquote>Ma &lt;rue&gt;</blockquote>"
    )
    assert _gestures(render_panel(panel, "fr")) == [
        [(Gesture.CONTRIBUTIONS, "1"), (Gesture.CONTRIBUTIONS, "3")],
        [(Gesture.PROBE_MENU, "c77"), (Gesture.PARK, "c77"), (Gesture.FILE_MENU, "2:c77")],
        [(Gesture.HIDE_MENU, "c77")],
        [(Gesture.COCKPIT, "")],
    ]
    menu = msgspec.structs.replace(panel, probes=(("tiers", "Pouvez-vous le dire sans nommer la personne ?"),))
    assert _gestures(render_panel(menu, "fr")) == [
        [(Gesture.PROBE, "c77:tiers")],
        [(Gesture.PROBE_WRITE, "c77")],
        [(Gesture.CONTRIBUTIONS, "2")],
    ]
    flagged = msgspec.structs.replace(panel, names=("Odile", "Arnal"), next_named=3)
    assert "Quelqu'un est peut-être nommé : Odile, Arnal." in _text(flagged)
    assert _gestures(render_panel(flagged, "fr"))[1] == [(Gesture.CONTRIBUTIONS, "3")]
    unseen = msgspec.structs.replace(flagged, unseen=4)
    assert "À regarder avant de valider le cahier, celle-ci comprise : 4" in _text(unseen)
    assert _gestures(render_panel(unseen, "fr"))[0] == [(Gesture.KEEP_NAMED, "c77")]
    withdrawn = msgspec.structs.replace(panel, number=1, total=1, standing="withdrawn")
    assert _gestures(render_panel(withdrawn, "fr")) == [[(Gesture.COCKPIT, "")]]
    assert "Il n'y a pas encore de contribution." in _text(msgspec.structs.replace(panel, total=0))


@pytest.mark.parametrize(
    ("reason", "why"),
    [
        ("donnee_perso", "retenue : coordonnées"),
        ("tiers", "retenue : personne nommée"),
        ("hostile", "retenue : attaque"),
    ],
)
def test_a_withheld_contribution_says_why_and_waits_for_a_decision(reason: str, why: str) -> None:
    """« Montrer quand même » or « Laisser retenue »; to be set aside, and so printed, it has to be shown first."""
    panel = ContributionPanel("s2345", "c77", 1, 1, "Le vécu", "P03", "Ma rue", "withheld", probes=(), reason=reason)
    assert f"P03 — {why}\n" in _text(panel)
    assert _gestures(render_panel(panel, "fr")) == [
        [(Gesture.RELEASE, "c77"), (Gesture.LEAVE_WITHHELD, "c77")],
        [(Gesture.PROBE_MENU, "c77")],
        [(Gesture.COCKPIT, "")],
    ]


def test_what_waits_for_a_decision_has_its_button_in_the_cockpit() -> None:
    """A button that leads nowhere is not shown; the session being over changes nothing to what is owed."""
    waiting = msgspec.structs.replace(_COCKPIT, withheld=2)
    assert "Retenues, à décider : 2" in _text(waiting)
    for status in (SessionStatus.OPEN, SessionStatus.CLOSED):
        shown = _gestures(render_panel(msgspec.structs.replace(waiting, status=status), "fr"))
        assert [(Gesture.WITHHELD, "")] in shown
        without = _gestures(render_panel(msgspec.structs.replace(_COCKPIT, status=status), "fr"))
        assert [(Gesture.WITHHELD, "")] not in without


def test_somebody_is_chosen_by_number_and_seen_by_pseudonym() -> None:
    """Whom to remind, among those who have said nothing."""
    people = (("p1", PersonLine("Châtaigne", "Élu·e", "silent", 4)), ("p2", PersonLine("Hêtre", "", "gone", 0)))
    panel = ParticipantsPanel("s2345", people)
    assert "1. ◦ Châtaigne · Élu·e\n2. ✕ Hêtre\n<i>✓ a répondu" in _text(panel)
    assert _gestures(render_panel(panel, "fr")) == [
        [(Gesture.PARTICIPANT, "p1"), (Gesture.PARTICIPANT, "p2")],
        [(Gesture.SHOW_SESSION, "")],
    ]
    crowd = ParticipantsPanel("s2345", people * 40)
    assert "… et 20 autres personnes" in _text(crowd)
    assert units(_text(crowd)) < 4096


def test_one_person_shows_what_may_be_done_and_nothing_else() -> None:
    """A button that would be refused is not there."""
    line = PersonLine("Châtaigne", "Élu·e", "silent", 4)
    panel = ParticipantPanel("s2345", "p1", line, "Le vécu", 8, may_nudge=True, may_remove=True)
    back = [(Gesture.PARTICIPANTS, ""), (Gesture.SHOW_SESSION, "")]
    assert "Sur son écran : « Le vécu »" in _text(panel)
    assert _gestures(render_panel(panel, "fr")) == [
        [(Gesture.NUDGE_ONE, "p1"), (Gesture.WRITE_ONE, "p1")],
        [(Gesture.REMOVE, "p1")],
        back,
    ]
    gone = ParticipantPanel("s2345", "p1", replace(line, state="gone"))
    assert _gestures(render_panel(gone, "fr")) == [back]


def test_a_reason_is_asked_before_and_read_again_before_somebody_is_removed() -> None:
    """They will read it word by word."""
    assert "Pour quel motif mettre fin à la participation de Châtaigne ?" in _text(ReasonPanel("s2345", "Châtaigne"))
    assert "Pour quel motif débattre de « Un marché »" in _text(ReasonPanel("s2345", item="Un marché"))
    assert "Ce motif fait 200 caractères : 120 au plus." in _text(ReasonPanel("s2345", too_long=200))
    panel = ReasonPanel("s2345", "Châtaigne", "les insultes continuent", "p1")
    assert "La personne lira : car les insultes continuent." in _text(panel)
    assert _gestures(render_panel(panel, "fr")) == [
        [(Gesture.REMOVE_KEEP, "p1")],
        [(Gesture.REMOVE_ERASE, "p1")],
        [(Gesture.CANCEL_DRAFT, "")],
    ]


def test_a_contribution_may_be_hidden_for_a_reason_or_put_forward() -> None:
    """Each of both at the place where it is read."""
    panel = ContributionPanel("s2345", "c7", 1, 1, "Le vécu", "Châtaigne", "Un récit.", "kept", may_pin=True)
    shown = _gestures(render_panel(panel, "fr"))
    assert [(Gesture.HIDE_MENU, "c7")] in shown
    assert [(Gesture.PIN, "c7"), (Gesture.PIN_MINORITY, "c7")] in shown
    for pinned, left, said in (("yes", Gesture.PIN_MINORITY, "📌 Épinglée"), ("minority", Gesture.PIN, "minoritaire")):
        forward = replace(panel, pinned=pinned)
        assert said in _text(forward)
        shown = _gestures(render_panel(forward, "fr"))
        assert [(Gesture.HIDE_MENU, "c7"), (Gesture.UNPIN, "c7")] in shown
        assert [(left, "c7")] in shown
    hiding = replace(panel, hiding=True)
    assert "Pour quel motif la masquer ?" in _text(hiding)
    assert [row[0] for row in _gestures(render_panel(hiding, "fr"))] == [
        (Gesture.HIDE, "c7:donnee_perso"),
        (Gesture.HIDE, "c7:tiers"),
        (Gesture.HIDE, "c7:hostile"),
        (Gesture.HIDE_OTHER, "c7"),
        (Gesture.CONTRIBUTIONS, "1"),
    ]
    hidden = replace(panel, standing="withheld", reason="il parle d'autre chose", may_pin=False)
    assert "Châtaigne — masquée : il parle d'autre chose" in _text(hidden)


def test_the_cockpit_reminds_that_a_minority_view_be_among_the_pinned() -> None:
    """Pins make a majority look larger than it is."""
    assert "📌 Épinglées : 2, aucun point de vue minoritaire" in _text(replace(_COCKPIT, pinned=2))
    assert "📌 Épinglées : 2\n" in _text(replace(_COCKPIT, pinned=2, minorities=1))


def test_a_question_to_one_person_says_to_whom() -> None:
    """It is sent to nobody else."""
    assert "Que voulez-vous demander à Châtaigne ?" in _text(LetterPanel(1, to="Châtaigne"))


def test_the_language_is_asked_in_every_language() -> None:
    """Whoever needs the button may not read the current one."""
    rendered = render_panel(LanguagePanel(), "fr")
    assert "Quelle langue préférez-vous" in rendered.html
    assert "Which language do you prefer?" in rendered.html
    codes = ("fr", "fr-doublets", "en")
    assert _gestures(rendered) == [[(Gesture.CHOOSE_LANGUAGE, code)] for code in codes]


def test_sentences_and_notices_are_shown_as_they_are() -> None:
    """Values in them are data: a title with a tag in it stays a title."""
    assert _text(NoticePanel(say(Phrase.TELL_LEFT, who="<P03>"))) == "&lt;P03&gt; a quitté la séance."
    assert _text(SentencePanel(Sentence.ALREADY_DONE), "en") == "This is done already."


@pytest.mark.parametrize(
    "panel",
    [
        msgspec.structs.replace(_COCKPIT, people=(PersonLine("P01", "", "asleep", 1),)),
        ParameterPanel("x", 1, 1, "n", "h", error="not_a_colour"),
        IdeasPanel("s", (IdeaLine(1, "x", "starred"),), 0, 6),
    ],
)
def test_a_panel_with_a_code_nobody_knows_is_our_own_mistake(panel: Panel) -> None:
    """It must fail in a test, not show « asleep » to a facilitator."""
    with pytest.raises(Defect):
        render_panel(panel, "fr")


def test_a_launch_offers_live_and_the_lengths_of_the_workshop() -> None:
    """One tap each; what they mean is said above."""
    panel = ModePanel("Réancrer", 75, (3, 5, 7), 5)
    assert "environ 75 minutes" in _text(panel)
    assert "5 en principe" in _text(panel)
    gestures = _gestures(render_panel(panel, "fr"))
    assert gestures[:4] == [[(Gesture.CHOOSE_MODE, one)] for one in ("live", "3", "5", "7")]
    assert gestures[4] == [(Gesture.CANCEL_DRAFT, "")]


def test_first_days_are_told_as_people_say_them() -> None:
    """« mardi 24 novembre », not 2026-11-24; and why a date typed could not be taken."""
    panel = StartPanel("Réancrer", 5, ("2026-11-24", "2026-11-25"))
    rendered = render_panel(panel, "fr")
    assert [label for row in rendered.rows for label, _ in row][:2] == ["mardi 24 novembre", "mercredi 25 novembre"]
    assert _gestures(rendered)[0] == [(Gesture.CHOOSE_START, "2026-11-24")]
    for error, words in (("too_early", "passé"), ("too_late", "un an"), ("not_a_date", "pas une date")):
        assert words in _text(replace(panel, error=error))


def test_a_session_over_days_says_so_in_its_cockpit_and_its_invitation() -> None:
    """Who is invited must know that it is not tonight only."""
    over_days = replace(_COCKPIT, days=5, first="2026-11-24", deadline=None)
    assert "En différé sur 5 jours, à partir du mardi 24 novembre" in _text(over_days)
    assert "En différé : jour 2 sur 5" in _text(replace(over_days, day=2))
    for agency in ("l'Agence d'essai", ""):
        told = _text(InvitationPanel("Réancrer", agency, 75, "https://t.me/essai?start=abc", 5, "2026-11-24"))
        assert "5 jours à partir du mardi 24 novembre" in told
        assert "75" not in told
