"""Versions of a notebook: what makes another one, which hold words withdrawn since. Everything is fabricated."""

from __future__ import annotations

from msgspec.structs import replace

from bot.engine.prompts import Act
from bot.facilitation.incoming import Gesture
from bot.facilitation.records import VersionStatus
from bot.facilitation.versions import holding_withdrawn, version_of
from tests.facilitation.support import ADA, Desk

LEA, NOE = 22, 33


async def test_the_same_data_make_the_same_version_and_a_withdrawal_makes_another(at: Desk) -> None:
    """Asked for ten times, it is one version; whoever holds an earlier one must see that it is not the last."""
    record = await at.opened(LEA, NOE)
    await at.says(LEA, "un deux trois")
    await at.steers(ADA, Gesture.NOTEBOOK, record.id)
    await at.steers(ADA, Gesture.CLOSE_CONFIRMED, record.id)
    await at.steers(ADA, Gesture.NOTEBOOK, record.id)
    before = await at.store.versions(record.id)
    await at.says(LEA, "/mesdonnees")
    await at.taps(LEA, Act.WITHDRAW, "ask")
    await at.taps(LEA, Act.WITHDRAW, "yes")
    versions = await at.store.versions(record.id)
    assert versions[:-1] == before
    assert [(one.number, one.status) for one in versions] == [
        (1, VersionStatus.PROVISIONAL),
        (2, VersionStatus.PROVISIONAL),
        (3, VersionStatus.CORRECTED),
    ]
    assert set(versions[1].contributions) - set(versions[2].contributions)
    assert [material.versions[-1].number for material in at.compiler.material] == [1, 2, 2, 3]


async def test_a_validated_version_that_holds_words_withdrawn_since_is_told(at: Desk) -> None:
    """It may lie on a table of the council: whoever put it there must know."""
    record = await at.opened(LEA, NOE)
    await at.says(LEA, "un deux trois")
    await at.steers(ADA, Gesture.CLOSE_CONFIRMED, record.id)
    (material,) = at.compiler.material
    (version,) = material.versions
    assert holding_withdrawn(material) == []
    validated = replace(version, status=VersionStatus.VALIDATED)
    gone = replace(material, contributions=material.contributions[1:], versions=(validated,))
    assert holding_withdrawn(gone) == [(validated, 1)]
    assert version_of(replace(gone, contributions=material.contributions)) == validated
