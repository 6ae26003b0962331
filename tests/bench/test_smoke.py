"""The bench itself: that its load API and the Horizons contender get people through the survey, and count right."""

import asyncio
import json
import os
import urllib.request
from pathlib import Path

import pytest

from bench import group, notebook, probes
from bench.contenders import HORIZONS
from bench.limits import FloodControl
from bench.people import FIRST_ID, Manners, People
from bench.process import usage
from bench.race import race, running_api
from bench.sessions import measure, table
from bench.survey import END, QUESTIONS, answer
from bot.authoring.lexicon import shipped
from bot.authoring.shelf import FileShelf
from bot.engine.probes import trigger

pytestmark = pytest.mark.untraced

WORKSHOPS = Path(__file__).resolve().parents[2] / "bench" / "workshops"


def test_five_people_answer_the_whole_survey_and_every_answer_is_in_the_database() -> None:
    """Figures of a run that lost an answer, or that asked something twice, would compare nothing."""
    result = race(HORIZONS, 5, window=20.0, joining=20.0)

    assert result.complete
    assert result.answers == result.durable == 5 * len(QUESTIONS)
    assert result.oddities == {}
    assert result.cpu_ms > 0
    assert 0 < result.p50 <= result.p95 < 20


def test_the_cost_of_an_answer_is_told_for_each_size_of_group() -> None:
    """A table that left out a size would hide the one that grows."""
    found = group.measure((2,), window=20.0, most_turns=1)

    assert [one.complete for one in found[2]] == [True]
    assert group.table(found).splitlines()[-1].startswith("| 2 | 1 | ")


def test_people_answer_to_the_end_while_a_notebook_is_compiled_again_and_again() -> None:
    """What a reply waits meanwhile is only worth reading if everybody came through."""
    assert 0 < notebook.replies(12, "json", answering=3, think=0.1) < 1000 * notebook.WINDOW


def test_the_workshop_asks_what_the_peers_ask() -> None:
    """The contenders are compared on the same texts, so the script must not drift from them."""
    shelf = FileShelf.of_folder(WORKSHOPS)
    script = shelf.load(shelf.read("enquete"))

    assert tuple(question.text for step, question in script.walk() if step.counted) == QUESTIONS
    assert {script.id for script in shelf.list()} == {"enquete", "hall"}


def test_no_answer_of_the_survey_sets_off_a_probe() -> None:
    """A probe would make Horizons ask eleven questions where the others ask ten."""
    answers = [answer(person, question) for person in range(300) for question in range(10)]

    assert len(set(answers)) == len(answers)
    assert [text for text in answers if trigger(text, (), shipped(), is_collection=False) is not None] == []


def test_every_sort_of_answer_is_measured_for_probes() -> None:
    """The figures are for people to read; that they can be had is for us to keep."""
    assert probes.table(rounds=1, times=1).count("\n") == len(probes.TEXTS) + 1


def test_sessions_in_memory_are_played_and_counted() -> None:
    """A rate over sessions in which nobody said anything would be a fine figure, and worth nothing."""
    measured = measure(WORKSHOPS / "enquete.yaml", 3)

    assert measured.people >= 3 * 6
    assert measured.answers > measured.people
    assert measured.events > measured.answers
    assert "| enquete | 3 |" in table([measured])


def test_updates_come_again_until_a_higher_offset_confirms_them() -> None:
    """A contender that confirms late must see the same updates again, as with Telegram."""
    with running_api("--people", "3", "--end", END, "--seconds", "30") as api:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

        def updates(offset: int, limit: int = 100) -> list[int]:
            body = json.dumps({"offset": offset, "limit": limit, "timeout": 0}).encode()
            request = urllib.request.Request(  # noqa: S310 -- the loopback, over http
                f"{api.url}/bot42:x/getUpdates", data=body, headers={"Content-Type": "application/json"}
            )
            with opener.open(request, timeout=10) as answer:
                return [update["update_id"] for update in json.load(answer)["result"]]

        api.control("join", text="/start")

        assert updates(0, limit=2) == [1, 2]
        assert updates(0) == [1, 2, 3]
        assert updates(3) == [3]
        assert updates(4) == []


async def test_a_wait_runs_from_the_person_speaking_to_the_bot_answering() -> None:
    """It is the figure that participants feel."""
    clock = [100.0]
    said: list[str | None] = []
    loop = asyncio.get_running_loop()
    people = People(
        1, Manners(END), lambda _user, text, _data, _message: said.append(text), loop.call_later, lambda: clock[0]
    )
    people.join("/start")
    people.was_told(FIRST_ID, 1, QUESTIONS[0], [])
    people.release()
    clock[0] += 0.25
    people.was_told(FIRST_ID, 2, QUESTIONS[1], [])
    people.was_told(FIRST_ID, 3, QUESTIONS[1], [])

    assert people.tally.waits == [0.25]
    assert people.tally.acknowledged == 1
    assert people.tally.oddities == {"asked again": 1}
    assert said == ["/start", answer(0, 0), answer(0, 1)]


def test_flood_control_counts_edits_against_their_chat_only() -> None:
    """The broadcast's figures depend on refusing what Telegram refuses, and nothing else."""
    flood = FloodControl(0.0)

    assert [flood.wait(1, 0.0, overall=False) for _ in range(3)] == [0.0, 0.0, 0.0]
    assert flood.wait(1, 0.0, overall=False) == 1.0
    assert [flood.wait(chat, 0.0, overall=True) for chat in range(2, 32)] == [0.0] * 30
    assert flood.wait(99, 0.0, overall=True) > 0
    assert flood.refused == {"overall": 1, "chat": 1}


def test_usage_is_this_processs_own() -> None:
    """CPU time read from the wrong field would still look like a number."""
    before = usage(os.getpid())
    spent = os.times()
    while sum(os.times()[:2]) - sum(spent[:2]) < 0.3:
        pass
    after = usage(os.getpid())

    assert 0.2 <= after.cpu - before.cpu <= 2
    assert 2**20 < before.resident <= after.peak
