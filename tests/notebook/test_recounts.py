"""Every exported vote, counted again by `horizons tally`, gives what the notebook prints. All data is fabricated."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bot import authoring, workbench
from bot.engine.ballots import Item, Origin
from bot.engine.script import RankingBallot, RankingMethod, Script, Step
from bot.errors import OperatorError
from bot.facilitation.counting import Given, Rounds, count
from bot.facilitation.records import Material
from bot.notebook import FORMATS
from bot.notebook.formats import make
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


def test_points_of_few_people_are_a_sum_in_the_data_as_on_the_page(tmp_path: Path) -> None:
    """Three points of one person are that person's: how many gave none, one, two or three would tell it."""
    script = shipped("relocalisation")
    ballots: Given = ({"A": 3, "B": 2}, {"B": 3}, {"C": 1}, {"A": 2, "B": 3}, {"A": 1})
    edition, result, again = exported(script, script.step("points"), ballots, tmp_path)
    assert edition.ballots["points"]["counts"] == {"A": [2, 1, 1, 1], "B": [2, 0, 1, 2], "C": 1, "D": [5, 0, 0, 0]}
    assert {row[1] for row in edition.tables["ballots"] if row[0] == "points"} == {"A", "B", "D"}
    assert ranks(again) == {one.code: one.rank for one in result.standings}
    assert {line["item"]: line.get("people") for line in again["ranking"]} == {"A": 3, "B": 3, "C": None, "D": 0}


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


MANY: Given = (
    *[{"A": 1, "B": 1, "C": 1}] * 9,
    *[{"A": 1, "B": 1}] * 4,
    *[{"D": 1}] * 6,
    *[{"D": 1, "E": 1}] * 3,
    {},
)
FIVE = (*ITEMS, Item("E", "Proposition E.", Origin.PREPARED))


def by_many(kind: str, items: tuple[Item, ...], ballots: Given, **changes: object) -> tuple[Any, Edition]:
    """A vote of many people: its result, and the edition made while whole ballots are still stored."""
    script, step = by(kind)
    evening = Evening("relocalisation")
    result = count(step, items, ballots, electorate=len(ballots))
    evening.results["vote"] = result
    stored = {"vote": tuple(dict(one) for one in ballots)}
    return result, edition_of(evening.material(script=script, ballots=stored, **changes), TEMPLATES)


def test_a_portfolio_recounts_from_whole_ballots(tmp_path: Path) -> None:
    """Sums do not tell which choices were one person's; from twenty voters on the team has what does."""
    result, edition = by_many("approval_vote", FIVE, MANY)
    files = FORMATS["ballots"](edition)
    assert {name.removeprefix("cahier-bulletins-entiers-vote-") for name in files} == {
        "approval.json", "equal_shares.json", "sequential_pav.json",
    }  # fmt: skip
    for name, kept in (
        ("equal_shares", result.portfolios.equal_shares),
        ("sequential_pav", result.portfolios.sequential),
    ):
        file = tmp_path / f"{name}.json"
        file.write_bytes(files[f"cahier-bulletins-entiers-vote-{name}.json"])
        again = workbench.tally(file, Told())
        assert set(again.winners) == {*kept.chosen, *kept.tied}
        assert (set(again.tied), again.open_seats, again.voters) == (set(kept.tied), kept.open_seats, len(MANY))
    # What goes where the notebook goes has counts only.
    assert set(edition.ballots) == {"vote"}
    assert "ballots" not in edition.ballots["vote"]


def test_no_whole_ballot_of_a_small_group_is_exported() -> None:
    """Nineteen people who know one another would recognise a row; and the data pack knows of none."""
    _, few = by_many("approval_vote", FIVE, MANY[:19])
    assert FORMATS["ballots"](few) == {}
    with pytest.raises(OperatorError, match="at least 20 people"):
        make(few, ["ballots"])
    _, stated = by_many("statements", STATED, SPLIT[:19])
    assert list(FORMATS["polis"](stated)) == ["cahier-polis-vote-comments.csv"]
    # Ballots that an earlier version did not keep are not made up.
    _, gone = by_many("approval_vote", FIVE, MANY)
    assert isinstance(gone.source, Material)
    source = msgspec.structs.replace(gone.source, ballots={})
    assert FORMATS["ballots"](edition_of(source, TEMPLATES)) == {}


STATED = tuple(Item(f"S{n}", f"Phrase {n}.", Origin.PREPARED) for n in range(8))
_YES_NO: tuple[dict[str, int | None], ...] = (
    dict(zip([item.code for item in STATED], (1, 1, 1, 0, 0, 0, None, 1), strict=True)),
    dict(zip([item.code for item in STATED], (0, 0, 0, 1, 1, 1, 1, None), strict=True)),
)
SPLIT: Given = (*[_YES_NO[0]] * 12, *[_YES_NO[1]] * 12, {"S0": 1}, {})


def test_statements_are_exported_as_polis_exports_them_with_no_participant() -> None:
    """A row a voter, in an order that what they said gives; 1, 0, -1, and nothing where nothing was said."""
    result, edition = by_many("statements", STATED, SPLIT)
    files = {name: data.decode().splitlines() for name, data in FORMATS["polis"](edition).items()}
    head, *rows = files["cahier-polis-vote-participants-votes.csv"]
    assert head == "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,1,2,3,4,5,6,7"
    assert len(rows) == result.voters == 25
    assert rows == [f"{n},{row.partition(',')[2]}" for n, row in enumerate(rows, 1)]
    said = [row.split(",", 6)[6] for row in rows]
    assert sorted(set(said)) == ["-1,-1,-1,1,1,1,1,0", "1,,,,,,,", "1,1,1,-1,-1,-1,0,1"]
    shuffled, again = by_many("statements", STATED, (*SPLIT[5:], *SPLIT[:5]))
    assert shuffled == result
    assert FORMATS["polis"](again) == FORMATS["polis"](edition)
    votes = files["cahier-polis-vote-votes.csv"]
    assert votes[0] == "timestamp,datetime,comment-id,voter-id,vote"
    assert len(votes) == 1 + 24 * 8 + 1
    assert all(row.startswith("0,,") for row in votes[1:])


@pytest.mark.filterwarnings("ignore")  # theirs, at import
def test_red_dwarf_opens_the_export_and_finds_the_groups_that_are_printed() -> None:
    """An independent reader of Polis' files; the groups of the notebook are recounted from them."""
    models = pytest.importorskip("reddwarf.models", reason="red-dwarf is not installed: pip install -e '.[oracle]'")
    from reddwarf.implementations.polis import run_pipeline

    result, edition = by_many("statements", STATED, SPLIT)
    files = {name.rpartition("vote-")[2]: data.decode() for name, data in FORMATS["polis"](edition).items()}
    comments = [models.Statement(**row) for row in csv.DictReader(io.StringIO(files["comments.csv"]))]
    assert [one.txt for one in comments] == [item.text for item in STATED]
    votes = [models.Vote(**row).model_dump(mode="json") for row in csv.DictReader(io.StringIO(files["votes.csv"]))]
    found = run_pipeline(votes=votes, min_user_vote_threshold=7)
    sizes = sorted(found.participants_df["cluster_id"].value_counts())
    assert sizes == sorted(group.people for group in result.opinions.groups) == [12, 12]
