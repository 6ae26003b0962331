"""Sentences of the page about the people of an organisation: French, then English. See `words`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.engine.counted import Form

FRENCH: Final[Mapping[str, Form]] = {
    "nav.people": "Équipe",
    "people": "Équipe",
    "people.none": "Aucune organisation encore : la première personne qui écrit /animer au bot la fait naître.",
    "people.head.who": "Repère",
    "people.head.role": "Rôle",
    "people.head.since": "Depuis",
    "people.head.change": "Changer",
    "people.you": "vous",
    "people.unlabelled": "sans repère",
    "people.role.owner": "propriétaire",
    "people.role.facilitator": "animation",
    "people.role.observer": "observation",
    "people.role.team": "équipe",
    "people.role.of": "Rôle de {who}",
    "people.change": "Changer le rôle",
    "people.remove": "Retirer",
    "people.remove.sure": "Oui, retirer : {who}",
    "people.remove.help": "Ses séances restent à l'organisation, ses invitations sont annulées.",
    "people.settled": "Qui figure dans le réglage de l'installation se change là, et personne ne se change soi-même.",
    "people.pending": "Invitations en attente",
    "people.pending.none": "Aucune.",
    "people.pending.until": "valable jusqu'au {date}",
    "people.revoke": "Annuler l'invitation",
    "people.invite": "Inviter quelqu'un",
    "people.invite.role": "Son rôle",
    "people.invite.label": "Repère, pour vous y retrouver (facultatif ; 40 caractères au plus, pas de nom complet)",
    "people.invite.make": "Créer le lien",
    "people.link": "Le lien à transmettre",
    "people.link.help": (
        "Pour une seule personne ({role}), jusqu'au {date}. Copiez-le maintenant : il n'est gardé nulle part et ne "
        "sera plus montré."
    ),
    "refused.invited_role": "Vous ne pouvez pas inviter à ce rôle.",
    "refused.invitation_over": "Cette invitation a déjà servi, est annulée ou n'est plus valable.",
    "refused.people": (
        "Cela n'est pas possible, ou vient d'être fait par quelqu'un d'autre. L'organisation garde toujours un·e "
        "propriétaire ; personne ne se change soi-même."
    ),
}

ENGLISH: Final[Mapping[str, Form]] = {
    "nav.people": "People",
    "people": "People",
    "people.none": "No organisation is there yet: the first person who writes /animer to the bot brings it about.",
    "people.head.who": "Mark",
    "people.head.role": "Role",
    "people.head.since": "Since",
    "people.head.change": "Change",
    "people.you": "you",
    "people.unlabelled": "no mark",
    "people.role.owner": "owner",
    "people.role.facilitator": "facilitator",
    "people.role.observer": "observer",
    "people.role.team": "team",
    "people.role.of": "Role of {who}",
    "people.change": "Change the role",
    "people.remove": "Take off",
    "people.remove.sure": "Yes, take off: {who}",
    "people.remove.help": "Their sessions stay with the organisation, their invitations are cancelled.",
    "people.settled": "Whoever the installation's setting lists is changed there, and nobody changes themselves.",
    "people.pending": "Pending invitations",
    "people.pending.none": "None.",
    "people.pending.until": "valid until {date}",
    "people.revoke": "Cancel the invitation",
    "people.invite": "Invite somebody",
    "people.invite.role": "Their role",
    "people.invite.label": "A mark to tell them apart (optional; 40 characters at most, no full name)",
    "people.invite.make": "Make the link",
    "people.link": "The link to pass on",
    "people.link.help": (
        "For one person only ({role}), until {date}. Copy it now: it is kept nowhere and will not be shown again."
    ),
    "refused.invited_role": "You cannot invite to this role.",
    "refused.invitation_over": "This invitation has been used, is cancelled or has expired.",
    "refused.people": (
        "This cannot be done, or somebody else has just done it. An organisation always keeps an owner; nobody changes "
        "themselves."
    ),
}
