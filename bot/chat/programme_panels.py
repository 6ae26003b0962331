"""Panels about programmes, as Telegram messages. Pure; see `panels`, which calls this."""

from __future__ import annotations

from datetime import datetime, tzinfo

from bot.chat.markup import Key, Piece, Rendered, Style, compose
from bot.chat.programme_sentences import ProgrammeUi
from bot.chat.sentences import Ui
from bot.chat.wording import Wording
from bot.facilitation.incoming import FacilitatorButton, Gesture
from bot.facilitation.programme_panels import (
    ProgrammeNamePanel,
    ProgrammePanel,
    ProgrammesPanel,
    ProgrammesPanels,
    SessionProgress,
    WhichProgrammePanel,
)


def render_programmes(panel: ProgrammesPanels, words: Wording, zone: tzinfo) -> Rendered:
    """The message of a panel about programmes. `zone`: where its dates are told."""
    match panel:
        case ProgrammesPanel():
            return _programmes(panel, words)
        case ProgrammePanel():
            return _programme(panel, words, zone)
        case ProgrammeNamePanel():
            return _name(panel, words)
        case WhichProgrammePanel():
            return _which(panel, words)


def _key(text: str, gesture: Gesture, value: str, session: str = "") -> list[Key]:
    return [Key(text, FacilitatorButton(session, gesture, value))]


def _programmes(panel: ProgrammesPanel, words: Wording) -> Rendered:
    here = panel.organisation
    pieces = [Piece(words.ui(ProgrammeUi.PROGRAMMES, name=panel.name), Style.BOLD)]
    keys = []
    for n, (programme, name, count) in enumerate(panel.programmes, 1):
        pieces.append(Piece(words.ui(ProgrammeUi.PROGRAMMES_LINE, n=n, name=name, count=count), tight=n > 1))
        keys.append(_key(f"{n}. {name}", Gesture.PROGRAMME, f"{here}:{programme}"))
    if not panel.programmes:
        pieces.append(Piece(words.ui(ProgrammeUi.PROGRAMMES_NONE)))
    if panel.may_change:
        keys.append(_key(words.ui(ProgrammeUi.BUTTON_PROGRAMME_NEW), Gesture.PROGRAMME_NEW, here))
    return compose(pieces, keys)


def _programme(panel: ProgrammePanel, words: Wording, zone: tzinfo) -> Rendered:
    here = f"{panel.organisation}:{panel.programme}"
    pieces = [Piece(words.ui(ProgrammeUi.PROGRAMME, name=panel.name), Style.BOLD)]
    for n, one in enumerate(panel.sessions, 1):
        pieces += [Piece(f"{n}. {one.name}"), Piece(_progress(one, words, zone), Style.ITALIC, tight=True)]
    if not panel.sessions:
        pieces.append(Piece(words.ui(ProgrammeUi.PROGRAMME_EMPTY)))
    if panel.menu:
        adds = panel.menu == "add"
        asked = ProgrammeUi.PROGRAMME_ADD if adds else ProgrammeUi.PROGRAMME_REMOVE
        gesture = Gesture.PROGRAMME_ADD if adds else Gesture.PROGRAMME_REMOVE
        pieces.append(Piece(words.ui(asked), Style.BOLD))
        keys = [_key(name, gesture, f"{here}:{session}") for session, name in panel.choices]
        keys.append(_key(words.ui(ProgrammeUi.BUTTON_PROGRAMME_BACK), Gesture.PROGRAMME, here))
        return compose(pieces, keys)
    keys = [_key(f"{n}. {one.name}", Gesture.SHOW_SESSION, "", one.session) for n, one in enumerate(panel.sessions, 1)]
    if panel.sessions:
        keys.append(_key(words.ui(ProgrammeUi.BUTTON_PROGRAMME_NOTEBOOK), Gesture.PROGRAMME_NOTEBOOK, here))
    if panel.may_change:
        keys.append(_key(words.ui(ProgrammeUi.BUTTON_PROGRAMME_ADD), Gesture.PROGRAMME_ADD_MENU, here))
        if panel.sessions:
            keys.append(_key(words.ui(ProgrammeUi.BUTTON_PROGRAMME_REMOVE), Gesture.PROGRAMME_REMOVE_MENU, here))
        keys.append(_key(words.ui(ProgrammeUi.BUTTON_PROGRAMME_RENAME), Gesture.PROGRAMME_RENAME, here))
    return compose(pieces, keys)


def _progress(one: SessionProgress, words: Wording, zone: tzinfo) -> str:
    """« close le mercredi 12 mars · 12 personnes · 88 contributions »."""
    if one.closed_at is not None:
        parts = [words.ui(ProgrammeUi.PROGRAMME_CLOSED, date=_day(one.closed_at, zone))]
    elif one.opened_at is not None:
        parts = [words.ui(ProgrammeUi.PROGRAMME_OPEN, date=_day(one.opened_at, zone))]
        if one.step:
            parts.append(words.ui(ProgrammeUi.PROGRAMME_STEP, step=one.step, total=one.steps))
    else:
        return words.ui(ProgrammeUi.PROGRAMME_DRAFT)
    if one.erased:
        return " · ".join((*parts, words.ui(ProgrammeUi.PROGRAMME_ERASED)))
    parts.append(words.ui(ProgrammeUi.PROGRAMME_PEOPLE, count=one.people))
    parts.append(words.ui(ProgrammeUi.PROGRAMME_SAID, count=one.contributions))
    if one.withheld:
        parts.append(words.ui(ProgrammeUi.PROGRAMME_WITHHELD, count=one.withheld))
    return " · ".join(parts)


def _day(moment: datetime, zone: tzinfo) -> str:
    return moment.astimezone(zone).date().isoformat()


def _name(panel: ProgrammeNamePanel, words: Wording) -> Rendered:
    ask = (
        words.ui(ProgrammeUi.PROGRAMME_NAME_NEW, name=panel.name)
        if panel.name
        else words.ui(ProgrammeUi.PROGRAMME_NAME)
    )
    pieces = [Piece(ask, Style.BOLD)]
    if panel.too_long:
        pieces.append(Piece(words.ui(ProgrammeUi.PROGRAMME_NAME_TOO_LONG, length=panel.too_long)))
    pieces.append(Piece(words.ui(ProgrammeUi.PROGRAMME_NAME_HOW)))
    return compose(pieces, [_key(words.ui(Ui.PARAMETER_CANCEL), Gesture.CANCEL_DRAFT, "")])


def _which(panel: WhichProgrammePanel, words: Wording) -> Rendered:
    pieces = [
        Piece(panel.workshop, Style.ITALIC),
        Piece(words.ui(ProgrammeUi.WHICH_PROGRAMME), Style.BOLD),
    ]
    if panel.too_long:
        pieces.append(Piece(words.ui(ProgrammeUi.PROGRAMME_NAME_TOO_LONG, length=panel.too_long)))
    pieces.append(Piece(words.ui(ProgrammeUi.WHICH_PROGRAMME_HOW)))
    keys = [_key(name, Gesture.CHOOSE_PROGRAMME, programme) for programme, name in panel.choices]
    keys.append(_key(words.ui(ProgrammeUi.BUTTON_NO_PROGRAMME), Gesture.CHOOSE_PROGRAMME, ""))
    keys.append(_key(words.ui(Ui.PARAMETER_CANCEL), Gesture.CANCEL_DRAFT, ""))
    return compose(pieces, keys)
