"""§ 10: what divides. The votes' most divisive horizons, and each moving debate, both sides at equal length, no score.

A position is counted, never signed by a name; who moved from one to another is masked as any count of few people is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.engine.lists import dividing
from bot.engine.script import Choice, FreeText, Option, Pick, Question, Step, StepKind
from bot.notebook.answers import in_turn
from bot.notebook.ballots import item_anchor, item_text, published, votes_of
from bot.notebook.blocks import Quote, Ref, Sentence, Table
from bot.notebook.closed import OPPOSITE
from bot.notebook.consents import consents
from bot.notebook.consents import rounds as counted_rounds
from bot.notebook.context import Argument, Debate, HeldDebate, Horizons, Pondered
from bot.notebook.corpus import Entry
from bot.notebook.desk import Desk, slug
from bot.notebook.pictures import consent_picture
from bot.notebook.privacy import mask
from bot.notebook.routes import home_of

_A_SIDE = 8
"""Arguments a side in the body of the notebook; the annex holds them all."""
_ALONE = 2
"""Of a side that nobody answered: an exchange of one side would be a plea."""


@dataclass(frozen=True, slots=True)
class Moving:
    """The questions of a moving debate. Positions are for, against, undecided, in that order."""

    step: Step
    before: Question
    argument: Question
    after: Question | None
    striking: Question | None

    @property
    def positions(self) -> tuple[Option, ...]:
        """The positions one may take."""
        return self.before.accepts.options if isinstance(self.before.accepts, Choice) else ()


def debates_of(desk: Desk) -> list[Moving]:
    """The moving debates of the script, in order."""
    found = []
    for step in desk.script.steps:
        if step.kind is not StepKind.DEBATE or step.of:
            continue
        parts = [one for one in desk.script.steps if one.of == step.id]
        before = next((q for q in step.questions if isinstance(q.accepts, Choice)), None)
        argument = next((q for q in step.questions if isinstance(q.accepts, FreeText)), None)
        if before is None or argument is None:
            continue
        later = [q for part in parts for q in part.questions]
        after = next((q for q in later if isinstance(q.accepts, Choice)), None)
        striking = next((q for q in later if isinstance(q.accepts, Pick)), None)
        found.append(Moving(step, before, argument, after, striking))
    return found


def debate(desk: Desk, found: Horizons | None) -> Debate | None:
    """§ 10, or None without a vote or a debate."""
    moving = debates_of(desk)
    votes = found.votes if found is not None else ()
    rounds = consents(desk)
    if not votes and not moving and not rounds:
        return None
    said = [vote.divides for vote in votes]
    if not moving and votes:
        sides = [step for step in desk.script.steps if any(q.key == f"{step.id}.{OPPOSITE}" for q in step.questions)]
        there = tuple(desk.section(home_of(step)) for step in sides)
        key = "debate.consequences" if sides else "debate.not_held"
        said.append(desk.say(key, *(there or (desk.section("A.1"),))))
    drawn = tuple(consent_picture(desk, step.title, counted) for step, counted in counted_rounds(desk))
    return Debate((*said, *rounds), tuple(_held(desk, one) for one in moving), drawn)


def _held(desk: Desk, moving: Moving) -> HeldDebate:
    before, after = _positions(desk, moving.before), _positions(desk, moving.after)
    table = _table(desk, moving, before, after)
    exchange, notes, undecided = _exchange(desk, moving, before)
    pondered, pondered_note = _pondered(desk, moving, before)
    shown = {argument.quote.number for argument in (*exchange, *undecided)}
    minority, minority_note = _minority(desk, moving, before, after, shown)
    statement, chosen = _statement(desk, moving)
    return HeldDebate(
        f"debate-{slug(moving.step.id)}", moving.step.title, statement, chosen, desk.shown(moving.before.text), table,
        tuple(_movement(desk, moving, before, after, table)), exchange, notes, undecided, pondered, pondered_note,
        minority, minority_note,
    )  # fmt: skip


def _positions(desk: Desk, question: Question | None) -> dict[str, str]:
    """Where each person stood, by code."""
    if question is None:
        return {}
    codes = {option.code for option in getattr(question.accepts, "options", ())}
    return {who: c.codes[0] for who, c in desk.corpus.taken(question.key).items() if c.codes[0] in codes}


# -- what was debated --------------------------------------------------------------------------------------------------


def _statement(desk: Desk, moving: Moving) -> tuple[str, Sentence]:
    """The statement debated and how it was chosen."""
    place = desk.script.position(moving.step.id)
    earlier = [one for one in votes_of(desk) if desk.script.position(one[0].id) < place]
    for vote, _, ballot in reversed(earlier):
        result = published(desk, vote)
        if result is None:
            continue
        by_hand = desk.material.debated.get(vote.id, "")
        code = dividing(ballot, result, by_hand)
        item = next((item for item in result.items if item.code == code), None)
        if item is not None:
            key = "debate.chosen.by_hand" if by_hand == code else "debate.chosen.by_rule"
            refs = (Ref(code, item_anchor(vote, item)), desk.step(moving.step))
            return item_text(desk, item), desk.say(key, *refs, code=code)
        break
    fallback = desk.shown(moving.step.fallback) or desk.words("to_specify")
    return fallback, desk.say("debate.chosen.fallback", desk.step(moving.step))


# -- positions ---------------------------------------------------------------------------------------------------------


def _table(desk: Desk, moving: Moving, before: Mapping[str, str], after: Mapping[str, str]) -> Table | None:
    """Positions before and after reading. None below the threshold: two positions are two people's."""
    w = desk.words
    if len(before) < desk.material.small_count:
        return None
    # A second column of one or two people would say where each of them ended.
    second = len(after) >= desk.material.small_count
    first, then = Counter(before.values()), Counter(after.values())
    rows = [
        (desk.shown(option.label), str(first[option.code]), *((str(then[option.code]),) if second else ()))
        for option in moving.positions
    ]
    head = (w("debate.head.position"), w("debate.head.before"), *((w("debate.head.after"),) if second else ()))
    return desk.table(f"t-{slug(moving.step.id)}", w("debate.caption"), head, rows, w("debate.note"))


def _movement(
    desk: Desk, moving: Moving, before: Mapping[str, str], after: Mapping[str, str], table: Table | None
) -> list[Sentence]:
    w, small = desk.words, desk.material.small_count
    at = desk.at_table(table) if table is not None else desk.step(moving.step)
    if not before:
        return [desk.say("debate.nobody", at)]
    if table is None:
        return [desk.say("debate.too_few", at, n=len(before), least=small)]
    said = [desk.say("debate.positions", at, n=len(before), share=w.share(len(before), desk.corpus.people))]
    both = [who for who in before if who in after]
    if len(both) < small:
        said.append(desk.say("debate.read_by_few", at, n=len(both), least=small))
        return said
    labels = {option.code: desk.shown(option.label) for option in moving.positions}
    moves = Counter((before[who], after[who]) for who in both if before[who] != after[who])
    changed = sum(moves.values())
    said.append(desk.say("debate.moved", at, n=changed, share=w.share(changed, len(both))))
    named = {f"{labels[a]} → {labels[b]}": count for (a, b), count in sorted(moves.items())}
    # Who stayed is a row like the others, or a single masked direction would be found by subtraction.
    masked = mask([*named.items(), (w("debate.stayed"), len(both) - changed)], small)
    for label, count in masked.shown:
        if label in named:
            said.append(desk.say("debate.direction", at, n=count, direction=label))
    if any(label in named for label in masked.grouped):
        said.append(desk.say("debate.direction.masked", at, least=small))
    return said


def moved(desk: Desk) -> list[Sentence]:
    """What each debate moved, in a sentence for page one."""
    said = []
    for moving in debates_of(desk):
        before, after = _positions(desk, moving.before), _positions(desk, moving.after)
        both = [who for who in before if who in after]
        if len(both) < desk.material.small_count:
            continue
        statement, chosen = _statement(desk, moving)
        changed = sum(before[who] != after[who] for who in both)
        # A horizon is printed beside, under the code that the reference bears.
        code = next((ref.label for ref in chosen.refs if ref.anchor.startswith("h-")), "")
        share = desk.words.share(changed, len(both))
        topic = code or desk.words("quoted", text=statement)
        said.append(desk.say("essential.moved", desk.section("10"), *chosen.refs, n=changed, share=share, topic=topic))
    return said


# -- arguments ---------------------------------------------------------------------------------------------------------


def _sides(desk: Desk, moving: Moving, before: Mapping[str, str]) -> dict[str, list[Entry]]:
    """Arguments by the position of their author before reading the others; "" of those who took none."""
    sides: dict[str, list[Entry]] = {option.code: [] for option in moving.positions}
    for entry in desk.corpus.typed_at(moving.argument):
        sides.setdefault(before.get(entry.author, ""), []).append(entry)
    return sides


def _exchange(
    desk: Desk, moving: Moving, before: Mapping[str, str]
) -> tuple[tuple[Argument, ...], tuple[Sentence, ...], tuple[Argument, ...]]:
    """One of each side in turn, what each side gave, and those in doubt."""
    sides = _sides(desk, moving, before)
    labels = {option.code: desk.shown(option.label) for option in moving.positions}
    printed = {code: [e for e in entries if e.printed] for code, entries in sides.items()}
    opposed = [option.code for option in moving.positions[:2]]
    least = min((len(printed[code]) for code in opposed), default=0)
    most = min(least, _A_SIDE) or _ALONE
    chosen = {code: in_turn(printed[code], most) for code in opposed}
    exchange = [
        Argument(labels[code], desk.corpus.quote(chosen[code][place], whole=True))
        for place in range(most)
        for code in opposed
        if place < len(chosen[code])
    ]
    rest = [option.code for option in moving.positions[2:]]
    undecided = [
        Argument(labels[code], desk.corpus.quote(entry)) for code in rest for entry in in_turn(printed[code], most)
    ]
    return tuple(exchange), tuple(_side_notes(desk, moving, sides)), tuple(undecided)


def _side_notes(desk: Desk, moving: Moving, sides: Mapping[str, Sequence[Entry]]) -> list[Sentence]:
    """How many arguments of each side there are, printed or not; an empty side is said."""
    notes = []
    for option in moving.positions:
        entries = sides[option.code]
        refs = desk.corpus.refs(entries) or (desk.step(moving.step),)
        label = desk.shown(option.label)
        silent = sum(not e.printed for e in entries)
        key = "debate.side.silent" if silent else "debate.side"
        notes.append(desk.say(key, *refs, n=len(entries), label=label, silent=silent))
    return notes


def _pondered(desk: Desk, moving: Moving, before: Mapping[str, str]) -> tuple[tuple[Pondered, ...], Sentence]:
    """The arguments that people named, in the order of the annex: a ranking would be a score."""
    picks = desk.corpus.taken(moving.striking.key) if moving.striking is not None else {}
    named = Counter(c.about for c in picks.values() if c.about)
    labels = {option.code: desk.shown(option.label) for option in moving.positions}
    found = [e for e in desk.corpus.typed_at(moving.argument) if e.contribution.id in named and e.printed]
    lines = tuple(
        Pondered(
            labels.get(before.get(e.author, ""), ""),
            desk.corpus.quote(e),
            desk.words("debate.named", n=named[e.contribution.id]),
        )
        for e in found
    )
    refs = desk.corpus.refs(found) or (desk.step(moving.step),)
    none = sum(not c.about for c in picks.values())
    silent = sum(named.values()) - sum(named[e.contribution.id] for e in found)
    if not picks:
        return lines, desk.say("debate.pondered.nobody", *refs)
    return lines, desk.say("debate.pondered", *refs, n=sum(named.values()), none=none, silent=silent)


def _minority(
    desk: Desk, moving: Moving, before: Mapping[str, str], after: Mapping[str, str], shown: set[str]
) -> tuple[tuple[Quote, ...], Sentence]:
    """The less numerous of the two sides, by where people ended; its arguments in full."""
    last = {**before, **after}
    at = desk.step(moving.step)
    if len(last) < desk.material.small_count or len(moving.positions) < 2:
        return (), desk.say("debate.minority.unknown", at)
    counts = Counter(last.values())
    first, second = moving.positions[:2]
    if counts[first.code] == counts[second.code]:
        return (), desk.say("debate.minority.even", at)
    fewer = min((first, second), key=lambda option: counts[option.code])
    entries = _sides(desk, moving, before)[fewer.code]
    printed = [e for e in entries if e.printed]
    left = [e for e in printed if e.number not in shown]
    refs = desk.corpus.refs(entries) or (at,)
    note = desk.say(
        "debate.minority", *refs, n=counts[fewer.code], label=desk.shown(fewer.label), printed=len(printed),
    )  # fmt: skip
    return tuple(desk.corpus.quote(e, whole=True) for e in left), note
