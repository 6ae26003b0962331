"""docs/storyboards.md: no sentence of the storyboards is left out, and every test it names exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.chat.wording import wording
from bot.engine.phrases import Phrase, Value, say
from tests.authoring.shipped_texts import storyboard

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "storyboards.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`([\w/]+\.py)::(test_\w+)`", PAGE)))
FIELDS = ("regle", "animation", "visible", "donnees", "rubrique")


def sentences(text: str) -> Iterator[str]:
    """A rule may be told in several rows, a sentence each; what stands between « » is not cut."""
    yield from (part.strip() for part in re.split(r"(?<=\.)\s+(?=[^»]*(?:«|$))", text) if part.strip())


def said() -> Iterator[Any]:
    for flagship in storyboard("ateliers")["ateliers"]:
        for step in flagship["steps"]:
            for field in FIELDS:
                for sentence in sentences(step.get(field, "")):
                    yield pytest.param(sentence, id=f"{step['id']}-{field}-{sentence[:30]}")


def test_no_sentence_of_the_storyboards_is_left_out() -> None:
    """A rule that nobody looked for is a rule that nobody keeps."""
    missing = [one.id for one in said() if one.values[0] not in PAGE]
    assert missing == []


@cache
def _tests_of(path: str) -> frozenset[str]:
    return frozenset(re.findall(r"def (test_\w+)", (ROOT / "tests" / path).read_text(encoding="utf-8")))


def test_every_test_that_the_page_names_is_there() -> None:
    """A test renamed or dropped takes its row with it."""
    assert [f"{path}::{name}" for path, name in NAMED if name not in _tests_of(path)] == []
    assert len(NAMED) > 100


SENTENCES: tuple[tuple[Phrase, dict[str, Value], str], ...] = (
    (Phrase.NOTED, {}, "C'est noté."),
    (Phrase.REPLACED, {}, "Votre réponse est remplacée. L'ancienne n'est plus utilisée."),
    (Phrase.PASSED, {}, "D'accord. On continue."),
    (Phrase.STEP_CLOSED, {}, "Cette question est close. Merci."),
    (Phrase.SHARED, {"title": "Le vécu"}, "Voici ce qui a été partagé : « Le vécu »."),
    (
        Phrase.LATE,
        {"n": 4, "total": 13},
        "Bienvenue. Nous en sommes à l'étape 4 sur 13. Vous pourrez répondre aux précédentes tout à l'heure.",
    ),
    (
        Phrase.AFTER_CLOSE,
        {},
        "Cette étape est close. Votre message n'est pas perdu : il est transmis à l'animation, hors comptage.",
    ),
    (Phrase.OFF_SCRIPT, {}, "Je ne sais pas répondre à cela. Je transmets à l'animation."),
    (Phrase.PAUSED, {"hour": "20:15"}, "L'animation fait une pause. Reprise 20 h 15. Rien n'est perdu."),
    (Phrase.WE_RESUME, {"n": 4, "title": "Le vécu"}, "Nous reprenons à l'étape 4 : Le vécu."),
    (Phrase.PARKED, {}, "Votre message est gardé dans « points à reprendre ». Il figurera dans le cahier."),
    (Phrase.LEAVE_CONFIRM, {}, "Merci d'être venu·e. Gardez-vous vos réponses dans la synthèse ?"),
    (Phrase.WITHDRAW_CONFIRM, {}, "Vos réponses sont retirées. Les résultats sont recalculés. Confirmez-vous ?"),
)


def test_the_bots_own_sentences_are_those_of_the_storyboards() -> None:
    """§ 0.4: each was weighed; « C'est noté. » and never « Excellente idée ! »."""
    words = wording("fr")
    for phrase, values, expected in SENTENCES:
        spoken = words.notice(say(phrase, **values)).replace("\u00a0", " ").replace("\u202f", " ")
        assert expected in spoken, phrase
