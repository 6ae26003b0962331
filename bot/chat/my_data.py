"""What is held of a person, as a file: a text to read on a phone, or JSON for a program. Pure."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from bot.chat.people_sentences import PeopleUi
from bot.chat.wording import Wording
from bot.facilitation.my_data_records import MyAnswer, MyData, MySessionData


def data_file(data: MyData, form: str, words: Wording) -> tuple[str, bytes, str]:
    """The name, the content and the media type of the file; `form`: text | json."""
    if form == "json":
        plain = msgspec.json.encode(data)
        return words.ui(PeopleUi.MY_DATA_FILE) + ".json", msgspec.json.format(plain, indent=2), "application/json"
    content = "\n".join(_lines(data, words)) + "\n"
    # With a mark, so that an old editor does not show « Ã© ».
    return words.ui(PeopleUi.MY_DATA_FILE) + ".txt", content.encode("utf-8-sig"), "text/plain"


def _lines(data: MyData, words: Wording) -> list[str]:
    zone = ZoneInfo(data.timezone)
    lines = [
        words.ui(PeopleUi.MY_DATA_TITLE, **_when(data.made_at, zone)),
        words.ui(PeopleUi.MY_DATA_WHO, channel=data.channel, user=data.user, language=data.language),
    ]
    if not data.sessions:
        lines.append(words.ui(PeopleUi.MY_DATA_NONE))
    for session in data.sessions:
        lines += ["", *_session(session, words, zone)]
    return lines


def _session(session: MySessionData, words: Wording, zone: ZoneInfo) -> list[str]:
    joined = words.ui(PeopleUi.MY_DATA_JOINED, alias=session.alias, **_when(session.joined_at, zone))
    lines = [f"== {session.name} ==", joined, ""]
    for one in session.answers:
        lines += [f"* {one.title} ({', '.join(_marks(one, words, zone))})", one.text or "—", ""]
    for vote in session.votes:
        lines.append(words.ui(PeopleUi.MY_DATA_VOTE, title=vote.title, item=vote.item, grade=vote.grade))
    return lines


def _marks(one: MyAnswer, words: Wording, zone: ZoneInfo) -> list[str]:
    marks = [words.ui(PeopleUi.MY_DATA_AT, **_when(one.at, zone))]
    if one.superseded:
        marks.append(words.ui(PeopleUi.MY_DATA_REPLACED))
    if one.standing == "withdrawn":
        marks.append(words.ui(PeopleUi.MY_DATA_WITHDRAWN))
    return marks


def _when(moment: datetime, zone: ZoneInfo) -> dict[str, str]:
    local = moment.astimezone(zone)
    return {"date": local.date().isoformat(), "hour": f"{local:%H:%M}"}
