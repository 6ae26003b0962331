"""Panels about one person of a session, and the reason for a gesture, as Telegram messages. Pure; see `panels`."""

from __future__ import annotations

from typing import Final

from bot.chat.cockpit import person_line, short_line
from bot.chat.markup import Key, Piece, Rendered, Style, compose
from bot.chat.panel_parts import keys_of
from bot.chat.sentences import Ui
from bot.chat.wording import Wording
from bot.facilitation.incoming import FacilitatorButton, Gesture
from bot.facilitation.panels import ParticipantPanel, ParticipantsPanel, ReasonPanel

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
    if panel.may_remove:
        rows.append([key(Ui.BUTTON_REMOVE_PERSON, Gesture.REMOVE, panel.participant)])
    rows.append(
        [key(Ui.BUTTON_PARTICIPANTS, Gesture.PARTICIPANTS, ""), key(Ui.BUTTON_COCKPIT, Gesture.SHOW_SESSION, "")]
    )
    return compose(pieces, rows)


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
    asked = words.ui(Ui.REASON_REMOVE, who=panel.who) if panel.who else words.ui(Ui.REASON_HIDE)
    pieces = [Piece(asked, Style.BOLD)]
    if panel.too_long:
        pieces.append(Piece(words.ui(Ui.REASON_TOO_LONG, length=panel.too_long)))
    pieces.append(Piece(words.ui(Ui.REASON_HOW)))
    return compose(pieces, [[cancel]])
