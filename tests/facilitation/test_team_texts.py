"""What the team writes: what a line must rest on, what becomes of it when that is gone, and how it is kept."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.facilitation.team_texts import (
    LONGEST,
    Cited,
    Complaint,
    TeamText,
    TextName,
    Wrong,
    lines,
    read,
    stands,
    typed,
    ungrounded,
)
from tests.facilitation.support import Desk

NOON = datetime(2030, 5, 17, 12, tzinfo=UTC)
KNOWN = {"C001": Cited("one", "lea"), "C002": Cited("two", "noe"), "C003": Cited("three", "lea")}
NUMBERS = {cited.contribution: number for number, cited in KNOWN.items()}
AUTHORS = {cited.contribution: cited.author for cited in KNOWN.values()}


def text(kept: str, name: TextName = TextName.TEACHINGS, version: int = 1) -> TeamText:
    return TeamText("seance", name.value, version, kept, NOON, "ada")


def test_a_reference_is_kept_by_id_and_read_by_the_number_of_today() -> None:
    """A withdrawal moves every number behind it; the sentence still cites the same words."""
    kept, wrong = read(TextName.TEACHINGS, "On répare (C001, C002).\n\nEt C003 le dit.", KNOWN)
    assert (kept, wrong) == ("On répare ([[one]], [[two]]).\n\nEt [[three]] le dit.", ())
    assert typed(kept, NUMBERS) == "On répare (C001, C002).\n\nEt C003 le dit."
    assert typed(kept, {"two": "C001"}) == "On répare (C???, C001).\n\nEt C??? le dit."


@pytest.mark.parametrize(
    ("name", "line", "complaint"),
    [
        (TextName.TEACHINGS, "Rien à l'appui.", Complaint(1, Wrong.NO_GROUND)),
        (TextName.TEACHINGS, "Une source ne suffit pas (source : essai).", Complaint(1, Wrong.NO_GROUND)),
        (TextName.CONTEXT, "Rien à l'appui.", Complaint(1, Wrong.NO_GROUND)),
        (TextName.TEACHINGS, "Cela n'existe pas (C404).", Complaint(1, Wrong.UNKNOWN, "C404")),
        (TextName.TEACHINGS, "Cela n'est plus (C???), mais ceci (C001).", Complaint(1, Wrong.UNKNOWN, "C???")),
        (TextName.TEACHINGS, "Le groupe le veut (C001, C003).", Complaint(1, Wrong.GROUP_OF_ONE)),
        (TextName.TEACHINGS, " (C001).", Complaint(1, Wrong.NO_WORDS)),
        (TextName.TEACHINGS, "x" * (LONGEST + 1), Complaint(1, Wrong.TOO_LONG)),
    ],
)
def test_a_line_that_rests_on_nothing_is_refused_with_its_place(
    name: TextName, line: str, complaint: Complaint
) -> None:
    """The golden rules hold for the team's sentences as for computed ones."""
    assert read(name, line, KNOWN)[1] == (complaint,)


def test_what_is_well_grounded_is_kept() -> None:
    """A source for the context; two people for « le groupe »; no text at all."""
    assert read(TextName.CONTEXT, "Vingt commerces (source : essai, 2030).", KNOWN)[1] == ()
    assert read(TextName.TEACHINGS, "Le groupe le veut (C001, C002).", KNOWN)[1] == ()
    assert read(TextName.TEACHINGS, "", KNOWN) == ("", ())


def test_brackets_of_the_writers_own_are_no_references() -> None:
    """Nobody cites what they could not see by guessing how references are kept."""
    kept, _ = read(TextName.TEACHINGS, "Un crochet [[two]] et C001.", KNOWN)
    (line,) = lines(kept)
    assert line.cites == ("one",)
    assert "[ [two]]" in line.text


def test_printed_words_have_no_leftovers_of_references() -> None:
    """« On répare ( , ). » would look like a mistake of the team's."""
    kept, _ = read(TextName.TEACHINGS, "On répare (C001, C002). Vraiment C003 , oui", KNOWN)
    (line,) = lines(kept)
    assert line.text == "On répare. Vraiment, oui"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("L'entraide existe déjà. C001, C002", "L'entraide existe déjà."),
        ("L'entraide existe déjà, C001 et C002.", "L'entraide existe déjà."),
        ("C001 ; C002 – C003 : trois récits", ": trois récits"),
        ("Vingt commerces (source : essai), C001", "Vingt commerces (source : essai)"),
        ("On répare (C001), on prête (C002 & C003)", "On répare, on prête"),
    ],
)
def test_references_take_with_them_what_stood_between_them(typed: str, printed: str) -> None:
    """Numbers are typed with commas, with « et », in brackets or bare, and printed apart."""
    kept, _ = read(TextName.TEACHINGS, typed, KNOWN)
    assert [line.text for line in lines(kept)] == [printed]


def test_a_line_falls_when_what_it_cites_is_gone() -> None:
    """Not printed any more, and listed to the team."""
    only_two = {"two": "noe"}
    texts = [
        text("Elle répare ([[one]]).\n\nLe groupe répare ([[one]], [[two]]).\nIl répare ([[two]])."),
        text("Vingt commerces (source : essai), [[one]].", TextName.CONTEXT),
    ]
    assert ungrounded(texts, AUTHORS) == []
    assert ungrounded(texts, only_two) == [
        ("enseignements", "Elle répare."),
        ("enseignements", "Le groupe répare."),
    ]
    (sourced,) = lines(texts[1].text)
    assert stands(TextName.CONTEXT, sourced, {})
    assert not stands(TextName.TEACHINGS, sourced, {})


async def test_the_second_of_two_who_edit_at_once_is_refused_and_every_version_is_kept(at: Desk) -> None:
    """Nobody's words are written over unseen."""
    store = at.store.team_texts
    assert await store.add(text("un"))
    assert not await store.add(text("une autre première"))
    assert await store.add(text("deux", version=2))
    assert await store.add(text("contexte", TextName.CONTEXT))
    assert [(one.name, one.version, one.text) for one in await store.of("seance")] == [
        ("contexte", 1, "contexte"),
        ("enseignements", 2, "deux"),
    ]
    assert await store.of("another") == []


def test_a_line_that_quotes_falls_with_any_of_its_contributions() -> None:
    """Words taken back are printed nowhere, not even in a sentence that other people's words still hold up."""
    quoting = next(lines("Deux récits : « on répare » [[one]] [[two]]"))
    plain = next(lines("Deux récits parlent de réparer [[one]] [[two]]"))
    left = {"two": "noe"}
    assert stands(TextName.TEACHINGS, quoting, AUTHORS)
    assert not stands(TextName.TEACHINGS, quoting, left)
    assert stands(TextName.TEACHINGS, plain, left)
