"""Which pending messages quote somebody's words, and what is left of such a message once the words are withdrawn.

A card that waits for an answer is kept without the words, or whoever it was for would wait for ever; anything else that
quotes them is dropped. Words count as quoted where people's words are put (quotes, values of a sentence, panels): an
option that happens to read « Oui » is the author's. Pure.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, assert_never

import msgspec

from bot.engine.phrases import Notice
from bot.engine.prompts import Ask, Block, Button, Card, Described, Hint, Numbered, Paragraph, Quote, Said
from bot.facilitation.coding_panels import CodingPanel
from bot.facilitation.lead_panels import LeadNewsPanel, LeadPanel, LeadsPanel
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
from bot.facilitation.panels import (
    CockpitPanel,
    ConsolePanel,
    ContributionPanel,
    IdeasPanel,
    InvitationPanel,
    LanguagePanel,
    LetterPanel,
    ListPanel,
    ModePanel,
    NoticePanel,
    Panel,
    ParameterPanel,
    ParticipantPanel,
    ParticipantsPanel,
    ReasonPanel,
    RevisionPanel,
    SentencePanel,
    StartPanel,
    TeamCardPanel,
    WorkshopsPanel,
)
from bot.facilitation.people_panels import (
    AcceptedPanel,
    JoinedPanel,
    LabelPanel,
    LaunchPlacesPanel,
    MemberInvitationPanel,
    MembersPanel,
    MyDataPanel,
    MySessionsPanel,
    MyWordsPanel,
    OrganisationsPanel,
    PlaceOfferedPanel,
    PlacesAskPanel,
    PlacesPanel,
    TakeOverPanel,
    WaitingPanel,
)
from bot.facilitation.programme_panels import (
    ProgrammeNamePanel,
    ProgrammePanel,
    ProgrammesPanel,
    WhichProgrammePanel,
)
from bot.facilitation.relay_panels import (
    DigestPanel,
    DiscussionAskPanel,
    DiscussionPanel,
    RelayBegunPanel,
    RelayConsentPanel,
    RelayPanel,
    RoomBoundPanel,
    RoomPanel,
    RoomUnboundPanel,
)

# Shorter words would be found by chance inside other people's sentences; as a whole value they still count.
_LONG: Final = 12


def without(outgoing: Outgoing, words: Collection[str]) -> Outgoing | None:
    """The message without these words: itself if it does not quote them, None if it is to be dropped."""
    body = outgoing.body
    match body:
        case ShowCard() | ReplaceCard():
            card = _card(body.card, words)
            if card is None:
                return None
            return (
                outgoing
                if card == body.card
                else msgspec.structs.replace(outgoing, body=msgspec.structs.replace(body, card=card))
            )
        case Fold():
            if _says(body.chosen, words) or _notice_says(body.notice, words):
                # The buttons still have to go.
                bare = msgspec.structs.replace(body, chosen="", notice=None)
                return msgspec.structs.replace(outgoing, body=bare)
            return outgoing
        case ShowPanel() | ReplacePanel():
            return None if _panel_says(body.panel, words) else outgoing
        case SendMyData():
            # Their own words, all of them: made again when they ask again.
            texts = (one.text for session in body.data.sessions for one in session.answers)
            return None if any(_says(text, words) for text in texts) else outgoing
        case ShowPictures() | ShowResult() | SendDocument() | React():
            return outgoing
        case SendFile():
            return None if _notice_says(body.caption, words) else outgoing
        case _:
            assert_never(body)


def _says(text: str, words: Collection[str]) -> bool:
    return any(text == word or (len(word) >= _LONG and word in text) for word in words)


def _notice_says(notice: Notice | None, words: Collection[str]) -> bool:
    return notice is not None and any(isinstance(v, str) and _says(v, words) for v in notice.values.values())


def _card(card: Card, words: Collection[str]) -> Card | None:
    blocks = tuple(block for block in card.blocks if not _block_says(block, words))
    rows = tuple(tuple(button for button in row if not _button_says(button, words)) for row in card.rows)
    if blocks == card.blocks and rows == card.rows:
        return card
    if not card.wait:
        return None
    return msgspec.structs.replace(card, blocks=blocks, rows=tuple(row for row in rows if row))


def _block_says(block: Block, words: Collection[str]) -> bool:
    match block:
        case Quote() | Numbered():
            return _says(block.text, words)
        case Said():
            return _notice_says(block.notice, words)
        case Described():
            return False
        case Paragraph() | Ask() | Hint():
            # The author's, but a ballot's horizon may be somebody's idea.
            return any(len(word) >= _LONG and word in block.text for word in words)
        case _:
            assert_never(block)


def _button_says(button: Button, words: Collection[str]) -> bool:
    return any(
        len(word) >= _LONG and (word in button.text or any(word in str(value) for value in button.values.values()))
        for word in words
    )


def _panel_says(panel: Panel, words: Collection[str]) -> bool:
    match panel:
        case NoticePanel():
            return _notice_says(panel.notice, words)
        case ContributionPanel() | CodingPanel():
            return _says(panel.text, words)
        case IdeasPanel():
            return any(_says(line.text, words) for line in panel.ideas)
        case SentencePanel():
            return any(isinstance(value, str) and _says(value, words) for value in panel.values.values())
        case ParticipantPanel():
            return _says(panel.line.profile, words)
        case ParticipantsPanel():
            return any(_says(line.profile, words) for _, line in panel.people)
        case CockpitPanel():
            return any(_says(line.profile, words) for line in panel.people)
        case LeadsPanel() | LeadNewsPanel():
            return any(_says(line.text, words) for line in panel.leads)
        case LeadPanel():
            return _says(panel.lead.text, words)
        case ReasonPanel():
            return _says(panel.item, words)
        case ListPanel():
            return any(_says(line, words) for line in panel.lines)
        case ParameterPanel():
            return any(_says(one.text, words) for one in panel.teachings)
        case WorkshopsPanel() | ModePanel() | StartPanel() | InvitationPanel():
            return False
        case ConsolePanel() | LanguagePanel() | LetterPanel() | TeamCardPanel() | RevisionPanel():
            return False
        case MembersPanel() | LabelPanel() | MemberInvitationPanel() | JoinedPanel() | AcceptedPanel():
            return False
        case MyWordsPanel():
            return any(_says(place.text, words) for place in panel.places)
        case OrganisationsPanel() | TakeOverPanel() | MySessionsPanel() | MyDataPanel():
            return False
        case PlacesPanel() | PlacesAskPanel() | LaunchPlacesPanel() | WaitingPanel() | PlaceOfferedPanel():
            return False
        case ProgrammesPanel() | ProgrammePanel() | ProgrammeNamePanel() | WhichProgrammePanel():
            return False
        case RelayPanel() | RelayConsentPanel() | RelayBegunPanel() | RoomPanel() | RoomBoundPanel():
            return False
        case RoomUnboundPanel() | DiscussionPanel() | DiscussionAskPanel() | DigestPanel():
            return False
        case _:
            assert_never(panel)
