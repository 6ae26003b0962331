"""§ 7, § 8 and § 13: the public stance, what holds back or helps, and germs. Said by people, filed by what was asked.

Nothing is filed by its meaning: a column holds the answers to the questions, fields and follow-ups that ask for it.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine.script import Choice, Question, Step, StepKind
from bot.notebook.answers import probed, quote_of
from bot.notebook.blocks import Sentence, Table
from bot.notebook.cards import asked_in, card_steps, filled
from bot.notebook.closed import blocks_of
from bot.notebook.context import CardField, Factor, FactorColumn, Factors, Germ, Germs, Posture, Said
from bot.notebook.corpus import Entry, distinct, probe_keys
from bot.notebook.desk import Desk
from bot.notebook.leads import lead_refs
from bot.notebook.routes import at_home, factor_of, names_germs, rubric_of

_COLUMNS = (
    ("frein", ("frein", "freins"), ("empeche",)),
    ("levier", ("levier", "leviers"), ("possible", "permis")),
    ("condition", ("condition", "conditions"), ("refaire",)),
)
"""Of each column: its name, the fields of cards that ask for it, the follow-ups that do. Steps do by their rubric."""

_INITIATIVE = "initiative"
_STANCE = "acteurs_publics"
_STANDARD = (("germ.possible", ("possible", "permis")), ("germ.limit", ("empeche",)), ("germ.stance", (_STANCE,)))


def _probes(desk: Desk, codes: Sequence[str]) -> list[Step]:
    """The steps that may ask such a follow-up."""
    return [
        step
        for step in desk.script.steps
        if step.kind is not StepKind.CARD and any(p.code in codes for q in step.questions for p in q.own_probes)
    ]


def _answered(desk: Desk, step: Step, codes: Sequence[str]) -> list[Entry]:
    return [e for key in probe_keys(step) for e in desk.corpus.at(key) if e.contribution.probe in codes]


# -- § 8 ---------------------------------------------------------------------------------------------------------------


def factors(desk: Desk) -> Factors | None:
    """§ 8, or None when nothing asked about it."""
    columns = [_column(desk, *column) for column in _COLUMNS]
    if not any(asked for _, asked in columns):
        return None
    return Factors(tuple(column for column, _ in columns))


def _column(desk: Desk, name: str, keys: Sequence[str], probes: Sequence[str]) -> tuple[FactorColumn, bool]:
    corpus = desk.corpus
    leads = lead_refs(desk)
    found: list[tuple[Entry, Factor | None]] = []
    asked = False
    for step in desk.script.steps:
        if step.kind is StepKind.CARD:
            fields = [q for q in asked_in(step) if q.key.rpartition(".")[2] in keys and q.key != step.id]
            asked = asked or bool(fields)
            for card in filled(desk, step) if fields else ():
                for question in fields:
                    one = card.given.get(question.key)
                    entry = corpus.by_contribution.get(one.id) if one is not None else None
                    if entry is not None and entry.number.startswith("C") and not corpus.is_option(entry):
                        about = leads.get((card.author, step.id, card.round))
                        found.append((entry, Factor(corpus.quote(entry), about) if entry.printed else None))
        elif factor_of(step) == name:
            asked = True
            for question in step.questions[:1]:
                found += [
                    (e, Factor(quote_of(desk, step, question, e), None) if e.printed else None)
                    for e in corpus.typed_at(question)
                ]
    for step in _probes(desk, probes):
        asked = True
        found += [(e, Factor(corpus.quote(e), None) if e.printed else None) for e in _answered(desk, step, probes)]
    title = desk.words(f"factor.{name}")
    if not found:
        key = f"factor.{name}.none" if asked else f"factor.{name}.not_asked"
        return FactorColumn(title, desk.say(key, desk.section("A.1")), ()), asked
    entries = [entry for entry, _ in found]
    people = len(distinct(entries))
    silent = sum(factor is None for _, factor in found)
    note = desk.say("factor.given", *corpus.refs(entries), n=len(entries), people=people, silent=silent)
    order = {e.number: n for n, e in enumerate(corpus.entries)}
    printed = sorted(((e, f) for e, f in found if f is not None), key=lambda pair: order[pair[0].number])
    return FactorColumn(title, note, tuple(factor for _, factor in printed)), asked


# -- § 7 ---------------------------------------------------------------------------------------------------------------


def posture(desk: Desk) -> Posture | None:
    """§ 7, or None when nothing asked about it."""
    blocks = tuple(block for step in at_home(desk.script, "7") for block in blocks_of(desk, step))
    asking = _probes(desk, (_STANCE,))
    told = [e for step in asking for e in _answered(desk, step, (_STANCE,))]
    fields = [
        (step, q)
        for step in card_steps(desk, "lead")
        for q in asked_in(step)
        if isinstance(q.accepts, Choice) and q.key.rpartition(".")[2].startswith("posture")
    ]
    if not blocks and not asking and not fields:
        return None
    note = None
    if asking:
        refs = desk.corpus.refs(told) or (desk.step(asking[0]),)
        note = desk.say("posture.told", *refs, n=len(told), people=len(distinct(told)))
    table, expected = _expected(desk, fields)
    return Posture(blocks, tuple(desk.corpus.quote(e) for e in told if e.printed), note, table, expected)


def _expected(desk: Desk, fields: Sequence[tuple[Step, Question]]) -> tuple[Table | None, Sentence | None]:
    """What leads expect of public bodies: cards per answer."""
    w = desk.words
    for step, question in fields:
        given = [(c.author, one) for c in filled(desk, step) if (one := c.given.get(question.key)) is not None]
        authors = {author for author, _ in given}
        at = desk.step(step)
        if not given:
            return None, desk.say("posture.expected.nobody", at)
        if len(authors) < desk.material.small_count:
            return None, desk.say("posture.expected.few", at, n=len(authors), least=desk.material.small_count)
        rows = []
        for option in getattr(question.accepts, "options", ()):
            cards = sum(option.code in one.codes for _, one in given)
            rows.append((desk.shown(option.label), str(cards) if cards else w("factor.zero")))
        head = (w("typology.head.label"), w("posture.head.leads"))
        table = desk.table("t-attendu", desk.shown(question.text), head, rows)
        return table, desk.say("posture.expected", desk.at_table(table), n=len(given))
    return None, None


# -- § 13 --------------------------------------------------------------------------------------------------------------


def germs(desk: Desk) -> Germs | None:
    """§ 13, or None when no step asks for initiatives."""
    corpus = desk.corpus
    homes = at_home(desk.script, "13")
    asking = _probes(desk, (_INITIATIVE,))
    others = [step for step in desk.script.steps if names_germs(step) and step not in homes and step not in asking]
    observed = [step for step in card_steps(desk, "observation") if names_germs(step)]
    if not homes and not asking and not others and not observed:
        return None
    found: list[Germ] = []
    entries: list[Entry] = []
    for step in homes:
        question = step.questions[0]
        typed = corpus.typed_at(question)
        entries += typed
        found += [Germ(corpus.quote(e), _told(desk, step, question, e)) for e in typed if e.printed]
    for step in asking:
        named = _answered(desk, step, (_INITIATIVE,))
        entries += named
        found += [Germ(corpus.quote(e), _told(desk, step, step.questions[0], None)) for e in named if e.printed]
    summary: list[Sentence] = []
    if homes or asking:
        at = desk.step((*homes, *asking)[0])
        refs = corpus.refs(entries) or (at,)
        people = len(distinct(entries))
        summary.append(desk.say("germs.named", *refs, n=len(entries), people=people))
        silent = sum(not e.printed for e in entries)
        if silent:
            summary.append(desk.say("germs.silent", *refs, n=silent))
    for step in others:
        rubric = rubric_of(step)
        if step in observed:
            summary.append(desk.say("germs.observed", desk.section("11"), title=step.title))
        elif rubric:
            summary.append(desk.say("germs.also", desk.section("5"), desk.step(step), title=step.title))
    return Germs(tuple(summary), tuple(found), desk.words("germ.blank") if found else "")


def _told(desk: Desk, step: Step, question: Question, entry: Entry | None) -> tuple[CardField, ...]:
    """What its author added when asked, each under its own name."""
    w = desk.words
    mine = [e for e in probed(desk, step, question) if entry is not None and e.author == entry.author and e.printed]
    fields, known = [], set()
    for key, codes in _STANDARD:
        said = tuple(_said(desk, e) for e in mine if e.contribution.probe in codes)
        known |= set(codes)
        if said:
            fields.append(CardField(w(key), said, ""))
    fields += [
        CardField(desk.corpus.probe_question(e) or w("ui.followup"), (_said(desk, e),), "")
        for e in mine
        if e.contribution.probe not in known
    ]
    return tuple(fields)


def _said(desk: Desk, entry: Entry) -> Said:
    return Said(entry.text, "", entry.number, entry.anchor, desk.corpus.flags(entry))
