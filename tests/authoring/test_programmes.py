"""Each row of the three programmes' tables can be found again in a shipped workshop.

The tables are shorter than the flagships' storyboards: some questions are given word for word (`asks`), some by what
they are about (`about`), some sentences are to be shown (`shows`). Below, each row is cut into those, and nothing may
be left over.
"""

import re
from typing import Any, NamedTuple

import pytest

from bot.engine.script import FreeText, GradedBallot, Moment, Question, Script, StepKind, Visibility
from tests.authoring.shipped_texts import labels, normal, said, storyboard, workshop, written

PROGRAMMES = {programme["id"]: programme for programme in storyboard("programmes")["programmes"]}
ROWS = [pytest.param(programme, row, id=row["id"]) for programme, one in PROGRAMMES.items() for row in one["steps"]]


class Piece(NamedTuple):
    """Some words of a row, and where a workshop says them: a question's key, or a step and the words it shows."""

    words: str
    place: str
    asked: bool = False
    shown: str = ""


def asks(words: str, key: str) -> Piece:
    """A question, word for word, with the buttons that follow it in the row."""
    return Piece(words, key, asked=True)


def about(words: str, key: str) -> Piece:
    """What a question is about: the table leaves its words to us."""
    return Piece(words, key)


def shows(words: str, step: str, shown: str) -> Piece:
    """Something that the step tells people, in these words."""
    return Piece(words, step, shown=shown)


CUT = {
    "ME01": [
        shows("Texte de consentement individuel.", "consentement", "Vous répondez seul·e."),
        shows("Durée", "accueil", "L'entretien dure de 35 à 45 minutes"),
        shows("usage", "consentement", "Vos réponses servent à la mission d'écoute"),
        shows("droit de retrait.", "consentement", "relire, corriger ou retirer vos réponses"),
        about("Réutilisation des réponses pour les focus groups demandée à part.", "consentement.reemploi"),
    ],
    "ME02": [
        asks("À quel titre parlez-vous ?", "profil"),
        about("Structure", "profil.structure"),
        shows("(type, pas le nom)", "profil", "Le type, pas le nom."),
        about("Secteur", "profil.secteur"),
        about("Échelle d'action", "profil.echelle"),
        asks("Depuis combien de temps ?", "profil.anciennete"),
    ],
    "ME03": [asks("Quels sont vos trois mots pour décrire votre action dans cette période ?", "trois_mots")],
    "ME04": [asks("Racontez comment votre activité a changé depuis {evenement}.", "vecu")],
    "ME05": [asks("Qu'avez-vous réussi à faire que vous ne pensiez pas possible ?", "reussites")],
    "ME06": [asks("Qu'est-ce qui vous a manqué ?", "manques")],
    "ME07": [
        asks("Dans ce que vous avez vécu, les acteurs publics ont surtout…", "posture"),
        asks("Racontez un exemple, sans nommer de personne.", "posture.exemple"),
    ],
    "ME08": [asks("Avec qui avez-vous travaillé pour la première fois ?", "rencontres")],
    "ME09": [asks("Qu'est-ce qui vous inquiète pour la suite ?", "craintes")],
    "ME10": [asks("Qu'est-ce que vous aimeriez voir durer ou grandir ?", "envies")],
    "ME11": [asks("Comment expliquez-vous ce qui s'est passé ?", "analyses")],
    "ME12": [
        asks("Que proposez-vous, par et pour les acteurs d'ici ?", "pistes"),
        about("outil", "pistes.outil"),
        about("processus", "pistes.processus"),
        about("qui", "pistes.acteurs"),
    ],
    "ME13": [asks("De quoi avez-vous surtout parlé ?", "bloc")],
    "ME14": [
        asks("Qui d'autre faudrait-il écouter ?", "cloture.ecouter"),
        asks("Souhaitez-vous rejoindre un focus group ?", "cloture.focus_group"),
    ],
    "LP01": [
        shows("Usage des réponses.", "consentement", "Vos réponses servent à relier des besoins et des ressources"),
        shows(
            "Un besoin se décrit sans nommer la personne aidée.",
            "consentement",
            "Un besoin se décrit sans nommer la personne aidée.",
        ),
        shows(
            "Aucune liste de bénéficiaires n'est demandée ni acceptée.",
            "consentement",
            "Aucune liste de bénéficiaires n'est demandée ni acceptée.",
        ),
    ],
    "LP02": [
        asks("À quel titre ?", "profil"),
        asks("Sur quel secteur agissez-vous ?", "profil.secteur"),
        asks("Êtes-vous surtout là pour…", "profil.intention"),
    ],
    "LP03": [asks("Qu'est-ce qui fonctionne bien près de chez vous, et que l'on connaît mal ?", "atouts")],
    "LP04": [
        asks("Que pouvez-vous mettre à disposition ?", "ressources"),
        asks("Combien ?", "ressources.combien"),
        asks("Où ?", "ressources.secteur"),
        asks("Jusqu'à quand ?", "ressources.jusqua"),
    ],
    "LP05": [
        asks("Quel besoin voyez-vous ?", "besoins"),
        asks("Pour quel public, sans nommer personne ?", "besoins.public"),
        asks("Combien de foyers environ ?", "besoins.foyers"),
        asks("Où ?", "besoins.secteur"),
        asks("Pour quand ?", "besoins.delai"),
    ],
    "LP06": [asks("D'où vient ce chiffre ?", "besoins.source")],
    "LP07": [
        about("(Équipe) Propositions de rapprochement : même type, même secteur, dates compatibles.", "appariement"),
        about("À chaque partie :", "appariement"),
        asks("Voulez-vous être mis·e en relation ?", "appariement"),
    ],
    "LP08": [
        shows("Où en êtes-vous des cinq C ?", "cinq_c", "Où en êtes-vous des cinq C ?"),
        shows(
            "Coopération · Créativité · Confiance · Convivialité", "cinq_c", "Coopération · Créativité · Confiance ·"
        ),
        about("Culot :", "cinq_c.culot"),
    ],
    "LP09": [asks("Qu'est-ce qui a rendu cela possible ?", "leviers")],
    "LP10": [asks("Qu'est-ce qui a ralenti ou bloqué ?", "freins")],
    "LP11": [
        asks("En {annee_horizon}, la métropole est inclusive : que voit-on ?", "horizons"),
        about("puis vote au jugement majoritaire", "vote"),
    ],
    "LP12": [
        shows("(Équipe) Une page pour la hiérarchie :", "note_alerte", "Une page pour la hiérarchie"),
        about("ce qui se passe", "note_alerte"),
        about("combien (avec la source)", "note_alerte.combien"),
        about("ce qui est fait", "note_alerte.fait"),
        about("la décision demandée", "note_alerte.decision"),
        about("la date limite.", "note_alerte.date_limite"),
    ],
    "LP13": [
        shows(
            "Ce que la communauté a permis cette semaine : besoins couverts / en cours / sans réponse.",
            "retour",
            "Ce que la communauté a permis cette semaine : besoins couverts / en cours / sans réponse.",
        ),
    ],
    "RP01": [
        about("Consentement de l'enquêteur·rice ;", "consentement"),
        shows("rappel : pas de nom d'usager·ère", "consentement", "N'écrivez aucun nom d'usager·ère"),
        shows("pas d'extraction de fichier.", "consentement", "Ne copiez rien d'un fichier"),
    ],
    "RP02": [
        about("Collectivité", "profil.collectivite"),
        about("type", "profil"),
        about("fonction", "profil.fonction"),
        about("terrain ou phénomène suivi", "profil.terrain"),
        about("(liste paramétrable, 13 par défaut)", "profil.terrain"),
    ],
    "RP03": [asks("Quel objet organisationnel ?", "pratique.objet")],
    "RP04": [asks("Décrivez une pratique nouvelle, telle que vous l'avez vue.", "pratique")],
    "RP05": [asks("Comment faisait-on avant ?", "pratique.avant")],
    "RP06": [
        asks("Qui l'a lancée ?", "pratique.lancee_par"),
        asks("Avec quelle autorisation ?", "pratique.autorisation"),
    ],
    "RP07": [asks("Qu'a-t-elle changé pour les personnes concernées ?", "pratique.effets")],
    "RP08": [
        asks("Cette pratique réutilise-t-elle des données sur des personnes ?", "pratique.donnees"),
        about("Si oui : prévue pour cela ?", "pratique.prevue"),
        about("personnes informées ?", "pratique.informees"),
        about("durée ?", "pratique.duree"),
    ],
    "RP09": [
        asks("Qui porte le risque ?", "pratique.risque"),
        asks("Les partenaires associatifs sont-ils renforcés, remplacés ou fragilisés ?", "pratique.partenaires"),
    ],
    "RP10": [asks("Où en est-elle ?", "pratique.maturite")],
    "RP11": [
        shows(
            "(Collectif) Lire trois fiches d'autres territoires :",
            "lecture",
            "Voici trois fiches d'autres territoires.",
        ),
        asks("Que reconnaissez-vous ?", "lecture"),
        asks("Que feriez-vous autrement ?", "lecture.autrement"),
    ],
    "RP12": [
        asks(
            "Tout bien considéré, pour une action publique plus résiliente, faire grandir cette pratique serait…",
            "vote",
        ),
        about("(7 mentions + sans avis)", "vote"),
    ],
    "RP13": [
        asks("De quoi ce germe a-t-il besoin ?", "pistes"),
        about("outil", "pistes.outil"),
        about("processus", "pistes.processus"),
        about("qui", "pistes.acteurs"),
    ],
    "RP14": [
        shows(
            "Carnet de pratiques provisoire, relu par chaque enquêteur·rice.",
            "retour",
            "le carnet de pratiques provisoire, relu par chaque enquêteur·rice.",
        ),
    ],
}

# What a row feeds, where the workshop says it in other words: under `rubrics`, `data` or `rule`.
FEEDS = {
    "bloc (proposé par la personne, confirmé par l'équipe)": "bloc (proposé par la personne, confirmé par l'équipe)",
    "interconnaissance (structure ou fonction, pas de nom)": "structures ou fonctions (pas de nom)",
    "fragilités (relance : cela existait-il avant, a été amplifié, ou est apparu ?)": "fragilités",
    "démarche appréciative (toujours avant les besoins)": "démarche appréciative, toujours posée avant les besoins",
    "fiabilité du chiffre": "source du chiffre",
    "mise en relation : proposée → acceptée des deux côtés → faite → confirmée utile": (
        "mise en relation : proposée, acceptée des deux côtés, faite, confirmée utile"
    ),
    "objet (1 principal, 1 secondaire)": "objet principal et secondaire",
    "observation (distincte de l'avis)": "l'observation est distincte de l'avis",
    "avant": "avant, initiative",
    "auto-saisine": "initiative et autorisation",
    "égalité d'accès au service": "effets",
    "éthique des données (ouvre une alerte dans le carnet)": "ouvre une alerte dans le carnet",
    "responsabilité": "risque",
    "soutenabilité des partenaires": "partenaires",
    "croisement": "ce que l'on reconnaît",
    "retour": "corrections",
}

KINDS = {
    "accueil": StepKind.WELCOME,
    "consentement": StepKind.CONSENT,
    "profil": StepKind.PROFILE,
    "trois_mots": StepKind.KEYWORDS,
    "ouverte": StepKind.OPEN_QUESTION,
    "choix": StepKind.CHOICE,
    "pistes": StepKind.CARD,
    "fiche_ressource": StepKind.CARD,
    "fiche_besoin": StepKind.CARD,
    "appariement": StepKind.MATCHING,
    "collecte": StepKind.IDEAS,
    "vote": StepKind.MAJORITY_VOTE,
    "note_alerte": StepKind.TEAM_CARD,
    "lecture_croisee": StepKind.CROSS_READING,
    "cloture": StepKind.CLOSING,
    "retour": StepKind.RETURN,
}
# Rows that are fields of a card: an observation stays whole, and a person files as many as they have seen.
FIELDS = {"LP06", "RP03", "RP04", "RP05", "RP06", "RP07", "RP08", "RP09", "RP10"}
# A choice and a text in one row are one step: the text follows the tap.
CHOICES = {"ME07", "ME13", "LP08"}

_BUTTONS = re.compile(r"((?: ?\[[^]]+\])+)")


def places(row: dict[str, Any]) -> set[str]:
    """The steps that say a row."""
    return {piece.place.partition(".")[0] for piece in CUT[row["id"]]}


def question(script: Script, key: str) -> Question:
    return next(one for _, one in script.walk() if one.key == key)


@pytest.mark.parametrize("programme", PROGRAMMES.values(), ids=lambda one: one["id"])
def test_the_head_of_each_programme_is_that_of_its_table(programme: dict[str, Any]) -> None:
    """A sponsor decides on these lines; the time announced is kept."""
    script = workshop(programme["id"])
    assert script.title == programme["titre"]
    assert script.purpose == programme["but"]
    assert script.audience == programme["public"]
    assert sum(step.minutes for step in script.steps) <= script.announced_minutes


@pytest.mark.parametrize(("programme", "row"), ROWS)
def test_each_row_is_cut_with_nothing_left_over(programme: str, row: dict[str, Any]) -> None:
    """Otherwise a question of the table could be forgotten by not being looked for."""
    rest = _BUTTONS.sub("", row["texte"])
    for piece in CUT[row["id"]]:
        assert piece.words in rest, programme
        rest = rest.replace(piece.words, "", 1)
    assert not rest.strip(" ·,.:«»()")


@pytest.mark.parametrize(("programme", "row"), ROWS)
def test_each_row_is_asked_or_shown(programme: str, row: dict[str, Any]) -> None:
    """Questions keep their words and their buttons, so that the answers of several sessions compare."""
    script = workshop(programme)
    for piece in CUT[row["id"]]:
        if piece.shown:
            parts = written(script)[piece.place]
            assert any(piece.shown in text for text in (parts[0].title, *said(parts))), piece.shown
            continue
        asked = question(script, piece.place)
        if piece.asked:
            assert asked.text == normal(piece.words)
        after = row["texte"].partition(piece.words)[2].lstrip(" »:")
        buttons = _BUTTONS.match(after)
        if buttons is not None:
            assert labels(asked) == re.findall(r"\[([^]]+)\]", buttons[0])


@pytest.mark.parametrize(("programme", "row"), ROWS)
def test_each_row_is_a_step_of_its_kind(programme: str, row: dict[str, Any]) -> None:
    """The kind says who is asked, when, and what the notebook makes of it."""
    kinds = {written(workshop(programme))[step][0].kind for step in places(row)}
    wanted = {KINDS[kind] for kind in row["type"].split(" + ") if kind in KINDS}
    if row["id"] in FIELDS:
        wanted = {StepKind.CARD}
    elif row["id"] in CHOICES:
        wanted = {StepKind.CHOICE}
    assert kinds <= wanted
    assert wanted <= {step.kind for step in workshop(programme).steps}


@pytest.mark.parametrize(("programme", "row"), ROWS)
def test_what_each_row_feeds_is_written_in_its_step(programme: str, row: dict[str, Any]) -> None:
    """A facilitator reads there what becomes of an answer."""
    steps = [written(workshop(programme))[step][0] for step in places(row)]
    kept = " ; ".join(text for step in steps for text in (*step.rubrics, step.data, step.rule)).casefold()
    for fed in row["alimente"].split(" · "):
        assert FEEDS.get(fed, fed).casefold() in kept


def test_the_thirteen_fields_of_the_inquiry_can_be_renamed_at_launch() -> None:
    """Each network follows its own; the codes stay, so that inquiries compare."""
    script = workshop("reflexes_publics")
    fields = [f"terrain_{number}" for number in range(1, 14)]
    assert labels(question(script, "profil.terrain")) == [f"{{{{ {name} }}}}" for name in fields]
    assert all(parameter.default for parameter in script.parameters if parameter.name in fields)


def test_an_interview_waits_for_nobody() -> None:
    """Each person is alone with the questions, and nobody reads the answers of another."""
    script = workshop("resonance_entretien")
    assert not script.gates()
    assert {step.visibility for step in script.steps} == {Visibility.PRIVATE}


def test_what_the_team_does_is_asked_of_no_participant() -> None:
    """An alert or a proposal to put people in touch is the team's word, not a question."""
    script = workshop("metropole_possibles")
    by_team = [step.id for step in script.steps if step.moment is Moment.BY_TEAM]
    assert by_team == ["appariement", "note_alerte", "bilan"]


def test_what_works_is_asked_before_what_is_missing() -> None:
    """Resources come first: people are more than what they lack."""
    script = workshop("metropole_possibles")
    assert script.position("atouts") < script.position("ressources") < script.position("besoins")


def test_the_practices_observed_are_what_is_voted_on() -> None:
    """No practice is prepared: the inquiry brings them all."""
    script = workshop("reflexes_publics")
    ballot, card = script.step("vote").ballot, question(script, "pratique").accepts
    assert isinstance(ballot, GradedBallot)
    assert isinstance(card, FreeText)
    assert ballot.pool == card.pool
    assert script.pool(ballot.pool).prepared == ()
