"""The sentences of the shelf's pages and of rehearsals, in French and in English.

A value is a sentence, (one, many), or (none, one, many) chosen by `n`.
"""

from __future__ import annotations

from typing import Final

from bot.engine.counted import Form

FRENCH: Final[dict[str, Form]] = {
    "nav.workshops": "Ateliers",
    "workshops": "Ateliers",
    "workshops.help": (
        "Les ateliers que l'on peut lancer : lisez-les, faites-les relire, essayez-les avant de réunir qui que ce soit."
    ),
    "workshops.none": "Aucun atelier sur l'étagère. La personne qui administre le serveur peut en ajouter.",
    "workshops.minutes": ("{n} minute annoncée", "{n} minutes annoncées"),
    "workshops.steps": ("{n} étape", "{n} étapes"),
    "workshops.back": "Tous les ateliers",
    "workshop.days": "en direct ou sur {days} jours",
    "workshop.read": "Lire la page de présentation",
    "workshop.rehearse": "Essayer dans le navigateur",
    "workshop.rehearse.help": (
        "Plusieurs téléphones côte à côte, une horloge que vous avancez. Rien n'est gardé, personne n'est prévenu."
    ),
    "workshop.seats": "Téléphones",
    "workshop.language": "Langue",
    "workshop.begin": "Commencer l'essai",
    "workshop.check": "Contrôle du script",
    "language.fr": "français",
    "language.en": "anglais",
    "findings.none": "Le contrôle n'a rien trouvé à redire.",
    "findings.count": ("{n} remarque", "{n} remarques"),
    "findings.place": "Ligne {line}, colonne {col}",
    "findings.codes": "Ce que veulent dire ces codes",
    "findings.back": "↑\u00a0Revenir aux remarques",
    "findings.error": "à corriger",
    "findings.warning": "conseil",
    "launch": "Lancer une séance",
    "launch.help": (
        "Ce que le bot demanderait, en une page. La séance est créée en préparation : vous transmettez son lien, puis "
        "vous l'ouvrez depuis le bot, qui vous envoie aussi le pilotage."
    ),
    "launch.for": "Pour",
    "launch.keep": "Vide : {value}",
    "launch.optional": "Facultatif",
    "launch.mode": "Déroulement",
    "launch.mode.live": "En direct",
    "launch.mode.days": "Sur {n} jours",
    "launch.first": "Premier jour (pour une séance sur plusieurs jours)",
    "launch.places": "Nombre de places",
    "launch.places.help": "Vide : sans limite. Au-delà, on attend, et l'on est prévenu·e dès qu'une place se libère.",
    "launch.quotas": "Quotas par profil",
    "launch.quotas.help": (
        "Facultatif. Un profil qui a ses places a un lien à lui, que vous recevez dans la conversation avec le bot."
    ),
    "launch.begin": "Créer la séance",
    "launch.slips": "La séance n'est pas encore créée : voyez les champs signalés.",
    "launch.slip.missing": "Il faut une valeur ici.",
    "launch.slip.not_a_number": "Un nombre entier, en chiffres.",
    "launch.slip.not_a_date": "Aucun jour ne se lit là-dedans. Par exemple : 2026-12-04, ou 4/12.",
    "launch.slip.too_long": "C'est trop long : 600 caractères au plus.",
    "launch.slip.not_a_session": "Cette séance n'est pas de celles que l'on peut reprendre ici.",
    "launch.slip.too_early": "Ce jour est déjà passé.",
    "launch.slip.too_late": "Ce jour est dans plus d'un an.",
    "launch.slip.not_places": "Un nombre de places, en chiffres : 5000 au plus.",
    "launch.slip.no_mode": "Choisissez comment la séance se déroule.",
    "rehearsal": "Essai",
    "rehearsal.back": "Revenir à l'atelier",
    "rehearsal.help": (
        "Chaque colonne est un téléphone. Les valeurs de la séance sont fabriquées. Après deux heures sans geste, "
        "l'essai s'efface."
    ),
    "rehearsal.hour": "Dans l'essai, nous sommes le {hour}.",
    "rehearsal.closed": "la séance est close",
    "rehearsal.span.10m": "Avancer de 10 minutes",
    "rehearsal.span.1h": "Avancer d'une heure",
    "rehearsal.span.1d": "Avancer d'un jour",
    "rehearsal.next": "Passer à la suite",
    "rehearsal.close": "Clore la séance",
    "rehearsal.told": ("{n} message à l'animation", "{n} messages à l'animation"),
    "rehearsal.chat": "Conversation de {who}",
    "rehearsal.mine": "écrit",
    "rehearsal.write": "{who} écrit",
    "rehearsal.send": "Envoyer",
    "rehearsal.answer": "Répondre à sa place",
    "rehearsal.gone": "Cette personne a refusé : rien n'est gardé, rien n'arrive plus.",
    "rehearsal.slip.button": "Ce bouton n'est plus là : voici les téléphones tels qu'ils sont maintenant.",
    "rehearsal.slip.time": "Aucune heure ne se lit là-dedans. Essayez +30m, +2h, +1d ou 20:00.",
    "refused.no_rehearsal": "Cet essai n'existe pas ou plus. Recommencez-en un depuis la page de l'atelier.",
}

ENGLISH: Final[dict[str, Form]] = {
    "nav.workshops": "Workshops",
    "workshops": "Workshops",
    "workshops.help": (
        "The workshops that can be launched: read them, have them read, try them before anybody is gathered."
    ),
    "workshops.none": "There is no workshop on the shelf. Whoever runs the server can add some.",
    "workshops.minutes": ("{n} minute announced", "{n} minutes announced"),
    "workshops.steps": ("{n} step", "{n} steps"),
    "workshops.back": "All workshops",
    "workshop.days": "live or over {days} days",
    "workshop.read": "Read its presentation",
    "workshop.rehearse": "Try it in the browser",
    "workshop.rehearse.help": ("Several phones side by side, a clock that you move. Nothing is kept, nobody is told."),
    "workshop.seats": "Phones",
    "workshop.language": "Language",
    "workshop.begin": "Begin the rehearsal",
    "workshop.check": "What the check says",
    "language.fr": "French",
    "language.en": "English",
    "findings.none": "The check found nothing to say.",
    "findings.count": ("{n} finding", "{n} findings"),
    "findings.place": "Line {line}, column {col}",
    "findings.codes": "What these codes mean",
    "findings.back": "↑\u00a0Back to the findings",
    "findings.error": "to mend",
    "findings.warning": "advice",
    "launch": "Launch a session",
    "launch.help": (
        "What the bot would ask, on one page. The session is made in preparation: you pass on its link, then open it "
        "from the bot, which sends you its cockpit too."
    ),
    "launch.for": "For",
    "launch.keep": "Empty: {value}",
    "launch.optional": "Optional",
    "launch.mode": "How it is run",
    "launch.mode.live": "Live",
    "launch.mode.days": "Over {n} days",
    "launch.first": "First day (of a session over several days)",
    "launch.places": "Number of places",
    "launch.places.help": "Empty: no limit. Beyond it people wait, and are called when a place is free.",
    "launch.quotas": "Quotas by profile",
    "launch.quotas.help": (
        "Optional. A profile with places of its own has a link of its own, which you receive in the chat with the bot."
    ),
    "launch.begin": "Make the session",
    "launch.slips": "The session is not made yet: see the fields that are marked.",
    "launch.slip.missing": "A value is needed here.",
    "launch.slip.not_a_number": "A whole number, in digits.",
    "launch.slip.not_a_date": "No day can be read in that. For instance: 2026-12-04, or 4/12.",
    "launch.slip.too_long": "That is too long: 600 characters at most.",
    "launch.slip.not_a_session": "That is none of the sessions that can be read here.",
    "launch.slip.too_early": "That day is past.",
    "launch.slip.too_late": "That day is more than a year away.",
    "launch.slip.not_places": "A number of places, in digits: 5000 at most.",
    "launch.slip.no_mode": "Choose how the session is run.",
    "rehearsal": "Rehearsal",
    "rehearsal.back": "Back to the workshop",
    "rehearsal.help": (
        "Each column is a phone. The session's values are made up. After two hours without a gesture the rehearsal is "
        "gone."
    ),
    "rehearsal.hour": "In the rehearsal it is {hour}.",
    "rehearsal.closed": "the session is closed",
    "rehearsal.span.10m": "10 minutes on",
    "rehearsal.span.1h": "One hour on",
    "rehearsal.span.1d": "One day on",
    "rehearsal.next": "Go on",
    "rehearsal.close": "Close the session",
    "rehearsal.told": ("{n} message to the facilitators", "{n} messages to the facilitators"),
    "rehearsal.chat": "Chat of {who}",
    "rehearsal.mine": "writes",
    "rehearsal.write": "{who} writes",
    "rehearsal.send": "Send",
    "rehearsal.answer": "Answer for them",
    "rehearsal.gone": "This person refused: nothing is kept, nothing arrives any more.",
    "rehearsal.slip.button": "That button is not there any more: here are the phones as they are now.",
    "rehearsal.slip.time": "No hour can be read in that. Try +30m, +2h, +1d or 20:00.",
    "refused.no_rehearsal": "That rehearsal is not there, or not any more. Begin another from the workshop's page.",
}
