"""The twelve common probes: what each says, and which of them a message calls for by itself.

Here: the wordings in every language, and the automatic triggers that read a text. Not here: `vocal` (the channel knows
what it could not read), `silence` (the clock's), the three that a facilitator chooses (`generale`, `hors_sujet`,
`tiers`), and how often anybody may be probed (`participant`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Final

from bot.engine import lexicon
from bot.engine.doublets import FRENCH, IN_FULL, doublets
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

REWRITTEN: Final = frozenset({"donnee_perso", "tiers", "hostile"})
"""After these only the rewritten answer is ever shown; without one the answer is withheld."""

SHORT: Final = 5
"""An answer under this many words is short."""

LONG: Final = 900
"""An answer over this many characters is long."""


def probe_text(code: str, language: str) -> str:
    """What a common probe says, in French where the language has no wording. Raises KeyError for an unknown code."""
    wordings = COMMON[code]
    text = wordings.get(language.partition("-")[0], wordings[FRENCH])
    return doublets(text) if language == IN_FULL else text


def trigger(text: str, allowed: Collection[str], *, is_collection: bool) -> str | None:
    """The one probe that this message calls for, None if it calls for none.

    `allowed` are the codes the question lists; `is_collection` says that it gathers ideas, one a message. Several may
    apply: personal data, then hostility, emoji only, « don't know », long, several ideas, short. The first two are
    looked for in every text; emoji wherever something may be asked, listed or not: no script lists it.
    """
    if not text.strip():
        return None
    protects = protection(text)
    if protects:
        return protects
    if allowed and is_only_emoji(text):
        return "emoji"
    checks = (
        ("ne_sait_pas", is_dont_know),
        ("longue", lambda said: len(said) > LONG),
        ("plusieurs", lambda said: is_collection and has_several_ideas(said)),
        ("courte", lambda said: len(words_of(said)) < SHORT),
    )
    return next((code for code, applies in checks if code in allowed and applies(text)), None)


# The same text is looked at twice in a step: when it is kept, and when a probe is looked for. No more than that is
# remembered: these are people's words.
@lru_cache(maxsize=4)
def protection(text: str) -> str:
    """Which of the probes that protect people the text calls for; empty if it may be shown as it is."""
    if has_personal_data(text):
        return "donnee_perso"
    return "hostile" if is_hostile(text) else ""


# -- « I don't know » ------------------------------------------------------------------------------------------------

_DONT_KNOW: Final = (
    r"j ?ne sais (vraiment |trop |absolument )?(pas|plus|rien)",
    r"(je |j |ch)?sais? (vraiment |trop )?(pas|plus)( trop)?( quoi (dire|repondre|mettre))?",
    r"je (ne )?sais (vraiment |trop |absolument |meme )?(pas|plus)( du tout)?( trop)?( quoi (dire|repondre|mettre))?",
    r"(j |je )?n? ?(en )?sai[st]? (pas|rien)( du tout)?",
    r"j en sais rien|je n en sais rien|aucune idee|pas d idees?|je n ai pas d idees?|j ai pas d idees?",
    r"pas d avis|sans avis|je n ai pas d avis|j ai pas d avis|je (ne )?vois pas( du tout)?",
    r"jsp|jspp|jsais pas|j sais pas|chais pas|chepa|chaipa|bof|mouais|nsp|ras|rien|heu|euh|hum",
    r"(i )?(really )?(don t|dont|do not) (really )?know|idk|dunno|no idea|not sure|no clue|no opinion|meh",
)
_FILLERS: Final = r"(?:euh|heu|hum|ben|bah|bon|alors|franchement|honnetement|desole|desolee|sorry|well|moi|la|vraiment)"
_ONLY_DONT_KNOW: Final = re.compile(rf"(?:{_FILLERS} )*(?:(?:{'|'.join(_DONT_KNOW)})(?: {_FILLERS})*(?: |$))+")


def is_dont_know(text: str) -> bool:
    """Whether the message says nothing but « I don't know » (« jsp », « bof », « ? »…)."""
    if len(text) > 120:
        return False
    if set("".join(text.split())) <= set("?!…¿.") and "?" in text:
        return True
    return _ONLY_DONT_KNOW.fullmatch(" ".join(_plain_words(text))) is not None


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


# -- hostility -------------------------------------------------------------------------------------------------------

_LOOK_ALIKES: Final = str.maketrans("013457@$€", "oieastase")
_CLAUSE: Final = re.compile(r"[.!?…;:,\n\r()\"«»]+")
# Anchored where words begin: tried at every character it took most of the time an answer costs here.
_ABUSE: Final = re.compile(rf"\b(?:{'|'.join(f'(?:{pattern})' for pattern in (*lexicon.ABUSE, *lexicon.THREATS))})")


def is_hostile(text: str) -> bool:
    """Whether the text insults or threatens somebody. Being rough on an idea (« massacre », « idiot ») is not that."""
    return any(_attacks(clause) for clause in _CLAUSE.split(text))


def _attacks(clause: str) -> bool:
    words = [_spelled_out(word) for word in _plain_words(clause, keep="@$€")]
    if any(word in lexicon.INSULTS for word in words):
        return True
    if _ABUSE.search(" ".join(words)) is not None:
        return True
    return any(_is_aimed(words, position) for position in range(len(words)))


def _is_aimed(words: list[str], position: int) -> bool:
    word = words[position]
    noun = word in lexicon.NOUNS
    if not noun and word not in lexicon.AIMED_ONLY:
        return False
    one, two = " ".join(words[max(position - 1, 0) : position]), " ".join(words[max(position - 2, 0) : position])
    if one in lexicon.AIMS or two in lexicon.AIMS:
        return True
    con = word in ("con", "cons", "conne", "connes")
    if noun and (len(words) == 1 or one in lexicon.DETERMINERS or (one in lexicon.ENGLISH_DETERMINERS and not con)):
        return True
    before = position
    while before and words[before - 1] in lexicon.FILLERS and position - before < 3:
        before -= 1
    if con and before > 1 and words[before - 1] in lexicon.BEING:
        return words[before - 2] not in ("c", "ce", "ca", "cela")
    said_of = (*lexicon.ADDRESSES, *lexicon.ABOUT_OTHERS) if noun else lexicon.ADDRESSES
    return any(" ".join(words[max(before - length, 0) : before]) in said_of for length in (2, 3))


@lru_cache(maxsize=4096)
def _spelled_out(word: str) -> str:
    if any(character.isalpha() for character in word):
        word = word.translate(_LOOK_ALIKES)
    # « connaaaard »: a letter said three times or more is said once.
    return re.sub(r"(.)\1{2,}", r"\1", word)


# -- several ideas ---------------------------------------------------------------------------------------------------

_ITEM: Final = re.compile(r"^\s*(?:[-–—•*·▪➤→]|\(?\d{1,2}\s?[.)/°:-]|[a-e]\)|\d\ufe0f?\u20e3)\s*(?=\S)", re.MULTILINE)
_INLINE_ITEM: Final = re.compile(r"(?:^|\s)\(?[1-9]\s?[.)°]\s+(?=[^\W\d])")
_SENTENCE: Final = re.compile(r"[.!?…]+\s+|\n+")
_ANOTHER: Final = re.compile(
    r"\b(?:autre idee|deuxieme (?:idee|horizon)|second horizon|une autre chose|2e idee|2eme idee|premierement|"
    r"another idea|second idea|secondly)\b"
)


def has_several_ideas(text: str) -> bool:
    """Whether one message of a collection seems to hold several ideas.

    Careful on purpose, since a needless question tires people: list lines, « ; » between clauses, or two sentences that
    each open on a subject of their own (« Les écoles… Un marché… »); a second sentence on « Elle… » explains the first.
    """
    if len(_ITEM.findall(text)) >= 2 or len(_INLINE_ITEM.findall(text)) >= 2:
        return True
    clauses = [part for part in text.split(";") if len(words_of(part)) >= 3]
    if len(clauses) >= 2:
        return True
    plain = " ".join(_plain_words(text))
    if _ANOTHER.search(plain):
        return True
    sentences = [_plain_words(part) for part in _SENTENCE.split(text)]
    return sum(len(words) >= 5 and words[0] in lexicon.SUBJECTS for words in sentences) >= 2


def _plain_words(text: str, keep: str = "") -> list[str]:
    """The words in lower case without accents; everything else separates them, `keep` excepted."""
    folded = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    if not folded.isascii():
        folded = "".join(c for c in folded if not unicodedata.combining(c))
    return _between_words(keep).sub(" ", folded).split()


@lru_cache(maxsize=8)
def _between_words(keep: str) -> re.Pattern[str]:
    return re.compile(rf"[^\w{re.escape(keep)}]+|_+")
