"""Rehearsals end to end: the real bot, over HTTP, with fabricated people on a virtual clock."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.engine.ballots import Origin
from bot.engine.effects import Standing
from bot.engine.script import GradedBallot, Moment, Pick, Selection
from bot.errors import AuthorError
from bot.rehearsal.crowd import Crowd, load_crowd
from bot.rehearsal.player import verify
from bot.rehearsal.report import sentences
from tests.rehearsal.evening import SHIPPED, SMALL, WORKSHOP, Evening, an_evening, script

# Every write is durable, so an evening of twelve people takes as long as its commits.
pytestmark = [pytest.mark.timeout(300), pytest.mark.untraced]


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Evening:
    return an_evening(SHIPPED, 1, tmp_path_factory.mktemp("shipped"))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Evening:
    return an_evening(SMALL, 7, tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module", params=["shipped", "small"])
def evening(request: pytest.FixtureRequest) -> Evening:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Evening)
    return found


# -- to the end --------------------------------------------------------------------------------------------------------


def test_a_crowd_plays_to_the_notebook(evening: Evening) -> None:
    """This is the main job: from `/animer` to the document in the facilitator's chat."""
    assert {Path(one.name).suffix for one in evening.report.documents} == {".html", ".pdf"}
    assert evening.crowd.notice in evening.notebook(".html")
    assert evening.report.skipped == ()
    assert evening.dead_letters == 0


def test_no_message_comes_twice(evening: Evening) -> None:
    """A card on the screen twice is the first thing a participant would write to us about."""
    assert evening.report.duplicates == 0


def test_the_same_seed_gives_the_same_notebook_byte_for_byte(small: Evening, tmp_path: Path) -> None:
    """A reader who runs the demo sees what the documentation shows; a test that fails once fails again."""
    again = an_evening(SMALL, 7, tmp_path)
    assert again.report.documents == small.report.documents
    assert replace(again.report, transcript="") == replace(small.report, transcript="")


def test_progress_goes_up_to_the_last_step(evening: Evening) -> None:
    """A bar that stands still or goes back tells that something hangs."""
    done = [told[0] for told in evening.progress]
    assert done == sorted(set(done))
    assert evening.progress[-1][:2] == (len(script().steps) + 1, len(script().steps) + 1)


# -- what was said -----------------------------------------------------------------------------------------------------


def test_every_line_is_sent_exactly_as_written(shipped: Evening) -> None:
    """Mistakes, braces and tags are in the crowd file on purpose: they are what the bot must bear."""
    picking = {question.key for _, question in script().walk() if isinstance(question.accepts, Pick | Selection)}
    for person in shipped.crowd.people:
        on_screen = {one.text for one in shipped.screens[person.id] if not one.from_bot}
        labels = {
            label
            for entry in shipped.report.transcript.splitlines()
            if f"({person.id}) ☝ [" in entry
            for label in [entry.partition("☝ [")[2].rpartition("]")[0]]
        }
        for key, lines in person.answers.items():
            if key.endswith((".probe", ".precision", ".reserve", ".fusion")):
                continue  # said only if asked
            if key in picking:
                continue  # names whose words are picked, by their number
            if script().step_of(key).moment is Moment.AFTER_CLOSE:
                continue  # asked once the notebook is there: the evening is over
            for line in lines:
                assert line in on_screen or line in labels, f"{person.id} {key}"


def test_what_was_folded_in_the_file_is_one_line_without_a_trace() -> None:
    """The YAML library marks folds with a bell; sent on, it reached people's screens and the notebook."""
    crowd = load_crowd(SHIPPED)
    texts = [text for person in crowd.people for lines in person.answers.values() for text in lines]
    workshop = script()
    texts += [workshop.purpose, workshop.audience, *(text for step in workshop.steps for text in step.intro)]
    assert not [text for text in texts if "\a" in text]


def test_a_line_sent_twice_counts_once(shipped: Evening) -> None:
    """P08's network sends one message twice; her fear is still one."""
    (line,) = shipped.crowd.person("P08").answers["craintes"]
    sent = [one.text for one in shipped.screens["P08"] if not one.from_bot]
    assert sent.count(line) == 2
    assert shipped.said_at("craintes").count(line) == 1


def test_a_parked_message_is_apart_from_the_answer(shipped: Evening) -> None:
    """« L'éclairage de ma rue » is a point to take up again, not a story about shopping."""
    answers = shipped.crowd.person("P06").answers
    parked = [one for one in shipped.contributions if one.standing is Standing.PARKED]
    assert [one.text for one in parked] == list(answers["vecu.parking"])
    assert answers["vecu"][0] in shipped.said_at("vecu")


def test_a_facilitator_s_probe_is_answered_under_its_step(shipped: Evening) -> None:
    """She asked P01 what happened in practice; what P01 then told is the story worth printing."""
    assert shipped.crowd.person("P01").answers["vecu.probe"][0] in shipped.said_at("vecu.probe")


@pytest.mark.parametrize(
    ("person", "key"), [("P05", "germes"), ("P10", "craintes"), ("P12", "craintes")], ids=["phone", "name", "insult"]
)
def test_what_had_to_be_rewritten_is_printed_as_rewritten_only(shipped: Evening, person: str, key: str) -> None:
    """A phone number, a neighbour's name and an insult must not reach a page."""
    answers = shipped.crowd.person(person).answers
    standing = shipped.said_at(key)
    assert answers[f"{key}.probe"][0] in standing
    assert answers[key][0] not in standing
    for suffix in (".html", ".pdf"):
        assert answers[key][0][:60] not in shipped.notebook(suffix).replace("\n", " ")


def test_a_late_comer_catches_up_with_what_she_has_to_say(shipped: Evening) -> None:
    """P07's coach did not come; her story is the one nobody else could tell."""
    answers = shipped.crowd.person("P07").answers
    for key in ("vecu", "craintes", "germes"):
        assert answers[key][0] in shipped.said_at(key)
    assert shipped.report.late == 1


def test_who_refuses_leaves_nothing(small: Evening) -> None:
    """A3 refused: nothing but a count may be left of her."""
    assert small.report.declined == 1
    assert small.report.consented == len(small.crowd.people) - 1
    assert len({one.participant for one in small.contributions}) == len(small.crowd.people) - 1


# -- the vote ----------------------------------------------------------------------------------------------------------


def by_hand(crowd: Crowd) -> dict[str, Counter[str]]:
    """Item -> label -> how often, from the crowd file alone: last grade before the close, none after it.

    Who withdraws everything takes the ballot back too.
    """
    tally: dict[str, Counter[str]] = {}
    for person in (one for one in crowd.people if not one.behaviour.withdraws):
        for item, grade in person.votes.get("vote", {}).items():
            changes = person.behaviour.changes_vote.get(item)
            tally.setdefault(item, Counter())[changes[-1] if changes else grade] += 1
    return tally


def test_the_count_is_the_one_made_by_hand_from_the_crowd_file(evening: Evening) -> None:
    """Changed grades replace, absent ones are left ungraded, and what comes after the close counts for nothing."""
    ballot = script().step("vote").ballot
    assert isinstance(ballot, GradedBallot)
    result = evening.results["vote"]
    wordings = {idea.text: idea.id for idea in evening.crowd.facilitator.group_ideas}
    codes = {item.code: wordings.get(item.text, item.code) for item in result.items}
    counted = {
        codes[one.code]: Counter(
            {
                **{grade.label: count for grade, count in zip(ballot.grades, one.counts, strict=True) if count},
                **({ballot.no_opinion.label: one.no_opinion} if one.no_opinion else {}),
            }
        )
        for one in result.counts
    }
    expected = by_hand(evening.crowd)
    assert {item: count for item, count in counted.items() if count} == expected
    assert result.voters == sum(bool(one.votes) and not one.behaviour.withdraws for one in evening.crowd.people)


def test_the_group_s_ideas_are_on_the_ballot_as_the_facilitator_worded_them(evening: Evening) -> None:
    """In this order, each with the sources it was made of; a refused merge leaves its author's own sentence."""
    items = [item for item in evening.results["vote"].items if item.origin is not Origin.PREPARED]
    wanted = evening.crowd.facilitator.group_ideas
    assert [(item.code, item.text) for item in items] == [(idea.id, idea.text) for idea in wanted]
    texts = {one.id: one.text for one in evening.ideas}
    withdrawn = {person.id for person in evening.crowd.people if person.behaviour.withdraws}
    for item, idea in zip(items, wanted, strict=True):
        assert (item.origin is Origin.FACILITATION) == idea.by_facilitator
        if not withdrawn & {source.person for source in idea.sources}:
            said = [evening.crowd.person(one.person).answers[one.key][one.index] for one in idea.sources]
            assert [texts[source] for source in item.sources] == said


def test_a_tap_on_an_old_ballot_is_answered_and_not_counted(evening: Evening) -> None:
    """Whoever was slow is told so, rather than left to believe that it counted."""
    late = sum(len(person.behaviour.votes_after_close) for person in evening.crowd.people)
    assert evening.report.late_votes == late
    assert evening.report.transcript.count("hors comptage") + evening.report.transcript.count("pas compté") >= late


# -- leaving, withdrawing ----------------------------------------------------------------------------------------------


def test_who_vanishes_does_not_hold_the_group(evening: Evening) -> None:
    """P05 and A4 simply stop; the facilitator goes on without them, well before any deadline runs the evening over."""
    assert evening.report.left == 1
    assert evening.report.duration < timedelta(minutes=75)


def test_who_withdraws_is_in_no_notebook_from_then_on(shipped: Evening) -> None:
    """In a small place P04's workshop would be recognised: the version sent last must not hold a word of his."""
    assert shipped.report.withdrawn == 1
    lines = [
        line
        for key, lines in shipped.crowd.person("P04").answers.items()
        for line in lines
        if key.partition(".")[0] in {"vecu", "craintes", "germes", "cloture"} and len(line) > 30
    ]
    assert lines
    for line in lines:
        assert line[:40] not in shipped.notebook(".html")
        assert line[:40] not in shipped.notebook(".pdf").replace("\n", " ")


def test_people_who_do_not_play_along_do_not_keep_the_others_from_the_end(tmp_path: Path) -> None:
    """Somebody who stays mute, somebody who never comes, an author who says no: the evening ends all the same."""
    told = json.loads(SMALL.read_text(encoding="utf-8"))
    people = {one["id"]: one for one in told["people"]}
    people["A1"]["answers"]["vecu"] = ["D'abord la neige est tombée.", "Puis la route a été coupée.", "Enfin du pain."]
    people["A1"]["answers"]["clarification.fusion"] = ["Non, gardez la mienne"]
    del told["facilitator"]["probes"]["A1.vecu"]
    people["A2"]["language"] = "en"
    people["A4"]["behaviour"] = {"silent_at": ["craintes", "clarification.fusion"], "voice_at": ["vecu"]}
    mute = {"id": "A6", "alias": "Muet", "language": "en", "answers": {"consentement": ["J'accepte"]}}
    absent = {"id": "A7", "alias": "Absent", "arrives_min": 400, "answers": {"consentement": ["J'accepte"]}}
    told["people"] += [mute, absent]
    file = tmp_path / "foule.yaml"
    file.write_text(json.dumps(told), encoding="utf-8")
    evening = an_evening(file, 3, tmp_path)
    assert evening.report.consented == 5
    assert evening.report.duplicates == 0
    assert evening.notebook(".html")
    assert "\n".join(people["A1"]["answers"]["vecu"]) in evening.said_at("vecu")
    texts = [one.text for one in evening.results["vote"].items if one.origin is not Origin.PREPARED]
    assert texts == [evening.crowd.facilitator.group_ideas[1].text]


# -- before playing ----------------------------------------------------------------------------------------------------


def test_a_crowd_for_steps_the_workshop_lacks_is_refused_before_anybody_arrives(tmp_path: Path) -> None:
    """Its author is told the person and the key, rather than wondering why somebody stays silent."""
    file = tmp_path / "foule.yaml"
    file.write_text(SHIPPED.read_text(encoding="utf-8").replace("germes.probe", "gernes.probe", 1), encoding="utf-8")
    with pytest.raises(AuthorError, match="gernes"):
        verify(load_crowd(file), script())


def test_the_shipped_crowd_fits_the_shipped_workshop() -> None:
    """The demo of every new installation depends on it."""
    assert WORKSHOP.is_file()
    verify(load_crowd(SHIPPED), script())
    verify(load_crowd(SMALL), script())


@pytest.mark.parametrize("language", ["fr", "en"])
def test_five_sentences_tell_what_happened(shipped: Evening, language: str) -> None:
    """What the demo prints when the bar is full."""
    told = sentences(shipped.report, language)
    assert len(told) == 5
    assert all(sentence.endswith(".") for sentence in told)
    assert str(shipped.report.votes) in told[2]


def test_two_probes_in_a_row_reach_each_the_person_it_is_about(small: Evening) -> None:
    """The menu opened for the first is still on an older panel; tapped there, a name would stay in the notebook."""
    told = {
        who: [one.text for one in small.screens[who] if one.from_bot and "L'animation vous pose encore" in one.text]
        for who in ("A1", "A4")
    }
    assert [("nommer" in text, "concrètement" in text) for text in told["A1"]] == [(True, False)]
    assert [("nommer" in text, "concrètement" in text) for text in told["A4"]] == [(False, True)]
    assert "Farinelle" not in small.notebook(".html")
