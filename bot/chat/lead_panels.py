"""Panels about answers to leads, as Telegram messages. Pure; see `panels`, which calls this."""

from __future__ import annotations

from datetime import tzinfo
from typing import Final

from bot.chat.lead_sentences import LeadUi
from bot.chat.markup import Key, Piece, Rendered, Style, compose, cut
from bot.chat.sentences import Ui
from bot.chat.wording import Wording
from bot.facilitation.incoming import FacilitatorButton, Gesture
from bot.facilitation.lead_answers import LeadStatus
from bot.facilitation.lead_panels import LeadLine, LeadNewsPanel, LeadPanel, LeadPanels, LeadsPanel

_STATUSES: Final = {
    LeadStatus.KEPT: ("✅", LeadUi.LEAD_KEPT),
    LeadStatus.PARTLY: ("◐", LeadUi.LEAD_PARTLY),
    LeadStatus.NOT_KEPT: ("✖", LeadUi.LEAD_NOT_KEPT),
    LeadStatus.STUDIED: ("⏳", LeadUi.LEAD_STUDIED),
}
_SHOWN: Final = 30
_A_ROW: Final = 5
_SHORT: Final = 140


def render_leads(panel: LeadPanels, words: Wording, zone: tzinfo) -> Rendered:
    """The message of a panel about answers to leads. `zone`: where its dates are told."""
    match panel:
        case LeadsPanel():
            return _table(panel, words, zone)
        case LeadPanel():
            return _one(panel, words)
        case LeadNewsPanel():
            return _news(panel, words)


def _title(lead: LeadLine) -> str:
    return f"{lead.code} · {lead.text}" if lead.code else lead.text


def _status(lead: LeadLine, words: Wording) -> str:
    """« ✅ retenue », and what is missing still."""
    if not lead.status:
        return words.ui(LeadUi.LEAD_UNANSWERED)
    sign, said = _STATUSES[LeadStatus(lead.status)]
    parts = [f"{sign} {words.ui(said)}"]
    if not lead.reason:
        parts.append(words.ui(LeadUi.LEAD_WITHOUT_REASON))
    elif not lead.published:
        parts.append(words.ui(LeadUi.LEAD_UNTOLD))
    return " · ".join(parts)


def _table(panel: LeadsPanel, words: Wording, zone: tzinfo) -> Rendered:
    pieces = [Piece(words.ui(LeadUi.ANSWERS, title=panel.title), Style.BOLD)]
    if panel.asked:
        pieces.append(Piece(words.ui(LeadUi.ANSWERS_ASKED)))
    elif panel.due is not None:
        pieces.append(Piece(words.ui(LeadUi.ANSWERS_DUE, date=panel.due.astimezone(zone).date().isoformat())))
    shown = panel.leads[:_SHOWN]
    for n, lead in enumerate(shown, 1):
        pieces.append(Piece(f"{n}. {cut(_title(lead), _SHORT)}"))
        pieces.append(Piece(_status(lead, words), Style.ITALIC, tight=True))
    keys: list[list[Key]] = []
    if panel.confirm:
        pieces.append(Piece(words.ui(LeadUi.ANSWERS_CONFIRM, count=panel.to_publish), Style.BOLD))
        yes = FacilitatorButton(panel.session, Gesture.ANSWERS_PUBLISH_CONFIRMED)
        no = FacilitatorButton(panel.session, Gesture.ANSWERS)
        keys.append([Key(words.ui(LeadUi.BUTTON_PUBLISH_CONFIRM), yes), Key(words.ui(Ui.BUTTON_NOT_YET), no)])
        return compose(pieces, keys)
    if panel.may_answer:
        pieces.append(Piece(words.ui(LeadUi.ANSWERS_HOW), Style.ITALIC))
        numbers = [
            Key(str(n), FacilitatorButton(panel.session, Gesture.LEAD, lead.lead)) for n, lead in enumerate(shown, 1)
        ]
        keys += [numbers[start : start + _A_ROW] for start in range(0, len(numbers), _A_ROW)]
    if panel.may_publish and panel.to_publish:
        publish = words.ui(LeadUi.BUTTON_PUBLISH, count=panel.to_publish)
        keys.append([Key(publish, FacilitatorButton(panel.session, Gesture.ANSWERS_PUBLISH))])
    return compose(pieces, keys)


def _one(panel: LeadPanel, words: Wording) -> Rendered:
    lead = panel.lead
    pieces = [
        Piece(words.ui(LeadUi.LEAD_NUMBER, n=panel.number, total=panel.total), Style.ITALIC),
        Piece(_title(lead), Style.BOLD),
    ]
    if lead.status:
        pieces.append(Piece(_status(lead, words)))
        if lead.reason:
            pieces.append(Piece(words.ui(LeadUi.LEAD_REASON, reason=lead.reason), tight=True))
        if panel.too_long:
            pieces.append(Piece(words.ui(LeadUi.LEAD_REASON_TOO_LONG, length=panel.too_long)))
        pieces.append(Piece(words.ui(LeadUi.LEAD_REASON_ASK)))
    else:
        pieces.append(Piece(words.ui(LeadUi.LEAD_ASK)))
    keys = [
        [
            Key(
                f"{sign} {words.ui(said)}",
                FacilitatorButton(panel.session, Gesture.LEAD_STATUS, f"{lead.lead}:{status}"),
            )
        ]
        for status, (sign, said) in _STATUSES.items()
    ]
    keys.append([Key(words.ui(LeadUi.BUTTON_LEADS), FacilitatorButton(panel.session, Gesture.ANSWERS))])
    return compose(pieces, keys)


def _news(panel: LeadNewsPanel, words: Wording) -> Rendered:
    pieces = [Piece(words.ui(LeadUi.LEAD_NEWS, title=panel.title, count=len(panel.leads)), Style.BOLD)]
    for lead in panel.leads:
        sign, said = _STATUSES[LeadStatus(lead.status)]
        pieces.append(Piece(_title(lead)))
        pieces.append(Piece(f"{sign} {words.ui(said)}", Style.BOLD, tight=True))
        pieces.append(Piece(words.ui(LeadUi.LEAD_REASON, reason=lead.reason), tight=True))
    pieces.append(Piece(words.ui(LeadUi.LEAD_NEWS_END), Style.ITALIC))
    return compose(pieces, [])
