"""What past sessions taught, offered where a launch asks for it: the team's sentences, and how many people were heard.

A workshop that begins from what was heard asks for `enseignement_1`…, and for `n_ecoute`. Offered are the sentences
that the team of a past session of the programme, else of the organisation, wrote or signed, if all whom each one rests
on agreed to be read in other sessions; never another organisation's. Not here: sessions read word for word
(`borrowing`).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Final

from bot.engine.effects import Standing
from bot.engine.phrases import Value
from bot.engine.script import Parameter
from bot.facilitation.gathering import agreed_to_be_read
from bot.facilitation.launch import LONGEST_VALUE, LaunchDraft
from bot.facilitation.memory import name_of
from bot.facilitation.panels import Teaching
from bot.facilitation.ports import Store
from bot.facilitation.records import Contribution, SessionRecord
from bot.facilitation.team_texts import TextName, lines, signed, stands

HEARD: Final = "n_ecoute"
_TEACHING: Final = re.compile(r"enseignement_\d")
READ: Final = 12
"""Past sessions that are looked at: the latest."""
OFFERED: Final = 8


def taught(parameter: Parameter | None) -> bool:
    """Whether a parameter asks for what past sessions taught."""
    return parameter is not None and (parameter.name == HEARD or _TEACHING.fullmatch(parameter.name) is not None)


async def offered(parameter: Parameter, draft: LaunchDraft, store: Store) -> tuple[Teaching, ...]:
    """What may be taken for that parameter, of the latest sessions first; no sentence that is taken already."""
    inside = draft.programme or ""
    there = await store.programmes.sessions(inside) if inside else await store.sessions_of(draft.organisation)
    past = [one for one in there if one.opened_at is not None and one.purged_at is None][-READ:]
    found: list[Teaching] = []
    for record in reversed(past):
        said = await store.contributions(record.id)
        if parameter.name == HEARD:
            people = _heard(said)
            found += [_teaching(record, str(people))] if people else []
        else:
            found += [_teaching(record, text) for text in await _sentences(record, said, store)]
    if parameter.name == HEARD:
        return tuple(found[:OFFERED])
    taken = {str(value) for value in draft.values.values()}
    fresh: dict[str, Teaching] = {}
    for one in found:
        if one.text not in taken:
            fresh.setdefault(one.text, one)
    return tuple(fresh.values())[:OFFERED]


async def chosen(parameter: Parameter, draft: LaunchDraft, store: Store, key: str) -> Value | None:
    """The value of an offer that was tapped, if it still is one: what it rests on may have been taken back since."""
    found = next((one.text for one in await offered(parameter, draft, store) if one.key == key), None)
    return int(found) if found is not None and parameter.kind == "integer" else found


def _teaching(record: SessionRecord, text: str) -> Teaching:
    return Teaching(hashlib.sha256(f"{record.id} {text}".encode()).hexdigest()[:12], text, name_of(record))


def _heard(said: Sequence[Contribution]) -> int:
    """How many people said something in words of their own."""
    standing = (one for one in said if not one.superseded and one.standing is Standing.KEPT and one.text)
    return len({one.participant for one in standing if not one.codes})


async def _sentences(record: SessionRecord, said: Sequence[Contribution], store: Store) -> list[str]:
    agreed = agreed_to_be_read(said)
    standing = [one for one in said if not one.superseded and one.standing is Standing.KEPT]
    authors = {one.id: one.participant for one in standing if one.participant in agreed}
    found: list[str] = []
    for text in await store.team_texts.of(record.id):
        if text.name == TextName.TEACHINGS:
            written = [one for one in lines(text.text) if stands(TextName.TEACHINGS, one, authors)]
            found += [one.text for one in written if all(cited in authors for cited in one.cites)]
        elif text.name == TextName.ASSISTED:
            found += [one.text for one in signed(text.text) if all(cited in authors for cited in one.cites)]
    return [one for one in found if len(one) <= LONGEST_VALUE]
