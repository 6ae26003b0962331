"""Words that sessions share, and words that each session adds. Counts of words, never groups of ideas. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.engine.script import Keywords
from bot.notebook.corpus import Entry
from bot.notebook.keywords import folded, grouped, key
from bot.notebook.rollup.sites import Site

_LETTERS = re.compile(r"[^\W\d_]+")
LEAST_LETTERS = 5
# Long enough to pass the five letters, and no matter of anybody's sentence.
_EMPTY = frozenset(
    "alors apres aucun aucune aussi autre autres avait avant avoir avons beaucoup bien celle celles celui cents "
    "certaines certains cette ceux chaque chez comme comment contre depuis "
    "dans deux donc elles encore entre etait etaient etant etre faire fait faudrait fois font haut jamais jours leurs "
    "lorsque mais maintenant meme mieux moins notre nous parce parfois pendant personne peut peuvent plusieurs plutot "
    "pour pourrait pourquoi quand quelque quelques quelqu sans sera serait seulement sinon sont souvent surtout tous "
    "toujours toute toutes tres trois trop votre vous about after again because before being could every other should "
    "since still their there these thing things those through where which while would your yours".split()
)


def spelt(text: str) -> dict[str, str]:
    """The full words of a text, accents and case put aside, each with how it is first written there."""
    found: dict[str, str] = {}
    for word in _LETTERS.findall(text.replace("’", "'")):
        plain = folded(word)
        if len(plain) >= LEAST_LETTERS and plain not in _EMPTY:
            found.setdefault(plain, word.lower())
    return found


def terms(text: str) -> frozenset[str]:
    """The full words of a text, accents and case put aside."""
    return frozenset(spelt(text))


def keywords_of(site: Site) -> frozenset[str]:
    """The keywords that a session gave, forms put together."""
    return frozenset(
        key(word, site.desk.words.language)
        for _, question in site.desk.script.walk()
        if isinstance(question.accepts, Keywords)
        for group in grouped(site.corpus, question, site.desk.words.language)
        for entry in group.entries
        for word in (entry.contribution.codes or (entry.contribution.text,))
        if folded(word)
    )


def terms_of(site: Site) -> frozenset[str]:
    """The full words of everything a session said in words."""
    said = (e for e in site.corpus.kept if not site.corpus.is_option(e))
    return frozenset[str]().union(*(terms(e.contribution.text) for e in said))


def germs_of(site: Site) -> tuple[Entry, ...]:
    """The initiatives that a session named and that may be printed."""
    found = site.notebook.germs
    known = {entry.number: entry for entry in site.corpus.entries}
    return tuple(known[germ.quote.number] for germ in found.germs) if found is not None else ()


def recurring(named: Iterable[tuple[Site, Iterable[Entry]]]) -> list[tuple[str, list[tuple[Site, Entry]]]]:
    """Words in the germs of two sessions or more, as first spelt: those of most sessions first, then by letter."""
    places: dict[str, list[tuple[Site, Entry]]] = {}
    spellings: dict[str, str] = {}
    for site, entries in named:
        for entry in entries:
            for word, spelling in spelt(entry.text).items():
                spellings.setdefault(word, spelling)
                places.setdefault(word, []).append((site, entry))
    several = [word for word, at in places.items() if len({site.label for site, _ in at}) > 1]
    several.sort(key=lambda word: (-len({site.label for site, _ in places[word]}), word))
    return [(spellings[word], places[word]) for word in several]
