"""HTML: whoever wrote the words, Telegram shows them as they were written, and never refuses the message."""

from __future__ import annotations

import re
from html import unescape
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.buttons import decode
from bot.chat.cards import render_card, render_fold
from bot.chat.markup import BUTTON_UNITS, TEXT_UNITS, Key, Piece, Rendered, Style, compose, cut, units
from bot.engine.phrases import Label, Notice, Phrase, say
from bot.engine.prompts import Act, Ask, Block, Button, Card, Hint, Paragraph, Progress, Quote, Said
from bot.errors import Defect
from bot.facilitation.incoming import FacilitatorButton, Gesture, ParticipantButton
from tests.chat.support import NBSP

_TAG: Final = re.compile(r"</?(?:b|i|code|blockquote(?: expandable)?)>")
_TEXTS = st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=80).filter(str.strip)
_STYLES = st.sampled_from(Style)


def _shown(html: str) -> str:
    """What a person reads."""
    return unescape(_TAG.sub("", html))


@given(st.lists(st.builds(Piece, _TEXTS, _STYLES, st.booleans()), min_size=1, max_size=12))
def test_words_are_shown_as_written_and_add_no_markup(pieces: list[Piece]) -> None:
    """`<b>`, `&amp;` and `{{ 7*7 }}` in an answer are an answer."""
    html = compose(pieces).html
    without_ours = _TAG.sub("", html)
    assert "<" not in without_ours
    assert ">" not in without_ours
    assert all(piece.text.strip() in _shown(html) for piece in pieces)


@given(st.lists(st.builds(Piece, st.text("a b😀\n", min_size=1, max_size=3000), _STYLES), min_size=1, max_size=12))
def test_no_message_is_longer_than_telegram_takes(pieces: list[Piece]) -> None:
    """A message of 4,097 units is refused as a whole, and its person is left with nothing."""
    if not any(piece.text.strip() for piece in pieces):
        return
    assert units(_shown(compose(pieces).html)) <= TEXT_UNITS


def test_quotations_are_cut_before_the_question_is() -> None:
    """What is asked has to be read whole; the answer quoted back is known to its author."""
    card = Card((Ask("Que faut-il retenir ?"), Quote("mot " * 2000), Quote("bref")), wait="1")
    html = render_card(card, "abcdefghij", "fr").html
    assert "<b>Que faut-il retenir ?</b>" in html
    assert "[…]" in html
    assert "<blockquote>bref</blockquote>" in html
    assert "<blockquote expandable>mot mot" in html


@given(st.text("ab é😀\n", max_size=200), st.integers(8, 100))
def test_a_cut_text_fits_and_is_a_beginning(text: str, most: int) -> None:
    """An emoji counts for two and is never split in the middle."""
    text = text.strip()
    short = cut(text, most)
    assert units(short) <= most
    assert text.startswith(short.removesuffix("[…]").rstrip())


def test_a_message_without_text_is_our_own_mistake() -> None:
    """Telegram would refuse it, and nobody would know why."""
    with pytest.raises(Defect):
        compose([Piece("  ")])


def test_more_buttons_than_telegram_takes_are_our_own_mistake() -> None:
    """A keyboard cut short would lose an option in silence."""
    keys = [[Key(str(n), FacilitatorButton("s", Gesture.TOGGLE_IDEA, str(n)))] for n in range(101)]
    with pytest.raises(Defect):
        compose([Piece("x")], keys)


def test_rows_hold_eight_buttons_and_labels_sixty_four_units() -> None:
    """Telegram's limits on a row; a longer label is cut visibly."""
    keys = [[Key("é" * 80, FacilitatorButton("s", Gesture.TOGGLE_IDEA, str(n))) for n in range(11)]]
    rows = compose([Piece("x")], keys).rows
    assert [len(row) for row in rows] == [8, 3]
    assert all(units(text) == BUTTON_UNITS and text.endswith("…") for row in rows for text, _ in row)


# -- cards -------------------------------------------------------------------------------------------------------------

_MOVES = ((Act.BACK, Label.BACK), (Act.KEEP, Label.KEEP), (Act.PASS, Label.PASS))
_GRADES = ("Excellent", "Très bien", "Bien", "Assez bien", "Passable", "Insuffisant", "À rejeter", "Sans avis")


def _ballot() -> Card:
    rows = tuple((Button(Act.GRADE, f"RG1:{n}", text, chosen=text == "Bien"),) for n, text in enumerate(_GRADES))
    moves = (Button(Act.ITEM, "0", label=Label.PREVIOUS_ITEM), Button(Act.ITEM, "2", label=Label.NEXT_ITEM))
    blocks: tuple[Block, ...] = (
        Said(say(Phrase.BALLOT_ITEM, n=2, total=12)),
        Quote("Un marché de producteurs a lieu le soir."),
        Ask("Tout bien considéré, cet horizon serait…"),
    )
    return Card(blocks, wait="12", rev=3, rows=(*rows, moves), progress=Progress(7, 9, 6))


def _rows(rendered: Rendered) -> list[list[str]]:
    return [[text for text, _ in row] for row in rendered.rows]


def test_a_ballot_shows_its_item_and_two_grades_a_row() -> None:
    """Eight grades one under the other push the item off a phone's screen."""
    rendered = render_card(_ballot(), "abcdefghij", "fr")
    assert rendered.html == (
        "<i>Question 7 sur 9 · environ 6 min</i>\n\n"
        "Proposition 2 sur 12\n"
        "<blockquote><b>Un marché de producteurs a lieu le soir.</b></blockquote>\n"
        "<b>Tout bien considéré, cet horizon serait…</b>"
    )
    assert _rows(rendered) == [
        ["Excellent", "Très bien"],
        ["✓ Bien", "Assez bien"],
        ["Passable", "Insuffisant"],
        ["À rejeter", "Sans avis"],
        ["◀ Précédent", "Suivant ▶"],
    ]
    assert decode(rendered.rows[1][0][1]) == ParticipantButton("abcdefghij", Act.GRADE, "12", 3, "RG1:2")


def test_long_options_have_a_row_each_and_navigation_comes_last() -> None:
    """Two long labels side by side are both cut off on a narrow phone."""
    rows = (
        (Button(Act.BACK, label=Label.BACK), Button(Act.PASS, label=Label.PASS)),
        (Button(Act.CHOOSE, "a", "Élu·e"),),
        (Button(Act.CHOOSE, "b", "Entreprise ou commerce"),),
        (Button(Act.CHOOSE, "c", "Habitant·e"),),
        (Button(Act.CHOOSE, "d", "Autre"),),
    )
    rendered = render_card(Card((Ask("Qui ?"),), wait="2", rows=rows), "abcdefghij", "fr")
    assert _rows(rendered) == [
        ["Élu·e"],
        ["Entreprise ou commerce"],
        ["Habitant·e", "Autre"],
        ["⬅ Retour", "Je passe"],
    ]


def test_a_question_card_reads_from_where_one_is_to_how_to_answer() -> None:
    """Progress, what was said before, the question in bold, the hint lighter."""
    card = Card(
        (
            Said(say(Phrase.NOTED)),
            Paragraph("Pour commencer, votre posture en trois mots."),
            Ask("Quels sont vos trois mots ?"),
            Hint("Un mot par ligne."),
        ),
        wait="4",
        progress=Progress(3, 8, 4),
    )
    assert render_card(card, "abcdefghij", "fr").html == (
        "<i>Question 3 sur 8 · environ 4 min</i>\n\n"
        "C'est noté.\n\n"
        "Pour commencer, votre posture en trois mots.\n\n"
        "<b>Quels sont vos trois mots ?</b>\n\n"
        "<i>Un mot par ligne.</i>"
    )


def test_the_same_card_is_worded_in_the_readers_language() -> None:
    """A session in French may have an English reader; their own bot speaks English."""
    card = Card((Said(say(Phrase.NOTED)),), wait="4", rows=((Button(Act.PASS, label=Label.PASS),),))
    rendered = render_card(card, "abcdefghij", "en-GB")
    assert (rendered.html, _rows(rendered)) == ("Noted.", [["I pass"]])


def test_a_folded_card_keeps_its_question_and_shows_what_was_chosen() -> None:
    """The chat then reads as a transcript: what was asked, what was answered."""
    card = Card((Ask("Acceptez-vous ?"), Hint("Un seul choix."), Said(say(Phrase.TAP_A_BUTTON))), wait="1")
    rendered = render_fold(card, "J'accepte <tout>", None, "fr")
    assert rendered == Rendered("<b>Acceptez-vous ?</b>\n\n<b>→ J'accepte &lt;tout&gt;</b>")


def test_a_card_folded_by_the_group_says_why() -> None:
    """Buttons that vanish without a word look like a fault."""
    rendered = render_fold(Card((Ask("Et ?"),), wait="1"), "", Notice(Phrase.STEP_CLOSED), "fr")
    assert rendered.html == "<b>Et ?</b>\n\n<i>Cette question est close. Merci.</i>"


def test_a_summary_lists_its_items_line_by_line() -> None:
    """Twelve items with blank lines between them do not fit a screen."""
    card = Card(
        (
            Said(say(Phrase.BALLOT_SUMMARY, graded=1, total=2)),
            Said(say(Phrase.BALLOT_GRADED, n=1, text="A", grade="Bien")),
            Said(say(Phrase.BALLOT_UNGRADED, n=2, text="B")),
        ),
        wait="9",
    )
    assert render_card(card, "abcdefghij", "fr").html == (
        "Vous avez donné une mention à 1 proposition sur 2.\n\n1. A — Bien\n2. B — pas encore de mention"
    )


def test_the_last_minute_is_not_announced_as_none() -> None:
    """« environ 0 min » looks like a fault."""
    html = render_card(Card((Ask("Et ?"),), progress=Progress(8, 8, 0)), "abcdefghij", "fr").html
    assert html.startswith("<i>Question 8 sur 8 · moins d'une minute</i>")
    assert NBSP not in html


def test_three_moves_are_two_rows() -> None:
    """Three labels side by side are each cut off on a phone."""
    row = tuple(Button(act, label=label) for act, label in _MOVES)
    rendered = render_card(Card((Ask("Et ?"),), wait="1", rows=(row,)), "abcdefghij", "fr")
    assert _rows(rendered) == [["Je garde ma réponse"], ["⬅ Retour", "Je passe"]]


def test_a_list_in_a_script_is_shown_as_one() -> None:
    """Seven points of a consent with blank lines between them do not fit a screen."""
    card = Card((Paragraph("Avant :"), Paragraph("• un"), Paragraph("• deux"), Paragraph("Voilà.")))
    assert render_card(card, "abcdefghij", "fr").html == "Avant :\n\n• un\n• deux\n\nVoilà."
