"""Keeps the bot's token out of logs, whoever writes them.

Here: a filter for log handlers. Our own messages never hold a URL; this is for libraries: httpx logs request URLs at
INFO, `repr` of PTB's bot and its `InvalidToken` carry the token.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import quote

_INSTEAD: Final = "<token>"

# Any bot's token, ours or not: digits, a colon (perhaps quoted in a URL), at least thirty letters and digits.
_SHAPE: Final = re.compile(r"\d{5,}(?::|%3A)[A-Za-z0-9_-]{30,}", re.IGNORECASE)


class TokenFilter(logging.Filter):
    """Rewrites records so that no token is left in message, arguments, traceback or stack.

    Put it on *handlers*: a logger's filters see nothing of what its children log.
    """

    def __init__(self, *tokens: str) -> None:
        super().__init__()
        self._tokens = tuple(form for token in tokens if token for form in (token, quote(token, safe="")))
        self._formatter = logging.Formatter()

    def filter(self, record: logging.LogRecord) -> bool:
        """Always true; the record is changed where it must be."""
        try:
            message = record.getMessage()
        except (TypeError, ValueError):
            # Somebody's arguments do not fit their format: logging reports that itself, later; here it must not raise.
            message = f"{record.msg} {record.args}"
        cleaned = self.scrub(message)
        if cleaned != message:
            record.msg, record.args = cleaned, ()
        if record.exc_info:
            # Kept as text only if it holds a token: other handlers may want the traceback whole.
            text = self._formatter.formatException(record.exc_info)
            if (scrubbed := self.scrub(text)) != text:
                record.exc_info, record.exc_text = None, scrubbed
        if record.exc_text:
            record.exc_text = self.scrub(record.exc_text)
        if record.stack_info:
            record.stack_info = self.scrub(record.stack_info)
        return True

    def scrub(self, text: str) -> str:
        """The text with every token replaced."""
        for token in self._tokens:
            text = text.replace(token, _INSTEAD)
        return _SHAPE.sub(_INSTEAD, text)


def protect(handlers: Iterable[logging.Handler], *tokens: str) -> None:
    """Put one filter on all these handlers."""
    guard = TokenFilter(*tokens)
    for handler in handlers:
        handler.addFilter(guard)
