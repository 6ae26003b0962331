"""What the capacities in which people speak tell facilitators: who is expected and missing, who may answer to whom.

Pure, over what the script says of its profile step (`expected`, `hierarchy`). Nobody's service is known, so a hierarchy
is only ever possible: facilitators ask. Not here: how few of a profile are named to the group (`engine.cards`).
"""

from __future__ import annotations

from collections.abc import Collection

from bot.engine.group import Group
from bot.engine.run import Run
from bot.engine.script import Choice, Option, Script, Step, StepKind


def _step(script: Script) -> Step | None:
    return next((one for one in script.steps if one.kind is StepKind.PROFILE), None)


def profiles(script: Script) -> tuple[Option, ...]:
    """The capacities that one may choose from; none where nobody is asked."""
    step = _step(script)
    return () if step is None else _options(step)


def capacity(script: Script, run: Run) -> str:
    """The code of the capacity in which somebody speaks; empty before they say it, or if they passed."""
    step = _step(script)
    given = None if step is None else run.answers.get(step.id)
    return "" if given is None or given.passed or not given.codes else given.codes[0]


def in_words(script: Script, run: Run) -> tuple[str, ...]:
    """The labels that somebody tapped at the profile step, in its order: the capacity, then what else it asks.

    For facilitators, beside what the person says: « une personne qui télétravaille, une qui ne le peut pas » cannot be
    told from a capacity alone.
    """
    step = _step(script)
    if step is None:
        return ()
    tapped = [run.answers.get(one.key) for one in step.questions if isinstance(one.accepts, Choice)]
    return tuple(one.text for one in tapped if one is not None and one.text and not one.passed)


def is_gathering(script: Script, group: Group) -> bool:
    """Whether the group is still coming in: the first gate behind the profile step has not opened."""
    step = _step(script)
    behind = () if step is None else script.steps[script.position(step.id) + 1 :]
    first = next((one.id for one in behind if one.gate is not None), "")
    return first not in group.opened_gates


def lacking(script: Script, there: Collection[str]) -> tuple[str, ...]:
    """The labels of the capacities expected that nobody has; none while nobody has said theirs."""
    step = _step(script)
    return () if step is None or not there else _labels(step, [code for code in step.expected if code not in there])


def hierarchy(script: Script, there: Collection[str]) -> tuple[str, ...]:
    """The labels of two capacities of which one may answer to the other, if both are there."""
    step = _step(script)
    both = step is not None and bool(step.hierarchy) and all(code in there for code in step.hierarchy)
    return _labels(step, step.hierarchy) if step is not None and both else ()


def _labels(step: Step, codes: Collection[str]) -> tuple[str, ...]:
    return tuple(option.label for option in _options(step) if option.code in codes)


def _options(step: Step) -> tuple[Option, ...]:
    form = step.questions[0].accepts
    return form.options if isinstance(form, Choice) else ()
