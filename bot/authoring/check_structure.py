"""Check that what a script refers to exists: ids, phases, pools, probes, options, conditions.

Not here: gates and the order of things (`check_flow`), what texts say (`check_texts`).
"""

from __future__ import annotations

from bot.authoring.drafts import Draft, DraftQuestion
from bot.authoring.findings import Findings, Position, did_you_mean, quoted
from bot.authoring.nodes import Scalar
from bot.engine.conditions import Mention, NotACondition, names
from bot.engine.probes import COMMON
from bot.engine.script import Ballot, Keep, Pick, Proposals, StepKind


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
            finding = f'The id "{step.step.id}" is already used at line {seen[step.step.id].line}.'
            findings.add(step.id_at, "S102", finding)
        seen.setdefault(step.step.id, step.id_at)


def _phases(draft: Draft, findings: Findings) -> None:
    used: set[str] = set()
    for step in draft.steps:
        if step.step.of:
            continue
        if step.phase is None:
            if draft.phases:
                remedy = f"Add `phase: …`, one of {', '.join(draft.phases)}."
                findings.add(step.at, "S006", f'`phase` is missing in step "{step.step.id}".', remedy)
            continue
        used.add(step.phase.text)
        if step.phase.text not in draft.phases:
            remedy = did_you_mean(step.phase.text, draft.phases, "Phases here")
            findings.add(step.phase.at, "S106", f"{quoted(step.phase.text)} is not a phase.", remedy)
    for code, (_, at) in draft.phases.items():
        if code not in used:
            findings.add(at, "S904", f"No step is in phase {quoted(code)}.")


def _consent(draft: Draft, findings: Findings) -> None:
    consents = [step for step in draft.steps if step.step.kind is StepKind.CONSENT]
    if not consents:
        if draft.steps:
            findings.add(draft.steps[0].at, "S109", "No step asks for consent.")
        return
    for extra in consents[1:]:
        finding = f"The consent was already asked at line {consents[0].at.line}."
        findings.add(extra.at, "S109", finding, "Keep one of the two.")
    for step in draft.steps[: draft.steps.index(consents[0])]:
        if step.step.kind is not StepKind.WELCOME:
            findings.add(step.at, "S110", f'Step "{step.step.id}" comes before the consent.')


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
                remedy = did_you_mean(name, draft.pools, "Pools here")
                findings.add(step.pool.at, "S105", f"{quoted(name)} is not a pool.", remedy)
            continue
        read.add(name)
        prepared = name in draft.pools and draft.pools[name][0].prepared
        if name not in filled and not prepared:
            finding = f'Step "{step.step.id}" reads pool {quoted(name)}, which no step fills.'
            findings.add(step.pool.at, "S104", finding, did_you_mean(name, draft.pools, "Pools here"))
        elif name not in draft.pools:
            remedy = did_you_mean(name, draft.pools, "Pools here")
            findings.add(step.pool.at, "S105", f"{quoted(name)} is not a pool.", remedy)
    _items(draft, read, findings)


def _items(draft: Draft, read: set[str], findings: Findings) -> None:
    owner: dict[str, str] = {}
    numbered: dict[str, str] = {}
    for name, (pool, at) in draft.pools.items():
        # A vote that names an unknown pool (reported there) may well mean this one.
        if name not in read and read <= set(draft.pools):
            findings.add(at, "S905", f"No vote reads pool {quoted(name)}.")
        for item in pool.prepared:
            if owner.setdefault(item.code, name) != name:
                findings.add(at, "S116", f'"{item.code}" is an item of pools "{owner[item.code]}" and {quoted(name)}.')
        if name in read and numbered.setdefault(pool.group_prefix, name) != name:
            first = numbered[pool.group_prefix]
            items = f"{pool.group_prefix}1, {pool.group_prefix}2…"
            finding = f'Pools "{first}" and {quoted(name)} both call the group\'s items {items}'
            findings.add(at, "S116", finding, "Give each pool its own `group_prefix`.")


def _probes(draft: DraftQuestion, findings: Findings) -> None:
    for probe in draft.probes:
        if probe.text not in COMMON:
            remedy = did_you_mean(probe.text, COMMON, "Common probes")
            findings.add(probe.at, "S108", f"{quoted(probe.text)} is not a common probe.", remedy)


def _afters(draft: DraftQuestion, findings: Findings) -> None:
    codes = [option.code for option in draft.options]
    for after in draft.afters:
        if after.text not in codes:
            finding = f'{quoted(after.text)} is not an option of "{draft.question.key}".'
            findings.add(after.at, "S114", finding, did_you_mean(after.text, codes, "Options here"))


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
        findings.add(at, "S111", f"{quoted(when.text)} is not a condition: {error.finding}.")
        return
    for mention in mentions:
        at = Position(when.at.line, when.at.col + offset + mention.column)
        if mention.key not in before:
            later = mention.key in every
            finding = f'`when` names "{mention.key}", which {"comes later" if later else "no question is called"}.'
            remedy = "" if later else did_you_mean(mention.key, [*before], "Questions before this one")
            findings.add(at, "S112", finding, remedy)
            continue
        _codes(before[mention.key], mention, at, findings)


def _codes(named: DraftQuestion, mention: Mention, at: Position, findings: Findings) -> None:
    form = named.question.accepts
    if isinstance(form, Proposals | Pick | Keep | Ballot) and mention.codes:
        finding = f'"{mention.key}" has no options to compare with.'
        findings.add(at, "S113", finding, f"Write answered('{mention.key}').")
        return
    codes = [option.code for option in named.options]
    for code in mention.codes:
        if code not in codes:
            finding = f'{quoted(code)} is not an option of "{mention.key}".'
            findings.add(at, "S113", finding, did_you_mean(code, codes, "Options there"))
