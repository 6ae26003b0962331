"""The twelve common probes: what each says, and which of them a message calls for by itself.

Here: the wordings in every language, and the automatic triggers that read a text. Not here: `vocal` (the channel knows
what it could not read), `silence` (the clock's), those that only a facilitator sends (`generale`, `hors_sujet`,
`tiers`), the words that are looked for (`lexicon`), and how often anybody may be probed (`participant`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from typing import Final

from bot.engine.doublets import FRENCH, IN_FULL, doublets
from bot.engine.lexicon import Lexicon, plain_words
from bot.engine.reading import is_only_emoji, words_of

COMMON: Final[Mapping[str, Mapping[str, str]]] = {
    "courte": {
        "fr": "Merci. Pouvez-vous donner un exemple précis ?",
        "en": "Thank you. Could you give a specific example?",
    },
    "generale": {
        "fr": "Que s'est-il passé, concrètement ?",
        "en": "What happened, in practice?",
    },
    "ne_sait_pas": {
        "fr": "D'accord. Qu'est-ce qui vous vient en premier, même incomplet ?",
        "en": "All right. What comes to mind first, even if incomplete?",
    },
    "emoji": {
        "fr": "Je le note. Que voulez-vous dire par là, avec vos mots ?",
        "en": "Noted. What do you mean by it, in your own words?",
    },
    "longue": {
        "fr": "Tout est conservé. En une phrase, que faut-il retenir ?",
        "en": "All of it is kept. In one sentence, what should we remember?",
    },
    "plusieurs": {
        "fr": "Je vois peut-être plusieurs idées. Voulez-vous les séparer ?",
        "en": "There may be several ideas here. Would you like to separate them?",
    },
    "hors_sujet": {
        "fr": "Je le garde au parking. Quel lien faites-vous avec la question ?",
        "en": "I am setting it aside for later. How does it relate to the question, for you?",
    },
    "donnee_perso": {
        "fr": "Ce message semble contenir des coordonnées. Voulez-vous le réécrire sans elles ?",
        "en": "This message seems to hold contact details. Would you like to rewrite it without them?",
    },
    "tiers": {
        "fr": "Pouvez-vous le dire sans nommer la personne ?",
        "en": "Could you say it without naming the person?",
    },
    "hostile": {
        "fr": "Le désaccord a toute sa place ici. Pouvez-vous le dire sans viser quelqu'un ?",
        "en": "Disagreement is welcome here. Could you say it without aiming at anyone?",
    },
    "silence": {
        "fr": "Il reste {{ temps }}. Votre réponse compte, même brève. Vous pouvez aussi passer.",
        "en": "There are {{ temps }} left. Your answer counts, even a short one. You may also pass.",
    },
    "vocal": {
        "fr": "Je ne sais pas lire ce format. Pouvez-vous l'écrire en quelques mots ?",
        "en": "I cannot read this format. Could you write it in a few words?",
    },
}
"""Code → language → wording. `silence` has one value, `temps` (« 3 minutes »)."""

FROM_FACILITATORS: Final = ("generale", "tiers", "hostile", "donnee_perso")
"""What a facilitator may send to one person; `hors_sujet` goes with the parking of a contribution.

Insults and contact details that no rule recognises are hers to see.
"""

OWN_WORDS: Final = "libre"
"""The code of a question that a facilitator wrote: what was asked is kept in its own words, instead of a code."""

REWRITTEN: Final = frozenset({"donnee_perso", "tiers", "hostile"})
"""After these only the rewritten answer is ever shown; without one the answer is withheld."""

WORDLESS: Final = frozenset({"emoji", "ne_sait_pas"})
"""What these ask about says nothing yet: of an idea, the answer is the idea."""

SHORT: Final = 5
"""An answer under this many words is short."""

LONG: Final = 900
"""An answer over this many characters is long."""


def probe_text(code: str, language: str) -> str:
    """What a common probe says, in French where the language has no wording. Raises KeyError for an unknown code."""
    wordings = COMMON[code]
    text = wordings.get(language.partition("-")[0], wordings[FRENCH])
    return doublets(text) if language == IN_FULL else text


def trigger(text: str, allowed: Collection[str], lexicon: Lexicon, *, is_collection: bool) -> str | None:
    """The one probe that this message calls for, None if it calls for none.

    `allowed` are the codes the question lists; `is_collection` says that it gathers ideas, one a message. Several may
    apply: personal data, then hostility, emoji only, « don't know », long, several ideas, short. The first two are
    looked for in every text; emoji wherever something may be asked, listed or not: no script lists it.
    """
    if not text.strip():
        return None
    protects = protection(text, lexicon)
    if protects:
        return protects
    if allowed and is_only_emoji(text):
        return "emoji"
    checks: tuple[tuple[str, Callable[[str], bool]], ...] = (
        ("ne_sait_pas", lambda said: is_dont_know(said, lexicon)),
        ("longue", lambda said: len(said) > LONG),
        ("plusieurs", lambda said: is_collection and has_several_ideas(said, lexicon)),
        ("courte", lambda said: len(words_of(said)) < SHORT),
    )
    return next((code for code, applies in checks if code in allowed and applies(text)), None)


# The same text is looked at twice in a step: when it is kept, and when a probe is looked for. No more than that is
# remembered: these are people's words.
@lru_cache(maxsize=4)
def protection(text: str, lexicon: Lexicon) -> str:
    """Which of the probes that protect people the text calls for; empty if it may be shown as it is."""
    if has_personal_data(text):
        return "donnee_perso"
    return "hostile" if lexicon.attacks(text) else ""


# -- « I don't know » ------------------------------------------------------------------------------------------------


def is_dont_know(text: str, lexicon: Lexicon) -> bool:
    """Whether the message says nothing but « I don't know » (« jsp », « bof », « ? »…)."""
    if len(text) > 120:
        return False
    if set("".join(text.split())) <= set("?!…¿.") and "?" in text:
        return True
    return lexicon.only_dont_know.fullmatch(" ".join(plain_words(text))) is not None


# -- personal data ---------------------------------------------------------------------------------------------------

# No quantifier stands before the sign: a long text without one is read once.
_E_MAIL: Final = re.compile(
    r"[\w+-]\s?(?:@|\((?:at|arobase)\)|\[(?:at|arobase)\]|\sarobase\s)\s?[\w-]{1,63}\s?(?:\.|\spoint\s)\s?\w\w"
)
_PHONES: Final = (
    # French: ten digits in pairs, one separator throughout; so that 01.02.2024 10 is no number.
    re.compile(r"(?<![\d.,])0[1-9]([\s.\-]{0,2})\d{2}(?:\1\d{2}){3}(?![\d])"),
    re.compile(r"(?<![\d.,])0[1-9]\d{2}[\s.\-]?\d{3}[\s.\-]?\d{3}(?!\d)"),
    re.compile(r"(?<![\d.,])(?:\+|00)[1-9]\d{0,2}[\s.\-]?(?:\(0\))?(?:[\s.\-]{0,2}\d){7,12}(?!\d)"),
    # British and American.
    re.compile(r"(?<![\d.,])0\d{4}[\s\-]\d{6}(?!\d)"),
    re.compile(r"(?<![\d.,])\(?[2-9]\d{2}\)?[\s\-.][2-9]\d{2}[\-.]\d{4}(?!\d)"),
)
_TYPE: Final = r"(?:rue|avenue|boulevard|chemin|impasse|allées?|quai|ruelle|faubourg|montée|sentier)"
# These name many other things: a capital letter must show that a name follows.
_LOOSE_TYPE: Final = r"(?:place|cours|route|square|passage|voie|lotissement|résidence|esplanade|av\.?|bd\.?|bld\.?)"
_NUMBER: Final = r"(?<![\d.,])\d{1,4}\s?(?:bis|ter|quater|[a-d])?\s?,?\s+"
_ADDRESSES: Final = (
    re.compile(
        rf"{_NUMBER}{_TYPE}\s+(?:de\s+la\s|de\s+l['’]|de\s|du\s|des\s|d['’]|[A-ZÀ-Ý]|(?i:saint|sainte|général|docteur))"
    ),
    re.compile(rf"{_NUMBER}(?i:{_TYPE}|{_LOOSE_TYPE})\s+(?:(?:de|du|des|la|le|les)\s+|[dl]['’]){{0,2}}[A-ZÀ-Ý]\w"),
    re.compile(
        r"(?<!\d)\d{1,5}\s+(?:[A-Z][a-z]+\s+){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Close|Terrace)\b"
    ),
)


def has_personal_data(text: str) -> bool:
    """Whether the text seems to hold a phone number, an e-mail or a postal address. Years and prices are none."""
    if any(character.isdigit() for character in text):
        ascii_digits = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in text)
        if any(pattern.search(ascii_digits) for pattern in (*_PHONES, *_ADDRESSES)):
            return True
    return _E_MAIL.search(text) is not None


# -- several ideas ---------------------------------------------------------------------------------------------------

_ITEM: Final = re.compile(r"^\s*(?:[-–—•*·▪➤→]|\(?\d{1,2}\s?[.)/°:-]|[a-e]\)|\d\ufe0f?\u20e3)\s*(?=\S)", re.MULTILINE)
_INLINE_ITEM: Final = re.compile(r"(?:^|\s)\(?[1-9]\s?[.)°]\s+(?=[^\W\d])")
_SENTENCE: Final = re.compile(r"[.!?…]+\s+|\n+")


def has_several_ideas(text: str, lexicon: Lexicon) -> bool:
    """Whether one message of a collection seems to hold several ideas.

    Careful on purpose, since a needless question tires people: list lines, « ; » between clauses, or two sentences that
    each open on a subject of their own (« Les écoles… Un marché… »); a second sentence on « Elle… » explains the first.
    """
    if len(_ITEM.findall(text)) >= 2 or len(_INLINE_ITEM.findall(text)) >= 2:
        return True
    clauses = [part for part in text.split(";") if len(words_of(part)) >= 3]
    if len(clauses) >= 2:
        return True
    if lexicon.announces_another.search(" ".join(plain_words(text))):
        return True
    sentences = [plain_words(part) for part in _SENTENCE.split(text)]
    return sum(len(words) >= 5 and words[0] in lexicon.subjects for words in sentences) >= 2
