"""Kinds of step that live on what the group said: sharing, votes, the debate, points, cross-reading, matching.

Not here: the kinds that ask each person by themselves (`kinds`).
"""

from __future__ import annotations

from bot.authoring.fields import Fields
from bot.authoring.nodes import Scalar
from bot.authoring.questions import (
    NO_OPTION,
    Body,
    Part,
    plain_question,
    read_gate,
    read_question,
)
from bot.authoring.rules import rule, rule_of_grades
from bot.engine.script import (
    NO,
    YES,
    AnswerForm,
    Arguments,
    Choice,
    FreeText,
    Grade,
    GradedBallot,
    Moment,
    Others,
    Pairing,
    Pick,
    PointsBallot,
    PoolItems,
    Selection,
    StepKind,
)
from bot.engine.values import IDEA, WORDING
from bot.saying import did_you_mean, say

OTHER = "autre"
DIRECTLY, BY_AGENCY = "direct", "agence"
MAIN_FIELD = "ask"
"""What the main field of a card is called in `same`: the key of its question."""
LATER = "plus_tard"


def _part(fields: Fields, key: str, suffix: str) -> tuple[Fields, Part] | None:
    """What is written under `key`: a gate, minutes, and questions that the kind reads."""
    node = fields.node(key)
    if node is None:
        return None
    inner = Fields(node, say("`{key}` of {what}", key=key, what=fields.what), fields.notes)
    minutes = inner.integer("minutes", least=0, most=600, default=0) or 0
    part = Part(suffix, read_gate(inner), inner.place("gate"), minutes, [])
    if part.gate is None:
        inner.missing("gate", say("Add `gate: {…}`: the group is gathered before it."))
    return inner, part


def share(fields: Fields, step_id: str) -> Body:
    """Read, understand, bring together: what should be made clearer, merges, and a round of support if need be."""
    pool = fields.scalar("pool", required=True)
    name = pool.text if pool is not None else ""
    form = Pick(PoolItems(name), fields.option("none"))
    body = Body([read_question(fields, step_id, form)], pool)
    with fields.showing(IDEA):
        body.traits["precision"] = fields.text("precision", ask=True)
    with fields.showing(WORDING):
        body.traits["merge"] = fields.text("merge", ask=True)
    options = fields.options("merge_buttons")
    if options and tuple(option.code for option in options) != (YES, NO, OTHER):
        finding = say("The buttons of a merge are not {codes}, in that order.", codes=(YES, NO, OTHER))
        fields.issue(fields.place("merge_buttons"), "S119", finding)
    body.traits["merge_options"] = options
    support = _part(fields, "support", "soutien")
    if support is not None:
        inner, part = support
        most = inner.integer("at_most", least=1, most=10, default=3) or 3
        selection = Selection(name, most, inner.texts("explanation") or rule(StepKind.SHARE, fields.notes.language))
        part.questions.append(read_question(inner, f"{step_id}.{part.suffix}", selection))
        inner.done()
        body.parts.append(part)
    return body


def majority_vote(fields: Fields, step_id: str) -> Body:
    """Majority judgement over a pool; then, if wanted, what bothers those who graded a leading item low."""
    pool = fields.scalar("pool", required=True)
    # Written as shown, best first; kept worst first, as they are counted.
    shown = fields.options("grades", required=True, grades=True)
    grades = tuple(Grade(option.code, option.label) for option in reversed(shown))
    if fields.node("grades") is not None and not 3 <= len(grades) <= 8:
        fields.issue(
            fields.place("grades"),
            "S115",
            say("There are {count} grades in {what}.", count=len(grades), what=fields.what),
        )
    none = fields.option("no_opinion", required=True) or NO_OPTION
    if none.code and none.code in {grade.code for grade in grades}:
        fields.issue(
            fields.place("no_opinion"), "S115", say('"{code}" is a grade and « no opinion » at once.', code=none.code)
        )
    # Of seven grades: from « Bien » up, and up to « Insuffisant ».
    favourable = _grade(fields, "favourable_from", grades, len(grades) // 2 + 1)
    reserved = _grade(fields, "reserved_upto", grades, min(1, max(len(grades) // 2 - 1, 0)))
    if grades and reserved >= favourable:
        fields.issue(fields.place("reserved_upto"), "S115", say("A grade would be for an item and against it at once."))
    form = GradedBallot(
        pool.text if pool is not None else "",
        grades,
        Grade(none.code, none.label),
        fields.texts("explanation") or rule_of_grades([option.label for option in shown], fields.notes.language),
        favourable,
        reserved,
    )
    body = Body([read_question(fields, step_id, form)], pool)
    reserve = _part(fields, "reserve", "reserve")
    if reserve is not None:
        inner, part = reserve
        key = f"{step_id}.{part.suffix}"
        part.questions.append(read_question(inner, key, FreeText(gathers=False), reservation_on=step_id))
        inner.done()
        body.parts.append(part)
    return body


def _grade(fields: Fields, key: str, grades: tuple[Grade, ...], default: int) -> int:
    scalar = fields.scalar(key)
    if scalar is None:
        return min(default, max(len(grades) - 1, 0))
    codes = [grade.code for grade in grades]
    if scalar.text in codes:
        return codes.index(scalar.text)
    fields.issue(
        scalar.at, "S115", say("`{key}` is no grade.", key=key), did_you_mean(scalar.text, codes, say("Grades here"))
    )
    return default


def debate(fields: Fields, step_id: str) -> Body:
    """A moving debate: a position, one argument, the others' arguments, the position again, what gave pause."""
    positions = fields.options("positions", required=True)
    if positions and len(positions) not in (2, 3):
        finding = say("There are {count} positions in {what}.", count=len(positions), what=fields.what)
        fields.issue(fields.place("positions"), "S121", finding)
    before, after = f"{step_id}.avant", f"{step_id}.apres"
    where = read_question(fields, before, Choice(positions))
    argument = plain_question(fields, step_id, "argument", FreeText(gathers=False))
    body = Body([where, argument])
    body.traits["fallback"] = fields.text("fallback", required=True)
    reading = _part(fields, "reading", "lecture")
    if reading is None:
        fields.missing(
            "reading", say("Add `reading:` with its gate: what is asked once everybody's arguments are there.")
        )
        return body
    inner, part = reading
    heard = Arguments(step_id, before)
    part.traits["shows"] = heard
    part.questions.append(plain_question(inner, after, "ask", Choice(positions)))
    striking = Pick(heard, inner.option("none"))
    part.questions.append(plain_question(inner, f"{step_id}.marquant", "striking", striking))
    inner.done()
    body.parts.append(part)
    return body


def points(fields: Fields, step_id: str) -> Body:
    """Points to share out over a pool."""
    pool = fields.scalar("pool", required=True)
    budget = fields.integer("budget", least=1, most=100, default=5) or 5
    cap = fields.integer("cap", least=1, most=100, default=min(3, budget)) or 1
    if cap > budget:
        fields.issue(
            fields.place("cap"), "S009", say("`cap` is {cap} and there are {budget} points.", cap=cap, budget=budget)
        )
    explained = fields.texts("explanation") or rule(StepKind.POINTS, fields.notes.language)
    form = PointsBallot(pool.text if pool is not None else "", budget, cap, explained)
    return Body([read_question(fields, step_id, form)], pool)


def cross_reading(fields: Fields, step_id: str) -> Body:
    """A few contributions of others, drawn for each person, and what one makes of them."""
    of = fields.scalar("of", required=True) or Scalar(fields.at, "", True, 0, 0)
    session = fields.scalar("session")
    each = fields.integer("each", least=1, most=5, default=3) or 3
    gathers = fields.yes_no("several_messages", default=True)
    form: AnswerForm = FreeText(fields.options("buttons"), gathers=gathers)
    body = Body([read_question(fields, step_id, form)])
    body.traits["shows"] = Others(of.text, each, session.text if session is not None else "")
    body.references.append((of, "step"))
    if session is not None:
        body.references.append((session, "session parameter"))
    return body


def matching(fields: Fields, step_id: str) -> Body:
    """Needs and resources that the team brings together, with the consent of both sides."""
    options = fields.options("buttons", required=True)
    if options and tuple(option.code for option in options) != (YES, LATER, NO):
        finding = say("The buttons of {what} are not {codes}, in that order.", what=fields.what, codes=(YES, LATER, NO))
        fields.issue(fields.place("buttons"), "S119", finding)
    needs, resources = fields.scalar("needs", required=True), fields.scalar("resources", required=True)
    same = fields.words("same")
    body = Body([read_question(fields, step_id, Choice(options))], traits={"moment": Moment.BY_TEAM})
    if needs is not None and resources is not None:
        # The main field has no suffix of its own.
        names = tuple("" if scalar.text == MAIN_FIELD else scalar.text for scalar in same)
        body.traits["pairing"] = Pairing(needs.text, resources.text, names)
        body.references += [(needs, "card"), (resources, "card"), *((scalar, "field") for scalar in same)]
    return body
