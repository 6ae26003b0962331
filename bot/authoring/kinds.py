"""Kinds of step that ask each person by themselves: welcome, consent, texts, choices, ideas, cards, the last word.

Not here: the kinds that live on what the group said (`group_kinds`).
"""

from __future__ import annotations

import re

import msgspec

from bot.authoring.fields import Fields
from bot.authoring.nodes import Scalar
from bot.authoring.pictures import read_pictures
from bot.authoring.questions import NO_OPTION, Body, plain_question, read_choice, read_question
from bot.engine.script import (
    ANOTHER,
    NO,
    YES,
    Agreement,
    AnswerForm,
    Choice,
    FreeText,
    Keywords,
    Moment,
    Option,
    Pick,
    PoolItems,
    Proposals,
    Source,
    Threshold,
    TopItems,
)
from bot.saying import quoted, say

RECORDS = ("lead", "resource", "need", "observation", "other")
MOST_CARDS = 10
_AGAIN = (Option(YES, "Oui"), Option(NO, "Non"))


def welcome(fields: Fields, step_id: str) -> Body:
    """The way in: a button to begin, one to ask the facilitators something."""
    enter = fields.option("enter", required=True) or NO_OPTION
    form = Threshold(enter, fields.option("question"))
    drafts = [read_question(fields, step_id, form, ask="", may_pass=False)]
    node = fields.node("minimum_age")
    if node is not None:
        age = Fields(node, say("`{key}` of {what}", key="minimum_age", what=fields.what), fields.notes)
        yes = age.option("accept", required=True) or NO_OPTION
        no = age.option("decline", required=True) or NO_OPTION
        drafts.append(plain_question(age, f"{step_id}.age", "ask", Threshold(yes, decline=no)))
        age.done()
    return Body(drafts)


def consent(fields: Fields, step_id: str) -> Body:
    """Accept or decline; nothing else is asked before."""
    accept = fields.option("accept", required=True) or NO_OPTION
    decline = fields.option("decline", required=True) or NO_OPTION
    draft = read_question(fields, step_id, Agreement(accept, decline), may_pass=False)
    if draft.question.may_pass:
        fields.issue(fields.place("may_pass"), "S009", say("A consent cannot be passed."), say("Delete `may_pass`."))
    return Body([draft])


def choice(fields: Fields, step_id: str) -> Body:
    """Buttons, one of them or several; or pictures, each an option of its own."""
    options, pictures = read_pictures(fields)
    read = read_choice(fields, required=not options, before=options)
    return Body([read_question(fields, step_id, msgspec.structs.replace(read, pictures=pictures))])


def profile(fields: Fields, step_id: str) -> Body:
    """A choice, and what its options tell facilitators: who is expected, who may answer to whom."""
    body = choice(fields, step_id)
    form = body.questions[0].question.accepts
    codes = {option.code for option in form.options} if isinstance(form, Choice) else set()
    for key in ("expected", "hierarchy"):
        named = fields.words(key)
        for word in named:
            if word.text not in codes:
                fields.issue(
                    word.at,
                    "S114",
                    say("{given} is not an option of {what}.", given=quoted(word.text), what=fields.what),
                )
        body.traits[key] = tuple(dict.fromkeys(word.text for word in named))
    if len(body.traits["hierarchy"]) not in (0, 2):
        finding = say("`hierarchy` of {what} does not name two different options.", what=fields.what)
        fields.issue(fields.place("hierarchy"), "S009", finding, say("Write two codes: `hierarchy: [elu, agent]`."))
    return body


def scale(fields: Fields, step_id: str) -> Body:
    """Numbered points, rising; « no opinion » apart."""
    points = fields.options("points", required=True)
    numbers = [int(point.code) for point in points if re.fullmatch(r"[0-9]{1,2}", point.code)]
    if points and (len(numbers) < len(points) or len(points) < 3 or numbers != sorted(set(numbers))):
        fields.issue(
            fields.place("points"), "S120", say("The points of {what} do not rise by whole numbers.", what=fields.what)
        )
    none = fields.option("no_opinion")
    options = (*points, *([none] if none is not None else ()))
    return Body([read_question(fields, step_id, Choice(options))])


def keywords(fields: Fields, step_id: str) -> Body:
    """A few words."""
    most = fields.integer("at_most", least=1, most=10, default=3)
    return Body([read_question(fields, step_id, Keywords(most or 3))])


def open_question(fields: Fields, step_id: str) -> Body:
    """A text, in one or several messages; buttons are real answers too."""
    gathers = fields.yes_no("several_messages", default=True)
    return Body([read_question(fields, step_id, FreeText(fields.options("buttons"), gathers=gathers))])


def extract(fields: Fields, step_id: str) -> Body:
    """A text to read, drawn for each person, and what they make of it."""
    extracts = fields.texts("extracts")
    if not extracts:
        fields.missing("extracts", say('Add the texts to read: `extracts: ["…", "…"]`.'))
    for text in extracts:
        if len(text) > 800:
            fields.issue(
                fields.place("extracts"),
                "S009",
                say("An extract has {count} characters.", count=len(text)),
                say("800 at most."),
            )
    body = open_question(fields, step_id)
    body.traits["extracts"] = extracts
    return body


def ideas(fields: Fields, step_id: str) -> Body:
    """Ideas for a pool, one a message."""
    pool = fields.scalar("pool", required=True)
    most = fields.integer("at_most", least=1, most=10, default=2)
    length = fields.integer("max_length", least=20, most=1000, default=160)
    form = Proposals(pool.text if pool is not None else "", most or 2, length or 160)
    return Body([read_question(fields, step_id, form)], pool)


def card(fields: Fields, step_id: str) -> Body:
    """A short form that yields one record: a main field, then others; more than one card if `at_most` says so."""
    record = fields.one_of("record", RECORDS, "other")
    pool = fields.scalar("pool")
    body = Body(pool=pool, traits={"record": record})
    chosen = fields.node("choose")
    if chosen is not None:
        _choose(Fields(chosen, say("`{key}` of {what}", key="choose", what=fields.what), fields.notes), step_id, body)
    options = fields.options("buttons")
    form: AnswerForm = FreeText(gathers=False, pool=pool.text if pool is not None else "")
    if options:
        form = Choice(options)
        if pool is not None:
            finding = say("The main field of {what} has buttons, and its cards go into a pool.", what=fields.what)
            fields.issue(pool.at, "S009", finding, say("Let people write the main field, or delete `pool`."))
    body.questions.append(read_question(fields, step_id, form))
    most = fields.integer("at_most", least=1, most=MOST_CARDS, default=1) or 1
    body.traits["repeats"] = most
    return body


def ask_for_another(fields: Fields, step_id: str, body: Body) -> None:
    """After the last field of a card: whether to fill in one more."""
    if body.traits.get("repeats", 1) > 1:
        body.questions.append(plain_question(fields, f"{step_id}.{ANOTHER}", "another", Choice(_AGAIN)))


def _choose(fields: Fields, step_id: str, body: Body) -> None:
    """What a card is for: an item of a vote, or an idea of a pool, chosen first."""
    name, _ = fields.identifier()
    vote, pool = fields.scalar("from"), fields.scalar("pool")
    source: Source
    if pool is not None:
        source = PoolItems(pool.text)
        body.references.append((pool, "pool"))
    else:
        vote = vote or fields.scalar("from", required=True) or Scalar(fields.at, "", True, 0, 0)
        source = TopItems(vote.text, fields.integer("first", least=1, most=20, default=3) or 3)
        body.references.append((vote, "vote"))
    body.questions.append(read_question(fields, f"{step_id}.{name}", Pick(source)))
    fields.done()


def team_card(fields: Fields, step_id: str) -> Body:
    """A card that the team fills in; participants are never asked."""
    traits = {"record": fields.one_of("record", ("alert", "other"), "alert"), "moment": Moment.BY_TEAM}
    return Body([read_question(fields, step_id, FreeText(gathers=False))], traits=traits)


def engagement(fields: Fields, step_id: str) -> Body:
    """What a person could contribute; the follow-up under `introductions` says whether to be put in touch."""
    body = Body([read_question(fields, step_id, read_choice(fields, required=True, at_most=10))])
    relation = fields.scalar("introductions")
    if relation is not None:
        body.traits["introductions"] = f"{step_id}.{relation.text}"
        body.references.append((relation, "follow-up"))
    return body


def back_to_you(fields: Fields, step_id: str) -> Body:
    """What people receive afterwards, and whether they recognise themselves in the notebook."""
    options = fields.options("buttons", required=True)
    wanted = (YES, "corriger", "retirer")
    if options and tuple(option.code for option in options) != wanted:
        finding = say("The buttons of {what} are not {codes}, in that order.", what=fields.what, codes=wanted)
        fields.issue(fields.place("buttons"), "S119", finding)
    draft = read_question(fields, step_id, Choice(options))
    return Body([draft], traits={"moment": Moment.AFTER_CLOSE})
