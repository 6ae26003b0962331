"""The rule of each way of voting, in four plain sentences: what people read when the author does not say it herself.

Here: the sentences, in French and English; majority judgement's name the author's grades.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from bot.engine.doublets import FRENCH, IN_FULL, doublets
from bot.engine.script import StepKind

RULES: Final[Mapping[StepKind, Mapping[str, tuple[str, ...]]]] = {
    # The round of support of a step that shares ideas.
    StepKind.SHARE: {
        "fr": (
            "Il reste plus de propositions que le vote ne peut en porter.",
            "Vous soutenez celles que vous voulez y voir : combien au plus est rappelé sous la liste.",
            "Les plus soutenues vont au vote ; celles qui sont ex æquo à la dernière place y vont aussi.",
            "Les autres figurent dans le cahier, et personne ne voit qui a soutenu quoi.",
        ),
        "en": (
            "More proposals remain than the vote has room for.",
            "You support those you want to see there: how many at most is said under the list.",
            "The most supported go to the vote; those tied for the last place go too.",
            "The others are in the notebook, and nobody sees who supported what.",
        ),
    },
    StepKind.SECOND_ROUND: {
        "fr": (
            "Vous retrouvez votre mention, et celles que le groupe a données.",
            "Vous gardez la vôtre, ou vous en changez.",
            "Ce tour est compté comme le premier, et le résultat du premier est gardé.",
            "On montre combien de personnes ont changé de mention, jamais lesquelles.",
        ),
        "en": (
            "You see your grade again, and those the group gave.",
            "You keep yours, or you change it.",
            "This round is counted like the first, and the first result is kept.",
            "The result shows how many people changed their grade, never who.",
        ),
    },
    StepKind.CONSENT_ROUND: {
        "fr": (
            "Une objection est un risque pour le projet ou pour quelqu'un ; ce n'est pas une préférence.",
            "Sans objection, la proposition est adoptée.",
            "S'il y en a, l'animation propose une amélioration, et demande à qui a objecté si elle répond.",
            "Une seule objection qui demeure suffit à ne pas adopter.",
        ),
        "en": (
            "An objection is a risk for the project or for somebody; it is not a preference.",
            "Without objections, the proposal is adopted.",
            "If there are some, the facilitators propose an amendment, and ask those who objected whether it answers.",
            "A single objection that stands is enough not to adopt.",
        ),
    },
    StepKind.POINTS: {
        "fr": (
            "Vous avez des points à placer un par un : le nombre est rappelé sous la liste.",
            "Vous pouvez en donner plusieurs à la même proposition, jusqu'au plafond indiqué.",
            "On additionne les points ; on montre aussi combien de personnes en ont donné.",
            "À nombre égal de points, les propositions sont ex æquo.",
        ),
        "en": (
            "You have points to place one by one: how many is said under the list.",
            "You may give several to the same proposal, up to the limit shown.",
            "Points are added up; how many people gave some is shown too.",
            "With equal points, proposals are tied.",
        ),
    },
    StepKind.APPROVAL_VOTE: {
        "fr": (
            "Vous choisissez toutes les propositions qui vous conviennent.",
            "Chaque proposition reçoit une voix par personne qui l'a choisie.",
            "Celle qui convient au plus de personnes arrive en tête.",
            "À nombre égal, les propositions sont ex æquo.",
        ),
        "en": (
            "You choose every proposal that suits you.",
            "Each proposal gets one vote from each person who chose it.",
            "The one that suits most people comes first.",
            "With equal numbers, proposals are tied.",
        ),
    },
    StepKind.RANKING_VOTE: {
        "fr": (
            "Vous classez les propositions, de celle que vous préférez à celle que vous aimez le moins.",
            "Ce que vous ne classez pas vient après tout le reste, à égalité.",
            "Chaque proposition est comparée à chaque autre : celle que plus de gens placent devant gagne ce duel.",
            "Qui gagne ses duels passe devant ; ce que les duels ne départagent pas reste ex æquo.",
        ),
        "en": (
            "You rank the proposals, from the one you like best to the one you like least.",
            "What you do not rank comes after all the rest, tied.",
            "Each proposal is compared with each other one: the one more people put ahead wins that duel.",
            "Whoever wins its duels goes ahead; what duels do not decide stays tied.",
        ),
    },
    StepKind.STATEMENTS: {
        "fr": (
            "Vous lisez des phrases, une par une.",
            "Pour chacune, vous dites si vous êtes d'accord, ou non, ou vous passez.",
            "On montre pour chaque phrase combien de personnes sont d'accord, et combien ne le sont pas.",
            "La phrase qui réunit la plus grande part de celles et ceux qui se prononcent vient en tête.",
        ),
        "en": (
            "You read sentences, one at a time.",
            "For each, you say whether you agree or disagree, or you pass.",
            "For each sentence, the result shows how many people agree and how many disagree.",
            "The sentence with the largest share of agreement among those who take a side comes first.",
        ),
    },
}


_GRADES: Final[Mapping[str, tuple[str, ...]]] = {
    "fr": (
        "Vous donnez une mention à chaque proposition : {grades}.",
        "Sa mention est celle du milieu : plus de la moitié des votant·e·s lui donnent cette mention ou mieux.",
        "À mention égale, on regarde s'il y a plus de personnes au-dessus ou au-dessous.",
        "Si tout est identique, les propositions sont ex æquo.",
    ),
    "en": (
        "You give each proposal a grade: {grades}.",
        "The grade of a proposal is the middle one: more than half of the voters give it that grade or better.",
        "With equal grades, it matters whether more people are above or below.",
        "If everything is the same, proposals are tied.",
    ),
}


def rule_of_grades(grades: Sequence[str], language: str) -> tuple[str, ...]:
    """The four sentences of majority judgement; `grades` best first, as they are shown."""
    first, *others = _GRADES.get(language, _GRADES[FRENCH])
    return tuple(_as_read([first.replace("{grades}", ", ".join(grades)), *others], language))


def _as_read(said: Iterable[str], language: str) -> Iterable[str]:
    return (doublets(sentence) for sentence in said) if language == IN_FULL else said


def rule(kind: StepKind, language: str) -> tuple[str, ...]:
    """The four sentences of a kind of vote, in the language of the script (French if there are none in it)."""
    said = RULES[kind].get(language, RULES[kind][FRENCH])
    return tuple(_as_read(said, language))
