"""Text made storable and sendable, before anybody looks at it.

Pure. Here: what is removed from what people type, and how JSON that no strict parser accepts is read all the same.
Not here: judging a text (empty, too long for a question): the engine does, politely.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

MOST_CHARACTERS: Final = 4096
"""A Telegram message holds no more; anything longer is not from Telegram and is cut."""

# C0 and C1 controls but \t and \n; NUL is refused by PostgreSQL, lone surrogates by every UTF-8 encoder. The
# bidirectional overrides can make a quoted answer hide the words around it; right-to-left text needs none of them.
_UNWANTED: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_LINE_ENDS: Final = re.compile("\r\n?|\u2028|\u2029|\x85")


def clean(text: str) -> str:
    """The text without control characters and lone surrogates, Unix line ends, `MOST_CHARACTERS` at most, stripped."""
    text = _LINE_ENDS.sub("\n", text)
    return _UNWANTED.sub("", text).strip()[:MOST_CHARACTERS].rstrip()


def loads_leniently(payload: bytes) -> Any:
    """The JSON value in `payload`, lone surrogates and bytes that are not UTF-8 replaced by U+FFFD.

    For the rare payload that strict parsers refuse: half of an emoji's escape is legal JSON, but no text.

    Raises:
        ValueError: it is not JSON at all, or nested beyond reason.
    """
    try:
        value = json.loads(payload.decode("utf-8", "replace"))
    except RecursionError:
        raise ValueError("nested too deeply") from None
    return _whole(value)


def _whole(value: Any) -> Any:
    match value:
        case str():
            return _whole_text(value)
        case list():
            return [_whole(item) for item in value]
        case dict():
            return {_whole_text(key): _whole(item) for key, item in value.items()}
        case _:
            return value


def _whole_text(text: str) -> str:
    # Most texts take the first way out; `surrogatepass` would keep what we want rid of.
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
