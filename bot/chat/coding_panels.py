"""The panel in which a contribution is filed by hand, as a Telegram message. Pure; see `panels`, which calls this."""

from __future__ import annotations

from typing import Final

from bot.chat.markup import Key, Piece, Rendered, Style, compose
from bot.chat.panel_parts import keys_of
from bot.chat.sentences import Ui
from bot.chat.wording import Wording
from bot.facilitation.coding_panels import CodeLine, CodingPanel
from bot.facilitation.incoming import FacilitatorButton, Gesture

_RUBRICS: Final = {
    "vecu": Ui.RUBRIC_VECU,
    "crainte": Ui.RUBRIC_CRAINTE,
    "envie": Ui.RUBRIC_ENVIE,
    "analyse": Ui.RUBRIC_ANALYSE,
    "germe": Ui.RUBRIC_GERME,
    "piste": Ui.RUBRIC_PISTE,
    "frein": Ui.RUBRIC_FREIN,
    "levier": Ui.RUBRIC_LEVIER,
    "voix_differente": Ui.RUBRIC_VOIX_DIFFERENTE,
}
_A_ROW: Final = 2


def coding_panel(panel: CodingPanel, words: Wording) -> Rendered:
    """The text, what is confirmed and what is only proposed, and a button a code."""
    named = {line.code: line.label or words.ui(_RUBRICS[line.code]) for line in panel.codes}
    proposed = [named[line.code] for line in panel.codes if line.proposed]
    confirmed = [named[line.code] for line in panel.codes if line.confirmed]
    pieces = [Piece(words.ui(Ui.CODING), Style.BOLD), Piece(panel.text, Style.QUOTE)]
    if confirmed:
        pieces.append(Piece(words.ui(Ui.CODING_CONFIRMED, codes=", ".join(confirmed))))
    elif panel.read:
        pieces.append(Piece(words.ui(Ui.CODING_NONE)))
    if proposed:
        pieces.append(Piece(words.ui(Ui.CODING_PROPOSED, codes=", ".join(proposed)), Style.ITALIC))

    def key(text: str, code: str) -> Key:
        value = f"{panel.number}:{panel.contribution}:{panel.mark}:{code}"
        return Key(text, FacilitatorButton(panel.session, Gesture.FILE, value))

    all_of_them = [[key(words.ui(Ui.BUTTON_CODING_ALL), "+")]] if proposed else []
    each = [key(f"{_sign(line)}{named[line.code]}", str(place)) for place, line in enumerate(panel.codes)]
    rows = [each[start : start + _A_ROW] for start in range(0, len(each), _A_ROW)]
    back = keys_of(panel.session, words)(Ui.BUTTON_CODING_BACK, Gesture.CONTRIBUTIONS, str(panel.number))
    return compose(pieces, [*all_of_them, *rows, [back]])


def _sign(line: CodeLine) -> str:
    return "✓ " if line.confirmed else "? " if line.proposed else ""
