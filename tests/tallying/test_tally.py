"""`horizons tally`, as somebody types it: what it counts, prints and refuses. All ballots are fabricated."""

from __future__ import annotations

import io
import json
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import cli
from bot.engine.voting import majority_grade
from bot.tallying import METHODS, Told, Unreadable, count, poll_of, read, table

FIVE = ["À rejeter", "Insuffisant", "Passable", "Bien", "Excellent"]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    """A folder with nothing in it, and the command to type there."""
    monkeypatch.chdir(tmp_path)
    return Desk(tmp_path, monkeypatch, capsys)


class Desk:
    """Types `horizons tally`."""

    def __init__(self, place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.place, self.monkeypatch, self.capsys = place, monkeypatch, capsys

    def type(self, *words: str) -> tuple[int, str, str]:
        """Exit code, standard output, standard error."""
        self.monkeypatch.setattr(sys, "argv", ["horizons", "tally", *words])
        code = 0
        try:
            cli.main()
        except SystemExit as leaving:
            code = int(leaving.code or 0)
        said = self.capsys.readouterr()
        return code, said.out, said.err

    def file(self, content: object, name: str = "votes.json") -> str:
        """Write a file; what is no text is written as JSON."""
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        (self.place / name).write_text(text, encoding="utf-8", newline="")
        return name

    def count(self, content: object, *options: str, name: str = "votes.json") -> Any:
        """The result as JSON."""
        code, out, err = self.type(self.file(content, name), "--json", *options)
        assert (code, err) == (0, "")
        return json.loads(out)

    def refused(self, content: object, *options: str, name: str = "votes.json") -> str:
        """The sentence with which a file is refused."""
        code, out, err = self.type(self.file(content, name), "--json", *options)
        assert (code, out) == (1, "")
        assert "Traceback" not in err
        assert err.startswith(f"{name}: ")
        return err.removeprefix(f"{name}: ").strip()


def ranks(result: Any) -> dict[str, int | None]:
    return {line["item"]: line["rank"] for line in result["ranking"]}


def judged(**more: object) -> dict[str, object]:
    return {"method": "majority_judgement", "grades": FIVE, **more}


# ── what it counts ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_majority_judgement_from_counts(desk: Desk) -> None:
    """MieuxVoter's assertion, as it is written down: ranks 2, 1, 4, 2, best first in the list."""
    result = desk.count(
        judged(counts={"A": [1, 2, 4, 2, 1], "B": [1, 2, 4, 1, 2], "C": [3, 1, 3, 1, 2], "D": [1, 2, 4, 2, 1]})
    )
    assert result == {
        "method": "majority_judgement",
        "voters": 10,
        "ranking": [
            {"rank": 1, "item": "B", "grade": "Passable", "above": 3, "below": 3},
            {"rank": 2, "item": "A", "grade": "Passable", "above": 3, "below": 3},
            {"rank": 2, "item": "D", "grade": "Passable", "above": 3, "below": 3},
            {"rank": 4, "item": "C", "grade": "Passable", "above": 3, "below": 4},
        ],
        "winners": ["B"],
    }


def test_equal_gauges_are_decided_by_the_whole_value(desk: Desk) -> None:
    """Two rows that one fifth of the ballots separates only after several medians are taken away."""
    result = desk.count(judged(counts={"x": [5, 3, 3, 3, 1], "y": [4, 3, 3, 3, 2]}))
    assert ranks(result) == {"y": 1, "x": 2}


def test_majority_judgement_from_ballots(desk: Desk) -> None:
    """An absent item, null and « Sans avis » are all missing; who left all out has voted."""
    ballots = [{"A": "Bien", "B": "Excellent"}, {"A": "Bien", "B": None}, {"A": "Passable", "B": "Sans avis"}, {}]
    result = desk.count(judged(ballots=ballots))
    assert result["voters"] == 4
    assert result["ranking"] == [
        {"rank": 1, "item": "A", "grade": "Bien", "above": 0, "below": 1},
        {"rank": None, "item": "B", "grade": "Excellent", "above": 0, "below": 0, "reason": "quorum"},
    ]
    assert result["winners"] == ["A"]


def test_missing_counts_as_the_worst_only_when_the_file_says_so(desk: Desk) -> None:
    """Then everybody who voted is behind every item, and no quorum is left to miss."""
    ballots = [{"A": "Excellent"}, {"A": "Excellent", "B": "Bien"}, {"B": "Sans avis"}]
    assert ranks(desk.count(judged(ballots=ballots))) == {"A": 1, "B": None}
    worst = desk.count(judged(ballots=ballots, missing="worst"))
    assert [(one["item"], one["grade"], one["above"], one["below"]) for one in worst["ranking"]] == [
        ("A", "Excellent", 0, 1),
        ("B", "À rejeter", 1, 0),
    ]
    assert ranks(desk.count(judged(counts={"A": [0, 0, 0, 0, 2]}, missing="worst", voters=5))) == {"A": 1}
    assert desk.count(judged(counts={"A": [0, 0, 0, 0, 2]}, missing="worst", voters=5))["ranking"][0]["below"] == 0
    assert desk.count(judged(counts={"A": [0, 0, 0, 0, 2]}, missing="worst", voters=5))["ranking"][0]["above"] == 2


def test_mieux_voter_fills_up_with_the_worst_grade(desk: Desk) -> None:
    """majority-judgment-library-php, MajorityJudgmentDeliberatorTest: 21 judges, one tally of 20. Ranks 2, 1, 2, 4."""
    counts = {"a": [1, 1, 4, 3, 7, 4, 1], "b": [0, 2, 4, 3, 7, 4, 1], "c": [1, 1, 4, 3, 7, 4, 1]}
    counts["d"] = [1, 0, 4, 3, 7, 4, 1]
    grades = [str(n) for n in range(7)]
    document = {"method": "majority_judgement", "grades": grades, "counts": counts, "missing": "worst", "voters": 21}
    result = desk.count(document)
    assert {item: rank for item, rank in ranks(result).items() if item != "d"} == {"a": 2, "b": 1, "c": 2}


@pytest.mark.parametrize(("graded", "ranked"), [(2, None), (3, 1)])
def test_under_half_of_the_voters_is_no_rank(desk: Desk, graded: int, ranked: int | None) -> None:
    """Exactly half is enough; the reason is said."""
    result = desk.count(judged(counts={"A": [0, 0, 0, 0, graded]}, voters=6))
    assert ranks(result) == {"A": ranked}
    assert result["ranking"][0].get("reason") == (None if ranked else "quorum")
    assert result["winners"] == (["A"] if ranked else [])


def test_unequal_numbers_are_compared_as_shares(desk: Desk) -> None:
    """Twice the same distribution is the same result."""
    assert ranks(desk.count(judged(counts={"A": [1, 0, 2, 0, 1], "B": [2, 0, 4, 0, 2]}, voters=8))) == {"A": 1, "B": 1}


def test_nobody_voted(desk: Desk) -> None:
    """A count of nothing is not an error, and nothing wins it."""
    for document in (
        judged(counts={"A": [0] * 5}),
        judged(ballots=[], items=["A"]),
        {"method": "approval", "ballots": [], "items": ["A"]},
        {"method": "points", "budget": 5, "ballots": [], "items": ["A"]},
        {"method": "schulze", "ballots": [], "items": ["A"]},
        {"method": "borda", "ballots": [], "items": ["A"]},
        {"method": "statements", "ballots": [], "items": ["A"]},
        {"method": "equal_shares", "seats": 1, "ballots": [], "items": ["A"]},
    ):
        result = desk.count(document)
        assert (result["voters"], result["winners"]) == (0, [])
        assert [line["item"] for line in result["ranking"]] == ["A"]
    assert desk.count({"method": "approval", "ballots": []})["ranking"] == []


def test_approval_with_ties_and_seats(desk: Desk) -> None:
    """Who is tied for the last seat is named; nobody is drawn."""
    ballots = [["a", "b"], ["a", "c"], ["a"], []]
    result = desk.count({"method": "approval", "ballots": ballots})
    assert result == {
        "method": "approval",
        "voters": 4,
        "ranking": [
            {"rank": 1, "item": "a", "score": 3},
            {"rank": 2, "item": "b", "score": 1},
            {"rank": 2, "item": "c", "score": 1},
        ],
        "winners": ["a"],
    }
    two = desk.count({"method": "approval", "ballots": ballots, "seats": 2})
    assert (two["winners"], two["tied"], two["open_seats"]) == (["a", "b", "c"], ["b", "c"], 1)
    three = desk.count({"method": "approval", "ballots": ballots, "seats": 3})
    assert three["winners"] == ["a", "b", "c"]
    assert "tied" not in three


def test_points_with_the_people_beside(desk: Desk) -> None:
    """A sum does not say how many it comes from."""
    result = desk.count({"method": "points", "budget": 5, "cap": 3, "ballots": [{"a": 3, "b": 2}, {"b": 1}, {"a": 0}]})
    assert result["ranking"] == [
        {"rank": 1, "item": "a", "score": 3, "people": 1},
        {"rank": 1, "item": "b", "score": 3, "people": 2},
    ]
    assert result["winners"] == ["a", "b"]


@pytest.mark.parametrize("method", ["schulze", "ranked_pairs", "borda"])
def test_tennessee(desk: Desk, method: str) -> None:
    """https://en.wikipedia.org/wiki/Schulze_method and its sisters; weights are so many people."""
    ballots = [[[city] for city in order] for order in ("MNCK", "NCKM", "CKNM", "KCNM")]
    result = desk.count({"method": method, "ballots": ballots, "weights": [42, 26, 15, 17]})
    borda = {"N": 194, "C": 173, "M": 126, "K": 107}
    assert result["voters"] == 100
    assert result["winners"] == ["N"]
    assert {line["item"]: line["score" if method == "borda" else "borda"] for line in result["ranking"]} == borda
    assert list(ranks(result)) == (["N", "C", "M", "K"] if method == "borda" else ["N", "C", "K", "M"])


def test_a_circle_is_a_tie_and_not_an_error(desk: Desk) -> None:
    """Each of the three beats one and loses to one."""
    ballots = [[["a"], ["b"], ["c"]], [["b"], ["c"], ["a"]], [["c"], ["a"], ["b"]]]
    for method in ("schulze", "ranked_pairs"):
        result = desk.count({"method": method, "ballots": ballots})
        assert set(ranks(result).values()) == {1}
        assert sorted(result["winners"]) == ["a", "b", "c"]


def test_rankings_with_tiers_and_with_items_left_out(desk: Desk) -> None:
    """What is not ranked is last; halves are printed as numbers."""
    ballots = [[["A"], ["B", "C"]], [["C"]]]
    result = desk.count({"method": "borda", "ballots": ballots})
    assert {line["item"]: line["score"] for line in result["ranking"]} == {"A": 2.5, "C": 2.5, "B": 1}
    halves = desk.count({"method": "borda", "ballots": ballots, "weights": [0.5, 1]})
    assert halves["voters"] == 1.5
    assert ranks(halves)["C"] == 1


def test_committees_with_their_ties_and_who_is_left_out(desk: Desk) -> None:
    """Lackner & Skowron (2023), example 2.11, then a tie."""
    running = ["ab"] * 3 + ["ac"] * 3 + ["ad"] * 2 + ["bcf", "e", "f", "g"]
    result = desk.count({"method": "equal_shares", "seats": 4, "ballots": [list(one) for one in running]})
    assert sorted(result["winners"]) == ["a", "b", "c", "d"]
    assert result["ranking"][0] == {"rank": 1, "item": "a", "score": 8}
    assert {"rank": None, "item": "e", "score": 1, "reason": "not_chosen"} in result["ranking"]
    tied = desk.count(
        {"method": "sequential_pav", "seats": 1, "ballots": [["a"], ["b"], ["c", "a"], ["b"]], "kinds": list("xxyz")}
    )
    assert (tied["winners"], tied["tied"], tied["committees"]) == (["a", "b"], ["a", "b"], [["a"], ["b"]])
    left_out = desk.count(
        {"method": "equal_shares", "seats": 1, "ballots": [["a"], ["a"], ["b"]], "kinds": ["Élu·e", "Élu·e", "Agent·e"]}
    )
    assert left_out["unrepresented"] == ["Agent·e"]


def test_more_ways_than_can_be_followed(desk: Desk) -> None:
    """Everything that may still be chosen is tied, and has no rank of its own."""
    result = desk.count({"method": "equal_shares", "seats": 10, "ballots": [[f"i{n}"] for n in range(20)]})
    assert (len(result["tied"]), result["open_seats"]) == (20, 10)
    assert set(ranks(result).values()) == {None}


def test_statements_by_agreement(desk: Desk) -> None:
    """A statement on which nobody took a side has no rank."""
    result = desk.count(
        {"method": "statements", "ballots": [{"s": "agree", "t": "pass"}, {"s": "disagree", "u": "agree"}, {"s": None}]}
    )
    assert result["ranking"] == [
        {"rank": 1, "item": "u", "score": 1, "agree": 1, "pass": 0, "disagree": 0},
        {"rank": 2, "item": "s", "score": 0.5, "agree": 1, "pass": 0, "disagree": 1},
        {"rank": None, "item": "t", "agree": 0, "pass": 1, "disagree": 0, "reason": "no_side"},
    ]


def test_one_item(desk: Desk) -> None:
    """Alone, it is first wherever somebody voted for it."""
    for method, ballot in (("approval", ["a"]), ("schulze", [["a"]]), ("ranked_pairs", [["a"]])):
        assert desk.count({"method": method, "ballots": [ballot]})["winners"] == ["a"]


def test_items_may_be_listed_so_that_those_nobody_named_are_there(desk: Desk) -> None:
    """The file exported with a notebook lists them, in the order of the notebook."""
    result = desk.count({"method": "approval", "items": ["z", "a"], "ballots": [["a"]], "title": "Essai", "voters": 3})
    assert (ranks(result), result["voters"]) == ({"a": 1, "z": 2}, 3)


def test_a_sealed_vote_is_counted_from_its_counts(desk: Desk) -> None:
    """What is left of a closed vote: people per item and answer, and no ballot."""
    approved = desk.count({"method": "approval", "counts": {"a": 2, "b": 4, "c": 0}, "voters": 5})
    assert (ranks(approved), approved["voters"], approved["winners"]) == ({"b": 1, "a": 2, "c": 3}, 5, ["b"])
    pointed = desk.count({"method": "points", "budget": 5, "cap": 3, "counts": {"a": [1, 0, 0, 2], "b": [2, 1]}})
    assert pointed["voters"] == 3
    assert pointed["ranking"] == [
        {"rank": 1, "item": "a", "score": 6, "people": 2},
        {"rank": 2, "item": "b", "score": 1, "people": 1},
    ]
    few = desk.count({"method": "points", "budget": 5, "cap": 3, "counts": {"a": 3, "b": [2, 1, 1], "c": 0}})
    assert few["ranking"] == [
        {"rank": 1, "item": "a", "score": 3},
        {"rank": 1, "item": "b", "score": 3, "people": 2},
        {"rank": 3, "item": "c", "score": 0},
    ]
    stated = desk.count({"method": "statements", "counts": {"s": {"agree": 2, "disagree": 1}, "t": {"pass": 4}}})
    assert (ranks(stated), stated["voters"]) == ({"s": 1, "t": None}, 4)
    assert desk.count({"method": "approval", "counts": {}})["ranking"] == []


@pytest.mark.parametrize("method", ["schulze", "ranked_pairs", "borda"])
def test_duels_give_the_same_as_the_rankings_they_come_from(desk: Desk, method: str) -> None:
    """A ranking is never printed; its duels are, and are enough."""
    ballots = [[["a"], ["b"], ["c"]], [["b"], ["c", "a"]], [["c"]], [["a"], ["c"]]]
    duels = {
        "a": {"b": 2, "c": 2},
        "b": {"a": 1, "c": 2},
        "c": {"a": 1, "b": 2},
    }
    assert desk.count({"method": method, "duels": duels, "voters": 4}) == desk.count(
        {"method": method, "items": ["a", "b", "c"], "ballots": ballots}
    )


def test_a_consent_round_passes_when_no_objection_stands(desk: Desk) -> None:
    """However many consent, one objection is enough; and silence is not consent."""
    counts = {
        "salle": {"no_objection": 5, "lifted": 1},
        "péage": {"no_objection": 40, "stands": 1},
        "étal": {"no_objection": 3},
        "rien": {},
    }
    result = desk.count({"method": "consent", "counts": counts})
    assert result["voters"] == 41
    assert result["winners"] == ["salle", "étal"]
    assert [(one["rank"], one["item"], one["outcome"], one.get("reason")) for one in result["ranking"]] == [
        (1, "salle", "amended", None),
        (1, "étal", "adopted", None),
        (None, "péage", "objected", "objected"),
        (None, "rien", "undecided", "undecided"),
    ]
    assert result["ranking"][0] | {"rank": 1} == {
        "rank": 1, "item": "salle", "outcome": "amended", "no_objection": 5, "lifted": 1, "stands": 0,
    }  # fmt: skip
    ballots = [{"salle": "no_objection"}] * 5 + [{"salle": "lifted"}, {"salle": None}]
    again = desk.count({"method": "consent", "ballots": ballots})
    assert (again["voters"], again["ranking"]) == (7, result["ranking"][:1])
    weighed = desk.count({"method": "consent", "ballots": [{"salle": "no_objection"}, {"salle": "lifted"}],
                          "weights": [5, 1]})  # fmt: skip
    assert weighed["ranking"] == result["ranking"][:1]
    read_aloud = desk.count("salle\nno_objection\nlifted\n\n", "--method", "consent", name="v.csv")
    assert read_aloud["ranking"][0]["outcome"] == "amended"
    shown = desk.type(desk.file({"method": "consent", "counts": counts}))[1]
    assert "an objection" in shown
    assert "Passed: salle, étal." in shown


def test_a_second_round_says_who_moved_and_whether_to_go_on(desk: Desk) -> None:
    """Only who answered an item twice can have changed; « sans avis » is an answer, null is none."""
    rounds = [
        [{"A": "Bien", "B": "Bien"}, {"A": "Excellent", "B": "Bien"}],
        [{"A": "Bien", "B": "Sans avis"}, {"A": "Passable", "B": "Bien"}],
        [{"A": "Bien"}, {"A": "Bien", "B": None}],
        [None, {"A": "Excellent"}],
        [{"A": "Bien"}, None],
    ]
    document = {"method": "second_round", "grades": FIVE, "rounds": rounds}
    result = desk.count(document)
    assert result == {
        "method": "second_round",
        "voters": 4,
        "ranking": [
            {"rank": 1, "item": "A", "grade": "Bien", "above": 2, "below": 1,
             "people": 3, "up": 1, "down": 1, "aside": 0},
            {"rank": 2, "item": "B", "grade": "Bien", "above": 0, "below": 0,
             "people": 2, "up": 0, "down": 0, "aside": 1},
        ],
        "winners": ["A"],
        "another_round": True,
    }  # fmt: skip
    assert desk.count({**document, "held": 2})["another_round"] is False
    moves = {"A": {"people": 3, "up": 1, "down": 1}, "B": {"people": 2, "aside": 1}}
    counts = {"A": [0, 0, 1, 1, 2], "B": [0, 0, 0, 2, 0]}
    sealed = {"method": "second_round", "grades": FIVE, "counts": counts, "moves": moves, "voters": 4}
    assert desk.count(sealed) == result
    # An item that few answered twice is not told: then nobody can say whether to go on.
    assert "another_round" not in desk.count({**sealed, "moves": {"A": {"people": 3}}})
    assert "One more round makes sense." in desk.type(desk.file(document))[1]
    assert "one stops here" in desk.type(desk.file({**document, "held": 2}))[1]


# ── CSV ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_csv_of_the_usual_grades_needs_no_option(desk: Desk) -> None:
    """With the semicolons and the mark that spreadsheets put in front, and quotes around commas."""
    text = '\ufeffA;"B, dit aussi b"\r\nBien;Très bien\r\nBien;\r\nPassable;Sans avis\r\nBien;Bien\r\n'
    result = desk.count(text, name="votes.csv")
    assert result["voters"] == 4
    assert [(line["item"], line["grade"]) for line in result["ranking"]] == [("B, dit aussi b", "Bien"), ("A", "Bien")]
    english = desk.count("A,B\nGood,Poor\nVery good,No opinion\n", name="votes.csv")
    assert ranks(english) == {"A": 1, "B": 2}


def test_other_grades_and_other_methods_are_told_on_the_command_line(desk: Desk) -> None:
    """A cell 1 may be a point, a rank or a yes: nobody but the user knows."""
    assert "--method" in desk.refused("a,b\n1,2\n", name="v.csv")
    assert ranks(desk.count("a,b\n1,2\n2,1\n1,2\n", "--method", "schulze", name="v.csv")) == {"a": 1, "b": 2}
    assert ranks(desk.count("a,b\n1,\n", "--method", "borda", name="v.csv")) == {"a": 1, "b": 2}
    assert ranks(desk.count("a,b\n2,1\n0,\n", "--method", "points", "--budget", "3", name="v.csv")) == {"a": 1, "b": 2}
    assert ranks(desk.count("a\tb\nx\toui\n1\t0\n", "--method", "approval", name="v.csv")) == {"a": 1, "b": 2}
    seats = desk.count("a,b\n1,0\n1,0\n", "--method", "equal_shares", "--seats", "1", name="v.csv")
    assert seats["winners"] == ["a"]
    poor_first = ("--grades", "Non, Oui", "--missing", "worst")
    assert ranks(desk.count("a,b\nOui,Non\nOui,\n", *poor_first, name="v.csv")) == {"a": 1, "b": 2}
    stated = desk.count("s,t\nagree,pass\n", "--method", "statements", name="v.csv")
    assert ranks(stated) == {"s": 1, "t": None}


@pytest.mark.parametrize(
    ("text", "options", "sentence"),
    [
        ("a,a\nBien,Bien\n", (), 'line 1: "a" heads two columns'),
        ("a,\nBien,Bien\n", (), "line 1: column 2 of the header names no item"),
        ("\na\nBien\n", (), "line 1: the header names no item"),
        ("a,b\nBien\n", (), "line 2: 1 cells under 2 items"),
        ("a,b\nBien,Bien\nBien,Bien,Bien\n", (), "line 3: 3 cells under 2 items"),
        ('a,b\n"Bien"x,Bien\n', (), "line 2: not CSV"),
        ("a\nBien\nBof\n", (), '"Bof" is not one of the usual grades'),
        ("a\nBien\nBof\n", ("--grades", "Mal,Bien"), 'line 3, "a": "Bof" is not a grade'),
        ("a\n1.5\n", ("--method", "points", "--budget", "5"), '"1.5" is not a whole number'),
        ("a\n1_0\n", ("--method", "points", "--budget", "50"), '"1_0" is not a whole number'),
        ("a\n-1\n", ("--method", "points", "--budget", "5"), 'line 2, "a": -1 is below zero'),
        ("a\n6\n", ("--method", "points", "--budget", "5"), "line 2: 6 points, 5 at most"),
        ("a\nbof\n", ("--method", "approval"), 'line 2, "a": "bof"; write 1 for accepted'),
        ("a\nBien\n", ("--method", "fuite"), '"fuite" is not a method'),
        ("a\nBien\n", ("--method", "second_round"), "second_round needs JSON"),
    ],
)
def test_a_csv_that_cannot_be_counted_says_which_line(
    desk: Desk, text: str, options: tuple[str, ...], sentence: str
) -> None:
    """Lines as a spreadsheet numbers them."""
    assert sentence in desk.refused(text, *options, name="votes.csv")


# ── what it refuses ──────────────────────────────────────────────────────────────────────────────────────────────────

TWO = {"method": "approval", "ballots": [["a"], ["b"]]}
REFUSED: list[tuple[object, str]] = [
    ("", "the file is empty"),
    ("\0\1\2", "not a text (a zero byte at 0)"),
    ("  \n\n", "the file is empty"),
    ("{", "line 1, column 2: not JSON"),
    ('{"method": "approval",\n "ballots": [["a"],]}', "line 2, column "),
    ("[1, 2]", "the file must be one JSON object"),
    ("[" * 100_000, "nested too deep"),
    ('{"method": "approval", "ballots": [["a"]], "weights": [NaN]}', "NaN is not a number in JSON"),
    ('{"method": "approval", "ballots": [["a"]], "weights": [-Infinity]}', "-Infinity is not a number"),
    ('{"method": "approval", "ballots": [["a"]], "weights": [1e999999999]}', "1e999999999 is not a number one can"),
    ('{"method": "approval", "method": "borda", "ballots": []}', '"method" is written twice'),
    ('{"method": "points", "budget": 5, "ballots": [{"a": 1, "a": 2}]}', '"a" is written twice'),
    ('{"method": "points", "budget": ' + "9" * 5000 + ', "ballots": []}', "a number is too long to be read"),
    ("null", "the file must be one JSON object"),
    ("3", "the file must be one JSON object"),
    ('{"method": "approval", "ballots": [["\\ud800"]]}', "half a character"),
    ({}, "the method is missing; write one of: majority_judgement"),
    ({"method": "majority_judgment", "ballots": []}, 'is not a method; did you mean "majority_judgement"?'),
    ({"method": ["approval"], "ballots": []}, "a list is not a method"),
    ({"method": True, "ballots": []}, "true is not a method"),
    ({"method": "approval"}, '"ballots" is missing'),
    ({"method": "approval", "ballots": {"a": 1}}, '"ballots" must be a list'),
    ({**TWO, "seat": 2}, '"seat" means nothing to approval; did you mean "seats"?'),
    ({**TWO, "budget": 5}, '"budget" means nothing to approval'),
    ({"method": "approval", "ballots": ["ab"]}, 'ballots[0]: "ab" is not a list of items'),
    ({"method": "approval", "ballots": [["a"], ["a", "a"]]}, 'ballots[1]: "a" is named twice'),
    ({"method": "approval", "ballots": [["a"], [1]]}, "ballots[1]: 1 is not the name of an item"),
    ({"method": "approval", "ballots": [["a"], [["a"]]]}, "ballots[1]: a list is not the name of an item"),
    ({"method": "approval", "ballots": [None]}, "ballots[0]: null is not a list of items"),
    ({**TWO, "items": ["a"]}, 'ballots[1]: "b" is not one of the items'),
    ({**TWO, "items": ["a", "b", "a"]}, 'items: "a" is named twice'),
    ({**TWO, "items": "ab"}, 'items: "ab" is not a list of items'),
    ({**TWO, "weights": [1]}, '"weights" must list 2 numbers, one a ballot, not 1'),
    ({**TWO, "weights": 2}, '"weights" must list 2 numbers'),
    ({**TWO, "weights": [1, -1]}, "weights[1]: -1 is not a number of people"),
    ({**TWO, "weights": [1, -0.5]}, "weights[1]: -0.5 is not a number of people"),
    ({**TWO, "weights": [1, True]}, "weights[1]: true is not a number of people"),
    ({**TWO, "weights": [1, "2"]}, 'weights[1]: "2" is not a number of people'),
    ({**TWO, "voters": 1}, "voters: 1 is fewer than the 2 people"),
    ({**TWO, "voters": 2.5}, "voters: 2.5 is not a whole number"),
    ({**TWO, "seats": 0}, "seats: 0 of 2 items"),
    ({**TWO, "seats": 3}, "seats: 3 of 2 items"),
    ({**TWO, "seats": -1}, "seats: -1 is below zero"),
    ({**TWO, "seats": True}, "seats: true is not a whole number"),
    ({**TWO, "method": "equal_shares"}, '"seats" is missing'),
    ({**TWO, "method": "equal_shares", "seats": 1, "kinds": ["x"]}, '"kinds" must list 2 of them'),
    ({**TWO, "method": "equal_shares", "seats": 1, "kinds": [1, 2]}, '"kinds" must list the kind'),
    (judged(), '"ballots" or "counts" is missing'),
    (judged(counts=[1]), '"counts" must be an object'),
    (judged(counts={"A": [1, 2]}), 'counts, "A": 5 numbers are needed, one a grade, not 2 of them'),
    (judged(counts={"A": 5}), 'counts, "A": 5 numbers are needed, one a grade, not 5'),
    (judged(counts={"A": [1, -2, 0, 0, 0]}), 'counts, "A", Insuffisant: -2 is below zero'),
    (judged(counts={"A": [1, 2.0, 0, 0, 0]}), 'counts, "A", Insuffisant: 2.0 is not a whole number'),
    (judged(counts={"A": [1, True, 0, 0, 0]}), "true is not a whole number"),
    (judged(counts={"A": [1, "2", 0, 0, 0]}), '"2" is not a whole number'),
    (judged(counts={"A": [10**31, 0, 0, 0, 0]}), "a number of 32 digits is too large"),
    (judged(counts={"A": [1] * 5}, voters=4), "voters: 4 is fewer than the 5 people"),
    (judged(counts={"A": [1] * 5}, voters="5"), 'voters: "5" is not a whole number'),
    (judged(counts={"A": [1] * 5}, missing="best"), 'missing: "best"; write "leave_out" or "worst"'),
    ({"method": "approval", "counts": {"a": -1}}, 'counts, "a": -1 is below zero'),
    ({"method": "approval", "counts": [1]}, "counts: a list is not a ballot; write"),
    ({"method": "approval", "counts": {"a": 3}, "voters": 2}, "voters: 2 is fewer than the 3 people"),
    ({"method": "approval", "counts": {"a": 3}, "items": ["a"]}, '"counts" and "items" say the same thing twice'),
    ({"method": "equal_shares", "counts": {"a": 3}, "seats": 1}, '"counts" means nothing to equal_shares'),
    ({"method": "points", "budget": 2, "counts": {"a": [0, 0, 0, 1]}}, "3 numbers at most are needed, for 0 to 2"),
    ({"method": "points", "budget": 2, "counts": {"a": "1"}}, 'for 0 to 2 points, not "1"'),
    ({"method": "points", "budget": 2, "counts": {"a": True}}, "for 0 to 2 points, not true"),
    ({"method": "points", "budget": 2, "counts": {"a": -1}}, 'counts, "a": -1 is below zero'),
    ({"method": "points", "budget": 2, "counts": {"a": [0, -1]}}, 'counts, "a", 1 points: -1 is below zero'),
    ({"method": "statements", "counts": {"a": {"oui": 1}}}, 'counts, "a": "oui" is not one of: agree'),
    ({"method": "statements", "counts": {"a": {"agree": "1"}}}, 'counts, "a", agree: "1" is not a whole number'),
    ({"method": "schulze", "duels": {"a": {"b": 1}}}, '"b" is no other item; each item has a row'),
    ({"method": "schulze", "duels": {"a": {"a": 1}}}, '"a" is no other item'),
    ({"method": "schulze", "duels": {"a": {"b": 1.5}, "b": {}}}, 'duels, "a", "b": 1.5 is not a whole number'),
    ({"method": "schulze", "duels": {"a": {"b": 3}, "b": {"a": 1}}, "voters": 3}, "voters: 3 is fewer than the 4"),
    ({"method": "borda", "duels": {}, "ballots": []}, '"duels" and "ballots" say the same thing twice'),
    (judged(counts={"A": [1] * 5}, ballots=[]), '"counts" and "ballots" say the same thing twice'),
    (judged(counts={"A": [1] * 5}, weights=[]), '"counts" and "weights" say the same thing twice'),
    (judged(ballots=[{"A": "Bon"}]), 'ballots[0], "A": "Bon" is not one of'),
    (judged(ballots=[{"A": "bien"}]), 'did you mean "Bien"?'),
    (judged(ballots=[{"A": 3}]), 'ballots[0], "A": 3 is not one of'),
    (judged(ballots=[{"A": ["Bien"]}]), 'ballots[0], "A": a list is not one of'),
    (judged(ballots=[["A"]]), "ballots[0]: a list is not a ballot"),
    (judged(ballots=[{"A": "Bien"}] * 3 + [{"A": "B" * 90}]), f'ballots[3], "A": "{"B" * 40}…" is not one of'),
    (judged(ballots=[{"A": "Bien"}], weights=[0.5]), "weights[0]: 0.5 is not a whole number of people"),
    ({"method": "majority_judgement", "ballots": []}, '"grades" must list the grades'),
    ({"method": "majority_judgement", "grades": [], "counts": {}}, '"grades" must list the grades'),
    ({"method": "majority_judgement", "grades": ["a", "a"], "counts": {}}, 'grades: "a" is listed twice'),
    ({"method": "majority_judgement", "grades": ["a", "Sans avis"], "counts": {}}, '"Sans avis" is not a grade'),
    ({"method": "points", "ballots": []}, '"budget" is missing'),
    ({"method": "points", "budget": -1, "ballots": []}, "budget: -1 is below zero"),
    ({"method": "points", "budget": 5, "ballots": [{"a": 3, "b": 3}]}, "ballots[0]: 6 points, 5 at most"),
    ({"method": "points", "budget": 5, "cap": 3, "ballots": [{"a": 4}]}, 'ballots[0], "a": 4 points, 3 at most'),
    ({"method": "points", "budget": 5, "ballots": [{"a": -1}]}, 'ballots[0], "a": -1 is below zero'),
    ({"method": "points", "budget": 5, "ballots": [{"a": 1}, {"a": True}]}, 'ballots[1], "a": true is not a whole'),
    ({"method": "points", "budget": 5, "ballots": [{"a": 1}, {"a": 1.0}]}, 'ballots[1], "a": 1.0 is not a whole'),
    ({"method": "schulze", "ballots": [["a", "b"]]}, 'ballots[0][0]: "a" is not a list of items; write [["A"]'),
    ({"method": "schulze", "ballots": [[["a", "b"]], ["ab"]]}, 'ballots[1][0]: "ab" is not a list of items'),
    ({"method": "schulze", "ballots": [[["a"], ["b", "a"]]]}, 'ballots[0]: "a" is ranked twice'),
    ({"method": "borda", "ballots": [{"a": 1}]}, "ballots[0]: an object is not a ranking"),
    ({"method": "statements", "ballots": [{"a": "oui"}]}, 'ballots[0], "a": "oui" is not one of: agree'),
    ({"method": "statements", "ballots": [{"a": 1}]}, 'ballots[0], "a": 1 is not one of: agree'),
    ({"method": "consent", "ballots": [{"a": "objection"}]}, '"objection" is not one of: no_objection, lifted, stands'),
    ({"method": "consent", "counts": {"a": {"stand": 1}}}, '"stand" is not one of: no_objection, lifted, stands'),
    ({"method": "consent", "ballots": [{"a": "stands"}], "weights": [0.5]}, "0.5 is not a whole number of people"),
    ({"method": "second_round", "rounds": []}, '"grades" must list the grades'),
    ({"method": "second_round", "grades": FIVE}, '"rounds" or "counts" is missing'),
    ({"method": "second_round", "grades": FIVE, "ballots": []}, '"ballots" means nothing to second_round'),
    ({"method": "second_round", "grades": FIVE, "rounds": {}}, '"rounds" must list, for each person'),
    ({"method": "second_round", "grades": FIVE, "rounds": [[{}]]}, "rounds[0]: 1 ballots; write ["),
    ({"method": "second_round", "grades": FIVE, "rounds": [3]}, "rounds[0]: 3; write ["),
    ({"method": "second_round", "grades": FIVE, "rounds": [[{}, ["A"]]]}, "rounds[0][1]: a list is not a ballot"),
    ({"method": "second_round", "grades": FIVE, "rounds": [[{}, {}], [{"A": "Bon"}, {}]]}, 'rounds[1][0], "A": "Bon"'),
    ({"method": "second_round", "grades": FIVE, "rounds": [], "counts": {}}, '"counts" and "rounds" say the same'),
    (
        {"method": "second_round", "grades": FIVE, "counts": {"A": [1] * 5}, "moves": {"B": {"people": 1}}},
        'moves, "B": not one of the items',
    ),
    (
        {"method": "second_round", "grades": FIVE, "counts": {"A": [1] * 5}, "moves": {"A": {"people": 1, "up": 2}}},
        'moves, "A": 2 people changed, of 1 who answered twice',
    ),
    (
        {"method": "second_round", "grades": FIVE, "counts": {"A": [1] * 5}, "moves": {"A": {"same": 2}}},
        '"same" is not one of: people, up, down, aside',
    ),
    ({"method": "second_round", "grades": FIVE, "counts": {}, "held": -1}, "held: -1 is below zero"),
]


@pytest.mark.parametrize(("content", "sentence"), REFUSED, ids=[sentence[:50] for _, sentence in REFUSED])
def test_what_cannot_be_counted_is_refused_with_its_place(desk: Desk, content: object, sentence: str) -> None:
    """Exit 1, one sentence, nothing on the standard output: a wrong count would look as right as another."""
    assert sentence in desk.refused(content)


def test_files_that_are_not_there_or_not_text(desk: Desk) -> None:
    """A sentence for each, and no traceback."""
    assert desk.type("nulle_part.json")[0::2] == (1, "There is no file nulle_part.json.\n")
    assert desk.type(".")[0] == 1
    (desk.place / "latin.csv").write_bytes("é;b\n".encode("latin-1"))
    code, _, err = desk.type("latin.csv")
    assert (code, err) == (1, "latin.csv: not UTF-8 (byte 0); save it as UTF-8\n")
    assert desk.type()[0] == 2


def test_the_command_line_does_not_contradict_the_file(desk: Desk) -> None:
    """Two answers to one question: neither is taken."""
    assert "the file says seats 1, the command line 2" in desk.refused({**TWO, "seats": 1}, "--seats", "2")
    assert desk.count(TWO, "--seats", "2")["winners"] == ["a", "b"]


def test_a_pipe(desk: Desk) -> None:
    """« - » is what another program writes."""
    document = json.dumps(TWO).encode()
    desk.monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(document)))
    code, out, _ = desk.type("-", "--json")
    assert (code, json.loads(out)["winners"]) == (0, ["a", "b"])
    desk.monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert desk.type("-")[2].startswith("standard input: the file is empty")


# ── how it is shown ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_table_says_ranks_ties_and_reasons(desk: Desk) -> None:
    """Without --json: for a person."""
    code, out, err = desk.type(
        desk.file(judged(counts={"A": [0, 0, 0, 2, 2], "B": [0, 0, 0, 2, 2], "C": [0, 0, 0, 0, 1], "D": [0] * 5}))
    )
    assert (code, err) == (0, "")
    assert "1=" in out
    assert "graded by under half" in " ".join(out.split())
    assert "Winners: A, B." in out
    assert "majority_judgement, 4 voters." in out


def test_numbers_in_the_table_are_short_and_one_voter_is_one() -> None:
    """A half is written 0.5, a third 0.333; « 1 voters » is nobody's English."""
    thirds = count(
        poll_of(*read(b'{"method": "approval", "ballots": [["a"], ["b"], ["b"]], "weights": [0.5, 1, 0.333333]}'))
    )
    head, rows, sentences = table(thirds)
    assert head == ["rank", "item", "score"]
    assert rows == [["1", "b", "1.333"], ["2", "a", "0.5"]]
    assert sentences[0] == "approval, 1.833 voters."
    assert table(count(poll_of(*read(b'{"method": "approval", "ballots": [["a"]]}'))))[2][0] == "approval, 1 voter."


def test_the_table_of_seats_names_what_is_tied(desk: Desk) -> None:
    """And each way of leaving it."""
    ballots = [["a"], ["a"], ["b"], ["c"]]
    document = {"method": "sequential_pav", "seats": 2, "ballots": ballots, "kinds": ["u", "u", "u", "v"]}
    out = desk.type(desk.file(document))[1]
    assert "Chosen: a." in out
    assert "Tied for 1 seat: b, c." in out
    assert out.count("One way to leave the tie") == 2
    none = desk.type(desk.file({"method": "points", "budget": 3, "ballots": []}))[1]
    assert "No winner" in none
    left = desk.type(desk.file({**document, "seats": 1}))[1]
    assert "Nothing of what these named is chosen: v." in left
    many = desk.type(desk.file({"method": "equal_shares", "seats": 9, "ballots": [[f"i{n}"] for n in range(18)]}))[1]
    assert "Tied for 9 seats" in many
    stated = desk.type(desk.file({"method": "statements", "ballots": [{"s": "agree", "t": "pass"}]}))[1]
    assert "nobody took a side" in stated
    thirds = desk.type(desk.file({"method": "approval", "ballots": [["a"]], "weights": [0.125]}))[1]
    assert "0.125" in thirds


def test_names_are_shown_as_text(desk: Desk) -> None:
    """An item is somebody's words: neither markup nor what moves a terminal's cursor."""
    name = "[red]x[/red]\x1b[2J"
    out = desk.type(desk.file({"method": "approval", "ballots": [[name]]}))[1]
    assert "[red]x[/red]" in out
    assert "\x1b[2J" not in out


# ── tally = recount ──────────────────────────────────────────────────────────────────────────────────────────────────


@given(
    st.lists(st.dictionaries(st.sampled_from("ABC"), st.sampled_from([*FIVE, None, "Sans avis"])), max_size=20),
    st.randoms(use_true_random=False),
)
def test_equal_ballots_written_apart_or_together_count_the_same(ballots: list[dict[str, Any]], chance: Any) -> None:
    """The reader puts equal ballots together; their order, and whether they come with weights, change nothing."""

    def line_of(document: dict[str, Any]) -> list[Any]:
        data = json.dumps({**document, "items": ["A", "B", "C"]}).encode()
        result = count(poll_of(*read(data)))
        return sorted(map(repr, result.ranking))

    apart = line_of(judged(ballots=ballots))
    chance.shuffle(ballots)
    different = [dict(one) for one in {tuple(sorted(ballot.items())): 1 for ballot in ballots}]
    weights = [sum(ballot == one for ballot in ballots) for one in different]
    assert line_of(judged(ballots=ballots)) == apart
    assert line_of(judged(ballots=different, weights=weights)) == apart
    counts = {item: [sum(b.get(item) == grade for b in ballots) for grade in FIVE] for item in "ABC"}
    result = count(poll_of(*read(json.dumps(judged(counts=counts, voters=len(ballots))).encode())))
    assert sorted(map(repr, result.ranking)) == apart
    for line in result.ranking:
        if line.grade is not None:
            assert line.grade == FIVE[majority_grade(counts[line.item])]


@given(
    st.sampled_from(METHODS),
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-3, 9)
        | st.floats()
        | st.text(max_size=4)
        | st.sampled_from(["a", "Bien"]),
        lambda inner: (
            st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["a", "b", "Bien"]), inner, max_size=3)
        ),
    ),
)
def test_whatever_a_file_holds_the_answer_is_a_result_or_a_sentence(method: str, value: Any) -> None:
    """Never an exception of another kind, for any value at any key."""
    base: dict[str, Any] = {"method": method, "ballots": [], "items": ["a", "b"]}
    if method == "majority_judgement":
        base["grades"] = ["Mal", "Bien"]
    if method == "second_round":
        base = {"method": method, "grades": ["Mal", "Bien"], "rounds": []}
    if method == "points":
        base["budget"] = 5
    if method in ("equal_shares", "sequential_pav"):
        base["seats"] = 1
    keys = "ballots weights voters seats items grades counts budget cap kinds missing duels rounds moves held"
    for key in keys.split():
        without = {name: value for name, value in base.items() if name not in ("ballots", "items", "rounds")}
        for document in ({**base, key: value}, {**base, key: [value]}, {**without, key: value}):
            data = json.dumps(document, allow_nan=True).encode("utf-8", "surrogatepass")
            with suppress(Unreadable):
                json.dumps(count(poll_of(*read(data, Told()))).document())
