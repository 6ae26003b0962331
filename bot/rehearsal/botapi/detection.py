"""What Telegram recognises in a plain text by itself: commands, mentions, hashtags, addresses.

Here: simple patterns that agree with Telegram on ordinary texts. Not here: Telegram's full list of top-level domains,
cashtags and phone numbers; nothing in Horizons depends on those.
"""

import re
from collections.abc import Sequence

from bot.rehearsal.botapi.markup import Entity, utf16_length

_PATTERNS = (
    # Before addresses: the host of an email is no address of its own.
    ("email", re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")),
    (
        "url",
        re.compile(
            r"\bhttps?://[^\s<>«»\"]*[^\s<>«»\".,;:!?)\]'’]|\b(?:[a-z0-9-]+\.)+(?:com|fr|org|net|eu|io)\b(?:/[^\s<>«»\"]*[^\s<>«»\".,;:!?)\]'’])?",
            re.IGNORECASE,
        ),
    ),
    ("mention", re.compile(r"(?<![\w@/])@[A-Za-z]\w{2,31}\b", re.ASCII)),
    ("bot_command", re.compile(r"(?<![\w/>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z]\w{2,31})?(?![\w/])", re.ASCII)),
    ("hashtag", re.compile(r"(?<![\w#&])#\w*[^\W\d]\w*")),
)
_TRIGGERS = re.compile(r"[/@#]|\.\w")
# Telegram looks for nothing inside these.
_CLOSED = frozenset({"code", "pre", "text_link", "text_mention", "custom_emoji", "date_time"})


def detect(text: str, entities: Sequence[Entity] = ()) -> list[Entity]:
    """`entities` plus what Telegram would find in `text`, sorted."""
    if _TRIGGERS.search(text) is None:
        return list(entities)
    taken = [(each["offset"], each["offset"] + each["length"]) for each in entities if each["type"] in _CLOSED]
    found = list(entities)
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start = utf16_length(text[: match.start()])
            end = start + utf16_length(match[0])
            if all(end <= low or high <= start for low, high in taken):
                taken.append((start, end))
                found.append({"type": kind, "offset": start, "length": end - start})
    return sorted(found, key=lambda each: (each["offset"], -each["length"]))
