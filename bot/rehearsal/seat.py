"""One person's phone in a session that is rehearsed in memory, and how to read what is on it.

Not here: what puts cards there (`stage`), how a card looks in a chat (the app hands that in).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.engine.effects import FoldCard
from bot.engine.phrases import Label, Notice, Phrase
from bot.engine.prompts import Button, Card, Described, Said


@dataclass
class Seat:
    """A phone. `alias`: what facilitators see instead of a name."""

    alias: str
    cards: list[Card] = field(default_factory=list)
    """Every card ever sent or edited, oldest first."""
    screen: dict[str, Card] = field(default_factory=dict)
    """The cards whose buttons still show, by wait."""
    folds: list[FoldCard] = field(default_factory=list)
    toasts: list[Notice] = field(default_factory=list)
    messages: int = 0
    """How many messages this person has sent."""

    def phrases(self) -> list[Phrase]:
        """Every sentence of the bot's own that this person was ever told."""
        return [phrase for card in self.cards for phrase in phrases_of(card)]


def phrases_of(card: Card) -> list[Phrase]:
    """The bot's own sentences on a card."""
    return [block.notice.phrase for block in card.blocks if isinstance(block, Said)]


def texts_of(card: Card) -> list[str]:
    """What the card says apart from the bot's own sentences."""
    said = (block for block in card.blocks if not isinstance(block, Said))
    return [text for block in said for text in (block.lines if isinstance(block, Described) else (block.text,))]


def buttons_of(card: Card) -> list[Button]:
    """Its buttons, row by row."""
    return [button for row in card.rows for button in row]


def button_on(card: Card, what: str | Label) -> Button | None:
    """The button that bears this text, this label of the bot's, or this value."""
    for one in buttons_of(card):
        if what in (one.text, one.label) or (one.value and one.value == what):
            return one
    return None
