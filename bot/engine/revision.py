"""Compare two versions of a workshop: what changed, and whether a session under way may take it up.

Pure: two scripts in, a closed list of changes out. A change of words only is *textual* and may be applied to a session
under way; something more, that leaves every earlier answer where it is, is *additive*; anything else is *structural*,
and `orphans` names the questions whose answers would no longer mean what people meant. A field that is not known here
as words is structural, so that what is added to the script model tomorrow is refused until somebody thinks of it.

Two kinds of words are more than words: those of the consent, for people agreed to what they read, and those of a
prepared item, for people vote on what they read.

Not here: applying anything to a session, wording the changes (`authoring.revisions`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import IntEnum, StrEnum
from typing import Any, Final

import msgspec

from bot.engine.doublets import IN_FULL
from bot.engine.script import Agreement, Grade, Key, Option, Parameter, Pool, PreparedIdea, Question, Script, Step


class Nature(IntEnum):
    """How far a change goes; the gravest one is the revision's."""

    TEXT = 1
    """Words only: a session under way may take it up."""
    ADDITIVE = 2
    """Something more; no earlier answer is touched. Sessions under way keep their version."""
    STRUCTURAL = 3
    """The course or the meaning of answers changes. Sessions under way keep their version."""


class Subject(StrEnum):
    """What part of a script a change is in."""

    SCRIPT = "script"
    PHASE = "phase"
    PARAMETER = "parameter"
    POOL = "pool"
    STEP = "step"
    QUESTION = "question"


class What(StrEnum):
    """What happened there."""

    REWORDED = "reworded"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    SET = "set"
    """A value that is not words: minutes, a gate, a condition, the form of an answer..."""


class Change(msgspec.Struct, frozen=True):
    """One difference. `id` is the subject's (a key for a question); `field` is empty when it is the subject itself.

    `language`: the translation in which it is; empty for the script's own. `before` and `after` are as the script has
    them: None for what is not there. `orphans` are keys of the old version.
    """

    subject: Subject
    id: str
    field: str
    what: What
    nature: Nature
    before: Any = None
    after: Any = None
    orphans: tuple[Key, ...] = ()
    language: str = ""


class Revision(msgspec.Struct, frozen=True):
    """Everything that differs, in the order of the new version."""

    changes: tuple[Change, ...]

    @property
    def nature(self) -> Nature | None:
        """Of the gravest change; None if nothing differs but the file's bytes."""
        return max((change.nature for change in self.changes), default=None)

    @property
    def applies(self) -> bool:
        """Whether a session under way may take it up."""
        return self.nature in (None, Nature.TEXT)

    @property
    def orphans(self) -> tuple[Key, ...]:
        """The questions whose answers would lose their meaning, in order, each once."""
        return tuple(dict.fromkeys(key for change in self.changes for key in change.orphans))


def diff(old: Script, new: Script) -> Revision:
    """What `new` changes in `old`, translations included."""
    changes = [*_script(old, new)]
    known = {(change.subject, change.id, change.field) for change in changes}
    for translation in new.translations:
        before = old.spoken(translation.language)
        if before.language == translation.language != IN_FULL:
            words = (change for change in _script(before, translation) if change.what is What.REWORDED)
            changes += [
                msgspec.structs.replace(change, language=translation.language)
                for change in words
                if (change.subject, change.id, change.field) not in known
            ]
    return Revision(tuple(changes))


_WORDS: Final = frozenset(
    # of a script
    "title version purpose audience block preparation announced_minutes "
    # of parameters, steps and questions
    "help intro rubrics data note rule text hint fallback precision merge "
    # of options, grades and ballots
    "label explanation".split()
)
_READ: Final = frozenset({"title", "intro", "text", "hint", "label"})
"""Of these, what a participant reads at the consent."""
_OF_A_PART: Final = frozenset({"minutes", "gate", "shows", "of"})


def _script(old: Script, new: Script) -> Iterator[Change]:
    apart = {"hash", "translations", "phases", "parameters", "pools", "steps", "lexicon"}
    for name in Script.__struct_fields__:
        if name not in apart:
            yield from _field(Subject.SCRIPT, "", name, getattr(old, name), getattr(new, name), ())
    if old.lexicon.added != new.lexicon.added:
        # What is looked for in answers to come: no answer and no step is another for it.
        added = (old.lexicon.added, new.lexicon.added)
        yield Change(Subject.SCRIPT, "", "lexicon", What.SET, Nature.TEXT, *added)
    yield from _several(Subject.PHASE, "code", old.phases, new.phases)
    for change in _several(Subject.PARAMETER, "name", old.parameters, new.parameters):
        yield _launched(change)
    for change in _several(Subject.POOL, "id", old.pools, new.pools):
        yield msgspec.structs.replace(change, orphans=_votes(old, change.id) if _voted_on(change) else ())
    yield from _steps(old, new)


def _several(subject: Subject, name: str, old: Sequence[Any], new: Sequence[Any]) -> Iterator[Change]:
    """Phases, parameters and pools, whose order means nothing to a session."""
    before, after = ({getattr(one, name): one for one in side} for side in (old, new))
    for one, struct in before.items():
        if one not in after:
            yield Change(subject, one, "", What.REMOVED, Nature.STRUCTURAL, struct)
    for one, struct in after.items():
        if one in before:
            yield from _struct(subject, one, "", before[one], struct, ())
        else:
            yield Change(subject, one, "", What.ADDED, Nature.ADDITIVE, None, struct)


def _launched(change: Change) -> Change:
    """Parameters are given at launch: a session under way has a value for each that it was launched with."""
    nature = change.nature
    if change.what is What.ADDED and isinstance(change.after, Parameter) and change.after.required:
        nature = Nature.STRUCTURAL
    elif change.field == "default" and change.after is not None:
        nature = Nature.TEXT
    return msgspec.structs.replace(change, nature=nature)


def _voted_on(change: Change) -> bool:
    """Whether ballots cast over the pool would say something else: its items' words, or the codes they go by."""
    item = change.field.startswith("prepared.") and change.what in (What.REMOVED, What.REWORDED)
    return item or change.field == "group_prefix" or isinstance(change.before, Pool)


def _votes(script: Script, pool: str) -> tuple[Key, ...]:
    ballots = ((step, step.ballot) for step in script.steps)
    voting = [step for step, ballot in ballots if ballot is not None and ballot.pool == pool]
    return tuple(q.key for step in voting for q in step.questions if q.accepts is step.ballot)


# -- steps and questions -----------------------------------------------------------------------------------------------


def _steps(old: Script, new: Script) -> Iterator[Change]:
    before, after = ({step.id: step for step in script.steps} for script in (old, new))
    for one, step in before.items():
        if one not in after:
            orphans = tuple(question.key for question in step.questions)
            yield Change(Subject.STEP, one, "", What.REMOVED, Nature.STRUCTURAL, step, None, orphans)
    moved = _moved([*before], [*after])
    for one, step in after.items():
        if one not in before:
            yield Change(Subject.STEP, one, "", What.ADDED, Nature.ADDITIVE, None, step)
            continue
        if one in moved:
            yield Change(Subject.STEP, one, "", What.MOVED, Nature.STRUCTURAL)
        agreed = tuple(q.key for q in before[one].questions if isinstance(q.accepts, Agreement))
        for change in _step(before[one], step):
            yield _consented(change, agreed) if agreed else change


def _consented(change: Change, agreed: tuple[Key, ...]) -> Change:
    if change.what is not What.REWORDED or change.field.rpartition(".")[2] not in _READ:
        return change
    return msgspec.structs.replace(change, nature=Nature.STRUCTURAL, orphans=agreed)


def _step(old: Step, new: Step) -> Iterator[Change]:
    for name in Step.__struct_fields__:
        # What a part has from the step it is of is said there.
        if name != "questions" and (not new.of or name in _OF_A_PART):
            yield from _field(Subject.STEP, new.id, name, getattr(old, name), getattr(new, name), ())
    before, after = ({question.key: question for question in step.questions} for step in (old, new))
    for key, question in before.items():
        if key not in after:
            yield Change(Subject.QUESTION, key, "", What.REMOVED, Nature.STRUCTURAL, question, None, (key,))
    moved = _moved([*before], [*after])
    for key, question in after.items():
        if key not in before:
            yield Change(Subject.QUESTION, key, "", What.ADDED, Nature.ADDITIVE, None, question)
            continue
        if key in moved:
            yield Change(Subject.QUESTION, key, "", What.MOVED, Nature.STRUCTURAL)
        yield from _question(before[key], question)


def _question(old: Question, new: Question) -> Iterator[Change]:
    for name in Question.__struct_fields__:
        orphans = (new.key,) if name == "accepts" else ()
        yield from _field(Subject.QUESTION, new.key, name, getattr(old, name), getattr(new, name), orphans)


# -- any struct --------------------------------------------------------------------------------------------------------


def _struct(subject: Subject, one: str, path: str, old: Any, new: Any, orphans: tuple[Key, ...]) -> Iterator[Change]:
    for name in old.__struct_fields__:
        field = f"{path}.{name}" if path else name
        yield from _field(subject, one, field, getattr(old, name), getattr(new, name), orphans)


def _field(subject: Subject, one: str, field: str, old: Any, new: Any, orphans: tuple[Key, ...]) -> Iterator[Change]:
    if old == new:
        return
    if _coded(old) and _coded(new):
        yield from _codes(subject, one, field, old, new, orphans)
    elif isinstance(old, msgspec.Struct) and type(old) is type(new):
        yield from _struct(subject, one, field, old, new, orphans)
    elif field.rpartition(".")[2] in _WORDS:
        yield Change(subject, one, field, What.REWORDED, Nature.TEXT, old, new)
    else:
        # How many answers, how many points, one more way to answer: what was given before still stands.
        lost = () if old is None or (isinstance(old, int) and isinstance(new, int)) else orphans
        yield Change(subject, one, field, What.SET, Nature.STRUCTURAL, old, new, lost)


def _coded(value: Any) -> bool:
    """Options, grades, items, probes: things told apart by their code. Empty lists are of any kind."""
    return isinstance(value, tuple) and all(hasattr(one, "code") for one in value)


def _codes(
    subject: Subject, one: str, field: str, old: Sequence[Any], new: Sequence[Any], orphans: tuple[Key, ...]
) -> Iterator[Change]:
    before, after = ({struct.code: struct for struct in side} for side in (old, new))
    # A ballot keeps the number of the grade, not its code: a grade more or less changes what every other one says.
    numbered = isinstance((*old, *new)[0], Grade)
    for code, struct in before.items():
        if code not in after:
            yield Change(subject, one, f"{field}.{code}", What.REMOVED, Nature.STRUCTURAL, struct, None, orphans)
    moved = _moved([*before], [*after])
    taken = {getattr(struct, "label", ""): code for code, struct in before.items()}
    for code, struct in after.items():
        place = f"{field}.{code}"
        if code not in before:
            nature = Nature.STRUCTURAL if numbered else Nature.ADDITIVE
            yield Change(subject, one, place, What.ADDED, nature, None, struct, orphans if numbered else ())
            continue
        if code in moved:
            lost = orphans if numbered else ()
            yield Change(subject, one, place, What.MOVED, Nature.STRUCTURAL, None, None, lost)
        for change in _struct(subject, one, place, before[code], struct, orphans):
            yield _meant(change, before[code], struct, taken, orphans)


def _meant(change: Change, old: Any, new: Any, taken: dict[str, str], orphans: tuple[Key, ...]) -> Change:
    """Words that decide: a prepared item's, and a label that used to be another option's."""
    swapped = isinstance(new, Option | Grade) and taken.get(new.label, new.code) != new.code
    if change.what is What.REWORDED and (swapped or isinstance(old, PreparedIdea)):
        return msgspec.structs.replace(change, nature=Nature.STRUCTURAL, orphans=orphans)
    return change


def _moved(old: Sequence[str], new: Sequence[str]) -> frozenset[str]:
    """Of those in both, the ones that no longer stand in the same order."""
    was = [one for one in old if one in new]
    now = [one for one in new if one in old]
    kept = SequenceMatcher(None, was, now, autojunk=False).get_matching_blocks()
    return frozenset(now) - {one for block in kept for one in was[block.a : block.a + block.size]}
