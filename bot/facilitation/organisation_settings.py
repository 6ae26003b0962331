"""What an organisation decides for itself, within what the installation allows. Records of the port, and the rules.

An organisation may be more careful than the installation, never less: answers kept for a shorter time, small counts
masked further, percentages from more people on. Each change is a version that says who made it and when; two people
who change settings at once lose nothing: the second is refused and shown the first. Not here: keeping them
(`deciding`), the page, the operator's own settings (`bot.settings`).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final, Protocol

import msgspec

from bot.facilitation import png
from bot.facilitation.policy import Policy

MOST_LOGO_BYTES: Final = 200 * 1024
MOST_LOGO_PIXELS: Final = 2000
"""A side of a logo at the most: three centimetres on paper need no more."""
CHANGED: Final = "set_"
"""What the gesture of the journal begins with; the name of the setting follows."""
DECIDED: Final = ("retention_days", "small_count", "percent_from", "template", "logo")
"""The settings, in the order of the page."""
INSTALLATION: Final = 0
"""A number that the organisation leaves to the installation."""


class OrganisationSettings(msgspec.Struct, frozen=True):
    """One version of them. 0, or an empty text: as the installation has it.

    `version`: from 1; `by`: the person's id; `template`: the name of a folder of templates; `logo`: a PNG.
    """

    organisation: str
    version: int = 0
    at: datetime | None = None
    by: str = ""
    retention_days: int = INSTALLATION
    small_count: int = INSTALLATION
    percent_from: int = INSTALLATION
    template: str = ""
    logo: bytes = b""


class OrganisationSettingsStore(Protocol):
    """Where they are kept."""

    async def of(self, organisation: str) -> OrganisationSettings | None:
        """The newest version; None if the organisation never decided anything."""

    async def add(self, settings: OrganisationSettings) -> bool:
        """Keep a version that follows the newest one; False, and nothing kept, if it does not."""

    async def template_of(self, session: str) -> str:
        """The templates chosen for one session; empty: its organisation's."""

    async def choose(self, session: str, template: str) -> None:
        """Choose them; empty: its organisation's from now on."""


class Slip(msgspec.Struct, frozen=True):
    """What is wrong with one of them. `key`: which sentence says so; `bound`: the limit it passes."""

    field: str
    key: str
    bound: int = 0


def slips(settings: OrganisationSettings, policy: Policy) -> list[Slip]:
    """What is wrong with these settings, all of it: nothing, and they may be kept."""
    found: list[Slip] = []
    longest = policy.retention.days
    if settings.retention_days < 0 or settings.retention_days > longest:
        found.append(Slip("retention_days", "days", longest))
    for field, least in (("small_count", policy.small_count), ("percent_from", policy.percent_from)):
        given = getattr(settings, field)
        if given != INSTALLATION and not least <= given <= 1000:
            found.append(Slip(field, "threshold", least))
    if settings.logo:
        if len(settings.logo) > MOST_LOGO_BYTES:
            found.append(Slip("logo", "logo_bytes", MOST_LOGO_BYTES // 1024))
        else:
            size = png.size(settings.logo)
            if size is None:
                found.append(Slip("logo", "logo_png"))
            elif max(size) > MOST_LOGO_PIXELS:
                found.append(Slip("logo", "logo_pixels", MOST_LOGO_PIXELS))
    return found


def differing(before: OrganisationSettings, now: OrganisationSettings) -> list[str]:
    """The settings that changed."""
    return [name for name in DECIDED if getattr(before, name) != getattr(now, name)]


def followed(policy: Policy, settings: OrganisationSettings | None) -> Policy:
    """What holds for that organisation: the installation's policy, made stricter where it asks for it.

    The installation may have become stricter since the organisation decided: the stricter of the two holds.
    """
    if settings is None:
        return policy
    kept = timedelta(days=settings.retention_days) if settings.retention_days else policy.retention
    return replace(
        policy,
        retention=min(kept, policy.retention),
        small_count=max(settings.small_count, policy.small_count),
        percent_from=max(settings.percent_from, policy.percent_from),
    )


async def policy_of(organisation: str, kept: OrganisationSettingsStore, policy: Policy) -> Policy:
    """What holds for that organisation, as it is kept now."""
    return followed(policy, await kept.of(organisation))
