"""§ 4: the words people gave, their forms put together.

Two forms are one word when they have the same lemma (« producteur », « producteurs »), or differ by case, accents or
spaces only; every other form is printed beside the most frequent one. Deciding that « local » and « localement » are
one idea is the reader's part. A word that no author lets us quote is counted, not printed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.engine.letters import unaccented
from bot.engine.script import Keywords as KeywordsForm
from bot.engine.script import Question, Step
from bot.notebook.answers import question_block
from bot.notebook.blocks import Sentence
from bot.notebook.charts import CountRow, word_bars
from bot.notebook.context import Chart, CountedWord, Keywords, KeywordStep
from bot.notebook.corpus import Corpus, Entry, distinct
from bot.notebook.desk import Desk
from bot.notebook.lemmas import lemma
from bot.notebook.privacy import cut_contacts
from bot.notebook.typology import bar_words

_CHARTED = 12
_ELIDED = re.compile(r"^[ld]'(?=\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Grouped:
    """One word: who gave it, and how it may be written (empty: not to be printed). `forms`: others that were given."""

    spelling: str
    entries: tuple[Entry, ...]
    forms: tuple[str, ...] = ()

    @property
    def people(self) -> int:
        """How many people gave it, each once."""
        return len(distinct(self.entries))


def folded(word: str) -> str:
    """The form under which spellings meet: « L’Écologie  » and « l'ecologie » are one."""
    bare = unaccented(word.replace("’", "'"))
    return re.sub(r"\s+", " ", bare).strip(' .,;:!?"«»()')


def key(text: str, language: str) -> str:
    """What forms of one word, or of a few words, have in common."""
    words = (_ELIDED.sub("", word.strip(' .,;:!?"«»()')) for word in text.replace("’", "'").split())
    return folded(" ".join(lemma(word, language) for word in words))


def grouped(corpus: Corpus, question: Question, language: str) -> tuple[Grouped, ...]:
    """The words of a question, most frequent first, then in alphabetical order."""
    found: dict[str, list[tuple[str, Entry]]] = {}
    for entry in corpus.at(question.key):
        for word in entry.contribution.codes or (entry.contribution.text,):
            if folded(word):
                found.setdefault(key(word, language), []).append((word.strip(" .,;"), entry))
    groups = []
    for common, given in found.items():
        printable = Counter(word for word, entry in given if entry.printed and not cut_contacts(word)[1])
        # Ties between spellings go to the first in code order: the same material gives the same notebook.
        spelling = min(printable, key=lambda word: (-printable[word], word)) if printable else ""
        # A form is another word to the eye: case and accents alone make none.
        forms = {folded(word): word for word in sorted(printable, reverse=True) if folded(word) != folded(spelling)}
        others = tuple(sorted(forms.values()))
        groups.append((common, Grouped(spelling, tuple(entry for _, entry in given), others)))
    groups.sort(key=lambda pair: (-pair[1].people, pair[0]))
    return tuple(group for _, group in groups)


def keywords(desk: Desk) -> Keywords | None:
    """§ 4, or None when no step asked for words."""
    steps = [
        _step(desk, step, question)
        for step, question in desk.script.walk()
        if isinstance(question.accepts, KeywordsForm)
    ]
    return Keywords(tuple(steps)) if steps else None


def _step(desk: Desk, step: Step, question: Question) -> KeywordStep:
    corpus, w = desk.corpus, desk.words
    entries = corpus.at(question.key)
    words = grouped(corpus, question, w.language)
    shared = tuple(_counted(desk, g) for g in words if g.spelling and g.people > 1)
    single = tuple(_counted(desk, g) for g in words if g.spelling and g.people == 1)
    silent = sum(1 for g in words if not g.spelling)
    people = len(distinct(entries))
    if not entries:
        summary = [desk.say("absence.question", desk.step(step))]
    else:
        refs = corpus.refs(entries)
        summary = [desk.say("keywords.people", *refs, n=people, share=w.share(people, corpus.people), words=len(words))]
        if not any(g.people > 1 for g in words):
            summary.append(desk.say("keywords.none_shared", *refs))
        if silent:
            summary.append(desk.say("keywords.silent", *refs, n=silent))
        summary += _by_profile(desk, entries, words)
    chart = None
    if shared:
        rows = [CountRow(word.word, word.people) for word in shared[:_CHARTED]]
        chart = Chart(
            word_bars(rows, title=w("chart.words"), description=w("chart.words.told", n=people), words=bar_words(desk))
        )
    others = [q for q in step.questions if q.key != question.key]
    return KeywordStep(
        step.title,
        desk.shown(question.text),
        tuple(summary),
        shared,
        single,
        chart,
        tuple(question_block(desk, step, other) for other in others),
    )


def _by_profile(desk: Desk, entries: Sequence[Entry], words: Sequence[Grouped]) -> list[Sentence]:
    """The words of each profile that enough people share to be named, then of all the others together.

    As the annex signs them: where no profile may be named, nothing is told apart.
    """
    found: list[Sentence] = []
    named = [label for label, _ in desk.corpus.profiles.shown]
    for signature in dict.fromkeys((*named, *(entry.signature for entry in entries))):
        theirs = [entry for entry in entries if entry.signature == signature and entry.printed]
        given = [group.spelling for group in words if group.spelling and set(group.entries) & set(theirs)]
        if given and named:
            refs = desk.corpus.refs(theirs)
            found.append(desk.say("keywords.by_profile", *refs, profile=signature, words=", ".join(given)))
    return found


def _counted(desk: Desk, group: Grouped) -> CountedWord:
    refs = desk.corpus.refs(group.entries)
    numbers = tuple(number for ref in refs for number in ref.numbers)
    label = ", ".join(ref.label for ref in refs)
    return CountedWord(group.spelling, group.people, type(refs[0])(label, refs[0].anchor, numbers), group.forms)
