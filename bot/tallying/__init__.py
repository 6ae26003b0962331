"""`horizons tally`: count the ballots of a file, whoever gathered them.

From bytes to a document (`reading`), from a document to a poll (`poll`), from a poll to a result (`result`), from a
result to rows and sentences (`table`). How each method counts is the engine's (`engine/voting`); nothing of a session
is read here.
"""

from bot.tallying.poll import METHODS, Poll, poll_of
from bot.tallying.reading import Told, read
from bot.tallying.result import Line, Result, count
from bot.tallying.table import table
from bot.tallying.values import Unreadable

__all__ = ["METHODS", "Line", "Poll", "Result", "Told", "Unreadable", "count", "poll_of", "read", "table"]
