"""Random workshops, and how far people have come in them: what the property tests draw.

Not here: the people themselves (`bot.rehearsal.random_crowd`), any claim.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from hypothesis import strategies as st

from bot.authoring.lexicon import shipped
from bot.engine.script import (
    Agreement,
    AnswerForm,
    ApprovalBallot,
    Choice,
    FreeText,
    Gate,
    Grade,
    GradedBallot,
    Keywords,
    Option,
    OwnProbe,
    Pool,
    PreparedIdea,
    Proposals,
    Question,
    RankingBallot,
    RankingMethod,
    Script,
    StatementsBallot,
    Step,
    StepKind,
    Threshold,
    Visibility,
)
from bot.rehearsal.random_crowd import RandomCrowd
from bot.rehearsal.random_words import TRICKY
from tests.engine.world import ANA, BOB, CLO, World

PEOPLE = (ANA, BOB, CLO)

# -- workshops --------------------------------------------------------------------------------------------------------

_YES_NO = (Option("oui", "Oui"), Option("non", "Non"))
_GRADES = (Grade("bas", "À rejeter"), Grade("moyen", "Passable"), Grade("haut", "Excellent"))
_NONE, _RULE = Grade("sans", "Sans avis"), ("Voici comment on compte.",)
_BALLOTS: tuple[tuple[StepKind, AnswerForm], ...] = (
    (StepKind.MAJORITY_VOTE, GradedBallot("idees", _GRADES, _NONE, _RULE)),
    (StepKind.MAJORITY_VOTE, GradedBallot("idees", _GRADES, _NONE, _RULE)),
    (StepKind.APPROVAL_VOTE, ApprovalBallot("idees", 0, _RULE)),
    (StepKind.APPROVAL_VOTE, ApprovalBallot("idees", 1, _RULE)),
    (StepKind.RANKING_VOTE, RankingBallot("idees", RankingMethod.SCHULZE, _RULE)),
    (StepKind.RANKING_VOTE, RankingBallot("idees", RankingMethod.RANKED_PAIRS, _RULE)),
    (StepKind.STATEMENTS, StatementsBallot("idees", Grade("oui", "Oui"), Grade("non", "Non"), _NONE, _RULE)),
)
_PROBES = ("courte", "ne_sait_pas", "emoji", "longue", "plusieurs", "generale")

_gates = st.builds(
    Gate,
    quorum=st.sampled_from([Fraction(1), Fraction(1, 2), Fraction(2, 3), None]),
    not_before=st.sampled_from([0, 0, 3]),
    at_most=st.sampled_from([None, 5, 10]),
    by_hand=st.just(True),
) | st.builds(
    Gate,
    quorum=st.sampled_from([Fraction(1), None]),
    at_most=st.just(7),
    by_hand=st.just(False),
)


@st.composite
def workshops(draw: st.DrawFn) -> Script:
    """A small workshop that `check` would accept: consent first, every vote behind a gate and over a filled pool."""
    steps: list[Step] = []
    if draw(st.booleans()):
        ask = draw(st.sampled_from([None, Option("question", "J'ai une question")]))
        threshold = Threshold(Option("commencer", "Je commence"), ask)
        steps.append(_entering("accueil", StepKind.WELCOME, _question("accueil", threshold, may_pass=False)))
    agreement = Agreement(Option("oui", "J'accepte"), Option("non", "Je n'accepte pas"))
    steps.append(_entering("consentement", StepKind.CONSENT, _question("consentement", agreement, may_pass=False)))
    if draw(st.booleans()):
        other = Question("profil.autre", "Quoi ?", FreeText(gathers=False), when="profil == 'oui'")
        place = Question("profil.lieu", "Où ?", Choice(_YES_NO), may_pass=draw(st.booleans()))
        steps.append(_entering("profil", StepKind.PROFILE, _question("profil", Choice(_YES_NO)), other, place))
    filled = voted = False
    for number in range(draw(st.integers(1, 5))):
        kind = draw(st.sampled_from(["mots", "texte", "choix", "idees", "vote", "vide"]))
        # After a vote ideas for its pool are no longer collected; it has a gate.
        if kind == "idees" and voted:
            kind = "texte"
        filled, voted = filled or kind == "idees", voted or kind == "vote"
        gate = draw(_gates) if kind == "vote" else draw(st.none() | _gates)
        steps.append(_random_step(draw, f"{kind}{number}", kind, gate))
    horizons = range(draw(st.integers(0 if filled else 1, 3)))
    prepared = tuple(PreparedIdea(f"H{number}", f"Horizon préparé {number}") for number in horizons)
    pool = Pool("idees", prepared, "G", draw(st.integers(1, 3)))
    return Script("essai", "Essai", "fr", "0" * 64, tuple(steps), pools=(pool,), lexicon=shipped())


def _entering(step_id: str, kind: StepKind, *questions: Question) -> Step:
    intro = ("Pour {{ agence }}.",)
    return Step(step_id, kind, f"Étape {step_id}", "A", 2, questions, intro, always=True, catch_up=False)


def _question(
    key: str,
    accepts: AnswerForm,
    *,
    may_pass: bool = True,
    probes: tuple[str, ...] = (),
    own: tuple[OwnProbe, ...] = (),
    when: str = "",
) -> Question:
    return Question(key, "Alors, {{ territoire }} ?", accepts, "", may_pass, when, probes, own)


def _random_step(draw: st.DrawFn, step_id: str, kind: str, gate: Gate | None) -> Step:
    probes = tuple(sorted(draw(st.sets(st.sampled_from(_PROBES), max_size=3))))
    own: tuple[OwnProbe, ...] = (OwnProbe("qui", "Qui, dans {{ territoire }} ?"),)
    more: tuple[Question, ...] = ()
    match kind:
        case "mots":
            of = StepKind.KEYWORDS
            question = _question(step_id, Keywords(draw(st.integers(1, 3))))
            more = (Question(f"{step_id}.pourquoi", "Pourquoi ?", FreeText(gathers=False), own_probes=own),)
        case "choix":
            of = StepKind.CLOSING
            question = _question(step_id, Choice(_YES_NO), may_pass=draw(st.booleans()))
        case "idees":
            of = StepKind.IDEAS
            form = Proposals("idees", draw(st.integers(1, 3)), draw(st.sampled_from([20, 160])))
            question = _question(step_id, form, probes=probes, own=own)
        case "vote":
            of, ballot = draw(st.sampled_from(_BALLOTS))
            question = _question(step_id, ballot)
            if draw(st.booleans()):
                more = (Question(f"{step_id}.reserve", "Une réserve ?", FreeText(gathers=False)),)
        case "vide":
            # Nobody who goes on said « non » there: the step asks nothing of anybody.
            of = StepKind.CLOSING
            question = _question(step_id, FreeText(), when="consentement == 'non'")
        case _:
            of = StepKind.OPEN_QUESTION
            options = draw(st.sampled_from([(), _YES_NO]))
            own = (*own, OwnProbe("rassure", "Quoi ?", after="oui")) if options else own
            question = _question(step_id, FreeText(options, gathers=draw(st.booleans())), probes=probes, own=own)
    vote = kind == "vote"
    seen = st.sampled_from([Visibility.PRIVATE, Visibility.ANONYMOUS])
    return Step(
        step_id,
        of,
        f"Étape {step_id}",
        "A",
        draw(st.integers(0, 6)),
        (question, *more),
        ("Pour {{ agence }}.",),
        gate=gate,
        visibility=Visibility.AT_CLOSE if vote else draw(seen),
        catch_up=not vote and draw(st.booleans()),
    )


# -- a session under way ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class UnderWay:
    """How a session came to where a test begins; it shrinks to fewer actions, less wild, and no words of its own."""

    actions: int
    wild: float
    seed: int
    nonsense: tuple[str, ...]

    def crowd(self, world: World) -> RandomCrowd:
        """The three people, as wild as this says."""
        return RandomCrowd(world, PEOPLE, str(self.seed), wild=self.wild, nonsense=(*TRICKY, *self.nonsense))


texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=60)
under_way = st.builds(
    UnderWay,
    st.integers(0, 60) | st.integers(60, 180),
    st.sampled_from([0, 0.1, 0.3, 0.5, 0.8]),
    st.integers(0, 2**16),
    st.lists(texts, max_size=4).map(tuple),
)
