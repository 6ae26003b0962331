"""The three flagships vote by every method in turn, by taps; each exported vote recounts to what was printed."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import pytest

from bot import workbench
from bot.authoring.shelf import FileShelf, read_files
from bot.chat.buttons import encode
from bot.engine.ballots import Kept, VoteResult
from bot.engine.phrases import Phrase
from bot.engine.prompts import Act, Button, Card
from bot.engine.script import Script
from bot.facilitation.incoming import Gesture, ParticipantButton
from bot.facilitation.material import gather
from bot.facilitation.records import WHOLE_FROM, SessionRecord
from bot.notebook import FORMATS
from bot.notebook.formats.edition import Edition, edition_of
from bot.rehearsal.parameters import with_stand_ins
from bot.tallying import Told
from tests.facilitation.support import ADA, Desk, desk
from tests.notebook.evening import WORKSHOPS
from tests.variants import FLAGSHIPS, in_turn

TEMPLATES = (WORKSHOPS.parent / "templates",)
PEOPLE = tuple(range(101, 101 + WHOLE_FROM))
"""As many as it takes for a portfolio to be recounted from whole ballots."""
METHODS = {
    "vote": "majority_judgement",
    "tour_2": "second_round",
    "approbation": "approval",
    "classement": "schulze",
    "paires": "ranked_pairs",
    "points": "points",
    "affirmations": "statements",
    "objections": "consent",
}
MARKS_AT_MOST = 3
"""Taps on a ballot that is on one card, before it is confirmed."""


class Voters:
    """People who tap what is on their ballot, drawn from a seed, all at the same time."""

    def __init__(self, at: Desk, seed: str) -> None:
        self._at = at
        self._random = Random(seed)
        self._marked: Counter[tuple[int, str]] = Counter()

    async def act(self) -> None:
        """Until nothing on anybody's screen asks for a tap."""
        for _ in range(60):
            taps = [tap for user in PEOPLE if (tap := self._tap(user)) is not None]
            if not taps:
                return
            await self._at.update(*taps)
        raise AssertionError("somebody never came to the end of a ballot")

    def _tap(self, user: int) -> dict[str, Any] | None:
        participant, card = self._at.waiting(user)
        button = self._next(user, card)
        if button is None:
            return None
        return self._at.pressed(
            user, encode(ParticipantButton(participant, button.act, card.wait, card.rev, button.value))
        )

    def _next(self, user: int, card: Card) -> Button | None:
        by_act: dict[Act, list[Button]] = {}
        for button in (one for row in card.rows for one in row):
            by_act.setdefault(button.act, []).append(button)
        if Act.CONFIRM in by_act:
            return by_act[Act.CONFIRM][0]
        if Act.CHOOSE in by_act:
            return by_act[Act.CHOOSE][0]
        if Act.GRADE in by_act:
            # In a second round: to keep, or now and then to change.
            changes = by_act.get(Act.TICK, []) if self._random.random() < 0.3 else []
            return self._random.choice(changes or by_act[Act.GRADE])
        marks = [one for act in (Act.POINT, Act.TICK, Act.RANK) for one in by_act.get(act, []) if one.value]
        if not marks:
            return None
        self._marked[user, card.wait] += 1
        if self._marked[user, card.wait] > MARKS_AT_MOST:
            return by_act[Act.ITEM][-1]
        return self._random.choice(marks)


async def launched(at: Desk, script: Script) -> SessionRecord:
    """Opened with its defaults, and made-up values where it has none; everybody has come in and agreed."""
    made_up = with_stand_ins(script, {})
    await at.says(ADA, "/animer")
    await at.steers(ADA, Gesture.PICK_WORKSHOP, value=script.id)
    for parameter in script.asked_at_launch:
        if parameter.default is None:
            await at.says(ADA, str(made_up[parameter.name]))
        else:
            await at.steers(ADA, Gesture.KEEP_DEFAULT, value=parameter.name)
    await at.steers(ADA, Gesture.CHOOSE_MODE, value="live")
    await at.steers(ADA, Gesture.LAUNCH_PLACES, value="ok")
    record = (await at.store.sessions())[-1]
    await at.steers(ADA, Gesture.OPEN, record.id)
    await at.update(*(at.message(user, f"/start {record.join}") for user in PEOPLE))
    return record


@pytest.mark.untraced
@pytest.mark.timeout(300)
@pytest.mark.parametrize("workshop", FLAGSHIPS)
async def test_a_flagship_votes_by_each_method_and_every_export_recounts(workshop: str, tmp_path: Path) -> None:
    """What anybody counts again from the files is what the notebook prints, whatever the method."""
    shelf = tmp_path / "workshops"
    shelf.mkdir()
    (shelf / f"{workshop}.yaml").write_bytes(in_turn(WORKSHOPS / f"{workshop}.yaml"))
    async with desk(tmp_path, workshops=shelf) as at:
        script = FileShelf.of_folder(shelf).load(read_files(shelf / f"{workshop}.yaml"))
        record = await launched(at, script)
        voters = Voters(at, workshop)
        await voters.act()
        for gate in script.gates():
            await at.goes_on(record.id, gate)
            await voters.act()
        await at.steers(ADA, Gesture.CLOSE_CONFIRMED, record.id)
        results = (await at.memory.group(record.id)).group.results
        for user in PEOPLE:
            told = {one.card.vote for one in at.screens[user] if one.card is not None} - {""}
            assert told == set(results)
            assert at.heard(user, Phrase.CONSENT_RESULT) >= 1
        material = await gather(record.id, store=at.store, memory=at.memory, policy=at.policy, now=at.clock.now())
        edition = edition_of(material, TEMPLATES)
        assert set(METHODS) == {*results, "objections"}
        for vote, method in METHODS.items():
            again = recounted(edition, vote, tmp_path)
            assert (vote, again["method"], again["voters"]) == (vote, method, len(PEOPLE))
            if vote in results:
                assert ranks(again) == {one.code: one.rank for one in results[vote].standings}, vote
        assert results["tour_2"].moves
        for vote in ("approbation", "points"):
            portfolios_recount(edition, vote, results[vote], tmp_path)


def recounted(edition: Edition, vote: str, folder: Path) -> Any:
    file = folder / f"{vote}.json"
    file.write_bytes(FORMATS["json"](edition)[f"cahier-bulletins-{vote}.json"])
    return json.loads(json.dumps(workbench.tally(file, Told()).document()))


def ranks(found: Any) -> dict[str, int | None]:
    return {line["item"]: line["rank"] for line in found["ranking"]}


def portfolios_recount(edition: Edition, vote: str, result: VoteResult, folder: Path) -> None:
    """Sums do not tell whose choices go together: that is counted again from whole ballots."""
    assert result.portfolios is not None
    files = FORMATS["ballots"](edition)
    kept: dict[str, Kept] = {
        "equal_shares": result.portfolios.equal_shares,
        "sequential_pav": result.portfolios.sequential,
    }
    for name, one in kept.items():
        file = folder / f"{vote}-{name}.json"
        file.write_bytes(files[f"cahier-bulletins-entiers-{vote}-{name}.json"])
        again = workbench.tally(file, Told())
        assert set(again.winners) == {*one.chosen, *one.tied}
        assert again.open_seats == one.open_seats
