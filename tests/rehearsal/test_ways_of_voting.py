"""The three flagships vote by each method in turn: through the chat with the shipped people, and with random ones."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from bot import app, workbench
from bot.authoring import load
from bot.engine.ballots import VoteResult
from bot.rehearsal.crowd import Person, load_crowd
from bot.rehearsal.parameters import with_stand_ins
from bot.rehearsal.random_crowd import RandomCrowd
from bot.rehearsal.stage import StagedSession
from bot.settings import Settings
from bot.tallying import Told
from tests.rehearsal.evening import ROOT, Evening, an_evening
from tests.variants import FLAGSHIPS, OWN, voters, voting, with_rounds

pytestmark = pytest.mark.untraced
EVENINGS = tuple(zip(FLAGSHIPS, OWN, strict=True))
"""Each flagship with one method, each method with one flagship: what takes a minute is not done nine times."""


@pytest.mark.timeout(300)
@pytest.mark.parametrize(("workshop", "kind"), EVENINGS)
def test_a_flagship_votes_through_the_chat(workshop: str, kind: str, tmp_path: Path) -> None:
    """From the buttons on the phones to the notebook: what people meant is what is counted and printed."""
    file = tmp_path / "workshops" / f"{workshop}.yaml"
    file.parent.mkdir()
    file.write_bytes(voting(ROOT / "workshops" / file.name, kind))
    crowd = voters(load_crowd(ROOT / "workshops" / "crowds" / file.name), kind)
    evening = an_evening(crowd, 1, tmp_path, workshop=file)
    assert evening.dead_letters == 0
    assert evening.report.duplicates == 0
    result = evening.results["vote"]
    assert result.voters > len(crowd.people) // 2
    known = {item.code for item in result.items}
    wanted = [_wanted(person, kind) & known for person in crowd.people]
    for item in known:
        assert _named(result, item, kind) <= sum(item in one for one in wanted)
    # Nobody's choice is lost but theirs who left, or came when the vote was closed.
    assert sum(_named(result, item, kind) for item in known) >= 0.6 * sum(map(len, wanted))
    page = evening.notebook(".html")
    if kind == "approval_vote":
        assert result.portfolios is not None
        assert re.search(r"types? d['’]acteurs", page)
    assert all(item.code in page for item in result.items)
    _is_shown_to_everybody(evening)
    assert _recounted(evening, tmp_path) >= {"vote", "points"}


_RESULT: Final = re.compile("Résultat du vote|La répartition est close|Result of the vote|The points are closed")


def _is_shown_to_everybody(evening: Evening) -> None:
    """Whoever was told the result in words is sent its picture after it, once; so are the facilitators."""
    told = 0
    for screen in (*evening.screens.values(), evening.facilitator_screen):
        pictures = [n for n, one in enumerate(screen) if one.document and one.document.filename == "vote.png"]
        told += len(pictures)
        assert len({screen[n].document for n in pictures}) == len(pictures) <= 2
        if screen is not evening.facilitator_screen:
            assert all(any(_RESULT.search(one.text) for one in screen[:n]) for n in pictures)
        assert all(0 < len(screen[n].text) <= 1024 for n in pictures)
    assert told > len(evening.screens)
    assert any(one.text.startswith("Vote") for one in evening.facilitator_screen if one.document)


@pytest.mark.timeout(300)
def test_a_flagship_holds_a_second_round_through_the_chat(tmp_path: Path) -> None:
    """One's own grade kept by a tap, or changed; who moved is counted from the two ballots of each person."""
    file = tmp_path / "workshops" / "relocalisation.yaml"
    file.parent.mkdir()
    file.write_bytes(with_rounds(ROOT / "workshops" / file.name, 1, arguments="debat"))
    crowd = load_crowd(ROOT / "workshops" / "crowds" / file.name)
    changing = next(one for one in crowd.people if one.votes.get("vote", {}).get("RH1") not in (None, "Excellent"))
    changed = replace(changing, votes={**changing.votes, "tour_2": {"RH1": "Excellent"}})
    people = tuple(changed if one is changing else one for one in crowd.people)
    evening = an_evening(replace(crowd, people=people), 1, tmp_path, workshop=file)
    assert evening.dead_letters == 0
    first, second = evening.results["vote"], evening.results["tour_2"]
    assert [item.code for item in first.items] == [item.code for item in second.items]
    moves = {one.code: one for one in second.moves}
    assert 3 <= moves["RH1"].people <= min(first.voters, second.voters)
    assert {code: one.moved for code, one in moves.items() if one.moved} == {"RH1": 1}
    assert "Second tour de" in evening.notebook(".html")
    assert _recounted(evening, tmp_path) >= {"vote", "tour_2", "points"}


def _recounted(evening: Evening, folder: Path) -> set[str]:
    """`horizons compile` on what the evening left, then `horizons tally` on each exported vote: the places printed."""
    settings = Settings(database_url=f"sqlite+aiosqlite:///{folder}/evening.sqlite3", notebooks_dir=folder / "cahiers")
    (session,) = app.start(app.list_sessions(settings))
    app.start(app.compile_session(settings, session.id, ["json"], folder / "data"))
    votes = set()
    for file in (folder / "data").glob("cahier-bulletins-*.json"):
        vote = file.stem.removeprefix("cahier-bulletins-")
        again = {line["item"]: line["rank"] for line in workbench.tally(file, Told()).document()["ranking"]}
        assert again == {one.code: one.rank for one in evening.results[vote].standings}, vote
        votes.add(vote)
    return votes


def _wanted(person: Person, kind: str) -> set[str]:
    """The items for which this person says something that counts for them."""
    if kind == "statements":
        return {item for item, said in person.votes.get("vote", {}).items() if said == "D'accord"}
    return set(person.answers.get("vote", ()))


def _named(result: VoteResult, item: str, kind: str) -> int:
    counts = next(one for one in result.counts if one.code == item)
    return sum(counts.counts) if kind == "ranking_vote" else counts.counts[1]


@pytest.mark.parametrize("workshop", FLAGSHIPS)
@pytest.mark.parametrize("kind", OWN)
def test_random_people_bring_a_flagship_to_its_end_by_any_method(workshop: str, kind: str) -> None:
    """What no crowd was written for: buttons at random, forged ones among them."""
    file = ROOT / "workshops" / f"{workshop}.yaml"
    script = load(file.name, voting(file, kind))
    for seed in range(3):
        session = StagedSession(script, with_stand_ins(script, {}), seed=f"{kind}-{seed}")
        RandomCrowd(session, [f"p{n}" for n in range(5)], f"{workshop}-{kind}-{seed}").play()
        result = session.sealed["vote"]
        assert result.voters <= len(session.runs)
        assert {one.code for one in result.standings} == {item.code for item in result.items}
