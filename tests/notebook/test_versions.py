"""Which version a notebook is, and what changed since the one before. Everything is fabricated."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from bot.facilitation.coding import Coding
from bot.facilitation.lead_answers import LeadAnswer, LeadStatus
from bot.facilitation.records import NotebookVersion, VersionStatus
from bot.facilitation.team_texts import TeamText
from bot.facilitation.versions import Part, Since, changes, version_of
from bot.notebook.analysis import analyse
from tests.notebook.evening import an_evening_with_a_debate
from tests.notebook.material import OPENED, a_material

FIRST = NotebookVersion(
    "s1", 1, VersionStatus.PROVISIONAL, OPENED, "a" * 64, "b" * 64, "Horizons 0", ("c1", "c2", "c3")
)


def versions(*others: NotebookVersion) -> tuple[NotebookVersion, ...]:
    return (FIRST, *others)


def test_a_reader_sees_which_version_this_is_and_what_came_with_each() -> None:
    """Two printed copies on a table must be told apart, and the later one must say why it exists."""
    second = replace(
        FIRST, number=2, status=VersionStatus.CORRECTED, data_hash="c" * 64, contributions=("c1", "c4", "c5")
    )
    third = replace(second, number=3, script_hash="d" * 64)
    fourth = replace(third, number=4, data_hash="e" * 64)
    notebook = analyse(replace(a_material(), versions=versions(second, third, fourth)))
    assert notebook.status == "corrigé"
    assert "4, corrigé" in [fact.value for fact in notebook.identity.facts]
    assert [(line.number, line.status, line.what) for line in notebook.annex.versions] == [
        (1, "provisoire", "première version, 3 réponses, textes et boutons"),
        (2, "corrigée", "2 réponses de plus et 2 réponses retirées ou remplacées"),
        (3, "corrigée", "textes du déroulé corrigés"),
        (4, "corrigée", "mêmes réponses, mais autre chose a changé"),
    ]
    told = replace(fourth, parts={"votes": "1", "texts": "1"})
    fifth = replace(told, number=5, data_hash="f" * 64, parts={"votes": "2", "texts": "2"})
    known = analyse(replace(a_material(), versions=(told, fifth))).annex.versions
    assert known[1].what == "votes ou horizons soumis au vote changés et textes de l'équipe changés"
    assert notebook.annex.versions[0].made_from == f"déroulé {'a' * 12}, données {'b' * 12}, Horizons 0"


def test_a_validated_notebook_says_by_how_many_and_with_how_many_reservations() -> None:
    """« validé » alone would hide those who did not recognise themselves."""
    evening = an_evening_with_a_debate().material()
    validated = replace(FIRST, status=VersionStatus.VALIDATED)
    assert analyse(replace(evening, versions=(validated,))).status.startswith("validé par ")


def test_a_notebook_that_no_member_has_answered_yet_is_validated_by_the_team() -> None:
    """« validé par 0 sur 6 » reads as a refusal."""
    validated = replace(FIRST, status=VersionStatus.VALIDATED)
    assert (
        analyse(replace(a_material(), versions=(validated,))).status == "validé par l'équipe, sans retour des membres"
    )


def test_a_notebook_of_no_store_claims_no_version() -> None:
    """Compiled from material at hand, it is provisional, and of no number."""
    notebook = analyse(a_material())
    assert notebook.status == "provisoire"
    assert notebook.annex.versions == ()


@pytest.mark.parametrize(
    ("changed", "parts"),
    [
        ({"texts": (TeamText("s1", "contexte", 1, "Le marché ferme.", OPENED, "p1"),)}, (Part.TEXTS,)),
        ({"codings": (Coding("s1", "c1", ("crainte",), OPENED, "p1"),)}, (Part.READING,)),
        ({"answers": (LeadAnswer("s1", "PA1", LeadStatus.KEPT, "", OPENED, "p1", LeadStatus.KEPT),)}, (Part.REPLIES,)),
        ({"results": {}}, (Part.VOTES,)),
        ({"ideas": ()}, (Part.MERGES,)),
        # Whose idea it is decides how it is signed.
        ({"speakers": ()}, (Part.MERGES, Part.PEOPLE)),
        ({"withdrawn": 9}, (Part.SESSION,)),
    ],
)
def test_each_part_that_changed_is_named(changed: dict[str, object], parts: tuple[Part, ...]) -> None:
    """« autre chose a changé » would send whoever read version 1 through forty pages to find what."""
    before = an_evening_with_a_debate().material()
    first = version_of(before)
    second = version_of(replace(before, versions=(first,), **changed))
    assert changes([first, second])[1][1] == Since(0, 0, script=False, parts=parts)
