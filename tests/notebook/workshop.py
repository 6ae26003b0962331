"""A workshop that feeds every section there is. Fabricated."""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine.script import (
    Agreement,
    Choice,
    FreeText,
    Gate,
    Grade,
    GradedBallot,
    Keywords,
    Option,
    OwnProbe,
    Parameter,
    Phase,
    Pool,
    PreparedIdea,
    Proposals,
    Question,
    Script,
    Step,
    StepKind,
    Threshold,
)

_GRADES = ("À rejeter", "Insuffisant", "Passable", "Assez bien", "Bien", "Très bien", "Excellent")
_PROFILE = (
    ("elu", "Élu·e"),
    ("agent", "Agent·e public·que"),
    ("association", "Association"),
    ("entreprise", "Entreprise ou commerce"),
    ("habitant", "Habitant·e"),
    ("collectif", "Collectif citoyen"),
    ("benevole", "Bénévole"),
    ("autre", "Autre"),
)


def options(*pairs: tuple[str, str]) -> tuple[Option, ...]:
    return tuple(Option(code, label) for code, label in pairs)


def a_script(*, steps: Sequence[Step] | None = None) -> Script:
    """A workshop that feeds every section there is."""
    prepared = (
        PreparedIdea(
            "RH1", "Les cantines publiques cuisinent surtout des produits cultivés à moins de quatre-vingts kilomètres."
        ),
        PreparedIdea("RH2", "Chaque quartier a un lieu pour réparer, prêter et fabriquer des objets."),
        PreparedIdea("RH3", "Les entreprises d'ici se fournissent d'abord entre elles."),
    )
    return Script(
        id="essai",
        title="Réancrer : produire, réparer, acheter plus près",
        language="fr",
        hash="ab" * 32,
        steps=tuple(steps) if steps is not None else _steps(),
        phases=(
            Phase("A", "Tour de présentation"),
            Phase("B", "Introduction"),
            Phase("C", "Approfondissements"),
            Phase("D", "Débat, puis suites"),
        ),
        pools=(Pool("horizons", prepared, "RG"),),
        parameters=(
            Parameter("agence"),
            Parameter("territoire"),
            Parameter("annee_horizon", default="2036"),
            Parameter("non_negociable"),
            Parameter("duree_conservation"),
            Parameter("date_validation"),
            Parameter("enseignement_1"),
            Parameter("enseignement_2"),
        ),
        purpose="Identifier, avec des acteurs locaux, des horizons souhaitables.",
        audience="6 à 12 personnes, au moins quatre profils.",
        block="ancrage territorial",
        announced_minutes=75,
    )


def _steps() -> tuple[Step, ...]:
    return (
        Step(
            "accueil",
            StepKind.WELCOME,
            "Bienvenue",
            "A",
            2,
            (
                Question(
                    "accueil",
                    "On commence ?",
                    Threshold(Option("commence", "Je commence"), Option("question", "J'ai une question")),
                ),
            ),
            intro=(
                "Bonjour. Cet atelier est organisé par {{ agence }}.",
                "Ce qui ne se discute pas : {{ non_negociable }}.",
            ),
            always=True,
        ),
        Step(
            "consentement",
            StepKind.CONSENT,
            "Ce que deviennent vos réponses",
            "A",
            2,
            (
                Question(
                    "consentement",
                    "Acceptez-vous de participer ?",
                    Agreement(Option("oui", "J'accepte"), Option("non", "Je n'accepte pas")),
                ),
                Question(
                    "consentement.citation",
                    "Une phrase de vous peut-elle être citée ?",
                    Choice(options(("yes", "Oui"), ("ask", "Me demander d'abord"), ("no", "Non"))),
                ),
            ),
            always=True,
        ),
        Step(
            "profil",
            StepKind.PROFILE,
            "Qui parle ?",
            "A",
            2,
            (
                Question("profil", "Aujourd'hui, à quel titre parlez-vous surtout ?", Choice(options(*_PROFILE))),
                Question("profil.autre", "Lequel ?", FreeText(), when="profil == 'autre'"),
                Question(
                    "profil.lieu",
                    "Où vivez-vous ou travaillez-vous le plus souvent ?",
                    Choice(options(("ville", "Centre-ville"), ("bourg", "Bourg"), ("village", "Village"))),
                ),
            ),
            always=True,
        ),
        Step(
            "trois_mots",
            StepKind.KEYWORDS,
            "Trois mots-clés",
            "B",
            3,
            (
                Question("trois_mots", "Quels sont vos trois mots pour parler de la relocalisation ici ?", Keywords()),
                Question(
                    "trois_mots.explication", "Choisissez un de vos mots. Que met-il derrière, pour vous ?", FreeText()
                ),
            ),
        ),
        Step(
            "vecu",
            StepKind.OPEN_QUESTION,
            "Le vécu",
            "C",
            6,
            (
                Question(
                    "vecu",
                    "Racontez un moment où acheter, produire ou réparer ici a été facile, ou difficile.",
                    FreeText(),
                    own_probes=(OwnProbe("concerne", "Qui était concerné, à part vous ?"),),
                ),
            ),
            rubrics=("vecu",),
        ),
        Step(
            "craintes",
            StepKind.OPEN_QUESTION,
            "Les craintes",
            "C",
            4,
            (
                Question(
                    "craintes",
                    "Si l'on relocalise davantage ici, qu'est-ce qui vous inquiéterait ?",
                    FreeText(options(("rien", "Rien ne m'inquiète"))),
                    own_probes=(OwnProbe("rassure", "Qu'est-ce qui vous rassure ?", "rien"),),
                ),
            ),
            rubrics=("craintes",),
            gate=Gate(),
        ),
        Step(
            "germes",
            StepKind.OPEN_QUESTION,
            "Ce qui est déjà là",
            "C",
            5,
            (
                Question(
                    "germes",
                    "Quelle initiative d'ici mériterait d'être mieux connue ?",
                    FreeText(options(("aucune", "Je n'en connais pas"))),
                ),
            ),
            rubrics=("analyses", "germes"),
        ),
        Step(
            "horizons",
            StepKind.IDEAS,
            "Les envies : vos horizons",
            "C",
            6,
            (
                Question(
                    "horizons",
                    "Nous sommes en {{ annee_horizon }} et cela s'est bien passé. Que voit-on ici ?",
                    Proposals("horizons"),
                ),
            ),
            rubrics=("envies",),
        ),
        Step(
            "vote",
            StepKind.MAJORITY_VOTE,
            "Vote sur les horizons",
            "C",
            6,
            (
                Question(
                    "vote",
                    "Tout bien considéré, pour {{ territoire }}, cet horizon serait…",
                    GradedBallot(
                        "horizons",
                        tuple(Grade(str(n), label) for n, label in enumerate(_GRADES)),
                        Grade("sans_avis", "Sans avis"),
                        ("Vous donnez une mention à chaque horizon.", "La mention de l'horizon est celle du milieu."),
                    ),
                ),
            ),
            gate=Gate(),
        ),
        Step(
            "cloture",
            StepKind.CLOSING,
            "Le mot de la fin",
            "D",
            3,
            (
                Question(
                    "cloture", "Tout bien considéré, qu'est-ce qui compte le plus pour vous dans ce sujet ?", FreeText()
                ),
                Question("cloture.oubli", "Qu'avons-nous oublié ?", FreeText(options(("rien", "Rien à ajouter")))),
                Question(
                    "cloture.meteo",
                    "Comment avez-vous vécu cet atelier ?",
                    Choice(options(("tb", "Très bien"), ("b", "Bien"), ("m", "Moyen"), ("mal", "Mal"))),
                ),
            ),
            gate=Gate(),
        ),
    )
