"""A session of `suites/suites.yaml`, opened, with people who have agreed."""

from __future__ import annotations

from bot.engine.prompts import Act
from bot.facilitation.incoming import Gesture
from bot.facilitation.records import SessionRecord
from tests.facilitation.support import ADA, Desk


async def begun(at: Desk, *users: int) -> SessionRecord:
    await at.says(ADA, "/animer")
    await at.steers(ADA, Gesture.PICK_WORKSHOP, value="suites")
    await at.steers(ADA, Gesture.KEEP_DEFAULT, value="agence")
    await at.steers(ADA, Gesture.LAUNCH_PLACES, value="ok")
    record = (await at.store.sessions())[-1]
    await at.steers(ADA, Gesture.OPEN, record.id)
    for user in users:
        await at.says(user, f"/start {record.join}")
        await at.taps(user, Act.CHOOSE, "oui")
    return record
