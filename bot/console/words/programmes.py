"""Sentences of the pages about answers to leads: French, then English. See `words`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.engine.counted import Form

FRENCH: Final[Mapping[str, Form]] = {
    "nav.answers": "Réponses",
    "answers": "Réponses aux pistes",
    "answers.help": (
        "Ce que devient chaque piste, et pourquoi. Rien n'est envoyé avant la publication : chaque personne qui a "
        "proposé une piste reçoit alors ce qu'il advient de la sienne, et le § 15 du cahier l'imprime."
    ),
    "answers.due": "Réponses attendues pour le {date}.",
    "answers.none": "Aucune piste n'a été proposée, ou la séance n'est pas close.",
    "answers.status": "Que devient-elle ?",
    "answers.reason": "Raison (600 caractères au plus)",
    "answers.keep": "Garder cette réponse",
    "answers.kept": "retenue",
    "answers.partly": "retenue en partie",
    "answers.not_kept": "non retenue",
    "answers.studied": "à l'étude",
    "answers.unanswered": "pas encore de réponse",
    "answers.published": "publiée",
    "answers.unpublished": "pas encore publiée",
    "answers.conflict": (
        "Quelqu'un a changé cette réponse pendant que vous écriviez. Sa version est au-dessus, la vôtre dans le "
        "formulaire : gardez la bonne."
    ),
    "answers.too_long": "Cette raison est trop longue : 600 caractères au plus.",
    "answers.to_publish": ("Une réponse est prête à être publiée.", "{n} réponses sont prêtes à être publiées."),
    "answers.confirm": "J'ai relu : prévenir les personnes qui ont proposé ces pistes",
    "answers.publish": "Publier",
    "refused.answer": "Choisissez une des quatre réponses.",
    "refused.confirm": "Cochez la case qui dit que vous avez relu, puis publiez.",
    "refused.nothing_to_publish": "Il n'y a rien de nouveau à publier. Une réponse doit avoir sa raison.",
}

ENGLISH: Final[Mapping[str, Form]] = {
    "nav.answers": "Answers",
    "answers": "Answers to the leads",
    "answers.help": (
        "What becomes of each lead, and why. Nothing is sent before it is published: whoever proposed a lead is then "
        "told what becomes of theirs, and § 15 of the notebook prints it."
    ),
    "answers.due": "Answers are expected by {date}.",
    "answers.none": "No lead was proposed, or the session is not closed.",
    "answers.status": "What becomes of it?",
    "answers.reason": "Reason (600 characters at most)",
    "answers.keep": "Keep this answer",
    "answers.kept": "kept",
    "answers.partly": "kept in part",
    "answers.not_kept": "not kept",
    "answers.studied": "under study",
    "answers.unanswered": "no answer yet",
    "answers.published": "published",
    "answers.unpublished": "not published yet",
    "answers.conflict": (
        "Somebody changed this answer while you were writing. Theirs is above, yours is in the form: keep the right "
        "one."
    ),
    "answers.too_long": "This reason is too long: 600 characters at most.",
    "answers.to_publish": ("One answer is ready to be published.", "{n} answers are ready to be published."),
    "answers.confirm": "I have read them again: tell whoever proposed these leads",
    "answers.publish": "Publish",
    "refused.answer": "Choose one of the four answers.",
    "refused.confirm": "Tick the box that says that you have read them again, then publish.",
    "refused.nothing_to_publish": "There is nothing new to publish. An answer needs its reason.",
}
