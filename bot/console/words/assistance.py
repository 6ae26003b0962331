"""Sentences of the pages on which a language model is asked for drafts: French, then English. See `words`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.engine.counted import Form

FRENCH: Final[Mapping[str, Form]] = {
    "assist": "Phrases proposées par un modèle de langage",
    "assist.link": "Proposer des phrases",
    "assist.link.help": (
        "Un modèle de langage peut proposer des phrases à partir des contributions ; rien n'est imprimé "
        "sans qu'une personne l'ait relu et signé."
    ),
    "assist.help": (
        "Le modèle ne rend que des numéros de contributions et une phrase. Une phrase sans numéro, avec "
        "une citation inexacte, un chiffre ou un nom que personne n'a dit est écartée. Ce qui reste est "
        "un brouillon : vous le relisez, le corrigez et le signez, ou vous l'écartez."
    ),
    "assist.off": (
        "L'assistance est éteinte sur cette installation : rien n'est envoyé nulle part. La personne qui "
        "administre le serveur peut l'allumer."
    ),
    "assist.consent": "Accord de l'organisation",
    "assist.where": "Où partiraient les contributions :",
    "assist.what": (
        "Ce qui part : le titre de la question et, sous leur numéro (C001…), les contributions que leurs "
        "auteur·rices permettent de citer, telles que le cahier les imprime. Ce qui ne part jamais : les "
        "noms, les profils, la liste des personnes, ce qui est masqué, retiré, ou qu'on n'a pas permis de"
        " citer."
    ),
    "assist.agreed": "L'organisation est d'accord depuis le {date}, pour toutes ses séances.",
    "assist.not_agreed": (
        "L'organisation n'a pas donné son accord : rien ne part. Une personne responsable de "
        "l'organisation peut le donner ici."
    ),
    "assist.agree.label": "J'ai lu ce qui part et où, et l'organisation le souhaite, pour toutes ses séances",
    "assist.agree": "Donner l'accord",
    "assist.end": "Reprendre l'accord",
    "assist.ask": "Demander des phrases",
    "assist.nothing": (
        "Aucune contribution ne peut être envoyée : il n'y en a pas encore que leurs auteur·rices permettent de citer."
    ),
    "assist.subject": "À partir de quelles contributions ?",
    "assist.look": "Voir ce qui serait envoyé",
    "assist.sending": "Envoyer : {about}",
    "assist.sending.what": (
        "{n} contribution partira, sous son numéro, vers",
        "{n} contributions partiront, sous leur numéro, vers",
    ),
    "assist.sending.not": (
        "Ni nom, ni profil, ni pseudonyme n'est joint. Relisez : si quelqu'un est nommé dans un texte, "
        "masquez-le d'abord. L'envoi est inscrit au journal."
    ),
    "assist.sending.left_off": (
        "{n} contribution de plus ne tient pas dans un envoi et ne part pas.",
        "{n} contributions de plus ne tiennent pas dans un envoi et ne partent pas.",
    ),
    "assist.sending.list": "Tout ce qui part",
    "assist.send": "Envoyer et proposer des phrases",
    "assist.running": "Le modèle est interrogé : {about}. Vous pouvez quitter cette page et y revenir.",
    "assist.reload": "Actualiser",
    "assist.drafts": "Brouillons",
    "assist.about": "À partir de : {about}.",
    "assist.drafts.help": (
        "Rien n'est imprimé tant que personne n'a signé. Les brouillons ne sont pas conservés : un "
        "redémarrage les efface."
    ),
    "assist.drafts.none": "Aucun brouillon n'attend.",
    "assist.draft": "Brouillon {n}",
    "assist.rests": "Ce sur quoi il s'appuie",
    "assist.sign": "Je signe cette phrase",
    "assist.set_aside": "Écarter",
    "assist.not_signed": "La phrase n'est pas encore signée.",
    "assist.refused": (
        "{n} phrase écartée",
        "{n} phrases écartées",
    ),
    "assist.refused.shape": "La réponse contenait autre chose que des numéros et une phrase.",
    "assist.refused.empty": "La phrase est vide.",
    "assist.refused.too_long": "La phrase est trop longue : 400 caractères au plus.",
    "assist.refused.markup": "Elle contient un lien, une adresse ou un signe de mise en forme.",
    "assist.refused.no_ids": "Elle ne cite aucune contribution.",
    "assist.refused.unknown_id": "Elle cite un numéro qui n'a pas été envoyé :",
    "assist.refused.quotation": "Ce passage entre guillemets n'est pas, à la lettre, dans une contribution citée :",
    "assist.refused.number": "Ce nombre n'est dans aucune contribution citée :",
    "assist.refused.name": "Ce nom n'est dans aucune contribution citée :",
    "assist.refused.group_of_one": "« Le groupe » ne peut pas porter la parole d'une seule personne.",
    "assist.refused.gone": "Une contribution qu'elle cite a été retirée ou remplacée, ou ne peut plus être citée.",
    "assist.refused.full": "Il y a déjà trop de phrases signées : retirez-en d'abord.",
    "assist.left_off": (
        "{n} phrase de plus n'a pas été lue.",
        "{n} phrases de plus n'ont pas été lues.",
    ),
    "assist.failed.unreachable": "Le modèle n'a pas pu être joint. Rien n'est perdu ; réessayez plus tard.",
    "assist.failed.too_late": (
        "Le modèle n'a pas répondu à temps. Réessayez, avec moins de contributions si possible."
    ),
    "assist.failed.refused": (
        "Le service refuse la demande : sa clé ou le nom du modèle sont à vérifier par la personne qui "
        "administre le serveur."
    ),
    "assist.failed.busy": "Le service est occupé. Réessayez dans quelques minutes.",
    "assist.failed.failed": "Le service a répondu par une erreur. Réessayez plus tard.",
    "assist.failed.too_long": "La réponse était beaucoup trop longue : elle n'a pas été lue.",
    "assist.failed.unreadable": "La réponse n'a pas la forme demandée : rien n'en a été gardé. Réessayez.",
    "assist.failed.ours": "L'accord a été repris entre-temps, ou la séance n'est plus là : rien n'a été demandé.",
    "assist.signed": "Phrases signées",
    "assist.signed.none": "Aucune phrase n'est signée.",
    "assist.by.owner": "signée par une personne responsable de l'organisation",
    "assist.by.facilitator": "signée par une personne de l'animation",
    "assist.by.team": "signée par une personne de l'équipe",
    "assist.fallen": "n'est plus imprimée : ce qu'elle cite a changé",
    "assist.remove": "Retirer",
    "refused.assistance": ("L'organisation n'a pas donné son accord à l'envoi de contributions : rien n'est parti."),
}

ENGLISH: Final[Mapping[str, Form]] = {
    "assist": "Sentences proposed by a language model",
    "assist.link": "Propose sentences",
    "assist.link.help": (
        "A language model can propose sentences from the contributions; nothing is printed until a person"
        " has reread and signed it."
    ),
    "assist.help": (
        "The model only returns numbers of contributions and a sentence. One without numbers, with an "
        "inexact quotation, or with a figure or a name that nobody said is set aside. What is left is a "
        "draft: you reread it, correct it and sign it, or set it aside."
    ),
    "assist.off": (
        "Assistance is off on this installation: nothing is sent anywhere. Whoever administers the server"
        " can turn it on."
    ),
    "assist.consent": "The organisation's agreement",
    "assist.where": "Where contributions would go:",
    "assist.what": (
        "What leaves: the title of the question and, under their number (C001…), the contributions that "
        "their authors allow to be quoted, as the notebook prints them. What never leaves: names, "
        "profiles, the list of people, whatever is hidden, withdrawn, or not allowed to be quoted."
    ),
    "assist.agreed": "The organisation has agreed since {date}, for all its sessions.",
    "assist.not_agreed": (
        "The organisation has not agreed: nothing leaves. An owner of the organisation can agree here."
    ),
    "assist.agree.label": (
        "I have read what leaves and where it goes, and the organisation wants it, for all its sessions"
    ),
    "assist.agree": "Agree",
    "assist.end": "Take the agreement back",
    "assist.ask": "Ask for sentences",
    "assist.nothing": "No contribution can be sent: there is none yet that its author allows to be quoted.",
    "assist.subject": "From which contributions?",
    "assist.look": "See what would be sent",
    "assist.sending": "Send: {about}",
    "assist.sending.what": (
        "{n} contribution will leave, under its number, to",
        "{n} contributions will leave, under their numbers, to",
    ),
    "assist.sending.not": (
        "No name, profile or pseudonym goes with them. Reread: if somebody is named in a text, hide it "
        "first. The sending is written in the journal."
    ),
    "assist.sending.left_off": (
        "{n} more contribution does not fit and does not leave.",
        "{n} more contributions do not fit and do not leave.",
    ),
    "assist.sending.list": "Everything that leaves",
    "assist.send": "Send, and propose sentences",
    "assist.running": "The model is being asked: {about}. You can leave this page and come back.",
    "assist.reload": "Reload",
    "assist.drafts": "Drafts",
    "assist.about": "From: {about}.",
    "assist.drafts.help": "Nothing is printed until somebody signs. Drafts are not kept: a restart erases them.",
    "assist.drafts.none": "No draft is waiting.",
    "assist.draft": "Draft {n}",
    "assist.rests": "What it rests on",
    "assist.sign": "I sign this sentence",
    "assist.set_aside": "Set aside",
    "assist.not_signed": "The sentence is not signed yet.",
    "assist.refused": (
        "{n} sentence set aside",
        "{n} sentences set aside",
    ),
    "assist.refused.shape": "The answer held something else than numbers and a sentence.",
    "assist.refused.empty": "The sentence is empty.",
    "assist.refused.too_long": "The sentence is too long: 400 characters at most.",
    "assist.refused.markup": "It holds a link, an address or a sign of formatting.",
    "assist.refused.no_ids": "It cites no contribution.",
    "assist.refused.unknown_id": "It cites a number that was not sent:",
    "assist.refused.quotation": "This quotation is not, letter by letter, in a contribution that it cites:",
    "assist.refused.number": "This number is in no contribution that it cites:",
    "assist.refused.name": "This name is in no contribution that it cites:",
    "assist.refused.group_of_one": "“The group” cannot bear the words of a single person.",
    "assist.refused.gone": "A contribution that it cites was withdrawn or replaced, or may no longer be quoted.",
    "assist.refused.full": "There are too many signed sentences already: take some out first.",
    "assist.left_off": (
        "{n} more sentence was not read.",
        "{n} more sentences were not read.",
    ),
    "assist.failed.unreachable": "The model could not be reached. Nothing is lost; try again later.",
    "assist.failed.too_late": "The model did not answer in time. Try again, with fewer contributions if possible.",
    "assist.failed.refused": (
        "The service refuses the request: whoever administers the server has to check its key or the model's name."
    ),
    "assist.failed.busy": "The service is busy. Try again in a few minutes.",
    "assist.failed.failed": "The service answered with an error. Try again later.",
    "assist.failed.too_long": "The answer was far too long: it was not read.",
    "assist.failed.unreadable": (
        "The answer does not have the shape that was asked for: nothing of it was kept. Try again."
    ),
    "assist.failed.ours": "The agreement was taken back meanwhile, or the session is gone: nothing was asked.",
    "assist.signed": "Signed sentences",
    "assist.signed.none": "No sentence is signed.",
    "assist.by.owner": "signed by an owner of the organisation",
    "assist.by.facilitator": "signed by a facilitator",
    "assist.by.team": "signed by a member of the team",
    "assist.fallen": "no longer printed: what it cites has changed",
    "assist.remove": "Take out",
    "refused.assistance": "The organisation has not agreed to sending contributions: nothing has left.",
}
