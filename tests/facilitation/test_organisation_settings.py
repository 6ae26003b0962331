"""What an organisation decides for itself holds where it acts, and is never laxer than the installation."""

from __future__ import annotations

from dataclasses import replace as replaced
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.facilitation.deciding import decide
from bot.facilitation.incoming import Gesture
from bot.facilitation.material import gather
from bot.facilitation.organisation_settings import (
    CHANGED,
    MOST_LOGO_BYTES,
    MOST_LOGO_PIXELS,
    OrganisationSettings,
    Slip,
    followed,
    slips,
)
from bot.facilitation.organisations import HOME
from bot.facilitation.policy import Policy
from tests.facilitation.pictures import made
from tests.facilitation.support import ADA, Desk
from tests.store.builders import NOON

POLICY = Policy(frozenset(), str, Path())
LEA, NOE = 11, 12
OWN = OrganisationSettings(HOME, 1, NOON, "ada", retention_days=30, small_count=5, percent_from=40, logo=made())


def test_settings_within_the_bounds_are_kept_and_all_others_are_named_at_once() -> None:
    """Whoever fills in the page is told everything in one go."""
    assert slips(OrganisationSettings(HOME), POLICY) == []
    assert slips(OWN, POLICY) == []
    wrong = replace(OWN, retention_days=366, small_count=2, percent_from=1001, logo=b"GIF89a")
    assert slips(wrong, POLICY) == [
        Slip("retention_days", "days", 365),
        Slip("small_count", "threshold", 3),
        Slip("percent_from", "threshold", 20),
        Slip("logo", "logo_png"),
    ]
    assert slips(replace(OWN, retention_days=-1), POLICY) == [Slip("retention_days", "days", 365)]


@pytest.mark.parametrize(
    ("logo", "slip"),
    [
        (b"x" * (MOST_LOGO_BYTES + 1), Slip("logo", "logo_bytes", 200)),
        (made(MOST_LOGO_PIXELS + 1, 1), Slip("logo", "logo_pixels", MOST_LOGO_PIXELS)),
    ],
)
def test_a_logo_too_heavy_or_too_large_is_told_so(logo: bytes, slip: Slip) -> None:
    """It is printed on every copy."""
    assert slips(replace(OWN, logo=logo), POLICY) == [slip]


def test_the_stricter_of_the_two_holds() -> None:
    """The installation may have become stricter since the organisation decided."""
    assert followed(POLICY, None) is POLICY
    own = followed(POLICY, OWN)
    assert (own.retention, own.small_count, own.percent_from) == (timedelta(days=30), 5, 40)
    strict = replaced(POLICY, retention=timedelta(days=7), small_count=10, percent_from=50)
    assert followed(strict, OWN) == strict
    assert followed(POLICY, OrganisationSettings(HOME, 1, NOON, "ada")) == POLICY


async def test_an_organisations_own_thresholds_and_time_act_on_its_sessions(at: Desk) -> None:
    """Its notebook masks more, carries its logo, and its answers are erased when it said."""
    record = await at.opened(LEA, NOE)
    now = at.clock.now()
    assert await decide(at.store, OrganisationSettings(HOME), OWN, now)
    assert not await decide(at.store, OrganisationSettings(HOME), OWN, now), "the second of two at once"
    told = [one for one in await at.gestures() if one.startswith(CHANGED)]
    assert told == [f"{CHANGED}{one}" for one in ("retention_days", "small_count", "percent_from", "logo")]
    assert await decide(at.store, OWN, replace(OWN, version=2), now)
    assert [one for one in await at.gestures() if one.startswith(CHANGED)] == told, "saved as it stood"
    await at.says(LEA, "un deux trois")
    await at.steers(ADA, Gesture.CLOSE_CONFIRMED, record.id)
    material = await gather(record.id, store=at.store, memory=at.memory, policy=at.policy, now=at.clock.now())
    assert (material.small_count, material.percent_from, material.logo) == (5, 40, made())
    await at.pass_time(at.clock.now() + timedelta(days=31))
    assert (await at.session()).purged_at is not None
