"""Sentences of the public page of a session and of the switch that opens it: French, then English. See `words`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.engine.counted import Form

FRENCH: Final[Mapping[str, Form]] = {
    "public": "Page publique",
    "public.help": (
        "Elle montre à quiconque a son adresse, sans compte : le titre, le territoire, l'organisation, l'objet et les "
        "dates de la séance, le cahier une fois validé, et les réponses publiées. Rien d'autre."
    ),
    "public.confirm": "J'ai lu ce qui devient public, et l'organisation le souhaite",
    "public.open": "Ouvrir la page publique",
    "public.since": "Ouverte depuis le {date} :",
    "public.close": "Fermer la page publique",
    "public.close.help": "Son adresse ne mènera plus nulle part. Ce que d'autres ont déjà téléchargé reste chez eux.",
    "public.agency": "Organisation :",
    "public.territory": "Territoire :",
    "public.calendar": "Calendrier",
    "public.opened": "Séance ouverte le {date}",
    "public.closed": "Séance close le {date}",
    "public.not_begun": "La séance n'a pas encore commencé.",
    "public.notebook": "Cahier",
    "public.validated": "Version {number}, du {date}, validée par l'équipe.",
    "public.read": "Lire le cahier validé",
    "public.download": "Télécharger le cahier ({format})",
    "public.not_validated": "Le cahier n'est pas encore validé.",
    "public.corrected": (
        "La version {number}, du {date}, a été validée ; le cahier a changé depuis. La version corrigée sera ici une "
        "fois validée."
    ),
    "public.being_made": "La version {number} est validée ; ses fichiers ne sont pas encore là.",
    "public.answers": "Ce que deviennent les pistes",
    "refused.public_page": "Cochez la case qui dit ce qui devient public, puis ouvrez la page.",
    "refused.not_validated": "Le cahier n'est pas encore validé.",
}

ENGLISH: Final[Mapping[str, Form]] = {
    "public": "Public page",
    "public.help": (
        "It shows to anybody who has its address, without an account: the session's title, territory, organisation, "
        "purpose and dates, the notebook once validated, and the published answers. Nothing else."
    ),
    "public.confirm": "I have read what becomes public, and the organisation wishes it",
    "public.open": "Open the public page",
    "public.since": "Open since {date}:",
    "public.close": "Close the public page",
    "public.close.help": "Its address will lead nowhere. What others have already downloaded stays with them.",
    "public.agency": "Organisation:",
    "public.territory": "Territory:",
    "public.calendar": "Calendar",
    "public.opened": "Session opened on {date}",
    "public.closed": "Session closed on {date}",
    "public.not_begun": "The session has not begun yet.",
    "public.notebook": "Notebook",
    "public.validated": "Version {number}, of {date}, validated by the team.",
    "public.read": "Read the validated notebook",
    "public.download": "Download the notebook ({format})",
    "public.not_validated": "The notebook is not validated yet.",
    "public.corrected": (
        "Version {number}, of {date}, was validated; the notebook has changed since. The corrected version will be "
        "here once validated."
    ),
    "public.being_made": "Version {number} is validated; its files are not here yet.",
    "public.answers": "What becomes of the leads",
    "refused.public_page": "Tick the box that says what becomes public, then open the page.",
    "refused.not_validated": "The notebook is not validated yet.",
}
