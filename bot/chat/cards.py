"""A participant's card as a Telegram message.

Pure. Here: which block looks how, and how buttons are laid out on a phone. Not here: escaping and limits (`markup`),
sentences (`wording`), what a card says (the engine).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from bot.chat.markup import Key, Piece, Rendered, Style, compose, units
from bot.chat.people_sentences import PeopleUi
from bot.chat.sentences import Ui
from bot.chat.wording import Wording, wording
from bot.engine.phrases import Notice, Phrase
from bot.engine.prompts import (
    Act,
    Ask,
    Block,
    Button,
    Card,
    Described,
    Hint,
    Numbered,
    Paragraph,
    Progress,
    Quote,
    Said,
)
from bot.facilitation.incoming import FacilitatorButton, Gesture, ParticipantButton

# Two of these side by side still show whole on a narrow phone.
_SHORT_UNITS: Final = 17
_PAIRED: Final = frozenset({Act.CHOOSE, Act.GRADE, Act.SPLIT, Act.WITHDRAW, Act.ITEM})

# [⬅ Retour] [Je passe] stay last, where the thumb expects them.
_MOVES: Final = frozenset({Act.BACK, Act.PASS, Act.KEEP})

_HEADINGS: Final = frozenset(
    {
        Phrase.RESULT,
        Phrase.CONSENT_RESULT,
        Phrase.SHARED,
        Phrase.SHARED_WORDS,
        Phrase.MY_ANSWER,
        Phrase.MY_ANSWER_FROZEN,
        Phrase.FROM_FACILITATION,
    }
)
_BULLET: Final = "•"
_ITEMS: Final = (Phrase.BALLOT_ITEM, Phrase.STATEMENT_ITEM)
_LISTED: Final = frozenset({Phrase.BALLOT_GRADED, Phrase.BALLOT_UNGRADED})
# What goes on the line right after what.
_BEFORE: Final = {
    Phrase.BALLOT_GRADED: _LISTED,
    Phrase.BALLOT_UNGRADED: _LISTED,
    Phrase.SHARED_COUNT: frozenset({Phrase.SHARED, Phrase.SHARED_COUNT}),
    Phrase.SHARED_OTHERS: frozenset({Phrase.SHARED_COUNT}),
    Phrase.PASSED_HERE: frozenset({Phrase.MY_ANSWER, Phrase.MY_ANSWER_FROZEN}),
}
# What only helps while the question is open.
_WHILE_OPEN: Final = frozenset({Phrase.CHANGE_UNTIL, Phrase.FINISH_OR_ADD, Phrase.MORE_IDEAS, Phrase.TAP_A_BUTTON})


def render_card(
    card: Card, participant: str, language: str, session: str = "", relayed: str = "", *, preview: bool = False
) -> Rendered:
    """The message of a card, with the buttons of that participant. `session`: its name, for who is in several.

    `relayed`: the pseudonym of the person whose answers a facilitator enters here, `preview`: she tries the workshop; a
    button leaves that.

    Raises:
        Defect: the card has no text, or does not fit what Telegram takes.
    """
    pieces, keys = draw_card(card, participant, language)
    if card.wait and (relayed or preview):
        keys = [*keys, [_leaves(language, preview=preview)]]
    return compose([*_named(session, relayed, language, preview=preview), *pieces], keys)


def draw_card(card: Card, participant: str, language: str) -> tuple[list[Piece], list[list[Key]]]:
    """The pieces and rows of buttons of a card, before they become a message: what a rehearsal shows in a terminal."""
    words = wording(language)
    return _pieces(card.blocks, card.progress, words), _keys(card, participant, words)


def render_fold(
    card: Card,
    chosen: str,
    notice: Notice | None,
    language: str,
    session: str = "",
    relayed: str = "",
    *,
    preview: bool = False,
) -> Rendered:
    """A card that was answered: no buttons, no hint, what was chosen under it; the chat then reads as a transcript.

    Raises:
        Defect: as `render_card`.
    """
    words = wording(language)
    blocks = [block for block in card.blocks if not _only_while_open(block)]
    pieces = _pieces(blocks, card.progress, words)
    if chosen:
        pieces.append(Piece(f"→ {chosen}", Style.BOLD))
    if notice is not None:
        pieces.append(Piece(words.notice(notice), Style.ITALIC))
    return compose([*_named(session, relayed, language, preview=preview), *pieces])


def _leaves(language: str, *, preview: bool) -> Key:
    """The button out of what a facilitator does in another's place."""
    words = wording(language)
    if preview:
        return Key(words.ui(PeopleUi.BUTTON_PREVIEW_STOP), FacilitatorButton("", Gesture.PREVIEW_STOP))
    return Key(words.ui(PeopleUi.BUTTON_RELAY_STOP), FacilitatorButton("", Gesture.RELAY_STOP))


def _named(session: str, relayed: str, language: str, *, preview: bool) -> list[Piece]:
    named = [Piece(f"▸ {session}", Style.BOLD)] if session else []
    if relayed:
        named.append(Piece(wording(language).ui(PeopleUi.RELAY_CARD, alias=relayed), Style.BOLD))
    if preview:
        named.append(Piece(wording(language).ui(PeopleUi.PREVIEW_CARD), Style.BOLD))
    return named


def _only_while_open(block: Block) -> bool:
    return isinstance(block, Hint) or (isinstance(block, Said) and block.notice.phrase in _WHILE_OPEN)


def _pieces(blocks: Iterable[Block], progress: Progress | None, words: Wording) -> list[Piece]:
    pieces = [] if progress is None else [Piece(_progress(progress, words), Style.ITALIC)]
    before: Block | None = None
    for block in blocks:
        pieces.append(_piece(block, before, words))
        before = block
    return pieces


def _progress(progress: Progress, words: Wording) -> str:
    if progress.minutes < 1:
        return words.ui(Ui.PROGRESS_LAST, n=progress.number, total=progress.total)
    return words.ui(Ui.PROGRESS, n=progress.number, total=progress.total, minutes=progress.minutes)


def _piece(block: Block, before: Block | None, words: Wording) -> Piece:
    match block:
        case Paragraph(text=text):
            return Piece(text, tight=text.startswith(_BULLET) and _is_bullet(before))
        case Ask(text=text):
            return Piece(text, Style.BOLD)
        case Hint(text=text):
            return Piece(text, Style.ITALIC)
        case Quote(text=text):
            return Piece(text, Style.ITEM if _says(before, *_ITEMS) else Style.QUOTE)
        case Described(lines=lines):
            # Folded after a few lines: who sees the pictures need not scroll past their description.
            return Piece("\n".join(lines), Style.QUOTE)
        case Numbered():
            return Piece(_numbered(block, words), Style.LISTED, tight=isinstance(before, Numbered))
        case Said(notice=notice):
            style = Style.BOLD if notice.phrase in _HEADINGS else Style.PLAIN
            follows = isinstance(before, Said) and before.notice.phrase in _BEFORE.get(notice.phrase, frozenset())
            return Piece(words.notice(notice), style, tight=follows)


def _numbered(block: Numbered, words: Wording) -> str:
    parts = [f"{block.number}."]
    if block.label:
        parts.append(f"[{block.label}]")
    parts.append(block.text)
    if block.mine:
        parts.append(words.ui(Ui.LISTED_MINE))
    if block.mark:
        parts.append(f"— {words.ui(Ui.LISTED_MARK, mark=block.mark)}")
    if block.chosen:
        parts.append(f"— {words.ui(Ui.LISTED_CHOSEN)}")
    if block.place:
        parts.append(f"— {words.ui(Ui.LISTED_PLACE, place=block.place)}")
    return " ".join(parts)


def _is_bullet(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and block.text.startswith(_BULLET)


def _says(block: Block | None, *phrases: Phrase) -> bool:
    return isinstance(block, Said) and block.notice.phrase in phrases


def _keys(card: Card, participant: str, words: Wording) -> list[list[Key]]:
    rows: list[list[Key]] = []
    navigation: list[list[Key]] = []
    open_pair = False
    for row in card.rows:
        keys = [_key(card, button, participant, words) for button in row]
        pairable = len(row) == 1 and row[0].act in _PAIRED and units(keys[0].text) <= _SHORT_UNITS
        if all(button.act in _MOVES for button in row):
            # Three a row are cut off on a phone: « Je garde ma réponse » goes above.
            wide = [key for key, button in zip(keys, row, strict=True) if button.act is Act.KEEP and len(row) > 2]
            navigation += [part for part in (wide, [key for key in keys if key not in wide]) if part]
        elif pairable and open_pair:
            rows[-1] += keys
            open_pair = False
        else:
            rows.append(keys)
            open_pair = pairable
    return rows + navigation


def _key(card: Card, button: Button, participant: str, words: Wording) -> Key:
    text = button.text if button.label is None else words.label(button.label, button.values)
    return Key(
        f"✓ {text}" if button.chosen else text,
        ParticipantButton(participant, button.act, card.wait, card.rev, button.value),
    )
