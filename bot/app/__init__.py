"""The composition root: the only place where adapters meet. What is here is for the command line, and for tests."""

from bot.app.demonstration import Played, demo, labels
from bot.app.desk import (
    backup,
    compile_programme,
    compile_session,
    console,
    console_link,
    erase,
    list_sessions,
    migrate,
    purge,
    reprint,
    review,
    write_texts,
)
from bot.app.process import start
from bot.app.rehearsals import ChatArtist, commands, play_alone, run_script_tests
from bot.app.service import Idle, Outside, Pace, run, service
from bot.notebook import WHO_SAID_WHAT

__all__ = [
    "WHO_SAID_WHAT",
    "ChatArtist",
    "Idle",
    "Outside",
    "Pace",
    "Played",
    "backup",
    "commands",
    "compile_programme",
    "compile_session",
    "console",
    "console_link",
    "demo",
    "erase",
    "labels",
    "list_sessions",
    "migrate",
    "play_alone",
    "purge",
    "reprint",
    "review",
    "run",
    "run_script_tests",
    "service",
    "start",
    "write_texts",
]
