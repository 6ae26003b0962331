"""Who runs, how each is started, and how its work is checked afterwards.

A contender is a module run with `python -m MODULE BASE_URL TOKEN FOLDER`. It keeps its SQLite file in FOLDER, prints
the text that people join with on its first line once it may be written to, and stops cleanly at SIGTERM.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.survey import END

TOKEN: Final = "42:BENCH-not-a-real-token"
DATABASE: Final = "bench.sqlite3"
FACILITATOR: Final = 999
"""User id of the one who steers: nobody the load API simulates."""


@dataclass(frozen=True)
class Contender:
    """One of them.

    `end`: regular expression of the message after which a person is done; `tap`: of the buttons to tap; `durable`: SQL
    that counts the stored answers.
    """

    name: str
    module: str
    end: str
    durable: str
    tap: str = ""

    def count_durable(self, folder: Path) -> int:
        """Distinct (person, question) pairs found in the database after the contender has stopped."""
        with closing(sqlite3.connect(folder / DATABASE)) as database:
            return int(database.execute(self.durable).fetchone()[0])


_PEER_ANSWERS: Final = "SELECT count(*) FROM answers"

HORIZONS: Final = Contender(
    "Horizons",
    "bench.contender_horizons",
    end=r"C'était la dernière question|That was the last question",
    tap=r"^v1:p:[^:]+:c:",
    durable="SELECT count(*) FROM (SELECT DISTINCT participant, key FROM contributions WHERE key LIKE 'q%')",
)
PTB: Final = Contender("python-telegram-bot", "bench.peer_ptb", end=re.escape(END), durable=_PEER_ANSWERS)
AIOGRAM: Final = Contender("aiogram", "bench.peer_aiogram", end=re.escape(END), durable=_PEER_ANSWERS)

ALL: Final = {"horizons": HORIZONS, "ptb": PTB, "aiogram": AIOGRAM}
PEERS: Final = (PTB.name, AIOGRAM.name)
