"""Workshops with a vote from `/animer` to the notebook, by what a facilitator taps and writes, nothing else.

A few people of the shipped crowds, live and over days. One of them blocks the bot before a gate, an author refuses a
merge, one withdraws after the close; where there is a vote, there is a second round. Not here: other ways of voting
(`test_ways_of_voting`), the whole crowds.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest

from bot.rehearsal.crowd import AnswerSource, Crowd, GroupIdea, Lead, load_crowd
from tests.rehearsal.evening import ROOT, Evening, an_evening
from tests.variants import with_rounds

pytestmark = pytest.mark.untraced


@dataclass(frozen=True)
class Scenario:
    """Who of a shipped crowd takes part, and what goes wrong.

    `leaves_after`: the step after which `blocks` is gone, the group's gate still to come. `refuses`: the idea of the
    crowd file whose merge is refused, and the person and the step of what it was to be merged with. `days`: over how
    many, when not live. `second_round`: on which day it is, after the step `after`.
    """

    workshop: str
    people: tuple[str, ...]
    blocks: str
    leaves_after: str
    withdraws: str
    refuses: tuple[str, str] | None = None
    days: int = 0
    second_round: str = ""
    after: str = "vote"


LATER: Final = "{3: 3, 5: 5, 7: 7}"
SAME_DAY: Final = "{3: 3, 5: 4, 7: 6}"
"""The vote's own: the round reaches people all the same."""
FLAGSHIPS: Final = (
    Scenario(
        "relocalisation", ("P04", "P06", "P08", "P11"), "P11", "vecu", "P04", ("RG2", "P08.horizons"), 5, LATER, "debat"
    ),
    Scenario(
        "espaces_publics",
        ("P03", "P07", "P11", "P12"),
        "P12",
        "vecu",
        "P07",
        ("EG1", "P11.horizons"),
        5,
        SAME_DAY,
    ),
    Scenario("teletravail", ("P03", "P09", "P11", "P12"), "P12", "vecu", "P03", ("TG3", "P03.horizons"), 5, LATER),
)
PROGRAMMES: Final = (
    Scenario(
        "metropole_possibles", ("P01", "P03", "P04", "P05"), "P03", "atouts", "P01", ("LG4", "P05.horizons"), 5, "5"
    ),
    Scenario(
        "reflexes_publics", ("P01", "P02", "P03", "P04"), "P04", "pratique", "P03", ("PR1", "P02.pratique"), 14, "13"
    ),
)
INTERVIEWS: Final = Scenario("resonance_entretien", ("P01", "P02", "P03"), "P03", "vecu", "P02")
RUNS: Final = [(one, days) for one in (*FLAGSHIPS, *PROGRAMMES) for days in (0, one.days)] + [(INTERVIEWS, 0)]


@pytest.mark.timeout(120)
@pytest.mark.parametrize(("scenario", "days"), RUNS, ids=[f"{one.workshop}-{days or 'live'}" for one, days in RUNS])
def test_from_the_launch_to_the_notebook(scenario: Scenario, days: int, tmp_path: Path) -> None:
    evening = an_evening(few(scenario), 7, tmp_path, days=days, workshop=_with_second_round(scenario, tmp_path))

    assert evening.dead_letters == 0
    assert evening.report.skipped == ()
    assert evening.report.duplicates == 0
    assert (evening.report.duration >= timedelta(days=1)) == bool(days)

    _facilitators_are_sent_what_comes_beside(evening, scenario)
    _nobody_waits_for_who_is_gone(evening, scenario)
    if scenario.refuses:
        _refused_ideas_stay_two(evening, scenario)
        assert set(evening.results) >= {"vote", "tour_2"}
        assert evening.results["tour_2"].voters >= 2
        assert "Tour 2" in evening.notebook(".html")
    _the_notebook_forgets_who_withdrew(evening, scenario)


def few(scenario: Scenario) -> Crowd:
    """Those people, and of the facilitator's script what they can be asked.

    An idea of nobody who is there is the facilitator's own: the ballot keeps every item that people grade.
    """
    crowd = load_crowd(ROOT / "workshops" / "crowds" / f"{scenario.workshop}.yaml")
    people = tuple(one for one in crowd.people if one.id in scenario.people)
    calm = tuple(replace(one, behaviour=replace(one.behaviour, leaves_after=None, withdraws=None)) for one in people)
    hers = crowd.facilitator
    return replace(
        crowd,
        people=tuple(
            replace(
                one,
                behaviour=replace(
                    one.behaviour,
                    leaves_after=scenario.leaves_after if one.id == scenario.blocks else None,
                    leaves_by="blocking" if one.id == scenario.blocks else None,
                    withdraws="after_close" if one.id == scenario.withdraws else None,
                ),
            )
            for one in calm
        ),
        facilitator=replace(
            hers,
            parks=tuple(one for one in hers.parks if one.person in scenario.people),
            probes={key: code for key, code in hers.probes.items() if key.person in scenario.people},
            # Her own come last: there is a list to add to by then.
            group_ideas=tuple(sorted((_idea(one, scenario) for one in hers.group_ideas), key=_is_hers)),
            leads=tuple(sorted((_lead(one, scenario) for one in hers.leads), key=_is_hers)),
        ),
    )


def _said(key: str) -> AnswerSource:
    person, _, step = key.partition(".")
    return AnswerSource(person, step, 0)


def _is_hers(one: GroupIdea | Lead) -> bool:
    return not one.sources


def _idea(idea: GroupIdea, scenario: Scenario) -> GroupIdea:
    there = {one for one in scenario.people if one != scenario.blocks}
    sources = tuple(one for one in idea.sources if one.person in there)
    refused = scenario.refuses if scenario.refuses and scenario.refuses[0] == idea.id else None
    return replace(
        idea,
        sources=sources,
        by_facilitator=not sources,
        refused_merge_with=(_said(refused[1]),) if refused else (),
    )


def _lead(lead: Lead, scenario: Scenario) -> Lead:
    sources = tuple(one for one in lead.sources if one in scenario.people and one != scenario.blocks)
    return replace(lead, sources=sources, by_facilitator=not sources)


def _with_second_round(scenario: Scenario, folder: Path) -> Path:
    shipped = ROOT / "workshops" / f"{scenario.workshop}.yaml"
    if scenario.refuses is None:
        return shipped
    file = folder / "workshops" / shipped.name
    file.parent.mkdir()
    file.write_bytes(with_rounds(shipped, 1, after=scenario.after, day=scenario.second_round))
    return file


def _facilitators_are_sent_what_comes_beside(evening: Evening, scenario: Scenario) -> None:
    """The right document by itself, in what a phone opens and a printer prints."""
    beside = {"metropole_possibles": "tableau", "reflexes_publics": "carnet"}.get(scenario.workshop)
    sent = {one.name.partition("-")[0] + one.name[one.name.rindex(".") :] for one in evening.report.documents}
    assert sent == {f"{name}{end}" for name in ("cahier", beside) if name for end in (".html", ".pdf")}


def _nobody_waits_for_who_is_gone(evening: Evening, scenario: Scenario) -> None:
    """The gate before which somebody vanished opens: she is marked as gone, and the others come to the end."""
    assert evening.report.left == 1
    assert evening.report.consented == len(scenario.people)
    assert "blocked the bot" in evening.report.transcript
    # On the cockpit; its legend says « ✕ parti·e ».
    assert re.search("✕ [A-ZÀ-Ý]", evening.report.transcript)


def _refused_ideas_stay_two(evening: Evening, scenario: Scenario) -> None:
    """The notebook says that the merge was proposed, and that an author refused."""
    assert scenario.refuses is not None
    assert "non réunies\xa0: refus d'un·e auteur·rice" in evening.notebook(".html")


def _the_notebook_forgets_who_withdrew(evening: Evening, scenario: Scenario) -> None:
    """A second version is sent without a word of hers, and so is what comes beside it; the first had them."""
    assert evening.report.withdrawn == 1
    pages = [one for one in evening.report.documents if one.name.endswith(".html")]
    first = html.unescape(pages[0].content.decode())
    latest = {one.name: html.unescape(one.content.decode()) for one in pages}
    hers = evening.crowd.person(scenario.withdraws)
    said = [text for texts in hers.answers.values() for text in texts if len(text) > 50]
    assert any(text in first for text in said)
    assert not [text for text in said for last in latest.values() if text in last]
