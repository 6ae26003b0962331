"""What can be wrong with a vote, a second round or a round of objections, and what their shortest form makes."""

from __future__ import annotations

import pytest

from bot.authoring import check, load
from bot.authoring.rules import rule_of_grades
from bot.engine.doublets import IN_FULL
from bot.engine.script import ApprovalBallot, GradedBallot, PointsBallot, RankingBallot, RankingMethod, StatementsBallot
from tests.authoring.steps import VOTE
from tests.authoring.test_check import END, FILE, GOOD
from tests.engine.world import HERE

HEAD = "id: vote, title: Vote, phase: A, minutes: 2, gate: {at_most: 10}, ask: Alors ?, pool: horizons"
SIDES = "agree: {oui: D'accord}, disagree: {non: Pas d'accord}, no_opinion: {passe: Je passe}"
GRADES = "grades: {bien: Bien, moyen: Moyen, mal: Mal}, no_opinion: {sans: Sans avis}"
ROUND = """\
  - consent_round:
      id: objections
      title: Objections
      phase: A
      minutes: 3
      proposal: Un marché le soir.
      ask: Une objection ?
      buttons: {non: Non, oui: Oui}
      objection: Laquelle ?
      lifted: {gate: {at_most: 12}, minutes: 1, intro: Mieux., ask: Levée ?, buttons: {oui: Oui, non: Non}}
"""
TOUR = "  - second_round: {id: t, title: T, phase: A, minutes: 1, gate: {at_most: 9}, ask: Et ?}\n"


def voting(line: str) -> str:
    return GOOD.replace(VOTE, f"  - {line}\n")


def codes(source: str) -> list[str]:
    return [issue.code for issue in check(FILE, source.encode()) if issue.is_error]


@pytest.mark.parametrize(
    ("line", "form"),
    [
        (f"approval_vote: {{{HEAD}}}", ApprovalBallot("horizons")),
        (f"approval_vote: {{{HEAD}, at_most: 3}}", ApprovalBallot("horizons", 3)),
        (f"ranking_vote: {{{HEAD}}}", RankingBallot("horizons")),
        (
            f"ranking_vote: {{{HEAD}, method: ranked_pairs}}",
            RankingBallot("horizons", RankingMethod.RANKED_PAIRS),
        ),
        (f"statements: {{{HEAD}, {SIDES}}}", StatementsBallot),
        (f"points: {{{HEAD}, budget: 4, cap: 2}}", PointsBallot("horizons", 4, 2)),
        (f"majority_vote: {{{HEAD}, {GRADES}}}", GradedBallot),
    ],
)
def test_the_shortest_vote_says_its_rule_by_itself(line: str, form: object) -> None:
    """An author names the pool and asks the question; an explanation of her own takes the place of ours."""
    assert codes(voting(line)) == []
    ballot = load(FILE, voting(line).encode()).step("vote").ballot
    assert ballot is not None
    assert isinstance(ballot, form if isinstance(form, type) else type(form))
    assert len(ballot.explanation) == 4
    own = load(FILE, voting(line.replace("pool:", "explanation: [Ma règle.], pool:")).encode()).step("vote").ballot
    assert own is not None
    assert own.explanation == ("Ma règle.",)


def test_a_round_of_support_says_its_rule_by_itself() -> None:
    """It decides what is voted on: four sentences, unless the author wrote hers."""
    source = (HERE / "tout.yaml").read_text(encoding="utf-8")
    ballot = load(FILE, source.encode()).step("clarification.soutien").ballot
    assert ballot is not None
    assert len(ballot.explanation) == 4
    assert ballot.explanation[0] == "Il reste plus de propositions que le vote ne peut en porter."
    own = source.replace("        at_most: 2\n", "        at_most: 2\n        explanation: [Ma règle.]\n", 1)
    ballot = load(FILE, own.encode()).step("clarification.soutien").ballot
    assert ballot is not None
    assert ballot.explanation == ("Ma règle.",)


def test_the_rule_of_grades_names_the_author_s_grades_in_the_language_of_the_script() -> None:
    """« Plus de la moitié » of what, if the grades are not said? Best first, as on the ballot."""
    line = f"majority_vote: {{{HEAD}, {GRADES}}}"
    ballot = load(FILE, voting(line).encode()).step("vote").ballot
    assert ballot is not None
    assert ballot.explanation[0] == "Vous donnez une mention à chaque proposition : Bien, Moyen, Mal."
    assert rule_of_grades(["Good", "Bad"], "en")[0] == "You give each proposal a grade: Good, Bad."
    assert "votantes et votants" in rule_of_grades(["Bien"], IN_FULL)[1]


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (voting(f"statements: {{{HEAD}, {SIDES.replace('non: Pas', 'oui: Pas')}}}"), "S115"),
        (voting(f"ranking_vote: {{{HEAD}, method: condorcet}}"), "S009"),
        (GOOD.replace(END, ROUND.replace("{non: Non, oui: Oui}", "{oui: Oui, non: Non}") + END), "S119"),
        (GOOD.replace(END, ROUND.partition("      lifted")[0] + END), "S006"),
        (GOOD.replace(END, ROUND.replace("gate: {at_most: 12}, ", "") + END), "S006"),
        (GOOD.replace(END, TOUR + END), "S006"),
        (
            GOOD.replace(
                END,
                "  - second_round: {id: t, title: T, phase: A, minutes: 1, gate: {at_most: 9}, ask: Et, of: vecu}\n"
                + END,
            ),
            "S118",
        ),
    ],
)
def test_what_is_missing_or_wrong_has_a_code(source: str, code: str) -> None:
    """Found before the session, at its place."""
    assert code in codes(source)


def test_a_round_of_objections_is_accepted_and_asks_only_who_objects() -> None:
    """Whoever has no objection has nothing to lift."""
    source = GOOD.replace(END, ROUND + END)
    assert codes(source) == []
    script = load(FILE, source.encode())
    assert [question.key for question in script.step("objections").questions] == ["objections", "objections.laquelle"]
    assert script.step("objections.levee").questions[0].when == "objections == 'oui'"
    assert script.step("objections.levee").intro == ("Mieux.",)
