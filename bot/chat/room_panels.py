"""Panels about the group's own chat, as Telegram messages: which session it follows, what is discussed there. Pure."""

from __future__ import annotations

from dataclasses import replace

from bot.chat.markup import Key, Piece, Rendered, Style, compose
from bot.chat.panel_parts import keys_of
from bot.chat.people_sentences import PeopleUi
from bot.chat.sentences import Ui
from bot.chat.wording import Wording
from bot.facilitation.incoming import FacilitatorButton, Gesture
from bot.facilitation.relay_panels import (
    DigestPanel,
    DiscussionAskPanel,
    DiscussionPanel,
    RoomBoundPanel,
    RoomPanel,
    RoomPanels,
    RoomUnboundPanel,
)


def room(panel: RoomPanels, words: Wording) -> Rendered:
    """In private but the last, which is read by the group."""
    match panel:
        case RoomPanel(room=address, sessions=sessions):
            asked = PeopleUi.ROOM_WHICH if sessions else PeopleUi.ROOM_NONE
            keys = [[Key(f"▶ {name}", FacilitatorButton(one, Gesture.ROOM_BIND, address))] for one, name in sessions]
            return compose([Piece(words.ui(asked))], keys)
        case RoomBoundPanel(session=session, title=title):
            key = keys_of(session, words)
            keys = [
                [key(PeopleUi.BUTTON_ROOM_ASK, Gesture.ROOM_ASK, "")],
                [key(PeopleUi.BUTTON_ROOM_UNBIND, Gesture.ROOM_UNBIND, "")],
            ]
            return compose([Piece(words.ui(PeopleUi.ROOM_BOUND, title=title))], keys)
        case RoomUnboundPanel(title=title, link=link):
            told = compose([Piece(words.ui(PeopleUi.ROOM_UNBOUND, title=title))])
            return replace(told, opens=(words.ui(PeopleUi.BUTTON_ROOM_PICK), link))
        case DiscussionAskPanel(title=title, too_long=length):
            too_long = [Piece(words.ui(Ui.LETTER_TOO_LONG, length=length))] if length else []
            asked_of_her = [Piece(words.ui(PeopleUi.DISCUSSION_ASK, title=title), Style.BOLD), *too_long]
            cancel = Key(words.ui(Ui.PARAMETER_CANCEL), FacilitatorButton("", Gesture.CANCEL_DRAFT))
            return compose([*asked_of_her, Piece(words.ui(PeopleUi.DISCUSSION_ASK_HOW))], [[cancel]])
        case DiscussionPanel(title=title, question=question, link=link):
            how = words.ui(PeopleUi.DISCUSSION_HOW, title=title, link=link)
            return compose([Piece(f"💬 {question}", Style.BOLD), Piece(how)])
        case DigestPanel(lines=lines, people=people):
            pieces = [Piece(words.ui(PeopleUi.DIGEST, count=people), Style.BOLD)]
            pieces += [
                Piece(words.ui(PeopleUi.DIGEST_LINE, title=one.title, count=one.people), Style.LISTED, tight=True)
                for one in lines
            ]
            return compose(pieces)
