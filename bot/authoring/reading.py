"""Read a whole script: its head, phases, pools, parameters and steps.

Here: the keys of the file's first level. Not here: the kinds of step (`steps`), whether references lead anywhere (the
`check_*` modules).
"""

from __future__ import annotations

import keyword
import re
from datetime import date
from typing import Final

from bot.authoring.allowances import read_allowances
from bot.authoring.drafts import Draft
from bot.authoring.fields import Fields, Notes, check_format
from bot.authoring.lexicon import shipped
from bot.authoring.nodes import Listing, Node, Scalar, Table, describe
from bot.authoring.steps import read_step
from bot.authoring.timing import read_asynchronous, settle
from bot.authoring.vote_kinds import settle_rounds
from bot.engine.script import Parameter, Phase, Pool, PreparedIdea
from bot.saying import quoted, say

LANGUAGES: Final = ("fr", "en")
PARAMETER_KINDS: Final = ("text", "integer", "date", "session")

# What a template takes for a word of its own, and would never look up.
_TEMPLATE_WORDS: Final = frozenset({*keyword.kwlist, "true", "false", "none", "context", "recursive", "without"})
_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
_ITEM: Final = re.compile(r"[A-Z]{1,4}[0-9]{1,3}")
_PREFIX: Final = re.compile(r"[A-Z]{1,4}")
_PHASE: Final = re.compile(r"[A-Za-z0-9_-]{1,20}")


def read_draft(root: Node, notes: Notes) -> Draft:
    """The script in these nodes, as far as it can be read; what is wrong with it goes to the notes' findings."""
    head = Fields(root, say("a script"), notes)
    check_format(head)
    draft = Draft(
        texts=notes.texts,
        asks=notes.asks,
        plain=notes.plain,
        background=notes.background,
        values=notes.values,
        allowances=notes.allowances,
    )
    draft.id, draft.id_at = head.identifier()
    draft.title = head.text("title", required=True)
    draft.language = head.one_of("language", LANGUAGES, "fr")
    notes.language = notes.language or draft.language
    draft.version = head.word("version", default="1")
    draft.purpose = head.prose("purpose")
    draft.audience = head.prose("audience")
    draft.block = head.prose("block")
    draft.preparation = head.prose("preparation")
    draft.announced_minutes = head.integer("announced_minutes", least=0, most=100_000, default=0) or 0
    draft.announced_at = head.place("announced_minutes")
    draft.lexicon = notes.lexicon or shipped()
    draft.pictures = notes.pictures
    _read_parameters(head, draft)
    _read_phases(head, draft)
    _read_pools(head, draft)
    written = read_asynchronous(head)
    draft.asynchronous_at = head.place("asynchronous")
    read_allowances(head)
    _read_steps(head, draft)
    settle_rounds(draft.steps)
    draft.asynchronous = settle(written, [step.step for step in draft.steps])
    head.done()
    return draft


def _read_parameters(head: Fields, draft: Draft) -> None:
    node = head.node("parameters")
    if node is None:
        return
    for entry in Fields(node, say("`{key}`", key="parameters"), head.notes).items():
        name = entry.key.text
        if not _NAME.fullmatch(name) or name in _TEMPLATE_WORDS:
            head.issue(entry.key.at, "S303", say("{name} cannot be the name of a parameter.", name=quoted(name)))
        value = entry.value
        empty = isinstance(value, Scalar) and value.null
        fields = Fields(Table(value.at, {}) if empty else value, say("parameter {name}", name=quoted(name)), head.notes)
        kind = fields.one_of("type", PARAMETER_KINDS, "text")
        default = _default(fields, kind)
        later = fields.yes_no("later", default=False)
        if later and default is not None:
            finding = say("{name} is given while the session runs, and has a default.", name=quoted(name))
            head.issue(fields.place("default"), "S304", finding, say("Delete `default`, or `later`."))
        if later:
            head.notes.later.add(name)
        parameter = Parameter(name, kind, fields.caption("help"), default, later)
        fields.done()
        draft.parameters[name] = (parameter, entry.key.at)


def _default(fields: Fields, kind: str) -> str | int | None:
    scalar = fields.scalar("default")
    if scalar is None:
        return None
    if kind == "integer":
        if re.fullmatch(r"-?[0-9]{1,12}", scalar.text):
            return int(scalar.text)
        fields.issue(scalar.at, "S304", say("{given} is no whole number.", given=quoted(scalar.text)))
        return 0
    if kind == "date":
        try:
            date.fromisoformat(scalar.text)
        except ValueError:
            fields.issue(scalar.at, "S304", say("{given} is no date.", given=quoted(scalar.text)))
    else:
        fields.notes.plain.append(scalar)
    return scalar.text.strip()


def _read_phases(head: Fields, draft: Draft) -> None:
    node = head.node("phases")
    if node is None:
        return
    phases = Fields(node, say("`{key}`", key="phases"), head.notes)
    for entry in phases.items():
        code = entry.key.text
        if not _PHASE.fullmatch(code):
            head.issue(
                entry.key.at,
                "S101",
                say("{code} cannot be the code of a phase.", code=quoted(code)),
                say("Use a letter: A, B, C…"),
            )
        title = phases.shown(entry.value, say("The title of phase {code}", code=quoted(code)))
        draft.phases[code] = (Phase(code, title), entry.key.at)


def _read_pools(head: Fields, draft: Draft) -> None:
    node = head.node("pools")
    if node is None:
        return
    for entry in Fields(node, say("`{key}`", key="pools"), head.notes).items():
        name = entry.key.text
        if not re.fullmatch(r"[a-z][a-z0-9_]{0,19}", name):
            head.issue(entry.key.at, "S101", say("{name} cannot be the id of a pool.", name=quoted(name)))
        value = entry.value
        empty = isinstance(value, Scalar) and value.null
        fields = Fields(Table(value.at, {}) if empty else value, say("pool {name}", name=quoted(name)), head.notes)
        prefix = fields.word("group_prefix", default="G")
        if not _PREFIX.fullmatch(prefix):
            where = fields.place("group_prefix")
            head.issue(
                where,
                "S116",
                say("{prefix} cannot number items.", prefix=quoted(prefix)),
                say("Use one to four capital letters."),
            )
        most = fields.integer("most_from_group", least=0, most=50, default=6)
        prepared = _prepared(fields, prefix)
        fields.done()
        draft.pools[name] = (Pool(name, prepared, prefix, 6 if most is None else most), entry.key.at)


def _prepared(fields: Fields, prefix: str) -> tuple[PreparedIdea, ...]:
    node = fields.node("prepared")
    if node is None:
        return ()
    prepared = Fields(node, say("`{key}` of {what}", key="prepared", what=fields.what), fields.notes)
    ideas = []
    for entry in prepared.items():
        code = entry.key.text
        if not _ITEM.fullmatch(code):
            fields.issue(entry.key.at, "S116", say("{code} cannot be the code of an item.", code=quoted(code)))
        elif re.fullmatch(rf"{re.escape(prefix)}[0-9]+", code):
            fields.issue(entry.key.at, "S116", say('"{code}" is a code of the group\'s own items.', code=code))
        ideas.append(PreparedIdea(code, prepared.shown(entry.value, say("Item {code}", code=quoted(code)))))
    return tuple(ideas)


def _read_steps(head: Fields, draft: Draft) -> None:
    node = head.node("steps")
    if node is None:
        head.missing("steps", say("Add `steps:` and at least a consent and a question."))
        return
    if not isinstance(node, Listing):
        finding = say("`steps` is {described}; a list is expected.", described=describe(node))
        head.issue(node.at, "S004", finding, say("Begin each step with `- kind:`."))
        return
    for number, item in enumerate(node.items, 1):
        draft.steps += read_step(item, number, head.notes)
