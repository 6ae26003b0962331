"""The workshop on paper: what is asked, in the order and with the options of the screens on which it is entered."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from bot.authoring.form import BLANK, form
from bot.authoring.shelf import FileShelf
from bot.engine.script import Choice, GradedBallot, Moment, StepKind
from tests.engine.world import VALUES

ROOT = Path(__file__).parents[2]
SHELF = {script.id: script for script in FileShelf.of_folder(ROOT / "workshops").list()}
EVERY_KIND = next(one for one in FileShelf.of_folder(ROOT / "tests" / "engine").list() if one.id == "tout")


def words_of(text: str) -> str:
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def text_of(page: str) -> str:
    return words_of(unescape(re.sub(r"<[^>]+>", " ", page)))


@pytest.mark.parametrize("workshop", [*sorted(SHELF), EVERY_KIND.id])
def test_every_question_is_on_paper_with_its_options_in_order(workshop: str) -> None:
    """Whoever enters it turns the sheets as the cards come: nothing is missing, nothing has moved."""
    script = SHELF.get(workshop, EVERY_KIND)
    text, place = text_of(form(script, {})), 0
    for step, question in script.walk():
        if step.moment is not Moment.IN_TURN or step.kind in (StepKind.WELCOME, StepKind.RETURN):
            continue
        if not isinstance(question.accepts, Choice) or question.key == step.another:
            continue
        for shown in (question.text, *(option.label for option in question.accepts.options)):
            # Beside a value, the longest stretch of the author's own words.
            found = text.find(words_of(max(re.split(r"{{.*?}}", shown), key=len)), place)
            assert found >= 0, (question.key, shown)
            place = found


def test_numbers_are_those_of_the_cards() -> None:
    """« Question 3 sur 13 » on paper is « Question 3 sur 13 » in the chat."""
    script = SHELF["relocalisation"]
    numbers = re.findall(r"Question (\d+) sur (\d+)", text_of(form(script, VALUES)))
    assert list(dict.fromkeys(int(number) for number, _ in numbers)) == list(range(1, len(script.counted) + 1))
    assert {int(total) for _, total in numbers} == {len(script.counted)}


def test_a_ballot_has_a_box_for_each_grade_and_room_for_what_the_group_proposes() -> None:
    """And what is not known yet is left to be filled in."""
    script = SHELF["relocalisation"]
    vote = next(step for step in script.steps if isinstance(step.ballot, GradedBallot))
    ballot = vote.ballot
    assert isinstance(ballot, GradedBallot)
    pool = script.pool(ballot.pool)
    page = form(script, {})
    assert BLANK in page
    grid = page[page.index('class="grid"') :].partition("</table>")[0]
    assert grid.count('class="box"') == (len(pool.prepared) + pool.most_from_group) * (len(ballot.grades) + 1)
    opened = form(script, {}, {vote.id: ["Un horizon <b>soumis</b>."]})
    assert "Un horizon &lt;b&gt;soumis&lt;/b&gt;." in opened


def test_a_form_asks_for_nothing_from_the_network_and_speaks_english_too() -> None:
    """It is opened from a chat, on any machine."""
    page = form(SHELF["metropole_possibles"].spoken("en"), {})
    assert "Question 4 of 11" in page
    assert not re.search(r"<script|https?://|src=", page)
