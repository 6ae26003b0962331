"""Sentences of a programme's notebook: French, then English, the same keys with the same values. See `words`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.engine.counted import Form

FRENCH: Final[Mapping[str, Form]] = {
    "programme.name": "Cahier de programme",
    "programme.group_note": (
        "aucune parole recueillie",
        "paroles d'une personne, non représentatif",
        "paroles de {n} personnes, séance par séance, non représentatif",
    ),
    "programme.status": "{n} cahier de séance validé sur {total}",
    "programme.sessions": ("séance", "séances"),
    "programme.territories": ("territoire", "territoires"),
    "programme.people": ("personne", "personnes"),
    "programme.contributions": ("contribution", "contributions"),
    "programme.section.0": "Les séances",
    "programme.section.2": "Qui a parlé, séance par séance",
    "programme.section.3": "Ce qui a été partagé\u00a0: thème × territoire",
    "programme.section.4": "Qui a dit quoi\u00a0: thème × territoire × acteur",
    "programme.section.5": "Lecture par blocs",
    "programme.section.6": "Germes, d'un site à l'autre",
    "programme.section.7": "Ce que chaque séance a ajouté",
    "programme.section.8": "Votes comparables",
    "programme.section.9": "Pistes, et ce qu'elles deviennent",
    "programme.section.A": "Annexe\u00a0: les contributions citées",
    "programme.ref": "§ {number}",
    "programme.table": "Tableau {number}. {caption}",
    "programme.ref.table": "tableau {number}",
    "programme.caption.sessions": "Les séances du programme",
    "programme.head.session": "Séance",
    "programme.head.theme": "Thème",
    "programme.head.dates": "Dates",
    "programme.head.people": "Personnes",
    "programme.head.contributions": "Contributions",
    "programme.head.version": "Cahier",
    "programme.head.profile": "À quel titre",
    "programme.head.all": "Ensemble",
    "programme.head.words": "Mots-clés différents",
    "programme.head.new_words": "dont nouveaux",
    "programme.head.terms": "Mots pleins différents",
    "programme.head.new_terms": "dont nouveaux",
    "programme.head.item": "Horizon",
    "programme.head.answer": "Réponse",
    "programme.not_closed": "en cours",
    "programme.not_opened": "pas encore ouverte",
    "programme.people.said": (
        "Personne n'a encore parlé dans ce programme.",
        "Une personne a parlé, dans {sessions}.",
        "{n} personnes ont parlé, dans {sessions}\u00a0; qui est venu à deux séances compte dans chacune.",
    ),
    "programme.open": (
        "Une séance n'est pas close\u00a0: ses nombres sont provisoires.",
        "{n} séances ne sont pas closes\u00a0: leurs nombres sont provisoires.",
    ),
    "programme.none": "Ce programme n'a encore aucune séance.",
    "programme.profiles.caption": "Personnes par profil et par séance",
    "programme.masked": (
        "•\u00a0: moins de {n} personnes, ou regroupé pour qu'un calcul ne les fasse pas reconnaître\u00a0; "
        "–\u00a0: non demandé, ou total qui se lirait par soustraction."
    ),
    "programme.missing": (
        "Aucune séance n'a entendu\u00a0: {labels}.",
        "Aucune séance n'a entendu\u00a0: {labels}.",
    ),
    "programme.none_missing": "Chaque profil proposé a été entendu dans une séance au moins.",
    "programme.rubric.caption": "{rubric}\u00a0: personnes et contributions, par séance",
    "programme.rubric.nobody": "Aucune séance n'a recueilli de réponse ici.",
    "programme.rubric.said": (
        "Des réponses ont été recueillies dans une séance.",
        "Des réponses ont été recueillies dans {n} séances.",
    ),
    "programme.rubric.not_asked": "non demandé",
    "programme.quotes.rule": (
        "Deux citations par séance au plus, de personnes différentes, les réponses d'au moins quatre mots d'abord, "
        "parmi celles que leurs auteur·rices permettent\u00a0; toutes les autres sont dans le cahier de chaque séance."
    ),
    "programme.actors.caption": "{rubric}\u00a0: personnes par profil et par séance",
    "programme.actors.rule": "Seules les personnes qui ont répondu sont comptées, chacune une fois.",
    "programme.blocks.none": "Aucun atelier de ce programme ne dit à quel bloc il appartient.",
    "programme.blocks.said": (
        "Une séance appartient à ce bloc\u00a0: {sessions}.",
        "{n} séances appartiennent à ce bloc\u00a0: {sessions}.",
    ),
    "programme.germs.none": "Aucune initiative n'a été nommée.",
    "programme.germs.said": (
        "Une initiative imprimable a été nommée.",
        "{n} initiatives imprimables ont été nommées, dans {sessions}.",
    ),
    "programme.germs.recurring": "Mots qui reviennent d'un site à l'autre",
    "programme.germs.recurring.rule": (
        "Un mot de cinq lettres au moins, écrit dans les germes de deux séances ou plus. C'est un repère pour relire "
        "côte à côte, pas un regroupement d'idées."
    ),
    "programme.germs.no_recurring": "Aucun mot ne revient dans les germes de deux séances.",
    "programme.in": ("une séance", "{n} séances"),
    "programme.germs.of": "Séance par séance",
    "programme.saturation.caption": "Vocabulaire de chaque séance, dans l'ordre des dates",
    "programme.saturation.rule": (
        "Un mot est nouveau s'il n'a été écrit dans aucune séance d'avant. Mots pleins\u00a0: de cinq lettres au "
        "moins. Cela compte des mots, pas des idées\u00a0; l'ordre des séances y entre pour beaucoup."
    ),
    "programme.saturation.last": (
        "La dernière séance n'apporte aucun mot-clé que les autres n'avaient pas donné.",
        "La dernière séance apporte un mot-clé que les autres n'avaient pas donné.",
        "La dernière séance apporte {n} mots-clés que les autres n'avaient pas donnés.",
    ),
    "programme.saturation.picture": "Mots-clés nouveaux, séance après séance",
    "programme.saturation.nothing": "aucun",
    "programme.saturation.one": "Une seule séance\u00a0: rien à comparer encore.",
    "programme.votes.none": (
        "Aucun horizon n'a été voté à l'identique dans deux séances\u00a0: les votes ne se comparent pas."
    ),
    "programme.votes.said": (
        "Un même horizon a été voté dans plusieurs séances.",
        "{n} mêmes horizons ont été votés dans plusieurs séances.",
    ),
    "programme.votes.caption": "Mention de chaque horizon, séance par séance",
    "programme.votes.cell": ("{grade} (1 votant·e)", "{grade} (votant·es\u00a0: {n})"),
    "programme.votes.unranked": "sans mention",
    "programme.votes.rule": (
        "Ne sont comparés que les horizons de même code et de même texte, votés avec les mêmes mentions. Les bulletins "
        "de groupes différents ne s'additionnent pas."
    ),
    "programme.leads.none": "Aucune piste n'a été proposée.",
    "programme.leads.said": (
        "Une piste imprimable a été proposée.",
        "{n} pistes imprimables ont été proposées, dans {sessions}.",
    ),
    "programme.leads.caption": "Ce que deviennent les pistes",
    "programme.leads.unanswered": "sans réponse encore",
    "programme.best": "En tête de chaque vote",
    "programme.best.none": "Aucun vote ne peut être imprimé.",
    "programme.best.said": (
        "Un vote peut être imprimé.",
        "{n} votes peuvent être imprimés\u00a0; le rang ne vaut que dans sa séance.",
    ),
    "programme.cited.none": "Aucune contribution n'est citée.",
    "programme.cited.said": (
        "Une contribution est citée dans ce cahier.",
        "{n} contributions sont citées dans ce cahier. Le numéro est celui du cahier de la séance.",
    ),
}

ENGLISH: Final[Mapping[str, Form]] = {
    "programme.name": "Programme notebook",
    "programme.group_note": (
        "no words gathered",
        "words of one person, not representative",
        "words of {n} people, session by session, not representative",
    ),
    "programme.status": "{n} of {total} session notebooks validated",
    "programme.sessions": ("session", "sessions"),
    "programme.territories": ("territory", "territories"),
    "programme.people": ("person", "people"),
    "programme.contributions": ("contribution", "contributions"),
    "programme.section.0": "The sessions",
    "programme.section.2": "Who spoke, session by session",
    "programme.section.3": "What was shared: theme × territory",
    "programme.section.4": "Who said what: theme × territory × actor",
    "programme.section.5": "Reading by block",
    "programme.section.6": "Germs, from site to site",
    "programme.section.7": "What each session added",
    "programme.section.8": "Votes that compare",
    "programme.section.9": "Leads, and what becomes of them",
    "programme.section.A": "Annex: the contributions cited",
    "programme.ref": "§ {number}",
    "programme.table": "Table {number}. {caption}",
    "programme.ref.table": "table {number}",
    "programme.caption.sessions": "The sessions of the programme",
    "programme.head.session": "Session",
    "programme.head.theme": "Theme",
    "programme.head.dates": "Dates",
    "programme.head.people": "People",
    "programme.head.contributions": "Contributions",
    "programme.head.version": "Notebook",
    "programme.head.profile": "Speaking as",
    "programme.head.all": "Together",
    "programme.head.words": "Different keywords",
    "programme.head.new_words": "of which new",
    "programme.head.terms": "Different full words",
    "programme.head.new_terms": "of which new",
    "programme.head.item": "Horizon",
    "programme.head.answer": "Answer",
    "programme.not_closed": "under way",
    "programme.not_opened": "not open yet",
    "programme.people.said": (
        "Nobody has spoken in this programme yet.",
        "One person spoke, in {sessions}.",
        "{n} people spoke, in {sessions}; who came to two sessions counts in each.",
    ),
    "programme.open": (
        "One session is not closed: its figures are provisional.",
        "{n} sessions are not closed: their figures are provisional.",
    ),
    "programme.none": "This programme has no session yet.",
    "programme.profiles.caption": "People by profile and session",
    "programme.masked": (
        "•: fewer than {n} people, or grouped so that no sum makes them known; –: not asked, or a total that could be "
        "read by subtraction."
    ),
    "programme.missing": (
        "No session heard: {labels}.",
        "No session heard: {labels}.",
    ),
    "programme.none_missing": "Each profile offered was heard in one session at least.",
    "programme.rubric.caption": "{rubric}: people and contributions, by session",
    "programme.rubric.nobody": "No session gathered an answer here.",
    "programme.rubric.said": (
        "Answers were gathered in one session.",
        "Answers were gathered in {n} sessions.",
    ),
    "programme.rubric.not_asked": "not asked",
    "programme.quotes.rule": (
        "Two quotations a session at most, of different people, answers of four words or more first, among those that "
        "their authors allow; all the others are in each session's notebook."
    ),
    "programme.actors.caption": "{rubric}: people by profile and session",
    "programme.actors.rule": "Only people who answered are counted, each once.",
    "programme.blocks.none": "No workshop of this programme says to which block it belongs.",
    "programme.blocks.said": (
        "One session belongs to this block: {sessions}.",
        "{n} sessions belong to this block: {sessions}.",
    ),
    "programme.germs.none": "No initiative was named.",
    "programme.germs.said": (
        "One initiative that may be printed was named.",
        "{n} initiatives that may be printed were named, in {sessions}.",
    ),
    "programme.germs.recurring": "Words that come back from site to site",
    "programme.germs.recurring.rule": (
        "A word of five letters at least, written in the germs of two sessions or more. It is a mark to read them side "
        "by side, no grouping of ideas."
    ),
    "programme.germs.no_recurring": "No word comes back in the germs of two sessions.",
    "programme.in": ("one session", "{n} sessions"),
    "programme.germs.of": "Session by session",
    "programme.saturation.caption": "Vocabulary of each session, by date",
    "programme.saturation.rule": (
        "A word is new if no session before had written it. Full words: of five letters at least. This counts words, "
        "not ideas; the order of the sessions weighs in it."
    ),
    "programme.saturation.last": (
        "The last session brings no keyword that the others had not given.",
        "The last session brings one keyword that the others had not given.",
        "The last session brings {n} keywords that the others had not given.",
    ),
    "programme.saturation.picture": "New keywords, session after session",
    "programme.saturation.nothing": "none",
    "programme.saturation.one": "A single session: nothing to compare yet.",
    "programme.votes.none": "No horizon was voted on alike in two sessions: the votes do not compare.",
    "programme.votes.said": (
        "One same horizon was voted on in several sessions.",
        "{n} same horizons were voted on in several sessions.",
    ),
    "programme.votes.caption": "Grade of each horizon, session by session",
    "programme.votes.cell": ("{grade} (1 voter)", "{grade} (voters: {n})"),
    "programme.votes.unranked": "without a grade",
    "programme.votes.rule": (
        "Only horizons of the same code and the same text, voted on with the same grades, are compared. Ballots of "
        "different groups are not added up."
    ),
    "programme.leads.none": "No lead was proposed.",
    "programme.leads.said": (
        "One lead that may be printed was proposed.",
        "{n} leads that may be printed were proposed, in {sessions}.",
    ),
    "programme.leads.caption": "What becomes of the leads",
    "programme.leads.unanswered": "no answer yet",
    "programme.best": "First in each vote",
    "programme.best.none": "No vote may be printed.",
    "programme.best.said": (
        "One vote may be printed.",
        "{n} votes may be printed; a rank holds within its session only.",
    ),
    "programme.cited.none": "No contribution is cited.",
    "programme.cited.said": (
        "One contribution is cited in this notebook.",
        "{n} contributions are cited in this notebook. The number is that of the session's notebook.",
    ),
}
