"""Judging what a language model answered: contribution ids and a draft sentence, or it is refused and said why.

The answer is data. It is read as JSON of one shape, never run, never followed; a sentence stands only if it cites
contributions that were sent, quotes them exactly, and names and counts nothing that they do not. Pure. Not here: who
is asked (`assistance`), who signs (`signing`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final

import msgspec

from bot.engine.letters import unaccented
from bot.facilitation.assistance import AssistantFailed, Hitch
from bot.facilitation.numbering import Numbered
from bot.facilitation.team_texts import of_the_group

MOST_SENTENCES: Final = 12
LONGEST_SENTENCE: Final = 400
LONGEST_ANSWER: Final = 60_000

_FENCE: Final = re.compile(r"\A\s*```(?:json)?\s*\n(.*)\n\s*```\s*\Z", re.DOTALL)
_REFERENCES: Final = re.compile(r"\s*[(\[]\s*(C\d{2,6}(?:\s*[,;]\s*C\d{2,6})*)\s*[)\]]")
_QUOTED: Final = re.compile(
    r"«([^»]*)»|“([^”]*)”|„([^“”]*)[“”]|\"([^\"]*)\"|‹([^›]*)›|‘([^’]*)’|(?<!\w)'([^']*)'(?!\w)"
)
_QUOTE_MARKS: Final = re.compile(r"[«»“”„‟\"‹›‘]")
_MARKUP: Final = re.compile(r"[<>\[\]{}`\\#$*_|~^=@]|://|www\.", re.IGNORECASE)
_DIGITS: Final = re.compile(r"\d+")
_WORD: Final = re.compile(r"[^\W\d_]+")
_BEGINS: Final = re.compile(r"(?:\A|[.!?:…]\s)\W*\Z")

_COUNTS: Final = {
    2: ("deux", "two"),
    3: ("trois", "three"),
    4: ("quatre", "four"),
    5: ("cinq", "five"),
    6: ("six",),
    7: ("sept", "seven"),
    8: ("huit", "eight"),
    9: ("neuf", "nine"),
    10: ("dix", "ten"),
    11: ("onze", "eleven"),
    12: ("douze", "twelve", "douzaine", "dozen"),
}
_FIGURES: Final = frozenset(
    "treize quatorze quinze seize vingt trente quarante cinquante soixante septante octante nonante cent cents mille"
    " million millions milliard milliards dizaine dizaines vingtaine trentaine quarantaine cinquantaine centaine"
    " centaines millier milliers moitie majorite plupart unanimite"
    " thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty"
    " ninety hundred hundreds thousand thousands billion dozens half majority unanimously".split()
)
_BEGINNINGS: Final = frozenset(
    "l d c s j n m t qu le la les un une des du de au aux a en et ou mais si on il elle ils elles ce cet cette ces cela"
    " leur leurs chaque plusieurs certains certaines quelques beaucoup peu autre autres aucun aucune personne personnes"
    " tous toutes tout toute dans sur sous sans avec pour par selon entre chez vers contre malgre comme quand lorsque"
    " puisque parce pendant apres avant depuis face outre faute etre avoir faire voir se ne ni y plus moins meme celles"
    " ceux celui celle qui que dont ou parmi d une autres habitants habitantes participants participantes"
    " the a an some several many few people one they he she it this that these those their each every all both no"
    " nobody other others another in on at by for from with without to of and or but if when while because since as"
    " before after during between among against despite more less what who where how there residents".split()
)
"""Words that a sentence may begin with, its capital being no name's; any other has to come from what was said."""
_NUMBER_WORDS: Final = {word: count for count, words in _COUNTS.items() for word in words}


class Refusal(StrEnum):
    """Why a sentence is not shown as a draft."""

    SHAPE = "shape"
    """Something else than ids and a sentence."""
    EMPTY = "empty"
    TOO_LONG = "too_long"
    MARKUP = "markup"
    """It holds a link, an address, a sign of a formatting language or one that nobody sees."""
    NO_IDS = "no_ids"
    UNKNOWN_ID = "unknown_id"
    QUOTATION = "quotation"
    """It quotes what no cited contribution says, letter by letter."""
    NUMBER = "number"
    """It holds a figure that no cited contribution does."""
    NAME = "name"
    """It holds a name that no cited contribution does."""
    GROUP_OF_ONE = "group_of_one"
    """It lends the words of a single person to the group."""


class Draft(msgspec.Struct, frozen=True):
    """A sentence that may be shown to a person, with the ids of the contributions it rests on."""

    text: str
    cites: tuple[str, ...]


class Refused(msgspec.Struct, frozen=True):
    """A sentence that may not, why, and what in it is wrong."""

    text: str
    refusal: Refusal
    detail: str = ""


class Judged(msgspec.Struct, frozen=True):
    """What an answer is worth. `left_off`: sentences beyond the most that are looked at."""

    drafts: tuple[Draft, ...]
    refused: tuple[Refused, ...]
    left_off: int = 0


class _Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    sentences: list[msgspec.Raw]


class _Proposed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    ids: list[str]
    sentence: str


def judge(answer: str, sent: Sequence[Numbered]) -> Judged:
    """The sentences of an answer, each a draft or refused. `sent`: what the model was shown.

    Raises:
        AssistantFailed: it is no JSON of the shape that was asked for.
    """
    if len(answer) > LONGEST_ANSWER:
        raise AssistantFailed(Hitch.TOO_LONG)
    fenced = _FENCE.match(answer)
    try:
        read = msgspec.json.decode((fenced[1] if fenced else answer).encode("utf-8", "replace"), type=_Answer)
    except (msgspec.MsgspecError, RecursionError):
        raise AssistantFailed(Hitch.UNREADABLE) from None
    known = {one.number: one for one in sent}
    drafts: list[Draft] = []
    refused: list[Refused] = []
    for raw in read.sentences[:MOST_SENTENCES]:
        found = _judged(raw, known)
        if isinstance(found, Draft):
            drafts.append(found)
        else:
            refused.append(found)
    return Judged(tuple(drafts), tuple(refused), max(0, len(read.sentences) - MOST_SENTENCES))


def _judged(raw: msgspec.Raw, known: dict[str, Numbered]) -> Draft | Refused:
    try:
        proposed = msgspec.json.decode(raw, type=_Proposed)
    except (msgspec.MsgspecError, RecursionError):
        return Refused("", Refusal.SHAPE)
    ids = list(dict.fromkeys(proposed.ids))
    # A number repeated in the sentence is a reference said twice, as long as it is one of its own.
    text = _REFERENCES.sub(lambda found: "" if _all_of(found[1], ids) else found[0], proposed.sentence).strip()
    if not ids:
        return Refused(_visible(text), Refusal.NO_IDS)
    unknown = [one for one in ids if one not in known]
    if unknown:
        return Refused(_visible(text), Refusal.UNKNOWN_ID, _visible(unknown[0]))
    cited = [known[one] for one in ids]
    found = next(wrong(text, cited), None)
    if found is not None:
        return Refused(_visible(text), found[0], _visible(found[1]))
    return Draft(text, tuple(one.contribution for one in cited))


def _all_of(references: str, ids: Sequence[str]) -> bool:
    return all(one.strip() in ids for one in re.split(r"[,;]", references))


def _visible(text: str) -> str:
    """A refused text, short, without what could hide in it."""
    return "".join(" " if _unseen(one) else one for one in text[:LONGEST_SENTENCE])


def _unseen(letter: str) -> bool:
    return unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def wrong(text: str, cited: Sequence[Numbered]) -> Iterator[tuple[Refusal, str]]:
    """What is wrong with a sentence that rests on these contributions, the worst first; what in it, if one can say."""
    if not text.strip():
        yield Refusal.EMPTY, ""
    if len(text) > LONGEST_SENTENCE:
        yield Refusal.TOO_LONG, ""
    if any(map(_unseen, text)):
        yield Refusal.MARKUP, ""
    if (sign := _MARKUP.search(text)) is not None:
        yield Refusal.MARKUP, sign[0]
    said = [one.text for one in cited]
    for quotation in _QUOTED.finditer(text):
        words = next(part for part in quotation.groups() if part is not None).strip()
        if not words or not any(words in each for each in said):
            yield Refusal.QUOTATION, quotation[0]
    rest = _QUOTED.sub(" ", text)
    if (alone := _QUOTE_MARKS.search(rest)) is not None:
        yield Refusal.QUOTATION, alone[0]
    authors = len({one.author for one in cited})
    for figure in _figures(rest, " ".join(said), authors):
        yield Refusal.NUMBER, figure
    spoken = frozenset(unaccented(word) for each in said for word in _WORD.findall(each))
    for word in _WORD.finditer(rest):
        plain = unaccented(word[0])
        begins = _BEGINS.search(rest[: word.start()]) is not None and (plain in _BEGINNINGS or plain in _NUMBER_WORDS)
        if word[0][0].isupper() and plain not in spoken and not begins:
            yield Refusal.NAME, word[0]
    if authors < 2 and of_the_group(text):
        yield Refusal.GROUP_OF_ONE, ""


def _figures(text: str, said: str, authors: int) -> Iterator[str]:
    """Figures of a text that what was said does not hold; the number of people who said it is no invention."""
    given = frozenset(_DIGITS.findall(said))
    yield from (one for one in _DIGITS.findall(text) if one not in given)
    yield from (one for one in text if unicodedata.category(one) in {"No", "Nl"} and one not in said)
    spoken = frozenset(unaccented(word) for word in _WORD.findall(said))
    for word in _WORD.findall(text):
        plain = unaccented(word)
        counted = _NUMBER_WORDS.get(plain)
        if (counted is not None or plain in _FIGURES) and counted != authors and plain not in spoken:
            yield word
