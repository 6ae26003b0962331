"""The bot as `horizons run` runs it, made to be killed: settings from the environment, no time to waste. Not a test.

In one chat it may send faster than Telegram allows, and what is of unknown delivery waits two seconds instead of
twenty: thirty crashes would otherwise take an evening.
"""

from __future__ import annotations

import logging
from datetime import timedelta

from bot import app
from bot.settings import Settings

PACE = app.Pace(1000.0, chat_per_second=50.0, grace=timedelta(seconds=2))


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    app.start(app.run(Settings.load(None), pace=PACE))
