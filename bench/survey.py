"""The survey every contender asks: ten open questions in French, and what the fabricated people answer.

One source for all, so that each contender shows the same texts. `workshops/enquete.yaml` says them in Horizons'
language; tests/bench compares the two. Not here: who answers when (`people`).
"""

from __future__ import annotations

from typing import Final

QUESTIONS: Final = (
    "Qu'achetez-vous près de chez vous ? (1/10)",
    "Qu'allez-vous chercher loin ? (2/10)",
    "Que réparez-vous vous-même ? (3/10)",
    "Que partagez-vous avec vos voisins ? (4/10)",
    "Qu'est-ce qui manque dans votre commune ? (5/10)",
    "Comment vous déplacez-vous la semaine ? (6/10)",
    "Quel lieu faudrait-il rouvrir ? (7/10)",
    "Que sauriez-vous apprendre aux autres ? (8/10)",
    "Qu'est-ce qui vous ferait changer d'habitude ? (9/10)",
    "Que souhaitez-vous pour 2040 ? (10/10)",
)
MARKER: Final = r"\((\d+)/10\)"
"""Found in every question: its number."""

END: Final = "Merci, vos réponses sont enregistrées."
"""What the peers say after the tenth answer."""

ANSWERS: Final = (
    "Surtout le pain et les légumes, le reste vient du supermarché de la ville voisine.",
    "Les vêtements et les pièces pour la voiture, à quarante minutes de route.",
    "Les vélos de toute la famille, et les chaises quand elles se descellent.",
    "La tondeuse, l'échelle et les graines gardées d'une année sur l'autre.",
    "Un café ouvert le soir, où l'on pourrait rester sans rien commander.",
    "En car le matin, à pied au retour quand il ne pleut pas trop fort.",
    "L'ancienne poste, qui a de grandes vitrines et une salle chauffée derrière.",
    "La soudure à l'étain et la taille des fruitiers, si quelqu'un veut bien venir.",
    "Que le car passe aussi après dix-neuf heures et que le prix reste raisonnable.",
    "Que les enfants d'ici puissent rester s'ils en ont envie, et revenir s'ils sont partis.",
)
"""Fabricated, of an ordinary length, and with nothing that Horizons would probe or withhold."""

_SYLLABLES: Final = (
    "ba",
    "ro",
    "li",
    "né",
    "mou",
    "ta",
    "vi",
    "so",
    "dan",
    "cre",
    "pu",
    "lou",
    "gi",
    "fa",
    "ze",
    "ton",
)


def answer(person: int, question: int) -> str:
    """What that person answers to question `question`, from 0: no two answers of a run are the same text.

    A bot that remembers what it made of a text would otherwise look faster than it is with people.
    """
    number, word = 10 * person + question, ""
    while number:
        number, digit = divmod(number, len(_SYLLABLES))
        word += _SYLLABLES[digit]
    return f"{ANSWERS[(person + question) % len(ANSWERS)]} On dit aussi « {word} »."
