"""§ 9 of a workshop that votes by approval, by ranking or on statements. All data is fabricated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from html import unescape
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from bot import authoring, workbench
from bot.engine.ballots import NOTHING, Item, Origin, Portfolios, VoteResult
from bot.engine.script import RankingBallot, RankingMethod, Script
from bot.facilitation.counting import count
from bot.facilitation.kinds import Kinds
from bot.notebook import FORMATS
from bot.notebook.analysis import analyse
from bot.notebook.blocks import Table
from bot.notebook.context import Notebook, Vote
from bot.notebook.desk import Desk
from bot.notebook.formats.edition import edition_of
from bot.notebook.portfolios import portfolio_sentences
from bot.tallying import Told
from tests.notebook.evening import WORKSHOPS, Evening
from tests.notebook.material import HOSTILE, a_material
from tests.variants import voting

ITEMS = (
    Item("RH1", "Les cantines cuisinent d'ici.", Origin.PREPARED),
    Item("RH2", "Chaque quartier répare.", Origin.PREPARED),
    Item("RG1", HOSTILE, Origin.GROUP),
)
Ballots = Sequence[Mapping[str, int | None]]


@cache
def by(kind: str) -> Script:
    path = WORKSHOPS / "relocalisation.yaml"
    return authoring.load(path.name, voting(path, kind))


def compiled(kind: str, ballots: Ballots) -> Notebook:
    script = by(kind)
    evening = Evening("relocalisation")
    evening.results["vote"] = count(script.step("vote"), ITEMS, ballots, electorate=6)
    return analyse(evening.material(script=script))


def the_vote(notebook: Notebook) -> Vote:
    assert notebook.horizons is not None
    (vote,) = notebook.horizons.votes
    return vote


def table_of(vote: Vote) -> Table:
    assert vote.table is not None
    return vote.table


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


APPROVED: Ballots = ({"RH1": 1, "RH2": 1}, {"RH1": 1}, {}, {"RH1": 1, "RG1": 1})
RANKED: Ballots = ({"RH1": 1, "RH2": 2}, {"RH1": 1}, {"RH2": 1, "RH1": 2}, {"RH1": 1, "RH2": 2, "RG1": 3})
STANCES: Ballots = (
    {"RH1": 1, "RH2": 1, "RG1": None},
    {"RH1": 1, "RH2": 0},
    {"RH1": 1, "RH2": 0},
    {"RH1": 1, "RH2": 1},
)


def test_approval_prints_the_people_each_item_suits_out_of_all_who_voted() -> None:
    """Who approves of nothing is a voter too: leaving her out would raise every share."""
    vote = the_vote(compiled("approval_vote", APPROVED))
    assert [plain(cell) for cell in table_of(vote).rows[0][1:]] == ["1er", "3", "3 sur 4"]
    assert [plain(one.outcome.text) for one in vote.horizons] == [
        "Convient à 3 personnes sur 4.",
        "Convient à une personne sur 4.",
        "Convient à une personne sur 4.",
    ]
    assert any("Ex æquo au rang 2" in plain(one.text) for one in vote.summary)


def test_approval_and_rankings_do_not_claim_to_show_what_divides() -> None:
    """They never asked who is against."""
    for kind, ballots in (("approval_vote", APPROVED), ("ranking_vote", RANKED)):
        assert "rien n'y montre ce qui partage" in plain(the_vote(compiled(kind, ballots)).divides.text)


def test_a_ranking_prints_duels_with_borda_beside_and_names_its_method() -> None:
    """Schulze's winner beats both others; what one person left out shares the last places by halves."""
    vote = the_vote(compiled("ranking_vote", RANKED))
    best, *_ = table_of(vote).rows
    # Borda: 2 + 2 + 1 + 2; one of four ballots ranks a single item.
    assert [plain(cell) for cell in best[1:]] == ["1er", "2", "0", "7", "3", "0"]
    assert "Tideman" in table_of(vote).note
    second = table_of(vote).rows[1]
    assert plain(second[4]) == "4½"
    assert plain(vote.horizons[0].outcome.text) == "Duels gagnés : 2 sur 2 ; perdus : 0. Borda : 7."


def test_the_same_rankings_counted_by_schulze_say_so() -> None:
    """Two methods may order the same ballots differently: which one counted is printed with the result."""
    script = by("ranking_vote")
    step = script.step("vote")
    (question,) = step.questions
    assert isinstance(question.accepts, RankingBallot)
    schulze = msgspec.structs.replace(question.accepts, method=RankingMethod.SCHULZE)
    other = msgspec.structs.replace(step, questions=(msgspec.structs.replace(question, accepts=schulze),))
    evening = Evening("relocalisation")
    evening.results["vote"] = count(other, ITEMS, RANKED, electorate=6)
    steps = tuple(other if one.id == "vote" else one for one in script.steps)
    notebook = analyse(evening.material(script=msgspec.structs.replace(script, steps=steps)))
    assert "Schulze" in table_of(the_vote(notebook)).note


def test_statements_print_both_sides_and_what_divides() -> None:
    """Half for, half against: not the same as half indifferent."""
    vote = the_vote(compiled("statements", STANCES))
    assert [plain(cell) for cell in table_of(vote).head[2:]] == ["D'accord", "Pas d'accord", "Je passe"]
    assert [row[2:] for row in table_of(vote).rows] == [("4", "0", "0"), ("2", "2", "0"), ("0", "0", "1")]
    assert "RH2" in vote.divides.text
    assert "ou mieux" not in vote.divides.text
    assert not vote.horizons[-1].ranked
    assert any("Non classée" in one.text for one in vote.summary)


@pytest.mark.parametrize(
    ("kind", "ballots", "figure", "beside"),
    [
        ("approval_vote", APPROVED, "convient à 3 personnes", "sur 4"),
        ("ranking_vote", RANKED, "duels gagnés : 2 sur 2", "Borda : 7"),
        ("statements", STANCES, "d'accord : 4", "pas d'accord : 0"),
    ],
)
def test_page_one_gives_the_figure_with_what_it_is_read_beside(
    kind: str, ballots: Ballots, figure: str, beside: str
) -> None:
    """A number alone on page one says whatever one wants it to."""
    line = compiled(kind, ballots).essential.leaders[0]
    assert (plain(line.grade), plain(line.gauge)) == (figure, beside)


@pytest.mark.parametrize("kind", ["approval_vote", "ranking_vote", "statements"])
def test_two_ballots_are_not_printed(kind: str) -> None:
    """Two ballots side by side tell each voter the other's."""
    vote = the_vote(compiled(kind, [{"RH1": 1}, {"RH1": 1}]))
    assert vote.table is None
    assert all(one.rank == "non classé" for one in vote.horizons)


@pytest.mark.parametrize(
    ("kind", "ballots"), [("approval_vote", APPROVED), ("ranking_vote", RANKED), ("statements", STANCES)]
)
def test_an_exported_vote_recounts_to_what_is_printed(kind: str, ballots: Ballots, tmp_path: Path) -> None:
    """Item by item: no whole ballot is left once a vote is closed."""
    script = by(kind)
    evening = Evening("relocalisation")
    evening.results["vote"] = result = count(script.step("vote"), ITEMS, ballots, electorate=6)
    edition = edition_of(evening.material(script=script), (WORKSHOPS.parent / "templates",))
    file = tmp_path / "vote.json"
    file.write_bytes(FORMATS["csv"](edition)["cahier-bulletins-vote.json"])
    recount = workbench.tally(file, Told()).document()
    assert {place["item"]: place["rank"] for place in recount["ranking"]} == {
        place.code: place.rank for place in result.standings
    }
    assert recount["voters"] == result.voters


def test_a_ranking_leaves_its_duels_and_no_ballot() -> None:
    """Duels are all that is kept of rankings, and all that a recount needs."""
    script = by("ranking_vote")
    evening = Evening("relocalisation")
    evening.results["vote"] = count(script.step("vote"), ITEMS, RANKED, electorate=6)
    edition = edition_of(evening.material(script=script), (WORKSHOPS.parent / "templates",))
    assert edition.ballots["vote"]["duels"] == {
        "RH1": {"RH2": 3, "RG1": 4},
        "RH2": {"RH1": 1, "RG1": 3},
        "RG1": {"RH1": 0, "RH2": 0},
    }
    assert ("vote", "RH1", "> RH2", 3) in edition.tables["ballots"]


def test_statements_are_exported_as_polis_does() -> None:
    """How many agreed, disagreed, passed; no author, no time, no cell that is a formula."""
    script = by("statements")
    evening = Evening("relocalisation")
    evening.results["vote"] = count(script.step("vote"), ITEMS, STANCES, electorate=6)
    edition = edition_of(evening.material(script=script), (WORKSHOPS.parent / "templates",))
    files = FORMATS["polis"](edition)
    assert list(files) == ["cahier-polis-vote-comments.csv"]
    rows = files["cahier-polis-vote-comments.csv"].decode().splitlines()
    assert rows[0] == "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body,passes"
    assert rows[1] == "0,,0,0,4,0,1,Les cantines cuisinent d'ici.,0"
    assert rows[2] == "0,,1,0,2,2,1,Chaque quartier répare.,0"


CODES = [f"S{n}" for n in range(8)]
STATEMENTS = tuple(Item(code, f"Phrase numéro {code}.", Origin.PREPARED) for code in CODES)
ONE_CAMP: dict[str, int | None] = dict(zip(CODES, (1, 1, 1, 1, 0, 0, 1, 0), strict=True))
OTHER_CAMP: dict[str, int | None] = dict(zip(CODES, (0, 0, 0, 0, 1, 1, 1, 0), strict=True))


def stated(ballots: Ballots, items: tuple[Item, ...] = STATEMENTS) -> Vote:
    script = by("statements")
    evening = Evening("relocalisation")
    evening.results["vote"] = count(script.step("vote"), items, ballots, electorate=len(ballots))
    return the_vote(analyse(evening.material(script=script)))


def test_every_way_of_voting_has_its_picture() -> None:
    """With a title and the figures in words; the table says the same."""
    expected = (
        ("approval_vote", APPROVED, "Personnes à qui chaque proposition convient", "d'ici. — convient 3, pas choisi 1"),
        ("ranking_vote", RANKED, "Duels, deux propositions à la fois", "d'ici. — RH2 : 3 contre 1"),
        ("statements", STANCES, "Accords et désaccords", "d'accord 2, je passe 0, pas d'accord 2"),
    )  # fmt: skip
    for kind, ballots, title, figures in expected:
        (chart,) = the_vote(compiled(kind, ballots)).charts
        drawing = unescape(plain(chart.svg))
        assert title in drawing
        assert figures in drawing


def test_of_more_items_than_a_telephone_can_show_the_matrix_is_of_the_first() -> None:
    """It says so on the drawing; the table has them all."""
    script = by("ranking_vote")
    evening = Evening("relocalisation")
    items = tuple(Item(f"RG{n}", f"Proposition {n}.", Origin.PREPARED) for n in range(40))
    ballots = [{item.code: n + 1 for n, item in enumerate(items)}] * 4
    evening.results["vote"] = count(script.step("vote"), items, ballots, electorate=4)
    vote = the_vote(analyse(evening.material(script=script)))
    (chart,) = vote.charts
    drawing = plain(chart.svg)
    assert drawing.count("Duels entre les 12 premières propositions, sur 40") == 3  # title, alternative, drawn
    assert "RG11 : Proposition 11. —" in drawing
    assert "RG12" not in drawing
    assert len(table_of(vote).rows) == 40


def test_opinion_groups_are_told_drawn_and_named_by_letters_only() -> None:
    """Two camps of a meeting, what tells each, what both share, what both refuse; the result survives the store."""
    vote = stated([ONE_CAMP] * 13 + [OTHER_CAMP] * 10)
    said = [plain(sentence.text) for sentence in vote.summary]
    assert "2 groupes d'opinion se distinguent, parmi 23 personnes : A (13 personnes) et B (10 personnes)." in said
    assert any(one.startswith("Ce qui distingue le groupe A : d'accord avec S0 (13 sur 13)") for one in said)
    assert "Consensus, tous les groupes étant d'accord avec la phrase : S6." in said
    assert "Refus partagé, tous les groupes étant en désaccord avec la phrase : S7." in said
    assert "A · 13" in vote.charts[-1].svg
    script = by("statements")
    result = count(script.step("vote"), STATEMENTS, [ONE_CAMP] * 13 + [OTHER_CAMP] * 10, electorate=23)
    assert msgspec.json.decode(msgspec.json.encode(result), type=VoteResult) == result


def test_why_there_are_no_opinion_groups_is_said() -> None:
    """Too few statements, too few people, or no clear groups: a sentence each, and no map."""
    few = stated([ONE_CAMP] * 6)
    assert any("il faut 20 personnes ayant répondu à 7 phrases, 6 l'ont fait" in plain(s.text) for s in few.summary)
    short = stated([{"S0": 1}] * 5, STATEMENTS[:2])
    assert any("il faut 7 phrases au moins" in plain(s.text) for s in short.summary)
    alike = stated([ONE_CAMP] * 30)
    assert any("ne forment pas de groupes" in plain(s.text) for s in alike.summary)
    assert all("Carte des opinions" not in chart.svg for vote in (few, short, alike) for chart in vote.charts)


def summary_of(ballots: Ballots, kinds: Kinds = ()) -> list[str]:
    """What an approval vote on five items says."""
    script = by("approval_vote")
    evening = Evening("relocalisation")
    items = tuple(Item(f"P{n}", f"Proposition {n}.", Origin.PREPARED) for n in range(1, 6))
    evening.results["vote"] = count(script.step("vote"), items, ballots, electorate=12, kinds=kinds)
    return [plain(sentence.text) for sentence in the_vote(analyse(evening.material(script=script))).summary]


def kept_of(ballots: Ballots) -> list[str]:
    """What it says of keeping three."""
    return [one for one in summary_of(ballots) if one.startswith("Pour en garder")]


def test_a_minority_that_agrees_is_shown_beside_the_plain_total() -> None:
    """Seven people name the same three, three another: the total leaves these three with nothing."""
    (said,) = kept_of([{"P1": 1, "P2": 1, "P3": 1}] * 7 + [{"P4": 1}] * 3)
    assert "au simple total, P1, P2 et P3 ;" in said
    assert "par parts égales" in said
    assert "P4, 2 places entre P1, P2 et P3 ;" in said


def test_where_all_ways_keep_the_same_it_is_said_once() -> None:
    """And nothing is said where there is nothing to choose from, or to choose by."""
    (same,) = kept_of([{"P1": 1}] * 4 + [{"P2": 1}] * 4 + [{"P3": 1}] * 4 + [{"P4": 1}])
    assert same.startswith("Pour en garder 3 : P1, P2 et P3, que l'on compte")
    assert kept_of([{}] * 5) == []
    assert not any("Pour en garder" in one.text for one in the_vote(compiled("approval_vote", APPROVED)).summary)


def test_a_tie_in_the_plain_total_is_left_too() -> None:
    """One place between two, by every way of keeping three."""
    (said,) = kept_of([{"P1": 1}] * 4 + [{"P2": 1}] * 3 + [{"P3": 1}] * 2 + [{"P4": 1}] * 2)
    assert "P1, P2, une place entre P3 et P4" in said


MANY: Mapping[str, int | None] = {"P1": 1, "P2": 1, "P3": 1}
FEW: Mapping[str, int | None] = {"P4": 1}


def left_out(kinds: Sequence[tuple[str, Mapping[str, int | None], int]]) -> str:
    """The sentence on who is left out, when so many of each kind vote so."""
    pairs = [(kind, ballot) for kind, ballot, people in kinds for _ in range(people)]
    (said,) = [one for one in summary_of([ballot for _, ballot in pairs], pairs) if "votant·e·s" in one]
    return said


def test_the_kinds_of_actors_left_without_anything_are_named_beside_each_way_of_keeping() -> None:
    """The plain total leaves the shops nothing; the ways that share leave nobody out."""
    said = left_out([("habitant", MANY, 7), ("entreprise", FEW, 3)])
    assert "au simple total, « Entreprise ou commerce » ; par parts égales, aucun ;" in said
    assert "au moins 3 votant·e·s (2 ici)." in said
    # Where every way leaves out the same, or nobody, one sentence says so.
    alone = left_out([("habitant", MANY, 20), ("entreprise", FEW, 3)])
    assert alone.startswith("Quelle que soit la façon de compter")
    assert "Entreprise ou commerce" in alone
    assert left_out([("habitant", MANY, 4), ("entreprise", {"P1": 1}, 3)]).startswith(
        "Aucun type d'acteurs n'est laissé"
    )


def test_what_each_way_of_keeping_keeps_is_drawn_where_they_differ() -> None:
    """The picture of the choice, with the same in words; none where all ways agree, and none without a choice."""
    script = by("approval_vote")
    items = tuple(Item(f"P{n}", f"Proposition {n}.", Origin.PREPARED) for n in range(1, 6))
    drawn = []
    for ballots in ([MANY] * 7 + [FEW] * 3, [MANY] * 7):
        evening = Evening("relocalisation")
        evening.results["vote"] = count(script.step("vote"), items, ballots, electorate=12)
        drawn.append([plain(chart.svg) for chart in the_vote(analyse(evening.material(script=script))).charts])
    assert (
        "P4 : Proposition 4. — simple total : pas gardée ; parts égales : gardée ; proportionnelle : gardée."
        in (drawn[0][1])
    )
    assert "P5" not in drawn[0][1]
    assert [len(charts) for charts in drawn] == [2, 1]


def test_where_no_kind_is_numerous_nothing_is_said_of_who_is_left_out() -> None:
    """And why is said; where no profile is asked for, nothing."""
    few = summary_of([MANY] * 5 + [FEW])
    assert any(one.startswith("Qui serait laissé sans rien n'est pas dit") for one in few)


def test_whom_a_choice_leaves_out_is_in_every_format() -> None:
    """Readers of the paper, the text and the data are told the same."""
    script = by("approval_vote")
    evening = Evening("relocalisation")
    items = tuple(Item(f"P{n}", f"Proposition {n}.", Origin.PREPARED) for n in range(1, 6))
    pairs = [*[("habitant", MANY)] * 7, *[("entreprise", FEW)] * 3]
    ballots = [ballot for _, ballot in pairs]
    evening.results["vote"] = count(script.step("vote"), items, ballots, electorate=12, kinds=pairs)
    edition = edition_of(evening.material(script=script), (WORKSHOPS.parent / "templates",))
    for name in ("html", "md", "csv", "json"):
        files = {file: data.decode() for file, data in FORMATS[name](edition).items()}
        assert any("dont personne n'a choisi" in unescape(text) for text in files.values()), name


def test_a_result_counted_before_the_plain_total_was_kept_is_read_and_says_less() -> None:
    """A session of last week is compiled again by today's program: nothing is made up for what was not counted."""
    old = b'{"seats":3,"equal_shares":{"chosen":["RH1"]},"sequential":{"chosen":["RH2"]}}'
    known = msgspec.json.decode(old, type=Portfolios)
    assert known.total == NOTHING
    desk = Desk(a_material())
    result = replace(next(iter(desk.material.results.values())), portfolios=known)
    assert portfolio_sentences(desk, result, desk.section("9")) == []
