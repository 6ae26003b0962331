"""The picture of a vote is drawn once for a group, anew when the result is another, and never of a vote still open."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.authoring.shelf import FileShelf
from bot.engine.ballots import Item, ItemCount, Origin, Standing, VoteResult
from bot.engine.group import Group
from bot.engine.script import Script, StepId
from bot.facilitation.memory import GroupAtHand, Memory
from bot.facilitation.policy import Policy
from bot.facilitation.records import Material, SessionRecord
from bot.facilitation.result_pictures import Drawing, ResultPictures
from bot.store import SqlStore, open_store
from tests.facilitation.support import HERE

RESULT = VoteResult(
    "vote",
    3,
    3,
    (Item("A", "Un marché le soir.", Origin.GROUP, ("c1",)),),
    (ItemCount("A", (0, 3)),),
    (Standing("A", 1, score=3),),
)


class AtHand(Memory):
    """One session whose vote is closed, or is not."""

    def __init__(self, store: SqlStore, result: VoteResult | None) -> None:
        super().__init__(store, FileShelf(list))
        self.result = result
        self._only = FileShelf(lambda: [HERE / "atelier.yaml"]).list()[0]

    async def session(self, session: str) -> SessionRecord:
        return SessionRecord(session, "atelier", "h", "T", "j", "p", datetime(2026, 3, 2, tzinfo=UTC), {}, "fr")

    async def script(self, session: str) -> Script:
        return self._only

    async def group(self, session: str) -> GroupAtHand:
        results = {} if self.result is None else {"vote": self.result}
        return GroupAtHand(1, Group(session, "fr", {}, "graine", results=results))


class Painter:
    """Notes what it is asked to draw; `refuses`: nothing of it may be shown."""

    def __init__(self, *, refuses: bool = False) -> None:
        self.asked: list[Material] = []
        self.refuses = refuses

    def __call__(self, material: Material, step: StepId) -> Drawing | None:
        self.asked.append(material)
        return None if self.refuses else Drawing(b"png", step)


async def test_a_picture_is_drawn_once_a_language_and_again_after_a_recount(tmp_path: Path) -> None:
    """A hundred phones ask for it at once; a withdrawal makes another result, whose picture is another."""
    async with open_store(f"sqlite+aiosqlite:///{tmp_path}/s.sqlite3") as store:
        memory, painter = AtHand(store, RESULT), Painter()
        pictures = ResultPictures(store, memory, Policy(frozenset(), str, tmp_path), painter)
        first = await pictures.of("s1", "vote", "fr")
        assert await pictures.of("s1", "vote", "fr") is first
        assert (await pictures.of("s1", "vote", "en")).name != first.name
        memory.result = replace(RESULT, voters=4)
        assert (await pictures.of("s1", "vote", "fr")).name != first.name
        assert [one.session.language for one in painter.asked] == ["fr", "en", "fr"]
        # Who said what is of no use to a picture.
        assert all(not one.contributions and not one.results["vote"].items[0].sources for one in painter.asked)


@pytest.mark.parametrize(("result", "refuses"), [(None, False), (RESULT, True)])
async def test_there_is_no_picture_of_an_open_vote_nor_of_too_few_people(
    result: VoteResult | None, refuses: bool, tmp_path: Path
) -> None:
    """Nothing partial exists before the close; two ballots side by side are two ballots."""
    async with open_store(f"sqlite+aiosqlite:///{tmp_path}/s.sqlite3") as store:
        painter = Painter(refuses=refuses)
        pictures = ResultPictures(store, AtHand(store, result), Policy(frozenset(), str, tmp_path), painter)
        with pytest.raises(KeyError):
            await pictures.of("s1", "vote", "fr")
        assert len(painter.asked) == refuses
