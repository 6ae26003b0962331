"""What several panels are made of: keys of a session, looking up a code, a moment in words. Pure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import TypeVar

from babel.dates import format_skeleton

from bot.chat.markup import Key
from bot.chat.people_sentences import PeopleUi
from bot.chat.sentences import Ui
from bot.chat.wording import Wording
from bot.errors import Defect
from bot.facilitation.incoming import FacilitatorButton, Gesture

_Code = TypeVar("_Code")
_Found = TypeVar("_Found")


def looked_up(table: dict[_Code, _Found], code: _Code) -> _Found:
    """What the table says of a code. Raises Defect for one that a panel must not hold."""
    try:
        return table[code]
    except KeyError:
        raise Defect(f"a panel holds {code!r}, which is none of {', '.join(map(str, table))}") from None


def keys_of(session: str, words: Wording) -> Callable[[Ui | PeopleUi, Gesture, str], Key]:
    """Makes keys of that session: by the sentence on them, what they do, and what they carry."""
    return lambda text, gesture, value: Key(words.ui(text), FacilitatorButton(session, gesture, value))


def moment_in_words(moment: datetime, zone: tzinfo, words: Wording) -> str:
    """Day and hour, on the clocks of the place."""
    # No locale has one skeleton for both.
    day, hour = (format_skeleton(one, moment, tzinfo=zone, locale=words.language) for one in ("MMMEd", "Hm"))
    return f"{day}, {hour}"


def hour_in_words(moment: datetime, zone: tzinfo) -> str:
    """The hour, as values carry it (`20:15`): the wording says it as people do."""
    return f"{moment.astimezone(zone):%H:%M}"
