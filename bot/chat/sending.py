"""One row of the outbox to Bot API calls, and what became of it.

Here: which call a body needs, where the message it edits is, and how each refusal is taken. Not here: when
(`pacing`), the claims and the batches (`delivery`). Logs hold row ids and reasons, never words.
"""

from __future__ import annotations

import asyncio
import io
import logging
from collections import OrderedDict
from collections.abc import Mapping
from datetime import timedelta, tzinfo
from pathlib import Path
from typing import Any, Final, NamedTuple

import segno

from bot.chat.cards import render_card, render_fold
from bot.chat.markup import CAPTION_UNITS, Piece, Rendered, compose
from bot.chat.my_data import data_file
from bot.chat.panels import render_panel
from bot.chat.request import File
from bot.chat.sentences import Ui
from bot.chat.wire import Refused, Wire
from bot.chat.wording import wording
from bot.errors import Defect
from bot.facilitation.outgoing import (
    Fold,
    Outgoing,
    React,
    ReplaceCard,
    ReplacePanel,
    SendDocument,
    SendFile,
    SendMyData,
    ShowCard,
    ShowPanel,
    ShowPictures,
    ShowResult,
)
from bot.facilitation.panels import InvitationPanel, Panel
from bot.facilitation.ports import Clock, OutboxRow, OutboxState, Outcome, Store
from bot.facilitation.result_pictures import ResultPictures
from bot.facilitation.sheets import Sheets

_log = logging.getLogger(__name__)

_REMEMBERED: Final = 20_000
_MOST_FILE_BYTES: Final = 50 * 1024 * 1024
_MOST_UNKNOWN: Final = 5
_NOT_MODIFIED: Final = "message is not modified"
_NOTED: Final = "✍"
"""One of the reactions that Telegram lets a bot give: it says « noted », and judges nothing."""
_VANISHED: Final = ("message to edit not found", "message can't be edited", "message_id_invalid", "message not found")


class Dropped(Exception):
    """There is nothing left to do it to."""


class Sender:
    """Sends one message at a time; several may run at once, never two of one chat."""

    def __init__(
        self,
        wire: Wire,
        store: Store,
        clock: Clock,
        notebooks: Path,
        zone: tzinfo,
        sheets: Sheets,
        results: ResultPictures,
    ) -> None:
        self._wire = wire
        self._store = store
        self._clock = clock
        self._notebooks = notebooks
        self._zone = zone
        self._refs: OrderedDict[tuple[str, str], int] = OrderedDict()
        self._sheets = sheets
        self._results = results
        self._pictures_sent: dict[str, str] = {}
        self._file_ids: dict[tuple[str, int, int], str] = {}

    async def send(self, row: OutboxRow, chat: str) -> Outcome:
        """Send a claimed row to `chat`.

        Raises:
            Undeliverable: as `Wire.call`, but for what an edit may be refused; the caller decides when to try again.
            Unauthorized: the token is not valid any more.
        """
        try:
            ref = await self._send(row.outgoing, _place(chat))
        except Dropped as reason:
            return Outcome(row.id, OutboxState.DROPPED, reason=str(reason))
        except Refused as error:
            # Our own HTML, or something Telegram will never take: only this row pays for it.
            _log.error("message %d was refused: %s", row.id, error.description)
            return Outcome(row.id, OutboxState.DEAD, reason=f"refused: {error.description}"[:200])
        except Defect as error:
            _log.error("message %d cannot be rendered: %s", row.id, error)
            return Outcome(row.id, OutboxState.DEAD, reason=f"defect: {error}"[:200])
        return Outcome(row.id, OutboxState.SENT, ref=ref)

    def unknown(self, row: OutboxRow, reason: str) -> Outcome:
        """It may have been delivered: to be sent again after the store's grace, a few times at most."""
        if row.attempts + 1 >= _MOST_UNKNOWN:
            return Outcome(row.id, OutboxState.DEAD, reason=f"unknown {_MOST_UNKNOWN} times: {reason}"[:200])
        return Outcome(row.id, OutboxState.UNKNOWN, reason=reason[:200])

    def again(self, row: OutboxRow, seconds: float, reason: str) -> Outcome:
        """It was certainly not delivered: to be sent again in `seconds`."""
        due = self._clock.now() + timedelta(seconds=max(seconds, 0.001))
        return Outcome(row.id, OutboxState.QUEUED, retry_at=due, reason=reason[:200])

    async def _send(self, outgoing: Outgoing, chat: Place) -> int:
        language = outgoing.language
        match outgoing.body:
            case ShowCard():
                return await self._show(outgoing.body, chat, language)
            case ReplaceCard(participant=participant, card=card):
                ref = await self._where(participant, card.wait)
                if ref and await self._edit(chat, ref, _rendered(outgoing.body, language)):
                    return ref
                return await self._show(outgoing.body, chat, language)
            case Fold():
                return await self._fold(outgoing.body, chat, language)
            case ShowPanel(panel=panel):
                return await self._panel(panel, chat, language)
            case ReplacePanel(panel=panel, slot=slot):
                ref = await self._store.slot(outgoing.person, slot)
                editable = ref and not isinstance(panel, InvitationPanel)
                if editable and await self._edit(chat, ref, render_panel(panel, language, self._zone)):
                    return ref
                return await self._panel(panel, chat, language)
            case SendFile():
                return await self._file(outgoing.body, chat, language)
            case ShowPictures(session=shown_in, key=key):
                return await self._pictures(shown_in, key, chat, language)
            case SendDocument(name=name, content=content, media=media):
                page: File = (name, content, media)
                return _ref(await self._wire.call("sendDocument", chat.new, {"document": page}))
            case ShowResult(session=voted_in, step=step):
                return await self._result(voted_in, step, chat, language)
            case React(ref=ref):
                return await self._react(chat, ref)
            case SendMyData(data=data, form=form):
                document: File = data_file(data, form, wording(language))
                return _ref(await self._wire.call("sendDocument", chat.new, {"document": document}))

    async def _show(self, body: ShowCard | ReplaceCard, chat: Place, language: str) -> int:
        ref = await self._say(chat, _rendered(body, language))
        if body.card.wait:
            self._refs[body.participant, body.card.wait] = ref
            if len(self._refs) > _REMEMBERED:
                self._refs.popitem(last=False)
        return ref

    async def _where(self, participant: str, wait: str) -> int:
        """The message of a card, 0 if it was never delivered as far as we know."""
        ref = self._refs.get((participant, wait), 0)
        if ref or not wait:
            return ref
        return next((one.ref for one in reversed(await self._store.shown(participant)) if one.wait == wait), 0)

    async def _fold(self, fold: Fold, chat: Place, language: str) -> int:
        ref = await self._where(fold.participant, fold.wait)
        if not ref:
            raise Dropped("the card is not on the screen")
        if fold.card is not None and (fold.chosen or fold.notice is not None):
            folded = render_fold(
                fold.card, fold.chosen, fold.notice, language, fold.session, fold.relayed, preview=fold.preview
            )
            done = await self._edit(chat, ref, folded)
        else:
            empty: dict[str, list[Any]] = {"inline_keyboard": []}
            done = await self._edited(
                "editMessageReplyMarkup", {"chat_id": chat.id, "message_id": ref, "reply_markup": empty}
            )
        if not done:
            raise Dropped("the card is gone")
        return ref

    async def _panel(self, panel: Panel, chat: Place, language: str) -> int:
        rendered = render_panel(panel, language, self._zone)
        if not isinstance(panel, InvitationPanel):
            return await self._say(chat, rendered)
        picture: File = ("invitation.png", qr_code(panel.link), "image/png")
        params = {**chat.new, "caption": rendered.html, "parse_mode": "HTML"}
        return _ref(await self._wire.call("sendPhoto", params, {"photo": picture}))

    async def _pictures(self, session: str, key: str, chat: Place, language: str) -> int:
        try:
            sheet = await self._sheets.of(session, key)
        except KeyError:
            raise Dropped("the question shows no pictures any more") from None
        caption = wording(language).ui(Ui.PICTURES, count=sheet.pictures)
        params: dict[str, Any] = {**chat.new, "caption": caption}
        return await self._picture(sheet.name, ("images.png", sheet.png, "image/png"), params)

    async def _result(self, session: str, step: str, chat: Place, language: str) -> int:
        try:
            picture = await self._results.of(session, step, language)
        except KeyError:
            raise Dropped("the vote has no picture") from None
        caption = compose([Piece(picture.drawing.words)], most=CAPTION_UNITS).html
        params: dict[str, Any] = {**chat.new, "caption": caption, "parse_mode": "HTML"}
        return await self._picture(picture.name, ("vote.png", picture.drawing.png, "image/png"), params)

    async def _picture(self, name: str, picture: File, params: Mapping[str, Any]) -> int:
        """A picture that goes to many people, uploaded once."""
        known = self._pictures_sent.get(name)
        if known is not None:
            return _ref(await self._wire.call("sendPhoto", {**params, "photo": known}))
        result = await self._wire.call("sendPhoto", params, {"photo": picture})
        sizes = result.get("photo") if isinstance(result, dict) else None
        if isinstance(sizes, list) and sizes and isinstance(sizes[-1].get("file_id"), str):
            self._pictures_sent[name] = sizes[-1]["file_id"]
        return _ref(result)

    async def _say(self, chat: Place, rendered: Rendered) -> int:
        params: dict[str, Any] = {
            **chat.new,
            "text": rendered.html,
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
        }
        if rendered.rows or rendered.opens:
            params["reply_markup"] = rendered.reply_markup
        return _ref(await self._wire.call("sendMessage", params))

    async def _edit(self, chat: Place, ref: int, rendered: Rendered) -> bool:
        params = {
            "chat_id": chat.id,
            "message_id": ref,
            "text": rendered.html,
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
            "reply_markup": rendered.reply_markup,
        }
        return await self._edited("editMessageText", params)

    async def _edited(self, method: str, params: Mapping[str, Any]) -> bool:
        """Whether the message now shows it; False if there is no such message to edit any more."""
        try:
            await self._wire.call(method, params)
        except Refused as error:
            said = error.description.lower()
            if _NOT_MODIFIED in said:
                return True
            if any(words in said for words in _VANISHED):
                return False
            raise
        return True

    async def _react(self, chat: Place, ref: int) -> int:
        params = {"chat_id": chat.id, "message_id": ref, "reaction": [{"type": "emoji", "emoji": _NOTED}]}
        try:
            await self._wire.call("setMessageReaction", params)
        except Refused as error:
            # The message is gone, or the group allows no such reaction: what was said is kept all the same.
            raise Dropped(f"no reaction: {error.description}"[:200]) from None
        return 0

    async def _file(self, body: SendFile, chat: Place, language: str) -> int:
        folder = self._notebooks.resolve()
        path = (folder / body.path).resolve()
        if not path.is_relative_to(folder):
            raise Defect("a file outside the notebooks folder is never sent")
        params: dict[str, Any] = chat.new
        if body.caption is not None:
            caption = Piece(wording(language).notice(body.caption))
            params |= {"caption": compose([caption], most=CAPTION_UNITS).html, "parse_mode": "HTML"}
        try:
            stat = await asyncio.to_thread(path.stat)
            if stat.st_size > _MOST_FILE_BYTES:
                raise Defect(f"Telegram takes files of 50 MB at most, and this one has {stat.st_size} bytes")
            version = (str(path), stat.st_mtime_ns, stat.st_size)
            known = self._file_ids.get(version)
            if known is not None:
                return _ref(await self._wire.call("sendDocument", params | {"document": known}))
            content = await asyncio.to_thread(path.read_bytes)
        except OSError as error:
            raise Defect(f"a file to send cannot be read: {error.strerror}") from None
        document: File = (body.name, content, "application/octet-stream")
        result = await self._wire.call("sendDocument", params, {"document": document})
        file_id = result.get("document", {}).get("file_id") if isinstance(result, dict) else None
        if isinstance(file_id, str):
            # The same notebook goes to everybody of the session: uploaded once.
            self._file_ids[version] = file_id
        return _ref(result)


def _rendered(body: ShowCard | ReplaceCard, language: str) -> Rendered:
    return render_card(body.card, body.participant, language, body.session, body.relayed, preview=body.preview)


def qr_code(link: str) -> bytes:
    """A QR code of the link as PNG; the same link gives the same bytes."""
    picture = io.BytesIO()
    segno.make(link, error="m", micro=False).save(picture, kind="png", scale=10, border=4)
    return picture.getvalue()


def _ref(result: Any) -> int:
    ref = result.get("message_id") if isinstance(result, dict) else None
    return ref if isinstance(ref, int) else 0


class Place(NamedTuple):
    """Where a message goes: a chat, and in a forum its topic."""

    id: int | str
    thread: int = 0

    @property
    def new(self) -> dict[str, Any]:
        """The parameters that a new message is sent there with."""
        return {"chat_id": self.id, "message_thread_id": self.thread} if self.thread else {"chat_id": self.id}


def _place(address: str) -> Place:
    """A person's, or a group's, with its topic after a point."""
    chat, _, thread = address.partition(".")
    if not chat.removeprefix("-").isdecimal():
        return Place(address)
    return Place(int(chat), int(thread) if thread.isdecimal() else 0)
