"""Panels about one person of a session, and the reason for a gesture, as Telegram messages. Pure; see `panels`."""

from __future__ import annotations

from typing import Final

from bot.chat.cockpit import person_line, short_line
from bot.chat.markup import Key, Piece, Rendered, Style, compose
from bot.chat.panel_parts import keys_of
from bot.chat.people_sentences import PeopleUi
from bot.chat.sentences import Ui
from bot.chat.wording import Wording
from bot.facilitation.incoming import FacilitatorButton, Gesture
from bot.facilitation.panels import ParticipantPanel, ParticipantsPanel, ReasonPanel
from bot.facilitation.relay_panels import (
    RelayBegunPanel,
    RelayConsentPanel,
    RelayPanel,
)

SHOWN: Final = 60
A_ROW: Final = 5


def participants(panel: ParticipantsPanel, words: Wording) -> Rendered:
    """Everybody, numbered; a number's button shows that person."""
    shown = panel.people[:SHOWN]
    pieces = [Piece(words.ui(Ui.PARTICIPANTS), Style.BOLD)]
    lines = [f"{number}. {short_line(line, 0)}" for number, (_, line) in enumerate(shown, 1)]
    pieces += [Piece(line, tight=position > 0) for position, line in enumerate(lines)]
    pieces.append(Piece(words.ui(Ui.COCKPIT_LEGEND), Style.ITALIC, tight=True))
    if len(panel.people) > len(shown):
        pieces.append(Piece(words.ui(Ui.PARTICIPANTS_MORE, count=len(panel.people) - len(shown))))
    numbers = [
        Key(str(number), FacilitatorButton(panel.session, Gesture.PARTICIPANT, participant))
        for number, (participant, _) in enumerate(shown, 1)
    ]
    rows = [numbers[start : start + A_ROW] for start in range(0, len(numbers), A_ROW)]
    return compose(pieces, [*rows, [keys_of(panel.session, words)(Ui.BUTTON_COCKPIT, Gesture.SHOW_SESSION, "")]])


def participant(panel: ParticipantPanel, words: Wording) -> Rendered:
    """One person, and what may be done."""
    key = keys_of(panel.session, words)
    pieces = [Piece(person_line(panel.line, panel.total_steps, words), Style.BOLD)]
    if panel.title:
        pieces.append(Piece(words.ui(Ui.PARTICIPANT_ASKED, title=panel.title)))
    rows = []
    if panel.may_nudge:
        pieces.append(Piece(words.ui(Ui.PARTICIPANT_NUDGE_HOW), Style.ITALIC))
        rows.append(
            [
                key(Ui.BUTTON_NUDGE, Gesture.NUDGE_ONE, panel.participant),
                key(Ui.BUTTON_WRITE_ONE, Gesture.WRITE_ONE, panel.participant),
            ]
        )
    if panel.relayed:
        rows.append([Key(words.ui(PeopleUi.BUTTON_RELAY_ENTER), _resumed(panel.session, panel.participant))])
    if panel.may_remove:
        rows.append([key(Ui.BUTTON_REMOVE_PERSON, Gesture.REMOVE, panel.participant)])
    rows.append(
        [key(Ui.BUTTON_PARTICIPANTS, Gesture.PARTICIPANTS, ""), key(Ui.BUTTON_COCKPIT, Gesture.SHOW_SESSION, "")]
    )
    return compose(pieces, rows)


def relay(panel: RelayPanel | RelayConsentPanel | RelayBegunPanel, words: Wording) -> Rendered:
    """Whose answers a facilitator enters, and what was agreed to before."""
    match panel:
        case RelayPanel():
            return _relayed(panel, words)
        case RelayConsentPanel():
            return _agreement(panel, words)
        case RelayBegunPanel(alias=alias):
            begun = Piece(words.ui(PeopleUi.RELAY_BEGUN, alias=alias), Style.BOLD)
            stop = Key(words.ui(PeopleUi.BUTTON_RELAY_STOP), FacilitatorButton("", Gesture.RELAY_STOP))
            return compose([begun, Piece(words.ui(PeopleUi.RELAY_BEGUN_HOW))], [[stop]])


def _relayed(panel: RelayPanel, words: Wording) -> Rendered:
    key = keys_of(panel.session, words)
    pieces = [Piece(words.ui(PeopleUi.RELAY_STOPPED, alias=panel.stopped))] if panel.stopped else []
    pieces.append(Piece(words.ui(PeopleUi.RELAY_LIST), Style.BOLD))
    if not panel.people:
        pieces.append(Piece(words.ui(PeopleUi.RELAY_LIST_HOW)))
    people = [
        Key(words.ui(PeopleUi.BUTTON_RELAY_RESUME, alias=alias), _resumed(panel.session, participant))
        for participant, alias in panel.people[-SHOWN:]
    ]
    rows = [people[start : start + 2] for start in range(0, len(people), 2)]
    if panel.open:
        rows.append([key(PeopleUi.BUTTON_RELAY_NEW, Gesture.RELAY_NEW, "")])
        rows.append([key(PeopleUi.BUTTON_RELAY_FORM, Gesture.RELAY_FORM, "")])
    return compose(pieces, [*rows, [key(Ui.BUTTON_COCKPIT, Gesture.SHOW_SESSION, "")]])


def _resumed(session: str, participant: str) -> FacilitatorButton:
    return FacilitatorButton(session, Gesture.RELAY_RESUME, participant)


def _agreement(panel: RelayConsentPanel, words: Wording) -> Rendered:
    key = keys_of(panel.session, words)
    cancel = Key(words.ui(Ui.PARAMETER_CANCEL), FacilitatorButton("", Gesture.CANCEL_DRAFT))
    if not panel.form:
        pieces = [
            Piece(words.ui(PeopleUi.RELAY_CONSENT), Style.BOLD),
            Piece(words.ui(PeopleUi.RELAY_CONSENT_READ)),
        ]
        oral = key(PeopleUi.BUTTON_RELAY_ORAL, Gesture.RELAY_AGREED, "oral")
        written = key(PeopleUi.BUTTON_RELAY_WRITTEN, Gesture.RELAY_AGREED, "written")
        return compose(pieces, [[oral], [written], [cancel]])
    pieces = [Piece(words.ui(PeopleUi.RELAY_VOTES), Style.BOLD), Piece(words.ui(PeopleUi.RELAY_VOTES_READ))]
    votes = key(PeopleUi.BUTTON_RELAY_VOTES, Gesture.RELAY_BEGIN, f"{panel.form}:votes")
    without = key(PeopleUi.BUTTON_RELAY_NO_VOTES, Gesture.RELAY_BEGIN, f"{panel.form}:none")
    return compose(pieces, [[votes], [without], [cancel]])


def reason(panel: ReasonPanel, words: Wording) -> Rendered:
    """« Pour quel motif ? », or, once it is there, what becomes of somebody's answers."""
    cancel = Key(words.ui(Ui.PARAMETER_CANCEL), FacilitatorButton("", Gesture.CANCEL_DRAFT))
    if panel.participant:
        key = keys_of(panel.session, words)
        pieces = [
            Piece(words.ui(Ui.REMOVE_CONFIRM, who=panel.who), Style.BOLD),
            Piece(words.ui(Ui.REMOVE_REASON, reason=panel.reason)),
        ]
        keep = key(Ui.BUTTON_REMOVE_KEEP, Gesture.REMOVE_KEEP, panel.participant)
        erase = key(Ui.BUTTON_REMOVE_ERASE, Gesture.REMOVE_ERASE, panel.participant)
        return compose(pieces, [[keep], [erase], [cancel]])
    if panel.item:
        asked = words.ui(Ui.REASON_DEBATED, text=panel.item)
    else:
        asked = words.ui(Ui.REASON_REMOVE, who=panel.who) if panel.who else words.ui(Ui.REASON_HIDE)
    pieces = [Piece(asked, Style.BOLD)]
    if panel.too_long:
        pieces.append(Piece(words.ui(Ui.REASON_TOO_LONG, length=panel.too_long)))
    pieces.append(Piece(words.ui(Ui.REASON_DEBATED_HOW if panel.item else Ui.REASON_HOW)))
    return compose(pieces, [[cancel]])
