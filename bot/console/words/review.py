"""What the console says of the review before « validé »."""

from __future__ import annotations

from typing import Final

from bot.engine.counted import Form

FRENCH: Final[dict[str, Form]] = {
    "review": "Relecture avant « validé »",
    "review.open_page": "Ce qu'il reste à regarder avant « validé »",
    "review.help": (
        "Un cahier est marqué « validé » quand une personne a regardé ce que le logiciel ne peut pas juger. Rien n'est "
        "réécrit ici."
    ),
    "review.names": "Des personnes sont peut-être nommées",
    "review.names.none": "Rien à regarder : personne ne semble nommé, ou quelqu'un a déjà regardé.",
    "review.names.left": ("{n} contribution à regarder.", "{n} contributions à regarder."),
    "review.names.help": (
        "Gardez celle qui ne désigne personne, ou quelqu'un qui parle en son nom public. Pour en masquer une, ouvrez "
        "« Contributions » dans le bot : son auteur·rice est prévenu·e."
    ),
    "review.words": "mots repérés :",
    "review.keep": "J'ai regardé, je la garde",
    "review.keep.this": "J'ai regardé {number}, je la garde",
    "review.withheld": "Retenues en attente d'une décision",
    "review.withheld.none": "Aucune : tout ce qui était retenu a été décidé.",
    "review.withheld.left": (
        "{n} contribution attend : {numbers}. On décide dans le bot, bouton « Retenues », de la montrer ou non.",
        "{n} contributions attendent : {numbers}. On décide dans le bot, bouton « Retenues », de les montrer ou non.",
    ),
    "review.missing": "Ce qui manque sans rien empêcher",
    "review.unwritten.contexte": "Écrire le contexte",
    "review.unwritten.enseignements": "Écrire les enseignements",
    "review.unwritten.decisions": "Écrire les décisions demandées",
    "review.coverage": (
        "Sur {total} contributions : {quoted} dans une section avec leurs mots, {counted} par leur numéro seulement, "
        "{left} en annexe seulement."
    ),
    "review.never": (
        "Une personne n'est reprise dans aucune section. Voici tout ce qu'elle a dit :",
        "{n} personnes ne sont reprises dans aucune section. Voici, une ligne par personne, tout ce qu'elles ont dit :",
    ),
    "review.unquoted": (
        "Une personne n'est reprise que par son numéro. Voici ce qu'elle permet d'imprimer :",
        (
            "{n} personnes ne sont reprises que par leur numéro. Voici, une ligne par personne, ce qu'elles permettent "
            "d'imprimer :"
        ),
    ),
    "review.silent": (
        "Une personne n'a rien dit qui puisse être imprimé : elle est comptée.",
        "{n} personnes n'ont rien dit qui puisse être imprimé : elles sont comptées.",
    ),
    "review.validate": "Valider",
    "review.open": "Un cahier se valide une fois la séance close.",
    "review.no_version": "Aucune version n'a encore été compilée. Compilez-la d'abord :",
    "review.changed": "Quelque chose a été dit, masqué ou écrit depuis la dernière version. Compilez, relisez :",
    "review.validated": "La version {number} est validée.",
    "review.not_yet": "Il reste à regarder ce qui est ci-dessus.",
    "review.confirm": "J'ai lu la version {number}, du {date}",
    "review.confirm.help": (
        "Une parole ajoutée ou retirée ensuite fait une autre version, à valider à son tour. Les fichiers sont "
        "compilés de nouveau, avec la mention."
    ),
    "review.validate.this": "Valider la version {number}",
    "review.steers": "Une personne de l'animation peut la valider.",
    "refused.no_version": "Il n'y a pas encore de version à valider, ou la séance n'est pas close.",
    "refused.newer_version": "Une version plus récente existe. Lisez-la, puis validez celle-là.",
    "refused.compile_first": "Quelque chose a changé depuis la dernière version. Compilez, relisez, puis validez.",
    "refused.look_first": "Il reste des contributions à regarder avant de valider.",
}

ENGLISH: Final[dict[str, Form]] = {
    "review": "Review before “validated”",
    "review.open_page": "What is left to look at before “validated”",
    "review.help": (
        "A notebook is marked “validated” once a person has looked at what software cannot judge. Nothing is rewritten "
        "here."
    ),
    "review.names": "Somebody may be named",
    "review.names.none": "Nothing to look at: nobody seems to be named, or somebody has looked already.",
    "review.names.left": ("{n} contribution to look at.", "{n} contributions to look at."),
    "review.names.help": (
        "Keep the one that points at nobody, or at somebody who speaks in public. To hide one, open “Contributions” in "
        "the bot: its author is told."
    ),
    "review.words": "words noticed:",
    "review.keep": "I have looked, keep it",
    "review.keep.this": "I have looked at {number}, keep it",
    "review.withheld": "Withheld, waiting for a decision",
    "review.withheld.none": "None: everything that was withheld has been decided.",
    "review.withheld.left": (
        "{n} contribution waits: {numbers}. Whether it is shown is decided in the bot, button “Withheld”.",
        "{n} contributions wait: {numbers}. Whether they are shown is decided in the bot, button “Withheld”.",
    ),
    "review.missing": "What is missing and prevents nothing",
    "review.unwritten.contexte": "Write the context",
    "review.unwritten.enseignements": "Write the teachings",
    "review.unwritten.decisions": "Write the decisions asked for",
    "review.coverage": (
        "Of {total} contributions: {quoted} in a section with their words, {counted} by their number only, {left} in "
        "the annex only."
    ),
    "review.never": (
        "One person is used in no section. This is all they said:",
        "{n} people are used in no section. This is all they said, a line a person:",
    ),
    "review.unquoted": (
        "One person is there by number only. This is what may be printed of theirs:",
        "{n} people are there by number only. This is what may be printed of theirs, a line a person:",
    ),
    "review.silent": (
        "One person said nothing that may be printed: they are counted.",
        "{n} people said nothing that may be printed: they are counted.",
    ),
    "review.validate": "Validate",
    "review.open": "A notebook is validated once the session is closed.",
    "review.no_version": "No version has been compiled yet. Compile one first:",
    "review.changed": "Something was said, hidden or written since the last version. Compile, read it again:",
    "review.validated": "Version {number} is validated.",
    "review.not_yet": "What is above is left to look at.",
    "review.confirm": "I have read version {number}, of {date}",
    "review.confirm.help": (
        "A word added or withdrawn later makes another version, to be validated in its turn. The files are compiled "
        "again and say so."
    ),
    "review.validate.this": "Validate version {number}",
    "review.steers": "Somebody of the facilitators can validate it.",
    "refused.no_version": "There is no version to validate yet, or the session is not closed.",
    "refused.newer_version": "There is a newer version. Read it, then validate that one.",
    "refused.compile_first": "Something has changed since the last version. Compile, read it again, then validate.",
    "refused.look_first": "Some contributions are left to look at before validating.",
}
