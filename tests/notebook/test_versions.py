"""Which version a notebook is, and what changed since the one before. Everything is fabricated."""

from __future__ import annotations

from msgspec.structs import replace

from bot.facilitation.records import NotebookVersion, VersionStatus
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
        (1, "provisoire", "première version, 3 contributions"),
        (2, "corrigée", "2 contributions de plus et 2 contributions retirées ou remplacées"),
        (3, "corrigée", "textes du déroulé corrigés"),
        (4, "corrigée", "mêmes contributions, mais comptes, fusions ou mentions recalculés"),
    ]
    assert notebook.annex.versions[0].made_from == f"déroulé {'a' * 12}, données {'b' * 12}, Horizons 0"


def test_a_validated_notebook_says_by_how_many_and_with_how_many_reservations() -> None:
    """« validé » alone would hide those who did not recognise themselves."""
    evening = an_evening_with_a_debate().material()
    validated = replace(FIRST, status=VersionStatus.VALIDATED)
    assert analyse(replace(evening, versions=(validated,))).status.startswith("validé par ")


def test_a_notebook_of_no_store_claims_no_version() -> None:
    """Compiled from material at hand, it is provisional, and of no number."""
    notebook = analyse(a_material())
    assert notebook.status == "provisoire"
    assert notebook.annex.versions == ()
