"""What each key of a script says, in one or two sentences, for the hover help of editors: French, then English.

A key is found by its path, or by the end of it: `gate.at_most` is a gate's, `at_most` anything else's. Here too: the
words that a key is chosen from where a reader takes any text and a check refuses most. Not here: which keys there are
(`survey`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from bot.engine.probes import COMMON


class Help(NamedTuple):
    """The same in both languages."""

    fr: str
    en: str


CHOICES: Final[Mapping[str, tuple[str, ...]]] = {"probes": tuple(COMMON), "format": ("1",)}
"""Key → the words it is chosen from."""

KINDS: Final[Mapping[str, Help]] = {
    "welcome": Help(
        "Accueil : qui parle, de quoi, pour combien de temps. Un bouton pour commencer, un pour poser une question.",
        "Welcome: who speaks, what about, for how long. One button to begin, another to ask a question.",
    ),
    "consent": Help(
        "Consentement : rien d'autre n'est demandé avant, et un refus ne laisse qu'un nombre.",
        "Consent: nothing else is asked before, and a refusal leaves nothing but a count.",
    ),
    "profile": Help(
        "Profil : à quel titre la personne parle, en un clic. Le cahier signe les citations de ce profil.",
        "Profile: in what capacity the person speaks, in one tap. The notebook signs quotations with it.",
    ),
    "keywords": Help("Mots-clés : quelques mots.", "Keywords: a few words."),
    "open_question": Help(
        "Question ouverte : un texte, en un ou plusieurs messages.",
        "Open question: a text, in one or several messages.",
    ),
    "choice": Help("Choix : un bouton, ou plusieurs.", "Choice: one button, or several."),
    "scale": Help("Échelle : des points numérotés.", "Scale: numbered points."),
    "ideas": Help(
        "Collecte d'idées : une par message, gardées dans un réservoir jusqu'au vote.",
        "Collection of ideas: one a message, kept in a pool until the vote.",
    ),
    "share": Help(
        "Lire, comprendre, réunir : la liste anonyme des idées, les demandes de précision, les fusions, le soutien.",
        "Read, understand, merge: the anonymous list of ideas, requests for precision, merges, support.",
    ),
    "majority_vote": Help(
        "Vote au jugement majoritaire : une mention pour chaque proposition. Le rendez-vous suivant le clôt.",
        "Majority judgement: a grade for each proposal. The next gate closes it.",
    ),
    "approval_vote": Help(
        "Vote par approbation : chacun·e choisit tout ce qui lui convient. Le rendez-vous suivant le clôt.",
        "Approval vote: each person chooses whatever suits them. The next gate closes it.",
    ),
    "ranking_vote": Help(
        "Vote par classement : les propositions par ordre de préférence, comparées deux à deux.",
        "Ranking vote: the proposals in order of preference, compared two by two.",
    ),
    "statements": Help(
        "Phrases, une par une : d'accord, pas d'accord, je passe.",
        "Sentences, one at a time: agree, disagree, pass.",
    ),
    "debate": Help(
        "Débat mouvant : se placer, donner un argument, lire ceux des autres, se placer à nouveau.",
        "Moving debate: take a position, give one argument, read the others', take a position again.",
    ),
    "consequences": Help("Conséquences d'un horizon.", "Consequences of a horizon."),
    "card": Help(
        "Fiche : quelques champs qui font une seule réponse (piste, ressource, besoin, observation).",
        "Card: a few fields that make one record (lead, resource, need, observation).",
    ),
    "points": Help("Points à répartir entre des propositions.", "Points to share out between proposals."),
    "engagement": Help(
        "Engagement : ce que la personne peut apporter, et si elle veut être mise en relation.",
        "Engagement: what the person can bring, and whether to be put in touch.",
    ),
    "closing": Help("Mot de la fin ; jamais relancé.", "The last word; never probed."),
    "return": Help(
        "Retour : ce que chacun·e reçoit ensuite, et « vous reconnaissez-vous ? » une fois le cahier là.",
        "Return: what people receive afterwards, and “do you recognise yourself?” once the notebook is there.",
    ),
    "rounds": Help(
        "Boule de neige, 1-2-4-tous : des idées que l'on garde seul·e, à deux, à quatre, puis ensemble.",
        "Snowball, 1-2-4-all: ideas that one keeps alone, in twos, in fours, then all together.",
    ),
    "cross_reading": Help(
        "Lecture croisée : quelques contributions d'autres personnes, puis une question.",
        "Cross-reading: a few contributions of other people, then a question.",
    ),
    "extract": Help("Arpentage : un extrait à lire, puis une question.", "A short text to read, then a question."),
    "second_round": Help(
        "Second tour : le même vote une seconde fois, le premier gardé.",
        "Second round: the same vote again, the first kept.",
    ),
    "consent_round": Help("Tour d'objections sur une proposition.", "A round of objections to a proposal."),
    "team_card": Help("Fiche que l'équipe remplit.", "A card that the team fills in."),
    "matching": Help(
        "Appariement de besoins et de ressources, proposé par l'équipe, avec l'accord des deux.",
        "Needs matched with resources, proposed by the team, with the consent of both.",
    ),
}
"""Kind of step → what it does."""

_ID: Final = Help(
    "Un mot, stable : les réponses y sont rangées, les séances se comparent par lui. Minuscules, chiffres et _ : 20.",
    "A stable word: answers are filed under it, sessions compare by it. Lower case letters, digits and _, 20 at most.",
)

KEYS: Final[Mapping[str, Help]] = {
    # -- the head
    "script.format": Help("La version de ce langage : 1.", "The version of this language: 1."),
    "script.id": Help(
        "L'identifiant de l'atelier ; le fichier porte le même nom.",
        "The workshop's identifier; the file has the same name.",
    ),
    "script.title": Help("Le titre, tel qu'on le lit.", "The title, as people read it."),
    "script.language": Help("La langue des textes : fr ou en.", "The language of the texts: fr or en."),
    "script.version": Help("Votre numéro de version, libre.", "Your own version number."),
    "script.purpose": Help("Le but, pour qui lance l'atelier.", "The purpose, for whoever launches the workshop."),
    "script.audience": Help("Qui inviter, et combien de personnes.", "Whom to invite, and how many."),
    "script.block": Help("Le bloc d'idées de l'atelier.", "The theme the workshop belongs to."),
    "script.preparation": Help("Ce qui doit être prêt avant.", "What must be ready beforehand."),
    "script.announced_minutes": Help(
        "La durée annoncée aux participant·e·s, en minutes.", "The duration that participants are told, in minutes."
    ),
    "script.allow": Help(
        "Les avertissements de `check` à taire, avec la raison.",
        "The warnings of `check` to silence, each with a reason.",
    ),
    "allow": Help(
        "Les avertissements de `check` à taire ici, avec la raison.",
        "The warnings of `check` to silence here, each with a reason.",
    ),
    "allow.*": Help("La raison, en une phrase.", "The reason, in a sentence."),
    "script.parameters": Help(
        "Ce que l'animation renseigne au lancement ; les textes s'en servent : {{ nom }}.",
        "What facilitators fill in at launch; texts use it: {{ name }}.",
    ),
    "parameters.*": Help("Un paramètre, par son nom.", "A parameter, by its name."),
    "parameters.*.type": Help("text, integer (nombre entier), date…", "text, integer, date…"),
    "parameters.*.default": Help(
        "La valeur si l'on n'en donne pas ; sans elle, le paramètre est obligatoire.",
        "The value if none is given; without it the parameter is required.",
    ),
    "parameters.*.later": Help(
        "Si l'animation peut le donner pendant la séance (non par défaut).",
        "Whether facilitators may give it while the session runs (no by default).",
    ),
    "parameters.*.help": Help("Ce qu'il faut écrire, avec un exemple.", "What to write, with an example."),
    "script.phases": Help("Les phases, `code: titre` : A, B, C…", "The phases, `code: title`: A, B, C…"),
    "phases.*": Help("Le titre de la phase.", "The phase's title."),
    "script.pools": Help("Les réservoirs où les idées attendent le vote.", "The pools where ideas wait for the vote."),
    "pools.*": Help("Un réservoir, par son identifiant.", "A pool, by its id."),
    "group_prefix": Help(
        "Comment numéroter les idées du groupe : RG donne RG1, RG2…",
        "How the group's ideas are numbered: RG gives RG1, RG2…",
    ),
    "most_from_group": Help(
        "Combien d'idées du groupe vont au vote, au plus.", "How many of the group's ideas go to the vote at most."
    ),
    "prepared": Help(
        "Les propositions préparées, `code: phrase`. Le code reste le même partout, pour comparer les votes.",
        "The prepared proposals, `code: sentence`. The code stays the same everywhere, so that votes compare.",
    ),
    "prepared.*": Help(
        "Une phrase, au présent, une seule situation observable.",
        "One sentence, in the present, one observable situation.",
    ),
    "script.asynchronous": Help(
        "Comment l'atelier se joue sur plusieurs jours. Facultatif : il suffit que les étapes aient un `day`.",
        "How the workshop runs over several days. Optional: it is enough that steps have a `day`.",
    ),
    "asynchronous.days": Help(
        "Le nombre de jours pour lequel les `day` sont écrits.", "The number of days that each `day` is written for."
    ),
    "asynchronous.lengths": Help(
        "Les durées, en jours, que l'animation peut choisir.", "The lengths, in days, that facilitators may choose."
    ),
    "asynchronous.hours": Help(
        'Les heures auxquelles chacun·e peut choisir de recevoir son message, `code: "08:00"`.',
        'The hours at which people may choose to be written to, `code: "08:00"`.',
    ),
    "asynchronous.hours.*": Help('Une heure : "08:00".', 'A time of the day: "08:00".'),
    "asynchronous.closes": Help('L\'heure où un jour se ferme : "20:00".', 'The hour at which a day closes: "20:00".'),
    "asynchronous.quorum": Help(
        "La part du groupe qui suffit pour avancer avant l'heure : 60 %.",
        "The share of the group that is enough to go on before the hour: 60 %.",
    ),
    "script.steps": Help(
        "Les étapes, dans l'ordre. Chacune commence par un tiret et sa sorte.",
        "The steps, in order. Each begins with a dash and its kind.",
    ),
    # -- every step
    "id": _ID,
    "title": Help("Le titre de l'étape, tel qu'on le lit.", "The step's title, as people read it."),
    "phase": Help("Le code d'une phase.", "The code of a phase."),
    "minutes": Help("La durée prévue en direct, en minutes.", "The planned time when run live, in minutes."),
    "day": Help(
        "Le jour de l'étape en différé ; ou un jour par durée, {3: 1, 5: 2, 7: 2}.",
        "The step's day when run over several; or one for each length, {3: 1, 5: 2, 7: 2}.",
    ),
    "day.*": Help("Le jour, dans la version de cette durée.", "The day, in the version of that length."),
    "intro": Help(
        "Ce qui est dit avant la question : un paragraphe par ligne.",
        "What is said before the question: one paragraph a line.",
    ),
    "ask": Help(
        "La question, 140 caractères au plus, une seule idée. {{ nom }} montre un paramètre.",
        "The question, 140 characters at most, one idea. {{ name }} shows a parameter.",
    ),
    "hint": Help("Une aide, sous la question.", "A hint, under the question."),
    "buttons": Help(
        "Les réponses en un clic, `code: Texte montré`. Le texte peut changer ; le code reste.",
        "Answers in one tap, `code: Label shown`. The label may change; the code stays.",
    ),
    "may_pass": Help(
        "Si l'on peut passer la question (oui par défaut).", "Whether the question may be skipped (yes by default)."
    ),
    "when": Help(
        "À qui la question est posée, selon ses réponses : profil == 'autre', equilibre >= 4, answered('vecu').",
        "Who is asked, by their answers: profil == 'autre', equilibre >= 4, answered('vecu').",
    ),
    "probes": Help("Les relances communes permises ici.", "The common probes allowed here."),
    "own_probes": Help(
        "Les relances propres à l'étape, `code: question`, envoyées par l'animation.",
        "The step's own probes, `code: question`, sent by facilitators.",
    ),
    "own_probes.*": Help(
        "La question ; ou {after: code d'un bouton, ask: question} pour qu'elle suive ce bouton ; ou {by_itself: oui, "
        "ask: question} pour qu'elle suive chaque réponse écrite.",
        "The question; or {after: code of a button, ask: question} to follow that button; or {by_itself: yes, ask: "
        "question} to follow every answer in words.",
    ),
    "own_probes.*.after": Help("Le code du bouton qu'elle suit.", "The code of the button it follows."),
    "own_probes.*.by_itself": Help(
        "Le bot la pose à chaque réponse écrite, sans attendre l'animation.",
        "The bot asks it after every answer in words, without waiting for a facilitator.",
    ),
    "then": Help("Les questions qui suivent, dans la même étape.", "The questions that follow, in the same step."),
    "free_text": Help(
        "Si l'on peut aussi écrire, quand il y a des boutons.", "Whether people may write too, when there are buttons."
    ),
    "several_messages": Help(
        "Si la réponse peut venir en plusieurs messages.", "Whether the answer may come in several messages."
    ),
    "gate": Help(
        "Un rendez-vous : le groupe s'attend avant cette étape.",
        "A gate: the group waits for each other before this step.",
    ),
    "gate.quorum": Help(
        "La part du groupe attendue : everyone, none, 2/3, 60 %.",
        "The share of the group that is waited for: everyone, none, 2/3, 60 %.",
    ),
    "gate.not_before": Help(
        "Pas avant tant de minutes depuis le rendez-vous précédent.",
        "Not before so many minutes since the gate before.",
    ),
    "gate.at_most": Help("S'ouvre de toute façon après tant de minutes.", "Opens in any case after so many minutes."),
    "gate.by_hand": Help(
        "Si l'animation peut l'ouvrir plus tôt (oui par défaut).", "Whether facilitators may open it (yes by default)."
    ),
    "gate.at_most_hours": Help("En différé : après tant d'heures.", "Over several days: after so many hours."),
    "gate.closes": Help(
        'En différé : l\'heure du jour de l\'étape, "12:00" ; ou une par longueur, {3: "11:00", 5: "12:00"}.',
        'Over several days: the hour on the step\'s day, "12:00"; or one a length, {3: "11:00", 5: "12:00"}.',
    ),
    "gate.closes.*": Help("L'heure, dans la version de tant de jours.", "The hour, in the version of that many days."),
    "visibility": Help(
        "Qui d'autre le voit pendant la séance. private : personne ; anonymous : le groupe, sans nom, au rendez-vous "
        "suivant ; at_close : à la clôture du vote.",
        "Who else sees it during the session. private: nobody; anonymous: the group, without names, at the next gate; "
        "at_close: when the vote closes.",
    ),
    "rubrics": Help("Où cela va dans le cahier.", "Where it goes in the notebook."),
    "data": Help("Ce qui est recueilli, dit simplement.", "What is collected, in plain words."),
    "note": Help("Pour l'animation : à quoi faire attention.", "For facilitators: what to watch for."),
    "rule": Help("La règle de l'étape.", "The step's rule."),
    "catch_up": Help(
        "Si qui l'a manquée peut encore y répondre, jusqu'au vote (oui par défaut).",
        "Whether who missed it may still answer, until the vote (yes by default).",
    ),
    # -- kinds
    "enter": Help("Le bouton pour commencer, `code: Texte`.", "The button to begin, `code: Label`."),
    "minimum_age": Help(
        "La question de l'âge, avant le consentement : `ask`, `accept`, `decline`. Un refus ne laisse qu'un compte.",
        "The question of age, asked before the consent: `ask`, `accept`, `decline`. A refusal leaves a count only.",
    ),
    "question": Help(
        "Le bouton pour poser une question à l'animation.", "The button to ask the facilitators a question."
    ),
    "accept": Help("Le bouton de l'accord.", "The button that accepts."),
    "decline": Help("Le bouton du refus.", "The button that declines."),
    "at_most": Help("Combien, au plus.", "How many at most."),
    "max_length": Help("La longueur d'une idée, en caractères.", "The length of an idea, in characters."),
    "pool": Help("Le réservoir dont il s'agit.", "The pool in question."),
    "grades": Help("Les mentions, de la meilleure à la pire, `code: Texte`.", "The grades, best first, `code: Label`."),
    "no_opinion": Help("« Sans avis » : montré, jamais compté.", "“No opinion”: shown, never counted."),
    "explanation": Help("La règle du vote, en quelques phrases.", "The rule of the vote, in a few sentences."),
    "method": Help(
        "Comment les classements sont comptés : schulze (par défaut) ou ranked_pairs ; Borda est montré à côté.",
        "How rankings are counted: schulze (by default) or ranked_pairs; Borda is shown beside.",
    ),
    "agree": Help("« D'accord », `code: Texte`.", "“I agree”, `code: Label`."),
    "disagree": Help("« Pas d'accord », `code: Texte`.", "“I disagree”, `code: Label`."),
    "favourable_from": Help(
        "La dernière mention favorable, par son code.", "The lowest favourable grade, by its code."
    ),
    "reserved_upto": Help(
        "La meilleure mention défavorable, par son code.", "The best unfavourable grade, by its code."
    ),
    "reserve": Help(
        "Après la clôture, ce qui est demandé à qui a mal noté un horizon bien placé.",
        "After the close, what is asked of who graded low a horizon that came out well.",
    ),
    "points": Help(
        "Les points de l'échelle, `nombre: Texte`, du plus petit au plus grand.",
        "The points of the scale, `number: Label`, rising.",
    ),
    "alone": Help(
        "Le code d'un bouton qui ne se combine avec aucun autre.", "The code of a button that goes with no other."
    ),
    "expected": Help(
        "Les codes des profils sans lesquels il manque quelqu'un : le tableau de bord le dit à l'animation.",
        "The codes of the profiles without which somebody is missing: the cockpit tells facilitators.",
    ),
    "hierarchy": Help(
        "Deux codes de profils dont l'un peut dépendre de l'autre : l'animation est prévenue quand les deux sont là.",
        "Two codes of profiles of which one may answer to the other: the cockpit warns when both are there.",
    ),
    "none": Help("Le bouton « aucun », `code: Texte`.", "The “none” button, `code: Label`."),
    "precision": Help(
        "La question à l'auteur·rice quand on demande une précision ; {{ idee }} est son idée.",
        "What the author is asked when a precision is requested; {{ idee }} is the idea.",
    ),
    "merge": Help(
        "La question aux auteur·rice·s quand une fusion est proposée ; {{ formulation }} est la phrase.",
        "What authors are asked when a merge is proposed; {{ formulation }} is the wording.",
    ),
    "merge_buttons": Help("Les réponses à une fusion : oui, non, autre.", "The answers to a merge: oui, non, autre."),
    "support": Help(
        "Le tour de soutien, s'il reste trop d'idées pour le vote.", "The round of support, if too many ideas remain."
    ),
    "fallback": Help(
        "La phrase débattue si aucun horizon ne partage le groupe.",
        "The statement debated if no horizon divides the group.",
    ),
    "positions": Help(
        "Les positions : pour, contre, dans le doute, dans cet ordre.",
        "The positions: for, against, in doubt, in that order.",
    ),
    "argument": Help("La demande d'un argument.", "The request for one argument."),
    "reading": Help("La seconde moitié : lire, se placer à nouveau.", "The second half: read, take a position again."),
    "striking": Help(
        "La question sur l'argument qui a fait réfléchir.", "The question about the argument that made one think."
    ),
    "record": Help("Ce que la fiche décrit, pour le cahier.", "What the card describes, for the notebook."),
    "choose": Help("Ce à quoi la fiche se rapporte, choisi d'abord.", "What the card is about, chosen first."),
    "choose.from": Help("L'identifiant d'un vote.", "The id of a vote."),
    "choose.first": Help("Combien des premiers sont proposés.", "How many of the first are offered."),
    "another": Help(
        "La question pour une fiche de plus (avec `at_most`).", "The question for one more card (with `at_most`)."
    ),
    "budget": Help("Combien de points en tout.", "How many points in all."),
    "cap": Help("Combien de points au plus sur une proposition.", "How many points at most on one proposal."),
    "introductions": Help(
        "La suite (`then`) qui dit si, et comment, être mis·e en relation.",
        "The follow-up (`then`) that says whether, and how, to be put in touch.",
    ),
    "proposal": Help("La proposition, telle que le groupe la lit.", "The proposal, as the group reads it."),
    "clarify": Help(
        "La demande de précision, posée avant l'objection (facultatif).",
        "Whether anything needs to be made clear, asked before the objection (optional).",
    ),
    "objection": Help("La demande de l'objection, à qui en a une.", "What those who object are asked."),
    "lifted": Help(
        "La suite : l'amélioration (un paramètre `later`), et si l'objection est levée.",
        "What follows: the amendment (a `later` parameter), and whether the objection is lifted.",
    ),
    "arguments": Help(
        "Un débat mouvant, par son identifiant : un argument de chaque côté est montré au second tour.",
        "A moving debate, by its id: one argument of each side is shown in the second round.",
    ),
    "of": Help("L'identifiant de l'étape dont il s'agit.", "The id of the step in question."),
    "session": Help(
        "Un paramètre de type session : ses contributions sont lues à la place de celles d'ici.",
        "A parameter of type session: its contributions are read instead of this one's.",
    ),
    "each": Help("Combien chaque personne en lit.", "How many each person reads."),
    "extracts": Help(
        "Les extraits à lire, 800 caractères au plus chacun.", "The texts to read, 800 characters at most each."
    ),
    "pictures": Help(
        "Des images à choisir, par leur code : `banc` est `<atelier>.images/banc.png`, ou un dessin livré.",
        "Pictures to choose from, by code: `banc` is `<workshop>.images/banc.png`, or a drawing that is shipped.",
    ),
    "pictures.*": Help("Une image : `label` et `description`.", "A picture: `label` and `description`."),
    "pictures.*.label": Help(
        "Son nom, en un ou deux mots : c'est le bouton.", "Its name, in a word or two: the button."
    ),
    "pictures.*.description": Help(
        "Ce que l'on y voit, pour qui ne la voit pas.", "What is in it, for whoever does not see it."
    ),
    "rounds.alone": Help(
        "Ce que chacun·e apporte : choose, une de ses idées de la collecte ; write, une idée écrite ici.",
        "What each person brings: choose, an idea of theirs from the pool; write, an idea written here.",
    ),
    "pairs": Help(
        "À deux, de profils différents : quelles idées garder.", "In twos, of different profiles: which ideas to keep."
    ),
    "fours": Help("À quatre : deux binômes se rejoignent.", "In fours: two pairs join."),
    "together": Help(
        "Tout le groupe lit ce qui reste, puis répond à une question.",
        "The whole group reads what is left, then answers a question.",
    ),
    "needs": Help("L'étape des besoins.", "The step with the needs."),
    "resources": Help("L'étape des ressources.", "The step with the resources."),
    "same": Help(
        "Les champs qui doivent concorder : des suites (`then`) des deux fiches, ou ask pour le champ principal.",
        "The fields that must agree: follow-ups (`then`) of both cards, or ask for the main one.",
    ),
}
"""Path or end of a path → what the key says."""


def help_for(path: tuple[str, ...]) -> Help | None:
    """The words for the longest end of the path that has some; items of lists and their list are one."""
    named = [part for part in path if part != "[]"]
    return next((KEYS[key] for key in (".".join(named[at:]) for at in range(len(named))) if key in KEYS), None)
