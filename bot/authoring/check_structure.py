"""Check that what a script refers to exists: ids, phases, pools, probes, options, conditions.

Not here: gates and the order of things (`check_flow`), what texts say (`check_texts`).
"""

from __future__ import annotations

from bot.authoring.drafts import Draft, DraftQuestion
from bot.authoring.findings import Findings, Position
from bot.authoring.nodes import Scalar
from bot.engine.conditions import Mention, NotACondition, names
from bot.engine.probes import COMMON
from bot.engine.script import Ballot, Keep, Pick, Proposals, StepKind
from bot.saying import Said, did_you_mean, quoted, say


def check_structure(draft: Draft, findings: Findings) -> None:
    """Every reference of the script."""
    _ids(draft, findings)
    _phases(draft, findings)
    _consent(draft, findings)
    _pools(draft, findings)
    for step in draft.steps:
        for question in step.questions:
            _probes(question, findings)
            _afters(question, findings)
    _conditions(draft, findings)


def _ids(draft: Draft, findings: Findings) -> None:
    seen: dict[str, Position] = {}
    for step in draft.steps:
        if not step.step.id or step.step.of:
            continue
        if step.step.id in seen:
            finding = say(
                'The id "{id}" is already used at line {line}.', id=step.step.id, line=seen[step.step.id].line
            )
            findings.add(step.id_at, "S102", finding)
        seen.setdefault(step.step.id, step.id_at)


def _phases(draft: Draft, findings: Findings) -> None:
    used: set[str] = set()
    for step in draft.steps:
        if step.step.of:
            continue
        if step.phase is None:
            if draft.phases:
                remedy = say("Add `phase: …`, one of {phases}.", phases=tuple(draft.phases))
                findings.add(step.at, "S006", say('`phase` is missing in step "{id}".', id=step.step.id), remedy)
            continue
        used.add(step.phase.text)
        if step.phase.text not in draft.phases:
            remedy = did_you_mean(step.phase.text, draft.phases, say("Phases here"))
            findings.add(step.phase.at, "S106", say("{given} is not a phase.", given=quoted(step.phase.text)), remedy)
    for code, (_, at) in draft.phases.items():
        if code not in used:
            findings.add(at, "S904", say("No step is in phase {code}.", code=quoted(code)))


def _consent(draft: Draft, findings: Findings) -> None:
    consents = [step for step in draft.steps if step.step.kind is StepKind.CONSENT]
    if not consents:
        if draft.steps:
            findings.add(draft.steps[0].at, "S109", say("No step asks for consent."))
        return
    for extra in consents[1:]:
        finding = say("The consent was already asked at line {line}.", line=consents[0].at.line)
        findings.add(extra.at, "S109", finding, say("Keep one of the two."))
    for step in draft.steps[: draft.steps.index(consents[0])]:
        if step.step.kind is not StepKind.WELCOME:
            findings.add(step.at, "S110", say('Step "{id}" comes before the consent.', id=step.step.id))


def _pools(draft: Draft, findings: Findings) -> None:
    filling = (StepKind.IDEAS, StepKind.CARD, StepKind.ROUNDS)
    filled = [step.pool.text for step in draft.steps if step.pool is not None and step.step.kind in filling]
    read: set[str] = set()
    for step in draft.steps:
        if step.pool is None or step.step.of:
            continue
        name = step.pool.text
        if step.step.ballot is None:
            if name not in draft.pools:
                remedy = did_you_mean(name, draft.pools, say("Pools here"))
                findings.add(step.pool.at, "S105", say("{name} is not a pool.", name=quoted(name)), remedy)
            continue
        read.add(name)
        prepared = name in draft.pools and draft.pools[name][0].prepared
        if name not in filled and not prepared:
            finding = say('Step "{id}" reads pool {name}, which no step fills.', id=step.step.id, name=quoted(name))
            findings.add(step.pool.at, "S104", finding, did_you_mean(name, draft.pools, say("Pools here")))
        elif name not in draft.pools:
            remedy = did_you_mean(name, draft.pools, say("Pools here"))
            findings.add(step.pool.at, "S105", say("{name} is not a pool.", name=quoted(name)), remedy)
    _items(draft, read, findings)


def _items(draft: Draft, read: set[str], findings: Findings) -> None:
    owner: dict[str, str] = {}
    numbered: dict[str, str] = {}
    for name, (pool, at) in draft.pools.items():
        # A vote that names an unknown pool (reported there) may well mean this one.
        if name not in read and read <= set(draft.pools):
            findings.add(at, "S905", say("No vote reads pool {name}.", name=quoted(name)))
        for item in pool.prepared:
            if owner.setdefault(item.code, name) != name:
                findings.add(
                    at,
                    "S116",
                    say(
                        '"{code}" is an item of pools "{owner}" and {name}.',
                        code=item.code,
                        owner=owner[item.code],
                        name=quoted(name),
                    ),
                )
        if name in read and numbered.setdefault(pool.group_prefix, name) != name:
            first = numbered[pool.group_prefix]
            items = f"{pool.group_prefix}1, {pool.group_prefix}2…"
            finding = say(
                'Pools "{first}" and {name} both call the group\'s items {items}.',
                first=first,
                name=quoted(name),
                items=items,
            )
            findings.add(at, "S116", finding, say("Give each pool its own `group_prefix`."))


def _probes(draft: DraftQuestion, findings: Findings) -> None:
    for probe in draft.probes:
        if probe.text not in COMMON:
            remedy = did_you_mean(probe.text, COMMON, say("Common probes"))
            findings.add(probe.at, "S108", say("{given} is not a common probe.", given=quoted(probe.text)), remedy)


def _afters(draft: DraftQuestion, findings: Findings) -> None:
    codes = [option.code for option in draft.options]
    for after in draft.afters:
        if after.text not in codes:
            finding = say('{given} is not an option of "{key}".', given=quoted(after.text), key=draft.question.key)
            findings.add(after.at, "S114", finding, did_you_mean(after.text, codes, say("Options here")))


# -- conditions ------------------------------------------------------------------------------------------------------


def _conditions(draft: Draft, findings: Findings) -> None:
    every = {question.question.key for step in draft.steps for question in step.questions}
    before: dict[str, DraftQuestion] = {}
    for step in draft.steps:
        for question in step.questions:
            if question.when is not None:
                _condition(question, question.when, before, every, findings)
            before[question.question.key] = question


def _condition(
    draft: DraftQuestion, when: Scalar, before: dict[str, DraftQuestion], every: set[str], findings: Findings
) -> None:
    # In a condition on one line the finding points inside it: past the quote, and past what was trimmed.
    offset = (0 if when.plain else 1) + len(when.text) - len(when.text.lstrip())
    try:
        mentions = names(draft.question.when)
    except NotACondition as error:
        at = Position(when.at.line, when.at.col + offset + error.column)
        findings.add(
            at, "S111", say("{given} is not a condition: {finding}.", given=quoted(when.text), finding=error.finding)
        )
        return
    for mention in mentions:
        at = Position(when.at.line, when.at.col + offset + mention.column)
        if mention.key not in before:
            later = mention.key in every
            finding = say('`when` names "{key}", which no question is called.', key=mention.key)
            remedy: Said | None = did_you_mean(mention.key, [*before], say("Questions before this one"))
            if later:
                finding, remedy = say('`when` names "{key}", which comes later.', key=mention.key), None
            findings.add(at, "S112", finding, remedy)
            continue
        _codes(before[mention.key], mention, at, findings)


def _codes(named: DraftQuestion, mention: Mention, at: Position, findings: Findings) -> None:
    form = named.question.accepts
    if isinstance(form, Proposals | Pick | Keep | Ballot) and mention.codes:
        finding = say('"{key}" has no options to compare with.', key=mention.key)
        findings.add(at, "S113", finding, say("Write answered('{key}').", key=mention.key))
        return
    codes = [option.code for option in named.options]
    for code in mention.codes:
        if code not in codes:
            finding = say('{code} is not an option of "{key}".', code=quoted(code), key=mention.key)
            findings.add(at, "S113", finding, did_you_mean(code, codes, say("Options there")))
