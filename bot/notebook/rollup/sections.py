"""The sections of a programme's notebook, as pieces of the flow; sentences refuse to be made without references."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from bot.facilitation.lead_answers import LeadStatus
from bot.notebook.blocks import Chart, Sentence
from bot.notebook.charts import CountRow, word_bars
from bot.notebook.context import Germs, Lead
from bot.notebook.corpus import Entry
from bot.notebook.flow.bricks import Bricks, Pieces
from bot.notebook.flow.pieces import AnyPiece, Entries, Heading, Line, Lines, Plain, Say
from bot.notebook.flow.pieces import Entry as Shown
from bot.notebook.leads import answered as answers_of
from bot.notebook.rollup import comparison, masking, vocabulary
from bot.notebook.rollup.sites import NOT_ASKED, Bench, Site
from bot.notebook.routes import RUBRICS, at_home
from bot.notebook.shared import asked
from bot.notebook.typology import bar_words

_QUOTED: Final = 2
_A_SENTENCE: Final = 4
"""Words: « jsp » says less than a sentence to whoever was not there."""
_RECURRING: Final = 25


def _heading(bench: Bench, number: str) -> Heading:
    return Heading(1, bench.words(f"programme.section.{number}"), number, f"s{number.lower()}")


def _say(sentence: Sentence, style: str = "say") -> Say:
    return Bricks.say(sentence, style)


# -- the sessions ------------------------------------------------------------------------------------------------------


def sessions(bench: Bench) -> Pieces:
    """§ 0: a line a session."""
    w = bench.words
    yield _heading(bench, "0")
    head = [w(f"programme.head.{one}") for one in ("session", "theme", "dates", "people", "contributions")]
    rows = [
        (
            site.name,
            site.theme,
            _dates(bench, site),
            str(site.corpus.people),
            str(len(site.corpus.kept)),
            site.notebook.status,
        )
        for site in bench.sites
    ]
    table = bench.table("sessions", w("programme.caption.sessions"), [*head, w("programme.head.version")], rows)
    yield bench.grid(table)
    yield _say(_spoken(bench))
    still = sum(site.material.session.status != "closed" for site in bench.sites)
    if still:
        yield _say(bench.say("programme.open", bench.at(table), n=still))


def _dates(bench: Bench, site: Site) -> str:
    record = site.material.session
    if record.opened_at is None:
        return bench.words("programme.not_opened")
    begun = site.desk.day(record.opened_at)
    if record.closed_at is None:
        return " – ".join((begun, bench.words("programme.not_closed")))
    ended = site.desk.day(record.closed_at)
    return begun if begun == ended else f"{begun} – {ended}"


def _spoken(bench: Bench) -> Sentence:
    heard = sum(site.corpus.people > 0 for site in bench.sites)
    held = bench.words("programme.in", n=heard)
    return bench.say("programme.people.said", bench.section("0"), n=bench.people, sessions=held)


# -- who spoke ---------------------------------------------------------------------------------------------------------


def who(bench: Bench) -> Pieces:
    """§ 2: actors × territories."""
    w = bench.words
    yield _heading(bench, "2")
    head = bench.by_site(w("programme.head.profile"), w("programme.head.all"))
    note = w("programme.masked", n=bench.small)
    table = bench.table("profiles", w("programme.profiles.caption"), head, masking.profiles(bench), note)
    yield bench.grid(table)
    yield _say(_missing(bench))


def _missing(bench: Bench) -> Sentence:
    silent = masking.missing(bench)
    at = bench.section("2")
    if not silent:
        return bench.say("programme.none_missing", at)
    labels = bench.words.listed([bench.words("quoted", text=one) for one in silent])
    return bench.say("programme.missing", at, n=len(silent), labels=labels)


# -- themes, territories, actors ---------------------------------------------------------------------------------------


def _entries(site: Site, rubric: str) -> list[Entry]:
    return [entry for _, question in asked(site.desk, rubric) for entry in site.corpus.typed_at(question)]


def themes(bench: Bench) -> Pieces:
    """§ 3: what was shared, by rubric and session, with words of each."""
    w = bench.words
    yield _heading(bench, "3")
    yield Plain(w("programme.quotes.rule"), "note")
    for rubric in RUBRICS:
        title = w(f"rubric.{rubric}")
        yield Heading(2, title)
        rows, spoke = [], 0
        for site in bench.sites:
            if not asked(site.desk, rubric):
                rows.append((site.name, site.theme, w("programme.rubric.not_asked"), NOT_ASKED))
                continue
            found = _entries(site, rubric)
            people = len({entry.author for entry in found})
            spoke += bool(found)
            rows.append((site.name, site.theme, str(people), str(len(found))))
        head = [w(f"programme.head.{one}") for one in ("session", "theme", "people", "contributions")]
        table = bench.table(rubric, w("programme.rubric.caption", rubric=title), head, rows)
        key = "programme.rubric.said" if spoke else "programme.rubric.nobody"
        yield _say(bench.say(key, bench.at(table), n=spoke))
        yield bench.grid(table)
        for site in bench.sites:
            for entry in _voices(site, _entries(site, rubric)):
                yield bench.quotation(site, site.corpus.quote(entry), site.name)


def _voices(site: Site, entries: list[Entry]) -> list[Entry]:
    """A few that are printed, of different people: those of a few words first, and from different profiles."""
    found: list[Entry] = []
    for entry in sorted((e for e in entries if e.printed), key=lambda e: len(e.text.split()) < _A_SENTENCE):
        if entry.author not in {one.author for one in found}:
            found.append(entry)
    order = sorted(found, key=lambda e: [one.signature for one in found[: found.index(e)]].count(e.signature))
    return order[:_QUOTED]


def actors(bench: Bench) -> Pieces:
    """§ 4: who answered, by rubric, profile and session."""
    w = bench.words
    yield _heading(bench, "4")
    yield Plain(w("programme.actors.rule"), "note")
    for rubric in RUBRICS:
        title = w(f"rubric.{rubric}")
        authors = [
            masking.authors_of(site, [question.key for _, question in asked(site.desk, rubric)]) for site in bench.sites
        ]
        rows = masking.answered(bench, authors)
        yield Heading(2, title)
        if not rows:
            yield Plain(w("programme.masked", n=bench.small) if any(authors) else w("programme.rubric.nobody"), "note")
            continue
        head = bench.by_site(w("programme.head.profile"))
        caption = w("programme.actors.caption", rubric=title)
        note = w("programme.masked", n=bench.small)
        yield bench.grid(bench.table(f"{rubric}-actors", caption, head, rows, note))


# -- blocks ------------------------------------------------------------------------------------------------------------


def blocks(bench: Bench) -> Pieces:
    """§ 5: sessions by the block that their workshop belongs to, and what people filed there."""
    yield _heading(bench, "5")
    by_block: dict[str, list[Site]] = {}
    for site in bench.sites:
        if site.desk.script.block:
            by_block.setdefault(site.desk.script.block, []).append(site)
    filing = [site for site in bench.sites if at_home(site.desk.script, "6")]
    if not by_block and not filing:
        yield _say(bench.say("programme.blocks.none", bench.section("0")), "absence")
    for block, inside in by_block.items():
        yield Heading(2, block[:1].upper() + block[1:])
        names = bench.words.listed([site.name for site in inside])
        yield _say(bench.say("programme.blocks.said", bench.section("0"), n=len(inside), sessions=names))
    for site in filing:
        yield Heading(2, site.name)
        for step in at_home(site.desk.script, "6"):
            for question in step.questions:
                entries = list(site.corpus.typed_at(question))
                for entry in _voices(site, entries):
                    yield bench.quotation(site, site.corpus.quote(entry), site.desk.shown(question.text))


# -- germs -------------------------------------------------------------------------------------------------------------


def germs(bench: Bench) -> Pieces:
    """§ 6: initiatives, session by session, and the words that come back."""
    w = bench.words
    yield _heading(bench, "6")
    named = [(site, vocabulary.germs_of(site)) for site in bench.sites]
    total = sum(len(entries) for _, entries in named)
    if not total:
        yield _say(bench.say("programme.germs.none", bench.section("0")), "absence")
        return
    refs = [ref for site, entries in named for ref in bench.refs(site, entries)]
    heard = sum(bool(entries) for _, entries in named)
    yield _say(bench.say("programme.germs.said", *refs, n=total, sessions=w("programme.in", n=heard)))
    yield Heading(2, w("programme.germs.recurring"))
    words = vocabulary.recurring(named)
    if words:
        yield Plain(w("programme.germs.recurring.rule"), "note")
        yield Lines(tuple(_recurring(bench, word, places) for word, places in words[:_RECURRING]))
    else:
        yield _say(bench.say("programme.germs.no_recurring", *refs), "note")
    yield Heading(2, w("programme.germs.of"))
    for site in bench.sites:
        found: Germs | None = site.notebook.germs
        for germ in found.germs if found is not None else ():
            yield bench.quotation(site, germ.quote, site.name)


def _recurring(bench: Bench, word: str, places: list[tuple[Site, Entry]]) -> Line:
    sites = len({site.label for site, _ in places})
    refs = tuple(ref for site, entry in places for ref in bench.refs(site, [entry]))
    return Line(word, after=bench.words("programme.in", n=sites), refs=refs)


# -- what each session added -------------------------------------------------------------------------------------------


def saturation(bench: Bench) -> Pieces:
    """§ 7: new words, session after session."""
    w = bench.words
    yield _heading(bench, "7")
    words_before: frozenset[str] = frozenset()
    terms_before: frozenset[str] = frozenset()
    rows, bars, last = [], list[CountRow](), 0
    for site in bench.sites:
        words, terms = vocabulary.keywords_of(site), vocabulary.terms_of(site)
        last = len(words - words_before)
        rows.append((site.name, str(len(words)), str(last), str(len(terms)), str(len(terms - terms_before))))
        bars.append(CountRow(site.name, last))
        words_before |= words
        terms_before |= terms
    head = [w(f"programme.head.{one}") for one in ("session", "words", "new_words", "terms", "new_terms")]
    rule = w("programme.saturation.rule")
    table = bench.table("saturation", w("programme.saturation.caption"), head, rows, rule)
    if len(bench.sites) > 1:
        yield _say(bench.say("programme.saturation.last", bench.at(table), n=last))
        yield Heading(2, w("programme.saturation.picture"))
        yield from Bricks(w).chart(_new_words(bench, bars))
    else:
        yield _say(bench.say("programme.saturation.one", bench.at(table)))
    yield bench.grid(table)


def _new_words(bench: Bench, bars: list[CountRow]) -> Chart:
    w = bench.words
    # Words are counted here, not people.
    words = replace(bar_words(bench.sites[0].desk), nobody=w("programme.saturation.nothing"))
    title, told = w("programme.saturation.picture"), w("programme.saturation.caption")
    return Chart(word_bars(bars, title=title, description=told, words=words))


# -- votes and leads ---------------------------------------------------------------------------------------------------


def votes(bench: Bench) -> Pieces:
    """§ 8: the same items, voted on in several sessions."""
    yield _heading(bench, "8")
    items = comparison.comparable(bench)
    if not items:
        yield _say(bench.say("programme.votes.none", bench.section("0")), "absence")
        return
    w = bench.words
    head = bench.by_site(w("programme.head.item"))
    note = " ".join((w("programme.votes.rule"), w("programme.masked", n=bench.small)))
    table = bench.table("votes", w("programme.votes.caption"), head, comparison.rows(bench, items), note)
    yield _say(bench.say("programme.votes.said", bench.at(table), n=len(items)))
    yield bench.grid(table)


def leads(bench: Bench) -> Pieces:
    """§ 9: leads by session, and what the agency answered."""
    w = bench.words
    yield _heading(bench, "9")
    printed = [(site, _leads(site)) for site in bench.sites]
    total = sum(len(found) for _, found in printed)
    if not total:
        yield _say(bench.say("programme.leads.none", bench.section("0")), "absence")
        return
    given = {site.label: answers_of(site.desk) for site in bench.sites}
    status = [f"lead.answer.{one.value}" for one in LeadStatus]
    counts = {site.label: Counter(one.published for one in given[site.label].values()) for site in bench.sites}
    rows = [
        (w(key), *(str(counts[site.label][one]) for site in bench.sites))
        for key, one in zip(status, LeadStatus, strict=True)
    ]
    unanswered = (str(sum(lead.anchor not in given[site.label] for lead in found)) for site, found in printed)
    rows.append((w("programme.leads.unanswered"), *unanswered))
    head = bench.by_site(w("programme.head.answer"))
    table = bench.table("answers", w("programme.leads.caption"), head, rows)
    heard = sum(bool(found) for _, found in printed)
    held = bench.words("programme.in", n=heard)
    yield _say(bench.say("programme.leads.said", bench.at(table), n=total, sessions=held))
    yield bench.grid(table)
    for site, found in printed:
        if found:
            yield Heading(2, site.name)
            yield Lines(tuple(_lead(bench, site, lead) for lead in found))


def _leads(site: Site) -> list[Lead]:
    return [lead for lead in site.notebook.actions.leads if lead.action.text] if site.notebook.actions else []


def _lead(bench: Bench, site: Site, lead: Lead) -> Line:
    answer = answers_of(site.desk).get(lead.anchor)
    told = ""
    if answer is not None and answer.published is not None:
        said = bench.words(f"lead.answer.{answer.published.value}")
        told = f"{said} : {answer.published_reason}"
    refs = bench.by_number(site, [number for ref in lead.sources for number in ref.numbers])
    return Line(lead.action.text, code=lead.code, strong=lead.points, after=told, refs=refs)


# -- page one and the annex --------------------------------------------------------------------------------------------


def essential(bench: Bench) -> Pieces:
    """Page one: who spoke and who was missing, what stands first in each vote, what recurs."""
    w = bench.words
    if not bench.sites:
        yield Plain(w("programme.none"), "absence")
        return
    yield Bricks(w).part("ui.participation")
    named = [(site, vocabulary.germs_of(site)) for site in bench.sites]
    words = vocabulary.recurring(named)
    said = [_spoken(bench), _missing(bench)]
    same = comparison.comparable(bench)
    key = "programme.votes.said" if same else "programme.votes.none"
    said.append(bench.say(key, bench.section("8"), n=len(same)))
    if not words:
        said.append(bench.say("programme.germs.no_recurring", bench.section("6")))
    yield from Bricks(w).says(said)
    yield Heading(2, w("programme.best"))
    first = [(site, found) for site in bench.sites if (found := comparison.leader(site)) is not None]
    key = "programme.best.said" if first else "programme.best.none"
    yield _say(bench.say(key, bench.section("8"), n=len(first)), "note")
    if first:
        yield Lines(tuple(Line(text, site.name, code, "", grade) for site, (code, text, grade) in first))
    if words:
        yield Heading(2, w("programme.germs.recurring"))
        yield Lines(tuple(_recurring(bench, word, places) for word, places in words[:5]))


def annex(bench: Bench) -> Pieces:
    """The contributions that anything above cites, session by session, as their authors allow."""
    yield _heading(bench, "A")
    cited = list(bench.cited.items())
    key = "programme.cited.said" if cited else "programme.cited.none"
    yield _say(bench.say(key, bench.section("0"), n=len(cited)), "say" if cited else "absence")
    for site in bench.sites:
        order = {entry.number: n for n, entry in enumerate(site.corpus.entries)}
        mine = sorted(
            ((anchor, entry) for anchor, (of, entry) in cited if of is site), key=lambda one: order[one[1].number]
        )
        if mine:
            yield Heading(2, site.name)
            yield Entries("", tuple(_entry(site, anchor, entry) for anchor, entry in mine))


def _entry(site: Site, anchor: str, entry: Entry) -> Shown:
    note = "" if entry.printed else f"[{site.desk.words(entry.refusal)}]"
    text = entry.text if entry.printed else ""
    return Shown(
        f"{site.label} · {entry.number}", anchor, text, note, entry.signature if entry.printed else "",
        site.corpus.flags(entry), (), (),
    )  # fmt: skip


BODY: Final[tuple[tuple[str, Callable[[Bench], Iterator[AnyPiece]]], ...]] = (
    ("0", sessions),
    ("2", who),
    ("3", themes),
    ("4", actors),
    ("5", blocks),
    ("6", germs),
    ("7", saturation),
    ("8", votes),
    ("9", leads),
    ("A", annex),
)
"""In the order of reading; the annex last, because it lists what the others cite."""
