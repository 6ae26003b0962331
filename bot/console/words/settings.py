"""What the console says of an organisation's settings."""

from __future__ import annotations

from typing import Final

from bot.engine.counted import Form

FRENCH: Final[dict[str, Form]] = {
    "nav.settings": "Réglages",
    "settings": "Réglages de l'organisation",
    "settings.help": (
        "Laissez vide ce que l'installation règle pour tout le monde. Une organisation peut être plus prudente "
        "qu'elle, jamais moins."
    ),
    "settings.notebooks": "Les cahiers",
    "settings.logo": "Logo, en couverture",
    "settings.logo.now": "Le logo actuel",
    "settings.logo.none": "Retirer ce logo",
    "settings.logo.help": "Une image PNG, {kilobytes} ko et {pixels} pixels de côté au plus.",
    "settings.template": "Gabarits",
    "settings.template.none": (
        "Aucun autre jeu de gabarits n'est installé. La personne qui tient le serveur peut en déposer."
    ),
    "settings.installation": "comme l'installation",
    "settings.privacy": "Ce qui protège les personnes",
    "settings.days": "Jours pendant lesquels les réponses sont gardées",
    "settings.days.help": (
        "Après la clôture, {n} jour au plus. Si la séance a promis moins, c'est sa promesse qui tient.",
        "Après la clôture, {n} jours au plus. Si la séance a promis moins, c'est sa promesse qui tient.",
    ),
    "settings.small": "Effectif sous lequel un croisement est masqué",
    "settings.small.help": ("{n} personne au moins.", "{n} personnes au moins."),
    "settings.percent": "Effectif à partir duquel on écrit des pourcentages",
    "settings.percent.help": ("{n} personne au moins.", "{n} personnes au moins."),
    "settings.save": "Enregistrer",
    "settings.saved": "C'est enregistré. Les cahiers compilés à partir de maintenant en tiennent compte.",
    "settings.owners": "Les responsables de l'organisation peuvent les changer.",
    "settings.since": "Version {number}, du {date}",
    "settings.slips": ("Il reste une correction à faire.", "Il reste {n} corrections à faire."),
    "settings.conflict": (
        "Quelqu'un a enregistré d'autres réglages pendant que vous changiez ceux-ci. Rien n'est perdu : les vôtres "
        "sont ci-dessous, voici ce qui vient d'être enregistré."
    ),
    "settings.wrong.days": (
        "Un nombre entier de jours, {n} au plus.",
        "Un nombre entier de jours, {n} au plus.",
    ),
    "settings.wrong.threshold": ("Un nombre entier, {n} au moins.", "Un nombre entier, {n} au moins."),
    "settings.wrong.logo_bytes": ("Ce fichier pèse plus de {n} ko.", "Ce fichier pèse plus de {n} ko."),
    "settings.wrong.logo_png": (
        "Ce fichier n'est pas une image PNG que tous les formats sauront dessiner. Enregistrez-la en PNG, sans "
        "entrelacement."
    ),
    "settings.wrong.logo_pixels": (
        "Cette image a plus de {n} pixels de côté. Réduisez-la.",
        "Cette image a plus de {n} pixels de côté. Réduisez-la.",
    ),
    "refused.logo_large": (
        "Ce fichier est trop grand pour un logo : 200 ko au plus. Rien n'a été gardé ; réduisez l'image."
    ),
    "settings.wrong.template": "Ces gabarits ne sont plus là. Choisissez-en d'autres.",
}

ENGLISH: Final[dict[str, Form]] = {
    "nav.settings": "Settings",
    "settings": "Settings of the organisation",
    "settings.help": (
        "Leave empty what the installation sets for everybody. An organisation may be more careful, never less."
    ),
    "settings.notebooks": "Notebooks",
    "settings.logo": "Logo, on the cover",
    "settings.logo.now": "The logo now",
    "settings.logo.none": "Take this logo off",
    "settings.logo.help": "A PNG picture, {kilobytes} kB and {pixels} pixels a side at the most.",
    "settings.template": "Templates",
    "settings.template.none": "No other set of templates is installed. Whoever keeps the server can add some.",
    "settings.installation": "as the installation",
    "settings.privacy": "What protects people",
    "settings.days": "Days for which answers are kept",
    "settings.days.help": (
        "After the close, {n} day at the most. If a session promised less, its promise holds.",
        "After the close, {n} days at the most. If a session promised less, its promise holds.",
    ),
    "settings.small": "Number of people under which a cross-table is masked",
    "settings.small.help": ("{n} person at least.", "{n} people at least."),
    "settings.percent": "Number of people from which percentages are written",
    "settings.percent.help": ("{n} person at least.", "{n} people at least."),
    "settings.save": "Save",
    "settings.saved": "Saved. Notebooks compiled from now on follow it.",
    "settings.owners": "Owners of the organisation can change them.",
    "settings.since": "Version {number}, of {date}",
    "settings.slips": ("One correction is left to make.", "{n} corrections are left to make."),
    "settings.conflict": (
        "Somebody saved other settings while you were changing these. Nothing is lost: yours are below, this is what "
        "was saved."
    ),
    "settings.wrong.days": ("A whole number of days, {n} at the most.", "A whole number of days, {n} at the most."),
    "settings.wrong.threshold": ("A whole number, {n} at least.", "A whole number, {n} at least."),
    "settings.wrong.logo_bytes": ("This file is larger than {n} kB.", "This file is larger than {n} kB."),
    "settings.wrong.logo_png": (
        "This file is no PNG picture that every format can draw. Save it as PNG, not interlaced."
    ),
    "settings.wrong.logo_pixels": (
        "This picture has more than {n} pixels a side. Make it smaller.",
        "This picture has more than {n} pixels a side. Make it smaller.",
    ),
    "refused.logo_large": (
        "That file is too large for a logo: 200 kB at most. Nothing was kept; make the picture smaller."
    ),
    "settings.wrong.template": "These templates are there no more. Choose others.",
}
