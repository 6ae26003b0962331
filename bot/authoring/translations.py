"""Read a translation, compare it with the script it translates, and put its texts in the place of the script's.

A translation (`relocalisation.en.yaml`) has the script's own shape, steps and follow-ups named by their id, and holds
nothing but texts. Under `sources` a short fingerprint of each translated text says which version of it was translated.
A text without translation, or whose translation is of an earlier version, stays in the script's language. Whatever
kind a step is, its texts are translated alike: nothing here knows kinds. Not here: writing a translation
(`translating`).
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Final

from bot.authoring.allowances import allowed_at
from bot.authoring.beside import what_of
from bot.authoring.check_texts import check_wordings
from bot.authoring.check_wording import check_wording
from bot.authoring.drafts import Draft
from bot.authoring.fields import Fields, Notes, check_format
from bot.authoring.findings import START, Findings, Position
from bot.authoring.naming import named, put
from bot.authoring.nodes import Node, Scalar, Table, read_nodes, text_of
from bot.authoring.reading import LANGUAGES, read_draft
from bot.engine.doublets import FRENCH, IN_FULL, doublets
from bot.saying import Said, counted, did_you_mean, quoted, say

HEAD: Final = ("format", "translates", "language", "sources")

_NAMED_AT_MOST: Final = 6
_VALUE: Final = re.compile(r"\{\{.*?\}\}")
_WORD: Final = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Texts:
    """A workshop in one language: its file, what was read from it, and every text in it by name, in order."""

    language: str
    root: Node
    draft: Draft
    by_name: Mapping[str, Scalar]
    background: frozenset[str]
    """Names of those that nobody misses if they are not translated."""

    @classmethod
    def of(cls, language: str, root: Node, draft: Draft) -> Texts:
        """The texts of what was read."""
        shown = {id(scalar) for scalar in (*draft.texts, *draft.plain)}
        # « {{ secteur_1 }} » on a button has nothing to translate.
        values = {id(scalar) for scalar in draft.texts if not _WORD.search(_VALUE.sub("", scalar.text))}
        background = {id(scalar) for scalar in draft.background} | values
        by_name = {name: scalar for name, scalar in named(root).items() if id(scalar) in shown | background}
        missed_by_nobody = frozenset(name for name, scalar in by_name.items() if id(scalar) in background)
        return cls(language, root, draft, by_name, missed_by_nobody)

    def saying(self, texts: Mapping[str, Scalar], language: str, findings: Findings) -> Texts:
        """The same workshop with these texts in the place of its own."""
        root = put(self.root, texts)
        notes = Notes(findings, language=language, lexicon=self.draft.lexicon, pictures=self.draft.pictures)
        return Texts.of(language, root, read_draft(root, notes))


@dataclass(slots=True)
class Translation:
    """A translation as written. `texts` and `sources` by name; what was left empty is not among them."""

    language: str
    root: Table
    texts: dict[str, Scalar] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)

    def is_current(self, script: Texts, name: str) -> bool:
        """Whether the text of that name is translated from what the script says now, as far as anybody noted."""
        now = fingerprint(script.by_name[name].text)
        return name in self.texts and self.sources.get(name, now) == now


def fingerprint(text: str) -> str:
    """Six characters that change with the text, whatever its line breaks."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:6]


def in_full(spoken: Iterable[Texts]) -> Iterator[Texts]:
    """What is in French once more, « élues et élus » for « élu·e·s », if any text has it."""
    for texts in spoken:
        written = {name: doublets(scalar.text) for name, scalar in texts.by_name.items()}
        changed = {
            name: replace(texts.by_name[name], text=text)
            for name, text in written.items()
            if text != texts.by_name[name].text
        }
        if texts.language == FRENCH and changed:
            # Labels that became alike would be told as issues: of texts that nobody wrote.
            yield texts.saying(changed, IN_FULL, Findings("", most=sys.maxsize))


def read_translated(script: Texts, file_name: str, source: bytes, findings: Findings) -> Texts | None:
    """The workshop as a translation says it, None if that cannot be read; what is wrong goes to `findings`."""
    text = text_of(source, findings)
    translation = read_translation(script, file_name, text, findings) if text is not None else None
    if text is None or translation is None:
        return None
    _compare(script, translation, findings)
    current = {name: translation.texts[name] for name in script.by_name if translation.is_current(script, name)}
    translated = script.saying(current, translation.language, findings)
    mine = {id(scalar) for scalar in current.values()}
    theirs = replace(
        translated.draft,
        language=translation.language,
        texts=[scalar for scalar in translated.draft.texts if id(scalar) in mine],
        asks=[scalar for scalar in translated.draft.asks if id(scalar) in mine],
    )
    check_wordings(theirs, text, findings)
    if translation.language in LANGUAGES:  # another one is reported as such
        _listen(script, current, theirs, text, findings)
    return translated


def _listen(script: Texts, current: Mapping[str, Scalar], theirs: Draft, text: str, findings: Findings) -> None:
    """How the translation asks. What the script allows in a step, it allows in every language."""
    asked = {id(scalar) for scalar in theirs.asks}
    for name, scalar in current.items():
        heard = Findings(findings.file)
        check_wording([scalar] if id(scalar) in asked else [], [scalar], theirs.language, text, heard)
        allowed = {allowance.code for allowance in allowed_at(script.draft, script.by_name[name].at)}
        for issue in heard.issues():
            if issue.code not in allowed:
                findings.add(Position(issue.line, issue.col), issue.code, issue.finding, issue.remedy)


def read_translation(script: Texts, file_name: str, text: str, findings: Findings) -> Translation | None:
    """What the file says, or None if it cannot be read; `findings` says why."""
    root = read_nodes(text, findings)
    if root is None:
        if not findings.issues():
            findings.add(
                START, "S006", say("The file is empty."), say("Write `format: 1`, `translates` and `language`.")
            )
        return None
    head = Fields(root, say("a translation"), Notes(findings))
    if not isinstance(root, Table):
        return None
    check_format(head)
    _check_belonging(head, script, file_name)
    written = Table(root.at, {key: entry for key, entry in root.entries.items() if key not in HEAD})
    texts = {name: scalar for name, scalar in named(written).items() if not scalar.null and scalar.text.strip()}
    return Translation(head.word("language"), root, texts, dict(_sources(head)))


def _check_belonging(head: Fields, script: Texts, file_name: str) -> None:
    """Whether it is a translation of this script, in another language than the script's own."""
    translates = head.scalar("translates", required=True)
    if translates is not None and translates.text != script.draft.id:
        finding = say(
            "This translates {given}, but stands beside {id}.",
            given=quoted(translates.text),
            id=quoted(script.draft.id),
        )
        head.issue(translates.at, "S501", finding)
    language = head.scalar("language", required=True)
    if language is None:
        return
    called = what_of(PurePath(file_name).name)
    if language.text not in LANGUAGES:
        remedy = did_you_mean(language.text, LANGUAGES, say("Languages of the bot"))
        head.issue(language.at, "S009", say("`language` is {given}.", given=quoted(language.text)), remedy)
    elif language.text == script.draft.language:
        head.issue(language.at, "S501", say("The script itself is in {given}.", given=quoted(language.text)))
    elif called not in ("", language.text):
        head.issue(
            language.at,
            "S501",
            say("`language` is {given} in {name}.", given=quoted(language.text), name=PurePath(file_name).name),
        )


def _sources(head: Fields) -> Iterator[tuple[str, str]]:
    node = head.node("sources")
    if node is None:
        return
    sources = Fields(node, say("`{key}`", key="sources"), head.notes)
    for entry in sources.items():
        scalar = sources.scalar(entry.key.text)
        if scalar is not None:
            yield entry.key.text, scalar.text


# -- comparing ------------------------------------------------------------------------------------------------------


def _compare(script: Texts, translation: Translation, findings: Findings) -> None:
    values = named(script.root)
    unnoted = 0
    for name, scalar in translation.texts.items():
        source = script.by_name.get(name)
        if source is None:
            # A copy of the script carries ids and numbers along: harmless where they are the same.
            if name not in values or values[name].text != scalar.text:
                findings.add(scalar.at, "S953", *_orphan(name, script, known=name in values))
        elif not translation.is_current(script, name):
            finding = say(
                "The text was {sources} when this was translated; it is now {given}.",
                sources=translation.sources[name],
                given=quoted(source.text),
            )
            remedy = say(
                "Correct the translation if need be, then: {command} --confirm {name}",
                command=_command(script, translation),
                name=name,
            )
            findings.add(scalar.at, "S952", finding, remedy)
        elif name not in translation.sources:
            unnoted += 1
    if unnoted:
        finding = counted(
            "{n} text without a line under `sources`.", "{n} texts without a line under `sources`.", n=unnoted
        )
        findings.add(START, "S954", finding, say("Note them: {command}", command=_command(script, translation)))
    _report_missing(script, translation, findings)


def _orphan(name: str, script: Texts, *, known: bool) -> tuple[Said, Said]:
    if known:
        return say("{name} is no text: it is the same in every language.", name=quoted(name)), say("Delete it.")
    section = _section(name)
    there = [one.removeprefix(f"{section}.") for one in script.by_name if _section(one) == section]
    finding = say("The script has no text called {name}.", name=quoted(name))
    if not there:
        return finding, did_you_mean(section, {_section(one): "" for one in script.by_name}, say("Parts of the script"))
    return finding, did_you_mean(
        name.removeprefix(f"{section}."), there, say("Texts of {section}", section=quoted(section))
    )


def _report_missing(script: Texts, translation: Translation, findings: Findings) -> None:
    missing: dict[str, list[str]] = {}
    for name in script.by_name:
        if name not in translation.texts and name not in script.background:
            missing.setdefault(_section(name), []).append(name)
    for section, names in missing.items():
        inner = [name.removeprefix(f"{section}.") for name in names]
        more = len(inner) - _NAMED_AT_MOST
        listed = say("{names}", names=tuple(inner))
        if more > 0:
            listed = say("{names} and {more} more", names=tuple(inner[:_NAMED_AT_MOST]), more=more)
        finding = counted(
            "{n} text not translated: {listed}.", "{n} texts not translated: {listed}.", n=len(names), listed=listed
        )
        if inner != [section]:
            finding = counted(
                "{n} text not translated, in {section}: {listed}.",
                "{n} texts not translated, in {section}: {listed}.",
                n=len(names),
                section=quoted(section),
                listed=listed,
            )
        remedy = say("Add them, to be filled in: {command}", command=_command(script, translation))
        findings.add(_place(translation.root, section), "S951", finding, remedy)


def _section(name: str) -> str:
    """The step, or the part of the head, that a text belongs to."""
    first, _, rest = name.partition(".")
    return f"{first}.{rest.partition('.')[0]}" if first == "steps" else first


def _place(root: Table, section: str) -> Position:
    """Where the section stands in the translation, or where the nearest one around it does."""
    at = START
    node: Node = root
    for key in section.split("."):
        entry = node.entries.get(key) if isinstance(node, Table) else None
        if entry is None:
            break
        at, node = entry.key.at, entry.value
    return at


def _command(script: Texts, translation: Translation) -> str:
    return f"horizons translate {script.draft.id} {translation.language}"
