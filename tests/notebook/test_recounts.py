"""Every exported vote, counted again by `horizons tally`, gives what the notebook prints. All data is fabricated."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bot import authoring, workbench
from bot.engine.ballots import Item, Origin
from bot.engine.script import RankingBallot, RankingMethod, Script, Step
from bot.facilitation.counting import Given, Rounds, count
from bot.notebook import FORMATS
from bot.notebook.formats.edition import Edition, edition_of
from bot.tallying import Told, table
from tests.engine.test_later_values import MODULES, with_module
from tests.notebook.evening import WORKSHOPS, Evening, shipped
from tests.variants import voting, with_rounds

TEMPLATES = (WORKSHOPS.parent / "templates",)
ITEMS = tuple(Item(code, f"Proposition {code}.", Origin.PREPARED) for code in ("A", "B", "C", "D"))
"""Four: one more than a portfolio keeps."""


def exported(script: Script, step: Step, ballots: Given, folder: Path, rounds: Rounds = ()) -> tuple[Edition, Any, Any]:
    """The edition, what was printed of the vote, and its exported file counted again."""
    evening = Evening("relocalisation")
    result = count(step, ITEMS, ballots, electorate=len(ballots), rounds=rounds)
    evening.results[step.id] = result
    edition = edition_of(evening.material(script=script), TEMPLATES)
    return edition, result, recounted(edition, step.id, folder)


def recounted(edition: Edition, vote: str, folder: Path) -> Any:
    """As anybody would: from the file, by the command."""
    file = folder / f"{vote}.json"
    file.write_bytes(FORMATS["json"](edition)[f"cahier-bulletins-{vote}.json"])
    counted = workbench.tally(file, Told())
    assert table(counted)
    return json.loads(json.dumps(counted.document()))


def ranks(found: Any) -> dict[str, int | None]:
    return {line["item"]: line["rank"] for line in found["ranking"]}


def by(kind: str, method: RankingMethod | None = None) -> tuple[Script, Step]:
    path = WORKSHOPS / "relocalisation.yaml"
    script = shipped("relocalisation") if kind == "majority_vote" else authoring.load(path.name, voting(path, kind))
    step = script.step("vote")
    if method is None:
        return script, step
    (question,) = step.questions
    assert isinstance(question.accepts, RankingBallot)
    counted = msgspec.structs.replace(question.accepts, method=method)
    step = msgspec.structs.replace(step, questions=(msgspec.structs.replace(question, accepts=counted),))
    steps = tuple(step if one.id == "vote" else one for one in script.steps)
    return msgspec.structs.replace(script, steps=steps), step


GRADED: Given = (
    {"A": 6, "B": 1, "C": None},
    {"A": 4, "B": 1, "C": 3},
    {"A": 4, "B": 6},
    {"A": 0, "B": 6, "D": None},
    {},
)
RANKED: Given = ({"A": 1, "B": 2, "C": 3}, {"B": 1, "C": 2, "A": 3}, {"C": 1, "A": 2, "B": 3}, {"D": 1}, {"A": 1})
"""A circle of three: the result is a tie, and has to be one again."""
NAMED: Given = ({"A": 1, "B": 1}, {"A": 1}, {}, {"C": 1, "A": 1}, {"B": 1})
SAID: Given = ({"A": 1, "B": 0, "C": None}, {"A": 0, "B": 0}, {"A": 1}, {"A": 1, "C": None})
GIVEN: Given = ({"A": 3, "B": 2}, {"B": 3}, {"C": 1}, {"A": 2, "B": 3})


@pytest.mark.parametrize(
    ("kind", "method", "ballots"),
    [
        ("majority_vote", None, GRADED),
        ("approval_vote", None, NAMED),
        ("ranking_vote", RankingMethod.SCHULZE, RANKED),
        ("ranking_vote", RankingMethod.RANKED_PAIRS, RANKED),
        ("statements", None, SAID),
    ],
)
def test_a_vote_recounts_to_the_places_grades_and_sums_printed(
    kind: str, method: RankingMethod | None, ballots: Given, tmp_path: Path
) -> None:
    """From counts alone: no whole ballot of a small group leaves the store."""
    script, step = by(kind, method)
    _, result, again = exported(script, step, ballots, tmp_path)
    assert again["voters"] == result.voters
    assert ranks(again) == {one.code: one.rank for one in result.standings}
    lines = {line["item"]: line for line in again["ranking"]}
    for place in result.standings:
        line = lines[place.code]
        match kind:
            case "majority_vote":
                labels = [grade.label for grade in step.ballot.grades]  # type: ignore[union-attr]
                assert line["grade"] == (None if place.grade is None else labels[place.grade])
                assert (line["above"], line["below"]) == (place.above, place.below)
            case "approval_vote":
                assert line["score"] == place.score
            case "ranking_vote":
                assert 2 * line["borda"] == place.score
            case _:
                assert (line["agree"], line["disagree"]) == (place.above, place.below)


@pytest.mark.parametrize(("workshop", "vote"), [("relocalisation", "points"), ("espaces_publics", "clarification")])
def test_points_and_support_recount_too(workshop: str, vote: str, tmp_path: Path) -> None:
    """Beside the vote on horizons, whatever was counted and printed."""
    script = shipped(workshop)
    step = next(one for one in script.steps if one.ballot is not None and one.id.startswith(vote))
    ballots: Given = GIVEN if vote == "points" else NAMED
    _, result, again = exported(script, step, ballots, tmp_path)
    assert ranks(again) == {one.code: one.rank for one in result.standings}
    assert {line["item"]: line["score"] for line in again["ranking"]} == {
        one.code: one.score for one in result.standings
    }


def test_a_second_round_recounts_to_its_grades_and_to_who_moved(tmp_path: Path) -> None:
    """Who changed is told of an item that three people answered twice, and of no other."""
    path = WORKSHOPS / "relocalisation.yaml"
    script = authoring.load(path.name, with_rounds(path, 1))
    rounds: Rounds = [
        ({"A": 6, "B": 1}, {"A": 6, "B": 2}),
        ({"A": 4}, {"A": 3}),
        ({"A": 4, "B": None}, {"A": None, "B": 2}),
    ]
    _, result, again = exported(script, script.step("tour_2"), [two for _, two in rounds], tmp_path, rounds)
    assert again["method"] == "second_round"
    assert ranks(again) == {one.code: one.rank for one in result.standings}
    lines: Mapping[str, Any] = {line["item"]: line for line in again["ranking"]}
    assert {name: lines["A"][name] for name in ("people", "up", "down", "aside")} == {
        "people": 3, "up": 0, "down": 1, "aside": 1,
    }  # fmt: skip
    assert "people" not in lines["B"]
    assert "another_round" not in again


@pytest.mark.parametrize(("lifted", "outcome"), [("oui", "amended"), ("non", "objected")])
def test_a_round_of_objections_recounts_to_its_outcome(lifted: str, outcome: str, tmp_path: Path) -> None:
    """Counts of who objects, under three people nothing."""
    _, script = with_module(next(file for file in MODULES if file.stem == "objections"))
    evening = Evening("relocalisation")
    for n, said in enumerate(("non", "non", "oui")):
        evening.say(n, "objections", said.capitalize(), codes=(said,))
    evening.say(2, "objections.levee", lifted.capitalize(), codes=(lifted,))
    edition = edition_of(evening.material(script=script), TEMPLATES)
    again = recounted(edition, "objections", tmp_path)
    (line,) = again["ranking"]
    assert (again["voters"], line["item"], line["outcome"]) == (3, "Tour d'objections", outcome)
    assert ("objections", "", "sans objection", 2) in edition.tables["ballots"]
    evening.said = [one for one in evening.said if one.participant != "p000"]
    assert "objections" not in edition_of(evening.material(script=script), TEMPLATES).ballots
