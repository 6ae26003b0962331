"""Say what an edit changes: two versions of a workshop in, lines an author can act on out.

Here: places in the files, the names that scripts give to things, the sentences. Not here: what counts as a change and
how grave it is (`engine.revision`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from bot.authoring.drafts import Draft
from bot.authoring.findings import START, Position
from bot.engine.revision import Change, Nature, Revision, Subject, What, diff
from bot.engine.script import Script
from bot.saying import Said, say, together

_LONGEST: Final = 400

_NATURES: Final = {
    Nature.TEXT: say("text"),
    Nature.ADDITIVE: say("addition"),
    Nature.STRUCTURAL: say("structure"),
}
_WHAT: Final = {
    What.REWORDED: say("reworded"),
    What.ADDED: say("added"),
    What.REMOVED: say("removed"),
    What.MOVED: say("moved"),
    What.SET: say("changed"),
}


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a workshop: the name of its file, the script with its translations, where each thing stands."""

    name: str
    script: Script
    draft: Draft


def compare(before: Version, after: Version) -> Said:
    """What the second version changes in the first.

    One change takes a line `file:line:col  nature  what  place`, then its values; the last line says what it means for
    sessions under way. A change in a translation is placed where the step stands in the script.
    """
    old, new = before.script, after.script
    places = {version.name: _places(version.draft) for version in (before, after)}
    revision = diff(old, new)
    lines: list[Said] = []
    for change in revision.changes:
        name = before.name if change.what is What.REMOVED and not change.field else after.name
        at = places[name].get((change.subject, change.id), START)
        head = say(
            "{at}  {nature}  {what}  {place}",
            at=f"{name}:{at.line}:{at.col}",
            nature=_NATURES[change.nature],
            what=_WHAT[change.what],
            place=place_of(change),
        )
        lines += [head, *_details(change)]
    return together([*lines, _verdict(revision, old, new)])


def _verdict(revision: Revision, old: Script, new: Script) -> Said:
    if old.id != new.id:
        return say("These are two different workshops: “{old}” and “{new}”.", old=old.id, new=new.id)
    if not revision.changes:
        return say("Only layout and comments change: can be applied to sessions under way.")
    if revision.applies:
        return say("Only words change: can be applied to sessions under way.")
    if revision.orphans:
        return say(
            "Cannot be applied to sessions under way: answers would be orphaned ({keys}). "
            "They keep their version, and these answers do not compare with those of sessions to come.",
            keys=tuple(revision.orphans),
        )
    if revision.nature is Nature.ADDITIVE:
        return say(
            "Cannot be applied to sessions under way: they keep their version. "
            "Their answers still compare with those of sessions to come."
        )
    return say(
        "Cannot be applied to sessions under way: the course changes. "
        "They keep their version; no answer loses its meaning."
    )


def _details(change: Change) -> Iterator[Said]:
    if change.before is not None:
        yield say("    before: {value}", value=_shown(change.before))
    if change.after is not None:
        yield say("    after: {value}", value=_shown(change.after))
    if change.orphans:
        yield say("    orphaned answers: {keys}", keys=tuple(change.orphans))


def place_of(change: Change) -> str:
    """Where in the script, in the words that scripts use: `vecu.ask`, `profil.buttons.autre`, `vecu.ask (en)`."""
    field = change.field.removesuffix(".label").replace("accepts.options", "buttons").removeprefix("accepts.")
    if change.subject is Subject.QUESTION:
        field = "ask" if field == "text" else field
    # The text of what has a code is written beside the code.
    field = field.removesuffix(".text")
    owner = {Subject.PHASE: "phases.", Subject.PARAMETER: "parameters.", Subject.POOL: "pools."}
    where = owner.get(change.subject, "") + change.id
    path = ".".join(part for part in (where, field) if part)
    return f"{path} ({change.language})" if change.language else path


def _shown(value: Any) -> str:
    text = _flat(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _flat(value: Any) -> str:
    """A value on one line: the words of what has words, otherwise its fields."""
    if isinstance(value, tuple):
        return " / ".join(_flat(one) for one in value) or "–"
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    if not isinstance(value, msgspec.Struct):
        return " ".join(str(value).split()) or "–"
    for name in ("label", "title", "text"):
        if getattr(value, name, ""):
            return _flat(getattr(value, name))
    fields = ((name, getattr(value, name)) for name in value.__struct_fields__)
    return ", ".join(f"{name}: {_flat(one)}" for name, one in fields if one not in (None, "", ())) or "–"


def _places(draft: Draft) -> dict[tuple[Subject, str], Position]:
    known = {(Subject.SCRIPT, ""): draft.id_at}
    known |= {(Subject.PHASE, code): at for code, (_, at) in draft.phases.items()}
    known |= {(Subject.PARAMETER, name): at for name, (_, at) in draft.parameters.items()}
    known |= {(Subject.POOL, name): at for name, (_, at) in draft.pools.items()}
    for step in draft.steps:
        known[Subject.STEP, step.step.id] = step.at
        known |= {(Subject.QUESTION, question.question.key): question.at for question in step.questions}
    return known
