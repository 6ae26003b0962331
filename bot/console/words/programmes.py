"""Sentences of the pages about programmes and about answers to leads: French, then English. See `words`."""

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
    "nav.programmes": "Programmes",
    "programmes": "Programmes",
    "programmes.none": (
        "Aucun programme encore. Un programme réunit des séances (plusieurs territoires, plusieurs dates, un même "
        "sujet) pour les suivre côte à côte et les comparer dans un cahier."
    ),
    "programmes.sessions": ("aucune séance", "{n} séance", "{n} séances"),
    "programmes.new": "Nouveau programme",
    "programmes.name": "Nom du programme",
    "programmes.organisation": "Organisation",
    "programmes.make": "Créer",
    "programme.rename": "Renommer",
    "programme.sessions": "Ses séances",
    "programme.empty": "Aucune séance n'y est encore.",
    "programme.erased": "réponses effacées",
    "programme.head.session": "Séance",
    "programme.head.state": "État",
    "programme.head.people": "Personnes",
    "programme.head.step": "Étape",
    "programme.head.contributions": "Contributions",
    "programme.head.withheld": "À décider",
    "programme.head.remove": "Retirer",
    "programme.remove": "Retirer du programme",
    "programme.add": "Ajouter une séance",
    "programme.add.help": "Une séance n'est que dans un programme à la fois : elle quitte celui où elle était.",
    "programme.add.which": "Séance",
    "programme.compare": "Comparer les séances",
    "programme.compare.help": (
        "Chaque nombre est un de ceux que le cahier de la séance peut imprimer ; ce qui y est masqué l'est ici aussi."
    ),
    "programme.compare.none": "Rien à comparer encore : il faut une séance ouverte ou close.",
    "programme.notebook": "Cahier du programme",
    "programme.scroll": "Tableau à faire défiler",
    "refused.programme_name": "Donnez au programme un nom de 80 caractères au plus.",
    "refused.programme_move": "Cette séance n'est pas de l'organisation du programme, ou elle y est déjà.",
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
    "nav.programmes": "Programmes",
    "programmes": "Programmes",
    "programmes.none": (
        "No programme yet. A programme puts sessions together (several territories, several dates, one subject), to "
        "follow them side by side and compare them in one notebook."
    ),
    "programmes.sessions": ("no session", "{n} session", "{n} sessions"),
    "programmes.new": "New programme",
    "programmes.name": "Name of the programme",
    "programmes.organisation": "Organisation",
    "programmes.make": "Create",
    "programme.rename": "Rename",
    "programme.sessions": "Its sessions",
    "programme.empty": "No session is in it yet.",
    "programme.erased": "answers erased",
    "programme.head.session": "Session",
    "programme.head.state": "State",
    "programme.head.people": "People",
    "programme.head.step": "Step",
    "programme.head.contributions": "Contributions",
    "programme.head.withheld": "To decide",
    "programme.head.remove": "Take out",
    "programme.remove": "Take out of the programme",
    "programme.add": "Put a session in",
    "programme.add.help": "A session is in one programme at a time: it leaves the one that it was in.",
    "programme.add.which": "Session",
    "programme.compare": "Compare the sessions",
    "programme.compare.help": (
        "Each number is one that the session's own notebook may print; what is masked there is masked here."
    ),
    "programme.compare.none": "Nothing to compare yet: it takes a session that is open or closed.",
    "programme.notebook": "The programme's notebook",
    "programme.scroll": "Table, scroll sideways",
    "refused.programme_name": "Give the programme a name of 80 characters at most.",
    "refused.programme_move": "This session is not of the programme's organisation, or it is in it already.",
}
